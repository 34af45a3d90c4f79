"""The line that begins an item of a programme: with its clock, with its clock at the end or on the way, or without one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from asrun.model.document import Document, Line
from asrun.model.time import Timex
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Times
from asrun.reading.programme.wording import is_gathering

_WORDS = Wordbook(__package__, "openings")
_LEAD = _WORDS.pattern("lead", re.I)
_APPROXIMATE = _WORDS.pattern("approximate", re.I)
_UNSET = re.compile(r"\W{0,3}(?:\d{1,2}[.)]\s+)?(?:time\s+)?TB[ADC]\b\W*", re.I)
_DATED_UNSET = _WORDS.pattern("dated_unset", re.I)
_AFTER = _WORDS.pattern("after", re.I)
_GAP = _WORDS.pattern("gap", re.I)
ENDS = _WORDS.pattern("ends", re.I)
_JOINT = re.compile(r"(?:,?\s+at|,|\s+[-–—]|:)?\s*([\[(]?)$")
_CLOSE = _WORDS.pattern("close", re.I)
_FAR = 240


class Stretch(NamedTuple):
    """Words text[start:end] of a document."""

    start: int
    end: int


@dataclass
class Entry:
    """One item: the line that begins it, its clocks, and the stretches of what else it says.

    `clocks` are its start, the end of its range and its other zones, `until` an end under a label of its own; `head` is the
    line it stands under, `under` that of its day, `unset` marks a time that is not set, `after` one that only follows the
    item before.
    """

    line: Line
    clocks: list[Timex]
    words: list[Stretch]
    head: Line | None = None
    under: Line | None = None
    day: Timex | None = None
    unset: bool = False
    after: bool = False
    approximate: bool = False
    labelled: bool = False
    until: Timex | None = None
    places: list[Stretch] = field(default_factory=list)
    people: list[Stretch] = field(default_factory=list)
    press: list[Stretch] = field(default_factory=list)
    notes: list[Stretch] = field(default_factory=list)


def opening(document: Document, times: Times, line: Line) -> Entry | None:
    """The item that a line begins: with a clock, a part of the day, an unset time, or as what follows the last one."""
    text = document.text
    inside = [t for t in times.between(line.start, line.end) if t.type in ("DATE", "TIME")]
    day = None
    if inside and inside[0].type == "DATE" and _LEAD.fullmatch(text, line.start, inside[0].span.start):
        day = inside[0]
        at = day.span.end
        unset = _DATED_UNSET.match(text, at, line.end)
        if unset:
            return Entry(line, [], [], day=day, unset=True)
        touching = len(inside) > 1 and re.fullmatch(r"[\s,:;|–—-]*(?:at )?", text[at : inside[1].span.start])
        inside = inside[1:] if touching else inside[2:]
    else:
        at = line.start
    unset = _UNSET.match(text, at, line.end)
    if unset and unset.end() > at:
        return Entry(line, [], words_in(text, unset.end(), line.end), unset=True)
    follows = _AFTER.match(text, at, line.end)
    if follows:
        return Entry(line, [], words_in(text, follows.end(), line.end), after=True)
    clocks = _run(text, [t for t in inside if t.type == "TIME" and t.value[10:11] == "T"])
    if not clocks:
        return None
    lead = text[at : clocks[0].span.start]
    led = _LEAD.fullmatch(lead) if len(lead) <= 60 else None
    if not led:
        return None
    part = not clocks[0].value[11:12].isdigit()
    if part and not re.match(r"\s*$|\s{2,}|\t|\s?[:–—-]\s|,\s", text[clocks[0].span.end : line.end]):
        return None
    start = clocks[-1].span.end
    behind = re.match(
        r"(?:\s?(?:hrs?|h|hours|local(?: time)?)\b\.?)?(?:\s?\([+−-]\d(?: days?)?\))?(?:\s?[-–—]\s?(?:late|close)\b)?"
        r"(?:\s(?:sharp|prompt|onwards?)\b)?",
        text[start : line.end],
        re.I,
    )
    start += behind.end() if behind else 0
    state = re.match(r"\W{0,3}(?:new|added|cancell?ed|postponed|hold)\b", lead, re.I)
    seated = next(
        (t for t in inside if t.span.start > start and re.fullmatch(r"\s+for\s+", text[start : t.span.start])), None
    )
    notes = words_in(text, start, seated.span.end) if seated else []
    words = words_in(text, seated.span.end if seated else start, line.end)
    if state:
        words = [Stretch(at + state.start(), at + state.end()), *words]
    unsure = bool(_APPROXIMATE.search(lead))
    return Entry(line, clocks, words, day=day, approximate=unsure, labelled=bool(led["label"]), notes=notes)


def closing(document: Document, times: Times, line: Line) -> Entry | None:
    """The item of a line that ends with its clock: "Receives the mayor, at 10:30", "Lunch [12:00 PM Local]"."""
    text = document.text
    if len(line.text) > _FAR or is_gathering(line.text):
        return None
    inside = [t for t in times.between(line.start, line.end) if t.type == "TIME" and t.value[11:12].isdigit()]
    run = _run(text, inside)
    if not run or len(run) < len(inside):
        return None
    before = _JOINT.search(text[line.start : run[0].span.start])
    after = _CLOSE.match(text[run[-1].span.end : line.end])
    if not before or not after or not before[0].strip():
        return None
    if not (line.bullet or before[1]):
        return None
    stop = line.start + before.start()
    words = words_in(text, line.start, stop)
    if after[1]:
        words += words_in(text, run[-1].span.end + after.start(1), run[-1].span.end + after.end(1))
    return Entry(line, run, words) if words else None


def spoken(document: Document, times: Times, line: Line) -> Entry | None:
    """The item of a sentence that tells its clock on the way: "The mayor will open the fair at 3pm at the Town Hall."."""
    clocks = [t for t in times.between(line.start, line.end) if t.type == "TIME" and t.value[11:12].isdigit()]
    if not clocks or not 20 < len(line.text) < 300:
        return None
    text, first = document.text, clocks[0].span
    before = re.search(r",?\s+at\s+$", text[line.start : first.start], re.I)
    if not before or not re.search(r"\bwill\b", text[line.start : first.start]):
        return None
    run = _run(text, clocks)
    rest = words_in(text, run[-1].span.end, line.end)
    if rest and rest[0].start - run[-1].span.end > 1 and text[run[-1].span.end] in ".;":
        rest = [Stretch(run[-1].span.end, line.end)]
    return Entry(line, run, [*words_in(text, line.start, line.start + before.start()), *rest])


def words_in(text: str, start: int, end: int) -> list[Stretch]:
    """A stretch without blanks and dashes at its edges, if it holds a word."""
    while start < end and not (text[start].isalnum() or text[start] in "([\"“‘'*#~"):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return [Stretch(start, end)] if any(c.isalnum() for c in text[start:end]) else []


def _run(text: str, times: Sequence[Timex]) -> list[Timex]:
    """The first clock with those that touch it: the end of its range, other zones."""
    run = list(times[:1])
    for time in times[1:]:
        between = text[run[-1].span.end : time.span.start]
        bracket = re.fullmatch(r"\s*[(\[]\s*", between)
        if len(between) > 14 or not _GAP.fullmatch(between):
            break
        if bracket and not (time.twin or re.match(r"\s*[)\]]|\s?[-–—]", text[time.span.end : time.span.end + 3])):
            break
        run.append(time)
    return run
