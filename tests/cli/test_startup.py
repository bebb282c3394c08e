"""Starting costs little."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.measuring import measured

HEAVY = ("ctranslate2", "sentencepiece", "numpy", "lxml", "docx", "argostranslate", "sacrebleu")


def test_help_starts_in_under_a_third_of_a_second_of_processor_time():
    runs = [measured([sys.executable, "-m", "bilingual", "--help"]) for _ in range(3)]
    assert min(run.cpu for run in runs) < 0.3


def test_help_imports_nothing_heavy():
    code = (
        "import sys, runpy, contextlib\n"
        "sys.argv = ['bilingual', '--help']\n"
        "with contextlib.suppress(SystemExit): runpy.run_module('bilingual')\n"
        f"print('HEAVY', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "HEAVY []"


def test_a_run_that_finds_nothing_changed_needs_no_numpy(tmp_path):
    article, output = tmp_path / "a.txt", tmp_path / "out"
    article.write_text("Le pont rouvre lundi.\n", encoding="utf-8")
    options = ["-q", "--engine", "identity", "--memory", "none", "--output", str(output)]
    code = (
        "import sys, contextlib\n"
        f"sys.argv = ['bilingual', 'translate', {str(article)!r}, *{options!r}]\n"
        "from bilingual.cli import main\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "print('numpy' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    runs = [subprocess.run(command, capture_output=True, text=True) for _ in "12"]
    assert runs[1].stdout.splitlines()[-1] == "False"
