"""What each line of a plain text is in the article, from its looks and its place.

The rules, in order: an address alone is an embed; a line that ends in a credit is a caption; a
line that names its author's post is a byline; a bullet makes a list item. Before the first running
text, the first line without a full stop is the headline, the next one the standfirst, a name alone
the byline. Later, a short line without a full stop is a heading. Everything else is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bilingual.cleaners.lines import (
    ends_sentence,
    ends_with_stop,
    is_name,
    is_prose,
    is_short_label,
    view,
)
from bilingual.model.document import Block, BlockKind
from bilingual.text import placeables
from bilingual.text.tokens import count_words

STATED = (
    BlockKind.HEADLINE,
    BlockKind.STANDFIRST,
    BlockKind.HEADING,
    BlockKind.CAPTION,
    BlockKind.LIST_ITEM,
    BlockKind.TABLE_CELL,
    BlockKind.FOOTNOTE,
)
"""Kinds that only markup gives before cleaning: the format says that these belong to the article,
so neither their place nor their coming back in other articles is evidence against them."""
CREDIT = re.compile(
    r"\((?:crédits?|photos?|illustration|image|capture(?: d'écran)?|source|dr|©|"
    r"avec l'autorisation|"
    r"autorisation|courtoisie)\b ?(?:photo)?[ :/].*\)\.?$"
    r"|\((?:[\w .'&-]+/)?(?:afp|reuters|ap|epa|getty images|flash ?90|sipa|abaca|maxppp|belga|"
    r"keystone|"
    r"xinhua|tass|anadolu|dr)(?:/[\w .'&-]+)*\)\.?$"
    r"|\. [^.()]{2,50} ?/ ?(?:afp|reuters|ap|epa|getty images|sipa|abaca|maxppp)$"
    r"|(?-i:\. [A-ZÀ-Þ][A-ZÀ-Þ .'-]{4,40} (?:/|POUR|POOL|VIA) .{2,30}$)"
    r"|\[(?:[\w .&-]+ - )?(?:keystone|afp|reuters|ap|epa|rts|belga|imago|dr)\b[^\]]{0,60}\]$"
    r"|\. [-–] [A-ZÀ-Þ][\w .&'-]{1,40}\.?$"
    r"|\S \| [^|]{3,60}$"
    r"|(?:©|\bcrédits? ?(?:photo)? ?:|\bphotos? ?:) ?[^.]{2,60}\.?$",
    re.IGNORECASE,
)
"""Credit that ends the caption of a picture."""
_CAPTION_START = re.compile(
    r"(?:sur cette (?:photo|image|capture)|capture d'écran|photo d'illustration|"
    r"image d'illustration|"
    r"légende|vue aérienne|infographie)\b",
    re.IGNORECASE,
)
_POST = (
    r"(?:correspondante?|journaliste|reporter|rédact(?:eur|rice)|envoyée? spéciale?|"
    r"chroniqueu(?:r|se)|"
    r"éditorialiste|grand reporter|chef(?:fe)? d[eu]|directeur de la rédaction|photographe|"
    r"stagiaire)"
)
_BYLINE = re.compile(
    rf"[A-ZÀ-Þ][\w'.-]+(?: [\w'.-]+){{0,4}} est (?:le |la |l'|une? |"
    rf"notre )?[\w' -]{{0,30}}{_POST}\b.*"
    r"|(?:par|propos recueillis par|de notre (?:correspondante?|envoyée? spéciale?)|"
    r"texte(?: et photos)?"
    r"(?: :| de| par)|by|avec) [A-ZÀ-Þ].*"
    r"|(?:publié|mis à jour|posté|modifié|créé)e? (?:le|à|il y a)\b.*|"
    r"(?:le )?\d{1,2}(?:er)? \w+ \d{4}(?:,? (?:à|-) ?\d.*)?"
    r"|(?:publié|mis à jour|modifié)e? (?:hier|aujourd'hui)\b.*"
    rf"|.{{3,40}}[,(] ?(?:à [\w-]+, )?{_POST}\b[^.]*"
    r"|(?-i:[A-ZÀ-Þ]).{2,40} (?:avec|et) (?:l')?(?:afp|ats|reuters|ap|belga|ansa|agences?)"
    r"|avec les informations d.{2,60}"
    r"|(?:la )?rédaction(?: .{0,30})?|(?:avec )?(?:afp|reuters|ap)(?: (?:et|avec) .{1,30})?",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[•▪‣◦●*·]|\d{1,2}[.)]|[a-z]\))\s+\S")


def is_byline(text: str) -> bool:
    """Say whether a line presents the author, the agency or the time of publication."""
    line = view(text)
    return count_words(line) <= 22 and bool(_BYLINE.fullmatch(line))


def is_caption(text: str) -> bool:
    """Say whether a line is the caption of a picture."""
    line = view(text)
    return bool(CREDIT.search(line) or (_CAPTION_START.match(line) and not is_prose(line, 30)))


def classified(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a plain text with their kinds, in the same order."""
    kinds = [by_looks(block) for block in blocks]
    body = next((i for i, b in enumerate(blocks) if _is_body(b, kinds[i])), len(blocks))
    if body in _standfirst_in_sentences(blocks, kinds, body):
        kinds[body] = BlockKind.STANDFIRST
        after = range(body + 1, len(blocks))
        body = next((i for i in after if _is_body(blocks[i], kinds[i])), len(blocks))
    _head(blocks, kinds, body)
    for index in range(body, len(blocks)):
        if kinds[index] is BlockKind.PARAGRAPH and _is_heading(blocks, index):
            kinds[index] = BlockKind.HEADING
    return [
        block if block.kind is kind else replace(block, kind=kind)
        for block, kind in zip(blocks, kinds, strict=True)
    ]


def by_looks(block: Block) -> BlockKind:
    """Return the kind that a line shows wherever it stands."""
    if placeables.is_only(block.text):
        return BlockKind.EMBED
    if is_caption(block.text):
        return BlockKind.CAPTION
    if is_byline(block.text):
        return BlockKind.BYLINE
    if _BULLET.match(view(block.text)):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _is_body(block: Block, kind: BlockKind) -> bool:
    """Say whether the article's running text begins here."""
    return kind is BlockKind.PARAGRAPH and ends_with_stop(block.text) and is_prose(block.text, 6)


def _standfirst_in_sentences(
    blocks: Sequence[Block], kinds: Sequence[BlockKind], body: int
) -> list[int]:
    """Return the index of running text between headline and byline: the standfirst, if any."""
    after = kinds[body + 1 : body + 3]
    headed = any(
        kinds[index] is BlockKind.PARAGRAPH and not ends_with_stop(blocks[index].text)
        for index in range(body)
    )
    signed = BlockKind.BYLINE in kinds[:body]
    short = body < len(blocks) and count_words(blocks[body].text) <= 60
    return [body] if headed and short and not signed and BlockKind.BYLINE in after else []


def _head(blocks: Sequence[Block], kinds: list[BlockKind], body: int) -> None:
    """Name the lines before the running text: headline, standfirst, byline, headings."""
    seen: set[BlockKind] = {kind for kind in kinds[:body] if kind is BlockKind.STANDFIRST}
    for index in range(body):
        if kinds[index] is not BlockKind.PARAGRAPH:
            continue
        text = blocks[index].text
        if BlockKind.HEADLINE not in seen and not ends_with_stop(text) and count_words(text) <= 40:
            kinds[index] = BlockKind.HEADLINE
        elif BlockKind.HEADLINE not in seen:
            continue
        elif is_name(text):
            kinds[index] = BlockKind.BYLINE
        elif BlockKind.STANDFIRST not in seen and count_words(text) >= 5:
            kinds[index] = BlockKind.STANDFIRST
        elif is_short_label(text, 12):
            kinds[index] = BlockKind.HEADING
        seen.add(kinds[index])


def _is_heading(blocks: Sequence[Block], index: int) -> bool:
    """Say whether a line of the body is a heading: short, no end mark, and something follows."""
    text = view(blocks[index].text)
    question = text.rstrip(" »").endswith("?") and count_words(text) <= 8
    if text.startswith(("-", "–", "—")) or index + 1 == len(blocks):
        return False
    if text.endswith((",", ":", ";")):
        return False
    return (not ends_sentence(text) or (question and not text.startswith("«"))) and (
        count_words(text) <= 12
    )
