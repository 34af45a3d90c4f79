"""Days: the document's own, and the one that each date, weekday or relative word names."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from asrun.model.document import Document
from asrun.model.source import Given
from asrun.model.span import Span
from asrun.model.time import Basis, Day, Instant, Timex, When
from asrun.reading.lines import is_embed_mark
from asrun.reading.times.drafts import Draft
from asrun.reading.times.engine import Language
from asrun.reading.times.figures import figured
from asrun.reading.times.reckoning import civil

_HEAD, _SHORT, _FEW = 4, 120, 8
_BEFORE, _BEHIND, _WORDS, _PLAN, _WEEK, _LINE = 120, 60, 40, 64, 7, 200
# Why a document that says only the year of its issue has a day: it tells the story of that day.
_STORY = "day of the story"
_ISSUE = re.compile(
    r"\W*(?:(?:this\s)?(?:page|list)\s)?(?:(?:last|first)\s)?(?:(?:re-?)?issued|released|published|posted|filed|changed|sent(?!\s*:)|updated|revised|amended|modified|prepared"
    r"|distributed|circulated|generated|printed|as (?:of|at))\b",
    re.I,
)
_PLACED = re.compile(r"[A-ZÀ-Þ][^.;:!?()\n]{1,50}[,(] ?")
_DASH = re.compile(r"\)?(?: ?\([^()\n]{2,40}\))?:? ?(?:[—–]|--|- )")
# The mark of a list before a day that opens its line, and what parts it from its entries.
_MARKED = re.compile(r"\W*(?:\w{1,2}[.)]\s+)?")
_ENTRY = re.compile(r"\s?(?::|[–—]|- )")
_OPENED = re.compile(r"(?:^|[.!?\n\r][\"”’)]?)\s*$")
_STOP = re.compile(r"[.!?][\"”’)]?\s+[A-Z\"“]|\n\s*\n")


def tells_issue(line: str) -> bool:
    """Whether a line says when the document was issued, which is not the day of what stands below it.

    >>> tells_issue("Issued Sunday, 8 June, 6 p.m."), tells_issue("Sunday, 8 June")
    (True, False)
    """
    return bool(_ISSUE.match(line))


class Anchor(NamedTuple):
    """The document's day, how it is known, and the words that give it."""

    day: date
    basis: Basis
    why: str
    start: int | None = None
    end: int | None = None


def full_date(draft: Draft, year: int | None = None) -> date | None:
    """The civil date of a draft that names day and month, with its own year or the one given."""
    slots = draft.slots
    if draft.kind == "iso":
        try:
            return date.fromisoformat(draft.found.words[:10])
        except ValueError:
            return None
    if draft.kind == "figures":
        return next(iter(figured(draft)), None)
    year = slots.get("year") or year
    if draft.kind != "date" or not (year and "month" in slots):
        return None
    try:
        return date(year, slots["month"], slots["day"])
    except (ValueError, TypeError):
        return None


def anchor(
    document: Document, given: Given, language: Language, local: str | None, drafts: Collection[Draft]
) -> Anchor | None:
    """The document's own day: declared, its first lines', its issue's, an embedded post's, or the date it names most."""
    if given.day and given.basis.get("day") == "declared":
        return Anchor(given.day, "stated", "declared day")
    year = next((d.slots["year"] for d in drafts if d.kind in ("date", "month") and d.slots.get("year")), None)
    year = year or (given.issued_at.year if given.issued_at else given.day.year if given.day else None)
    dated = [(d, day) for d in drafts if (day := full_date(d, year))]
    head = _stated(document, [d for d in dated if not _of_another(document, d[0], language)]) or _stated(
        document, dated
    )
    if head:
        return head
    if given.issued_at:
        day = Instant(given.issued_at, local).local.date() if local else given.issued_at.date()
        return Anchor(day, "stated", "declared issue")
    if given.day:
        named = _weekday_of_issue(document, drafts)
        day = given.day + timedelta(days=(named - given.day.isoweekday() + 3) % 7 - 3) if named else given.day
        return Anchor(day, "inferred", f"day {given.basis.get('day', 'declared')}")
    for line in document.lines:
        if is_embed_mark(line):
            for draft, day in dated:
                if line.start <= draft.start < line.end:
                    basis: Basis = "stated" if len(document.sections) == 1 else "inferred"
                    return Anchor(day, basis, "date of a post", draft.start, draft.end)
    if titled := _of_month(document, drafts):
        return titled
    with_year = [(d, day) for d, day in dated if d.kind == "iso" or d.slots.get("year")]
    if not (with_year or dated):
        return None
    common = Counter(day for _, day in with_year or dated).most_common(1)[0][0]
    first = next(d for d, day in with_year or dated if day == common)
    return Anchor(common, "inferred", "date named most" if with_year else _STORY, first.start, first.end)


def dated_weekdays(drafts: Collection[Draft], own: Anchor | None) -> dict[int, set[date]]:
    """The days that dates name with their weekday, "Tuesday 5 August", by the number of that weekday."""
    found: dict[int, set[date]] = {}
    for draft in drafts:
        day = full_date(draft, own.day.year if own else None) if draft.slots.get("weekday") else None
        if day and day.isoweekday() == draft.slots["weekday"]:
            found.setdefault(day.isoweekday(), set()).add(day)
    return found


def _of_another(document: Document, draft: Draft, language: Language) -> bool:
    """Whether a date of the first line is that of the text which a correction or an answer is about."""
    line = next((n.start for n in document.lines[:_HEAD] if n.start <= draft.start < n.end), draft.start)
    return bool(language.cues["of_another"].search(document.text, max(line, draft.start - _BEFORE), draft.start))


def _weekday_of_issue(document: Document, drafts: Collection[Draft]) -> int | None:
    """The weekday in the date line of a document that has no date, behind its place and before its dash: "LIMA, Friday -"."""
    lines = {n.start: n for n in document.lines[:_HEAD] if not n.bullet}
    for draft in drafts:
        line = next((n for n in lines.values() if n.start <= draft.start < n.end), None)
        if line and draft.kind == "weekday" and "way" not in draft.slots and "part" not in draft.slots:
            led = _PLACED.fullmatch(document.text, line.start, draft.start)
            if led and _DASH.match(document.text, draft.end, min(line.end, draft.end + _BEHIND)):
                return int(draft.slots["weekday"])
    return None


def _of_month(document: Document, drafts: Collection[Draft]) -> Anchor | None:
    """The first day that names no month, "Tuesday 4th", in the month and year of the first lines: "Tour, March 2031"."""
    end = document.lines[:_HEAD][-1].end if document.lines else 0
    month = next((d.slots for d in drafts if d.kind == "month" and d.start < end and d.slots.get("year")), None)
    if not month or not isinstance(month["year"], int):
        return None
    for draft in drafts:
        number, weekday = draft.slots.get("day"), draft.slots.get("weekday")
        if draft.kind == "date" and "month" not in draft.slots and weekday and isinstance(number, int):
            day = civil(month["year"], month["month"], number)
            if day and day.isoweekday() == weekday:
                return Anchor(day, "inferred", "month of the title", draft.start, draft.end)
    return None


def _stated(document: Document, dated: Sequence[tuple[Draft, date]]) -> Anchor | None:
    """A full date in the first lines: a title, a date line before its dash, a short issue line."""
    for line in document.lines[:_HEAD]:
        if line.bullet:
            continue
        for draft, day in dated:
            if not line.start <= draft.start < line.end:
                continue
            after = document.text[draft.end : min(line.end, draft.end + 60)]
            dateline = draft.start - line.start < 60 and re.match(r"[^.!?]{0,50}?\s?(?:[—–]|--| -) ", after)
            if len(line.text) <= _SHORT or dateline:
                return Anchor(day, "stated", "date line", draft.start, draft.end)
    return None


def sent_ahead(given: Given, local: str | None, own: Anchor | None) -> Day | None:
    """The day on which a mail was sent that is of a day in the week after it; None of any other document."""
    if not own or own.why != "date line" or not given.issued_at or given.basis.get("issued_at") != "Date header":
        return None
    sent = Instant(given.issued_at, local).local.date() if local else given.issued_at.date()
    return Day(sent, local, "stated") if 0 < (own.day - sent).days <= _WEEK else None


def created_on(
    document: Document,
    language: Language,
    own: Anchor | None,
    stamp: When | None,
    local: str | None,
    times: Sequence[Timex],
) -> tuple[When | None, Span | None]:
    """When a document was made, and where it says so: its stamp, the date of an issue line, else its own day."""
    own = None if own and own.why == _STORY else own
    span = document.span(own.start, own.end) if own and own.start is not None and own.end is not None else None
    days = (t for t in times[:_FEW] if t.type == "DATE" and len(t.value) == 10 and t.value[:4].isdigit())
    issue = next((t for t in days if _in_issue_line(document, language, t)), None)
    if own and issue and not stamp:
        return Day(date.fromisoformat(issue.value), local, "stated"), issue.span
    return ((stamp or Day(own.day, local, own.basis)) if own else None), span


def _in_issue_line(document: Document, language: Language, time: Timex) -> bool:
    """Whether an expression stands in a short line of issue among the first lines, or right behind a word of issue there."""
    line = next((n for n in document.lines[:_HEAD] if n.start <= time.span.start < n.end), None)
    if line is None:
        return False
    short = len(line.text) <= _SHORT and language.cues["issued"].search(line.text)
    return bool(short) or tells_day_of_issue(document.text, time.span.start, line.start, language)


def tells_day_of_issue(text: str, position: int, line: int, language: Language) -> bool:
    """Whether a word of issue stands right before a day in its line: "Page last changed: Friday, 4 June"."""
    return bool(language.cues["issue_before"].search(text, max(line, position - _WORDS), position))


def heads_programme(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a day is that of the programme which a heading names: "Programme for Friday", "Friday's running order"."""
    if language.cues["day_of"].search(text, max(0, start - _PLAN), start):
        return True
    line = max(text.rfind("\n", max(0, start - _PLAN), start) + 1, start - _PLAN, 0)
    opens = not re.search(r"[.!?]\s", text[line:start]) and (line == 0 or text[line - 1] == "\n")
    return opens and bool(language.cues["programme_of"].match(text, end, end + _SHORT))


def opens_plan(text: str, day: Draft, language: Language) -> bool:
    """Whether a day opens a line of what is planned for it, "Friday: 9 a.m. market", and not a story of it."""
    line = text.rfind("\n", max(0, day.start - _FEW), day.start) + 1
    if not _MARKED.fullmatch(text, line, day.start) or not _ENTRY.match(text, day.end):
        return False
    end = text.find("\n", day.end, day.end + _LINE)
    words = text[day.end : end if end >= 0 else day.end + _LINE]
    return not (language.cues["past_form"].search(words) or language.cues["was"].search(words))


def direction(text: str, draft: Draft, language: Language) -> int:
    """Whether the clause around an expression looks ahead (+1) or back (-1); 0 where nothing tells.

    The nearest cue before it in its sentence tells, else the first behind it; where a sentence begins, that behind it
    alone. A verb of the past just before it ("left Tuesday") and an owner's mark behind it ("Friday's vote") look back;
    words of planning just before it ("called for Tuesday") look ahead.
    """
    begin = max(0, draft.start - _BEFORE)
    window = text[begin : draft.start]
    if language.cues["planned_for"].search(text, max(0, draft.start - _PLAN), draft.start):
        return 1
    if heads_programme(text, draft.start, draft.end, language):
        return 1
    if opens_plan(text, draft, language):
        return 1
    if language.cues["owner_ahead"].match(text, draft.end):
        return 1
    if language.cues["owner"].match(text, draft.end) or language.cues["past_verb"].fullmatch(_last_words(window)):
        return -1
    cues = list(language.tenses(window))
    cue = cues[-1] if cues else None
    if cue and not _STOP.search(text, begin + cue[2], draft.start + 1):
        return cue[0]
    after = language.cues["joint"].split(text[draft.end : draft.end + _BEHIND], maxsplit=1)[0]
    first = next(language.tenses(after), None)
    if not first or _STOP.search(after[: first[1]]):
        return 0
    of_other = first[0] > 0 and language.cues["coordinated"].search(after[: first[1]])
    return -1 if of_other and narrated(text, draft, language) else first[0]


def narrated(text: str, draft: Draft, language: Language) -> bool:
    """Whether a form of the past stands before an expression in its clause: "closed the road on Tuesday"."""
    begin = max(0, draft.start - _BEFORE)
    clause = max((m.end() - 1 for m in _STOP.finditer(text, begin, draft.start + 1)), default=begin)
    clause = max(clause, text.rfind(";", begin, draft.start))
    return bool(language.cues["past_form"].search(text[clause : draft.start]))


def _sentence(text: str, draft: Draft) -> tuple[int, int]:
    """Where the sentence of an expression begins and ends, as far as it is looked at."""
    begin = max(0, draft.start - _BEFORE)
    begin = max((m.end() - 1 for m in _STOP.finditer(text, begin, draft.start + 1)), default=begin)
    stop = _STOP.search(text, draft.end, draft.end + _BEFORE)
    return begin, stop.start() if stop else min(len(text), draft.end + _BEFORE)


def is_to_come(text: str, draft: Draft, language: Language) -> bool:
    """Whether the sentence of an expression says what will be."""
    return bool(language.cues["to_come"].search(text[slice(*_sentence(text, draft))]))


def tells_past(text: str, draft: Draft, language: Language) -> bool:
    """Whether the sentence of an expression holds a form of the past at all, or is no sentence: a heading."""
    begin, end = _sentence(text, draft)
    cues = language.cues
    past = cues["past_form"].search(text, begin, end) or cues["was"].search(text, begin, end)
    return bool(past) or text[begin : end + 1].rstrip()[-1:] not in (".", "!", "?")


def was_planned(text: str, draft: Draft, language: Language) -> bool:
    """Whether the sentence up to an expression says what had been planned: "had been promised for Saturday"."""
    begin, _ = _sentence(text, draft)
    return bool(language.cues["unreal"].search(text, begin, draft.start))


def was_to_be(text: str, draft: Draft, language: Language) -> bool:
    """Whether the sentence up to an expression says what was to be: "was to take all of Thursday"."""
    begin, _ = _sentence(text, draft)
    return bool(language.cues["was_to_be"].search(text, begin, draft.start))


def opens_past(text: str, draft: Draft, language: Language) -> bool:
    """Whether a day opens a sentence that narrates: "On Tuesday the wind rose"; not "Tuesday's walk was put off"."""
    begin, end = _sentence(text, draft)
    if len(text[begin : draft.start].split()) > 1 or language.cues["owner"].match(text, draft.end):
        return False
    behind = text[draft.end : end]
    past = language.cues["past_form"].search(behind)
    return bool(past) and not any(language.cues[c].search(behind) for c in ("to_come", "was_to_be"))


def clause_tense(text: str, clock: Draft, language: Language) -> int:
    """Whether the clause up to a clock tells of what is to come (+1) or has been (-1); 0 where it tells neither.

    A plan alone ("due at", "set for") tells neither: it may be of the past.
    """
    window = text[max(0, clock.start - _BEFORE) : clock.start]
    clause = max((m.end() - 1 for m in _STOP.finditer(window)), default=0)
    if language.cues["to_come"].search(window, clause):
        return 1
    told = language.cues["past_form"].search(window, clause) or language.cues["was"].search(window, clause)
    return -1 if told else 0


def fronted(text: str, day: Span, language: Language) -> bool:
    """Whether a day tells when all of its sentence is: "Last night's dinner ran until 11.10pm"."""
    return bool(_OPENED.search(text, max(0, day.start - 3), day.start) or language.cues["owner"].match(text, day.end))


def leads_in(text: str, day: Draft, language: Language) -> bool:
    """Whether a day opens its sentence, also behind a word or two: "On 3 May", "Late on Friday"."""
    begin = max(0, day.start - _WORDS)
    return bool(language.cues["leads_in"].search(text, begin, day.start)) or day.start == 0


def _last_words(window: str) -> str:
    """The three words just before an expression."""
    return " ".join(window[-36:].split()[-3:])
