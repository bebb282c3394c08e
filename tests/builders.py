"""Sample reviews for tests: invented news (CC0) through the real types of `bilingual.model`.

`a_review()` holds every kind of block, state, origin, term outcome and severity, and the characters
that break careless writers. `a_review(rows=[Row("Bonjour.", "Hello.")])` makes any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bilingual.formats.report import RunFacts
from bilingual.model.bead import Bead, Bitext
from bilingual.model.document import Block, BlockKind, Document, Edit, Mark, Source
from bilingual.model.quality import Finding, Score, Severity
from bilingual.model.review import GlossaryInfo, Review, RunRecord
from bilingual.model.segment import Segment, Segmentation, segment_ids
from bilingual.model.span import Span
from bilingual.model.term import Term, TermHit, TermOutcome, TermStatus
from bilingual.model.unit import (
    EngineInfo,
    Origin,
    OriginKind,
    Translation,
    TranslationUnit,
    UnitState,
)
from bilingual.pipeline.export import report

ENGINE = Origin(OriginKind.ENGINE, "translate-fr_en-test 1.0")
EXACT = Origin(OriginKind.MEMORY, "exact", "approved on 2024-05-02")
EDITOR = Origin(OriginKind.HUMAN, "desk")
COPIED = Origin(OriginKind.COPIED)

REMOVED_EMAIL = "nina.exemple@courriel.example"
"""Stands in a removed block; no output may hold it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of a sample review; rows of one block follow each other."""

    fr: str
    en: str
    kind: BlockKind = BlockKind.PARAGRAPH
    starts: bool = True
    """Whether the sentence starts a block."""
    state: UnitState | None = None
    """Default: `new` without English, else `translated`."""
    origin: Origin = ENGINE
    score: float | None = -0.42
    terms: tuple[tuple[str, str, TermOutcome], ...] = ()
    """(French, English, outcome); the first occurrence of each is the hit."""
    findings: tuple[Finding, ...] = ()
    note: str = ""
    fr_marks: tuple[tuple[str, str], ...] = ()
    """(kind, text) of inline formatting; the first occurrence of each text has it."""
    en_marks: tuple[tuple[str, str], ...] = ()


NEWS: tuple[Row, ...] = (
    Row(
        "Port-Alard rouvre son pont après onze mois de travaux",
        "Port-Alard reopens its bridge after eleven months of works",
        BlockKind.HEADLINE,
        terms=(("Port-Alard", "Port-Alard", TermOutcome.NATIVE),),
    ),
    Row(
        "La mairie promet une circulation « normale » dès lundi.",
        "City hall promises “normal” traffic from Monday.",
        BlockKind.STANDFIRST,
        state=UnitState.REVIEWED,
        origin=EXACT,
        score=None,
        terms=(("mairie", "City hall", TermOutcome.NATIVE),),
    ),
    Row("Par Nina Exemple", "By Nina Exemple", BlockKind.BYLINE),
    Row(
        "Le pont des Tanneurs, fermé depuis le 3 février, accueillera 6 000 véhicules par jour, "
        "a annoncé jeudi Mme. Aurore Delmas, maire de Port-Alard.",
        "The Tanners’ Bridge, closed since 3 February, will take 6,000 vehicles a day, "
        "Aurore Delmas, the mayor of Port-Alard, said on Thursday.",
        terms=(
            ("pont des Tanneurs", "Tanners’ Bridge", TermOutcome.REPAIRED),
            ("Aurore Delmas", "Aurore Delmas", TermOutcome.NATIVE),
            ("Port-Alard", "Port-Alard", TermOutcome.NATIVE),
        ),
    ),
    Row(
        "« Nous avons tenu les délais », a-t-elle dit.",
        "“We kept to the schedule,” she said.",
        starts=False,
        state=UnitState.FINAL,
        origin=EDITOR,
        score=None,
    ),
    Row(
        "L’Agence du fleuve n’a pas confirmé le coût de 3,5 millions d’euros.",
        "The agency confirmed the cost of 3.5 million euros.",
        starts=False,
        state=UnitState.NEEDS_REVIEW,
        score=-1.37,
        terms=(("Agence du fleuve", "River Agency", TermOutcome.MISSING),),
        findings=(
            Finding(
                "negation",
                Severity.CRITICAL,
                "“n’a pas confirmé” is negated; “confirmed” is not",
                Span(19, 35),
                Span(11, 20),
            ),
            Finding(
                "terminology",
                Severity.MAJOR,
                "“Agence du fleuve” must be “River Agency”, which is missing",
                Span(2, 18),
                None,
                "River Agency",
            ),
        ),
        note="Ask the town’s press office.",
    ),
    Row(
        "Le pont des Tanneurs vu de la rive nord, mercredi. Photo Luc Témoin",
        "The Tanners’ Bridge seen from the north bank on Wednesday. Photo Luc Témoin",
        BlockKind.CAPTION,
        terms=(("pont des Tanneurs", "Tanners’ Bridge", TermOutcome.CHOSEN),),
    ),
    Row("Ce qui change", "What changes", BlockKind.HEADING),
    Row(
        "Deux voies pour les vélos ;",
        "Two lanes for bicycles;",
        BlockKind.LIST_ITEM,
    ),
    Row(
        "un passage toutes les 12 minutes pour la ligne C.",
        "A bus every 12 minutes on line C.",
        BlockKind.LIST_ITEM,
        findings=(Finding("length_ratio", Severity.INFO, "The English is short for its French"),),
    ),
    Row("https://port-alard.example/pont?vue=nord&jour=3", "", BlockKind.EMBED, origin=COPIED),
    Row(
        "Selon l’institut Halévi (en hébreu : מכון הלוי), l’ouvrage | classé <1904> tiendra "
        "« cent ans » 🌉.",
        "According to the Halévi Institute (in Hebrew: מכון הלוי), the listed structure | <1904> "
        "will last “a hundred years” 🌉.",
        terms=(("institut Halévi", "Halévi Institute", TermOutcome.CARRIED),),
        findings=(Finding("quotes", Severity.MINOR, "« cent ans » has become “a hundred years”"),),
    ),
    Row(
        "Le comité\x0b a transmis\x1b[31m sa réponse\ufffe.",
        "The committee sent\x0b its answer.",
        note="",
    ),
    Row("Année | Trafic", "Year | Traffic", BlockKind.TABLE_CELL),
    Row("Note 1. Chiffres de l’an dernier.", "Note 1. Last year’s figures.", BlockKind.FOOTNOTE),
    Row(
        "Interrogé longuement sur le calendrier, "
        + "sur les riverains, sur les camions, " * 12
        + "l’adjoint aux ponts, qui avait pourtant promis une réponse avant la fin de la semaine, "
        "n’a rien voulu dire.",
        "Asked at length about the timetable, "
        + "about the residents, about the lorries, " * 12
        + "the deputy for bridges, who had promised an answer before the end of the week, "
        "would not say anything.",
        state=UnitState.NEEDS_REVIEW,
        score=-0.9,
        findings=(Finding("repetition", Severity.MAJOR, "“about the lorries” comes 12 times"),),
    ),
    Row("=SOMME(A1) n’est pas une *formule* _ici_ `non plus`.", "", score=None),
)
"""A small invented article that holds one of everything."""

SCORES: tuple[Score, ...] = (
    Score("term success", 87.5, 8, "n:hits|outcomes:native+chosen+repaired+carried", 62.5, 100.0),
    Score("mean log-probability", -0.61, 12, "engine:argos|unit:token|log:natural"),
)

REMOVED: tuple[tuple[str, str, str], ...] = (
    ("login_form", "sign-in form of the page", "Connectez-vous pour lire la suite"),
    ("author_card", "author’s card with an address", f"Nina Exemple — {REMOVED_EMAIL}"),
)
"""(rule, reason, text) of the blocks that cleaning took out."""


def a_review(
    rows: Sequence[Row] = NEWS,
    *,
    path: str = "seeds/pont.txt",
    title: str = "Port-Alard rouvre son pont après onze mois de travaux",
    lang: str = "fr",
    date: str = "2024-05-14",
    scores: tuple[Score, ...] = SCORES,
    findings: tuple[Finding, ...] = (
        Finding("terminology", Severity.MINOR, "“pont” is “bridge” three times and “span” once"),
    ),
    remarks: tuple[str, ...] = ("No reference was given, so there is no BLEU, chrF2++ or TER.",),
    removed: Iterable[tuple[str, str, str]] = REMOVED,
    glossary: GlossaryInfo | None = GlossaryInfo("newsroom.fr-en.csv", "ab" * 32, 142),  # noqa: B008
    settings: tuple[tuple[str, str], ...] = (("beam", "5"),),
) -> Review:
    """Return a review of `rows`, aligned by construction."""
    blocks, segments = _blocks_and_segments(rows)
    edits = _edits(blocks, removed)
    document = Document(
        Source(
            path, "text/plain", hashlib.sha256(path.encode(errors="surrogateescape")).hexdigest()
        ),
        lang,
        title,
        tuple(blocks),
        tuple(edits),
    )
    units = tuple(_unit(row, segment) for row, segment in zip(rows, segments, strict=True))
    translation = Translation(Segmentation(document, tuple(segments)), units, an_engine())
    beads = tuple(Bead((i,), (i,), 1.0) for i in range(len(units)))
    bitext = Bitext(translation, beads, tuple(unit.target for unit in units))
    run = RunRecord(
        date, "0.1.0", an_engine(), glossary, settings, (("ctranslate2", "4.5"), ("pysbd", "0.3.4"))
    )
    return Review(bitext, scores, findings, run, remarks)


def a_long_review(rows: int) -> Review:
    """Return a review of that many rows: three sentences a paragraph, a term in every fifth."""
    made = [
        Row(
            f"La ligne {i} du tramway sera prolongée de {i} mètres vers le port, dit la mairie.",
            f"Tram line {i} will be extended by {i} metres towards the port, says city hall.",
            starts=i % 3 == 0,
            terms=(("mairie", "city hall", TermOutcome.NATIVE),) if i % 5 == 0 else (),
        )
        for i in range(rows)
    ]
    return a_review(made, path="seeds/archive.txt", title="Archive", findings=())


def an_engine() -> EngineInfo:
    """Return the facts of an engine that does not exist."""
    return EngineInfo(
        "argos",
        "translate-fr_en-test",
        "1.0",
        "cd" * 32,
        "cpu",
        "int8_float32",
        (("newstest2013 BLEU", "18.1"), ("newstest2013 chrF2++", "42.4")),
    )


def _blocks_and_segments(rows: Sequence[Row]) -> tuple[list[Block], list[Segment]]:
    """Return the blocks (sentences joined by a space) and the segments of `rows`."""
    ids = iter(segment_ids(row.fr for row in rows))
    numbers, number = [], 0
    for row in rows:
        number += row.starts
        numbers.append(number)
    blocks: list[Block] = []
    segments: list[Segment] = []
    for number, pairs in groupby(zip(numbers, rows, strict=True), key=lambda pair: pair[0]):
        text, block_id, marks = "", f"b{number}", list[Mark]()
        members = [row for _, row in pairs]
        for row in members:
            text += " " if text else ""
            span = Span(len(text), len(text) + len(row.fr))
            segments.append(Segment(next(ids), block_id, span, row.fr))
            marks += _marks(row.fr, row.fr_marks, len(text))
            text += row.fr
        first = members[0]
        translatable = first.kind is not BlockKind.EMBED
        level = 1 if first.kind in (BlockKind.HEADING, BlockKind.LIST_ITEM) else 0
        cell = (0, 0, 0) if first.kind is BlockKind.TABLE_CELL else None
        blocks.append(
            Block(
                block_id,
                first.kind,
                text,
                2 * number - 1,
                tuple(marks),
                translatable=translatable,
                level=level,
                cell=cell,
            )
        )
    return blocks, segments


def _marks(text: str, marks: Iterable[tuple[str, str]], offset: int = 0) -> list[Mark]:
    """Return the marks, counted from `offset` before `text`."""
    starts = [(kind, part, offset + text.index(part)) for kind, part in marks]
    return [Mark(Span(start, start + len(part)), kind) for kind, part, start in starts]


def _edits(blocks: Sequence[Block], removed: Iterable[tuple[str, str, str]]) -> list[Edit]:
    """Return edits that took `removed` from the end of the article."""
    line = blocks[-1].line if blocks else 0
    return [
        Edit(
            rule,
            reason,
            len(blocks) + i,
            Block(f"x{i}", BlockKind.FURNITURE, text, line + 2 * (i + 1), translatable=False),
        )
        for i, (rule, reason, text) in enumerate(removed)
    ]


def _unit(row: Row, segment: Segment) -> TranslationUnit:
    """Return the unit of one row; embeds are copied."""
    embed = row.kind is BlockKind.EMBED
    target = row.fr if embed else row.en
    state = row.state or (UnitState.TRANSLATED if target else UnitState.NEW)
    return TranslationUnit(
        (segment,),
        target,
        state,
        row.origin,
        row.score if target and not embed else None,
        hits=tuple(_hit(row, target, *term) for term in row.terms),
        findings=row.findings,
        note=row.note,
        marks=tuple(_marks(target, row.en_marks)),
    )


def _hit(row: Row, target: str, french: str, english: str, outcome: TermOutcome) -> TermHit:
    """Return a hit at the first place of `french` and of `english`."""
    term = Term(
        french,
        english,
        TermStatus.KEEP if french == english else TermStatus.PREFERRED,
        origin="glossaries/newsroom.fr-en.csv:7",
    )
    start = row.fr.index(french)
    source = Span(start, start + len(french))
    if outcome is TermOutcome.MISSING:
        return TermHit(term, source, outcome)
    start = target.index(english)
    return TermHit(term, source, outcome, Span(start, start + len(english)), english)


def a_report(
    reviews: Sequence[Review], folder: Path, files: Sequence[Sequence[str]] = ()
) -> list[Path]:
    """Write the report over the reviews; `files` holds the names written for each."""
    with RunFacts() as facts:
        for review, own in zip(reviews, files or [()] * len(reviews), strict=True):
            facts.add(review, own)
        return report(facts, folder, [name for own in files for name in own])
