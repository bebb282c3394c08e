"""Rules that take page furniture out, one a file; the ordered table is `RULES`.

A rule sees the blocks of one document, what earlier rules took out of it (`gone`) and which lines
recur in the run, and returns the indexes it takes out with the reason for each.
"""

from __future__ import annotations

from bilingual.cleaners import (
    advertising,
    ambiguous,
    authors,
    comments,
    cookies,
    duplicates,
    interface,
    legal,
    login,
    metadata,
    navigation,
    newsletter,
    private,
    reading_on,
    recurring,
    sharing,
    subscription,
    surrounded,
    ticker,
)
from bilingual.model.ports import CleaningRule

RULES: tuple[CleaningRule, ...] = (
    login.RULE,
    comments.RULE,
    newsletter.RULE,
    subscription.RULE,
    cookies.RULE,
    sharing.RULE,
    reading_on.RULE,
    advertising.RULE,
    legal.RULE,
    metadata.RULE,
    navigation.RULE,
    interface.RULE,
    ambiguous.RULE,
    private.RULE,
    duplicates.RULE,
    ticker.RULE,
    recurring.RULE,
    surrounded.RULE,
    authors.RULE,
)
"""In this order: phrases first, then the rules that look at where the phrases were."""
