"""Negation: a `ne ... pas` that left no trace, or a `not` that came from nowhere.

Languages negate in many ways ("manquer de" is "not have"), so this check only speaks where one
side negates plainly and the other shows no cue at all, and never above `minor`.
"""

from __future__ import annotations

import re

from bilingual.checks.words import clip
from bilingual.model.quality import Finding, Severity
from bilingual.model.span import Span
from bilingual.model.unit import OriginKind, TranslationUnit

name = "negation"

_NE = r"\b(?:ne\s+|n['’]\s?)"
_GAP = r"[^.;:!?«»]{0,60}?"
# `ne ... que` restricts ("only"), `plus de`, `pas moins de` and `pas seulement` do not negate.
_FRENCH_PLAIN = re.compile(
    _NE + _GAP + r"\b(?:pas(?!\s+(?:seulement|que\b|moins\b|uniquement|loin))|jamais|rien|"
    r"aucune?|nullement)\b",
    re.IGNORECASE,
)
_FRENCH_CUE = re.compile(
    r"\b(?:ne|non|ni|pas|jamais|rien|aucune?s?|nulle?s?|personne|sans|sauf|hors|peu|guère|"
    r"à peine|faute|absen\w+|manqu\w+|refus\w+|rejet\w+|interdi\w+|emp[êe]ch\w+|échou\w+|ignor\w+|"
    r"ni[eéa]\w*|dément\w*|contest\w+|prive\w*|privé\w*|dépourv\w+|impossib\w+|loin|sinon|seul\w*|"
    r"anti\w*|in\w{4,}|im\w{4,}|il\w{4,}|ir\w{4,}|mé\w{4,}|dé\w{4,}|évit\w+|cess\w+|arrêt\w+|"
    r"moins|plutôt|tarde\w*|au lieu|renonc\w+|avant|perd\w*|tandis|contre|contrairement|"
    r"hésit\w+|encore|difficil\w*|exclu\w*|autre\w*|trop|raté\w*|n['’]\w+)\b|\bn['’]",
    re.IGNORECASE,
)
_ENGLISH_PLAIN = re.compile(
    r"\b(?:not(?!\s+(?:only|least|just|to mention))|cannot|never|\w+n['’]t)\b", re.IGNORECASE
)
_ENGLISH_CUE = re.compile(
    r"\b(?:not?|non\w*|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|\w+n['’]t|"
    r"lack\w*|fail\w*|refus\w*|den(?:y|ie)\w*|hardly|barely|scarcely|rarely|seldom|little|few|"
    r"fewer|least|un(?!i|der|t\b)\w{3,}|until|unless|in(?:abil|ac|adm|adeq|app|cap|comp|cons|"
    r"corr|curab|dec|def|diff|dir|eff|elig|evit|exact|expl|fin|hum|just|nocen|oper|sens|stab|"
    r"suff|tang|toler|val|vis)\w+|im(?:ma|mob|mun|par|pat|per|poss|prob|pract|prud|pun)\w+|"
    r"il(?:leg|log|lic)\w*|ir(?:re|ra)\w+|dis\w{4,}|mis\w{3,}|\w+less|absen\w+|avoid\w*|"
    r"prevent\w*|stop\w*|ceas\w*|ban(?:s|ned|ning)?|any\w*|only|before|far from|too|ever|yet|"
    r"rather|free|forb\w+|rul\w+ out|except\w*|beyond|reject\w*|ignor\w*|alone|short|away|"
    r"instead|remain\w*|nil|zero|wrong|doubt\w*|loss|lost|lose|miss\w*|escap\w*|but|"
    r"secret|anonym\w+|defer\w*|delay\w*|postpon\w*|refrain\w*|exempt\w*|oppos\w+)\b",
    re.IGNORECASE,
)


def check(unit: TranslationUnit) -> list[Finding]:
    """Report a plain negation of one side for which the other has no cue whatever."""
    if unit.origin.kind is OriginKind.COPIED or not unit.target:
        return []
    both = f"“{clip(unit.source)}” : “{clip(unit.target)}”"
    plain = _FRENCH_PLAIN.search(unit.source)
    if plain and not _ENGLISH_CUE.search(unit.target):
        message = f"“{clip(plain.group(), 40)}” negates, the English seems not to: {both}"
        return [Finding(name, Severity.MINOR, message, Span(*plain.span()))]
    denied = _ENGLISH_PLAIN.search(unit.target)
    if denied and not _FRENCH_CUE.search(unit.source):
        message = f"“{denied.group()}” negates, the French seems not to: {both}"
        return [Finding(name, Severity.MINOR, message, None, Span(*denied.span()))]
    return []
