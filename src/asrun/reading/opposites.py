"""Claims of two holders that cannot both be right: a wish that another denies, an offer and its refusal, "she would"."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from asrun.model.fact import Claim, Disagreement
from asrun.model.wordbook import Wordbook, read_book

_WORDS = Wordbook(__package__, "opposites")
_LONG = re.compile(r"\w{5,}")
_WORD = re.compile(r"\w{4,}")
# What is refused, or not reached, is no denial of a fact.
_REFUSING = tuple(f"claims.{p}" for p in ("could", "would", "will", "can", "was_willing", "reached_agreement"))
_PRONOUN = _WORDS.pattern("pronoun", re.I)
_NUMBER = _WORDS.pattern("number")
_FIRST = _WORDS.pattern("first")
_EVER = _WORDS.pattern("ever", re.I)
_CLEFT = _WORDS.pattern("cleft", re.I)
_ALL = _WORDS.pattern("all", re.I)
_SUCH = _WORDS.pattern("such", re.I)
_NEAR, _CLOSE, _ANSWERED, _FEW = 40, 300, 900, 3


@cache
def _words() -> dict[str, Any]:
    return read_book(__package__, "opposites")


@cache
def differing() -> frozenset[str]:
    """Phrases that set somebody's own word against what was just told: "remembers it differently"."""
    return frozenset(_words()["differing"])


@cache
def deeds() -> dict[str, str]:
    """The deed of each predicate, and of each noun for it."""
    rows = _words()["alike"].items()
    return {word: deed for deed, row in rows for word in (*row["predicates"], *row["nouns"])}


def sides(claims: Sequence[Claim], side: Callable[[str | None], str | None]) -> list[Disagreement]:
    """Pairs of claims of two holders that cannot both be right, each claim once as the first.

    `side` is for whom somebody speaks.
    """
    found = []
    for number, claim in enumerate(claims):
        for other in claims[number + 1 : number + _NEAR]:
            if claim.holder != other.holder and (_opposed(claim, other) or _own(claim, other, side)):
                first, second = claim.spans[0], other.spans[0]
                message = f'one side says "{first.exact}", another "{second.exact}"'
                found.append(Disagreement("outcome", (first, second), message, "opposites"))
                break
    return found


def _opposed(claim: Claim, other: Claim) -> bool:
    return _answered(claim, other) or _denied(claim, other) or _against(claim, other)


def _own(claim: Claim, other: Claim, side: Callable[[str | None], str | None]) -> bool:
    """Whether somebody answers right behind it what another told of their side's wish, offer or promise."""
    deed = deeds().get(claim.predicate)
    if deed is None or claim.subject is None or not 0 <= other.spans[0].start - claim.spans[0].end < _ANSWERED:
        return False
    mine, theirs = side(other.holder) or other.holder, side(claim.holder) or claim.holder
    alike = deeds().get(other.predicate)
    if mine is None or mine == theirs:
        return False
    if (alike == deed and other.rule.endswith("contended")) or _CLEFT.match(other.spans[0].exact):
        return other.subject not in (None, claim.subject)
    if claim.polarity == "+" and other.polarity == "-" and other.rule not in _REFUSING:
        own = claim.subject in (mine, other.holder, other.subject) or mine == side(claim.subject) or _ours(claim, other)
        near = other.spans[0].start - claim.spans[0].end < _CLOSE
        if near and other.subject is None and other.holder and _EVER.search(other.spans[0].exact):
            return True
        answers = alike is None or (
            alike == deed and bool(_of_none(other) or _ALL.search(other.spans[0].exact) or _said(claim) & _said(other))
        )
        return (own and answers) or (alike == deed and other.subject in (None, mine) and _of_none(other))
    amounts = _amounts(claim), _amounts(other)
    if alike == deed and other.spans[0].start - claim.spans[0].end < _CLOSE and _PRONOUN.match(other.spans[0].exact):
        return claim.polarity == other.polarity and all(amounts) and not amounts[0] & amounts[1]
    if claim.subject not in (mine, other.holder):
        return False
    same = alike == deed and claim.polarity == other.polarity and other.subject == claim.subject
    apart = all(amounts) and not amounts[0] & amounts[1]
    return same and (apart or (bool(_FIRST.match(other.spans[0].exact)) and not _said(claim) & _said(other)))


def _amounts(claim: Claim) -> set[str]:
    """The numbers in a claim: "asked for five years"."""
    return numbers(claim.spans[0].exact)


def numbers(text: str) -> set[str]:
    """The numbers in a text, as it writes them."""
    return set(_NUMBER.findall(text.lower()))


def _ours(claim: Claim, other: Claim) -> bool:
    """Whether "we" answer right behind what was told of somebody."""
    gap = other.spans[0].start - claim.spans[0].end
    return claim.subject is not None and 0 <= gap < _CLOSE and bool(_FIRST.match(other.spans[0].exact))


def _of_none(no: Claim) -> bool:
    """Whether a denial says little more than that there was none: "we made no request", "not a cent was asked for"."""
    return len((no.object or "").split()) < _FEW


def _answered(claim: Claim, other: Claim) -> bool:
    """Whether the second leaves out what the first says: "she would not resign", "she would"."""
    aux = other.predicate
    near = other.spans[0].start - claim.spans[0].end < _ANSWERED
    return (
        near
        and aux in _WORDS.words("auxiliaries")
        and claim.predicate.startswith(f"{aux}_")
        and claim.polarity != other.polarity
    )


def _denied(claim: Claim, other: Claim) -> bool:
    """Whether one claim is denied by the other: of the same thing, by words that they share, or by all of its kind."""
    yes, no = (claim, other) if other.polarity == "-" else (other, claim)
    if yes.polarity == "-" or no.polarity == "+" or yes.predicate == "reached_agreement":
        return False
    deed = deeds().get(yes.predicate)
    if deed and _apart(claim, other) < _ANSWERED and _of_all(no) == deed:
        return True
    if no.predicate == "reached_agreement":
        return deed == "agreeing" and bool(_told(yes) & _told(no))
    if no.predicate != yes.predicate and no.rule in _REFUSING:
        return False
    return bool(_said(yes) & _said(no))


def _of_all(no: Claim) -> str | None:
    """The deed of which a denial says that there was none at all: "asked for nothing", "no such request"."""
    words = no.spans[0].exact
    such = _SUCH.search(words)
    if such:
        return deeds().get(such[1].lower())
    return deeds().get(no.predicate) if _ALL.search(words) and no.rule not in _REFUSING else None


def _against(claim: Claim, other: Claim) -> bool:
    """Whether one says that somebody offered or agreed, the other that the same one refused."""
    for no, yes in ((claim, other), (other, claim)):
        if yes.predicate in _words()["opposed"].get(no.predicate, ()) and yes.polarity == no.polarity == "+":
            first, second = (_PRONOUN.match(c.spans[0].exact) for c in (yes, no))
            if first and second:
                return _apart(claim, other) < _CLOSE and first[0].lower() == second[0].lower()
            if no.predicate == "kept_out":
                return bool(_told(yes) & _told(no))
            return (yes.subject == no.subject and yes.subject is not None) or _ours(claim, other)
    return False


def _apart(claim: Claim, other: Claim) -> int:
    return abs(claim.spans[0].start - other.spans[0].start)


def _said(claim: Claim) -> set[str]:
    """The longer words of what is claimed, without who it is about."""
    return {w.removesuffix("s") for w in _LONG.findall((claim.object or "").lower())}


def _told(claim: Claim) -> set[str]:
    """The longer words of a claim."""
    return {w.removesuffix("s") for w in _WORD.findall(claim.spans[0].exact.lower())}
