"""An archive of 10,000 rows: written and taken home within a minute each and a gigabyte."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

WRITE = """
from bilingual.formats.docx import DocxWriter
from bilingual.formats.jsonl import JsonlWriter
from tests.builders import a_long_review
article = a_long_review(10_000)
(folder / "archive.fr-en.docx").write_bytes(DocxWriter().write(article))
(folder / "archive.fr-en.jsonl").write_bytes(JsonlWriter().write(article))
"""

EDIT = """
import zipfile
with zipfile.ZipFile(folder / "archive.fr-en.docx") as archive:
    parts = {name: archive.read(name) for name in archive.namelist()}
text = parts["word/document.xml"].decode()
for number in range(0, 10_000, 10):  # every tenth row is edited, none has its hidden id any more
    text = text.replace(f"Tram line {number} will be", f"Tram line {number} is to be")
text = text.replace("bilingual:", "lost:").replace("_bil_", "_lost_")
parts["word/document.xml"] = text.encode()
with zipfile.ZipFile(folder / "edited.docx", "w", zipfile.ZIP_DEFLATED) as archive:
    for name, data in parts.items():
        archive.writestr(name, data)
"""

BACK = """
from bilingual.pipeline.record import measure
from bilingual.pipeline.review import review
from bilingual.pipeline.take_home import take_home
(outcome,) = review([folder / "edited.docx"])
record = measure(outcome)
home = take_home([record], folder / "home", to=("docx", "md"), memory=folder / "m.sqlite")
found = {"counts": {v.value: n for v, n in record.verdicts.items()},
         "notices": len(outcome.notices), "new": home.remembered.new}
"""

MEASURE = """
import json, resource, sys
from pathlib import Path
from typing import Any
folder = Path(sys.argv[1])
found = {}
%s
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"seconds": used.ru_utime + used.ru_stime, "MB": used.ru_maxrss / 1024, **found}))
"""


def run(code: str, folder: Path) -> dict[str, Any]:
    """Run code in a process of its own; return its processor time, peak memory and findings.

    Processor time, because the machine may be busy with other things.
    """
    done = subprocess.run(
        [sys.executable, "-c", MEASURE % code, str(folder)], capture_output=True, text=True,
        check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made: Path = tmp_path_factory.mktemp("archive")
    return made


def test_ten_thousand_rows_are_written_and_come_home(folder):
    written = run(WRITE, folder)
    assert written["seconds"] < 60
    assert written["MB"] < 1000
    run(EDIT, folder)
    home = run(BACK, folder)
    assert home["counts"] == {
        "edited": 1000, "approved": 0, "untouched": 9000, "deleted": 0, "conflict": 0,
    }  # fmt: skip
    assert (home["notices"], home["new"]) == (0, 1000)
    assert home["seconds"] < 60
    assert home["MB"] < 1000
    print(f"written: {written}; home: {home}")
