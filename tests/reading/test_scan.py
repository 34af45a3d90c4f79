"""The words of a lexicon in a text, found as a search for the longest whole words finds them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asrun.reading.scan import Endings, Filed, Rare, Sieve, Whole, apart, either, led, led_by, words_back

WORDS = frozenset(("no", "no sign of", "no sign", "sign of the", "put off", "won't", "won’t", "a.m", "off-site", "Off"))
PARTS = (
    "no",
    "No",
    "sign",
    "of",
    "the",
    "put",
    "OFF",
    "off-site",
    "won't",
    "won’t",
    "a.m.",
    "İ",
    "né",
    " ",
    "-",
    "\n",
    "_",
)
TEXT = st.lists(st.sampled_from(PARTS))


def searched(text: str, words: frozenset[str]) -> list[tuple[int, int]]:
    """The same by a search of the whole text."""
    forms = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return [m.span() for m in re.finditer(rf"(?i:\b(?:{forms})\b)", text, re.A)]


@given(TEXT.map("".join) | TEXT.map(" ".join))
def test_what_is_filed_is_what_a_search_finds(text: str) -> None:
    assert Filed(text).spots(WORDS).all == searched(text, WORDS)


def test_spots_of_a_stretch() -> None:
    spots = Filed("no, no sign of it, No").spots(WORDS)
    assert spots.all == [(0, 2), (4, 14), (19, 21)]
    assert spots.between(1, 19) == [(4, 14)]
    assert spots.within(4, 5)
    assert not spots.within(5, 19)
    assert Filed("").spots(WORDS).all == []


def test_a_lexicon_is_of_words() -> None:
    with pytest.raises(ValueError, match="begins with no letter"):
        Filed("no").spots(frozenset(("-off",)))


RARE = (
    re.compile(r"\b(?:closed|open) (?:press|media)\b|^\W*open\W*$", re.I),
    re.compile(r"(?<!\w)off(?=\s|$)(?!\sof)"),
    re.compile(r"(?i)^[^.;]{0,9}?\bno\b[\s,]+[^)\](]$"),
)
LINES = st.one_of(*(st.from_regex(p) for p in RARE), TEXT.map("".join), TEXT.map(" ".join))


@given(LINES)
def test_a_sieve_keeps_what_matches(text: str) -> None:
    assert {n for n, p in enumerate(RARE) if p.search(text)} <= set(Sieve(RARE).sift(text))


def test_a_sieve_tells_what_cannot_match() -> None:
    assert list(Sieve(RARE).sift("The talks went on.")) == []
    assert list(Sieve(RARE).sift("The talks are off")) == [1]


@given(LINES, st.integers(0, 9), st.integers(0, 20))
def test_a_rare_pattern_finds_what_re_finds(text: str, start: int, end: int) -> None:
    for pattern in RARE:
        found, sought = Rare(pattern.pattern, pattern.flags).search(text, start, end), pattern.search(text, start, end)
        assert (found and found.span()) == (sought and sought.span())


@given(TEXT.map("".join) | TEXT.map(" ".join))
def test_either_of_some_words_is_found_as_an_alternation_finds_it(text: str) -> None:
    forms = "|".join(re.escape(w) for w in sorted(WORDS, key=len, reverse=True))
    plain = re.compile(rf"\b(?:{forms})\b", re.I)
    assert [m.span() for m in re.finditer(rf"{either(WORDS)}\b", text)] == [m.span() for m in plain.finditer(text)]


TURNS = ("over", "over [a-z ]{1,9}? and out", "and", "out")


@given(st.lists(st.sampled_from(("over", "and", "out", "né", "x", "“", " "))).map(" ".join))
def test_patterns_apart_find_what_one_of_all_finds(text: str) -> None:
    patterns = apart(TURNS)
    assert len(patterns) == 2
    assert Filed(text).spots(patterns).all == Filed(text).spots(rf"\b(?:{'|'.join(TURNS)})\b").all


@given(st.lists(st.sampled_from(("but", "bu", "as", "t", ",", ". ", "p.m", " "))).map("".join))
def test_what_signs_lead_is_what_a_search_finds(text: str) -> None:
    found = re.compile(led((",", " ?"), (r"\.", r"(?<!p\.m\.) "), led_by(("but", "as"), r"(?= )")))
    plain = re.compile(r", ?|(?<!p\.m)\. |\b(?:but|as)(?= )")
    assert [m.span() for m in found.finditer(text)] == [m.span() for m in plain.finditer(text)]


@given(st.lists(st.sampled_from(("was held", "held", "he", "was", "un", " "))).map("".join), st.integers(0, 6))
def test_endings_are_what_a_search_finds(text: str, start: int) -> None:
    found = re.search(r"\b(?:was held|held|he) $", text[start:])
    assert Endings(("held", "was held", "he")).before(text, start, len(text)) == (
        start + found.start() if found else None
    )


def test_words_back() -> None:
    text = "one two three "
    assert [text[words_back(text, 2, len(text), n) :] for n in (1, 2, 3)] == ["three ", "two three ", "e two three "]


def test_patterns_that_fit_a_text_as_a_whole() -> None:
    patterns = Whole(("put off", "put (?:off|back)", "off", "put off \\w+"))
    assert [patterns.fitting(text) for text in ("Put OFF", "put back", "put off né", "")] == [[0, 1], [1], [], []]
