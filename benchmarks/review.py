"""Archives written and taken home: `python -m benchmarks.review [--rows N]`.

A side-by-side of a quarter of the rows and one of all of them (10,000): written, every tenth row
edited and every hidden id removed, taken home. Goals for 10,000 rows: 60 s and 1 GB each way. The
ratio between the two sizes is 4 where the cost is linear.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]

WRITE = """
from bilingual.formats.docx import DocxWriter
from bilingual.formats.jsonl import JsonlWriter
from tests.builders import a_long_review
article = a_long_review(rows)
(folder / "archive.fr-en.docx").write_bytes(DocxWriter().write(article))
(folder / "archive.fr-en.jsonl").write_bytes(JsonlWriter().write(article))
"""

EDIT = """
import zipfile
with zipfile.ZipFile(folder / "archive.fr-en.docx") as archive:
    parts = {name: archive.read(name) for name in archive.namelist()}
text = parts["word/document.xml"].decode()
for number in range(0, rows, 10):  # every tenth row is edited, none has its hidden id any more
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
folder, rows = Path(sys.argv[1]), int(sys.argv[2])
found = {}
%s
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"seconds": used.ru_utime + used.ru_stime, "MB": used.ru_maxrss / 1024, **found}))
"""


def run(code: str, folder: Path, rows: int) -> dict[str, Any]:
    """Run code in a process of its own; return its processor time, peak memory and findings.

    Processor time, because the machine may be busy with other things.
    """
    done = subprocess.run(
        [sys.executable, "-c", MEASURE % code, str(folder), str(rows)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=folder,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def round_trip(folder: Path, rows: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write, edit and take home; return what was measured of the first and the last."""
    written = run(WRITE, folder, rows)
    run(EDIT, folder, rows)
    return written, run(BACK, folder, rows)


def main() -> None:
    """Print a row for each size and way, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=10_000)
    rows = parser.parse_args().rows
    results = []
    for size in (rows // 4, rows):
        with tempfile.TemporaryDirectory() as folder:
            results.append(round_trip(Path(folder), size))
        for way, found in zip(("written", "taken home"), results[-1], strict=True):
            print(f"{size:>6} rows {way:<10}  {found['seconds']:6.1f} s  {found['MB']:5.0f} MB")
    for way, small, large in zip(("written", "taken home"), *results, strict=True):
        print(
            f"four times the rows, {way}: {large['seconds'] / small['seconds']:.1f} times the time"
        )


if __name__ == "__main__":
    main()
