"""Items of a programme to plans: moments, title, place, people, journey, who of the press may come, and what became of it."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from asrun.model.document import Line, Section
from asrun.model.fact import (
    Change,
    ChangeKind,
    EntityMention,
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
from asrun.reading.context import Context, Hit
from asrun.reading.listing.words import names_place
from asrun.reading.programme.cells import common_place, own_cell
from asrun.reading.programme.clocks import moment
from asrun.reading.programme.entries import Grouping
from asrun.reading.programme.joined import Joined
from asrun.reading.programme.journeys import way_of
from asrun.reading.programme.marks import move, standing, stands_for, struck_changes
from asrun.reading.programme.openings import Entry, Stretch
from asrun.reading.programme.people import People
from asrun.reading.programme.venues import narrowed, same_as_before
from asrun.reading.programme.wording import (
    Wording,
    ends_in_brackets,
    holds_office,
    is_gathering,
    movement,
    press_of,
    word,
)
from asrun.reading.prose import read_prose
from asrun.reading.scenes import is_body
from asrun.reading.tables.rows import Struck

_WORDS = Wordbook(__package__, "plans")
_WITH = _WORDS.pattern("with")
_THERE = _WORDS.pattern("there", re.I)
_AT = _WORDS.pattern("at")
_CLOCK_WAS = _WORDS.pattern("clock_was", re.I)


def read_programme(lines: Sequence[Line], context: Context, says: str | None, listed: bool) -> Iterator[Fact | Notice]:
    """Plans and changes for the items of some lines, in order; sentences between them are read as prose.

    Where the lines are not `listed` as a schedule, parts of the day begin no item.
    """
    grouping = Grouping(context.document, context.times, lines, listed)
    first = next((e.line.start for e in grouping.opened if e), 0)
    struck = Struck(context.document, first, lines[-1].end if lines else first)
    made = _Plans(context, says, struck, first, _bracketed(context.document.text, grouping))
    before: Plan | None = None
    for entry in grouping.entries():
        for one in made.plan(entry):
            before = one if isinstance(one, Plan) else before
            yield one
        yield from _asides(context, grouping, before)
    yield from _asides(context, grouping, before)
    yield from made.entities()


def _bracketed(text: str, grouping: Grouping) -> bool:
    """Whether most items, three or more, end in brackets that can only tell a place."""
    items = [e.words[-1] for e in grouping.opened if e and e.words]
    told = sum(ends_in_brackets(text[w.start : w.end]) for w in items)
    return told >= 3 and told * 2 >= len(items)


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

    def __init__(self, context: Context, says: str | None, struck: Struck, start: int, bracketed: bool) -> None:
        self.context, self.says, self.struck, self.bracketed = context, says, struck, bracketed
        self.document = context.document
        self.known = {p.name.lower(): p.name for p in context.names.places}
        self.places: dict[str, list[Span]] = {}
        self.people = People(context)
        self.day = day_of(context.times.created)
        self.before: Plan | None = None
        self.principal = self.people.principal(start)
        self.common = common_place(self.document, context.names, start)

    def entities(self) -> Iterator[Place | Person]:
        """The places and offices that only the programme names."""
        for name, spans in self.places.items():
            yield Place(
                name,
                "venue",
                tuple(EntityMention(s, "name") for s in dict.fromkeys(spans)),
                narrowed(name),
                rule="public-schedule.place",
            )
        yield from self.people.found()

    def plan(self, entry: Entry) -> Iterator[Fact | Notice]:
        """The plan of an item with its changes and notices."""
        entry, gone = standing(entry, self.struck, self.document.text)
        joined = Joined(self.document.text, entry.words)
        said = word(joined.text, joined.hits(self.context), bool(entry.places), self.bracketed)
        spans = self._spans(entry)
        starts, ends, ranged = self._moments(entry)
        again = not entry.places and not said.place and same_as_before(joined.text)[1]
        said = said._replace(title=same_as_before(said.title)[0]) if again else said
        parts: list[Part] = []
        if entry.clocks:
            parts.append(Part("starts", entry.clocks[0].span))
            parts += [Part("ends", ranged.span)] if ranged else []
        place = (self.before.place if self.before else None) if again else self._where(entry, said, joined, parts)
        title, kind, origin, destination = self._what(said, joined, place, parts)
        apart = place and kind not in ("departure", "arrival", "journey") and title.endswith(place)
        if place and apart and not _THERE.search(title[: -len(place)]):
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
            self.places.setdefault(first, []).append(self.document.span(*gone))
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

    def _where(self, entry: Entry, said: Wording, joined: Joined, parts: list[Part]) -> str | None:
        """The place that an item's lines or words name, else that of the line it stands under."""
        stretches = list(entry.places) or ([joined.back(*said.place)] if said.place else [])
        text = self.document.text
        if not stretches and entry.head and self._places_all(entry.head) and not movement(said.title):
            stretches = [Stretch(entry.head.start, entry.head.end)]
        stretches = [own_cell(text, s, self.context.names) for s in stretches]
        words = ", ".join(re.sub(r"\s+", " ", text[s.start : s.end]).strip(" .,;|–-\u00a0") for s in stretches)
        if self.before and same_as_before(f"({words})")[1]:
            return self.before.place
        words = (
            re.sub(r"\s*[\[(][^\])]*[\])]\W*$", "", words) if not entry.head or entry.places or said.place else words
        )
        words = re.sub(r"\s+[-–]\s+[A-Z].*$", "", words) if not entry.places and not said.place else words
        if not re.search(r"[^\W\d]{2}", words) or re.fullmatch(r"(?:tb[acd]|n/?a|none|various)\W*", words, re.I):
            return self._named(joined, parts) or (None if movement(said.title) else self.common)
        for stretch in stretches:
            self._part(parts, "place", stretch)
        return self._name(words, Stretch(stretches[0].start, stretches[-1].end))

    def _places_all(self, head: Line) -> bool:
        """Whether the line above items names where all of them are."""
        hits = self.context.names.between(head.start, head.end)
        common = self.common is not None and self.common in head.text
        if common or any(h.kind == "person" and h.start - head.start < 3 for h in hits):
            return False
        return (
            names_place(head.text)
            or bool(re.match(r"(?:Court|Room|Committee Room|Hall|Stage|Track) \w{1,3}\b", head.text))
            or bool(
                re.fullmatch(r"[A-ZÀ-Þ][^,:;()]{2,40}, [A-ZÀ-Þ][\w -]{2,30}", head.text) and not holds_office(head.text)
            )
            or any(h.kind == "place" and h.start == head.start and h.end >= head.end - 2 for h in hits)
        )

    def _named(self, joined: Joined, parts: list[Part]) -> str | None:
        """A place behind "at" or "in" among the words of a title, or that is visited, toured or opened."""
        for hit in joined.hits(self.context):
            lead = joined.text[max(0, hit.start - 40) : hit.start]
            if hit.kind == "place" and (_AT.search(lead) or _THERE.search(lead)):
                self._part(parts, "place", joined.back(hit.start, hit.end))
                return hit.name
        return None

    def _name(self, words: str, stretch: Stretch) -> str:
        """The name of a place: as the document's names have it, else kept for later."""
        for hit in self.context.names.between(stretch.start, stretch.end):
            if hit.start == stretch.start and hit.end >= stretch.start + len(words) - 1 and self._holds(hit):
                return hit.name
        name = self.known.get(words.lower())
        if name is None:
            name = next((n for n in self.places if n.lower() == words.lower()), words)
            self.places.setdefault(name, []).append(self.document.span(stretch.start, stretch.end))
        return name

    def _holds(self, hit: Hit) -> bool:
        """Whether a name is a place's, or that of a body at whose house something can be."""
        named = (o for o in self.context.names.organizations if o.name == hit.name)
        return hit.kind == "place" or (hit.kind == "organization" and any(map(is_body, named)))

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
            ways.append(self._name(match["name"].strip(), stretch) if match and stretch else None)
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
        """The people named in an item, those it stands under, and the principal of the whole."""
        names: dict[str, None] = {}
        head = entry.head
        leading = self.people.above(head) if head and not self._places_all(head) else ()
        if leading and head:
            self._part(parts, "participants", Stretch(head.start, head.end))
        for name in leading or self.principal:
            names[name] = None
        for stretch in (*entry.words, *entry.people):
            for hit in self.context.names.between(stretch.start, stretch.end):
                if hit.kind in ("person", "unnamed", "group"):
                    names[hit.name] = None
                    self._part(parts, "participants", Stretch(hit.start, hit.end))
        return tuple(names)

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
