"""Reading time, counters, tags: facts about the page rather than the news."""

from __future__ import annotations

from bilingual.cleaners.phrases import PhraseRule

PATTERNS = (
    r"(?:(?:temps|durée) de )?lecture(?: estimée?)?(?: :)? ?\d+ ?(?:mn|min(?:ute)?s?)?|"
    r"(?:temps|durée) de lecture|\d+ ?mn(?: de lecture)?|\d\d:\d\d ?/ ?\d\d:\d\d|"
    r"\d+ ?min(?:ute)?s?(?: de lecture)?",
    r"(?:reading time|\d+ min(?:ute)?s? read).*|\d+ (?:vues?|lectures|j'aime|likes?)",
    r"(?:tags?|mots?[- ]clés?|thèmes?|étiquettes|topics?|sujets?|rubriques?|"
    r"catégories?)(?: associés?)?"
    r"(?: ?: ?[^.]*)?|dossiers? ?: ?[^.]*|#\w+(?:[ ,;|]+#\w+)+",
    r"(?:article |contenu )?(?:issu du|paru dans le|extrait du) (?:journal|numéro|"
    r"magazine)\b.{0,60}",
    r"signaler une (?:erreur|faute)\b.*|une erreur (?:dans l'article )?\?.*|corriger|"
    r"(?:cet article vous a-t-il (?:plu|été utile)|avez-vous aimé cet article|votre avis)\b.*",
)  # fmt: skip

RULE = PhraseRule(
    "metadata", "fact about the page, not the news", PATTERNS, most_words=25, impersonal=True
)
