"""How sentences end and begin: a bead should start and stop where both texts pause alike.

Verse lines that end in a comma, dialogue that goes on after a question mark (`me demanda-t-il.`)
and the dash or quote that opens a speech are what neither words nor lengths tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

FULL = ".!?…"
HALF = ";:—–-"
CLOSING = "\"'»”’)]*_ \u00a0\u202f"
"""What may follow the mark that ends a sentence."""
OPENING = "\"'«“‘(["
DASHES = "—–-"
QUOTES = "\"'«»“”‘’"


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """The cuts of one side; cut n stands before sentence n, the last one after all.

    shape (sentences + 1,) each. The two ends of a text count as full stops.
    """

    pause: FloatArray
    """1 after a full stop, 0.5 after a semicolon, colon or dash, 0 after a comma or a letter."""
    lower: FloatArray
    """1 where the next sentence starts in lower case."""
    speech: FloatArray
    """1 where the next sentence opens with a dash or a quotation mark."""
    closing: FloatArray
    """1 where the sentence before ends with a quotation mark."""
    exclaimed: FloatArray
    """1 after an exclamation or a question mark."""


def cuts(side: Sequence[str]) -> Cuts:
    """Return the cuts of one side."""
    heads = [sentence.strip() for sentence in side]
    tails = [head.rstrip(CLOSING)[-1:] for head in heads]
    pause = [1.0, *(1.0 if t and t in FULL else 0.5 if t and t in HALF else 0.0 for t in tails)]
    closing = [0.0, *(float(head[-1:] in set(QUOTES)) for head in heads)]
    exclaimed = [0.0, *(float(tail in set("!?")) for tail in tails)]
    pause[-1], closing[-1], exclaimed[-1] = 1.0, 0.0, 0.0
    return Cuts(
        np.array(pause),
        np.array([*(float(_starts_lower(head)) for head in heads), 0.0]),
        np.array([*(float(head[:1] in set(OPENING + DASHES)) for head in heads), 0.0]),
        np.array(closing),
        np.array(exclaimed),
    )


def _starts_lower(sentence: str) -> bool:
    """Return whether the first letter or digit is a small letter."""
    first = next((c for c in sentence if c.isalnum()), "")
    return first.islower()
