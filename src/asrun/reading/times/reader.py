"""All time expressions of a document: candidates, days, zones, pairs and ranges, in one walk."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from asrun.model.document import Document
from asrun.model.fact import Place
from asrun.model.notice import Notice
from asrun.model.source import Given
from asrun.model.span import Span
from asrun.model.time import Basis, Instant, Timex, TimexType, When, duration_seconds
from asrun.reading.context import Times
from asrun.reading.gazetteer import places_by_name
from asrun.reading.times.around import Named
from asrun.reading.times.clock_days import ClockDays
from asrun.reading.times.clocks import Wall, moved, place, shifted_wall
from asrun.reading.times.days import Anchor, anchor, created_on, dated_weekdays, sent_ahead
from asrun.reading.times.doubts import doubt
from asrun.reading.times.drafts import Draft, drafts
from asrun.reading.times.engine import Language, codes, detected, language
from asrun.reading.times.figures import settle, settle_figures
from asrun.reading.times.halves import Halves
from asrun.reading.times.homonyms import fitting, settled
from asrun.reading.times.instants import Instants, Setting, rolled
from asrun.reading.times.legends import at_home, elsewhere, legends, stamp_legend, zone_uses, zones_beside
from asrun.reading.times.namesakes import Namesakes
from asrun.reading.times.paired import paired_zone
from asrun.reading.times.posted import Posts
from asrun.reading.times.ranges import with_ranges
from asrun.reading.times.reckoning import length
from asrun.reading.times.runs import Runs
from asrun.reading.times.stamps import Stamps
from asrun.reading.times.standing import Standing
from asrun.reading.times.values import Values
from asrun.reading.times.venues import issued_at, marked_most, titled, venue_zone
from asrun.reading.times.zones import Mark

_LAST = re.compile(r"[.!?][\"”]?\s+[A-Z]|[\n\r]")
# How far "later" may stand from the clock it counts from, and the words of a plan from their clock.
_APART, _PLANNED = 200, 60
# Drafts that the first look takes in, by code points; drafts seen ahead of the walk; expressions kept behind it.
_HEAD, _AHEAD, _BEHIND = 65536, 8, 64
_LONGEST, _NOTICES = 6, 100
_TITLE, _LINE = 4, 90
# Hours that a range past midnight may last.
_NIGHT = 16
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T|$)")


def walk_times(document: Document, given: Given, notices: list[Notice]) -> Iterator[Timex]:
    """The time expressions of a document one by one, in bounded memory; its places are told by their names alone.

    What was not understood is added to `notices` at the end.
    """
    reader = _Reader(document, given, None)
    yield from reader.walk()
    notices += reader.notices


def read_times(document: Document, given: Given, places: Sequence[Place] | None = None) -> Times:
    """The time expressions, zones and day of a document; `places` are those it names, told by their names alone if None."""
    return _Reader(document, given, places).times()


def _top(document: Document) -> int:
    """Where the short lines that a document begins with end: a clock among them is a stamp."""
    end = 0
    for line in document.lines[:_TITLE]:
        if len(line.text) > _LINE or line.text.endswith("."):
            break
        end = line.end
    return end


class _Reader:
    """One document under way: what is known of days and zones grows as the walk goes on."""

    def __init__(self, document: Document, given: Given, places: Sequence[Place] | None) -> None:
        self.document, self.given = document, given
        self.text = document.text
        self.notices: list[Notice] = []
        self.language = self._language()
        self._coming = with_ranges(drafts(self.text, self.language), self.text, self.language)
        self._all_seen = False
        self.upcoming: deque[Draft] = deque()
        self._turned: bool | None = None
        self._look_ahead(_HEAD, 0)
        clocks = len(self.text) > _HEAD or any(d.kind == "clock" for d in self.upcoming)
        unknown = places is None and clocks and not given.zones
        namesakes = Namesakes(self.text)
        self.places = settled(places_by_name(document) if unknown else places or (), namesakes)
        self.stamp_legend = stamp_legend(document, self.language, self.upcoming)
        known_of = (document, self.language, self.places, given, namesakes)
        marked = marked_most(self.upcoming, self.language)
        venue = venue_zone(*known_of, (), self.stamp_legend, marked) if clocks else None
        told = at_home(legends(document, self.language, venue), venue) if clocks else []
        if venue and elsewhere(self.document, self.language, told) == venue:
            venue = venue_zone(*known_of, (), self.stamp_legend, marked, but=venue)
            told = legends(document, self.language, venue)
        self.legends = fitting(told, namesakes, self.upcoming)
        self.local = venue_zone(*known_of, self.legends, self.stamp_legend, marked)
        if not (self.legends or (given.zones and given.basis.get("zones", "declared") == "declared")):
            self.local = paired_zone(self.local, self.places, self.upcoming, self.text)
        self._turned = settle_figures(self.upcoming, self.local)
        self.anchor: Anchor | None = anchor(document, given, self.language, self.local, self.upcoming)
        self.standing = Standing(document)
        self.stamps = Stamps(document, self.language, self.standing)
        self.sent = sent_ahead(given, self.local, self.anchor)
        spoken = self.sent.day if self.sent else None
        weekdays = [d for d in self.upcoming if d.kind == "weekday" and "way" not in d.slots]
        printed = dated_weekdays(self.upcoming, self.anchor)
        scheduled = self.standing.in_schedule
        self.values = Values(self.text, self.language, self.anchor, scheduled, spoken, weekdays, printed)
        lent = given.basis.get("zones", "declared") != "declared"
        own = titled(document, self.places) or (lent and issued_at(document))
        self.order = [z.zone for z in self.legends] or ([] if own else list(given.zones))
        self.done: list[Timex] = []
        self.posts = Posts(document, self.anchor, self.upcoming)
        self.days = ClockDays(
            self.standing,
            self.language,
            self.anchor,
            self.values,
            self.done,
            self.upcoming,
            self.local,
            given.reported,
            given.reported_on,
            self.posts,
        )
        self.stamp: When | None = None
        self.unplaced: Span | None = None
        halves = Halves(self.text, self.language, self.upcoming, given.clocks, _top(document))
        self.runs = Runs(self.text, self.language, halves, self.order, self.local)
        known = [p.zone for p in self.places if p.zone]
        self.instants = Instants(document, self.runs, self.local, self.order, known, self._say)

    def _language(self) -> Language:
        """The language that the source declares, else the one that the words tell."""
        declared = (self.given.language or "").partition("-")[0].lower()
        if declared and declared not in codes():
            found = detected(self.text)
            known = " or ".join(codes())
            message = f'no times are read in "{self.given.language}" yet; they were read as {found}; {known} would do'
            self.notices.append(Notice("language-unknown", "warning", message, doc=self.document.id))
            return language(found)
        return language(declared or detected(self.text))

    def _look_ahead(self, until: int, count: int) -> None:
        """Takes drafts from the text up to a place, and at least so many."""
        for one in self._coming:
            settle(one, self._turned)
            self.upcoming.append(one)
            if one.start >= until and len(self.upcoming) >= count:
                return
        self._all_seen = True

    def walk(self) -> Iterator[Timex]:
        """The expressions in order; behind and ahead of the walk only a few are kept."""
        while self.upcoming:
            if len(self.upcoming) < _AHEAD and not self._all_seen:
                self._look_ahead(0, _AHEAD)
            done, known = self.done, len(self.done)
            self.values.within(self.posts.day(self.upcoming[0].start))
            if self.upcoming[0].kind == "clock":
                groups = self.runs.groups(list(islice(self.upcoming, _LONGEST)))
                self._emit(groups)
                for _ in range(sum(map(len, groups))):
                    self.upcoming.popleft()
                self._note(done[known:])
            else:
                self._other(self.upcoming.popleft())
            yield from islice(done, known, None)
            if len(done) > _BEHIND:
                del done[:-4]
        if self.unplaced:
            first = self.unplaced.exact
            message = f'"{first}" and other clocks have no zone; they cannot be placed; a place or --zone would do'
            self._say(Notice("zone-unknown", "warning", message, self.unplaced))

    def times(self) -> Times:
        """All expressions, with the zones and the day of the document."""
        done = tuple(self.walk())
        created, span = created_on(self.document, self.language, self.anchor, self.stamp, self.local, done)
        if self.sent and not self.stamp:
            created, span = self.sent, None
        beside = zones_beside(self.document, done, self.local, self.stamp_legend)
        uses = zone_uses(self.document, self.legends, beside, self.local, self.anchor)
        return Times(done, uses, self.local, created, span, tuple(self.notices))

    def _say(self, notice: Notice) -> None:
        """Keeps a notice; of one code only so many."""
        if sum(n.code == notice.code for n in self.notices) < _NOTICES:
            self.notices.append(notice)

    def _note(self, made: Sequence[Timex]) -> None:
        """Notes the first clock without a zone, and the stamp of a report: a clock in its first short lines."""
        for time in made:
            if time.type != "TIME" or not time.value[11:12].isdigit():
                continue
            if not (self.unplaced or time.zone or time.alternatives):
                self.unplaced = time.span
            if time.zone == self.local and (
                self.stamps.heads_report(time, self.done[-3:]) or (not self.days.sent and self.stamps.heads(time))
            ):
                self.days.sent = datetime.fromisoformat(time.value) if _DAY.match(time.value) else None
            if not self.stamp and time.utc and time.zone and self.stamps.is_stamp(time, self.done[-3:]):
                self.stamp = time.when
                if isinstance(self.stamp, Instant) and time.zone == self.local:
                    self.days.nights.stamped(self.stamp)

    def _other(self, one: Draft) -> None:
        """A draft that is no clock."""
        kind, made = one.kind, None
        if kind == "iso" and "T" in one.found.words:
            self._moment(one)
            return
        if kind == "delta":
            made = self._delta(one)
        elif kind == "weekday":
            made = self._weekday_of_clock(one)
        made = made or (self.values.value(one) if kind != "delta" else None)
        if made is None:
            return
        dated = made.type in ("DATE", "TIME")
        zone = self.local if dated else None
        self._add(one, made.type, made.value, None, zone, made.mod, anchored=made.why, alternatives=made.others)
        counted = self.values.relatives.weeks(one, self.values.own)
        if not self.days.ends_range(one):
            self.values.note(one, made)
        if dated and _DAY.match(made.value):
            counted = date.fromisoformat(made.value[:10])
        if counted:
            self.days.note(one, counted)

    def _moment(self, one: Draft) -> None:
        """A date and clock in ISO form; one that cannot be is passed over."""
        try:
            wall = self.instants.iso(datetime.fromisoformat(one.found.words))
        except ValueError:
            return
        self._add(one, "TIME", wall.value, wall=wall, anchored="stated")

    def _weekday_of_clock(self, one: Draft) -> Named | None:
        """A weekday just behind a clock whose own day has that name: "11:30 p.m. ET Monday" beside a Tuesday's clock."""
        last = self.done[-1] if self.done else None
        if one.kind != "weekday" or "part" in one.slots or last is None or not last.value[11:12].isdigit():
            return None
        day = date.fromisoformat(last.value[:10]) if _DAY.match(last.value) else None
        beside = self.language.cues["joined_day"].fullmatch(self.text[last.span.end : one.start])
        same = day and beside and day.isoweekday() == one.slots["weekday"]
        return Named("DATE", f"{day}", None, f"{last.span.exact} beside it") if same else None

    def _delta(self, one: Draft) -> Named | None:
        """Reads "two hours earlier": an instant when a clock stands before it in its sentence, else a length."""
        value = length(one.slots, self.language)
        if value is None:
            return None
        than = self.language.cues["than"].match(self.text, one.end)
        reference = None if than else self._reference(one)
        value = value if one.slots["sign"] > 0 else f"-{value}"
        seconds = duration_seconds(value)
        wall = shifted_wall(reference.utc, reference.zone, seconds) if reference and seconds else None
        if reference and wall:
            why = f"{reference.span.exact} before it"
            self._add(
                one, "TIME", wall.value, wall=wall, quant=value.lstrip("-"), relative_to=reference.span, anchored=why,
                basis="derived",
            )  # fmt: skip
            return None
        return Named("DURATION", value.lstrip("-"))

    def _reference(self, one: Draft) -> Timex | None:
        """The last clock before an expression, in its sentence; of "later" and of what "had" come also in the one before."""
        for time in reversed(self.done[-4:]):
            between = self.text[time.span.end : one.start]
            breaks = _LAST.findall(between, 0, _APART)
            if len(between) > _APART or len(breaks) > 1 or "\n" in between:
                return None
            if breaks and one.slots["sign"] < 0 and not self._came_before(one):
                return None
            if time.type == "TIME" and time.utc:
                planned = breaks and self.language.cues["was_planned"].search(
                    self.text, max(0, time.span.start - _PLANNED), time.span.start
                )
                return None if planned else time
        return None

    def _came_before(self, one: Draft) -> bool:
        """Whether the sentence up to an expression, or the words behind it, tell of what came before the clock told last."""
        opened = max((m.end() for m in _LAST.finditer(self.text, max(0, one.start - _APART), one.start)), default=0)
        had = self.language.cues["had"]
        return bool(had.search(self.text, opened, one.start) or had.search(self.text, one.end, one.end + _PLANNED))

    def _emit(self, groups: list[list[Draft]]) -> None:
        """Groups of clocks: one group a zone, the first clock of each the same instant."""
        day, why = self.days.day_for(groups)
        following = list(islice(self.upcoming, len(groups[0]) - 1, _LONGEST))
        twin: Span | None = None
        for group, setting in zip(groups, self.instants.settings(groups, following, day), strict=True):
            wall = setting.wall
            span = self._emit_run(group, wall.local.date() if wall else day, why, setting, twin, len(groups) > 1)
            twin = twin or span

    def _emit_run(
        self, run: list[Draft], day: date | None, why: str, setting: Setting, twin: Span | None, paired: bool
    ) -> Span:
        """A clock, or the clocks of a range, in one zone; the span of the first."""
        until = self.document.span(run[1].start, run[1].end) if len(run) > 1 else None
        mark, zone = setting.mark, setting.zone
        others = mark.others if mark and not zone else ()
        spans: list[Span] = []
        previous: Wall | None = None
        for number, one in enumerate(run):
            head = number == 0
            if day is None:
                value = f"XXXX-XX-XXT{one.hour:02}:{one.minute:02}"
                spans.append(self._add(one, "TIME", value, zone=zone, until=until if head else None))
                continue
            wall = setting.wall if head else None
            if wall is None:
                wall = self._placed(one, day, zone, mark, previous)
            wall = previous = self._checked(one, wall, mark, paired and head)
            spans.append(self._add(
                one, "TIME", wall.value, wall=wall, twin=twin if head else None, until=until if head else None,
                anchored=why, alternatives=others,
            ))  # fmt: skip
        return spans[0]

    def _placed(self, one: Draft, day: date, zone: str | None, mark: Mark | None, previous: Wall | None) -> Wall:
        """A clock on its day: moved by a roll mark, or past midnight where it ends a range that began in the evening."""
        days = rolled(self.text, one.start, one.end)
        fold = mark.fold if mark else None
        wall = place(one.hour, one.minute, moved(day, days), zone, fold)
        night = previous and not days and (previous.local.hour >= 17 or wall.local.hour < 6)
        short = previous and wall.local + timedelta(hours=24 - _NIGHT) < previous.local
        if previous and night and short:
            wall = place(one.hour, one.minute, moved(day, 1), zone, fold)
        return wall

    def _checked(self, one: Draft, wall: Wall, mark: Mark | None, paired: bool) -> Wall:
        """A wall clock, without its instant and with a notice where its mark or a clock change leaves it open."""
        notice = doubt(self.document.span(one.start, one.end), wall, mark, paired)
        if notice is None:
            return wall
        self._say(notice)
        return wall._replace(utc=None)

    def _add(
        self,
        one: Draft,
        kind: TimexType,
        value: str,
        wall: Wall | None = None,
        zone: str | None = None,
        mod: str | None = None,
        quant: str | None = None,
        relative_to: Span | None = None,
        twin: Span | None = None,
        until: Span | None = None,
        anchored: str = "",
        basis: Basis = "stated",
        alternatives: tuple[str, ...] = (),
    ) -> Span:
        """Appends an expression; its span."""
        span = self.document.span(one.start, one.end)
        slots = one.found.printed
        if one.kind == "clock":
            half = {"half": one.half} if one.half else {}
            slots = {"hour": str(one.hour), "minute": str(one.minute), **half}
        self.done.append(
            Timex(
                span,
                kind,
                value,
                wall.zone if wall else zone,
                wall.utc if wall else None,
                mod,
                quant,
                relative_to,
                twin,
                until,
                basis,
                f"times.{one.found.rule.name}",
                slots,
                anchored,
                alternatives,
            )
        )
        return span
