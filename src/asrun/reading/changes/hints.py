"""Hints: words that tell of a change only where they stand by the words of a planned item; linking has the last word.

Reading one document knows no plan but its own. So what these words may say is kept with the words around them, and counts
where those are the words of one item of a list, or of an event with a planned clock; else it is nothing.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

import msgspec

from asrun.model.fact import Change, ChangeKind, Mention
from asrun.model.time import Day, Instant, Relative, Timex, When, day_of, duration_seconds
from asrun.reading.changes.building import tail_kind
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.phrases import phrase_end
from asrun.reading.changes.planned import onward
from asrun.reading.context import Context
from asrun.reading.memory import remembered
from asrun.reading.scan import Spot, apart, led, led_by
from asrun.reading.sentences import Sentence

HINT = "hints."
_LONGEST, _FAR = 86400, 160
_CUT = re.compile(
    led(
        (r";!?“”\"", " ?"),
        (":—–", " "),
        (r"\.", r"(?<![ap]\.m\.) "),
        (",", " (?:and|but|so|while|though|because|as|which|who|with|where|when|since) "),
        led_by(("because", "although", "though", "whereas", "while"), " "),
        led_by(
            ("and", "but", "so that", "after", "before", "as", "when", "until", "since"),
            r" (?=(?:the|a|an|he|she|it|they|we|his|her|their|its|[A-Z])\b)",
        ),
    )
)
_FILLER = re.compile(r"(?: or so| or more| too)?,? ?$")
_LEADS = re.compile(r"(?: (?:at|to|for|on|until|till|about|around|the|in|early|late|a))* ?$")
_SHORT, _NAMED = 40, 60
_ASKED = re.compile(r"(?:^|[.!?\n] )([^.!?\n]{3,40}\?) $")
_TITLED = re.compile(r"(?: the)?(?: [A-Z][\w’'-]+)*,? ")
_UNTIL = re.compile(r",? (?:[a-z' -]{0,40}?)\b(?:until|till|before)\b")


class Phrase(NamedTuple):
    """A turn of phrase: what it says of the item whose words stand where, and what else must stand by it."""

    kind: ChangeKind
    where: Literal["after", "before", "any"]
    cue: re.Pattern[str]
    unless: re.Pattern[str] | None
    never: re.Pattern[str] | None
    named: bool
    needs: str | None


@cache
def _written() -> list[dict[str, Any]]:
    """The rows of hints.toml as they are written."""
    found: list[dict[str, Any]] = tomllib.loads(
        files(__package__).joinpath("data/hints.toml").read_text(encoding="utf-8")
    )["hint"]
    return found


@cache
def hints() -> tuple[Phrase, ...]:
    """The rows of hints.toml."""
    return tuple(
        Phrase(
            row["kind"], row["where"], re.compile("|".join(row["cue"]), re.I),
            re.compile(row["unless"]) if "unless" in row else None,
            re.compile(row["never"], re.I) if "never" in row else None,
            row.get("named", False), row.get("with"),
        )
        for row in _written()
    )  # fmt: skip


@cache
def words() -> tuple[str, ...]:
    """Every turn of phrase, in few patterns."""
    return apart(cue for row in _written() for cue in row["cue"])


@remembered
def _rows(turn: str) -> tuple[Phrase, ...]:
    """The rows that a turn of phrase is of."""
    return tuple(row for row in hints() if row.cue.fullmatch(turn))


def hinted(
    context: Context, sentence: Sentence, spots: Sequence[Spot], previous: Sequence[Mention], found: Sequence[Change]
) -> Iterator[Change]:
    """What the turns of phrase at some spots of a sentence may say beside what was `found` in it.

    Each is one hint each way that its words can be read.
    """
    text = context.document.text
    cues = [c.cue for c in found if c.cue]
    told = {*(c.after for c in found if isinstance(c.after, Instant)), *(c.delta for c in found if c.delta)}
    for spot in spots:
        if any(spot[0] < c.end and c.start < spot[1] for c in cues):
            continue
        for row in _rows(text[slice(*spot)]):
            made = _change(context, sentence, spot, row, previous)
            if made and told.isdisjoint((made.after, made.delta)):
                yield made


class _Told(NamedTuple):
    """What a turn of phrase tells with what stands by it, and between which places the words of its item are."""

    kind: ChangeKind
    first: int
    last: int
    after: When | str | None = None
    delta: str | None = None
    who: str | None = None


def unnamed(context: Context, sentence: Sentence, told: Change, span: Spot, previous: Sequence[Mention]) -> Change:
    """A change that names no happening, as a hint over some words of a sentence."""
    scope, wider = (context.document.span(first, span[1]) for first in (span[0], min(span[0], sentence.start)))
    before = next((m.spans for m in reversed(previous) if 0 <= sentence.start - m.spans[0].end < _FAR), ())
    at = told.cue or scope
    about = Mention("", "other", (at, scope, wider, *before[:1]), definite=True, rule=f"{HINT}words")
    return msgspec.structs.replace(told, spans=(scope,), about=about, rule=f"{HINT}{told.kind}")


def _change(
    context: Context, sentence: Sentence, spot: Spot, row: Phrase, previous: Sequence[Mention]
) -> Change | None:
    text = context.document.text
    if row.unless and row.unless.match(text, spot[1], sentence.end):
        return None
    if row.never and row.never.search(text, *spot):
        return None
    clause = _clause(text, sentence, spot)
    told = (
        _measured(context, sentence, spot, row, clause) if row.needs == "amount" else _told(context, spot, row, clause)
    )
    sure = certainty(text, clause[0], *spot, sentence.end) if told else None
    if told is None or sure is None:
        return None
    last = phrase_end(text, spot[1], clause[1]) if row.named else told.last
    if row.named and last == spot[1]:
        return None
    scope, wider = (context.document.span(first, max(spot[1], last)) for first in (told.first, sentence.start))
    before = next((m.spans for m in reversed(previous) if 0 <= sentence.start - m.spans[0].end < _FAR), ())
    said = context.said_around(spot[0], spot[0] + 1)
    cue = context.document.span(*spot)
    about = Mention(
        "", "other", (cue, scope, wider, *before[:1]), participants=(told.who,) if told.who else (), definite=True,
        rule=f"{HINT}{'named' if row.named else 'words'}",
    )  # fmt: skip
    return Change(
        told.kind, (scope,), about, None, told.after, told.delta, certainty=sure,
        reported_by=(said.via[-1] if said.via else said.speaker) if said else None,
        cue=cue, rule=f"{HINT}{told.kind}",
    )  # fmt: skip


def _measured(context: Context, sentence: Sentence, spot: Spot, row: Phrase, clause: Spot) -> _Told | None:
    """What a turn of phrase tells with the amount before it: "forty minutes adrift", and the clock at which that was."""
    text, begin = context.document.text, clause[0]
    amount = _amount(context, sentence, spot)
    if amount is None:
        return None
    kind = row.kind
    if kind in ("delayed", "advanced"):
        kind = tail_kind(kind, text[begin : amount.span.start])
    clock = _clock(context, *clause) or _clock(context, max(sentence.start, spot[0] - _FAR), spot[0])
    if clock and clock.span.end < begin:
        begin = _clause(text, sentence, (clock.span.start, clock.span.end))[0]
    delta = f"-{amount.value}" if kind in ("advanced", "ended_early") else amount.value
    after = clock.when if clock and kind in ("delayed", "advanced") else None
    return _Told(kind, min(begin, amount.span.start), spot[1], after, delta)


def _told(context: Context, spot: Spot, row: Phrase, clause: Spot) -> _Told | None:
    """What a turn of phrase tells with the moment, the place or the person that it leads to."""
    text, (begin, stop) = context.document.text, clause
    first, last = (spot[0] if row.where == "after" else begin), (spot[1] if row.where == "before" else stop)
    behind = _behind(context, spot, stop)
    if row.needs in ("clock", "day"):
        wanted = Instant if row.needs == "clock" else Day
        if behind is None or not isinstance(behind.when, wanted):
            return None
        if row.needs == "clock" and tail_kind("delayed", text[begin : spot[0]]) != "delayed":
            return None
        after = _ahead(context, behind.when)
        return _Told("rescheduled", first, max(last, behind.span.end), after)
    day = _day(context, spot, stop) if row.kind in ("cancelled", "postponed") else None
    if day:
        return _Told("rescheduled", first, max(last, day[1]), day[0])
    if row.where == "before" and row.kind == "cancelled" and _UNTIL.match(text, spot[1], stop):
        return None
    if row.needs == "person":
        hits = context.names.between(spot[1], min(stop, spot[1] + _NAMED))
        who = next(
            (h.name for h in hits if h.kind in ("person", "unnamed") and _TITLED.fullmatch(text, spot[1], h.start)),
            None,
        )
        return _Told(row.kind, first, last, who=who) if who else None
    if row.needs == "place":
        place = _place(context, spot, stop) if behind is None else None
        return _Told(row.kind, first, max(last, min(stop, spot[1] + _SHORT)), place) if place else None
    return _Told(row.kind, first, last)


def _ahead(context: Context, when: When) -> When:
    """A moment that is told of a change: a weekday is the next one of its name."""
    later = onward(context, when)
    return when if isinstance(later, Relative) else later


def _clause(text: str, sentence: Sentence, spot: Spot) -> Spot:
    """The clause around a turn of phrase; a question or a heading right before it belongs to it: "The parade? Off"."""
    low = max(sentence.start, spot[0] - _FAR)
    cuts = [low, *(m.end() for m in _CUT.finditer(text, low, spot[0]))]
    begin = cuts[-1]
    head = len(cuts) == 2 and begin - sentence.start < _SHORT and text[begin - 2 : begin] in (": ", "— ", "– ", "- ")
    if len(cuts) > 1 and (head or not text[begin : spot[0]].strip(" ,")):
        begin = cuts[-2]
    if begin == spot[0] == sentence.start:
        asked = _ASKED.search(text, max(0, begin - _SHORT - 2), begin)
        begin = asked.start(1) if asked else begin
    cut = _CUT.search(text, spot[1], min(sentence.end, spot[1] + _FAR))
    return begin, cut.start() if cut else min(sentence.end, spot[1] + _FAR)


def _amount(context: Context, sentence: Sentence, spot: Spot) -> Timex | None:
    """The length of time that stands right before a turn of phrase."""
    text = context.document.text
    for time in reversed(context.times.between(max(sentence.start, spot[0] - 60), spot[0])):
        if time.type == "DURATION" and 0 < (duration_seconds(time.value) or 0) < _LONGEST:
            inside = spot[0] < time.span.end <= spot[1]
            return time if inside or _FILLER.fullmatch(text, time.span.end, spot[0]) else None
    return None


def _clock(context: Context, begin: int, stop: int) -> Timex | None:
    times = [t for t in context.times.between(begin, stop) if isinstance(t.when, Instant) and not t.relative_to]
    return times[-1] if times else None


def _behind(context: Context, spot: Spot, stop: int) -> Timex | None:
    """The moment that stands right behind a turn of phrase."""
    text = context.document.text
    times = context.times.between(spot[0] + 1, min(stop, spot[1] + 30))
    near = (t for t in times if t.span.start < spot[1] or _LEADS.fullmatch(text, spot[1], t.span.start))
    return next((t for t in near if t.when and t.span.end >= spot[1]), None)


def _day(context: Context, spot: Spot, stop: int) -> tuple[Day, int] | None:
    """A day after the document's own that follows a turn of phrase, and where its words end."""
    own = day_of(context.times.created)
    for time in context.times.between(spot[0], stop) if own else ():
        day = _ahead(context, time.when) if isinstance(time.when, Day) else None
        if isinstance(day, Day) and own and day.day > own:
            return day, time.span.end
    return None


def _place(context: Context, spot: Spot, stop: int) -> str | None:
    """The place that a turn of phrase leads to, by its name or its words."""
    text = context.document.text
    hit = next((h for h in context.names.between(spot[1], min(stop, spot[1] + 24)) if h.kind == "place"), None)
    if hit:
        return hit.name
    last = phrase_end(text, spot[1], stop)
    words_here = text[spot[1] : last].strip()
    return re.sub(r"^(?:the|a|an|his|her|their) ", "", words_here) if words_here else None
