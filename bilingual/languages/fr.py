"""French: what ends a sentence and what does not.

Collected from the usage of the Imprimerie nationale's *Lexique des règles typographiques* and of
French news copy; compound abbreviations (`p. ex.`, `c.-à-d.`, `J.-C.`) count by their last part.
"""

from __future__ import annotations

from bilingual.languages.sentence import SentenceFacts


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SENTENCE = SentenceFacts(
    lang="fr",
    titles=_set(
        """
        M MM Mr Mrs Mme Mmes Mlle Mlles Mgr Mgrs Me Dr Drs Dre Pr Prs Pre Prof Gén Gal Col Cdt
        Cne Capt Lt Lieut Adj Sgt Cpl Brig Maj Adm Cmdt Insp Sén St Ste Sts Stes Vve Sr Fr Gov Sen
        Rep Gen R.P S.A.R S.E S.M S.S LL.MM
        """
    ),
    before_number=_set(
        """
        art al alin p pp n no nº n° num fig vol chap ch t tél tel fax réf ref ann env
        l ll v vv f ff fol éd ed liv sect § par paragr tab tabl cf sc max min approx
        dép dépt av bd r bp cp arr arrt
        """
    ),
    never_final=_set(
        """
        cf vs av apr bd bld boul trad i.e e.g n.b p.ex c.-à-d c.a.d c-à-d càd
        """
    ),
    may_be_final=_set(
        """
        hab cie inc ltd corp co jr sq sqq ibid op.cit suiv ndlr n.d.l.r n.d.t a.m p.m éd dir coll
        prov dép dépt suppl gouv univ
        """
    ),
    months=_set(
        """
        janv févr fév avr juil juill sept oct nov déc
        """
    ),
    starters=_set(
        """
        le la les un une des du de au aux l d il elle ils elles on nous vous je j tu ce c cet cette
        ces cela ça celui celle ceux celles qu que qui quoi quand comment pourquoi où quel quelle
        quels quelles mais et ou or ni car donc puis ainsi alors aussi enfin ensuite cependant
        toutefois pourtant néanmoins selon pour par dans en à sur sous avec sans chez vers entre
        après avant depuis pendant durant dès lors lorsque si s comme quant face outre malgré
        parmi contre grâce suite jusqu jusque mon ma mes ton ta tes son sa ses notre nos votre vos
        leur leurs plusieurs certains certaines chaque tout tous toute toutes aucun aucune rien
        personne quelque quelques deux trois quatre cinq six sept huit neuf dix cent mille hier
        aujourd demain ici là voici voilà il-y-a n ne m t y autre autres même mêmes plus moins
        lorsqu puisqu quoiqu beaucoup peu trop
        très bien non oui pas jamais toujours parfois souvent déjà
        désormais actuellement interrogé interrogée début fin mi
        """
    ),
    name_particles=_set("le la de du des d"),
    lettered=_set(
        """
        rer plan vitamine hépatite groupe point classe série ligue catégorie type grippe annexe lot
        porte hall terminal option variante scénario poule zone ligne note lettre face rang bloc
        film permis section école chaîne visa quai voie bâtiment tour équipe division niveau
        """
    ),
    marked_names=_set("Yahoo! Jeopardy! Joomla! Kahoot! Wham! Bezeq! Hop! Mamma Oui.sncf Pouet!"),
)
