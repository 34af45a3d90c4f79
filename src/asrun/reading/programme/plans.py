"""Items of a programme to plans: moments, title, place, people, journey, who of the press may come, and what became of it."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from asrun.model.document import Line, Section
from asrun.model.fact import (
    Change,
    ChangeKind,
    EventKind,
    Fact,
    Mention,
    Part,
    Person,
    Place,
    Plan,
    PlanField,
    Press,
)  # fmt: skip
from asrun.model.notice import Notice
from asrun.model.span import Span
from asrun.model.time import Day, Instant, Relative, Start, Timex, When, day_of
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.happenings import kind_of, kinds
from asrun.reading.context import Context
from asrun.reading.programme.access import press_of
from asrun.reading.programme.clocks import moment
from asrun.reading.programme.entries import Grouping
from asrun.reading.programme.habits import Habit, habit
from asrun.reading.programme.joined import Joined
from asrun.reading.programme.journeys import way_of
from asrun.reading.programme.marks import move, standing, stands_for, struck_changes
from asrun.reading.programme.openings import Entry, Stretch
from asrun.reading.programme.people import People
from asrun.reading.programme.sites import VISITED, Places
from asrun.reading.programme.venues import same_as_before
from asrun.reading.programme.wording import (
    Wording,
    is_gathering,
    word,
)
from asrun.reading.prose import read_prose
from asrun.reading.tables.rows import Struck

_WORDS = Wordbook(__package__, "plans")
_WITH = _WORDS.pattern("with")
_CLOCK_WAS = _WORDS.pattern("clock_was", re.I)


def read_programme(lines: Sequence[Line], context: Context, says: str | None, listed: bool) -> Iterator[Fact | Notice]:
    """Plans and changes for the items of some lines, in order; sentences between them are read as prose.

    Where the lines are not `listed` as a schedule, parts of the day begin no item.
    """
    grouping = Grouping(context.document, context.times, lines, listed)
    first = next((e.line.start for e in grouping.opened if e), 0)
    struck = Struck(context.document, first, lines[-1].end if lines else first)
    made = _Plans(context, says, struck, first, _habit(context.document.text, grouping))
    before: Plan | None = None
    for entry in grouping.entries():
        for one in made.plan(entry):
            before = one if isinstance(one, Plan) else before
            yield one
        yield from _asides(context, grouping, before)
    yield from _asides(context, grouping, before)
    yield from made.entities()


def _habit(text: str, grouping: Grouping) -> Habit:
    """How most items tell where they are."""
    return habit([text[e.words[-1].start : e.words[-1].end] for e in grouping.opened if e and e.words])


def _asides(context: Context, grouping: Grouping, before: Plan | None) -> Iterator[Fact | Notice]:
    """What sentences between the items say, and that a day has no public events."""
    for line in grouping.asides:
        yield from read_prose(Section("body", line.start, line.end), context, before)
    for line in grouping.free:
        where = context.document.span(line.start, line.end)
        told = where.exact[:80]
        message = f'"{told}" says that nothing is planned in public; no event can be made of it; nothing needs doing'
        yield Notice("no-public-events", "info", message, where)
    grouping.asides, grouping.free = [], []


class _Plans:
    """The plans of one programme under way; people and places that only it names gather their mentions."""

    def __init__(self, context: Context, says: str | None, struck: Struck, start: int, told: Habit) -> None:
        self.context, self.says, self.struck, self.habit = context, says, struck, told
        self.document = context.document
        self.places = Places(context, start)
        self.people = People(context)
        self.day = day_of(context.times.created)
        self.before: Plan | None = None
        self.principal = self.people.principal(start)

    def entities(self) -> Iterator[Place | Person]:
        """The places and offices that only the programme names."""
        yield from self.places.found()
        yield from self.people.found()

    def plan(self, entry: Entry) -> Iterator[Fact | Notice]:
        """The plan of an item with its changes and notices."""
        entry, gone = standing(entry, self.struck, self.document.text)
        joined = Joined(self.document.text, entry.words)
        said = word(joined.text, joined.hits(self.context), bool(entry.places), self.habit)
        spans = self._spans(entry)
        starts, ends, ranged = self._moments(entry)
        again = not entry.places and not said.place and same_as_before(joined.text)[1]
        said = said._replace(title=same_as_before(said.title)[0]) if again else said
        parts: list[Part] = []
        if entry.clocks:
            parts.append(Part("starts", entry.clocks[0].span))
            parts += [Part("ends", ranged.span)] if ranged else []
        before = self.before.place if self.before else None
        place, told = (before, ()) if again else self.places.of(entry, said, joined, before)
        parts += [Part("place", span) for span in told]
        title, kind, origin, destination = self._what(said, joined, place, parts)
        apart = place and entry.places and kind not in ("departure", "arrival", "journey") and title.endswith(place)
        if place and apart and not VISITED.search(title[: -len(place)]):
            title = re.sub(r"\s+(?:at|in)(?: the)?$", "", title[: -len(place)].rstrip()) or title
        place = place or (origin if kind == "departure" else destination if kind == "arrival" else None)
        if kind in ("departure", "journey") and not origin and place != destination:
            origin = place
        length = next((t for s in entry.words for t in self.context.times.between(s.start, s.end) if t.seconds), None)
        press = self._press(entry, said, joined, parts)
        for start, end in said.notes:
            self._part(parts, "note", joined.back(start, end))
        for note in entry.notes:
            self._part(parts, "note", note)
        plan = Plan(
            title,
            kind,
            spans,
            starts,
            ends,
            length.value if length else None,
            place,
            origin,
            destination,
            self._who(entry, parts),
            self.says,
            tuple(t.span for t in entry.clocks if t.twin),
            said.tentative or entry.unset or entry.approximate,
            rule="public-schedule.item" if said.title else "public-schedule.withheld",
            press=press,
            parts=tuple(parts),
        )
        was, now = self._was(said, joined), plan
        if was:
            plan = msgspec.structs.replace(plan, starts=was)
        if gone and stands_for(plan, gone, self.document):
            first = self.document.text[gone.start : gone.end].strip(" ,;")
            first = self.places.keep(first, Stretch(*gone))
            plan = msgspec.structs.replace(plan, place=first)
        self.before = plan
        yield plan
        yield from self._changes(said, joined, plan, now.starts)
        if not said.state:
            yield from struck_changes(entry, self.struck, plan, now, gone, self.document)
        yield from self._notices(plan)

    def _part(self, parts: list[Part], name: PlanField, stretch: Stretch) -> None:
        if stretch.end > stretch.start:
            parts.append(Part(name, self.document.span(stretch.start, stretch.end)))

    def _spans(self, entry: Entry) -> tuple[Span, ...]:
        """The item's lines: its first one, and those that go on with it."""
        first = entry.line
        ranges = [Stretch(first.start, first.end)]
        for stretch in (*entry.words, *entry.places, *entry.people, *entry.press, *entry.notes):
            if stretch.start >= first.end and stretch not in ranges:
                ranges.append(stretch)
        return tuple(self.document.span(s.start, s.end) for s in ranges)

    def _moments(self, entry: Entry) -> tuple[Start | None, When | None, Timex | None]:
        """Start and end of an item; one without a clock follows the item before or keeps its day."""
        if not entry.clocks:
            if entry.after and self.before:
                return Relative(str(self.before.spans[0].start)), None, None
            day = day_of(entry.day.when) if entry.day else self.day
            return (
                (Day(day, self.context.times.local, "stated" if entry.day else "inferred") if day else None),
                None,
                None,
            )
        clocks = entry.clocks
        here = next(
            (c for c in clocks if c.zone == self.context.times.local and bool(c.until) == bool(clocks[0].until)),
            clocks[0],
        )
        ended = next((t for t in clocks if here.until == t.span), entry.until)
        starts = moment(here)
        ends = moment(ended) if ended else None
        if isinstance(ends, Instant) and isinstance(starts, Instant) and ends.utc < starts.utc:
            ends = ends.shifted(86400, "stated")
        self.day = day_of(starts) or self.day
        return starts, ends, ended

    def _what(
        self, said: Wording, joined: Joined, place: str | None, parts: list[Part]
    ) -> tuple[str, EventKind, str | None, str | None]:
        """Title and kind of an item, and from where to where it leads."""
        title = said.title
        way = way_of(title)
        if not way:
            return self._title(title), kind_of(title) or "other", None, None
        kind, ways = way.kind, []
        for name, match in (("origin", way.origin), ("destination", way.destination)):
            at = joined.text.find(match["name"]) if match else -1
            stretch = joined.back(at, at + len(match["name"])) if match and at >= 0 else None
            if stretch and match:
                self._part(parts, "origin" if name == "origin" else "destination", stretch)
            ways.append(self.places.named(match["name"].strip(), stretch) if match and stretch else None)
        if kind == "arrival" and not ways[1]:
            ways[1] = place
        return way.title(title, joined.hits(self.context), ways[0], ways[1]), kind, ways[0], ways[1]

    def _title(self, title: str) -> str:
        """A title without the principal and the verb of taking part before an event: "participates in a working lunch"."""
        verb = kinds().participation.search(title)
        led = verb and len(title[: verb.start()].split()) <= 8 and re.match(r"\W*(?:THE |The |[A-ZÀ-Þ])", title)
        if verb and led and verb.start() and kinds().nouns.search(title, verb.end()):
            title = title[verb.end() :]
            cut = _WITH.search(title)
            if cut and kinds().nouns.search(title, 0, cut.start()):
                title = title[: cut.start()]
        if not title:
            return "Title withheld"
        return title[:1].upper() + title[1:]

    def _press(self, entry: Entry, said: Wording, joined: Joined, parts: list[Part]) -> Press | None:
        """Who of the press may come."""
        if said.press and said.access:
            self._part(parts, "press", joined.back(*said.access))
            return said.press
        for stretch in entry.press:
            words = self.document.text[stretch.start : stretch.end]
            self._part(parts, "press", stretch)
            found = press_of(words) or press_of(f"({re.split('[;,]', words, maxsplit=1)[0]})")
            if found:
                return found
        return None

    def _who(self, entry: Entry, parts: list[Part]) -> tuple[str, ...]:
        """The people named in an item, those it stands under, and the principals of all, of whom it may name its own."""
        names: dict[str, None] = {}
        head = entry.head
        leading = self.people.above(head) if head and not self.places.all_at(head) else ()
        if leading and head:
            self._part(parts, "participants", Stretch(head.start, head.end))
        for stretch in (*entry.words, *entry.people):
            for hit in self.context.names.between(stretch.start, stretch.end):
                if hit.kind in ("person", "unnamed", "group"):
                    names[hit.name] = None
                    self._part(parts, "participants", Stretch(hit.start, hit.end))
        whole = leading or self.principal
        own = len(whole) > 1 and not names.keys().isdisjoint(whole)
        return tuple(dict.fromkeys((*(() if own else whole), *names)))

    def _was(self, said: Wording, joined: Joined) -> When | None:
        """The start first announced, where a remark names it: "(moved from 10:45)"."""
        if not said.moved or not _CLOCK_WAS.match(joined.text[slice(*said.moved)]):
            return None
        cue = joined.back(*said.moved)
        clock = next((t for t in self.context.times.between(cue.start, cue.end) if t.type == "TIME"), None)
        return moment(clock) if clock else None

    def _changes(self, said: Wording, joined: Joined, plan: Plan, now: Start | None) -> Iterator[Change]:
        """What a word or remark of the item says became of it."""
        if not said.state or not said.cue:
            return
        cue = joined.back(*said.cue)
        span = self.document.span(cue.start, cue.end)
        about = Mention(plan.summary, plan.kind, plan.spans[:1], plan.starts, plan.place, definite=True, rule=plan.rule)
        if said.state in ("cancelled", "postponed", "added"):
            kind: ChangeKind = said.state  # type: ignore[assignment]
            yield Change(kind, (span,), about, cue=span, rule="public-schedule.mark")
            return
        clock = next((t for t in self.context.times.between(cue.start, cue.end) if t.type == "TIME"), None)
        other = now if now != plan.starts else moment(clock) if clock else None
        if not isinstance(other, When) or not isinstance(plan.starts, When):
            return
        before, after = plan.starts, other
        kind, delta = move(before, after)
        yield Change(kind, (span,), about, before, after, delta, cue=span, rule="public-schedule.mark")

    def _notices(self, plan: Plan) -> Iterator[Notice]:
        """A clock for gathering that lies after its event."""
        if not isinstance(plan.starts, Instant):
            return
        for part in plan.parts:
            if part.field not in ("note", "press") or not is_gathering(part.span.exact):
                continue
            for time in self.context.times.between(part.span.start, part.span.end):
                if time.utc and time.type == "TIME" and time.utc > plan.starts.utc:
                    message = (
                        f'"{part.span.exact[:60]}" comes after the event of {plan.starts.local:%H:%M} that it is for; '
                        "one of the two clocks is misprinted, both were kept; a corrected schedule would tell"
                    )
                    yield Notice("gather-after-start", "warning", message, part.span)
