"""The side-by-side in examples/ is what the writers write today.

After a wanted change write them anew and read the difference in git:
`BILINGUAL_WRITE_EXAMPLES=1 python -m pytest tests/golden/test_examples.py`
"""

import io
import os
import zipfile
from pathlib import Path

import pytest

from bilingual.pipeline.export import export
from tests.builders import a_report, a_review

EXAMPLES = Path(__file__).parents[2] / "examples" / "side-by-side"
FORMATS = ("docx", "md", "jsonl")
NAMES = [
    *(f"pont.fr-en.{name}" for name in FORMATS),
    *("report.html", "report.md", "report.json"),
]


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    anew = os.environ.get("BILINGUAL_WRITE_EXAMPLES") == "1"
    folder = EXAMPLES if anew else Path(tmp_path_factory.mktemp("examples"))
    files = export(a_review(), FORMATS, folder, "pont")
    a_report([a_review()], folder, [[path.name for path in files]])
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_the_example_is_what_is_written_today(name, written):
    assert _parts(written / name) == _parts(EXAMPLES / name)


def _parts(path: Path) -> dict[str, str]:
    """Return the lines of a text file, or those of each part of a DOCX whichever zlib packed it."""
    data = path.read_bytes()
    if path.suffix != ".docx":
        return {path.name: data.decode()}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
