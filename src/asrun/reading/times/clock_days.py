"""The day of each clock: a date beside it, that of its list, line or section, one told before, or the document's own."""

import re
from collections import deque
from datetime import date, datetime, timedelta
from itertools import islice

from asrun.model.time import Day, DayPart, Timex
from asrun.reading.times.days import (
    Anchor,
    clause_tense,
    fronted,
    heads_programme,
    leads_in,
    tells_day_of_issue,
    tells_issue,
)
from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language
from asrun.reading.times.nights import Nights
from asrun.reading.times.numbered import Numbered
from asrun.reading.times.posted import Posts
from asrun.reading.times.standing import Standing
from asrun.reading.times.stories import Stories
from asrun.reading.times.told import Told
from asrun.reading.times.values import Values

_LAST = re.compile(r"[.!?][\"”]?\s+[A-Z]|[\n\r]")
_OPENS = re.compile(r"[(\[]")
# "It supersedes Monday's."
_OTHERS = re.compile(r"[’']s[.,;:!?]")
_APART = re.compile(r"[.;\n\r]")
# What begins a speaker's turn or a remark of the one who took it down.
_TURN = re.compile(r"[\[(]|[A-ZÀ-Þ][^:.!?]{0,40}:\s")
_CLAUSE, _LIST, _LONG, _LONE = 100, 120, 60, 45
_NOON = 12
_NEAR, _CARRIED, _KEPT, _FEW = 6, 3, 3, 4
# What stands behind a day that opens the line above a list: "Friday, 9 May 2025. The first hour is Oslo's."
_HEADS = re.compile(r"[*_]{0,2}(?:[.:;][*_]{0,2} |\s[–—(|])")
_PLACE = re.compile(r"\W*[A-ZÀ-Þ][\w’' -]{1,30}, (?:the )?")
_MARKS = re.compile(r"[*_#>\s]*")
_PRINTED = frozenset(("date", "iso", "figures"))
_DAYS = frozenset(("weekday", "weekday-of-month", "day", "date", "iso", "ago", "unit"))
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T|$)")


class ClockDays:
    """The days of one document's clocks; what is told of days on the walk is noted as it comes.

    `done` are the expressions behind the walk and `upcoming` the drafts ahead of it; both change as it goes on. `sent` is
    the wall time of the document's stamp, once it is known.
    """

    def __init__(
        self,
        standing: Standing,
        language: Language,
        own: Anchor | None,
        values: Values,
        done: list[Timex],
        upcoming: deque[Draft],
        local: str | None,
        reported: date | None,
        reported_on: date | None,
        posts: Posts,
    ) -> None:
        self._reported, self._reported_on, self._posts = reported, reported_on, posts
        self.standing, self.text, self.language, self.own = standing, standing.document.text, language, own
        self.values, self.done, self.upcoming, self.local = values, done, upcoming, local
        lines = standing.document.lines
        # A log at the end of an article tells of the article's day.
        self._stamped = any(line.stamp for line in lines[: len(lines) // 2 + 1])
        self._numbered = Numbered(standing.document, language, own, upcoming)
        self._headings: dict[int, date] = {}
        self._headed = self._placed = -1
        self._told: list[Told] = []
        self._post_day: tuple[int, date] = (-1, date.min)
        self._listed: tuple[int, date, str] | None = None
        self.nights = Nights(standing, language, own, upcoming)
        self._stories = Stories(standing, language, own)
        self.sent: datetime | None = None

    def note(self, one: Draft, day: date) -> None:
        """Remembers the day that an expression names, for the clocks that follow it; that of a post for its line alone."""
        if self._posts.day(one.start):
            self._post_day = (self.standing.number(one.start), day)
            return
        if self.ends_range(one):
            return
        if one.kind == "part":
            self.nights.told(one.start, day)
        cues = self.language.cues
        bound = cues["day_bound"].search(self.text, max(0, one.start - 12), one.start)
        issued = cues["handed_out"].search(self.text, max(0, one.start - _LONG), one.start)
        bound = bound or (
            issued and not any(t.span.start > issued.start() for t in self.done[-2:] if t.span.end <= one.start)
        )
        line = self.standing.line(one.start)
        bound = bound or tells_day_of_issue(self.text, one.start, line.start, self.language)
        bound = bound or _OTHERS.match(self.text, one.end)
        bound = bound or cues["said_on"].search(self.text, max(0, one.start - _CLAUSE), one.start)
        bound = bound and not leads_in(self.text, one, self.language)
        near = self.own and abs((day - self.own.day).days) <= _NEAR
        telling = one.kind in _DAYS or (one.kind == "part" and self._tells_part(one, day))
        telling = telling and not bound and not self.standing.in_schedule(one.start) and not self._aside(one, day)
        if telling:
            self._stories.told(one, day)
        if near and telling:
            others = [t for t in self._told if t.day != day]
            clock = next((t for t in self.done[-2:] if t.type == "TIME" and t.span.end <= one.start), None)
            beside = bool(clock and self.language.cues["joined_day"].fullmatch(self.text, clock.span.end, one.start))
            abroad = bool(beside and clock and clock.zone not in (None, self.local))
            if abroad and clock and self.text[max(0, clock.span.start - 1) : clock.span.start] in ("(", "["):
                return
            self._told = [
                *others[1 - _KEPT :],
                Told(
                    day,
                    self.standing.number(one.start),
                    beside,
                    abroad,
                    one.end,
                    self._was_planned(one),
                    one.kind == "part" and one.slots.get("way") == -1,
                    beside or one.kind in ("day", "part"),
                    one.kind in _PRINTED,
                    self._is_target(one),
                ),
            ]
        lone = len(line.text) - (one.end - one.start) <= _LONE
        if lone:
            issue = tells_issue(line.text) or tells_day_of_issue(self.text, one.start, line.start, self.language)
            around = line.text[: one.start - line.start] + line.text[one.end - line.start :]
            sentence = around.rstrip().endswith((".", "!", "?")) and len(around.split()) > _FEW
            lone = not issue and not sentence
        opens = one.kind == "date" and _MARKS.fullmatch(self.text, line.start, one.start)
        opens = opens and _HEADS.match(self.text, one.end)
        if (
            lone
            or (self.standing.in_schedule(one.start) and (opens or self._introduces(one, day, bool(bound))))
            or heads_programme(self.text, one.start, one.end, self.language)
        ):
            section = self.standing.section(one.start)
            self._placed = section if day == (self.own and self.own.day) and self._is_placed(one) else -1
            self._headings[section] = day
            self._headed = one.start
            self._told = []

    def _tells_part(self, one: Draft, day: date) -> bool:
        """Whether a part of a day is one of the document's own day, the night before it, or of one told by another."""
        counted = not {"step", "stepbehind"}.isdisjoint(one.slots) or one.slots.get("way") == -1
        return counted or (self.own is not None and day == self.own.day)

    def ends_range(self, one: Draft) -> bool:
        """Whether a date ends a range of days, whose first one heads what stands below: "4–6 March"."""
        first = next((t for t in reversed(self.done[-2:]) if t.type == "DATE" and t.span.start < one.start), None)
        cue = self.language.cues["day_range"]
        return bool(first and cue.fullmatch(self.text, first.span.end, one.start))

    def _is_placed(self, one: Draft) -> bool:
        """Whether a date stands behind a place in its line, as where and when a paper was written: "Suva, 4 May 2031"."""
        return bool(_PLACE.fullmatch(self.text, self.standing.line(one.start).start, one.start))

    def _introduces(self, one: Draft, day: date, bound: bool) -> bool:
        """Whether a date in the words before a list, or the weekday of a heading there, is the day that the list is of."""
        section, own = self.standing.section(one.start), self.own.day if self.own else None
        begin = self.standing.document.sections[section].start
        if bound or any(
            t.type == "TIME" and t.value[11:12].isdigit() and t.span.start >= begin for t in self.done[-2:]
        ):
            return False
        above, ahead = self._headings.get(section), (day - own).days if own else 0
        if one.kind == "weekday":
            sentence = self.standing.line(one.start).text.endswith((".", "!", "?"))
            return above == own is not None and 0 < ahead <= _NEAR and not sentence
        fits = (above is None and ahead >= 0) or (self._placed == section and ahead > 0)
        return one.kind in _PRINTED and fits and ahead <= _NEAR

    def _is_target(self, one: Draft) -> bool:
        """Whether something is moved to a day, and to the clock right behind it."""
        behind = self.upcoming[0] if self.upcoming else None
        if behind is None or behind.kind != "clock" or behind.start - one.end > _NEAR:
            return False
        return bool(self.language.cues["planned_for"].search(self.text, max(0, one.start - _CLAUSE), one.start))

    def _was_planned(self, one: Draft) -> bool:
        """Whether the sentence of a day tells what was to be on it: "on Friday he should have spoken"."""
        text, cue = self.text, self.language.cues["was_to_be"]
        begin = max(0, one.start - _LIST)
        begin = max((m.end() - 1 for m in _LAST.finditer(text, begin, one.start)), default=begin)
        stop = _LAST.search(text, one.end, one.end + _LONG)
        return bool(cue.search(text, begin, stop.start() if stop else one.end + _LONG))

    def _aside(self, one: Draft, day: date) -> bool:
        """Whether a day before the one that is told of is named by the way, in a sentence of no clock."""
        if not self._told or self.own is None or not day < self._told[-1].day < self.own.day:
            return False
        if one.kind != "weekday" or fronted(self.text, self.standing.document.span(one.start, one.end), self.language):
            return False
        if self.language.cues["day_told"].match(self.text, one.end):
            return False
        clock = next((t for t in reversed(self.done[-4:]) if t.type == "TIME" and t.span.end <= one.start), None)
        coming = next((d for d in islice(self.upcoming, 0, 3) if d.kind == "clock" and d.start > one.start), None)
        gaps = [self.text[clock.span.end : one.start]] if clock else []
        gaps += [self.text[one.end : coming.start]] if coming else []
        return all(len(gap) > _CLAUSE or _LAST.search(gap) for gap in gaps)

    def day_for(self, groups: list[list[Draft]]) -> tuple[date | None, str]:
        """The day of clocks and how it is known; None where nothing tells."""
        one = groups[0][0]
        day, why, named = self._day_for(groups)
        if day is None:
            return day, why
        over = day if named else self.nights.day(one, day)
        self.nights.note(one, over, day)
        self._stories.clock()
        if not self.standing.in_schedule(one.start):
            self.values.go_on(over, day)
        return over, why if over == day else f"midnight and the {why}, told before"

    def _day_for(self, groups: list[list[Draft]]) -> tuple[date | None, str, bool]:
        """The day of clocks as their words tell, how it is known, and whether it stands right beside them."""
        one, last = groups[0][0], groups[-1][-1]
        before = self._day_before(one)
        if before and before[2]:
            self._listed = (one.start, *before[:2])
            return *before[:2], True
        count = sum(map(len, groups))
        after = next((d for d in islice(self.upcoming, 1, count + 2) if d.kind in ("weekday", "date", "day")), None)
        contrasted = after is not None and len(groups) == 1 and self._contrasted(one.end, after)
        if after and (contrasted or self._joined(one.end, after) or self._joined(last.end, after, one.end)):
            made = self.values.value(after)
            day = date.fromisoformat(made.value[:10]) if made and _DAY.match(made.value) else None
            if day and len(groups) > 1 and after.kind == "weekday" and not self._joined(one.end, after):
                day = self._across(day)
            if day:
                return day, f"{after.found.words} beside it", True
        if before:
            self._listed = (one.start, *before[:2])
            return *before[:2], False
        listed = self._listed
        if listed and one.start - listed[0] <= _LIST and self._goes_on(listed[0], listed[1], one):
            self._listed = (one.start, *listed[1:])
            return *listed[1:], False
        day, why = self._unnamed(one)
        if self._reported and day == self._reported_on:
            return self._reported, "day of the plan that is told of", False
        return day, why, False

    def _goes_on(self, start: int, day: date, one: Draft) -> bool:
        """Whether a clock goes on a list of clocks of a day, which ends with its sentence, or where it turns to the past."""
        last = self.done[-1].span.end if self.done else start
        turned = self.own is not None and day > self.own.day and last < one.start
        past = turned and any(self.language.cues[c].search(self.text, last, one.start) for c in ("past_form", "was"))
        return not (_LAST.search(self.text, start, one.start) or past)

    def _unnamed(self, one: Draft) -> tuple[date | None, str]:
        """The day of a clock that none is named for: one told before, that of a heading, the document's own."""
        posted = self._posts.day(one.start)
        if posted:
            line, day = self._post_day
            return (day if line == self.standing.number(one.start) else posted), "date of a post"
        numbered = self._numbered.above(one.start)
        if numbered and numbered[0] > self._headed and not self._told_since(numbered[0]):
            return numbered[1], "numbered day, told before"
        section, within = self.standing.section(one.start), self.standing.in_schedule(one.start)
        heading = self._headings.get(section) or (self._headings.get(section - 1) if within else None)
        told = self._day_of_list(section) if within else self._day_told(one, heading)
        if told and not (within and self.own and told == self.own.day):
            return told, "day told before"
        if heading:
            return heading, "heading above"
        return (self.own.day, self.own.why) if self.own else (None, "")

    def _told_since(self, start: int) -> bool:
        """Whether a day has been told below a place."""
        return any(told.end > start for told in self._told)

    def _day_told(self, one: Draft, heading: date | None) -> date | None:
        """The last day told before a clock that its tense agrees with; one to come holds for its own line alone.

        A heading of another day than the document's own holds for all lines below it, and so does the stamp of an entry;
        days right behind clocks, "at 9:05 on Tuesday", hold for their own line alone where it has several, or where the
        clock is one of another zone.
        """
        number, line = self.standing.number(one.start), self.standing.line(one.start)
        if (self._stamped and line.stamp > one.start - line.start) or self.own is None:
            return None
        alone = self._stamped or (heading not in (None, self.own.day))
        tense = clause_tense(self.text, one, self.language)
        turn = _TURN.match(line.text[:60])
        if turn and turn[0].endswith((" ", "\t")) and self._past(one):
            turn = None
        story = None if alone else self._stories.day(one, tense)
        if story and not (self._told and self._told[-1].day > self.own.day and self._told[-1].line == number):
            return story
        coming = self._coming(one, tense)
        if coming:
            return coming
        for told in reversed(self._told):
            ahead = (told.day - self.own.day).days
            if ahead > 0 and self._from_scene(told, one, tense):
                self._told.remove(told)
                continue
            if told.planned and ahead >= 0 >= tense and _LAST.search(self.text, told.end, one.start):
                continue
            moved = told.night and self.language.cues["clock_to_come"].search(self.text, line.start, one.start)
            if told.night and (moved or one.hour < _NOON):
                continue
            torn = told.beside and sum(t.line == told.line and t.beside for t in self._told) > 1
            kept = not (alone or turn or torn or told.abroad) and -_CARRIED <= ahead <= 0
            if (told.line == number or kept) and ahead * tense >= 0:
                return told.day
        return None

    def _from_scene(self, told: Told, one: Draft, tense: int) -> bool:
        """Whether a clock tells what has come about by the stamp of a report that has told of a day to come before."""
        sent, day = self.sent, self.own.day if self.own else None
        if sent is None or sent.date() != day or tense > 0 or (one.hour, one.minute) > (sent.hour, sent.minute):
            return False
        return bool(_LAST.search(self.text, told.end, one.start))

    def _coming(self, one: Draft, tense: int) -> date | None:
        """The day to come, told above, of a clock: that of the question it answers, or the only one told of.

        The sentence of the clock tells of nothing that has been, and no "today" has been told since.
        """
        number, own = self.standing.number(one.start), self.own.day if self.own else date.max
        ahead = [t for t in self._told if t.day > own and not t.target]
        if not ahead or tense < 0 or ahead[-1].line == number:
            return None
        if self._from_scene(ahead[-1], one, tense) or self._past(one):
            return None
        above = self.standing.document.lines[number - 1].text.rstrip() if number else ""
        asked = ahead[-1].line == number - 1 and above.endswith("?")
        since = any(t.end > ahead[-1].end and (t.spoken or t.day < own) for t in self._told)
        alone = len(self._told) == 1 or (len(ahead) == 1 and not since and not self._stamped)
        return ahead[-1].day if asked or alone else None

    def _past(self, one: Draft) -> bool:
        """Whether the sentence of a clock tells of what has been."""
        begin = max(self.standing.line(one.start).start, one.start - _LIST)
        begin = max((m.end() - 1 for m in _LAST.finditer(self.text, begin, one.start)), default=begin)
        stop = _LAST.search(self.text, one.end, one.end + _LONG)
        end, cues = stop.start() if stop else one.end + _LONG, self.language.cues
        return bool(cues["past_form"].search(self.text, begin, end) or cues["was"].search(self.text, begin, end))

    def _day_of_list(self, section: int) -> date | None:
        """The day that a list's introduction names last, else the one that all text above it tells of; None under a heading.

        "The sheet has his Friday in two zones"; "on Saturday he slept in". Beside the document's own day, "stood empty on
        Saturday morning", the other one counts where it is told last.
        """
        above = self._headings.get(section - 1)
        if section in self._headings or above not in (None, self.own and self.own.day):
            return None
        lines = self.standing.document.lines
        own = [t for t in self._told if self.standing.section(lines[t.line].start) == section]
        own = [t for t in own if t.printed] or own
        if own:
            return own[-1].day
        told = [t for t in self._told if t.printed] or self._told
        last = told[-1].day if told else None
        others = {t.day for t in told} - {last, self.own.day if self.own else None}
        return None if others else last

    def _across(self, named: date) -> date:
        """The venue's day of two clocks of one instant, of which the weekday behind them names the other's."""
        own = next((t.day for t in reversed(self._told)), self.own.day if self.own else named)
        names = {(own + timedelta(days=n)).isoweekday() for n in (-1, 0, 1)}
        return own if named.isoweekday() in names else named

    def _contrasted(self, end: int, day: Draft) -> bool:
        """Whether a clock is set against the next one, right behind which a day stands: "at 9 rather than 8 yesterday"."""
        other = next(islice(self.upcoming, 1, 2), None)
        if other is None or other.kind != "clock" or not self._joined(other.end, day):
            return False
        return bool(self.language.cues["contrasted"].fullmatch(self.text, end, other.start))

    def _joined(self, end: int, day: Draft, first: int | None = None) -> bool:
        """Whether a day stands right behind a clock; not inside brackets that opened after the first clock of a pair."""
        if day.start < end or not self.language.cues["joined_day"].fullmatch(self.text, end, day.start):
            return False
        return first is None or not _OPENS.search(self.text, first, end) or self.text[end : end + 1] in (")", "]")

    def _day_before(self, one: Draft) -> tuple[date, str, bool] | None:
        """The day named before a clock in its sentence, and whether it stands right before it: "Tuesday at 9"."""
        for time in reversed(self.done[-3:]):
            when = None if time.placed else time.when
            if not isinstance(when, Day | DayPart):
                continue
            day, gap = when.day, self.text[time.span.end : one.start]
            if len(gap) <= 24 and not _APART.search(gap) and time.span.end <= one.start:
                apart = _OPENS.search(gap) or "/" in gap or self.language.cues["between"].fullmatch(gap)
                close = len(gap) <= 8 and not apart
                return day, f"{time.span.exact} beside it", close
            near = len(gap) <= _CLAUSE and not _LAST.search(gap) and not self.standing.in_schedule(one.start)
            if near and fronted(self.text, time.span, self.language):
                return day, f"{time.span.exact} opens its sentence", False
        return None
