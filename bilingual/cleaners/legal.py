"""Copyright lines and links to legal pages."""

from __future__ import annotations

from bilingual.cleaners.phrases import PhraseRule

PATTERNS = (
    r"(?:un |ce |le )?(?:résumé|texte|contenu) (?:a été |"
    r"est )?généré par (?:l'intelligence artificielle|"
    r"l'ia|une ia)\b.*(?:erreurs|vérifi).*",
    r"(?:©|\(c\)|copyright)(?: ?©)? ?(?:\d{4}|[\w'. -]+\d{4}).*|copyright\b.{0,80}",
    r"(?:.{0,60}[ .-])?tous droits (?:de reproduction .{0,60})?réservés(?:[ .,:©|-]+(?:\d{4}|©|"
    r"pour|par).{0,60})?|"
    r"all rights reserved.*",
    r"(?:toute )?reproduction(?: (?:totale|partielle|même partielle|"
    r"et diffusion)\b.{0,60})? (?:est )?"
    r"(?:strictement )?interdites?\b.*|(?:ces informations|ce contenu) (?:sont|"
    r"est) protégée?s? par\b.*",
    r"mentions légales|conditions générales(?: (?:d'utilisation|de vente))?|"
    r"conditions d'utilisation|"
    r"(?:politique|charte) (?:de confidentialité|de protection des données|"
    r"des données personnelles)|"
    r"cg[uv]|cg[uv] ?/ ?cg[uv]|données personnelles|vie privée|accessibilité.{0,30}|crédits",
    r"terms (?:of (?:use|service)|and conditions)|privacy(?: policy)?",
    r"(?:nos|les) (?:autres )?sites du groupe.*|droits de reproduction.{0,60}",
)  # fmt: skip

RULE = PhraseRule("legal", "copyright line or legal link", PATTERNS, most_words=40, impersonal=True)
