"""Marks where an advertisement stood."""

from __future__ import annotations

from bilingual.cleaners.phrases import PhraseRule

PATTERNS = (
    r"\(?(?:publicité|pub|annonces?|advertisement|ad|sponsorisé|partenariat|publi-?(?:reportage|"
    r"rédactionnel)"
    r"|inread invented by teads)\)?",
    r"(?:contenus?|article|offert|présenté) (?:sponsorisés?|partenaires?|"
    r"par notre partenaire)(?: .*)?",
    r"(?:la suite|suite de l'article) après (?:cette|la) (?:publicité|vidéo|annonce)|"
    r"(?:passer|ignorer|masquer) (?:la publicité|l'annonce)|fin de (?:la )?publicité",
    r"(?:sponsored|partner) content|paid (?:post|content)|promoted",
)  # fmt: skip

RULE = PhraseRule("advertising", "place of an advertisement", PATTERNS, most_words=14)
