"""Marks of revision in an item: words, clocks and places that are struck out, alone or beside those that stand."""

import re
from collections.abc import Iterator
from dataclasses import replace

from asrun.model.document import Document
from asrun.model.fact import Change, ChangeKind, Mention, Plan
from asrun.model.time import Instant, Timex, When, iso_duration
from asrun.reading.programme.clocks import moment
from asrun.reading.programme.openings import Entry, Stretch
from asrun.reading.tables.rows import Struck, Words

_LETTERS = re.compile(r"[^\W\d_]{2}")
_APART = " \u00a0·;,\n\t–—-"


def standing(entry: Entry, struck: Struck, text: str) -> tuple[Entry, Stretch | None]:
    """An item without what is struck out of its words, and that; as it is where all of them are, or none.

    What stands behind words struck out after a comma is the place.
    """
    words = [w for s in entry.words for w in struck.parts(s.start, s.end) if _LETTERS.search(text, w.start, w.end)]
    left, gone = ([_trimmed(text, w) for w in words if (w.mark == "deleted") is out] for out in (False, True))
    if not left or not gone:
        return entry, None
    before, instead = ([w for w in left if (w.start > gone[-1].end) is behind] for behind in (False, True))
    placed = len(instead) == 1 and before and text[before[-1].end - 1] == "," and not entry.places
    if not placed:
        return replace(entry, words=left), gone[-1]
    before[-1] = Stretch(before[-1].start, before[-1].end - 1)
    return replace(entry, words=before, places=instead), gone[-1]


def stands_for(plan: Plan, gone: Stretch | None, document: Document) -> bool:
    """Whether what is struck out stands right before a plan's place: the one announced first."""
    where = _place(plan)
    return gone is not None and where is not None and not document.text[gone.end : where.start].strip(_APART)


def struck_changes(
    entry: Entry, struck: Struck, plan: Plan, now: Plan, gone: Stretch | None, document: Document
) -> Iterator[Change]:
    """What is struck out of an item: all its words, its clock beside another one, its place beside that of `now`."""
    about = Mention(plan.summary, plan.kind, plan.spans[:1], plan.starts, plan.place, definite=True, rule=plan.rule)
    if entry.words and all(struck.of(w.start, w.end) == "deleted" for w in entry.words):
        span = document.span(entry.words[0].start, entry.words[-1].end)
        yield Change("cancelled", (span,), about, cue=span, rule="public-schedule.struck")
        return
    first = entry.clocks[0] if entry.clocks else None
    if first and struck.of(first.span.start, first.span.end) == "deleted":
        yield from _moved(first, entry.clocks[1:], struck, about, document)
    where = _place(now)
    if where and gone and plan.place != now.place:
        span = document.span(gone.start, where.end)
        yield Change("relocated", (span,), about, plan.place, now.place, cue=span, rule="public-schedule.struck")


def move(before: When, after: When) -> tuple[ChangeKind, str | None]:
    """What a start became that was moved, and by how much as an ISO 8601 duration."""
    if not isinstance(before, Instant) or not isinstance(after, Instant):
        return "rescheduled", None
    seconds = round((after.utc - before.utc).total_seconds())
    return ("delayed" if seconds > 0 else "advanced"), iso_duration(seconds)


def _moved(first: Timex, others: list[Timex], struck: Struck, about: Mention, document: Document) -> Iterator[Change]:
    """The struck clock of an item and the one that stands beside it."""
    left = (t for t in others if t.zone == first.zone and struck.of(t.span.start, t.span.end) != "deleted")
    now = next(left, None)
    before, after = moment(first), moment(now) if now else None
    if now and before and after:
        kind, delta = move(before, after)
        span = document.span(first.span.start, now.span.end)
        yield Change(kind, (span,), about, before, after, delta, cue=first.span, rule="public-schedule.struck")


def _trimmed(text: str, words: Words) -> Stretch:
    """Words without the spaces around them."""
    told = text[words.start : words.end]
    return Stretch(words.end - len(told.lstrip()), words.start + len(told.rstrip()))


def _place(plan: Plan) -> Stretch | None:
    """Where a plan's words name its place."""
    return next((Stretch(p.span.start, p.span.end) for p in plan.parts if p.field == "place"), None)
