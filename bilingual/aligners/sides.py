"""Which side is French, and where blank sentences are: levelled before any aligner looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bilingual.aligners.lexicon import shipped
from bilingual.aligners.tokens import words
from bilingual.model.bead import Bead

Align = Callable[[Sequence[str], Sequence[str]], list[Bead]]


def from_french(align: Align, source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Align with the French side as source, whichever way round the texts came.

    Swapping the sides therefore mirrors every result exactly.
    """
    left, right = frenchness(source), frenchness(target)
    if left > right or (left == right and list(source) <= list(target)):
        return align(source, target)
    return [Bead(bead.target, bead.source, bead.score) for bead in align(target, source)]


def frenchness(sentences: Sequence[str]) -> float:
    """Return how French a text looks: mean difference of its words' shares in both languages."""
    lexicon = shipped()
    difference, count = 0.0, 0
    for sentence in sentences[:2000]:
        for word in words(sentence):
            difference += lexicon.french.get(word, 0) / lexicon.french_size
            difference -= lexicon.english.get(word, 0) / lexicon.english_size
            count += 1
    return difference / max(1, count)


def around_blanks(align: Align, source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Align what is not blank; each blank sentence keeps its index, in a null bead of its own."""
    sides = [[n for n, s in enumerate(side) if s.strip()] for side in (source, target)]
    beads = align([source[i] for i in sides[0]], [target[j] for j in sides[1]])
    found: list[Bead] = []
    reached = [0, 0]
    for bead in beads:
        own = [
            tuple(sides[k][n] for n in part) for k, part in enumerate((bead.source, bead.target))
        ]
        found += _blanks_before(own, reached)
        found += _without_gaps(own[0], own[1], bead.score)
        reached = [part[-1] + 1 if part else reached[k] for k, part in enumerate(own)]
    return found + _nulls((reached[0], len(source)), (reached[1], len(target)))


def _blanks_before(own: list[tuple[int, ...]], reached: list[int]) -> list[Bead]:
    """Return null beads for the blank sentences between what was reached and a bead; move on."""
    ends = [part[0] if part else reached[k] for k, part in enumerate(own)]
    found = _nulls((reached[0], ends[0]), (reached[1], ends[1]))
    reached[:] = ends
    return found


def _nulls(source: tuple[int, int], target: tuple[int, int]) -> list[Bead]:
    """Return certain null beads for two ranges of blank sentences."""
    found = [Bead((i,), (), 1.0) for i in range(*source)]
    return found + [Bead((), (j,), 1.0) for j in range(*target)]


def _without_gaps(source: tuple[int, ...], target: tuple[int, ...], score: float) -> list[Bead]:
    """Return the bead with the blanks inside it taken in, so that the chain stays in order."""
    whole = [tuple(range(part[0], part[-1] + 1)) if part else () for part in (source, target)]
    return [Bead(whole[0], whole[1], score)]
