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
