"""What every side-by-side says, whatever its file format: rows, facts, terms, findings.

Pure functions of a `Review`; the writers only lay out what these return. Texts are plain and not
escaped. What cleaning took out is told by `formats/cleaned.py`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bilingual.model.document import Block, BlockKind
from bilingual.model.quality import Finding, Score, Severity
from bilingual.model.review import Review
from bilingual.model.term import TermOutcome
from bilingual.model.unit import OriginKind, TranslationUnit, UnitState
from bilingual.text.tokens import count_words

STATE_LABELS = {
    UnitState.NEW: "Not translated",
    UnitState.TRANSLATED: "",
    UnitState.NEEDS_REVIEW: "Needs review",
    UnitState.REVIEWED: "Reviewed",
    UnitState.FINAL: "Final",
}
"""Machine output that nobody has read yet is the normal case and carries no label."""

OUTCOME_LABELS = {
    TermOutcome.NATIVE: "the engine’s own choice",
    TermOutcome.CHOSEN: "taken from another candidate",
    TermOutcome.REPAIRED: "repaired after translation: read the sentence around it",
    TermOutcome.CARRIED: "carried over by a stand-in: read the sentence around it",
    TermOutcome.MISSING: "missing from the English",
}
"""What each outcome asks of the reader."""

SEVERITY_SIGNS = {
    Severity.CRITICAL: "■ critical",
    Severity.MAJOR: "▲ major",
    Severity.MINOR: "○ minor",
    Severity.INFO: "· note",
}
"""Shape and word, as colour is never the only signal; Arial and Liberation Sans have the shapes."""

SEVERITIES = tuple(sorted(Severity, key=lambda severity: -severity.rank))
"""Worst first."""

_SURE = 0.5
"""Confidence of an alignment below which the row says so."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, lone surrogates and non-characters: XML 1.0 has no way to write most."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the remarks column."""

    text: str
    severity: Severity | None = None
    """Of the finding it tells; None for states, origins and notes."""
    state: bool = False
    """Whether it tells the state of the unit."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the side-by-side."""

    number: int
    """1-based, shown to the reader."""
    unit: TranslationUnit
    block: Block | None
    """Block of the first segment; None for an addition without French."""
    starts: bool
    """Whether it is the first row of its block."""
    remarks: tuple[Remark, ...]

    @property
    def kind(self) -> BlockKind:
        """Kind of the block; an addition counts as a paragraph."""
        return self.block.kind if self.block else BlockKind.PARAGRAPH

    @property
    def kind_label(self) -> str:
        """Upper-case kind for the first row of a block that is not a plain paragraph, else ``."""
        if not self.starts or self.kind is BlockKind.PARAGRAPH:
            return ""
        return self.kind.value.upper()


@dataclass(frozen=True, slots=True)
class TermCount:
    """How one term fared over a document or a run."""

    source: str
    target: str
    outcomes: tuple[tuple[TermOutcome, int], ...]
    """Every outcome with its count, best first."""

    @property
    def total(self) -> int:
        """Occurrences in the French."""
        return sum(count for _, count in self.outcomes)

    @property
    def enforced(self) -> int:
        """Occurrences whose English is there."""
        return self.total - dict(self.outcomes)[TermOutcome.MISSING]


def rows(review: Review) -> list[SheetRow]:
    """Return the rows in reading order; remarks are sorted worst first."""
    blocks = review.bitext.translation.segmentation.blocks_by_id()
    made, previous = [], None
    for number, unit in enumerate(review.units, 1):
        block = blocks[unit.segments[0].block_id] if unit.segments else None
        starts = block is not None and block is not previous
        made.append(SheetRow(number, unit, block, starts, _remarks(unit)))
        previous = block or previous
    return made


def _remarks(unit: TranslationUnit) -> tuple[Remark, ...]:
    """Return state, origin, findings (worst first), untold missing terms and the note."""
    remarks = []
    if STATE_LABELS[unit.state]:
        remarks.append(Remark(STATE_LABELS[unit.state], state=True))
    origin = origin_text(unit)
    if origin:
        remarks.append(Remark(origin))
    remarks += [Remark(*pair) for pair in _finding_lines(unit)]
    if unit.confidence is not None and unit.confidence < _SURE and not unit.note:
        remarks.append(Remark(f"Alignment uncertain ({unit.confidence:.2f} of 1)"))
    if unit.note:
        remarks.append(Remark(writable(unit.note)))
    lost = sorted(set(_UNWRITABLE.findall(unit.source + unit.target)))
    if lost:
        names = ", ".join(f"U+{ord(character):04X}" for character in lost)
        remarks.append(Remark(f"Control characters left out here: {names}"))
    return tuple(remarks)


def writable(text: str) -> str:
    """Return `text` without the characters that XML and Markdown cannot hold."""
    return _UNWRITABLE.sub("", text)


def origin_text(unit: TranslationUnit) -> str:
    """Return who wrote the English if it was not the engine, and the engine's remark if any."""
    detail = unit.origin.detail
    match unit.origin.kind:
        case OriginKind.MEMORY:
            text = f"From memory ({unit.origin.name})" if unit.origin.name else "From memory"
        case OriginKind.HUMAN:
            text = f"By {unit.origin.name}" if unit.origin.name else "By hand"
        case OriginKind.COPIED:
            text = "Copied, not translated"
        case OriginKind.CONVERTED:
            text = "Figures, in English notation"
        case OriginKind.ENGINE:
            return detail[:1].upper() + detail[1:]
    return f"{text}; {detail}" if detail else text


def _finding_lines(unit: TranslationUnit) -> list[tuple[str, Severity]]:
    """Return (text, severity) of the findings and of missing terms no finding tells of."""
    told = {f.source_span for f in unit.findings if f.check == "terminology"}
    lines = [(finding_text(f), f.severity) for f in unit.findings]
    lines += [
        (
            f"terminology: “{h.term.source}” must be “{h.term.target}”, which is missing",
            Severity.MAJOR,
        )
        for h in unit.hits
        if h.outcome is TermOutcome.MISSING and h.source_span not in told
    ]
    return sorted(lines, key=lambda line: -line[1].rank)


def finding_text(finding: Finding) -> str:
    """Return `check: message; suggestion` in one line."""
    hint = f" Suggestion: “{finding.suggestion}”." if finding.suggestion else ""
    return writable(f"{finding.check.replace('_', ' ')}: {sentence(finding.message)}{hint}")


def sentence(text: str) -> str:
    """Return `text` with a full stop unless it ends in a stop already."""
    return text if text.endswith((".", "!", "?", "…")) else text + "."


def english_title(review: Review) -> str:
    """Return the English of the first headline, or `` if there is none yet."""
    headlines = (b.id for b in review.document.blocks if b.kind is BlockKind.HEADLINE)
    first = next(headlines, None)
    units = (u for u in review.units if u.segments and u.segments[0].block_id == first)
    return " ".join(unit.target for unit in units if unit.target)


def model_card(figures: Mapping[str, str]) -> str:
    """Return how good a model is, in one line: its scores on each test set, as it decodes alone.

    A card may hold dozens of figures; `bilingual model info` shows them all, and a heading that
    repeated them would hide the article. A card without any of these scores shows its first three.
    """
    scores = {
        name: value
        for name, value in figures.items()
        if name.endswith(("BLEU", "chrF2++", "TER")) and " guarded " not in name
    }
    shown = scores or dict(list(figures.items())[:3])
    return " · ".join(f"{name} {value}" for name, value in shown.items())


def facts(review: Review) -> list[tuple[str, str]]:
    """Return (label, value) for the heading of every export."""
    run, source = review.run, review.document.source
    engine = run.engine
    how = ", ".join(part for part in (engine.name, engine.compute_type, engine.device) if part)
    model = " ".join(part for part in (engine.model, engine.version) if part) or engine.name
    pairs = [
        ("Source", source.path),
        ("Model", f"{model} ({how})"),
    ]
    if engine.figures:
        pairs.append(("Model card", model_card(dict(engine.figures))))
    pairs += [
        ("Glossary", glossary_text(review)),
        ("Date", f"{day(run.date)} · bilingual {run.version}"),
        ("Extent", extent(review)),
    ]
    return pairs


def details(review: Review) -> list[tuple[str, str]]:
    """Return (label, value) for the closing page: settings, libraries, digests of the inputs."""
    run = review.run
    digests = [("source", review.document.source.sha256), ("model", run.engine.sha256)]
    if run.glossary:
        digests.append(("glossary", run.glossary.sha256))
    pairs = [
        ("Extent", extent(review)),
        ("Settings", " · ".join(f"{name} {value}" for name, value in run.settings)),
        ("Made with", " · ".join(f"{name} {version}" for name, version in run.libraries)),
        ("SHA-256", " · ".join(f"{name} {digest[:16]}" for name, digest in digests if digest)),
        ("Document", review_fingerprint(review)),
    ]
    return [(label, value) for label, value in pairs if value]


def without_state(review: Review) -> str:
    """Return, as a sentence, what a row is whose remarks give no state."""
    kinds = {unit.origin.kind for unit in review.units if unit.target}
    if kinds == {OriginKind.HUMAN}:
        return "A row without a state in its remarks is as the existing translation has it."
    return "A row without a state in its remarks is machine translation that nobody has read yet."


def glossary_text(review: Review) -> str:
    """Return name and size of the term base, or `none`."""
    glossary = review.run.glossary
    return f"{glossary.name} ({plural(glossary.terms, 'term')})" if glossary else "none"


def extent(review: Review) -> str:
    """Return sentences, French words, terms and findings in one line."""
    counts = term_counts([review])
    enforced, total = sum(c.enforced for c in counts), sum(c.total for c in counts)
    parts = [plural(len(review.units), "sentence"), plural(words(review), "French word")]
    if total:
        parts.append(f"terms {enforced} of {total}")
    parts.append(findings_line([review]))
    return " · ".join(parts)


def words(review: Review) -> int:
    """Return the French words: stretches between white space that hold a letter or digit.

    What is copied on purpose (embeds) does not count.
    """
    texts = (u.source for u in review.units if u.origin.kind is not OriginKind.COPIED)
    return sum(map(count_words, texts))


def plural(count: int, noun: str) -> str:
    """Return `1 term`, `1,234 terms`."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def day(iso: str) -> str:
    """Return `14 May 2024` for an ISO day; anything else as it is."""
    try:
        when = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""strftime would follow the locale of the machine."""


def all_findings(review: Review) -> list[tuple[int | None, Finding]]:
    """Return (row number, finding), worst first; None for findings about the whole document."""
    found: list[tuple[int | None, Finding]] = [(None, f) for f in review.findings]
    for number, unit in enumerate(review.units, 1):
        found += [(number, f) for f in unit.findings]
    return sorted(found, key=lambda pair: (-pair[1].severity.rank, pair[0] or 0))


def severities(reviews: Iterable[Review]) -> dict[Severity, int]:
    """Return severity -> number of findings, worst first, zeros included."""
    counts = Counter(f.severity for review in reviews for _, f in all_findings(review))
    return {severity: counts[severity] for severity in SEVERITIES}


def findings_line(reviews: Iterable[Review]) -> str:
    """Return `findings: 1 critical, 2 major` or `no findings`."""
    parts = [f"{n} {severity.value}" for severity, n in severities(reviews).items() if n]
    return "findings: " + ", ".join(parts) if parts else "no findings"


def term_counts(reviews: Iterable[Review]) -> list[TermCount]:
    """Return the terms met, sorted: missing ones first, then by French."""
    return sorted_counts(
        Counter(
            (hit.term.source, hit.term.target, hit.outcome)
            for review in reviews
            for unit in review.units
            for hit in unit.hits
        )
    )


def sorted_counts(hits: Counter[tuple[str, str, TermOutcome]]) -> list[TermCount]:
    """Return terms as `term_counts` does, from the number of hits by (French, English, outcome)."""
    counts = [
        TermCount(source, target, tuple((o, hits[source, target, o]) for o in TermOutcome))
        for source, target in dict.fromkeys((source, target) for source, target, _ in hits)
    ]
    return sorted(counts, key=lambda c: (c.enforced - c.total, c.source.casefold(), c.target))


def excerpt(text: str, width: int) -> str:
    """Return the first `width` code points, cut at a word, with an ellipsis if something went."""
    flat = " ".join(text.split())
    if len(flat) <= width:
        return flat
    return (flat[:width].rsplit(" ", 1)[0] or flat[:width]).rstrip(",;: ") + " …"


def score_value(value: float) -> str:
    """Return a figure as it is shown: one decimal from 2 up, three below, a true minus sign."""
    digits = 1 if abs(value) >= 2 else 3
    return f"{value:.{digits}f}".replace("-", "\u2212")


def interval(score: Score) -> str:
    """Return `0.600 to 1.000`, or `` where none was computed."""
    if score.low is None or score.high is None:
        return ""
    return f"{score_value(score.low)} to {score_value(score.high)}"


def fingerprint(units: Sequence[tuple[str, str, str]]) -> str:
    """Return the SHA-256 (hex) of the (id, source, target) of a side-by-side, as written.

    Told in the exports, so that a file that comes back is matched with what was sent out; the
    triples can be read from the JSONL export as well.
    """
    text = json.dumps([list(unit) for unit in units], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def review_fingerprint(review: Review) -> str:
    """Return the `fingerprint` of a review's units."""
    return fingerprint([(unit.id, unit.source, unit.target) for unit in review.units])
