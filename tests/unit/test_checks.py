"""Each check speaks on what is wrong and keeps still on what good translators do."""

from __future__ import annotations

import pytest

from bilingual import registry
from bilingual.model.quality import Finding, Severity
from bilingual.model.segment import Segment
from bilingual.model.span import Span
from bilingual.model.term import Term, TermHit, TermOutcome, TermStatus
from bilingual.model.unit import Origin, OriginKind, TranslationUnit, UnitState

CHECKS = ("numbers", "signs", "addresses", "names", "quotes", "negation", "untranslated",
          "spelling", "repetition", "omission", "length_ratio")  # fmt: skip


def findings(check: str, french: str, english: str, kind=OriginKind.ENGINE) -> list[Finding]:
    segment = Segment("s", "b", Span(0, len(french)), french)
    state = UnitState.TRANSLATED if english else UnitState.NEW
    unit = TranslationUnit((segment,), english, state, Origin(kind))
    found: list[Finding] = registry.load("checks", check)(unit)
    return found


SAME = [
    (
        "numbers",
        "Quelque 6 000 soldats y sont déployés.",
        "Some 6,000 soldiers are deployed there.",
    ),
    ("numbers", "L'inflation atteint 3,5 %.", "Inflation has reached 3.5%."),
    ("numbers", "Un contrat de 1,2 milliard d'euros.", "A contract worth 1.2 billion euros."),
    ("numbers", "Le train part à 17h30.", "The train leaves at 5:30 p.m."),
    ("numbers", "Il est né le 13 décembre 1961.", "He was born on December 13, 1961."),
    ("numbers", "Les deux voisins négocient.", "Both neighbors are negotiating."),
    ("numbers", "Entre 12 et 16 millions de voix.", "Between 12 million and 16 million votes."),
    ("numbers", "Au début des années 60.", "In the early 60s."),
    ("numbers", "Le G7 se réunit à midi.", "The G7 meets at noon."),
    ("numbers", "Une dizaine de maires.", "About ten mayors."),
    ("numbers", "À la fin du XIXe siècle.", "In the late 19th century."),
    ("numbers", "Pour la période 2016-2020.", "For the period 2016-20."),
    ("numbers", "Dans les années 2016-17.", "In the years 2016-2017."),
    ("names", "Le parti a perdu.", "The Labour party lost."),
    ("spelling", "Un village au sommet.", "A mountaintop village's counteroffensive."),
    ("spelling", "Ils ont re-signé.", "They re-signed the socio-economic deal."),
    ("names", "Le port de Londres est fermé.", "The port of London is closed."),
    ("names", "Hier, Vladimir Poutine a écrit.", "Yesterday, Vladimir Putin wrote."),
    ("names", "Selon Sergueï Chouvalov, rien.", "According to Sergey Shuvalov, nothing."),
    ("names", "Le ministre de la Défense.", "The defense minister."),
    ("names", "Des pêcheurs de Tel-Aviv.", "Fishermen from Tel Aviv."),
    ("names", "Pour les Danois, c'est peu.", "For Danes, it is little."),
    ("quotes", "Il a dit « non ».", 'He said "no".'),
    ("quotes", "Il a dit « non ».", "He said 'no'."),
    ("quotes", "L'avion n'a pas décollé.", "The plane didn't take off, the pilots' union says."),
    ("quotes", "« Nous partons.", '"We are leaving.'),
    ("negation", "Il n'a pas signé.", "He has not signed."),
    ("negation", "Il n'a pas signé.", "He refused to sign."),
    ("negation", "Ce n'est que justice.", "It is simple justice."),
    ("negation", "Le vote est impossible.", "The vote cannot be held."),
    ("untranslated", "Le journal Le Monde l'écrit.", "The newspaper Le Monde writes it."),
    ("untranslated", "Le cliché montre un café.", "The cliché shows a café."),
    ("untranslated", "Un budget important.", "An important budget."),
    ("repetition", "Très, très loin d'ici.", "Very, very far from here."),
    ("repetition", "Jugée en 2008 dans la capitale.", "Tried in 2008 in the capital."),
    ("repetition", "Il dit que cela suffit.", "He says that that is enough."),
    ("omission", "Le ministre a promis une aide rapide.", "The minister pledged swift assistance."),
    ("length_ratio", "Le vote aura lieu lundi prochain.", "The vote is next Monday."),
    ("numbers", "Il arrive à 12 h 30.", "He arrives at 12:30 p.m."),
    ("numbers", "Il arrive à 17h30.", "He arrives at 5:30."),
    ("numbers", "Il arrive à 17h30.", "He arrives at 17:30."),
    ("numbers", "À 0 h 30, tout s'arrête.", "At 12:30 a.m., everything stops."),
    ("numbers", "Ouverture : 8 h, lundi soir.", "Opening: 8 p.m. Monday."),
    ("numbers", "Ouverture à 8 heures du soir.", "Opening at 8 p.m."),
    ("numbers", "Départs : 9 h, 12 h.", "Departures: 9 a.m., noon."),
    ("numbers", "De 14 h à 17 h.", "From 2 to 5 p.m."),
    ("numbers", "À midi.", "At 12 p.m."),
    ("numbers", "Il a dormi 8 heures.", "He slept eight hours."),
    ("numbers", "Il a dormi 2 heures.", "He slept a couple of hours."),
    ("numbers", "Avant le 31/12/2025.", "Before 31/12/2025."),
    ("numbers", "Avant le 31/12/2025.", "Before 12/31/2025."),
    ("numbers", "Avant le 31/12/2025.", "Before December 31, 2025."),
    ("numbers", "Avant le 04/05/2025.", "Before 05/04/2025."),
    ("numbers", "Le 20 décembre 2012.", "On 20.12.2012."),
    ("numbers", "Le CO₂ augmente.", "CO2 is rising."),
    ("numbers", "Au XXᵉ siècle.", "In the 20th century."),
    ("numbers", "Un coût de 850 k€.", "A cost of €850k."),
    ("numbers", "Un coût de 2 M€.", "A cost of EUR 2m."),
    ("numbers", "Un coût de 2,5 Mds d'euros.", "A cost of €2.5bn."),
    ("signs", "Il coûte 10 euros, ou 5 %.", "It costs €10, or 5 per cent."),
    ("signs", "Il coûte 10 €.", "It costs EUR 10."),
    ("signs", "Il gagne 50 % de plus.", "He earns half as much again."),
    ("signs", "Taux de 5 ‰.", "A rate of 5 per thousand."),
    ("signs", "Cent livres de beurre.", "A hundred pounds of butter."),
    ("signs", "La zone euro hésite.", "The currency area hesitates."),
    ("signs", "© AFP", "(c) AFP"),
    ("signs", "< 5 % mais > 2 %", "less than 5% but more than 2%"),
    ("signs", "≈ 3 jours à 30 °C", "about 3 days at 30 degrees Celsius"),
    ("signs", "Le n° 3.", "No. 3."),
    ("signs", "Bravo 😀 !", "Well done 😀!"),
    ("signs", "Voir https://exemple.fr/a?b=1&c=>2", "See https://exemple.fr/a?b=1&c=>2"),
    ("addresses", "Voir lemonde.fr et @afp.", "See LeMonde.fr and @afp."),
    ("addresses", "Écrire à jean.dupont@mairie.fr", "Write to jean.dupont@mairie.fr"),
    (
        "untranslated",
        "Écrire à le.pays.des.femmes@mairie-lyon.fr",
        "Write to le.pays.des.femmes@mairie-lyon.fr",
    ),
    ("untranslated", "SÉISME EN TURQUIE : 12 MORTS", "EARTHQUAKE IN TURKEY: 12 DEAD"),
    ("untranslated", "ZELENSKY RENCONTRE POUTINE À PÉKIN", "ZELENSKY MEETS PUTIN IN BEIJING"),
    ("untranslated", "Pays", "Country"),
    ("untranslated", "Sports", "Sports"),
    ("untranslated", "Pierre", "Pierre"),
    ("spelling", "Il a semé.", "He sited the seed and singed the humans' crops, the Germans said."),
    ("spelling", "Des balados.", "Podcasts about monarchs were retweeted."),
    ("names", "Grève à la SNCF lundi.", "Strike at the SNCF on Monday."),
    (
        "names",
        "L'OTAN, l'UE, l'ONU et le PS.",
        "NATO, the European Union, the U.N. and the Socialist Party.",
    ),
    ("names", "Les ONG et MM. Roux et Roy.", "NGOs and Messrs. Roux and Roy."),
    ("names", "Je ne veux PAS, dit Louis XIV.", "I do not want to, Louis XIV said."),
    ("names", "La COP28 et TF1.", "COP28 and TF1."),
    ("names", "VISITE DE POUTINE AU ROYAUME-UNI", "PUTIN VISITS THE UNITED KINGDOM"),
    ("names", "LE GENERAL RECLAME DES RENFORTS QU'IL ATTEND", "GENERAL CALLS FOR REINFORCEMENTS"),
    ("spelling", "VISITE DE POUTINE À KIEV", "PUTIN VISITS KYIV"),
    (
        "spelling",
        "Mouammar Kadhafi est mort. « Netanyahou ment. »",
        'Muammar Gaddafi is dead. "Netanyahu lies."',
    ),
    ("numbers", "Il part le lundi, dit-il mardi.", "He leaves on Mondays, he said Tuesday."),
    ("numbers", "Il part lundi, en mars.", "He may leave today."),
    ("numbers", "En mars, il peut partir.", "In March he may leave."),
    ("names", "Le taux de CO₂ augmente.", "The CO2 rate increases."),
    ("names", "Le taux de CO2 augmente.", "The CO₂ rate increases."),
    ("signs", "Le taux de CO₂ augmente.", "The CO2 rate increases."),
    ("signs", "Entre 5 % et 10 % des voix, puis 3 %.", "Between 5 and 10% of the votes, then 3pc."),
    ("signs", "Il gagne 5 % sur 3 ans.", "He earns 5 percentage points over 3 years."),
]


@pytest.mark.parametrize(("check", "french", "english"), SAME)
def test_good_translations_pass(check, french, english):
    assert [f.message for f in findings(check, french, english)] == []


WRONG = [
    ("numbers", "Il y a 45 blessés.", "There are 54 injured.", Severity.CRITICAL, "45", "54"),
    ("numbers", "Un prêt de 3 milliards.", "A loan of 3 million.", Severity.CRITICAL, "3 milliards",
     "3 million"),
    ("numbers", "Les 850 employés partent.", "The employees leave.", Severity.MAJOR, "850", None),
    ("numbers", "Les employés partent.", "The 850 employees leave.", Severity.MAJOR, None, "850"),
    ("numbers", "Le 3 mai 2019, il part.", "On May 3, 2018, he leaves.", Severity.CRITICAL,
     "3 mai 2019", "May 3, 2018"),
    ("names", "Hier, le maire Gaston Ferrand a ri.", "Yesterday the mayor laughed.", Severity.MAJOR,
     "Gaston", None),
    ("names", "Hier, le maire a ri.", "Yesterday Mayor Ferrandeau laughed.", Severity.MAJOR, None,
     "Ferrandeau"),
    ("spelling", "Il cite « la diplomatie ».", "He cites \"Giplomacy\".", Severity.MAJOR, None,
     "Giplomacy"),
    ("spelling", "Il a salué le geste.", "He salued the gesture.", Severity.MAJOR, None, "salued"),
    ("spelling", "Les relations bilatérales.", "The bilatal relations.", Severity.MAJOR, None,
     "bilatal"),
    ("quotes", "Elle a dit « je ne signerai jamais ce texte ».",
     "She said I will never sign this text.", Severity.MAJOR, "«", None),
    ("quotes", "Elle ne signera jamais ce texte, dit-elle.",
     '"I will never sign this text," she said.', Severity.MAJOR, None, '"'),
    ("quotes", "Il parle de « paix ».", "He speaks of «peace».", Severity.MINOR, None, "«"),
    ("quotes", "Il parle de « paix ».", 'He speaks of "peace.', Severity.MINOR, "«", '"'),
    ("negation", "Le ministre n'a pas confirmé la date.", "The minister confirmed the date.",
     Severity.MINOR, "n'a pas", None),
    ("negation", "Le ministre a confirmé la date.", "The minister did not confirm the date.",
     Severity.MINOR, None, "not"),
    ("untranslated", "Le bateau fera escale selon le capitaine.",
     "The boat will stop selon the captain.", Severity.MAJOR, "selon", "selon"),
    ("untranslated", "Il portait un parapluie noir.", "He carried a parapluie.", Severity.MINOR,
     "parapluie", "parapluie"),
    ("untranslated", "Les élus ont voté le budget hier.", "Les élus ont voté le budget hier.",
     Severity.CRITICAL, "Les élus ont voté le budget hier", "Les élus ont voté le budget hier"),
    ("repetition", "Le vote est reporté.", "The vote is the vote is the vote is postponed.",
     Severity.CRITICAL, "Le vote est reporté.", "The vote is the vote is the vote is"),
    ("repetition", "Le chat dort.", "The the cat sleeps.", Severity.MINOR, "Le chat dort.",
     "The the"),
    ("omission", "Le ministre a fermé la frontière après la chute du gouvernement voisin en avril.",
     "The minister has closed the border.", Severity.MAJOR, "chute du gouvernement voisin en avril",
     None),
    ("length_ratio", "Le ministre, qui revenait d'un voyage, a promis de publier le rapport avant "
     "la fin du mois.", "The minister.", Severity.MAJOR, None, None),
    ("numbers", "Il arrive à 12 h 30.", "He arrives at 12:30 a.m.", Severity.CRITICAL, "12 h 30",
     "12:30 a.m."),
    ("numbers", "Il arrive à 17h30.", "He arrives at 5:30 a.m.", Severity.CRITICAL, "17h30",
     "5:30 a.m."),
    ("numbers", "Ouverture : 14 heures.", "Opening: 14 a.m.", Severity.CRITICAL, "14 heures",
     "14 a.m."),
    ("numbers", "Ouverture : 8 h.", "Opening: 8 p.m.", Severity.CRITICAL, "8 h", "8 p.m."),
    ("numbers", "Départs : 9 h, 12 h.", "Departures: 9:12 a.m.", Severity.CRITICAL, "9 h",
     "9:12 a.m."),
    ("numbers", "À midi.", "At 12 a.m.", Severity.MAJOR, None, "12 a.m."),
    ("numbers", "Avant le 31/12/2025.", "Before 30/12/2025.", Severity.CRITICAL, "31/12/2025",
     "30/12/2025"),
    ("numbers", "Avant le 04/05/2025.", "Before April 5, 2025.", Severity.CRITICAL, "04/05/2025",
     "April 5, 2025"),
    ("numbers", "Un coût de 850 k€.", "A cost of 850 euros.", Severity.MAJOR, "850 k", None),
    ("numbers", "Un coût de 2 M€.", "A cost of 2 euros.", Severity.MAJOR, "2 M", None),
    ("numbers", "Un coût de 2 Mds €.", "A cost of 2 million euros.", Severity.CRITICAL, "2 Mds",
     "2 million"),
    ("signs", "Il coûte 10 euros.", "It costs $10.", Severity.MAJOR, "euros", "$"),
    ("signs", "Il coûte 5 000 ¥.", "It costs £5,000.", Severity.MAJOR, "¥", "£"),
    ("signs", "Il coûte un million d'euros.", "It costs a million.", Severity.MAJOR, "euros", None),
    ("signs", "Taux de 5 ‰.", "A rate of 5%.", Severity.MAJOR, "‰", "%"),
    ("signs", "Taux de 5 %.", "A rate of 5.", Severity.MAJOR, "%", None),
    ("signs", "© AFP", "Reservoir AFP", Severity.MAJOR, "©", None),
    ("signs", "Photo Reuters", "Photo £evases Reuters", Severity.MAJOR, None, "£"),
    ("signs", "< 5 %", "active 5%", Severity.MAJOR, "<", None),
    ("signs", "≈ 3 jours", "£3 days", Severity.MAJOR, "≈", None),
    ("signs", "Paris → Lyon", "Paris Lyon", Severity.MAJOR, "→", None),
    ("signs", "Bravo 😀 !", "Well done!", Severity.MINOR, "😀", None),
    ("signs", "Bravo !", "Well done 😀!", Severity.MINOR, None, "😀"),
    ("addresses", "Voir lemonde.fr.", "See lemond.fr.", Severity.MAJOR, "lemonde.fr", "lemond.fr"),
    ("addresses", "Selon @lemonde, non.", "According to Lemonde, no.", Severity.MAJOR, "@lemonde",
     None),
    ("addresses", "Écrire à jean.dupont@mairie-lyon.fr", "Write to jean.dupont@mery-lyon.fr",
     Severity.MAJOR, "jean.dupont@mairie-lyon.fr", "jean.dupont@mery-lyon.fr"),
    ("addresses", "Paix à #Gaza", "Peace in #TheStrip", Severity.MINOR, "#Gaza", "#TheStrip"),
    ("untranslated", "SÉISME EN TURQUIE : 12 MORTS", "SEISME IN TURKEY: 12 DEAD", Severity.MAJOR,
     None, "SEISME"),
    ("untranslated", "SÉISME EN TURQUIE : 12 MORTS", "EARTHQUAKE IN TURCUIE: 12 DEAD",
     Severity.MAJOR, None, "TURCUIE"),
    ("untranslated", "INCENDIE SELON LES POMPIERS", "FIRE SELON FIREFIGHTERS", Severity.MAJOR,
     "SELON", "SELON"),
    ("untranslated", "LES ÉLUS ONT VOTÉ LE BUDGET", "LES ELUS ONT VOTE LE BUDGET",
     Severity.CRITICAL, None, "LES ELUS ONT VOTE LE BUDGET"),
    ("untranslated", "Pays", "Pays", Severity.MAJOR, "Pays", "Pays"),
    ("untranslated", "Fin.", "Fin.", Severity.MAJOR, "Fin", "Fin"),
    ("spelling", "Il lance un satellite.", "He launchs a satellite.", Severity.MAJOR, None,
     "launchs"),
    ("spelling", "Il a mangé.", "He eated.", Severity.MAJOR, None, "eated"),
    ("spelling", "Elle est partie.", "She goed away.", Severity.MAJOR, None, "goed"),
    ("spelling", "Les gosses.", "The childs.", Severity.MAJOR, None, "childs"),
    ("spelling", "Des policières.", "Some policewomans.", Severity.MAJOR, None, "policewomans"),
    ("spelling", "Les villes.", "The citys.", Severity.MAJOR, None, "citys"),
    ("names", "Grève à la SNCF lundi.", "Strike at CDS on Monday.", Severity.MINOR, "SNCF", None),
    ("names", "Selon l'ONU, rien.", "According to OSCE, nothing.", Severity.MINOR, "ONU", None),
    ("names", "VISITE DE CHOUVALOV AU SÉNAT", "VISIT TO THE SENATE", Severity.MINOR, "CHOUVALOV",
     None),
    ("spelling", "RELATIONS BILATÉRALES ROMPUES", "BILATAL RELATIONS SEVERED", Severity.MAJOR, None,
     "BILATAL"),
    ("numbers", "Il part lundi.", "He leaves on Tuesday.", Severity.MAJOR, "lundi", "Tuesday"),
    ("numbers", "En septembre, il part.", "In October he leaves.", Severity.MAJOR, "septembre",
     "October"),
    ("signs", "Il faut 3 jours.", "It takes� 3 days.", Severity.MAJOR, None, "�"),
    ("signs", "La hausse est de 5 %, contre une baisse de 3 % en mai.",
     "The rise is 5, against a fall in the same month of May of 3%.", Severity.MAJOR, "5 %", "5"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "french", "english", "severity", "source", "target"), WRONG)
def test_damage_is_found_with_its_place(check, french, english, severity, source, target):
    found = findings(check, french, english)
    assert found, "nothing found"
    worst = found[0]
    assert worst.check == check
    assert worst.severity is severity
    assert (worst.source_span and worst.source_span.of(french)) == source
    assert (worst.target_span and worst.target_span.of(english)) == target


@pytest.mark.parametrize("check", CHECKS)
def test_what_is_copied_or_not_translated_is_left_alone(check):
    url = "https://exemple.example/12"
    assert findings(check, url, url, OriginKind.COPIED) == []
    assert findings(check, "Les 45 élus n'ont pas dit « oui ».", "") == []


def test_a_guillemet_comes_with_its_replacement():
    (finding,) = findings("quotes", "« Oui », dit-il.", '«Yes", he said.')[:1]
    assert finding.suggestion == "“"


def unit_with(french: str, english: str, *hits: TermHit) -> TranslationUnit:
    """Return a unit in which the glossary has these occurrences."""
    segment = Segment("s", "b", Span(0, len(french)), french)
    return TranslationUnit(
        (segment,), english, UnitState.TRANSLATED, Origin(OriginKind.ENGINE), hits=hits
    )


def test_a_name_that_the_glossary_translates_is_not_missed():
    french, english = "Le Haut-Pays de Sarrance est isolé.", "The Sarrance Highlands are cut off."
    term = Term("Haut-Pays de Sarrance", "Sarrance Highlands")
    hit = TermHit(term, Span(3, 24), TermOutcome.NATIVE, Span(4, 22))
    assert registry.load("checks", "names")(unit_with(french, english, hit)) == []


def test_an_email_address_is_never_shown():
    french = "Écrire à jean.dupont@mairie-lyon.fr, 10 €"
    english = "Write to jean.dupont@mery-lyon.fr, 10"
    for check in ("addresses", "signs"):
        (finding,) = findings(check, french, english)
        assert "dupont" not in finding.message
        assert "@" not in finding.message


def test_a_word_that_the_glossary_keeps_is_not_untranslated():
    french, english = "La laïcité est un principe.", "The laïcité is a principle."
    assert findings("untranslated", french, english)
    term = Term("laïcité", "laïcité", TermStatus.KEEP)
    hit = TermHit(term, Span(3, 10), TermOutcome.NATIVE, Span(4, 11))
    assert registry.load("checks", "untranslated")(unit_with(french, english, hit)) == []
