"""Paywalls and appeals to subscribe or give."""

from __future__ import annotations

from bilingual.cleaners.phrases import PhraseRule

PATTERNS = (
    r"(?:cet |l')?(?:article|contenu|accès)(?: est)?(?: exclusivement)? réservé(?:e?s)? (?:aux|"
    r"à nos) "
    r"(?:abonnés?|inscrits?|membres?)\b.*|réservé aux abonnés|abonnés?|exclusivité abonnés|premium",
    r"(?:la suite|le reste)(?: de cet article)? est réservée?\b.*|"
    r"cet article (?:vous )?est offert\b.*",
    r"il vous reste [\d,. ]+ ?% de cet article à lire\b.*|pour lire la suite\b.*|"
    r"vous (?:pouvez lire|lisez) (?:l'article|le monde|actuellement)\b.*",
    r"(?:abonnez-vous|s'abonner)(?: (?:pour|à partir de|dès|maintenant|ici|à|et|sans)\b.*)?|"
    r"je m'abonne",
    r"(?:profitez (?:de|d')|découvrez) ?(?:nos|notre|cette|l')? ?(?:offres?|abonnements?|"
    r"essai)\b.*",
    r"(?:accédez|accéder) à (?:tous|toute|l'ensemble|l'intégralité)\b.*\b(?:articles?|contenus?|"
    r"site|journal|abonn\w*)\b.*",
    r"ce (?:service|contenu) est réservé\b.*",
    r"offre (?:spéciale|découverte|d'essai)(?: .{0,60})?|contribuer|soutenir|soutenez-nous",
    r"(?:faire|faites) un don(?: .*)?|.*\bsoutenez-nous\b.*",
    r"soutenez (?:notre|la rédaction|le journalisme|l'indépendance|une presse|un média)\b.*|"
    r"devenez (?:membre|abonnée?|adhérente?)\b.*|rejoignez (?:la|notre) communauté.*",
    r"(?:sans engagement|résiliable à tout moment|annulable à tout moment|essai gratuit|"
    r"1er mois offert)"
    r"(?:.{0,60})?|(?:1|un) (?:€|euro)s? (?:le|par) (?:premier )?mois\b.*|voir (?:les|nos) offres",
    r"subscribe(?: (?:now|to|for)\b.*)?|become a (?:member|subscriber)\b.*|support (?:us|our)\b.*",
)  # fmt: skip

RULE = PhraseRule("subscription", "paywall or appeal to subscribe", PATTERNS)
