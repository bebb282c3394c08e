"""Addresses, handles and hashtags: what no translation may change stands in the English as it is.

Messages name URLs, handles and hashtags; an e-mail address is private and is never quoted.
"""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.checks.words import clip
from bilingual.model.quality import Finding, Severity
from bilingual.model.span import Span
from bilingual.model.unit import OriginKind, TranslationUnit
from bilingual.text import placeables
from bilingual.text.placeables import Placeable, PlaceableKind
from bilingual.text.redact import redact

name = "addresses"

_KINDS = {
    PlaceableKind.URL: "address",
    PlaceableKind.EMAIL: "e-mail address",
    PlaceableKind.HANDLE: "handle",
    PlaceableKind.HASHTAG: "hashtag",
}


def check(unit: TranslationUnit) -> list[Finding]:
    """Report what is lost, changed or added; hashtags, which some translate, as minor."""
    if unit.origin.kind is OriginKind.COPIED or not unit.target:
        return []
    source, target = placeables.find(unit.source), placeables.find(unit.target)
    lost, added = _without(source, unit.target), _without(target, unit.source)
    found = []
    for item in lost:
        twin = next((other for other in added if other.kind is item.kind), None)
        if twin is not None:
            added.remove(twin)
            new = "another" if item.kind is PlaceableKind.EMAIL else f"“{_shown(twin)}”"
            what = f"{_named(item)} has become {new}"
            found.append(_finding(unit, item.kind, what, item.span, twin.span))
        else:
            what = f"{_named(item)} is not in the English"
            found.append(_finding(unit, item.kind, what, item.span, None))
    found += [
        _finding(unit, item.kind, f"{_named(item)} is not in the French", None, item.span)
        for item in added
    ]
    return found


def _without(items: Sequence[Placeable], text: str) -> list[Placeable]:
    """Return the items that `text` does not have, case aside."""
    folded = text.casefold()
    return [item for item in items if item.text.casefold() not in folded]


def _named(item: Placeable) -> str:
    """Return what a message calls the item; nobody's e-mail address is shown."""
    kind = f"the {_KINDS[item.kind]}"
    return kind if item.kind is PlaceableKind.EMAIL else f"{kind} “{_shown(item)}”"


def _shown(item: Placeable) -> str:
    return redact(clip(item.text, 80))


def _finding(
    unit: TranslationUnit, kind: PlaceableKind, what: str, source: Span | None, target: Span | None
) -> Finding:
    severity = Severity.MINOR if kind is PlaceableKind.HASHTAG else Severity.MAJOR
    both = f"“{clip(redact(unit.source))}” : “{clip(redact(unit.target))}”"
    return Finding(name, severity, f"{what}: {both}", source, target)
