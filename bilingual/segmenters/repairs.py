"""The repair pass over pysbd's cuts: small rules in a fixed order.

Candidates are pysbd's cuts and every place where an end mark, its closing marks and a blank are
followed by what can begin a sentence (pysbd is blind inside quotations and brackets and after
`. »`). A candidate becomes a cut unless one of the rules in `VETOES` objects. Rules see a window of
at most `WINDOW` code points on either side, so the whole is linear in the length of the block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bilingual.languages.sentence import SentenceFacts
from bilingual.segmenters.structure import Structure, structure

WINDOW = 120
_OPEN = "«“„\"'([—–- "
_CLOSE = re.compile(r"(?: *[»”)\]]|[\"'](?=[\s,.;:!?»)\]]|$))+")
_END = re.compile(
    r"(?<![.!?…])[.!?…]++(?: ?[!?…]++){0,4}+(?:(?: ?[»”)\]])|[\"'](?!\w)){0,4}+"
    r"(?= +(?:[«“„\"'(\[—–-] ?){0,4}(?:[A-ZÀ-ÖØ-Þ0-9]|[a-z]\) ))"
)
_GLUED = re.compile(
    r"(?:(?<=[a-zà-öø-ÿ]{3})[.!?…]|(?<=[a-zà-öø-ÿ]{3} )[!?])[»”\"]?(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'])"
)
_LAST_WORD = re.compile(r"(?:^|[\s«“\"'(\[—–/])((?:[\w°§º.-]|(?<=\w)-)+)\.$")
_FIRST_WORD = re.compile(rf"[{re.escape(_OPEN)}]*([\w-]+)('?)")
_INITIALS = re.compile(r"(?:^|[\s«“\"'(\[—–/-])((?:[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]?\.[ -]?)*[A-ZÀ-ÖØ-Þ])\.$")


_ERA_WORDS = 4
"""`En 52 av. J.-C. César prend Alésia`: so many words may come before an era that goes on."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place that may end a sentence."""

    text: str
    """The whole plain view."""
    at: int
    """Offset after the end mark and its closing marks."""
    start: int
    """Offset at which the sentence in hand begins."""
    structure: Structure
    facts: SentenceFacts

    @property
    def left(self) -> str:
        """What stands before, at most `WINDOW` long, closing marks included."""
        return self.text[max(self.start, self.at - WINDOW) : self.at]

    @property
    def core(self) -> str:
        """`left` without closing marks."""
        return self.left.rstrip("»”)]\"' ")

    @property
    def right(self) -> str:
        """What stands after, at most `WINDOW` long, without leading blanks."""
        return self.text[self.at : self.at + WINDOW].lstrip()

    @property
    def first_word(self) -> str:
        """The first word after, as written; empty if there is none."""
        match = _FIRST_WORD.match(self.right)
        return match.group(1) if match else ""

    @property
    def last_word(self) -> str:
        """The last word before its point, if a point ends `core`."""
        match = _LAST_WORD.search(self.core)
        return match.group(1) if match else ""

    @property
    def starts_anew(self) -> bool:
        """Say whether what follows begins like a sentence rather than like a name."""
        match = _FIRST_WORD.match(self.right)
        if match is None or not match.group(1)[0].isupper():
            return False
        word = match.group(1).lower().split("-")[0]
        if word not in self.facts.starters:
            return False
        if word in self.facts.name_particles and not match.group(2):
            after = self.right[match.end() :].lstrip()
            return not after[:1].isupper()
        return True


Veto = Callable[[Cut], bool]


def inside_address(cut: Cut) -> bool:
    """URLs, e-mail addresses and file names hold points and question marks."""
    return cut.structure.addresses.around(cut.at) is not None


def wordless(cut: Cut) -> bool:
    """A sentence has a letter or a digit: stray marks stay with what they follow."""
    return not any(
        c.isalnum() for c in cut.text[cut.start : min(cut.at, cut.start + WINDOW)]
    ) or not any(c.isalnum() for c in cut.right)


def goes_on(cut: Cut) -> bool:
    """`« Non ! », dit-il`: punctuation that cannot begin a sentence follows."""
    return cut.right.startswith((",", ";", ":", ".", "!", "?", "…", ")", "]", "»", "”", "%", "/"))


def lower_case_follows(cut: Cut) -> bool:
    """`? demanda-t-il`, `apr. la guerre`, `– oui ! – et`; but `eBay`, `iPhone` may begin."""
    match = _FIRST_WORD.match(cut.right)
    if match is None or re.match(r"[a-z]\) ", cut.right):
        return False
    word = match.group(1)
    branded = len(word) > 2 and word[0].islower() and word[1].isupper()
    return word[0].islower() and not (branded and cut.core.endswith("."))


def inside_brackets(cut: Cut) -> bool:
    """What stands in brackets belongs to one sentence."""
    return cut.structure.brackets.around(cut.at) is not None


def bracket_belongs_to_it(cut: Cut) -> bool:
    """`Il est mort. (AFP)`, `« Qui sait ? » (Grasset)`: a bracket that is no sentence."""
    if not cut.right.startswith(("(", "[")):
        return False
    position = cut.text.index(cut.right[0], cut.at)
    bracket = cut.structure.brackets.around(position + 1)
    if bracket is None:
        return False
    inner = cut.text[bracket[0] + 1 : bracket[1] - 1].rstrip("»”\"' ")
    return not inner.endswith((".", "!", "?", "…"))


def bracketed_ellipsis(cut: Cut) -> bool:
    """`[…] Il`: the mark of an omission opens what follows it."""
    return bool(re.search(r"[(\[](?:…|\.{3})[)\]]$", cut.left))


def title_before_name(cut: Cut) -> bool:
    """`M. Dupont`, `Mme. Dupont`, `le Gén. Dupont`."""
    return cut.last_word in cut.facts.titles


def abbreviation_goes_on(cut: Cut) -> bool:
    """`cf. Le Monde`, `av. Foch`, `p. ex. Israël`."""
    word = cut.last_word.lower()
    if re.search(r"\bp\. ?ex\.$|\bc\.?-?à-?d\.$", cut.core.lower()):
        return True
    return word in cut.facts.never_final


def number_follows(cut: Cut) -> bool:
    """`art. 5`, `n° 3`, `p. XII`, `le 3 déc. 2024`."""
    numbered = bool(re.match(r"\d|[IVXLC]+\b(?!')", cut.right))
    word = cut.last_word.lower()
    return numbered and (word in cut.facts.before_number or word in cut.facts.months)


def initial_of_a_name(cut: Cut) -> bool:
    """`George W. Bush`, `J.-P. Martin`, `U.S. Steel`, `av. J.-C.`; but `le plan B. Il`."""
    match = _INITIALS.search(cut.core)
    if match is None:
        return False
    before = cut.core[: match.start()].split()
    if match.group(1) == "J.-C" and len(before) > _ERA_WORDS:
        return False
    single = len(match.group(1)) == 1
    if single and before and before[-1].lower().strip("«“\"'(") in cut.facts.lettered:
        return False
    return not cut.starts_anew


def abbreviation_may_end(cut: Cut) -> bool:
    """`etc.`, `hab.`, `XIXe s.`: goes on unless what follows begins like a sentence."""
    word = cut.last_word.lower()
    if re.search(r"\b[IVX]+e s\.$", cut.core):
        return not cut.starts_anew
    known = word in cut.facts.may_be_final or word in cut.facts.months
    dotted = bool(re.fullmatch(r"(?:[a-zà-ÿ]\.){1,5}[a-zà-ÿ]", word))
    return (known or dotted) and not cut.starts_anew


def marked_name(cut: Cut) -> bool:
    """`Yahoo! France`: the mark belongs to the name."""
    word = cut.core.split()[-1].strip("«“\"'(") if cut.core else ""
    return word in cut.facts.marked_names and not cut.starts_anew


def enumerator(cut: Cut) -> bool:
    """`1. Premier point`, `a. Deuxième`, `IV. Conclusion`: what stands alone before the text."""
    piece = cut.text[cut.start : min(cut.at, cut.start + WINDOW)].strip(' -–—•*«“"')
    return bool(re.fullmatch(r"(?:\d{1,3}|[A-Za-z]|[IVXLC]{1,6})(?:\.\d{1,3})*[.)]\)?", piece))


def short_quotation(cut: Cut) -> bool:
    """`Le slogan « Jamais ! Plus jamais ! » a été repris`: quoted words amid their sentence."""
    quotation = cut.structure.quotations.around(cut.at)
    if quotation is None or quotation[1] - quotation[0] > 80:
        return False
    before = cut.text[max(0, quotation[0] - 40) : quotation[0]].rstrip()
    after = cut.text[quotation[1] : quotation[1] + 10].lstrip()
    return bool(before) and before[-1] not in ".!?…:»”" and after[:1].islower()


VETOES: tuple[Veto, ...] = (
    inside_address,
    wordless,
    goes_on,
    lower_case_follows,
    inside_brackets,
    bracket_belongs_to_it,
    bracketed_ellipsis,
    title_before_name,
    number_follows,
    abbreviation_goes_on,
    initial_of_a_name,
    abbreviation_may_end,
    marked_name,
    enumerator,
    short_quotation,
)
"""In this order; the first that objects decides."""


def candidates(text: str) -> list[int]:
    """Return where sentences may end by the marks alone, in order."""
    found = [match.end() for match in _END.finditer(text)]
    found += [match.end() for match in _GLUED.finditer(text)]
    return sorted(found)


def repaired(text: str, proposed: Iterable[int], facts: SentenceFacts) -> list[int]:
    """Return the offsets at which sentences end, the end of the text left out.

    Args:
        text: plain view of a block.
        proposed: cuts of another splitter.
        facts: of the language.

    """
    enclosures = structure(text)
    places = {_after_closing_marks(text, at) for at in proposed}
    places = {at for at in places if text[at : at + 1] == " "} | set(candidates(text))
    places = {_after_spaced_mark(text, at, enclosures) for at in places}
    last = len(text.rstrip())
    cuts: list[int] = []
    start = 0
    for at in sorted(places):
        if at <= start or at >= last:
            continue
        cut = Cut(text, at, start, enclosures, facts)
        if not any(veto(cut) for veto in VETOES):
            cuts.append(at)
            start = at
    return cuts


def _after_spaced_mark(text: str, at: int, enclosures: Structure) -> int:
    """Return the place moved behind a straight mark that closes after a blank: `fin. " Le`."""
    if text[at : at + 2] == ' "' and enclosures.quotations.ends(at + 2):
        return at + 2
    return at


def _after_closing_marks(text: str, at: int) -> int:
    """Return the place of a cut moved behind the marks that close what it ends."""
    while at > 0 and text[at - 1] == " ":
        at -= 1
    match = _CLOSE.match(text, at)
    return match.end() if match else at
