"""Pointers to other articles."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.cleaners.lines import ends_with_stop, view
from bilingual.cleaners.phrases import PhraseRule
from bilingual.model.document import Block
from bilingual.text.tokens import count_words

PATTERNS = (
    r"en savoir plus(?: (?:sur|à propos de)\b.*)?|pour en savoir plus(?: sur\b.*)?|learn more|"
    r"read more.*",
    r"(?:à |a )?(?:re)?(?:lire|voir|écouter|regarder|découvrir) (?:aussi|également|notre|nos|"
    r"ci-dessous|"
    r"encore|en complément|sur le même (?:sujet|thème))\b.*",
    r"lisez (?:aussi|également)\b.*|voyez (?:aussi|également)\b.*|notre dossier\b.*",
    r"(?:lire|voir) (?:la suite|l'article(?: complet| original)?|plus|l'intégralité|la vidéo|"
    r"le diaporama)"
    r"(?: .*)?",
    r"retrouvez (?:d'autres|toutes?|tous|nos|l'actualité|l'ensemble|l'intégralité)\b.*|"
    r"à (?:lire|voir|écouter)(?:,| et| ou)? à (?:lire|voir|écouter)\b.*|"
    r"podcasts? ?[-:–|].*|à découvrir|"
    r"(?:sur le|dans le) même (?:sujet|thème)|articles? (?:liés?|connexes?|similaires?|"
    r"recommandés?|"
    r"associés?|sur le même sujet)|contenus? (?:liés?|similaires?|recommandés?|associés?)",
    r"(?:nous vous recommandons|(?:vous )?(?:pourriez|pourrait) (?:aussi |"
    r"également )?(?:vous )?(?:aimer|"
    r"intéresser)|ça peut vous intéresser|à ne pas manquer|notre sélection|nos recommandations)",
    r"(?:related|recommended|more) (?:articles?|stories|reading|for you)|see also\b.*|"
    r"you may also like",
    r">> .+|▶ ?.+|→ ?.+|➡ ?.+",
)  # fmt: skip


class ReadingOn(PhraseRule):
    """As its table says, but never a line that ends in a full stop: that is a sentence."""

    def judge(
        self, blocks: Sequence[Block], gone: frozenset[int], recurring: frozenset[str]
    ) -> dict[int, str]:
        """Return index -> reason for the lines to take out."""
        found = {
            index: reason
            for index, reason in super().judge(blocks, gone, recurring).items()
            if not ends_with_stop(blocks[index].text) or ":" in blocks[index].text[:40]
        }
        for index in sorted(found):
            if _announces(blocks, gone, index + 1):
                found.setdefault(index + 1, "title of another article")
        return found


def _announces(blocks: Sequence[Block], gone: frozenset[int], index: int) -> bool:
    """Say whether the line at `index` is the title that `À lire aussi :` above it announces."""
    if index >= len(blocks) or index in gone:
        return False
    title, above = blocks[index].text, view(blocks[index - 1].text)
    return above.endswith(":") and not ends_with_stop(title) and count_words(title) >= 3


RULE = ReadingOn("reading-on", "pointer to other articles", PATTERNS)
