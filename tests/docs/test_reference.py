"""The pages say what the program does."""

import re
from pathlib import Path

import pytest

from tools.cli_reference import PAGE, page

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "examples/**/*.md", "evaluation/**/*.md")
    for path in ROOT.glob(pattern)
)


def test_the_page_of_commands_says_what_help_says():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"


@pytest.mark.parametrize("path", PAGES, ids=[str(path.relative_to(ROOT)) for path in PAGES])
def test_every_link_and_picture_leads_somewhere(path: Path):
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    local = [target.partition("#")[0] for target in targets if "://" not in target]
    missing = [one for one in local if one and not (path.parent / one).exists()]
    assert not missing
