"""What holds for any glossary and any sentence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.model.span import Span
from bilingual.model.term import Term, TermCase, TermOutcome, TermStatus
from bilingual.model.unit import EngineInfo, Hypothesis
from bilingual.terminology.enforce import Request, enforce_all
from bilingual.terminology.folding import key, light
from bilingual.terminology.glossary import Glossary
from bilingual.terminology.verify import occurrences

WORDS = ["Bakou", "azéri", "État", "juif", "chef", "de", "cabinet", "l'", "Haut-Karabakh", "CGRI"]
word = st.sampled_from(WORDS)
phrase = st.lists(word, min_size=1, max_size=3).map(" ".join)
text = st.lists(st.one_of(word, st.text(max_size=5)), max_size=12).map(" ".join)
term = st.builds(
    Term,
    source=phrase,
    target=st.sampled_from(["Baku", "Azerbaijani", "chief of staff", "Jewish state", "IRGC"]),
    status=st.sampled_from([TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.FORBIDDEN]),
    case=st.sampled_from(TermCase),
    pos=st.sampled_from(["", "name", "place", "demonym", "title", "noun"]),
)


@given(st.text())
def test_keys_have_the_length_of_light_text(sentence):
    assert len(key(light(sentence).text)) == len(light(sentence).text)


@given(st.text())
def test_light_offsets_lie_in_the_original_and_grow(sentence):
    lit = light(sentence)
    if lit.starts is not None:
        assert len(lit.starts) == len(lit.text) + 1
        assert list(lit.starts) == sorted(lit.starts)
        assert lit.starts[-1] == len(sentence)


@given(st.lists(term, max_size=8), text, st.randoms(use_true_random=False))
def test_matching_does_not_depend_on_the_order_of_rows(terms, sentence, random):
    shuffled = list(terms)
    random.shuffle(shuffled)

    def facts(rows):
        return [
            (m.span, m.targets, m.forbidden, m.plural) for m in Glossary.of([rows]).match(sentence)
        ]

    assert facts(terms) == facts(shuffled)


@given(st.lists(term, max_size=8), text)
def test_matches_are_in_order_and_do_not_overlap(terms, sentence):
    reached = 0
    for match in Glossary.of([terms]).match(sentence):
        assert reached <= match.span.start < match.span.end <= len(sentence)
        reached = match.span.end


class Silent:
    """An engine that has nothing to add."""

    def info(self):
        return EngineInfo("silent", "test", "1", "")

    def translate(self, texts, decoding):
        return [(Hypothesis("", -9.0),) for _ in texts]

    def score(self, pairs):
        return [-1.0 for _ in pairs]


english = st.lists(
    st.sampled_from(
        ["Baku", "the", "Azerbaijanis", "of", "chief", "staff", "12", "IRGC", "Bacu", ","]
    ),
    max_size=10,
).map(" ".join)


@settings(deadline=None)
@given(st.lists(term, max_size=5), text, english)
def test_a_hit_is_only_claimed_where_its_english_stands(terms, sentence, offered):
    matches = Glossary.of([terms]).match(sentence)
    (result,) = enforce_all([Request(sentence, (Hypothesis(offered, -1.0),), matches)], Silent())
    assert len(result.hits) == sum(bool(m.targets) for m in matches)
    taken: list[Span] = []
    for hit, match in zip(result.hits, [m for m in matches if m.targets], strict=True):
        if hit.outcome is TermOutcome.MISSING:
            continue
        assert hit.target_span is not None
        assert any(
            hit.target_span in occurrences(result.text, target, match.term.pos)
            for target in match.targets
        )
        assert not any(hit.target_span.overlaps(other) for other in taken)
        taken.append(hit.target_span)


@settings(deadline=None)
@given(st.lists(term, max_size=5), text, english)
def test_enforcing_what_was_enforced_changes_nothing(terms, sentence, offered):
    matches = Glossary.of([terms]).match(sentence)
    (once,) = enforce_all([Request(sentence, (Hypothesis(offered, -1.0),), matches)], Silent())
    if any(hit.outcome is TermOutcome.MISSING for hit in once.hits) or once.findings:
        return
    (twice,) = enforce_all([Request(sentence, (Hypothesis(once.text, -1.0),), matches)], Silent())
    assert twice.text == once.text
    assert {hit.outcome for hit in twice.hits} <= {TermOutcome.NATIVE}


@given(text, english)
def test_a_sentence_without_terms_is_untouched(sentence, offered):
    (result,) = enforce_all([Request(sentence, (Hypothesis(offered, -1.0),), ())], Silent())
    assert (result.text, result.hits) == (offered, ())
