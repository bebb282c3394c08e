"""What comes back from people: a reviewed side-by-side as read, and what its review amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bilingual.model.document import Mark


class ChangeKind(StrEnum):
    """A tracked change of the word processor."""

    INSERTION = "insertion"
    DELETION = "deletion"
    MOVED_AWAY = "moved away"
    MOVED_HERE = "moved here"
    ROW_INSERTED = "row inserted"
    ROW_DELETED = "row deleted"


@dataclass(frozen=True, slots=True)
class Change:
    """One tracked change that nobody has accepted or rejected yet."""

    kind: ChangeKind
    text: str
    """What was inserted, deleted or moved; empty for whole rows."""
    author: str
    """As the word processor recorded it; may be empty."""
    date: str
    """ISO date and time as recorded; may be empty."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the margin, or a reply to one."""

    id: str
    """Unique in its document."""
    author: str
    date: str
    """ISO date and time as recorded; may be empty."""
    text: str
    parent: str = ""
    """Id of the comment that this one answers; empty for the first of a thread."""
    done: bool = False
    """Marked as resolved."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an English cell that carries one unit's hidden anchor."""

    unit_id: str
    """Empty where no anchor survived."""
    before: str
    """With every pending change rejected."""
    after: str
    """With every pending change accepted."""
    marks: tuple[Mark, ...] = ()
    """Inline formatting of `after`."""


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """One row of a side-by-side as it came back."""

    table: int
    """Number of its table in the document, 1-based."""
    place: str
    """For messages: `table 1, row 5`."""
    number: int | None
    """The number printed in the row, if it still is one."""
    starts: bool
    """Whether the row says that it starts a paragraph (a pilcrow beside the number)."""
    kind: str
    """Kind of block that the row says it starts (`headline`...); empty for plain paragraphs."""
    source: str
    """The French cell, pending changes accepted."""
    source_before: str
    """The French cell, pending changes rejected."""
    pieces: tuple[Piece, ...]
    """The English cell by anchors, in reading order; at least one."""
    remark: str = ""
    """The remarks cell, one paragraph a line."""
    changes: tuple[Change, ...] = ()
    """Pending changes in the row, in reading order."""
    comments: tuple[Comment, ...] = ()
    """Comments that start in the row, with their replies."""
    inserted: Change | None = None
    """The pending insertion of the whole row."""
    deleted: Change | None = None
    """The pending deletion of the whole row."""

    @property
    def after(self) -> str:
        """The whole English cell with every change accepted."""
        return " ".join(p.after for p in self.pieces if p.after)

    @property
    def before(self) -> str:
        """The whole English cell with every change rejected."""
        return " ".join(p.before for p in self.pieces if p.before)


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """A reviewed side-by-side, read from its file and not yet compared with anything."""

    path: str
    """As the user gave it."""
    sha256: str
    """Of the bytes read."""
    fingerprint: str
    """Of the side-by-side that was sent out; empty where it did not survive."""
    title: str
    program: str
    """What saved the file, as it says itself; empty where it does not."""
    rows: tuple[ReviewedRow, ...]
    comments: tuple[Comment, ...] = ()
    """Comments outside the rows."""
    editor: str = ""
    """Who saved the file last, as it says itself."""
    saved: str = ""
    """ISO date and time at which the file says it was saved last; may be empty."""
    has_source: bool = True
    """False if the French column is gone."""
    sent_out: Mapping[str, str] = field(default_factory=dict)
    """Unit id -> English as it was sent out, where the file still tells."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the side-by-side said about its making, where it survived: `model`, `glossary`..."""


@dataclass(frozen=True, slots=True)
class Original:
    """A unit as it was sent out for review."""

    id: str
    kind: str
    """Kind of its block: `headline`, `paragraph`..."""
    source: str
    target: str
    line: int = 0
    """1-based line of the article, 0 unknown."""
    start: int = 0
    """First code point of the sentence in that line."""
    end: int = 0
    starts: bool = True
    """Whether the sentence starts a paragraph."""
    state: str = "translated"
    origin: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    """(French, English) of the glossary terms that were applied."""
    remarks: tuple[str, ...] = ()
    """Messages of its findings, which stand in the remarks column."""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A document as it was sent out: the state that a review is compared with."""

    name: str
    """Stem of its files, for instance `000_a8c1`."""
    path: str
    """Where the state was found; empty if it was rebuilt from the reviewed file itself."""
    units: tuple[Original, ...]
    """In the order of the article."""
    rebuilt: bool = False
    """True if taken from the reviewed file, so plain edits and deleted rows cannot be seen."""
    fingerprint: str = ""
    """As told in the side-by-side; empty if rebuilt."""


class Verdict(StrEnum):
    """What the review did to one unit."""

    EDITED = "edited"
    APPROVED = "approved"
    UNTOUCHED = "untouched"
    DELETED = "deleted"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Version:
    """One reviewer's English of a unit."""

    text: str
    """Empty: the reviewer took the sentence out."""
    author: str
    date: str
    """ISO day, empty if unknown."""
    path: str
    """The reviewed file."""
    marks: tuple[Mark, ...] = ()
    """Inline formatting of `text`."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One unit after its review."""

    original: Original
    target: str
    """The English that stands; empty only if the sentence was taken out."""
    verdict: Verdict
    versions: tuple[Version, ...] = ()
    """What each reviewer made of it, where a reviewer changed or approved it."""
    changes: tuple[Change, ...] = ()
    comments: tuple[Comment, ...] = ()
    joined: tuple[Original, ...] = ()
    """Further units whose rows were merged into this one, in order."""
    notes: tuple[str, ...] = ()
    """What happened to its row, in editors' words."""
    marks: tuple[Mark, ...] = ()
    """Inline formatting of `target`."""

    @property
    def settled(self) -> bool:
        """Whether a person stands behind the English: edited or approved, no comment open."""
        return self.verdict in (Verdict.EDITED, Verdict.APPROVED, Verdict.DELETED) and not any(
            c for c in self.comments if not c.parent and not c.done
        )

    @property
    def source(self) -> str:
        """The French, with that of the rows merged into it."""
        return " ".join(unit.source for unit in (self.original, *self.joined))


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person should know about a row or a file."""

    kind: str
    """`moved`, `deleted`, `duplicate`, `split`, `merged`, `unplaced`, `conflict`, `source`..."""
    place: str
    """`edited.docx, table 1, row 5`."""
    message: str


@dataclass(frozen=True, slots=True)
class ReviewOutcome:
    """A document after its review."""

    dispatch: Dispatch
    units: tuple[Reviewed, ...]
    """In the order of the article; merged rows count once."""
    notices: tuple[Notice, ...]
    files: tuple[ReviewedDocument, ...]
    """The reviewed files, in the order given."""


@dataclass(frozen=True, slots=True)
class EditionParagraph:
    """One paragraph of the published English."""

    kind: str
    """Kind of its block."""
    text: str
    marks: tuple[Mark, ...] = ()
    """Inline formatting of `text`."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The English as it goes to readers."""

    title: str
    lang: str
    paragraphs: tuple[EditionParagraph, ...]
