"""Signs and units, and the words that say them in French and in English.

Patterns are searched without case. A language's words need not be found: they only excuse the
other side's sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign or unit; each field but the family is a pattern."""

    sign: str
    """What must have a counterpart, in either language."""
    french: str
    """French words that say the same."""
    english: str
    """English words that say the same."""
    family: str = ""
    """Signs of one family are mistaken for one another: `currency`, `ratio`, or empty."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The sign itself."""
        return _compiled(self.sign)

    def said_in_french(self, text: str) -> bool:
        """Say whether the French has the sign or words for it."""
        return bool(_compiled(f"{self.sign}|{self.french}").search(text))

    def said_in_english(self, text: str) -> bool:
        """Say whether the English has the sign or words for it."""
        return bool(_compiled(f"{self.sign}|{self.english}").search(text))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


SIGNS = (
    Sign("©", r"\(c\)|copyright|droits", r"\(c\)|copyright|rights|credit"),
    Sign("®", r"\(r\)|marque", r"\(r\)|registered|trademark"),
    Sign("™", r"\(tm\)|marque|®", r"\(tm\)|trademark|®"),
    Sign(r"(?<!n)°", "degré|º", r"degree|\bdeg\b|celsius|fahrenheit|centigrade|º|below|above"),
    Sign(
        r"[≈≃≅]|~(?=\s?\d)",
        r"environ|quelque|autour|près|à peu|vers|presque|une?\b",
        r"about|around|approx|roughly|some|nearly|almost|circa|close to|or so",
    ),
    Sign("±", r"plus ou moins|\+/-|environ", r"plus or minus|give or take|\+/-|within|margin"),
    Sign("×", r"\d ?x|fois|sur|par\b", r"\bx\b|\dx|\*|\bby\b|times|multipl|fold"),
    Sign(
        r"<(?=\s?[\d€$£])",
        "moins|infér|sous|au-dessous",
        "less|under|below|fewer|lower|smaller|not more|up to|within|[≤]",
    ),
    Sign(
        r"(?<![-=])>(?=\s?[\d€$£])",
        "plus|supér|au-dessus|excéd|dépass",
        "more|over|above|greater|higher|exceed|at least|beyond|[≥→]",
    ),
    Sign(
        "≤|<=",
        "plus|infér|maxim|jusqu",
        "at most|less|fewer|maxim|more than|up to|under|below|exceed",
    ),
    Sign("≥|>=", "moins|supér|minim", "at least|more|minim|less than|greater|or (?:over|above)"),
    Sign("≠", "diffèr|différ|pas", "differ|not|unequal|versus|unlike"),
    Sign("[→⇒➔➜➡]|->|=>", r"vers|à|puis|voir", r"\b(?:in)?to\b|then|see|towards?|more|read"),
)
"""What is not a letter, and what says it in words."""
UNITS = (
    Sign("€|\\beuros?\\b|\\bEUR\\b", "euro", "euro", "currency"),
    Sign(
        r"\$|\bdollars?\b|\bUSD\b",
        r"pesos?|billets? verts?|dollar",
        r"\bcents?\b|\bbucks?\b|greenback|dollar|pesos?",
        "currency",
    ),
    Sign(
        r"£|\bGBP\b|\bpounds?\b|\blivres? sterling\b|\bsterling\b",
        r"livre|kilo|\bkg\b|grammes",
        r"sterling|quid|pence",
        "currency",
    ),
    Sign(r"¥|\byens?\b|\bJPY\b", r"yuans?|renminbi|RMB|CNY", r"\byuan|renminbi|RMB", "currency"),
    Sign(r"\byuans?\b|\brenminbi\b|\bRMB\b|\bCNY\b", "¥", "¥", "currency"),
    Sign(r"\bfrancs?\b|\bCHF\b|\bFCFA\b", "CFA", "CFA|swiss|centime", "currency"),
    Sign(r"₽|\br(?:o)?u?bles?\b|\bRUB\b", "rouble", "ro?uble", "currency"),
    Sign(r"₹|\broupies?\b|\brupees?\b|\bINR\b|\brupiahs?\b", "roupi", r"\bRs\b|rupi", "currency"),
    Sign(
        r"\bcouronnes?\b|\bkron[ae]r?\b|\bkronor\b|\b(?:SEK|NOK|DKK|CZK|ISK)\b",
        "couronne",
        "kron|krón|crown|korun|wreath",
        "currency",
    ),
    Sign(r"₩|\bKRW\b", "won", "won", "currency"),
    Sign(r"₪|\bshekels?\b|\bsh[eé]qels?\b|\b(?:ILS|NIS)\b", "shekel", "shekel", "currency"),
    Sign(r"₺|\blires?\b|\blira\b", "livre", "lira|lire", "currency"),
    Sign(r"₴|\bhryvnias?\b|\bUAH\b", "hryvn", "hryvn", "currency"),
    Sign(r"\bpesos?\b", r"\$", r"\$", "currency"),
    *(
        Sign(rf"\b{stem}s?\b", stem, stem, "currency")
        for stem in ("dinar", "dirham", "manat", "lari", "dram", "zloty", "forint", "tenge")
    ),
)
"""Currencies. Their names count only beside an amount."""
PER_CENT = Sign(
    r"%|\bper ?cent\b|\bpct\b|\dpc\b|\bpour[ -]?cent\b|\bp\. ?100\b",
    "points?|pourcent|moitié|quart|tiers",
    "percentage|points?|half|halves|quarter|third|out of|in every",
    "ratio",
)
PER_MILLE = Sign(
    r"‰|\bper mill?e?\b|\bpour mille\b",
    "promille",
    r"per (?:one |a )?thousand|per 1,?000|in (?:a|every) thousand|out of (?:a|every) thousand"
    r"|promille",
    "ratio",
)
