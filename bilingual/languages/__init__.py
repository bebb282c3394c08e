"""Facts about languages, one file each."""

from __future__ import annotations

from importlib import import_module

from bilingual.languages.sentence import SentenceFacts

KNOWN = ("fr", "en")


def sentence_facts(lang: str) -> SentenceFacts:
    """Return what the language of a BCP-47 tag knows about sentence ends.

    Raises:
        KeyError: no facts for that language.

    """
    language = lang.split("-")[0].lower()
    if language not in KNOWN:
        raise KeyError(lang)
    facts: SentenceFacts = import_module(f"bilingual.languages.{language}").SENTENCE
    return facts
