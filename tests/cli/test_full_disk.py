"""Standard output that takes no more is told as what it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="/dev/full is Linux's")
@pytest.mark.parametrize("arguments", [("config",), ("clean", "a.txt"), ("--help",)])
def test_a_full_disk_behind_standard_output_is_one_message(tmp_path, arguments):
    (tmp_path / "a.txt").write_text("Le pont est fermé.\n", encoding="utf-8")
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bilingual", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("Error: the output cannot be written: ")
    assert done.stderr.count("\n") == 1
