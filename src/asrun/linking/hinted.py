"""Hints of change put on the planned items whose words they stand by; one that fits none, or several alike, is nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from asrun.linking.items import Items, common, nearer, stems, stems_of
from asrun.linking.likeness import nouns
from asrun.linking.several import several
from asrun.model.entry import LinkAdded
from asrun.model.fact import Change, Fact, Mention, Observation
from asrun.model.known import Profile
from asrun.model.span import Span
from asrun.model.time import Day, Instant, day_of, duration_seconds
from asrun.model.wordbook import Wordbook

_WORDS = Wordbook(__package__, "hinted")
_NAMED = "hints.named"
_SEEN, _BARE = "hints.seen", ".bare"
_AHEAD, _WHO, _MEASURED = "hints.ahead", ".who", ".measured"
_RELOCATED, _BECAUSE = "hints.relocated", ".because"
_ROUGH, _EARLY, _LATE = 10 * 60, -2 * 3600, 5 * 3600
_SURE, _SURER = 2, 4
_OFF = ("cancelled", "skipped", "postponed", "replaced", "rescheduled")
_OF_HAPPENINGS = ("skipped", "participants_changed")
_LENGTHS = ("shortened", "extended", "ended_early")
_NO_SUBJECT = _WORDS.pattern("no_subject", re.I)
_UNDONE = ("cancelled", "postponed", "replaced")
_LEGS = ("departure", "arrival", "journey")
# Kinds of which one told plainly leaves no room for a hint of the others.
_GROUPS = (
    _OFF,
    ("delayed", "advanced", *_OFF),
    ("ended_early", "shortened", "extended", "cancelled"),
    ("relocated", "cancelled"),
    ("format_changed",),
    ("participants_changed", "skipped", "cancelled"),
)
_DOES = _WORDS.pattern("does", re.I)
_PLACED = _WORDS.pattern("placed")
_CLOCKED = _WORDS.pattern("clocked", re.I)
# Of these, what "he" or "they" begins may be said of the happening told of before.
_OF_PEOPLE = ("relocated", "participants_changed", "format_changed")


_AWAY = _WORDS.pattern("away", re.I)


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
        together = several(about.spans[1].exact, items, day, told.known()) if _of_many(change) else []
        if together:
            made += [(one, p.event, "one of several") for p in together if (one := _each(change, about, p, told))]
            continue
        profile, reason = _the_item(change, about, items, profiles, event_of)
        if profile is None or not profile.planned:
            continue
        off = next((m for m in made if m[1] == profile.event and m[0].kind == "cancelled"), None)
        if off and change.kind in ("postponed", "rescheduled") and change.certainty == "asserted":
            made[made.index(off)] = change, profile.event, reason
        elif told.admits(change, profile):
            told.note(change, profile)
            made.append((_plainly(change), profile.event, reason))
    return made


def placed(change: Change, event: str, links: Mapping[Span, LinkAdded]) -> tuple[Change, Span] | None:
    """A change of an event with the span that links it there: its cue, else its words."""
    about = change.about
    spans = about.spans if about else change.spans
    first = next((n for n, span in enumerate(spans[:2]) if span not in links or links[span].event == event), None)
    if first is None:
        return None
    about = msgspec.structs.replace(about, spans=spans[first:]) if about else None
    return msgspec.structs.replace(change, about=about), spans[first]


def _the_item(
    change: Change, about: Mention, items: Items, profiles: Mapping[str, Profile], event_of: Mapping[Span, str]
) -> tuple[Profile | None, str]:
    """The planned event that a hint is about, and why."""
    timed = isinstance(change.after, Instant) and not change.rule.startswith(_SEEN)
    cue = change.cue.exact if change.cue and timed else ""
    if change.rule.startswith(_AHEAD):
        return _ahead(change, about, items, profiles, event_of)
    if _MEASURED in change.rule:
        found = items.named(about.spans[1].exact)
        return (
            (found, "words beside it")
            if found and _tells_of(change, about.spans[1].exact, found, items)
            else (None, "")
        )
    was = due_before(change)
    due = about.starts if isinstance(about.starts, Instant) else None
    if was and (found := items.at(was)):
        return found, "due so much before"
    off = change.kind in _UNDONE
    if found := items.named(about.spans[1].exact, about.rule == _NAMED, cue, about.titles, due, people=off):
        return found, "words beside it"
    seen = change.rule.startswith(_SEEN) and not (change.cue and _CLOCKED.match(change.cue.exact))
    only_behind = seen or (change.cue is not None and change.cue.start == about.spans[1].start)
    sure = _SURE if _timed(change) else _SURER
    if (_refers(change) or not (only_behind and (seen or sure == _SURER))) and (
        found := items.named(about.spans[2].exact, but=cue, sure=sure)
    ):
        return found, "words of its sentence"
    for before in about.spans[3:] if change.kind == "postponed" or _refers(change) else ():
        if found := profiles.get(event_of.get(before, "")) or items.named(before.exact):
            return found, "told of before"
    return None, ""


def _ahead(
    change: Change, about: Mention, items: Items, profiles: Mapping[str, Profile], event_of: Mapping[Span, str]
) -> tuple[Profile | None, str]:
    """The planned event that an hour to come is of: that of its plan's words, of its clause, or of what "it" refers to."""
    if planned := profiles.get(event_of.get(about.spans[0], "")):
        return planned, "another hour of it"
    told = about.spans[1].exact
    if (found := items.named(told)) and _tells_of(change, told, found, items):
        return found, "words beside it"
    if any(told.lower().lstrip().startswith(f"{word} ") for word in nouns().refers):
        for before in about.spans[3:]:
            if found := profiles.get(event_of.get(before, "")) or items.named(before.exact):
                return found, "told of before"
    return None, ""


def _tells_of(change: Change, told: str, profile: Profile, items: Items) -> bool:
    """Whether some words are about somebody, about who is to take part in an item, or begin with the item itself."""
    named = any(p.rpartition(" ")[2] in told for p in profile.participants if p[:1].isupper())
    return named or _WHO in change.rule or items.heads_in(told, profile)


def _of_many(change: Change) -> bool:
    """Whether a change can be one of many items alike: it leads to no clock or person."""
    return not isinstance(change.after, Instant) and change.kind not in ("participants_changed", "skipped")


def _each(change: Change, about: Mention, profile: Profile, told: "Told") -> Change | None:
    """A change of many items as the one of an item, about the words that planned it; None where more is told of that."""
    if profile.words is None or not told.admits(change, profile):
        return None
    told.note(change, profile)
    mine = msgspec.structs.replace(about, spans=(profile.words, *about.spans[1:]), titles=(), starts=None)
    return msgspec.structs.replace(change, about=mine)


def _plainly(change: Change) -> Change:
    """A change whose happening no longer says what it may be titled by."""
    about = msgspec.structs.replace(change.about, titles=(), starts=None) if change.about else None
    return msgspec.structs.replace(change, about=about)


def _refers(change: Change) -> bool:
    """Whether a hint's words begin with what refers to something told before them."""
    begin = change.spans[0].exact.lower().lstrip()
    words = (
        (*nouns().refers, *nouns().people)
        if change.kind in _OF_PEOPLE or change.rule.startswith(_SEEN)
        else nouns().refers
    )
    return any(begin.startswith(f"{word} ") for word in words)


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
        later = change.kind == "rescheduled" and not isinstance(change.after, Instant)
        if (change.kind in _UNDONE or later) and profile.event in self.begun:
            return False
        if profile.kind in _LEGS and change.rule.startswith(_SEEN):
            return False
        if change.kind == "format_changed" and profile.kind == "call":
            return False
        if change.about and change.about.participants and not _other(change.about.participants[0], profile):
            return False
        if (
            change.rule.startswith(_RELOCATED)
            and isinstance(change.after, str)
            and not _elsewhere(change, change.after, profile)
        ):
            return False
        if isinstance(change.after, Instant) and not _moved(change, change.after, profile):
            return False
        if isinstance(change.after, Day) and any(day_of(s) == change.after.day for s in profile.due):
            return False
        if change.rule.startswith(_AHEAD) and (profile.event in self.begun or not _off_plan(change, profile)):
            return False
        if change.rule.startswith(_SEEN) and (profile.event in self.begun or not _off_plan(change, profile)):
            return False
        kinds = self.kinds[profile.event]
        return not any(change.kind in group and kinds & set(group) for group in _GROUPS)

    def known(self) -> frozenset[str]:
        """The events that something is told of."""
        return frozenset((*(e for e, kinds in self.kinds.items() if kinds), *self.begun))

    def note(self, change: Change, profile: Profile) -> None:
        """Keeps what a hint told."""
        self.kinds[profile.event].add(change.kind)


def _moved(change: Change, after: Instant, profile: Profile) -> bool:
    """Whether a clock is another one than was planned, and as far from that as the words say."""
    gaps = _gaps(change, after, profile)
    told = duration_seconds(change.delta) if change.delta else None
    return bool(gaps) and all(gaps) and (told is None or any(abs(g - told) <= _ROUGH for g in gaps))


def _gaps(change: Change, after: Instant, profile: Profile) -> list[float]:
    """The seconds from each clock that an event was planned for to a clock, in the half of the day that is left open."""
    due = profile.due[:1] if change.rule.startswith(_AHEAD) else profile.due
    gaps = [(after.utc - s.utc).total_seconds() for s in due if isinstance(s, Instant)]
    return [nearer(g) for g in gaps] if change.rule.endswith(_BARE) else gaps


def _off_plan(change: Change, profile: Profile) -> bool:
    """Whether what was seen at a clock was seen well off the clock that an event was planned for, and not hours."""
    gaps = _gaps(change, change.after, profile) if isinstance(change.after, Instant) else []
    return bool(gaps) and all(_EARLY <= g <= -_ROUGH or _ROUGH <= g <= _LATE for g in gaps)


def _over(one: Span, other: Span) -> bool:
    """Whether two spans share words."""
    return one.doc == other.doc and one.start < other.end and other.start < one.end


def _elsewhere(change: Change, place: str, profile: Profile) -> bool:
    """Whether a place shares no word with where an event was to be, and that is known."""
    planned = stems_of((*profile.places, *profile.summaries))
    placed = profile.places or any(_PLACED.search(s) for s in profile.summaries)
    moved = change.rule.endswith(_BECAUSE) or (change.cue is not None and _AWAY.search(change.cue.exact))
    shared = stems(place) & planned
    return bool(placed or moved) and (not shared or (shared <= common() and stems(place) != shared))


def _other(person: str, profile: Profile) -> bool:
    """Whether somebody is none of those who were to take part, where they are known."""
    planned = stems_of((*profile.participants, *profile.summaries))
    known = profile.participants or any(_DOES.match(s) for s in profile.summaries)
    return bool(known) and not stems(person) & planned
