"""Assurances that all stands as planned, and the change which overtook them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from asrun.model.account import Contest, ContestSide, EventAccount
from asrun.model.fact import Change, Statement
from asrun.model.span import Span
from asrun.model.wordbook import Wordbook, read_book
from asrun.reconcile.denials import terms
from asrun.reconcile.view import Row, View
from asrun.reconcile.wording import say

_BOOK = Wordbook(__package__, "assurances")
# An assurance that names no event is of one named so many characters before it.
_BACK = 300
_DENIED, _KEPT_TO = _BOOK.pattern("denied", re.I), _BOOK.pattern("kept", re.I)
_KEPT = ("restored", "added", "confirmed")


@cache
def _words() -> dict[str, Any]:
    return read_book(__package__, "assurances")


@cache
def _assured() -> re.Pattern[str]:
    """One pattern over all assurances; those of what is not to be done with the words for it."""
    left = [re.escape(p) for p in _words()["phrases"] if p not in _words()["open"]]
    open_ = "|".join(re.escape(p) for p in _words()["open"])
    return re.compile(rf"\b(?:{'|'.join(left)}|(?:{open_}) (?:{'|'.join(_words()['undoing'])}))\b", re.I)


def _assures(text: str) -> bool:
    """Whether words say that all stands, or deny a change; not that all went as planned."""
    return bool(_DENIED.search(text) or (_assured().search(text) and not _KEPT_TO.search(text)))


def superseded(seen: View, events: dict[str, EventAccount], language: str = "en") -> Iterator[Contest]:
    """The assurances about one event beside the first changes of it that came after them."""
    called: dict[str, list[str]] = defaultdict(list)
    for event in events.values():
        for term in terms(event.summary):
            called[term].append(event.id)
    overtaken: dict[str, dict[Span, ContestSide]] = defaultdict(dict)
    for row in seen.facts:
        said = row.fact
        if not isinstance(said, Statement) or not said.spans or not _assures(said.spans[0].exact.replace("’", "'")):
            continue
        named = dict.fromkeys(e for s in said.spans for e in seen.events_within(s))
        for about in named or _meant(said.spans[0], seen, called):
            later = next((r for r in sorted(seen.rows[about], key=_order) if _overtakes(r, row)), None)
            if later and about in events:
                overtaken[about].update((s, _side(r, s)) for r in (row, later) for s in r.fact.spans)  # type: ignore[union-attr]
    for about, sides in overtaken.items():
        words = say(language, "contest.superseded_statement", event=events[about].name)
        yield Contest("superseded_statement", words, tuple(sides.values()), about)


def _side(row: Row, span: Span) -> ContestSide:
    return ContestSide(span, row.added.claimant, row.added.valid_from)


def _order(row: Row) -> tuple[float, bool, int, int]:
    return row.order


def _meant(span: Span, seen: View, called: dict[str, list[str]]) -> list[str]:
    """The one event that shares most words with an assurance; where none shares any, the one that is named before it.

    `called` are the events by the words of their summaries.
    """
    shared = Counter(e for term in terms(span.exact) for e in called.get(term, ())).most_common(2)
    if not shared:
        before = seen.event_before(span, _BACK)
        return [before] if before else []
    return [shared[0][0]] if len(shared) == 1 or shared[0][1] > shared[1][1] else []


def _overtakes(later: Row, earlier: Row) -> bool:
    """Whether a change came after a statement was made."""
    change = later.fact
    if not isinstance(change, Change) or change.certainty != "asserted" or change.kind in _KEPT:
        return False
    inside = any(
        s.doc == change.spans[0].doc and s.start <= change.spans[0].start and change.spans[0].end <= s.end
        for s in getattr(earlier.fact, "spans", ())
    )
    return later.order > earlier.order and not inside
