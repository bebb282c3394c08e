"""Takes page furniture out of the documents of a run and says what each line is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bilingual.cleaners import RULES
from bilingual.cleaners.kinds import classified
from bilingual.cleaners.lines import is_prose, view
from bilingual.errors import ConfigError, InputError
from bilingual.model.document import Block, BlockKind, Document, Edit
from bilingual.model.ports import CleaningRule
from bilingual.text.normalize import key
from bilingual.text.redact import redact

CLASSIFIED = ("text/plain",)
"""Media types whose lines get their kind here; other formats know it from their markup."""


def clean(
    documents: Sequence[Document],
    *,
    keep: Sequence[str] = (),
    drop: Sequence[str] = (),
    rules: Sequence[str] = (),
) -> list[Document]:
    """Return the documents without page furniture, each removal an edit with its reason.

    Args:
        documents: those of one run, as read; lines that recur among them are evidence.
        keep: regular expressions; a line in which one is found stays whatever the rules say.
        drop: regular expressions; a line in which one is found goes (unless it is kept).
        rules: names of the rules in force, empty for all; `-name` takes one out of all.

    Raises:
        ConfigError: an expression that is none, or a rule that does not exist.
        InputError: an article of which nothing would be left.

    """
    cleaned = judged(documents, keep=keep, drop=drop, rules=rules)
    for document in cleaned:
        if not document.blocks:
            raise InputError(
                document.source.path,
                "every line of it counts as page furniture; see `bilingual clean` on it and put "
                "lines back with --keep",
            )
    return cleaned


def judged(
    documents: Sequence[Document],
    *,
    keep: Sequence[str] = (),
    drop: Sequence[str] = (),
    rules: Sequence[str] = (),
) -> list[Document]:
    """Do what `clean` does, but leave documents empty where nothing stays."""
    kept, dropped = _patterns("keep", keep), _patterns("drop", drop)
    chosen = _chosen(rules)
    recurring = _recurring(documents)
    return [_cleaned(document, chosen, recurring, kept, dropped) for document in documents]


def _cleaned(
    document: Document,
    rules: Sequence[CleaningRule],
    recurring: frozenset[str],
    keep: Sequence[re.Pattern[str]],
    drop: Sequence[re.Pattern[str]],
) -> Document:
    """Return one document cleaned and classified."""
    blocks = document.blocks
    kept = frozenset(i for i, block in enumerate(blocks) if _found(keep, block.text))
    removed: dict[int, tuple[str, str]] = {
        i: ("drop", "taken out by --drop")
        for i, block in enumerate(blocks)
        if i not in kept and _found(drop, block.text)
    }
    title = next((i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADLINE), -1)
    for rule in rules:
        for index, reason in rule.judge(blocks, frozenset(removed), recurring).items():
            if index not in kept and index != title:
                removed.setdefault(index, (rule.name, reason))
    places = _places(document)
    edits = [
        Edit(*removed[index], places[index], _without_private_data(blocks[index]))
        for index in sorted(removed)
    ]
    left = [block for index, block in enumerate(blocks) if index not in removed]
    if document.source.media_type in CLASSIFIED:
        left = classified(left)
    gone = {blocks[index].id for index in removed}
    edits = [*(_noted(edit, gone) for edit in document.edits), *edits]
    return replace(document, title=_title(document, left), blocks=tuple(left), edits=tuple(edits))


def _places(document: Document) -> list[int]:
    """Return the position of each block among those of the document before the reader's edits."""
    taken = {edit.index for edit in document.edits if edit.after is None}
    return [place for place in range(len(document.blocks) + len(taken)) if place not in taken]


def _noted(edit: Edit, gone: set[str]) -> Edit:
    """Return a reader's note on a block, blanked as well if the block is removed."""
    if edit.after is None or edit.before.id not in gone:
        return edit
    return replace(
        edit, before=_without_private_data(edit.before), after=_without_private_data(edit.after)
    )


def _without_private_data(block: Block) -> Block:
    """Return a removed block as it may be kept on record.

    Edits end up in reports and stage files, so private data of the furniture goes here, once, and
    not in each of the places that show them.
    """
    text = redact(block.text)
    return block if text == block.text else replace(block, text=text, marks=())


def _title(document: Document, blocks: Sequence[Block]) -> str:
    """Return the headline, else what the reader took for the title."""
    for block in blocks:
        if block.kind is BlockKind.HEADLINE:
            return block.text.strip()
    return document.title


def _recurring(documents: Sequence[Document]) -> frozenset[str]:
    """Return the keys of lines that stand in two or more different articles of the run.

    Two versions of one article share most of their running text; they count as one, or all of
    their lines would recur.
    """
    lines = [{key(block.text) for block in document.blocks} for document in documents]
    prose = [
        {key(block.text) for block in document.blocks if is_prose(block.text, 12)}
        for document in documents
    ]
    shared = Counter(line for texts in prose for line in texts)
    counts: Counter[str] = Counter()
    for texts, own in zip(lines, prose, strict=True):
        version = own and 2 * sum(1 for line in own if shared[line] > 1) > len(own)
        if not version:
            counts.update(texts)
    return frozenset(line for line, count in counts.items() if count > 1)


def _chosen(names: Sequence[str]) -> list[CleaningRule]:
    """Return the rules in force, in the table's order."""
    known = [rule.name for rule in RULES]
    for name in names:
        if name.removeprefix("-") not in known:
            raise ConfigError("rules", f"{name!r} is unknown; there is: {', '.join(known)}")
    out = {name[1:] for name in names if name.startswith("-")}
    asked = {name for name in names if not name.startswith("-")} or set(known)
    asked -= out
    return [rule for rule in RULES if rule.name in asked]


def _patterns(setting: str, expressions: Sequence[str]) -> list[re.Pattern[str]]:
    """Return the compiled expressions of a setting."""
    compiled = []
    for expression in expressions:
        try:
            compiled.append(re.compile(expression))
        except re.error as error:
            problem = f"{expression!r} is no regular expression: {error}"
            raise ConfigError(setting, problem) from error
    return compiled


def _found(patterns: Sequence[re.Pattern[str]], text: str) -> bool:
    """Say whether one of the patterns is found in the line (plain apostrophes and spaces)."""
    return any(pattern.search(text) or pattern.search(view(text)) for pattern in patterns)
