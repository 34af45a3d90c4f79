"""Claims told by a noun: a demand somebody made, an offer that was turned down, "its refusal to"; and "it was X who"."""

import re
from functools import cache

from asrun.model.wordbook import Wordbook
from asrun.reading.inflections import inflect
from asrun.reading.quotes.stances import words

_WORDS = Wordbook(__package__, "nominal")
_OWNED = _WORDS.pattern("owned", re.I)
_ABOUT = _WORDS.pattern("about")
_WISHED = re.compile(r"\bat (?:the )?[^,.;]{1,40}$", re.I)
_AT_WISH = _WORDS.pattern("at_wish", re.I)
_OF = " of "
_NONE = _WORDS.pattern("none", re.I)
_THERE = _WORDS.pattern("there", re.I)
_BETWEEN = r"(?:(?!(?:to|for|of|that|who|in|on|by|and) )[\w’'-]+ ){0,3}"
_WHO = _WORDS.pattern("who")


@cache
def _given() -> re.Pattern[str]:
    """A verb that gives a noun its deed, just before it: "made no such", "has lodged a formal"."""
    forms = {form for verb in words("giving") for row in inflect(verb) for form in row}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))}) {_BETWEEN}$", re.I)


def noun_claim(before: str, after: str, spoken: bool) -> bool:
    """Whether a noun tells a deed here, by the words of its clause before and behind it.

    `spoken`: in what somebody says, or in a statement of the writer's own, where "our demand" is a claim too.
    """
    if _given().search(before[-60:]) or _THERE.search(before[-60:]):
        return True
    owned = _OWNED.search(before)
    wished = spoken and _AT_WISH.search(before) and after.startswith(_OF)
    return bool(wished or (spoken and owned and (_ABOUT.match(after) or _WISHED.search(before))))


def noun_denied(before: str) -> bool:
    """Whether there was no such deed: "made no such request"."""
    given = _given().search(before[-60:])
    return bool(given and (_NONE.search(given.group()) or _NONE.search(before[-80:][: -len(given.group())][-20:])))


def is_cleft(before: str, after: str) -> bool:
    """Whether "it was" says who did something: "it was the port that asked"."""
    return not before.strip(' "“”(').rpartition(" ")[2].lower().startswith(("as", "if", "when")) and bool(
        _WHO.match(after)
    )
