"""Stage: take reviewed side-by-sides home.

Files -> what each says (`formats.docx_review`) -> which dispatch it belongs to (`dispatch`) ->
where its rows belong (`anchor`) -> what it says about each unit (`verdicts`) -> one outcome
(`merge`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bilingual.errors import InputError
from bilingual.formats.docx_review import read_review
from bilingual.model.document import Mark
from bilingual.model.revision import (
    Dispatch,
    Edition,
    EditionParagraph,
    Notice,
    ReviewedDocument,
    ReviewOutcome,
    Verdict,
)
from bilingual.pipeline.dispatch import as_seen, candidates, find_dispatch, read_dispatch, rebuild
from bilingual.pipeline.merge import merge
from bilingual.pipeline.verdicts import FileReading, read_verdicts


def review(
    paths: Sequence[Path], *, against: Sequence[Path] = (), all_read: bool = False
) -> list[ReviewOutcome]:
    """Return what the reviewed files come to, one outcome per article, in the order of the files.

    Args:
        paths: reviewed DOCX files; several copies of one side-by-side are merged.
        against: folders and `.fr-en.jsonl` files with what was sent out. The folder of each
            reviewed file is looked into as well.
        all_read: whether reviewers stand behind the rows they left as they were.

    Raises:
        InputError: a file that is not a reviewed side-by-side, or a damaged `.fr-en.jsonl`.
    """
    documents = [read_review(_bytes(path), str(path)) for path in paths]
    places = dict.fromkeys([*against, *(path.parent for path in paths)])
    dispatches = [read_dispatch(path) for path in candidates(places)]
    outcomes = []
    for dispatch, group in _grouped(documents, dispatches):
        seen, notices = dispatch, list[Notice]()
        for document in group:
            seen, notice = as_seen(seen, document)
            notices += [notice] if notice else []
        if dispatch.rebuilt:
            notices.append(_rebuilt(group))
        readings = [read_verdicts(document, seen, all_read=all_read) for document in group]
        outcome = merge(_with_paragraphs(seen, readings), readings)
        outcomes.append(replace(outcome, notices=(*notices, *outcome.notices)))
    return outcomes


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}; check the name") from error


def _grouped(
    documents: Sequence[ReviewedDocument], dispatches: Sequence[Dispatch]
) -> list[tuple[Dispatch, list[ReviewedDocument]]]:
    """Return each dispatch with the files that belong to it; rebuilt where none was found."""
    groups: list[tuple[Dispatch, list[ReviewedDocument]]] = []
    for document in documents:
        found = find_dispatch(document, dispatches) or find_dispatch(
            document, [d for d, _ in groups if d.rebuilt]
        )
        for number, (dispatch, group) in enumerate(groups):
            if found is dispatch:
                group.append(document)
                if dispatch.rebuilt:
                    groups[number] = (rebuild(group), group)
                break
        else:
            groups.append((found or rebuild([document]), [document]))
    return groups


def _rebuilt(group: Sequence[ReviewedDocument]) -> Notice:
    """Return the warning that nothing was found to compare with."""
    kept = any(document.sent_out for document in group)
    seen = (
        "rows that were deleted cannot be seen"
        if kept
        else "only tracked changes can be seen, not edits made without tracking or deleted rows"
    )
    return Notice(
        "rebuilt", " and ".join(document.path for document in group),
        f"what was sent out is not here, so {seen}; give the output folder with --against",
    )  # fmt: skip


def _with_paragraphs(dispatch: Dispatch, readings: Sequence[FileReading]) -> Dispatch:
    """Return the dispatch with paragraphs as the side-by-side marks them, where it still does."""
    starts: dict[int, bool] = {}
    for reading in reversed(readings):
        starts |= reading.starts
    units = tuple(
        replace(unit, starts=starts.get(index, unit.starts))
        for index, unit in enumerate(dispatch.units)
    )
    return replace(dispatch, units=units)


def unsettled(outcome: ReviewOutcome) -> list[int]:
    """Return the positions of the units that nobody stands behind yet; embeds do not count."""
    return [
        position
        for position, unit in enumerate(outcome.units)
        if not unit.settled and unit.original.kind != "embed" and unit.original.origin != "copied"
    ]


def edition(outcome: ReviewOutcome) -> Edition:
    """Return the English edition: sentences joined to paragraphs, in the order of the article.

    Sentences taken out are left out; a sentence in conflict stands as it was sent out.
    """
    paragraphs: list[tuple[str, list[tuple[str, tuple[Mark, ...]]]]] = []
    for unit in outcome.units:
        original = unit.original
        starts = original.starts or not paragraphs or paragraphs[-1][0] != original.kind
        if starts:
            paragraphs.append((original.kind, []))
        if unit.verdict is not Verdict.DELETED and unit.target:
            paragraphs[-1][1].append((unit.target, unit.marks))
        elif not unit.target and original.kind == "embed":
            paragraphs[-1][1].append((original.source, ()))
    made = tuple(_paragraph(kind, texts) for kind, texts in paragraphs if texts)
    title = next((p.text for p in made if p.kind == "headline"), outcome.dispatch.name)
    return Edition(title, "en", made)


def _paragraph(kind: str, texts: Sequence[tuple[str, tuple[Mark, ...]]]) -> EditionParagraph:
    """Return the sentences joined by a blank, their formatting with them."""
    marks: list[Mark] = []
    reached = 0
    for text, own in texts:
        marks += [Mark(m.span.shift(reached), m.kind, m.value) for m in own]
        reached += len(text) + 1
    return EditionParagraph(kind, " ".join(text for text, _ in texts), tuple(marks))
