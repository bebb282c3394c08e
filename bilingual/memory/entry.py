"""What the memory holds: one approved sentence pair with its circumstances."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from bilingual.text.keys import comparison_key
from bilingual.text.redact import holds_private_data


@dataclass(frozen=True, slots=True)
class Entry:
    """A French sentence and the English that people approved for it."""

    source: str
    target: str
    document: str = ""
    """Name of the article it comes from."""
    segment: str = ""
    """Id of the sentence in that article."""
    before: str = ""
    """The French sentence before it."""
    after: str = ""
    """The French sentence after it."""
    author: str = ""
    date: str = ""
    """ISO day of the last change; empty if unknown."""
    origin: str = ""
    """`edited`, `approved`, or the name of the TMX file."""
    glossary: str = ""
    """SHA-256 of the term base in force; empty if unknown or none."""
    state: str = "reviewed"

    @property
    def identity(self) -> str:
        """Digest that two entries share if the newer replaces the older.

        A sentence of an article replaces its former English; entries without an article count as
        the same only with the same English.
        """
        place = (self.document, self.segment, comparison_key(self.source))
        if not self.segment:
            place = (self.document, comparison_key(self.source), self.target)
        return hashlib.sha256("\x00".join(place).encode("utf-8", "replace")).hexdigest()

    @property
    def private(self) -> bool:
        """Whether an e-mail address or telephone number stands in it; such are never stored."""
        return holds_private_data(self.source) or holds_private_data(self.target)

    @property
    def discreet(self) -> Entry:
        """The same without neighbours that hold an e-mail address or telephone number."""
        if not holds_private_data(f"{self.before}\n{self.after}"):
            return self
        kept = ["" if holds_private_data(text) else text for text in (self.before, self.after)]
        return replace(self, before=kept[0], after=kept[1])

    @property
    def storable(self) -> bool:
        """Whether both texts say something, in characters that can be written."""
        try:
            (self.source + self.target).encode()
        except UnicodeEncodeError:  # half of a surrogate pair, from a broken file
            return False
        return bool(self.source.strip() and self.target.strip())


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that resembles a text."""

    entry: Entry
    kind: str
    """`context`, `exact` or `fuzzy`."""
    score: float
    """0..100: similarity of the words, names and figures left out of account."""
    same_names: bool
    same_figures: bool

    @property
    def reusable(self) -> bool:
        """Whether the English can stand as it is: exact, names and figures too."""
        return self.kind in ("context", "exact")
