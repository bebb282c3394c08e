"""A sample review with inline formatting on both sides, for the formats that keep it."""

from __future__ import annotations

from dataclasses import replace

from bilingual.model.document import Mark
from bilingual.model.review import Review
from bilingual.model.span import Span
from tests.builders import Row, a_review

FRENCH = "Le pont des Tanneurs rouvre lundi."
ENGLISH = "The Tanners’ Bridge reopens on Monday."
LINK = "https://port.example/pont?a=1&b=2"
SOURCE_MARKS = (
    Mark(Span(3, 20), "bold"),
    Mark(Span(12, 27), "italic"),
    Mark(Span(28, 33), "link", LINK),
    Mark(Span(34, 34), "footnote", "1"),
)
TARGET_MARKS = (
    Mark(Span(4, 19), "bold"),
    Mark(Span(20, 27), "italic"),
    Mark(Span(31, 37), "link", LINK),
    Mark(Span(38, 38), "footnote", "1"),
)


def a_formatted_review() -> Review:
    """Return a review of one formatted sentence; bold and italic cross in the French."""
    return formatted(a_review([Row(FRENCH, ENGLISH)]))


def formatted(review: Review) -> Review:
    """Return the review with the sample's formatting on its first block and unit."""
    translation = review.bitext.translation
    document = review.document
    block = replace(document.blocks[0], marks=SOURCE_MARKS)
    blocks = (block, *document.blocks[1:])
    segmentation = replace(translation.segmentation, document=replace(document, blocks=blocks))
    unit = replace(translation.units[0], marks=TARGET_MARKS)
    units = (unit, *translation.units[1:])
    changed = replace(translation, segmentation=segmentation, units=units)
    return replace(review, bitext=replace(review.bitext, translation=changed))
