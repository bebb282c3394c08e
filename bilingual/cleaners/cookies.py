"""Cookie banners and consent."""

from __future__ import annotations

from bilingual.cleaners.phrases import PhraseRule

PATTERNS = (
    r"(?:nous|ce site|notre site|le site|[\w.]+) (?:et nos partenaires )?(?:utilis|dépos|recour|"
    r"stock)\w* "
    r".*\bcookies?\b.*",
    r"(?:tout )?(?:accepter|refuser|personnaliser|continuer sans accepter|paramétrer|j'accepte|"
    r"je refuse)"
    r"(?: (?:tout|les cookies|et fermer|mes choix))?|(?:gérer|gestion|paramètres|"
    r"politique) (?:des?|mes|les)"
    r" (?:cookies|choix|préférences|consentement)|cookies?",
    r"en poursuivant (?:votre|sur|la) (?:navigation|visite)?\b.*|votre vie privée.*|"
    r"vos préférences",
    r".*\bacceptez\b.*\b(?:dépôt|utilisation) (?:de|des) cookies\b.*|we use cookies\b.*|"
    r"accept (?:all )?cookies",
    r"ce contenu (?:est bloqué|n'est pas accessible|provient de)\b.*|(?:cookie|"
    r"privacy) (?:settings|policy)",
)  # fmt: skip

RULE = PhraseRule("cookies", "cookie or consent banner", PATTERNS, most_words=80)
