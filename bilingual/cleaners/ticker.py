"""Labels above the headline: live tickers, sections, breadcrumbs and menus."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.cleaners.kinds import STATED, is_byline
from bilingual.cleaners.lines import ends_with_stop, is_prose, is_short_label, view
from bilingual.model.document import Block
from bilingual.text.tokens import count_words

_COUNTER = re.compile(
    r"\b(?:jour|day|j|semaine|week|mois|an) ?[+-]? ?\d{1,4}\b|#\d+$|\b\d{1,2}(?:h|:)\d{2}$",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"(?:en )?(?:direct|live)(?: (?:vidéo|tv|info))?|urgent|flash(?: info)?|alerte(?: info)?|"
    r"dernière minute|breaking(?: news)?|exclusif|à chaud|en continu|fil (?:info|actu)",
    re.IGNORECASE,
)
_SITE_TOP = re.compile(
    r"rechercher|search|(?:le )?menu|accueil|se connecter|connexion|s'abonner.*|abonnez-vous|"
    r"mon (?:compte|journal)|.*\bsession|.*\b(?:menu|contenu principal)|testez.*|"
    r"regarder le direct|faire un don|gérer mes .*|tout (?:accepter|refuser)|"
    r"aller au contenu.*",
    re.IGNORECASE,
)
_HEAD = 12
"""How many lines a page may have before the headline is expected (menus are longer: see below)."""


class TickerRule:
    """Takes out labels that stand before the headline.

    `Israël en guerre - Jour 623` is a short line with a counter in first place: it goes if another
    line that can be a headline follows. Short lines between the top of the page and the search box
    (menus) go likewise. The last line that can be a headline always stays.
    """

    name = "ticker"

    def judge(
        self, blocks: Sequence[Block], gone: frozenset[int], recurring: frozenset[str]
    ) -> dict[int, str]:
        """Return index -> reason for the lines to take out."""
        head = _head(blocks, gone)
        found: dict[int, str] = {}
        for place, index in enumerate(head):
            text = view(blocks[index].text)
            if is_byline(text):
                continue
            if not _headline_follows(blocks, head[place + 1 :]):
                if _is_ticker(text) and _site_top_follows(blocks, gone, index):
                    found[index] = "live ticker above the page's search or menu"
                break
            if _is_ticker(text):
                found[index] = "live ticker or section label above the headline"
            elif is_short_label(text, 4) and _site_top_follows(blocks, gone, index):
                found[index] = "label above the page's search or menu"
        menu = _menu(blocks, gone, [index for index in head if index not in found])
        return found | dict.fromkeys(menu, "menu above the headline")


def _head(blocks: Sequence[Block], gone: frozenset[int]) -> list[int]:
    """Return the indexes of what is left before the article: its running text, or its markup."""
    head = []
    for index, block in enumerate(blocks):
        if index in gone:
            continue
        if block.kind in STATED or is_prose(block.text):
            break
        head.append(index)
    return head


def _menu(blocks: Sequence[Block], gone: frozenset[int], head: Sequence[int]) -> list[int]:
    """Return the labels of a menu: four or more before the headline, fewer amid furniture."""
    labels: list[int] = []
    for index in head:
        text = blocks[index].text
        if not is_short_label(text, 3) or not any(char.isalpha() for char in text):
            break  # figures alone stand in no menu
        labels.append(index)
    else:
        return []
    if not labels or count_words(blocks[head[len(labels)]].text) < 5:
        return []
    above = sum(1 for index in range(head[len(labels)]) if index in gone)
    enough = len(labels) >= 4 or (above and len(labels) >= 3) or (above >= 2 and len(labels) >= 2)
    return labels if enough else []


def _headline_follows(blocks: Sequence[Block], rest: Sequence[int]) -> bool:
    """Say whether one of the next lines of the head can be the headline."""
    return any(
        count_words(blocks[index].text) >= 3 and not ends_with_stop(blocks[index].text)
        for index in rest[:_HEAD]
    )


def _is_ticker(line: str) -> bool:
    """Say whether a line is a ticker's or a section's label."""
    words = count_words(line)
    if _LIVE.fullmatch(line.strip(" .:-–—|•")):
        return True
    return words <= 8 and not ends_with_stop(line) and bool(_COUNTER.search(line))


def _site_top_follows(blocks: Sequence[Block], gone: frozenset[int], index: int) -> bool:
    """Say whether a search box or menu, already judged, follows before any longer line."""
    for after in range(index + 1, len(blocks)):
        text = view(blocks[after].text)
        if after in gone and _SITE_TOP.fullmatch(text.strip(" .:")):
            return True
        if after not in gone and not is_short_label(text, 4):
            return False
    return False


RULE = TickerRule()
