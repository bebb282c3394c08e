"""From text to padded token arrays, in an order that every worker can compute by itself.

A micro-batch is named by its number; `Mixture.plan` yields the same sequence of domain and rows
in every process, so that workers can share the numbers out among them and no text is sent.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from numpy.typing import NDArray

from training.alignment import Links, parse_links, words
from training.corpus import Pair, read_pairs

Ids = NDArray[np.int64]
BOS, EOS = 1, 2
LONGEST = 128
"""Tokens of the longest sentence trained on, BOS or EOS included."""
SHARPNESS = 0.4
"""Of the likelihoods that a sampled cut is drawn by: news gets an eighth longer."""
WIDTHS = np.array([*range(8, 48, 4), *range(48, 96, 8), 96, 112, 128, 160])
"""Arrays are padded to these widths: few, as each new shape costs oneDNN half a second once; close
enough that less than a fifth of a batch is padding."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded micro-batch of B pairs."""

    source: Ids
    """`(B, S)`, ends in EOS, padded with 0."""
    mask: NDArray[np.bool_]
    """`(B, S)`, True on real tokens."""
    target_in: Ids
    """`(B, T)`, begins with BOS."""
    target_out: Ids
    """`(B, T)`, ends in EOS, padded with -1."""
    links: NDArray[np.float32] | None = None
    """`(B, T, S)`, rows sum to 1, or to 0 where the alignment is unknown; None: no row known."""


def width_of(lengths: Ids) -> Ids:
    """Smallest padded width for each length."""
    return WIDTHS[np.searchsorted(WIDTHS, lengths)]


def pad(rows: list[list[int]], value: int) -> Ids:
    """Rows of unequal length as one array."""
    width = int(width_of(np.array(max(map(len, rows)))))
    out = np.full((len(rows), width), value, np.int64)
    for line, row in zip(out, rows, strict=True):
        line[: len(row)] = row
    return out


def piece_links(
    pair: Pair, links: Links, pieces: tuple[list[tuple[int, int]], list[tuple[int, int]]]
) -> Links:
    """Word links as links of SentencePiece pieces, given the character spans of the pieces.

    A target piece is linked to the source piece at the same place within the linked word.
    """
    word_spans = words(pair[0]), words(pair[1])
    found: Links = []
    for a, b in links:
        if a >= len(word_spans[0]) or b >= len(word_spans[1]):
            continue
        inside = [
            [
                i
                for i, (start, end) in enumerate(spans)
                if start < word_spans[side][at][1] and end > word_spans[side][at][0]
            ]
            for side, (spans, at) in enumerate(zip(pieces, (a, b), strict=True))
        ]
        if inside[0] and inside[1]:
            step = len(inside[0]) / len(inside[1])
            found += [(inside[0][int(k * step)], t) for k, t in enumerate(inside[1])]
    return found


def sampled_pieces(tokens: sentencepiece.SentencePieceProcessor, text: str) -> dict[str, Any]:
    """Ids and offsets of one of all the ways to cut a text into pieces, likely ones first.

    Kudo, "Subword Regularization", 2018: a text met often is never met twice alike.
    """
    found: dict[str, Any] = tokens.encode(
        text,
        return_type="offset_mapping",
        enable_sampling=True,
        alpha=SHARPNESS,
        nbest_size=-1,
    )
    return found


def make_batch(
    tokens: sentencepiece.SentencePieceProcessor,
    pairs: list[Pair],
    widest: int = LONGEST,
    links: list[Links] | None = None,
    sampled: list[bool] | None = None,
) -> Batch:
    """Encode and pad pairs; those wider than `widest` are left out, not shortened.

    `links` holds the word links of each pair, empty where they are unknown; `sampled` says which
    sources are cut into pieces at random.
    """
    sources = tokens.encode([p[0] for p in pairs], return_type="offset_mapping")
    for i, wanted in enumerate(sampled or ()):
        other = sampled_pieces(tokens, pairs[i][0]) if wanted else sources[i]
        if len(other["ids"]) < widest:
            sources[i] = other
    targets = tokens.encode([p[1] for p in pairs], return_type="offset_mapping")
    kept = [
        (i, s["ids"], t["ids"])
        for i, (s, t) in enumerate(zip(sources, targets, strict=True))
        if 0 < len(s["ids"]) < widest and 0 < len(t["ids"]) < widest
    ] or [(-1, [EOS], [EOS])]
    source = pad([[*s, EOS] for _, s, _ in kept], -1)
    target_in = pad([[BOS, *t] for _, _, t in kept], 0)
    target_out = pad([[*t, EOS] for _, _, t in kept], -1)
    aligned = None
    if links is not None:
        aligned = np.zeros((len(kept), target_out.shape[1], source.shape[1]), np.float32)
        for row, (i, s, t) in enumerate(kept):
            if i < 0 or not links[i]:
                continue
            spans = sources[i]["offsets"], targets[i]["offsets"]
            for a, b in piece_links(pairs[i], links[i], spans):
                aligned[row, b, a] = 1.0
            aligned[row, len(t), len(s)] = 1.0
        aligned /= np.maximum(aligned.sum(2, keepdims=True), 1.0)
    return Batch(source.clip(min=0), source >= 0, target_in, target_out, aligned)


class Domain:
    """The pairs of one domain, cut into micro-batches of similar length, epoch by epoch."""

    def __init__(
        self,
        pairs: list[Pair],
        tokens: sentencepiece.SentencePieceProcessor,
        size: int,
        links: list[str] | None = None,
    ) -> None:
        lengths = [
            (len(s), len(t))
            for s, t in zip(
                tokens.encode([p[0] for p in pairs]),
                tokens.encode([p[1] for p in pairs]),
                strict=True,
            )
        ]
        kept = [i for i, n in enumerate(lengths) if max(n) < LONGEST]
        self.pairs = [pairs[i] for i in kept]
        links = (links or []) + [""] * (len(pairs) - len(links or []))
        self._links = [links[i] for i in kept]
        self._widths = width_of(np.array([max(lengths[i]) + 1 for i in kept]))
        self._targets = np.array([lengths[i][1] + 1 for i in kept])
        self._size = size
        self._queue: list[NDArray[np.int64]] = []
        self.epochs = 0
        self.mean_target = self._size * self._targets.sum() / self._widths.sum()
        """Target tokens in an average micro-batch."""

    def _refill(self, rng: random.Random) -> None:
        shuffled = np.random.default_rng(rng.getrandbits(63)).permutation(len(self.pairs))
        for width in np.unique(self._widths):
            rows = shuffled[self._widths[shuffled] == width]
            count = max(1, self._size // int(width))
            self._queue += [rows[i : i + count] for i in range(0, len(rows), count)]
        rng.shuffle(self._queue)
        self.epochs += 1

    def links(self, row: int) -> Links:
        """Word links of a pair; empty where they are unknown."""
        return parse_links(self._links[row])

    def widest(self, rows: NDArray[np.int64]) -> int:
        """Width that augmented pairs of these rows may reach: one step beyond their own."""
        return int(WIDTHS[np.searchsorted(WIDTHS, self._widths[rows].max()) + 1])

    def next(self, rng: random.Random) -> NDArray[np.int64]:
        """Rows of the next micro-batch."""
        if not self._queue:
            self._refill(rng)
        return self._queue.pop()


class Mixture:
    """Micro-batches drawn from several domains by shares of target tokens."""

    def __init__(self, domains: dict[str, Domain], seed: int) -> None:
        self.domains = domains
        self._rng = random.Random(seed)

    def draw(self, shares: dict[str, float]) -> tuple[str, NDArray[np.int64]]:
        """Domain and rows of the next micro-batch."""
        names = [name for name in shares if name in self.domains]
        weights = [shares[n] / self.domains[n].mean_target for n in names]
        name = self._rng.choices(names, weights)[0]
        return name, self.domains[name].next(self._rng)


def load_domains(
    data: Path, tokens: sentencepiece.SentencePieceProcessor, size: int
) -> dict[str, Domain]:
    """All prepared domains of the folder."""
    domains = {}
    for name in ("law", "tatoeba", "docs", "prose", "news", "newsroom"):
        path = data / f"{name}.tsv"
        if path.exists() and path.stat().st_size:
            align = path.with_suffix(".align")
            links = align.read_text().splitlines() if align.exists() else None
            domains[name] = Domain(list(read_pairs(path)), tokens, size, links)
    return domains


def fixed_batches(
    tokens: sentencepiece.SentencePieceProcessor, pairs: list[Pair], size: int
) -> Iterator[Batch]:
    """Pairs in order of length, as micro-batches: for the loss on a development set."""
    ordered = sorted(pairs, key=lambda p: len(p[1]))
    count = max(1, size // 40)
    for start in range(0, len(ordered), count):
        yield make_batch(tokens, ordered[start : start + count])
