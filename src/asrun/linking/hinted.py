"""Hints of change put on the planned items whose words they stand by; one that fits none, or several alike, is nothing."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from asrun.linking.likeness import head, words
from asrun.model.fact import Change, Fact, Observation
from asrun.model.known import Profile
from asrun.model.span import Span
from asrun.model.time import Day, Instant, day_of, duration_seconds

_NAMED = "hints.named"
_SURE, _MARGIN = 2, 1
_BEFORE, _AHEAD = 2, 9
_ROUGH, _HALF = 10 * 60, 12 * 3600
_ENDINGS = (
    "ations", "ation", "ists", "ist", "ings", "ing", "ures", "ure", "ers", "ments", "ment", "ions", "ion", "als", "al", "ied",
    "ies", "ed", "er", "es", "en", "s", "e", "y",
)  # fmt: skip
_OFF = ("cancelled", "skipped", "postponed", "replaced", "rescheduled")
_OF_HAPPENINGS = ("skipped", "format_changed", "participants_changed")
_LENGTHS = ("shortened", "extended", "ended_early")
_NO_SUBJECT = re.compile(r"\W*(?:and |but |then )*(?:had|has|have|was|were|is|are|been|be)\b", re.I)
_UNDONE = ("cancelled", "postponed", "replaced")
# Kinds of which one told plainly leaves no room for a hint of the others.
_GROUPS = (
    _OFF,
    ("delayed", "advanced", *_OFF),
    ("ended_early", "shortened", "extended", "cancelled"),
    ("relocated", "cancelled"),
    ("format_changed",),
    ("participants_changed", "skipped", "cancelled"),
)
# An item of somebody's own diary says what he does: "Opens the book fair".
_DOES = re.compile(
    r"(?:opens|unveils|attends|addresses|launches|presents|chairs|hosts|receives|delivers|speaks|cuts|lays|plants|inspects|names"
    r"|reads|leads|gives|lights|hands|dedicates|commissions|inaugurates|switches)\b",
    re.I,
)
_PLACED = re.compile(r"\b(?:at|in|on|aboard) ")
_REFERS = ("it", "that", "this", "which", "the event", "the ceremony", "the occasion", "both")


class Item(NamedTuple):
    """A planned event with the stems of what it is called, and those of its head nouns."""

    profile: Profile
    stems: frozenset[str]
    heads: frozenset[str]


@lru_cache(4096)
def stem(word: str) -> str:
    """A word without its ending.

    >>> stem("signing"), stem("signed"), stem("planting"), stem("tour")
    ('sign', 'sign', 'plant', 'tour')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl" else word


@lru_cache(4096)
def stems(words_of: str) -> frozenset[str]:
    """The stems of the telling words of a text."""
    return frozenset(stem(w) for w in words(words_of) if len(w) > 2 and not w.isdigit())


def _stems_of(texts: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*map(stems, texts))


_AWAY = re.compile(r"\b(?:into|inside|onto|aboard|across|to|for)$", re.I)
# What many places are called by: another "Court 1" than "Court 3" shares only this.
_ROOMS = _stems_of(("court", "room", "hall", "building", "centre", "house", "park", "square", "street", "terminal"))


def _called(profile: Profile) -> frozenset[str]:
    """The stems of what an event is called; who takes part tells none from another, unless it is called by nothing else."""
    title = _stems_of(profile.summaries)
    return title - _stems_of(profile.participants) or title


def due_before(change: Change) -> Instant | None:
    """The clock that something was due at before a change: as told, else as far from the new one as the words say."""
    seconds = duration_seconds(change.delta) if change.delta else None
    if isinstance(change.before, Instant):
        return change.before
    return change.after.shifted(-seconds) if seconds and isinstance(change.after, Instant) else None


def due_at(facts: Iterable[Fact], hints: Iterable[Change]) -> Iterator[tuple[Span, Instant]]:
    """The clocks that happenings were due at, by where these are told: of changes, and of what was seen beside a hint."""
    told = [(h.spans[0], h.after, due) for h in hints if h.after and (due := due_before(h))]
    for fact in facts:
        if isinstance(fact, Change) and fact.about and (due := due_before(fact)):
            yield fact.about.spans[0], due
        elif isinstance(fact, Observation) and fact.about:
            seen = fact.spans[0]
            near = next((due for scope, after, due in told if after == fact.at and _over(scope, seen)), None)
            if near:
                yield fact.about.spans[0], near


def was_due(profile: Profile, due: Instant | None) -> bool:
    """Whether an event was due at a clock."""
    return due is not None and any(isinstance(s, Instant) and s.utc == due.utc for s in profile.starts)


class Items:
    """The planned events around a day that hints may be about."""

    def __init__(self, profiles: Iterable[Profile], day: date | None) -> None:
        self.items = [
            Item(p, _called(p), frozenset(stem(w) for s in p.summaries for w in words(head(s))))
            for p in profiles
            if p.planned and _near(p, day)
        ]
        self.counts = Counter(s for i in self.items for s in i.stems)

    def named(self, told: str, noun_alone: bool = False, but: str = "") -> Profile | None:
        """The one item whose words some words hold; with `noun_alone` it must be the item's own noun that heads them.

        The words `but` are none of it.
        """
        mine = stems(told) - (stems(but) if but else frozenset())
        noun = stem(next(iter(words(head(told))), "")) if noun_alone else None
        scored = sorted(((self._points(i, mine, noun), i) for i in self.items), key=lambda s: -s[0])
        if not scored or scored[0][0] < _SURE:
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN:
            return None
        return scored[0][1].profile

    def due(self, change: Change) -> Profile | None:
        """The one item that was due at the clock that the words of a hint say, or so much before or after another."""
        was = due_before(change)
        if was is None:
            return None
        found = [i.profile for i in self.items if was_due(i.profile, was)]
        return found[0] if len(found) == 1 else None

    def _points(self, item: Item, mine: frozenset[str], noun: str | None) -> int:
        if noun is not None and noun not in item.heads:
            return 0
        return sum(2 if self.counts[s] == 1 else 1 for s in mine & item.stems) + (noun is not None)


def _near(profile: Profile, day: date | None) -> bool:
    """Whether an event with a clock lies near a document's day, or whether it is on no day that is known."""
    clocks = [s for s in profile.starts if isinstance(s, Instant) or (isinstance(s, Day) and s.clock)]
    days = [d for s in clocks if (d := day_of(s))]
    return bool(days) and (day is None or any(-_BEFORE <= (d - day).days <= _AHEAD for d in days))


def resolved(
    hints: Iterable[Change],
    facts: Sequence[Fact],
    profiles: Mapping[str, Profile],
    event_of: Mapping[Span, str],
    day: date | None,
) -> list[tuple[Change, str, str]]:
    """The changes that hints come to, each with its event and the reason for taking it so.

    What is first told of as off and later as put off was put off.
    """
    told, items = Told(facts, event_of), Items(profiles.values(), day)
    made: list[tuple[Change, str, str]] = []
    for change in hints:
        about = change.about
        if about is None:
            continue
        cue = change.cue.exact if change.cue and isinstance(change.after, Instant) else ""
        profile, reason = items.due(change), "due so much before"
        if profile is None:
            profile, reason = items.named(about.spans[1].exact, about.rule == _NAMED, cue), "words beside it"
        if profile is None and _timed(change):
            profile, reason = items.named(about.spans[2].exact, but=cue), "words of its sentence"
        if profile is None and len(about.spans) > 3 and _refers(change):
            profile, reason = profiles.get(event_of.get(about.spans[3], "")), "told of before"
        if profile is None or not profile.planned:
            continue
        off = next((m for m in made if m[1] == profile.event and m[0].kind == "cancelled"), None)
        if off and change.kind in ("postponed", "rescheduled") and change.certainty == "asserted":
            made[made.index(off)] = change, profile.event, reason
        elif told.admits(change, profile):
            told.note(change, profile)
            made.append((change, profile.event, reason))
    return made


def _refers(change: Change) -> bool:
    """Whether a hint's words begin with what refers to something told before them."""
    begin = change.spans[0].exact.lower().lstrip()
    return any(begin.startswith(f"{word} ") for word in _REFERS)


def _timed(change: Change) -> bool:
    """Whether a hint tells a clock or an amount, or what can be said of nothing but a happening."""
    open_ended = change.kind in _LENGTHS and _NO_SUBJECT.match(change.spans[0].exact)
    return bool(change.delta or isinstance(change.after, Instant) or open_ended) or change.kind in _OF_HAPPENINGS


class Told:
    """What the other facts of a reading tell of events already, so that no hint tells it again or against it."""

    def __init__(self, facts: Sequence[Fact], event_of: Mapping[Span, str]) -> None:
        self.kinds: dict[str, set[str]] = defaultdict(set)
        self.plain: list[Span] = []
        self.begun: set[str] = set()
        for fact in facts:
            about = fact.about if isinstance(fact, Change | Observation) else None
            event = event_of.get(about.spans[0]) if about else None
            if event and isinstance(fact, Change):
                self.kinds[event].add(fact.kind)
                self.plain += [fact.cue] if fact.cue else fact.spans
            elif event and isinstance(fact, Observation) and fact.phase in ("started", "ended", "in_progress"):
                self.begun.add(event)

    def admits(self, change: Change, profile: Profile) -> bool:
        """Whether a hint adds to what is told of an event."""
        if change.cue and any(_over(change.cue, s) for s in self.plain):
            return False
        if change.kind in _UNDONE and profile.event in self.begun:
            return False
        if change.about and change.about.participants and not _other(change.about.participants[0], profile):
            return False
        if (
            change.rule == "hints.relocated"
            and isinstance(change.after, str)
            and not _elsewhere(change, change.after, profile)
        ):
            return False
        if isinstance(change.after, Instant) and not _moved(change, change.after, profile):
            return False
        kinds = self.kinds[profile.event]
        return not any(change.kind in group and kinds & set(group) for group in _GROUPS)

    def note(self, change: Change, profile: Profile) -> None:
        """Keeps what a hint told."""
        self.kinds[profile.event].add(change.kind)


def _moved(change: Change, after: Instant, profile: Profile) -> bool:
    """Whether a clock is another one than was planned, and as far from that as the words say."""
    gaps = [_nearer((after.utc - s.utc).total_seconds()) for s in profile.starts if isinstance(s, Instant)]
    told = duration_seconds(change.delta) if change.delta else None
    return bool(gaps) and all(gaps) and (told is None or any(abs(g - told) <= _ROUGH for g in gaps))


def _nearer(gap: float) -> float:
    """The seconds between two clocks, of which one may leave open its half of the day."""
    return min((gap, gap - _HALF, gap + _HALF), key=abs)


def _over(one: Span, other: Span) -> bool:
    """Whether two spans share words."""
    return one.doc == other.doc and one.start < other.end and other.start < one.end


def _elsewhere(change: Change, place: str, profile: Profile) -> bool:
    """Whether a place shares no word with where an event was to be, and that is known."""
    planned = _stems_of((*profile.places, *profile.summaries))
    placed = profile.places or any(_PLACED.search(s) for s in profile.summaries)
    moved = change.cue is not None and _AWAY.search(change.cue.exact)
    shared = stems(place) & planned
    return bool(placed or moved) and (not shared or (shared <= _ROOMS and stems(place) != shared))


def _other(person: str, profile: Profile) -> bool:
    """Whether somebody is none of those who were to take part, where they are known."""
    planned = _stems_of((*profile.participants, *profile.summaries))
    known = profile.participants or any(_DOES.match(s) for s in profile.summaries)
    return bool(known) and not stems(person) & planned
