"""Single words that are furniture beside furniture and headings elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.cleaners.lines import bare
from bilingual.model.document import Block, BlockKind

_HEADING_WORDS = """
    abonné abonnés accueil actualités annonce annonces catégorie catégories commentaire commentaires
    connexion contact contacts crédits dossier dossiers données image inscription partenariat photo
    premium pub recherche rubrique rubriques réaction réactions sujet sujets suivi suivre thème
    thèmes vidéo vie-privée offre offrir fermer corriger imprimer close search menu home print
    e-mail courriel mail adresse identifiant registration x threads telegram
"""
AMBIGUOUS = frozenset(_HEADING_WORDS.split())
"""Lines that an article may use as a heading: they go only beside other furniture or at an end."""


class AmbiguousRule:
    """Takes out such a word if furniture or an end of the document is next to it."""

    name = "ambiguous"

    def judge(
        self, blocks: Sequence[Block], gone: frozenset[int], recurring: frozenset[str]
    ) -> dict[int, str]:
        """Return index -> reason for the lines to take out."""
        unsure = {
            index
            for index, block in enumerate(blocks)
            if index not in gone
            and block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.FURNITURE)
            and bare(block.text) in AMBIGUOUS
        }
        found = beside(gone, unsure, len(blocks)) if len(blocks) > 1 else set()
        return dict.fromkeys(sorted(found), "word of a page's menu or form, beside furniture")


def beside(gone: set[int] | frozenset[int], unsure: set[int], count: int) -> set[int]:
    """Return those of `unsure` that touch `gone` or an end of the document, directly or in a row.

    Args:
        gone: indexes that are furniture for certain.
        unsure: indexes that might be.
        count: number of blocks.

    """
    taken: set[int] = set()
    for indexes, step in ((sorted(unsure), -1), (sorted(unsure, reverse=True), 1)):
        for index in indexes:
            neighbour = index + step
            if neighbour in gone or neighbour in taken or neighbour in (-1, count):
                taken.add(index)
    return taken


RULE = AmbiguousRule()
