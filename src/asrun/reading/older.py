"""Older texts that a document carries below its own: what a mail forwards or answers, the version before an update."""

import re
from collections.abc import Sequence

import msgspec

from asrun.model.document import Document, Line, Section
from asrun.model.fact import Amendment, Change, Fact, Observation, Outcome, Plan
from asrun.model.wordbook import Wordbook
from asrun.reading.lines import is_item
from asrun.reading.revisions.documents import Revised

_WORDS = Wordbook(__package__, "older")
_BELOW = _WORDS.pattern("below", re.I)
_ABOUT = _WORDS.pattern("about", re.I)
_HEAD = _WORDS.pattern("head", re.I)
_TOP, _SHORT = 12, 80


def older_texts(document: Document, revised: Revised) -> list[int]:
    """Where older texts begin, the newest of them first; none where the document's own words are all there is."""
    quoted = [m.start for m in document.marks if m.kind == "quoted"]
    first = next((n.start for n in document.lines if quoted and n.start >= quoted[0]), None)
    if first is not None and any(n.end <= first for n in document.lines):
        return [first]
    heads = _heads(document.lines)
    if heads:
        return heads
    return _below_changes(document, revised)


def _heads(lines: Sequence[Line]) -> list[int]:
    """Lines that head an older version: they say so, or count back from the head of the newest."""
    found: list[int] = []
    last = next((m for n in lines[:3] if len(n.text) <= _SHORT and (m := _HEAD.match(n.text))), None)
    items = 0
    for line in lines[1:]:
        if is_item(line):
            items += 1
        elif items and len(line.text) <= _SHORT:
            head = _HEAD.match(line.text)
            back = bool(head and last) and _counts_back(last, head)  # type: ignore[arg-type]
            if back or (_BELOW.match(line.text) and _ABOUT.search(line.text)):
                found.append(line.start)
                last, items = head or last, 0
    return found


def _counts_back(newer: re.Match[str], older: re.Match[str]) -> bool:
    """Whether a head is of an older version than another: of the same word, and of a lower number where both have one."""
    same = newer[1].lower() == older[1].lower()
    return same and (not newer[2] or not older[2] or int(older[2]) < int(newer[2]))


def _below_changes(document: Document, revised: Revised) -> list[int]:
    """The schedule that stands whole below a block that lists its changes."""
    lines = document.lines
    items = [n for n, line in enumerate(lines) if is_item(line)]
    if len(items) < 2 or items[0] == 0:
        return []
    for number in range(min(_TOP, len(lines) - 1, items[-2]), 0, -1):
        top, below = lines[:number], lines[number:]
        apart = "\n" in document.text[top[-1].end : below[0].start].strip(" ")[1:]
        if apart and revised.is_partial(top) and not revised.is_partial(below):
            return [below[0].start]
    return []


def cut(sections: Sequence[Section], places: Sequence[int], lines: Sequence[Line]) -> tuple[Section, ...]:
    """Sections that end where an older text begins."""
    found = list(sections)
    for place in places:
        before = next((n.end for n in reversed(lines) if n.start < place), place)
        for number, section in enumerate(found):
            if section.start < place < section.end:
                upper = msgspec.structs.replace(section, end=before)
                lower = msgspec.structs.replace(section, start=place, heading=None)
                found[number : number + 1] = [upper, lower]
                break
    return tuple(found)


def as_older(facts: Sequence[Fact], places: Sequence[int]) -> list[Fact]:
    """The facts of a document without what only its older texts report; their plans are those of a former version.

    A document whose own words tell of no plan, change or sighting says what it carries.
    """
    own = (Plan, Amendment, Change, Observation)
    if not places or not any(isinstance(f, own) and f.spans[0].start < places[0] for f in facts):
        return list(facts)
    found: list[Fact] = []
    for fact in facts:
        start = (
            fact.spans[0].start
            if isinstance(fact, Outcome | Plan | Amendment | Change | Observation) and fact.spans
            else -1
        )
        if start < places[0]:
            found.append(fact)
        elif isinstance(fact, Plan) and not (len(places) > 1 and start >= places[1]):
            found.append(msgspec.structs.replace(fact, former=True))
    return found
