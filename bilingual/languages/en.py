"""English: what ends a sentence and what does not."""

from __future__ import annotations

from bilingual.languages.sentence import SentenceFacts


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SENTENCE = SentenceFacts(
    lang="en",
    titles=_set(
        """
        Mr Mrs Ms Mx Messrs Dr Drs Prof Gen Sen Sens Rep Reps Gov Lt Col Sgt Cpl Capt Cmdr Maj Brig
        Adm Pres Sec Rev Hon Fr Sr St Ste Rabb Amb Supt Insp Pvt Atty Del Mt Ft
        """
    ),
    before_number=_set(
        "no nos p pp art arts fig figs vol vols ch chap sec sect para ext tel approx ca c v"
    ),
    never_final=_set("vs cf i.e e.g viz al approx ca esp incl"),
    may_be_final=_set(
        "etc inc ltd corp co jr sr bros ph.d m.d u.s u.k u.n e.u a.m p.m d.c b.c a.d est dept univ"
    ),
    months=_set("jan feb mar apr jun jul aug sept sep oct nov dec"),
    starters=_set(
        """
        the a an he she it they we you i in on at by for from with without but and or so yet as if
        when while where who what why how this that these those there here his her its their our
        my your after before since during under over between among against according despite
        although though because however meanwhile moreover also then still even not no yes some
        many most several all both each every one two three four five six seven eight nine ten
        asked last next earlier later today yesterday tomorrow
        """
    ),
    name_particles=_set("a"),
    lettered=_set("plan vitamin hepatitis group class type category section zone terminal"),
    marked_names=_set("Yahoo! Jeopardy! Joomla! Kahoot! Wham!"),
)
