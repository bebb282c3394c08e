"""Plain parallel text: French, a tab, English; one pair a line, for scripts and for training."""

from __future__ import annotations

from bilingual.formats.sheet import writable
from bilingual.model.review import Review


class ParallelTextWriter:
    """Writes a review as tab-separated pairs, UTF-8, one line feed after each."""

    name = "txt"
    suffix = ".txt"

    def write(self, review: Review) -> bytes:
        """Return the file; where there is no English yet, nothing stands behind the tab."""
        lines = [f"{_one_line(unit.source)}\t{_one_line(unit.target)}\n" for unit in review.units]
        return "".join(lines).encode()


def _one_line(text: str) -> str:
    """Return the text without tabs and line ends, which would split the pair."""
    return " ".join(writable(text).split())
