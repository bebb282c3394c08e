"""Prompts for newsletters, alerts and channels."""

from __future__ import annotations

from bilingual.cleaners.phrases import PhraseRule

_LETTER = (
    r"(?:newsletters?|lettres? d'information|infolettres?|notre (?:lettre|une du jour|"
    r"édition du jour)|"
    r"alertes?(?: info(?:s|rmations)?)?|notifications?)"
)
PATTERNS = (
    r"(?:newsletters?|infolettres?) (?:[\w' ]{1,30}|.*\b(?:recevez|inscrivez|boîte)\b.*)|(?:chaque|"
    r"tous les) \w+ (?:à|dès) \d.{0,8}",
    r"gérer mes \w+|activez les (?:alertes|notifications)\b.*|.*: activez les alertes",
    rf"(?:la |nos? |les |toutes nos )?{_LETTER}",
    rf"(?:inscri(?:vez-vous|re)|s'inscrire|abonne(?:z-vous|r)|s'abonner|souscri(?:vez|re)|recevoir|"
    rf"recevez|découvrez|sign up|subscribe)\b.*\b{_LETTER}\b.*",
    r"(?:recevez|recevoir) (?:chaque|tous les|toute|gratuitement|l'essentiel|le meilleur|nos|"
    r"notre)\b.*",
    r"(?:chaque|tous les) (?:matins?|soirs?|semaines?|jours?|lundis?|vendredis?),? (?:recevez|"
    r"retrouvez"
    r"|l'essentiel)\b.*|ne manquez (?:rien|aucun\w* (?:article|actualité|info))\b.*",
    r"(?:get|receive) .*(?:newsletter|daily edition|in your inbox).*|(?:activer|"
    r"gérer) les notifications",
    r"(?:rejoignez|suivez) (?:notre|la) (?:chaîne|communauté) (?:whatsapp|telegram)\b.*",
)  # fmt: skip

RULE = PhraseRule("newsletter", "prompt for a newsletter or alerts", PATTERNS, most_words=35)
