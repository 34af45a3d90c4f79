"""Posts that a document quotes, each with a date of its own: the day of their "today"."""

import re
from bisect import bisect_right
from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from asrun.model.document import Document
from asrun.reading.lines import is_item
from asrun.reading.times.days import Anchor, full_date, tells_issue
from asrun.reading.times.drafts import Draft

_SIGNED = re.compile(r"@\w{2,30}[^:\n]{0,40}?")
# The place of a date line that stands alone, up to its day, and how long such a line and how old its report may be.
_PLACE = re.compile(r"[A-ZÀ-Þ][^.;:!?()\n]{2,60},\s")
_HEAD, _WEEK = 90, timedelta(days=7)
_ENDS = re.compile(r",? ?(?:\d\d?[:.]\d\d(?: ?[ap]\.?m\.?)?)?\)? ?(?::|—|–| - )")


class _Post(NamedTuple):
    """A post of a day at text[start:end]."""

    start: int
    end: int
    day: date


class Posts:
    """The dated posts of one document by code points; `drafts` are its first expressions."""

    def __init__(self, document: Document, own: Anchor | None, drafts: Collection[Draft]) -> None:
        self._posts = (
            sorted(
                {*_embedded(document, own, drafts), *_led(document, own, drafts), *_datelined(document, own, drafts)}
            )
            if own
            else []
        )

    def day(self, position: int) -> date | None:
        """The day of the post that a place of the text is in; None outside of posts."""
        if not self._posts:
            return None
        post = self._posts[max(0, bisect_right(self._posts, position, key=lambda p: p.start) - 1)]
        return post.day if post.start <= position < post.end else None


def _embedded(document: Document, own: Anchor | None, drafts: Collection[Draft]) -> set[_Post]:
    """The embedded posts, by the last date of their signatures."""
    found = {}
    for section in document.sections:
        for draft in drafts if section.kind == "embed" else ():
            if section.start <= draft.start < section.end and (day := full_date(draft, own.day.year if own else None)):
                found[section.start] = _Post(section.start, section.end, day)
    return set(found.values())


def _datelined(document: Document, own: Anchor | None, drafts: Collection[Draft]) -> set[_Post]:
    """The reports of earlier days that a document prints under lines of place and day: "The Residence, 9th June"."""
    if own is None or own.start is None:
        return set()
    heads: list[tuple[int, int, date]] = []
    for draft in drafts:
        line = document.lines[max(0, bisect_right(document.lines, draft.start, key=lambda n: n.start) - 1)]
        if line.start <= own.start < line.end or len(line.text) > _HEAD or not line.text[:1].isupper():
            continue
        if line.start < draft.start and draft.end <= line.end and (day := full_date(draft, own.day.year)):
            place = _PLACE.fullmatch(document.text, line.start, draft.start)
            if place and not document.text[draft.end : line.end].strip(" .:") and not tells_issue(line.text):
                heads.append((line.start, line.end, day))
    found = set()
    for number, (start, end, day) in enumerate(heads):
        stop = heads[number + 1][0] if number + 1 < len(heads) else len(document.text)
        below = document.lines_between(end + 1, stop)
        told = below and not any(n.stamp or is_item(n) for n in below) and own.start < start
        if told and timedelta() < own.day - day <= _WEEK:
            found.add(_Post(end, stop, day))
    return found


def _led(document: Document, own: Anchor | None, drafts: Collection[Draft]) -> set[_Post]:
    """The posts in one line behind a handle and a date: "@harbour, 4 May: Shut today."."""
    found = set()
    for line in document.lines if "@" in document.text else ():
        for draft in drafts if line.text.startswith("@") else ():
            if (
                line.start < draft.start < line.end
                and _SIGNED.fullmatch(document.text, line.start, draft.start)
                and _ENDS.match(document.text, draft.end)
                and (day := full_date(draft, own.day.year if own else None))
            ):
                found.add(_Post(line.start, line.end, day))
    return found
