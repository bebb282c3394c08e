"""Buttons, fields and links of any page: a verb of the screen with a noun of the screen.

The other tables hold phrases; this one holds the two vocabularies from which sites build theirs.
"""

from __future__ import annotations

from bilingual.cleaners.phrases import PhraseRule

_VERBS = (
    r"(?:accéd|ajout|affich|activ|annul|choisi|cliqu|command|consult|continu|copi|découvr|désactiv|"
    r"enregistr|envoy|essay|export|ferm|gér|import|imprim|install|li(?:re|sez)|masqu|modifi|ouvr|"
    r"paramétr|partag|pass|personnalis|quitt|rafraîch|recharg|recherch|regard|rejoign|rejoind|"
    r"répond|"
    r"retourn|retrouv|reven|sauvegard|sélectionn|signal|suiv|supprim|télécharg|test|valid|"
    r"vo(?:ir|yez)|"
    r"écout|réécout)\w*(?:(?<=er)|(?<=ir)|(?<=re)|(?<=ez)|(?<=ens))\b"
)
_NOUNS = (
    r"(?:menu|session|compte|profil|panier|page|site|contenu|article|articles|commentaires?|"
    r"newsletters?|"
    r"infolettres?|appli(?:cation)?s?|notifications?|alertes?|choix|préférences|paramètres|direct|"
    r"player|lecteur|vidéos?|podcasts?|replay|programmes?|émissions?|chaînes?|canal|whatsapp|"
    r"telegram|"
    r"facebook|twitter|instagram|youtube|cookies|favoris|liste|historique|lien|lecture|recherche|"
    r"journal|kiosque|édition|magazine|numéro|offres?|abonnement|fil|actualités?|résumé|"
    r"transcription|diaporama|galerie|légende|carte|newsletter|boutique|jeux|plus tard)"
)
_THE = (
    r"(?:l[ea]s?|l'|un|une|d[eu]s?|d'|nos|notre|vos|votre|mes|mon|ma|ce|cet|cette|au|aux|à|sur|"
    r"en|dans)"
)
_MORE = (
    r"(?:complète?|suivante?s?|précédente?s?|principale?|numérique|gratuit\w*|ici|plus tard|"
    r"du jour|"
    r"de recherche|de (?:cet |l')article|des commentaires|sur (?:whatsapp|telegram|google)|"
    r"pour \d.{0,15}|en direct|en plein écran|obligatoire)"
)

PATTERNS = (
    rf"(?:s'|se |me |je |j'en |ne (?:pas )?)?{_VERBS}(?: ?{_THE} ?){{0,3}} ?{_NOUNS}"
    rf"(?: {_MORE})?",
    rf"(?:début|fin|haut|bas|suite|retour)(?: ?{_THE} ?){{0,2}} ?{_NOUNS}(?: {_MORE})?",
    r"cliquez\b.*|vo(?:tre|s) (?:nom|prénom|pseudo|commentaire|message|avis|e-?mail|courriel|"
    r"pays|ville|"
    r"téléphone|code postal|question|réponse|choix|sélections?)s?(?: obligatoire)?|"
    r"champs? obligatoires?",
    r"(?:nom|prénom|courriel|e-?mail|sujet|message|commentaire)s? (?:obligatoire|requis|\*)",
    r"j'en profite|j'ai compris|c'est parti|je (?:m'inscris|me connecte|m'identifie|valide|"
    r"participe)|"
    r"video poster|play video|lire la vidéo|ouvrir une session",
    r"(?:cet article a reçu |voir les )?\d+ (?:commentaires?|contributions?|réponses?|avis|votes?)",
    r"(?:testez|essayez|essai|à partir de|dès|seulement|pour)\b.{0,25}\b\d+([,.]\d\d)? ?(?:€|"
    r"euros?|\$|chf)"
    r"(?: .{0,20})?|à la une(?: .{1,25})?|aussi (?:en|dans) \w+|(?:\d+ )?minutes? de lecture|"
    r"(?:temps|durée) (?:de lecture|d'écoute)\b.{0,12}|\d+ ?mi?n\.? (?:de )?(?:lecture|écoute|"
    r"read)",
    r"ne (?:manquez|ratez) (?:plus )?(?:rien|aucun\w*|jamais)\b.*|rejoignez(?:-nous| notre| nos|"
    r" le| la)\b"
    rf".*\b(?:{_NOUNS}|communauté)\b.*",
    r"la suite (?:de (?:l'|cet )article )?(?:ci-dessous|plus bas|après .{1,40})",
    r".*\bdans votre boîte (?:mail|courriel|e-?mail|de réception)\b.*|tout(?:e|es|"
    r"s)? .{1,40} en direct",
)  # fmt: skip

RULE = PhraseRule("interface", "button, field or link of the page", PATTERNS, most_words=18)
