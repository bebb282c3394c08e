"""Scoring a bitext: findings in units, numbers with signatures, and what is not known said so."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from bilingual.errors import ConfigError
from bilingual.metrics import mt
from bilingual.metrics.triage import triage, unsure_below
from bilingual.model.quality import Finding, Severity
from bilingual.model.unit import OriginKind, UnitState
from bilingual.pipeline.score import check_names, score
from tests.builders import Row, a_review

CHECKS = ("numbers", "quotes")
ROWS = [
    Row("Il y a 45 blessés.", "There are 54 injured."),
    Row("La gare est fermée.", "The station is closed."),
    Row("Elle rouvrira le 3 mai.", "It will reopen on May 3."),
]
REFERENCES = ["There are 45 injured.", "The station is closed.", "It will reopen on May 3."]


def scored(rows=ROWS, **options):
    sample = a_review(rows)
    return score(sample.bitext, sample.run, **{"checks": CHECKS, **options})


def test_findings_land_in_their_units_and_ask_for_review():
    review = scored()
    assert [[f.check for f in unit.findings] for unit in review.units] == [["numbers"], [], []]
    assert [unit.state for unit in review.units][:2] == [
        UnitState.NEEDS_REVIEW,
        UnitState.TRANSLATED,
    ]


def test_what_a_person_approved_keeps_its_state():
    review = scored([Row("Il y a 45 blessés.", "There are 54 injured.", state=UnitState.FINAL)])
    assert review.units[0].state is UnitState.FINAL
    assert review.units[0].findings


def test_findings_of_others_stay_and_a_second_run_changes_nothing():
    guard = Finding("engine", Severity.MINOR, "the first decoding looped")
    once = scored([replace(ROWS[0], findings=(guard,)), *ROWS[1:]])
    assert [f.check for f in once.units[0].findings] == ["numbers", "engine"]
    assert score(once.bitext, once.run, checks=CHECKS) == once


def test_without_a_reference_the_review_says_so():
    review = scored()
    assert any("No reference was given" in remark for remark in review.remarks)
    assert {s.metric for s in review.scores} == {"mean log-probability"}
    assert any("how sure the engine was" in remark for remark in review.remarks)


def test_with_a_reference_each_number_has_signature_and_interval():
    review = scored(references=REFERENCES)
    found = {s.metric: s for s in review.scores}
    assert list(found)[:3] == ["BLEU", "chrF2++", "TER"]
    for name in ("BLEU", "chrF2++", "TER"):
        assert "version:" in found[name].signature
        assert found[name].low is not None
        assert found[name].low <= found[name].high
    assert not any("No reference" in remark for remark in review.remarks)


def test_free_text_is_cut_into_sentences_first():
    review = scored(references=["There are 45 injured. The station is closed.", REFERENCES[2]])
    assert next(s for s in review.scores if s.metric == "BLEU").n == 3
    assert not any("aligned" in remark for remark in review.remarks)


def test_another_number_of_sentences_is_aligned_and_said():
    rows = [
        *ROWS,
        Row("Les travaux ont coûté trois millions d'euros.", "The works cost three million euros."),
        Row("Le maire est content.", "The mayor is happy."),
    ]
    references = [
        *REFERENCES[:2], "It will reopen next May. The works cost three million euros.",
        "The mayor is happy about it. He told the press.",
    ]  # fmt: skip
    review = scored(rows, references=references)
    bleu = next(s for s in review.scores if s.metric == "BLEU")
    assert (bleu.n, bleu.value > 45) == (6, True)
    assert any("6 sentences for 5 of the text" in remark for remark in review.remarks)


def test_embeds_are_not_scored():
    from bilingual.model.document import BlockKind
    from tests.builders import COPIED

    url = Row("https://port.example/a", "", BlockKind.EMBED, origin=COPIED)
    review = scored([*ROWS, url], references=REFERENCES)
    assert next(s for s in review.scores if s.metric == "BLEU").n == 3
    assert review.units[-1].origin.kind is OriginKind.COPIED


def test_numbers_equal_those_of_sacrebleu_itself(tmp_path):
    hypotheses = ["There are 54 injured.", "The station is closed."] * 6
    references = ["There are 45 wounded.", "The station is closed."] * 6
    (tmp_path / "ref").write_text("\n".join(references) + "\n")
    command = [sys.executable, "-m", "sacrebleu", str(tmp_path / "ref"), "-m", "bleu", "chrf",
               "ter", "--chrf-word-order", "2", "-w", "2", "-b"]  # fmt: skip
    told = subprocess.run(
        command, input="\n".join(hypotheses) + "\n", capture_output=True, text=True, check=True
    )
    ours = mt.scores(hypotheses, references)
    theirs = [float(x) for x in told.stdout.replace("[", " ").replace(",", " ").split()
              if x.replace(".", "").isdigit()]  # fmt: skip
    assert [s.value for s in ours] == pytest.approx(theirs, abs=0.01)


def test_the_bootstrap_is_the_same_each_time():
    assert mt.scores(["A b c d.", "E f g."], ["A b c.", "E f h."]) == mt.scores(
        ["A b c d.", "E f g."], ["A b c.", "E f h."]
    )


def test_unequal_lists_are_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="one each"):
        mt.scores(["a"], [])


def test_checks_can_be_named_or_taken_out():
    everything = check_names(())
    assert check_names(("-names",)) == [name for name in everything if name != "names"]
    assert check_names(("quotes", "numbers")) == ["numbers", "quotes"]
    with pytest.raises(ConfigError, match=r"there is: .*numbers"):
        check_names(("nombres",))


def test_triage_puts_the_gravest_first():
    review = scored([*ROWS, Row("Non.", "", score=None)])
    verdicts = triage(review.units)
    assert [v.needs_eyes for v in verdicts] == [True, False, False, True]
    assert "45" in verdicts[0].reasons[0]
    assert verdicts[3].reasons == ("not translated",)


def test_a_hard_text_is_not_flagged_as_a_whole():
    assert unsure_below([-1.2, -1.25, -1.3, -1.1, -1.2, -1.22, -1.18, -1.21]) < -1.3
    assert unsure_below([-0.3] * 20) == pytest.approx(-0.45)
    assert unsure_below([]) == -1.5


def test_a_hypothesis_without_reference_words_has_scores_all_the_same():
    found = mt.scores(["A b c.", "Too much.", "E f g."], ["A b c.", "", "E f h."])
    assert [score.metric for score in found] == ["BLEU", "chrF2++", "TER"]


def test_the_ends_of_an_interval_are_scores():
    texts = ["The station is closed.", "It will reopen on Monday.", "Two and two are four."]
    for found in mt.scores(texts, [*texts[:2], "Nothing of the kind."])[:2]:
        assert found.low is not None
        assert found.high is not None
        assert 0 <= found.low <= found.high <= 100
