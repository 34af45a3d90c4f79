"""The words of a lexicon in a text, found as a search for the longest whole words finds them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asrun.reading.scan import Filed

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
