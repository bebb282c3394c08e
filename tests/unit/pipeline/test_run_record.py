"""The record of a run, read by the next one."""

from __future__ import annotations

from bilingual.model.review import RunRecord
from bilingual.model.unit import EngineInfo
from bilingual.pipeline.run_record import Counts, last_record, remember, unchanged_run
from bilingual.workspace import Workspace


def test_an_unchanged_run_names_the_figures_of_the_model_in_its_card_s_order(tmp_path):
    figures = (("newstest2013 BLEU", "27.1"), ("chrF2++", "53.0"), ("a set BLEU", "39.1"))
    info = EngineInfo("argos", "fr_en", "1.9", "", figures=figures)
    summary = Counts().summary(info, (), 1.0)
    remember(Workspace(tmp_path), "key", RunRecord("2026-01-01", "1", info, None), {}, summary)
    again = unchanged_run(last_record(Workspace(tmp_path)), 0.0)
    assert again.unchanged
    assert list(again.figures.items()) == list(figures)
