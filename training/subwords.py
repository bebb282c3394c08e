"""The SentencePiece model: unigram, joint, byte fallback, digits apart, newsroom typography.

The normalisation lives inside the SentencePiece model, so that every engine that loads the
package treats apostrophes, no-break spaces and guillemets alike.
"""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path

import sentencepiece

TERM_START, TERM_TARGET, TERM_END = "<t>", "<tt>", "</t>"
"""Inline terminology: `<t> Bakou <tt> Baku </t>`."""

SYMBOLS = (TERM_START, TERM_TARGET, TERM_END)
_KEEP = frozenset("²³¹½¼¾ºª™№")
_SPACES = "\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003 "
_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"'}
_IGNORED = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def normalisation_rules() -> dict[str, str]:
    """NFKC of the basic plane (a few signs kept), quotes made plain, French spacing closed up."""
    rules: dict[str, str] = {}
    for code in itertools.chain(range(0x21, 0xD800), range(0xE000, 0xFFFE)):
        char = chr(code)
        normal = unicodedata.normalize("NFKC", char)
        if normal != char and char not in _KEEP and not 0xAC00 <= code <= 0xD7A3:
            rules[char] = normal
    for code in range(0xC0, 0x250):  # composed letters written as letter + combining mark
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1:
            rules[parts] = chr(code)
    rules |= {chr(c): "" for c in range(0x01, 0x20)} | dict.fromkeys(_IGNORED, "")
    rules |= dict.fromkeys("\t\n\r" + _SPACES, " ")
    rules |= _QUOTES
    for blank in _SPACES:
        rules["«" + blank] = "«"
        for mark in "»;:!?%":
            rules[blank + mark] = mark
    rules.pop(" ", None)
    return rules


def write_rules(path: Path) -> None:
    """Rules as SentencePiece's TSV of hexadecimal code points."""

    def points(text: str) -> str:
        return " ".join(f"{ord(c):X}" for c in text)

    lines = [f"{points(a)}\t{points(b)}\n" for a, b in sorted(normalisation_rules().items())]
    path.write_text("".join(lines), encoding="utf-8")


def train_subwords(text: Path, model: Path, vocabulary: int) -> None:
    """Train `model` (path with the suffix `.model`) on the lines of `text`."""
    rules = model.with_suffix(".rules.tsv")
    write_rules(rules)
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(model.with_suffix("")),
        vocab_size=vocabulary,
        model_type="unigram",
        character_coverage=0.9998,
        byte_fallback=True,
        split_digits=True,
        normalization_rule_tsv=str(rules),
        user_defined_symbols=list(SYMBOLS),
        pad_id=-1,
        unk_id=0,
        bos_id=1,
        eos_id=2,
        num_threads=2,
        minloglevel=1,
    )
