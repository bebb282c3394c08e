"""Buttons to share, follow, print or keep an article."""

from __future__ import annotations

from bilingual.cleaners.phrases import PhraseRule

_NETWORK = (
    r"(?:facebook|twitter|x|x \(twitter\)|linkedin|whatsapp|telegram|messenger|instagram|pinterest|"
    r"flipboard|reddit|bluesky|mastodon|threads|tiktok|youtube|google news|google actualités|"
    r"e-?mail|mail|courriel|sms|print|copier|lien)"
)
PATTERNS = (
    rf"(?:partage[rz]|tweete[rz]|épingle[rz]|share|tweet)(?: (?:cet|l'|this) ?article)?"
    rf"(?: (?:sur|via|par|on) {_NETWORK})?|partages?(?: :? ?\d+)?|\d+ partages?",
    rf"{_NETWORK}(?:(?: ?[,|/·•-] ?| ){_NETWORK})*",
    r"copie[rz] le lien|lien copié|copy link|imprimer(?: (?:cet |l')?article)?|print(?: this)?",
    r"envoyer (?:(?:cet |l')article )?(?:par (?:e-?mail|courriel|mail)|à une? amie?)|recommander|"
    r"offrir",
    rf"(?:suivez|retrouvez|rejoignez|likez)(?:-nous| [\w' ]+)? (?:aussi )?(?:sur|"
    rf"on) (?:nos réseaux sociaux"
    rf"|les réseaux sociaux|notre (?:page|chaîne|canal|compte) [\w' ]+|{_NETWORK}(?:(?:,|"
    rf" et) {_NETWORK})*)",
    r"(?:google (?:news|actualités) )?suivre sur google.*",
    rf"follow us(?: on {_NETWORK}(?:(?:,| and) {_NETWORK})*)?|suivez-nous|nous suivre|"
    rf"réseaux sociaux",
    r"(?:télécharge[rz]|découvrez|installez) (?:notre|l')\s?appli(?:cation)?\b.*|google play|"
    r"app store",
)  # fmt: skip

RULE = PhraseRule("sharing", "button to share, follow or print", PATTERNS, most_words=18)
