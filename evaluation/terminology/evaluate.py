"""Terminology on news that was not trained on: success, consistency, quality, cost.

    python -m evaluation.terminology.evaluate [--set newstest2013|newsroom] [--limit N] [--model M]
                                              [--format md|json] [--worst N]

The sentences are those of newstest2013, or of the in-house development set on which no threshold
was ever set (development data beside the project: `BILINGUAL_SHARED`, else `../shared`), in which
a term of `terms.csv` has its English in the reference. Three runs:

- none: no glossary; success says how often the engine has the reference's term by itself;
- proper: the terms as the reference has them;
- random: every term gets the English of another term of its class: wrong, but it must be honoured.

Success is counted twice: by the program, and by `independent` below, which has only the English
plural rule in common with it; where the program claims more than that finds, a hit is false.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from bilingual.languages import en_forms
from bilingual.model.ports import Decoding, Engine
from bilingual.model.term import TermOutcome
from bilingual.registry import load as implementation
from bilingual.terminology.enforce import Enforced, Request, enforce_all
from bilingual.terminology.glossary import Glossary, load
from bilingual.terminology.match import TermMatch
from bilingual.terminology.verify import coverage
from training.corpus import read_pairs

HERE = Path(__file__).parent
SETS = {
    "newstest2013": "corpus/sets/wmt-newstest-2013.tsv.gz",
    "newsroom": "corpus/newsroom/dev.tsv",
}
TURN = 200
"""Sentences that one run translates before the next has its turn."""
WINDOW = 25
"""Sentences that count as one document: the set has no boundaries but is in document order."""


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with the terms that its reference has."""

    line: int
    source: str
    reference: str
    matches: tuple[TermMatch, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of the table."""

    glossary: str
    sentences: int
    occurrences: int
    success: float
    """Percent of occurrences whose English is there, by the independent count."""
    consistency: float
    """Percent of (document, term) pairs with several occurrences that are all alike."""
    bleu: float
    chrf: float
    seconds: float
    """CPU seconds, all threads."""
    cost: float
    """Percent of CPU time over the run without glossary."""
    outcomes: dict[str, int]
    unflagged: int
    """Occurrences that are missing without a finding."""
    false_hits: int
    """Hits that the independent count does not find."""


def shared() -> Path:
    """Return the folder of the development data."""
    given = os.environ.get("BILINGUAL_SHARED")
    return Path(given) if given else HERE.parents[1].parent / "shared"


def cases(glossary: Glossary, name: str, limit: int | None = None) -> list[Case]:
    """Return the sentences whose reference has the English of at least one of their terms.

    Args:
        glossary: the terms.
        name: of the set, one of `SETS`.
        limit: sentences at most.
    """
    found = []
    for number, (source, reference) in enumerate(read_pairs(shared() / SETS[name]), 1):
        matches = glossary.match(source)
        spans = coverage(reference, matches).spans
        kept = tuple(m for m, span in zip(matches, spans, strict=True) if span is not None)
        if kept:
            found.append(Case(number, source, reference, kept))
    return found[:limit]


def randomised(found: Sequence[Case], glossary: Glossary) -> list[Case]:
    """Return the cases with the English of another term of the same class for every term.

    The k-th term of a class gets the English of the term that is seven places further on, so that
    no run differs from another.
    """
    classes: dict[str, list[str]] = defaultdict(list)
    for term in glossary.terms:
        if term.target not in classes[term.pos]:
            classes[term.pos].append(term.target)

    def other(match: TermMatch) -> TermMatch:
        targets = classes[match.term.pos]
        wrong = targets[(targets.index(match.term.target) + 7) % len(targets)]
        term = replace(match.term, target=wrong)
        return replace(match, term=term, targets=(wrong,))

    return [replace(case, matches=tuple(map(other, case.matches))) for case in found]


def independent(text: str, targets: Sequence[tuple[str, bool]]) -> int:
    """Return how many of the targets stand in the text, each stretch counted once.

    Args:
        text: the English.
        targets: English and whether its plural counts as well.
    """
    tokens = re.findall(r"\w+", text.lower())
    used = [False] * len(tokens)
    count = 0
    for target, many in sorted(targets, key=lambda t: -len(t[0])):
        forms = [target, en_forms.plural(target)] if many else [target]
        wanted = [re.findall(r"\w+", form.lower()) for form in forms]
        for start in range(len(tokens)):
            form = next((w for w in wanted if tokens[start : start + len(w)] == w), None)
            if form and not any(used[start : start + len(form)]):
                used[start : start + len(form)] = [True] * len(form)
                count += 1
                break
    return count


COUNTED = frozenset(("noun", "demonym", "title"))


def held(case: Case, text: str) -> int:
    """Return how many terms of a case the text holds, by the independent count."""
    return independent(text, [(m.targets[0], m.term.pos in COUNTED) for m in case.matches])


def consistency(found: Sequence[Case], texts: Sequence[str]) -> float:
    """Return the percentage of repeated terms that are right every time in their document."""
    seen: dict[tuple[int, str], list[bool]] = defaultdict(list)
    for case, text in zip(found, texts, strict=True):
        for match in case.matches:
            right = bool(independent(text, [(match.targets[0], match.term.pos in COUNTED)]))
            seen[case.line // WINDOW, match.term.source].append(right)
    repeated = [rights for rights in seen.values() if len(rights) > 1]
    return 100 * sum(all(r) or not any(r) for r in repeated) / max(1, len(repeated))


def translated(
    runs: Sequence[tuple[str, Sequence[Case]]], engine: Engine
) -> dict[str, tuple[float, list[Enforced]]]:
    """Return processor seconds and decisions of each run.

    The runs take turns every `TURN` sentences: the speed of a machine drifts by more than the
    glossary costs, and so it drifts for all of them.
    """
    made: dict[str, tuple[float, list[Enforced]]] = {name: (0.0, []) for name, _ in runs}
    for start in range(0, max(len(found) for _, found in runs), TURN):
        for name, found in runs:
            seconds, results = _translated(name, found[start : start + TURN], engine)
            before, known = made[name]
            made[name] = before + seconds, known + results
    return made


def figures_of(
    name: str, found: Sequence[Case], seconds: float, base: float, results: Sequence[Enforced]
) -> Figures:
    """Return the figures of a run; `base` is the processor time of the run without glossary."""
    texts = [result.text for result in results]
    references = [[case.reference for case in found]]
    total = sum(len(case.matches) for case in found)
    counted = [held(case, text) for case, text in zip(found, texts, strict=True)]
    claimed = [sum(h.outcome is not TermOutcome.MISSING for h in r.hits) for r in results]
    flagged = [len(r.findings) for r in results]
    missing = [len(r.hits) - c for r, c in zip(results, claimed, strict=True)]
    return Figures(
        name,
        len(found),
        total,
        100 * sum(counted) / total,
        consistency(found, texts),
        BLEU().corpus_score(texts, references).score,
        CHRF(word_order=2).corpus_score(texts, references).score,
        seconds,
        100 * (seconds / base - 1),
        dict(Counter(hit.outcome.value for r in results for hit in r.hits)),
        sum(max(0, m - f) for m, f in zip(missing, flagged, strict=True)),
        sum(max(0, c - h) for c, h in zip(claimed, counted, strict=True)),
    )


def _translated(name: str, found: Sequence[Case], engine: Engine) -> tuple[float, list[Enforced]]:
    """Return the processor seconds and the decisions of one round."""
    sources = [case.source for case in found]
    started = time.process_time()
    if name == "none":
        offered = engine.translate(sources, Decoding())
        results = [Enforced(h[0].text, (), h[0].score, 0) for h in offered]
    else:
        offered = engine.translate(sources, Decoding(hypotheses=4, attention=True))
        results = enforce_all(
            [Request(c.source, h, c.matches) for c, h in zip(found, offered, strict=True)], engine
        )
    return time.process_time() - started, results


def table(rows: Sequence[Figures]) -> str:
    """Return the figures as a Markdown table."""
    head = (
        "| glossary | success | consistency | BLEU | chrF2++ | CPU s | cost | outcomes | "
        "unflagged | false hits |"
    )
    lines = [head, "|" + "---|" * 10]
    for row in rows:
        outcomes = ", ".join(f"{n} {name}" for name, n in row.outcomes.items()) or "-"
        lines.append(
            f"| {row.glossary} | {row.success:.2f} % | {row.consistency:.1f} % | {row.bleu:.2f} | "
            f"{row.chrf:.2f} | {row.seconds:.1f} | {row.cost:+.1f} % | {outcomes} | "
            f"{row.unflagged} | {row.false_hits} |"
        )
    return "\n".join(lines)


def worst(found: Sequence[Case], results: Sequence[Enforced], count: int) -> str:
    """Return the cases with most missing terms, then the lowest likelihood, for reading."""
    ranked = sorted(
        zip(found, results, strict=True),
        key=lambda p: (
            -sum(h.outcome is TermOutcome.MISSING for h in p[1].hits),
            p[1].score or 0.0,
        ),
    )
    blocks = []
    for case, result in ranked[:count]:
        hits = "; ".join(
            f"{h.term.source} = {h.target or h.term.target} ({h.outcome}: {h.reason})"
            for h in result.hits
        )
        blocks.append(f"{case.line}: {case.source}\n  = {result.text}\n  {hits}")
    return "\n".join(blocks)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--set", choices=tuple(SETS), default="newstest2013", dest="name")
    parser.add_argument("--limit", type=int, help="sentences at most")
    parser.add_argument("--model", default="", help="model package; default: the one in force")
    parser.add_argument("--format", choices=("md", "json"), default="md")
    parser.add_argument("--worst", type=int, default=0, help="show so many of the worst cases")
    chosen = parser.parse_args()
    glossary = load([HERE / "terms.csv"])
    found = cases(glossary, chosen.name, chosen.limit)
    wrong = randomised(found, glossary)
    engine = implementation("engines", "argos")(chosen.model)
    engine.translate([case.source for case in found[:8]], Decoding())  # opens the model
    rows: list[Figures] = []
    shown = []
    runs = (("none", found), ("proper", found), ("random", wrong))
    made = translated(runs, engine)
    for name, these in runs:
        seconds, results = made[name]
        rows.append(figures_of(name, these, seconds, made["none"][0], results))
        if name != "none" and chosen.worst:
            shown.append(f"## {name}\n\n{worst(these, results, chosen.worst)}")
    if chosen.format == "json":
        print(json.dumps([asdict(row) for row in rows], indent=1))
    else:
        info = engine.info()
        print(
            f"Model {info.model}, {rows[0].sentences} sentences of {chosen.name}, "
            f"{rows[0].occurrences} occurrences of {len(glossary.terms)} terms.\n"
        )
        print("\n\n".join([table(rows), *shown]))


if __name__ == "__main__":
    main()
