"""What BLEU does not show: digits kept, names copied, attention to be trusted, terms obeyed.

All functions are pure; a share is `(hits, cases)`, so that it can be shown with its count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bilingual.model.span import Span
from bilingual.model.unit import Attention, Hypothesis

Share = tuple[int, int]

_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_DECADE = re.compile(r"années \d0\b")
_FULL_DECADE = re.compile(r"\b(?:1\d|20)(\d0)s\b")
_NAME = re.compile(r"[^\W\d_][^\W\d_]{2,}(?:-[^\W\d_]+)*")

INVENTED = (
    "Vrazkor",
    "Demlinska",
    "Oubarrek",
    "Tschalün",
    "Kerremans",
    "Yıldızoğlu",
    "Makharadzé",
    "Ngalombe",
)
"""Targets that no model can know, asked for in place of a name."""


def numbers(text: str) -> Counter[str]:
    """Numbers without their separators: `6 000`, `6,000` and `6000` are one."""
    return Counter(re.sub(r"\D", "", n) for n in _NUMBER.findall(text))


def digits_kept(source: str, reference: str, hypothesis: str) -> bool | None:
    """Whether every number of the source stands in the hypothesis.

    None where there is nothing to ask: the source holds no digits, or the reference writes one
    of its numbers otherwise (`20 heures` as `8 p.m.`). `1990s` is right for `années 90`.
    """
    wanted = numbers(source)
    if not wanted or wanted - numbers(reference):
        return None
    if _DECADE.search(source):
        hypothesis = _FULL_DECADE.sub(r"\1s", hypothesis)
    return not wanted - numbers(hypothesis)


def names(source: str, reference: str) -> list[re.Match[str]]:
    """Names of the source, its first word left out, that the reference writes alike."""
    there = set(_NAME.findall(reference))
    return [m for m in _NAME.finditer(source) if m.start() and m[0][0].isupper() and m[0] in there]


def names_copied(source: str, reference: str, hypothesis: str) -> Share:
    """Names of `names` that the hypothesis holds too."""
    wanted = names(source, reference)
    there = set(_NAME.findall(hypothesis))
    return sum(m[0] in there for m in wanted), len(wanted)


def attention_hits(source: str, hypothesis: Hypothesis) -> Share:
    """Target tokens inside copied names and numbers whose strongest weight falls on the original.

    Only names and numbers that occur once on either side are counted.
    """
    attention = hypothesis.attention
    if attention is None:
        return 0, 0
    hits = cases = 0
    for here, there in _copies(source, hypothesis.text):
        for row, span in enumerate(attention.target):
            if span.start >= there.start and span.end <= there.end and span.end > span.start:
                cases += 1
                hits += _strongest(attention, row, here)
    return hits, cases


def _strongest(attention: Attention, row: int, wanted: Span) -> bool:
    """Whether the heaviest source token of a row overlaps the wanted span."""
    weights = attention.row(row)
    best = max(range(len(weights)), key=weights.__getitem__)
    span = attention.source[best]
    return span.start < wanted.end and span.end > wanted.start


def _copies(source: str, target: str) -> Iterator[tuple[Span, Span]]:
    """Spans of names and whole numbers that stand once on both sides."""
    sides = []
    for text in (source, target):
        found: dict[str, list[Span]] = {}
        for pattern in (_NAME, _NUMBER):
            for m in pattern.finditer(text):
                if m[0][0].isdigit() or m[0][0].isupper():
                    label = re.sub(r"\D", "", m[0]) or m[0]
                    found.setdefault(label, []).append(Span(*m.span()))
        sides.append({label: spans[0] for label, spans in found.items() if len(spans) == 1})
    for label in sides[0].keys() & sides[1].keys():
        yield sides[0][label], sides[1][label]


def term_requests(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Sources with one name's wanted target given inline, and that target.

    The target is another name, invented, so that only a model that obeys can write it.
    """
    requests: list[tuple[str, str]] = []
    for source, reference in pairs:
        found = names(source, reference)
        if found:
            start, end = found[0].span()
            wanted = INVENTED[len(requests) % len(INVENTED)]
            inline = f"<t> {source[start:end]} <tt> {wanted} </t>"
            requests.append((source[:start] + inline + source[end:], wanted))
    return requests
