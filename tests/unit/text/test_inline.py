"""Formatting finds its words in the English, or is said to be lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bilingual.model.document import Mark
from bilingual.model.span import Span
from bilingual.text.inline import Link, cognates, project

FRENCH = "Le maire portugais a promis un nouveau pont."
ENGLISH = "The Portuguese mayor has promised a new bridge."


def spot(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def links(*pairs: tuple[str, str]) -> list[Link]:
    return [Link(spot(FRENCH, fr), spot(ENGLISH, en), 1.0) for fr, en in pairs]


ALL = links(
    ("Le", "The"), ("maire", "mayor"), ("portugais", "Portuguese"), ("promis", "promised"),
    ("un", " a "), ("nouveau", "new"), ("pont", "bridge"),
)  # fmt: skip


def english_of(part: str, kind: str = "bold", known: list[Link] | None = None) -> list[str]:
    marks = [Mark(spot(FRENCH, part), kind)]
    placed, _ = project(marks, FRENCH, ENGLISH, ALL if known is None else known)
    return [mark.span.of(ENGLISH) for mark in placed]


def test_words_go_where_their_translation_stands():
    assert english_of("maire") == ["mayor"]
    assert english_of("portugais") == ["Portuguese"]
    assert english_of("maire portugais") == ["Portuguese mayor"]
    assert english_of("un nouveau pont") == ["a new bridge"]


def test_an_english_article_stays_outside_where_the_french_marked_none():
    known = [*ALL, *links(("portugais", "The"))]
    assert english_of("portugais", known=known) == ["Portuguese"]


def test_a_mark_on_the_whole_stays_on_the_whole():
    assert english_of(FRENCH, known=[]) == [ENGLISH]
    assert english_of(FRENCH.rstrip("."), known=[]) == [ENGLISH]


def test_without_a_clear_place_a_mark_is_lost_not_guessed():
    placed, lost = project([Mark(spot(FRENCH, "nouveau"), "bold")], FRENCH, ENGLISH, [])
    assert (placed, len(lost)) == ((), 1)
    thin = [Link(spot(FRENCH, word), spot(ENGLISH, "bridge"), 1.0) for word in ("Le", "pont")]
    assert english_of("pont", known=thin) == []


def test_words_that_stayed_letter_by_letter_keep_their_mark():
    french, english = "Le quotidien Le Monde écrit.", "The daily Le Monde writes."
    mark = Mark(spot(french, "Le Monde"), "italic")
    placed, _ = project([mark], french, english, [])
    assert [m.span.of(english) for m in placed] == ["Le Monde"]


def test_raised_figures_stay_on_the_same_characters():
    french, english = "12 m2 et 2 km.", "12 m2 and 2 km."
    mark = Mark(Span(4, 5), "superscript")
    assert project([mark], french, english, [])[0] == (Mark(Span(4, 5), "superscript"),)
    assert project([mark], french, "Twelve square metres.", [])[0] == ()


def test_footnotes_go_behind_the_words_they_belong_to():
    for part, expected in (("maire", "mayor"), ("pont", "bridge")):
        point = Mark(Span(spot(FRENCH, part).end, spot(FRENCH, part).end), "footnote", "1")
        ((mark,), lost) = project([point], FRENCH, ENGLISH, ALL)
        assert (mark.span.end, lost) == (spot(ENGLISH, expected).end, ())
    end = Mark(Span(len(FRENCH), len(FRENCH)), "footnote", "2")
    assert project([end], FRENCH, ENGLISH, ALL)[0][0].span.end == len(ENGLISH)


def test_quotation_marks_come_along():
    french, english = "Il dit « oui ».", "He says “yes”."
    known = [Link(spot(french, "oui"), spot(english, "yes"), 1.0)]
    ((mark,), _) = project([Mark(spot(french, "« oui »"), "italic")], french, english, known)
    assert mark.span.of(english) == "“yes”"


def test_words_that_look_alike_are_linked():
    found = {(one.source.of(FRENCH), one.target.of(ENGLISH)) for one in cognates(FRENCH, ENGLISH)}
    assert ("portugais", "Portuguese") in found
    assert ("pont", "bridge") not in found


TEXT = st.text(st.sampled_from("ab é.,'«»-"), max_size=30)
SPAN = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


@given(TEXT, TEXT, st.lists(SPAN, max_size=4), st.lists(st.tuples(SPAN, SPAN), max_size=6))
def test_no_mark_disappears_and_none_lies_outside(source, target, spans, pairs):
    def cut(span, text):
        return Span(min(span[0], len(text)), min(span[1], len(text)))

    marks = [Mark(cut(span, source), "bold") for span in spans]
    known = [Link(cut(a, source), cut(b, target), 1.0) for a, b in pairs]
    placed, lost = project(marks, source, target, known)
    assert len(placed) + len(lost) == len(marks)
    assert all(mark.span.end <= len(target) for mark in placed)
