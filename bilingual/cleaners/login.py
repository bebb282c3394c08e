"""Forms to log in or sign up, French and English, and what they say after the click."""

from __future__ import annotations

from bilingual.cleaners.phrases import PhraseRule

_MAIL = r"(?:e-?mail|courriel|mail|adresse(?: e-?mail| électronique| courriel)?)"
_FOR = (
    r"(?:pour|afin de) (?:pouvoir )?(?:continuer|lire|poursuivre|commenter|accéder|réagir|profiter|"
    r"enregistrer|suivre|recevoir|participer|débloquer)\b.*"
)
_WITH = r"(?:avec|via)(?: (?:google|facebook|apple|twitter|x|linkedin|microsoft|votre compte.*))?"
_SIGN = r"s'inscrire|s'identifier|s'enregistrer|se connecter|inscrivez-vous|identifiez-vous"
_SIGN_TO = rf"{_SIGN}|enregistrez-vous|connectez-vous|inscription|connexion"
_ADDRESS = r"(?:\S+@\S+|\[.*\])?"

PATTERNS = (
    rf"(?:{_SIGN_TO})(?: (?:ou|et|/) (?:{_SIGN_TO}|créez un compte|créer un compte))*"
    rf"(?: gratuitement| maintenant| ici| {_WITH}| à votre compte| à mon compte)?(?: {_FOR})?",
    rf"(?:connectez-vous|inscrivez-vous|abonnez-vous|identifiez-vous) (?:ou|et) (?:créez|ouvrez) un"
    rf" compte(?: gratuit(?:ement)?)?(?: {_FOR})?",
    rf"(?:créer|créez|ouvrir|ouvrez) (?:un|votre|mon|"
    rf"son) compte(?: gratuit(?:ement)?)?(?: {_FOR})?",
    r"mon compte|mon espace|espace (?:abonnés?|membres?)|(?:se )?déconnexion|se déconnecter",
    r"(?:déjà|pas encore|vous n'êtes pas|vous êtes déjà) (?:inscrite?|abonnée?|membre|un compte|"
    r"client)s?"
    r"(?: à .*)?(?: \? .*)?|(?:vous avez )?déjà un compte(?: \?.*)?|"
    r"pas (?:encore )?de compte(?: \?.*)?",
    r"(?:veuillez )?(?:utiliser|utilisez|respecter) le format suivant\b.*",
    rf"(?:entrez|saisissez|indiquez|renseignez|veuillez (?:entrer|saisir|indiquer|renseigner|"
    rf"vérifier))"
    rf" (?:votre|une?) (?:{_MAIL}|mot de passe|code|pseudo(?:nyme)?|nom)\b.*",
    rf"(?:votre |adresse )?{_MAIL}|(?:votre )?mot de passe(?: oublié)?|(?:votre )?identifiant|"
    r"nom d'utilisateur|mot de passe perdu|se souvenir de moi|rester connectée?|pseudo(?:nyme)?",
    rf"(?:consultez|vérifiez|regardez|ouvrez) (?:vos|votre) (?:{_MAIL}s?|boîte .*|messagerie)",
    rf"(?:nous (?:vous avons|venons de vous) envoy(?:é|er)|un) (?:un |de )?(?:nouveau )?{_MAIL}"
    rf"(?: de (?:confirmation|connexion|vérification))?(?: (?:a été|vient d'être) envoyé)?"
    rf"(?: (?:à|au|à l'adresse))? ?{_ADDRESS}",
    r"(?:il|ce message|cet e-?mail) contient un (?:lien|code)\b.*(?:vous|votre|connecter).*",
    r"cliquez sur le lien\b.*|renvoyer (?:le|un) (?:code|lien|e-?mail)|vous n'avez (?:pas|"
    r"rien) reçu\b.*",
    r"en (?:vous (?:inscrivant|connectant|abonnant|enregistrant)|créant un compte|poursuivant|"
    r"renseignant|saisissant|validant|"
    r"continuant|"
    r"cliquant)\b.*\b(?:vous|votre)\b.*",
    r"(?:l'inscription|cet? (?:compte|abonnement)|votre (?:compte|inscription)) vous (?:permet|"
    r"permettra|"
    r"donne|offre)\b.*",
    r"(?:et )?(?:continuez|poursuivez|reprenez) (?:votre|la) lecture.*|inscription gratuite.*",
    r"register(?: to continue| now| for free| or log ?in)?|registration|already registered.*",
    r"(?:log|sign) ?(?:in|on|up)(?: (?:to|with|or|for|here|now)\b.*)?|log ?out|"
    r"forgot(?:ten)? (?:your )?password",
    r"(?:please )?(?:check|verify|confirm|enter) your (?:e-?mail|inbox|password|"
    r"account)(?: address)?.*",
    r"we(?:'ve| have)? (?:just )?sent (?:you )?an? e-?mail\b.*|create (?:an|"
    r"your)(?: free)? account.*",
    r"(?:your )?(?:e-?mail(?: address)?|password|username)|remember me|continue with \w+|"
    r"continue reading",
    r"don't have an account.*|already have an account.*|by (?:signing up|registering|"
    r"continuing),? you\b.*",
)  # fmt: skip

RULE = PhraseRule(
    "login", "form to log in or sign up, not part of the article", PATTERNS, most_words=45
)
