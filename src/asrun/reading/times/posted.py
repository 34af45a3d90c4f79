"""Posts that a document quotes, each with a date of its own: the day of their "today"."""

import re
from bisect import bisect_right
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from asrun.model.document import Document
from asrun.reading.times.days import Anchor, full_date
from asrun.reading.times.drafts import Draft

_SIGNED = re.compile(r"@\w{2,30}[^:\n]{0,40}?")
_ENDS = re.compile(r",? ?(?:\d\d?[:.]\d\d(?: ?[ap]\.?m\.?)?)?\)? ?(?::|—|–| - )")


class _Post(NamedTuple):
    """A post of a day at text[start:end]."""

    start: int
    end: int
    day: date


class Posts:
    """The dated posts of one document by code points; `drafts` are its first expressions."""

    def __init__(self, document: Document, own: Anchor | None, drafts: Collection[Draft]) -> None:
        self._posts = sorted({*_embedded(document, own, drafts), *_led(document, own, drafts)}) if own else []

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
