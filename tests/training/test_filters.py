"""Which pairs the recipe learns from, and which it must never see."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from training import corpus, filters

SHARED = Path(os.environ.get("BILINGUAL_SHARED", Path(__file__).parents[3] / "shared"))
needs_data = pytest.mark.skipif(
    not (SHARED / "corpus").is_dir(), reason="needs the development data (BILINGUAL_SHARED)"
)

NOTHING = filters.Protected([])


def kept(source: str, target: str, *, noisy: bool = False) -> bool:
    return bool(list(filters.clean([(source, target)], NOTHING, noisy=noisy)))


def test_a_fair_pair_is_kept_with_plain_quotation_marks() -> None:
    pair = ("Il a dit «\u00a0oui\u00a0».", "He said “yes” – it’s done.")
    assert list(filters.clean([pair], NOTHING, noisy=False)) == [
        ("Il a dit « oui ».", 'He said "yes" – it\'s done.')
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Le ministre est arrivé à Bakou dans la nuit de mardi.", "He came."),
        ("12 345", "12,345"),
        ("The government of the republic", "The government of the republic"),
        ("The minister said that he was in the city.", "Le ministre a dit que la ville est là."),
    ],
    ids=["length ratio", "no letters", "copy", "languages swapped"],
)
def test_bad_pairs_are_dropped(source: str, target: str) -> None:
    assert not kept(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("La loi de 1985 est abrogée.", "The Act of 1986 is repealed."),
        ("alinéa repris du paragraphe précédent", "paragraph taken from the preceding one"),
        (
            "Voir la fonction <code>strlen</code> du manuel.",
            "See the <code>strlen</code> function.",
        ),
    ],
    ids=["numbers differ", "no whole sentence", "markup"],
)
def test_sets_aligned_by_a_program_are_checked_strictly(source: str, target: str) -> None:
    assert kept(source, target)
    assert not kept(source, target, noisy=True)


def test_separators_do_not_make_numbers_differ() -> None:
    assert filters.numbers("6\u202f000 euros et 3,5 %") == filters.numbers("6,000 euros and 3.5%")


def test_duplicates_differ_in_more_than_case_and_punctuation() -> None:
    pairs = [("Oui.", "Yes."), ("OUI !", "yes"), ("Oui.", "Yeah.")]
    assert list(filters.unique(pairs)) == [pairs[0], pairs[2]]


PROTECTED = filters.Protected(
    ["Le président a déclaré mardi que les négociations reprendraient dans les prochains jours."]
)


@pytest.mark.parametrize(
    "text",
    [
        "Le président a déclaré mardi que les négociations reprendraient dans les prochains jours.",
        "LE PRÉSIDENT A DÉCLARÉ MARDI QUE LES NÉGOCIATIONS REPRENDRAIENT DANS LES PROCHAINS JOURS",
        "Hier, le président a déclaré mardi que les négociations reprendraient dans les jours.",
    ],
    ids=["exact", "case and punctuation", "a few words changed"],
)
@pytest.mark.parametrize("side", [0, 1])
def test_protected_sentences_are_recognised_on_either_side(text: str, side: int) -> None:
    other = "Une phrase tout à fait différente qui ne ressemble en rien à la première, vraiment."
    pair = (text, other) if side == 0 else (other, text)
    assert not list(filters.clean([pair], PROTECTED, noisy=False))


def test_a_sentence_that_shares_only_a_phrase_is_not_protected() -> None:
    assert not PROTECTED.repeats(
        "Le président a déclaré mardi que la France ne participerait pas au sommet de Genève."
    )


@needs_data
def test_no_training_pair_of_the_newsroom_repeats_a_protected_sentence() -> None:
    sentences = corpus.protected_sentences(SHARED)
    assert len(sentences) > 10_000
    protected = filters.Protected(sentences)
    keys = {filters.key(s) for s in sentences}
    pairs = [
        pair
        for path in corpus.newsroom_files(SHARED / "corpus")
        for pair in filters.clean(corpus.read_pairs(path), protected, noisy=False)
    ]
    assert len(pairs) > 10_000
    assert not [side for pair in pairs for side in pair if filters.key(side) in keys]


@needs_data
def test_every_development_set_is_protected() -> None:
    protected = filters.Protected(corpus.protected_sentences(SHARED))
    for name in corpus.NEVER_TRAIN:
        pairs = list(corpus.read_pairs(SHARED / "corpus" / name))
        assert not list(filters.clean(pairs[:300], protected, noisy=False))


@needs_data
def test_no_development_set_is_named_as_training_data() -> None:
    names = {name for names in corpus.DOMAINS.values() for name in names}
    assert not [n for n in names if "2013" in n or "2014" in n or "ntrex" in n or "devtest" in n]
    assert "dev.tsv" not in [p.name for p in corpus.newsroom_files(SHARED / "corpus")]
