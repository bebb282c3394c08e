"""Invitations to comment and headings of comment spaces."""

from __future__ import annotations

from bilingual.cleaners.phrases import PhraseRule

PATTERNS = (
    r"l'espace (?:(?:des|de|réservé aux|dédié aux) )?(?:commentaires?|contributions?|réactions?)"
    r"(?: de cet article)? (?:est|sont|sera|n'est) .{0,60}",
    r"(?:les )?commentaires? (?:est|sont) (?:fermé|ouvert|réservé|désactivé)e?s?\b.{0,60}",
    r"(?:\d+|aucun|tous les|voir les|lire les|afficher les|masquer les|vos|"
    r"les) commentaires?(?: \(\d+\))?"
    r"|commentaires?(?: \(\d+\)| : \d+)?|\d+ réactions?|(?:vos |les )?réactions?(?: \(\d+\))?",
    r"(?:laisse[rz]|ajoute[rz]|poste[rz]|publie[rz]|écri(?:re|vez)|rédige[rz]) (?:un|votre|mon)"
    r" (?:premier )?commentaire.*",
    r"commente[rz](?: (?:cet|l')\s?article)?|réagi(?:r|ssez)(?: (?:à (?:cet|l')\s?article|"
    r"en premier))?",
    r"soyez l[ea] premi(?:er|ère) à (?:commenter|réagir|donner)\b.*|"
    r"participez à la (?:conversation|"
    r"discussion).*|rejoignez la (?:conversation|discussion).*",
    r"(?:vous devez|il faut) être (?:connectée?|inscrite?|abonnée?)\b.*\b(?:commenter|"
    r"commentaires?|"
    r"réagir|publier|poster)\b.*",
    r"(?:votre|les?) (?:commentaires?|contributions?) (?:sera|seront|doi(?:t|vent)|ne (?:sera|"
    r"seront))\b"
    r".*(?:publi|modér|charte).*|charte de modération|signaler (?:un abus|un contenu|"
    r"ce commentaire).*",
    r"(?:\d+ )?comments(?: \(\d+\))?|leave a (?:comment|reply).*|(?:join|"
    r"be the first to) .*comment.*",
)  # fmt: skip

RULE = PhraseRule("comments", "notice of the comment space", PATTERNS, impersonal=True)
