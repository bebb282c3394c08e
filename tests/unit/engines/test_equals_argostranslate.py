"""Single sentences get the translation that argostranslate gives with the same package.

Needs a Python with the whole of argostranslate (torch, stanza, spacy: several GB), which the
locked install does without: name it in `BILINGUAL_ARGOS_PYTHON`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.engines.argos import ArgosEngine
from bilingual.engines.installer import install
from bilingual.engines.packages import resolve
from bilingual.model.ports import Decoding

ROOT = Path(__file__).parents[3]


def argos_python() -> str:
    """Return a Python that can import argostranslate.translate, or skip."""
    python = os.environ.get("BILINGUAL_ARGOS_PYTHON", sys.executable)
    probe = subprocess.run(
        [python, "-c", "import argostranslate.translate"], capture_output=True, text=True
    )
    if probe.returncode:
        pytest.skip(
            "argostranslate.translate cannot be imported here (it needs torch, stanza, spacy); "
            "set BILINGUAL_ARGOS_PYTHON to a Python that can"
        )
    return python


def test_single_sentences_equal_argostranslate(tmp_path):
    python = argos_python()
    sentences = (ROOT / "benchmarks/sentences.fr.txt").read_text(encoding="utf-8").splitlines()
    sentences = [*sentences[:120:2], "À 18 h 30, 3,5 % d’« entre eux » 😀…", "Oui.", "Un titre"]
    package = install(resolve("embedded").path, folder=tmp_path / "packages")
    job = {"package": str(package.path), "paragraphs": [[text] for text in sentences]}
    done = subprocess.run(
        [python, str(ROOT / "benchmarks/argos_peer.py")],
        input=json.dumps(job),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    theirs = json.loads(done.stdout)["translations"]
    ours = ArgosEngine(str(package.path), device="cpu").translate(sentences, Decoding())
    assert [found[0].text for found in ours] == theirs
