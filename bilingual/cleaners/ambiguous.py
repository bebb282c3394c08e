"""Single words that are furniture beside furniture and headings elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.cleaners.lines import bare
from bilingual.model.document import Block, BlockKind

_HEADING_WORDS = """
    abonné abonnés accueil actualités adresse annonce annonces annuler boutique catégorie
    catégories close commentaire commentaires connexion contact contacts continuer corriger
    courriel crédits direct données dossier dossiers découvrir e-mail enregistrer envoyer fermer
    identifiant image imprimer inscription jeux mail offre offrir partager partenariat
    participer photo podcasts premium print programmes précédent pub recherche registration
    rejoindre replay rubrique rubriques réaction réactions réagir répondre résumé services
    signaler suivant suivi suivre sujet sujets telegram threads thème thèmes valider vidéo
    vie-privée x écouter émissions
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
        found = beside(gone | _in_rows(unsure), unsure, len(blocks)) if len(blocks) > 1 else set()
        return dict.fromkeys(sorted(found), "word of a page's menu or form, beside furniture")


def _in_rows(unsure: set[int]) -> set[int]:
    """Return those next to another one: no article has two such headings in a row."""
    return {index for index in unsure if index - 1 in unsure or index + 1 in unsure}


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
