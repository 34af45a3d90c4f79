"""How alike a mention and an event are, with the reasons, in points of a hundred."""

import re
from datetime import datetime
from functools import cache, lru_cache
from typing import NamedTuple, get_args

from asrun.model.fact import EventKind, Mention, Plan
from asrun.model.known import Profile
from asrun.model.time import Day, Instant, Relative, Start, When, day_of
from asrun.model.wordbook import Wordbook, read_book

_WORDS = Wordbook(__package__, "likeness")
BAR = 45
_SAME_NOUN = 25
_ALL_WORDS = 10
_ELSEWHERE = -20
_NEAR = 120
SAID = 30
# How reading marks a mention that a whole clause makes.
CLAUSE = "happenings.clause"
# The same of the end of a journey whose beginning was told just before.
LEG = "moves.leg"
_EARLIEST, _LATEST = -1.5, 5
_WHOLE = 0.9
# What a movement's clock speaks for the leg planned nearest, by the hours between.
_LATER = ((0.75, 20), (2, 15), (4, 5))
# An item of another list so many hours away is another item, be it of the same words: one arrives twice a day.
_FAR = 2
# What a sighting speaks for the event that was to begin shortly before, by the minutes between.
_SEEN, _SOON = ((30, 20), (90, 12), (150, 5)), -20
_LEGS = ("departure", "arrival", "journey")
_AFTER_HEAD = _WORDS.pattern("after_head")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "last", "final")
_WORD = re.compile(r"[^\W_]+")


class Nouns(NamedTuple):
    """The data of nouns.toml in the form it is asked for."""

    canonical: dict[str, str]
    empty: frozenset[str]
    families: tuple[frozenset[str], ...]
    common: frozenset[str]
    endings: tuple[str, ...]
    usual: tuple[str, ...]
    light: frozenset[str]
    refers: tuple[str, ...]
    people: tuple[str, ...]
    generic: frozenset[str]


@cache
def nouns() -> Nouns:
    """The rows of nouns.toml."""
    data = read_book(__package__, "nouns")
    canonical = {word: row[0] for row in data["synonyms"] for word in row}
    return Nouns(
        canonical, frozenset(data["empty"]), tuple(frozenset(row) for row in data["families"]),
        frozenset(data["common"]), tuple(data["endings"]), tuple(data["usual"]), frozenset(data["light"]),
        tuple(data["refers"]), tuple(data["people"]),
        frozenset(canonical.get(w, w) for w in data["generic"]),
    )  # fmt: skip


@lru_cache(4096)
def words(summary: str) -> frozenset[str]:
    """The telling words of a summary, synonyms made one."""
    known = nouns()
    plain = (w.lower() for w in _WORD.findall(summary))
    return frozenset(known.canonical.get(w, w) for w in plain if w not in known.empty)


@lru_cache(4096)
def head(summary: str) -> str:
    """The noun that names a happening in its summary: the last word before a comma or a preposition.

    >>> head("Evening rally in Sedalia"), head("Diner stop, Ruby's Cafe")
    ('rally', 'stop')
    """
    first = _AFTER_HEAD.split(summary, maxsplit=1)[0].split()
    return first[-1].lower() if first else ""


def ordinal_of(mention: Mention | Plan) -> str | None:
    """Which of several it is: "second" of "Second town hall"."""
    told = getattr(mention, "ordinal", None)
    first = mention.summary.partition(" ")[0].lower()
    return told or (first if first in _ORDINALS else None)


def _named(summary: str) -> frozenset[str]:
    """The telling words of a summary before its first comma or preposition."""
    return words(_AFTER_HEAD.split(summary, maxsplit=1)[0])


def same_family(one: EventKind, other: EventKind) -> bool:
    """Whether two kinds may be one event."""
    return one == other or "other" in (one, other) or any({one, other} <= row for row in nouns().families)


@cache
def family(kind: EventKind) -> tuple[EventKind, ...]:
    """The kinds that may be one event with this kind."""
    return tuple(k for k in get_args(EventKind) if same_family(kind, k))


def surname(name: str) -> str:
    """The word by which a name is compared across documents."""
    return name.rsplit(maxsplit=1)[-1].lower() if name.strip() else ""


def likeness(mention: Mention | Plan, event: Profile, seen: Instant | None = None) -> tuple[int, str]:
    """The points and the reasons for taking the mention, `seen` at a moment, as the event."""
    if mention.rule == CLAUSE and not mention.summary:
        points, reason = _told_by_words(mention, event)
        if points >= BAR:
            return points + SAID, reason
    if not mention.summary:
        return _under_way(mention, event)
    if mention.kind == "arrival" and event.kind not in _LEGS:
        return _reached(mention, event)
    if not same_family(mention.kind, event.kind):
        return 0, ""
    points, reasons = 0, []
    if mention.kind == event.kind and mention.kind != "other":
        points += 25
        reasons.append(mention.kind.replace("_", " "))
    elif mention.kind == event.kind and any(head(mention.summary) == head(s) for s in event.summaries):
        points += 30
        reasons.append(f"same noun: {head(mention.summary)}")
    shared, said = _shared(mention.summary, event)
    if said:
        points += round(35 * said) + (_SAME_NOUN if mention.kind == event.kind == "other" else 0)
        reasons.append("same words: " + ", ".join(sorted(shared)))
    if mention.rule == "happenings.unlisted" and shared and shared == words(mention.summary):
        points += _ALL_WORDS
    points += _seen_near(mention, event, seen, reasons)
    starts = mention.starts or (seen if mention.kind in _LEGS else None)
    points += _moments(mention, event, starts, reasons)
    points += _people(mention, event, reasons) + _places(mention, event, reasons)
    ordinal = ordinal_of(mention)
    if ordinal and event.ordinals:
        points += 15 if ordinal in event.ordinals else -40
    elif event.ordinals and _named(mention.summary) - frozenset().union(*map(words, event.summaries)):
        points -= 20
    if definite(mention) or _done(mention):
        points += 15
        reasons.append("definite")
    return points, "; ".join(reasons)


def definite(mention: Mention | Plan) -> bool:
    """Whether words refer to something known: "the tour", also where they tell its hour."""
    if isinstance(mention, Mention):
        return mention.definite
    return mention.restates and mention.spans[0].exact[:4].lower() == "the "


def _done(mention: Mention | Plan) -> bool:
    """Whether it is told by a verb alone, which may retell what a noun named: "signed the text", "will speak on Friday"."""
    acted = mention.rule.startswith("acts.") and (isinstance(mention, Plan) or mention.held == "held")
    return acted or (mention.rule.startswith("retold.") and mention.starts is None)


def _under_way(mention: Mention | Plan, event: Profile) -> tuple[int, str]:
    """Points for the happening at which somebody is seen at a clock, where the words name none: the nearest by its start."""
    starts = [s for s in event.starts if isinstance(s, Instant)]
    if event.kind in _LEGS or not starts or not isinstance(mention.starts, Instant):
        return 0, ""
    apart = min(((mention.starts.utc - s.utc).total_seconds() / 60 for s in starts), key=abs)
    points = 65 - round(apart / 4 if apart > 0 else -apart / 2) + _people(mention, event, [])
    shared = words(mention.spans[0].exact) & frozenset().union(*map(words, event.summaries))
    points += 15 * min(2, len(shared))
    apart = abs(apart)
    return (points, "under way at that clock") if apart <= _NEAR else (0, "")


def _told_by_words(mention: Mention | Plan, event: Profile) -> tuple[int, str]:
    """Points for the planned happening that shares a telling word with a clause, near its clock where it has one."""
    people = frozenset(w for n in (*mention.participants, *event.participants) for w in words(n))
    mine = words(mention.spans[0].exact) - people
    shared = max((mine & words(s) - people for s in event.summaries), key=len, default=frozenset())
    shared = frozenset(w for w in shared if len(w) > 2 and not w.isdigit())
    if not shared or not event.planned:
        return 0, ""
    points = 20 + 25 * min(len(shared), 2)
    starts = [s for s in event.starts if isinstance(s, Instant)]
    if isinstance(mention.starts, Instant) and starts:
        off = min(((mention.starts.utc - s.utc).total_seconds() / 3600 for s in starts), key=abs)
        points -= 45 if not _EARLIEST < off < _LATEST else round(abs(off))
    return points, "words of its clause: " + ", ".join(sorted(shared))


def _reached(mention: Mention | Plan, event: Profile) -> tuple[int, str]:
    """Points for the happening that somebody arrives for: one at the place that is reached, near its start."""
    place = words(mention.destination or "") or words(mention.summary) - {"arrival"}
    there = frozenset().union(*(words(s) for s in (*event.summaries, *event.places)))
    if not place or not place <= there or not isinstance(mention.starts, Instant):
        return 0, ""
    reasons: list[str] = []
    starts = [s for s in event.starts if isinstance(s, Instant)]
    apart = min((abs((mention.starts.utc - s.utc).total_seconds()) / 60 for s in starts), default=_NEAR)
    points = 50 + _people(mention, event, reasons)
    return (points, "arrival at its place") if apart <= _NEAR else (0, "")


def _shared(summary: str, event: Profile) -> tuple[frozenset[str], float]:
    """The words shared with the most alike summary of the event, and how much of the mention they are."""
    mine = words(summary)
    best: tuple[frozenset[str], float] = (frozenset(), 0.0)
    for other in event.summaries:
        theirs = words(other)
        shared = mine & theirs
        if shared:
            share = len(shared) / len(mine) * 0.7 + len(shared) / len(theirs) * 0.3
            share = max(share, _WHOLE) if len(theirs) > 1 and shared == theirs else share
            best = max(best, (shared, share), key=lambda b: b[1])
    return best


def _moments(mention: Mention | Plan, event: Profile, starts: Start | None, reasons: list[str]) -> int:
    """Points for when: the same clock speaks for one event, another day against it.

    No list repeats an item of another day.
    """
    if starts is None or isinstance(starts, Relative) or not event.starts:
        return 0
    listed = isinstance(mention, Plan) and not mention.restates
    days = {day_of(s) for s in event.starts}
    apart = [a for s in event.starts if (a := _hours(starts, s)) is not None]
    nearest = min(apart, default=24)
    if listed and day_of(starts) not in days and nearest > _FAR:
        return -100
    if apart:
        if not nearest:
            reasons.append("same clock")
            return 30
        if listed and nearest > _FAR:
            return -45
        if mention.kind in ("departure", "arrival"):
            return next((points for hours, points in _LATER if nearest <= hours), -30)
        return -10 if nearest < 6 else -45
    return 5 if day_of(starts) in days else -45


def _hours(one: When, other: When) -> float | None:
    """How many hours two clocks are apart; None where one is no clock, or only one is placed by a zone."""
    if isinstance(one, Instant) and isinstance(other, Instant):
        return abs((one.utc - other.utc).total_seconds()) / 3600
    walls = [datetime.fromisoformat(f"{w.day}T{w.clock}") for w in (one, other) if isinstance(w, Day) and w.clock]
    return abs((walls[0] - walls[1]).total_seconds()) / 3600 if len(walls) == 2 else None


def _seen_near(mention: Mention | Plan, event: Profile, seen: Instant | None, reasons: list[str]) -> int:
    """Points for what is seen not long after the event was to begin, where the words say no moment of their own."""
    starts = [s for s in event.starts if isinstance(s, Instant)]
    if seen is None or mention.starts or not starts or not event.planned or event.kind in _LEGS:
        return 0
    apart = min(((seen.utc - s.utc).total_seconds() / 60 for s in starts), key=abs)
    points = next((points for most, points in _SEEN if _SOON <= apart <= most), 0)
    if points:
        reasons.append("seen at about its time")
    return points


def _people(mention: Mention | Plan, event: Profile, reasons: list[str]) -> int:
    """Points for who."""
    mine, theirs = (
        {surname(n) for n in p if not n.startswith("the ")} for p in (mention.participants, event.participants)
    )
    if not mine or not theirs:
        return 0
    if mine & theirs:
        reasons.append("same participants")
        return 10
    return -30


def _places(mention: Mention | Plan, event: Profile, reasons: list[str]) -> int:
    """Points for where; a journey to another place is another journey."""
    points = 0
    for mine, theirs, other in (
        (mention.destination, event.destinations, -40),
        (mention.origin, event.origins, -20),
        (mention.place, event.places, _ELSEWHERE if mention.kind == "other" and not event.planned else 0),
    ):
        if mine and theirs:
            alike = any(mine.lower() in t.lower() or t.lower() in mine.lower() for t in theirs)
            points += 10 if alike else other
            if alike:
                reasons.append(f"same place: {mine}")
    return points
