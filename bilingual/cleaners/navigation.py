"""Search boxes, menus, breadcrumbs and the links around a page."""

from __future__ import annotations

from bilingual.cleaners.phrases import PhraseRule

PATTERNS = (
    r"rechercher(?: (?:sur|dans) (?:le|ce) site| un article)?|recherche(?: avancée)?|search",
    r"(?:le |ouvrir le |fermer le |afficher le )?menu(?: principal)?|navigation(?: principale)?",
    r"accueil|home|à la une|retour (?:à l'accueil|en haut|haut de page|aux articles)|haut de page",
    r"(?:aller|passer|accéder)(?: directement)? (?:au|à la|à l') ?(?:contenu|menu|navigation|"
    r"recherche)"
    r"(?: principale?)?|skip to (?:main )?content",
    r"accueil(?: [>/›»|] [\w' -]+)+|[\w' -]+(?: [>›] [\w' -]+){2,}",
    r"plan du site|nous contacter|contactez-nous|qui sommes-nous|à propos(?: de nous)?|contacts?",
    r"(?:article )?(?:précédent|suivant)|(?:page|article|vidéo)s? (?:précédente?|suivante?)s?",
    r"voir plus|voir tout|voir tous les articles|afficher plus|charger plus|plus d'articles|"
    r"load more",
    r"les plus (?:lus|partagés|commentés)|(?:dernières|toutes les) (?:actualités|infos|nouvelles)",
    r"fermer|close|ok|suivre|suivi|(?:ré)?écouter(?: (?:cet |l')article| le (?:direct|journal|"
    r"podcast))?|zoom|agrandir(?: l'image)?|image|photo|"
    r"vidéo",
    r"lire le journal(?: numérique| du jour)?|afficher le (?:player|lecteur)|annonces (?:légales|"
    r"immo)|"
    r"nos (?:journaux|sites|magazines|applications|marques|émissions|podcasts|services|"
    r"partenaires)|"
    r"faire défiler|afficher les? légendes?|lecture audio|ajouter (?:aux favoris|à (?:vos|mes|"
    r"votre|ma) \w+)|consulter|offrir (?:cet |l')article|"
    r""
    r"sauvegarder l'article",
    r"edition (?:du jour|abonnés)|édition (?:du jour|abonnés)|changer d'édition|choisir une langue",
)  # fmt: skip

RULE = PhraseRule("navigation", "navigation of the page", PATTERNS, most_words=12)
