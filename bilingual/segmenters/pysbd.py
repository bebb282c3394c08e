"""Sentences by pysbd's cut offsets and a repair pass.

pysbd's strings are never used: it strips blanks, loses text that holds its private marker
characters or six dots in a row, and its own search for offsets is quadratic. It gets a plain view
of the block in pieces of about a thousand code points, and only the places of its cuts come back.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import Any

from bilingual.languages import sentence_facts
from bilingual.model.span import Span
from bilingual.segmenters.repairs import candidates, repaired
from bilingual.text.normalize import plain

_PIECE = 1000
"""Code points after which pysbd's input is cut at the next place where a sentence may end."""
_LONGEST_PIECE = 4000
"""Code points after which it is cut at a blank, because no such place came."""
_MARKERS = re.compile("[∯∮ȸȹƪ♟♝☏☉☈☇☄♬♭&ᓰᓱᓳᓴᓷᓸ⎋✂⌬。．！？（）「」]")
"""Characters that pysbd uses for itself (or that belong to other scripts' rules)."""

_ONE_SENTENCE = re.compile(r"(?:[^\W_]|[ ,;:%€«»–-]|(?<=[^\W_])['’](?=[^\W_]))*[.!?…]?")
"""What pysbd does not cut anywhere: no mark that could end a sentence or number a list, but for
the last. Half of the sentences of a newspaper are like that, and pysbd takes a millisecond for each
(tests/property/test_segmentation.py compares)."""


class PysbdSegmenter:
    """Finds French (or English) sentences.

    Sentences inside quotations are told apart; an attribution stays with the quotation it follows;
    stray marks stay with the sentence before them. Blocks of blanks have no sentence.
    """

    name = "pysbd"

    def __init__(self, lang: str = "fr") -> None:
        """`lang`: BCP-47 tag, French or English; `KeyError` for others."""
        self.facts = sentence_facts(lang)

    def spans(self, text: str) -> list[Span]:
        """Return the sentences' spans: in order, disjoint, only white space between them."""
        view = plain(text)
        cuts = repaired(view.text, pysbd_cuts(view.text, self.facts.lang), self.facts)
        ends = [view.offset(cut) for cut in cuts] + [len(text)]
        spans = []
        start = 0
        for end in ends:
            piece = text[start:end]
            bare = piece.strip()
            if bare:
                first = start + len(piece) - len(piece.lstrip())
                spans.append(Span(first, first + len(bare)))
            start = end
        return spans


def pysbd_cuts(view: str, lang: str) -> list[int]:
    """Return where pysbd ends sentences in a plain view, the end of the text left out."""
    cuts: list[int] = []
    for start, end in _pieces(view):
        position = start
        for sentence in _process(view[start:end], lang):
            found = view.find(sentence, position, end)
            if found < 0:  # pysbd changed it; the repair pass sees this place by itself
                continue
            position = found + len(sentence)
            cuts.append(position)
    return [cut for cut in cuts if cut < len(view)]


def _pieces(view: str) -> list[tuple[int, int]]:
    """Return ranges that cover the view, each short enough for pysbd's growing cost."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for place in [*candidates(view), len(view)]:
        while place - start > _LONGEST_PIECE:
            blank = view.rfind(" ", start + 1, start + _LONGEST_PIECE)
            end = blank if blank > start else start + _LONGEST_PIECE
            pieces.append((start, end))
            start = end
        if place - start >= _PIECE or place == len(view):
            pieces.append((start, place))
            start = place
    return [(a, b) for a, b in pieces if b > a]


def _process(piece: str, lang: str) -> list[str]:
    """Return pysbd's sentences of a piece, without its costly search for them in the text."""
    masked = re.sub(r"\.{4,}", lambda dots: "…" * len(dots.group()), _MARKERS.sub("¤", piece))
    bare = masked.strip(" ")
    if bare and _ONE_SENTENCE.fullmatch(bare):
        return [bare]
    sentences: list[str] = _segmenter(lang).processor(masked).process()
    return [sentence for sentence in sentences if sentence]


@cache
def _segmenter(lang: str) -> Any:
    """Return pysbd's segmenter; its import costs 30 ms and warns about its own escapes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pysbd
    return pysbd.Segmenter(language=lang, clean=False)


def plain_pysbd(text: str, lang: str = "fr") -> set[int]:
    """Return where pysbd by itself, with its own spans, ends sentences: a peer to measure with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pysbd
    spans = pysbd.Segmenter(language=lang, clean=False, char_span=True).segment(text)
    return {len(text[: span.end].rstrip()) for span in spans} - {len(text)}
