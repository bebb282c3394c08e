"""Every command of the pages runs, in the order of its page, in a folder as a reader would have it.

Commands of `bilingual` and git are run; `make` targets are looked up (`make -n`); the steps of an
install are checked against the files they name (`make demo` itself is run by the set-up).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    path
    for pattern in ("*.md", "docs/*.md", "examples/**/*.md")
    for path in sorted(ROOT.glob(pattern))
    if re.search(r"^```sh$", path.read_text(encoding="utf-8"), re.MULTILINE)
]
FINDINGS = ("--fail-on", "glossary lint", "glossary diff", "--check")
"""Commands that may say 1: there are findings."""


def commands(page: Path) -> list[str]:
    """Return the lines of the page's `sh` blocks, continued lines joined, comments left out."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    plain = [re.sub(r"\s+#\s.*$", "", line).strip() for line in lines]
    return [line for line in plain if line and not line.startswith("#")]


@pytest.fixture
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Make the folder: articles, glossaries, a reviewed file, a TMX; a git repository."""
    page: Path = request.getfixturevalue("page")
    for name in ("seeds", "glossaries", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for path in (ROOT / "examples" / "review").glob("pont.*"):
        shutil.copy(path, tmp_path)
    shutil.copy(tmp_path / "pont.lise.docx", tmp_path / "edited.docx")
    first = sorted((tmp_path / "seeds").glob("*.txt"))[0]
    shutil.copy(first, tmp_path / "article.fr.txt")
    (tmp_path / "article.en.txt").write_text("The minister went to Baku.\nThe visit goes on.\n")
    (tmp_path / "agency.tmx").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4"><header srclang="fr" '
        'creationtool="agency" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
        'datatype="plaintext"/><body><tu><tuv xml:lang="fr"><seg>Le pont rouvre lundi.</seg></tuv>'
        '<tuv xml:lang="en"><seg>The bridge reopens on Monday.</seg></tuv></tu></body></tmx>'
    )
    git = ["git", "-c", "user.name=Reader", "-c", "user.email=reader@example.org"]
    for step in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "Start"]):
        subprocess.run([*git, *step], cwd=tmp_path, check=True)
    folder = page.parent.relative_to(ROOT)
    return tmp_path / folder if folder.parts[:1] == ("examples",) else tmp_path


@pytest.mark.parametrize("page", PAGES, ids=[str(path.relative_to(ROOT)) for path in PAGES])
def test_the_commands_of_a_page_run(page: Path, place: Path):
    for line in commands(page):
        program = line.split()[0]
        if program == "make":
            for target in line.split()[1:]:
                subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)
        elif "pip install" in line:
            for name in re.findall(r"-r (\S+)", line):
                assert (ROOT / name).is_file()
        elif "-m venv" not in line:
            run(line, place)


def run(line: str, place: Path) -> None:
    """Run one line of a page as a shell does."""
    start = f'bilingual() {{ PYTHONPATH="{ROOT}" "{sys.executable}" -m bilingual "$@"; }}\n'
    line = line.replace(".venv/bin/bilingual", "bilingual")
    done = subprocess.run(
        ["bash", "-c", start + line], cwd=place, capture_output=True, text=True, check=False
    )
    allowed = {0, 1} if any(part in line for part in FINDINGS) else {0}
    assert done.returncode in allowed, f"$ {line}\n{done.stdout}\n{done.stderr}"
