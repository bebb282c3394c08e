"""SentencePiece pieces and the characters they stand for.

Offsets are exact in the text as given: NFD letters, ligatures, no-break and doubled spaces are
normalised by SentencePiece before it cuts, and its offset table leads back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.errors import ModelError
from bilingual.model.span import Span
from bilingual.model.unit import bounds

_BYTE = re.compile(r"<0x[0-9A-F]{2}>")
_BYTE_OPENS = "<0x"
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
"""SentencePiece writes a space so (U+2581)."""


class Subwords:
    """The subword model of a package."""

    def __init__(self, model: bytes, where: str) -> None:
        """Load the model from its bytes; `ModelError` naming `where` if they are damaged."""
        from sentencepiece import SentencePieceProcessor

        try:
            self._model = SentencePieceProcessor(model_proto=model)
            self._model.piece_to_id(_SPACE)
        except (RuntimeError, OSError, ValueError) as error:
            raise ModelError(
                f"{where}: sentencepiece.model is damaged ({error}); install the package again"
            ) from error

    def knows(self, piece: str) -> bool:
        """Say whether the vocabulary holds that piece."""
        return bool(self._model.piece_to_id(piece) != self._model.unk_id())

    def pieces(self) -> list[str]:
        """Return the vocabulary, in the order of its numbers."""
        return [self._model.id_to_piece(n) for n in range(self._model.get_piece_size())]

    def encode(self, text: str) -> list[str]:
        """Cut the text into pieces, as argostranslate does."""
        pieces: list[str] = self._model.encode(_encodable(text), out_type=str)
        return pieces

    def source_bounds(self, text: str, pieces: Sequence[str]) -> tuple[int, ...]:
        """Return start and end of each piece of `encode(text)` in `text`, one after the other.

        White space is trimmed: a piece that stands for nothing else gets an empty stretch. The
        bytes of one character all get that character.
        """
        normal, offsets = self._model.normalize(_encodable(text), with_offsets=True)
        if len(offsets) == len(text) + 2 and offsets[1:] == list(range(len(text) + 1)):
            simple = _simple_bounds(pieces)
            if simple is not None and "".join(pieces) == normal:
                return simple
        return bounds(self._source_spans(text, pieces, normal, offsets))

    def _source_spans(
        self, text: str, pieces: Sequence[str], normal: str, offsets: Sequence[int]
    ) -> list[Span]:
        """Return the same as spans, of any text and pieces."""
        spans: list[Span] = []
        place, waiting = 0, 0
        for piece in pieces:
            if waiting:
                spans.append(spans[-1])
                waiting -= 1
                continue
            length = len(piece)
            if _BYTE.fullmatch(piece) and not normal.startswith(piece, place):
                length = 1
                waiting = len(normal[place : place + 1].encode()) - 1
            end = min(place + length, len(normal))
            inner = place + len(normal[place:end]) - len(normal[place:end].lstrip(_SPACE))
            spans.append(_original(text, offsets, inner, end))
            place = end
        return spans

    def text(self, pieces: Sequence[str]) -> str:
        """Return the text of target pieces.

        It is argostranslate's, except that underscores stay (it makes spaces of them, which breaks
        handles and addresses).
        """
        text: str = self._model.decode_pieces(list(pieces))
        return text.replace(_SPACE, " ").removeprefix(" ")

    def target_bounds(self, pieces: Sequence[str], text: str) -> tuple[int, ...]:
        """Return start and end of each piece in `text`, which is `text(pieces)`."""
        plain = "".join(pieces).replace(_SPACE, " ").removeprefix(" ")
        if plain == text and plain.replace(" ", "").isprintable() and not _BYTE.search(plain):
            simple = _simple_bounds(pieces)
            if simple is not None:
                return simple
        whole, found = _joined(pieces)
        if whole == text:
            return bounds(found)
        found, start = [], 0
        for count in range(len(pieces)):
            end = min(max(len(self.text(pieces[: count + 1])), start), len(text))
            found.append(_trimmed(text, start, end))
            start = end
        return bounds(found)


def _encodable(text: str) -> str:
    """Return the text with half surrogates, which UTF-8 cannot hold, as replacement characters."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _original(text: str, offsets: Sequence[int], start: int, end: int) -> Span:
    """Return the span in the original of normalised characters `start..end`."""
    if start >= end:
        return Span(offsets[start], offsets[start])
    last = offsets[end - 1]
    after = end
    while after < len(offsets) - 1 and offsets[after] <= last:
        after += 1
    return _trimmed(text, offsets[start], max(offsets[after], offsets[start]))


def _simple_bounds(pieces: Sequence[str]) -> tuple[int, ...] | None:
    """Return the bounds of pieces that each hold a space at their beginning or none.

    None if a piece holds one elsewhere. Nearly every sentence is so simple, and four hypotheses
    of each want their bounds: so no object is made for a piece.
    """
    edges: list[int] = []
    end = -1 if pieces and pieces[0].startswith(_SPACE) else 0
    for piece in pieces:
        start = end
        end += len(piece)
        if _SPACE in piece:
            if piece.rfind(_SPACE):
                return None
            start += 1
        edges += (start, end)
    return tuple(edges)


def _joined(pieces: Sequence[str]) -> tuple[str, list[Span]]:
    """Return the pieces' text and spans by plain joining; runs of bytes make characters."""
    runs: list[tuple[str, int]] = []
    waiting = bytearray()
    for piece in pieces:
        if piece.startswith(_BYTE_OPENS) and _BYTE.fullmatch(piece):
            waiting.append(int(piece[3:5], 16))
            continue
        if waiting:
            runs.append((waiting.decode(errors="replace"), len(waiting)))
            waiting.clear()
        runs.append((piece.replace(_SPACE, " "), 1))
    if waiting:
        runs.append((waiting.decode(errors="replace"), len(waiting)))
    whole = "".join(text for text, _ in runs)
    shift = 1 if whole.startswith(" ") else 0
    whole = whole[shift:]
    spans, place = [], -shift
    for text, count in runs:
        spans += [_trimmed(whole, max(place, 0), max(place + len(text), 0))] * count
        place += len(text)
    return whole, spans


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return `start..end` without white space at either edge."""
    part = text[start:end]
    if part and (part[0].isspace() or part[-1].isspace()):
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
    return Span(start, end)
