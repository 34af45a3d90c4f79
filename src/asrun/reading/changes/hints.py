"""Hints: words that tell of a change only where they stand by the words of a planned item; linking has the last word.

Reading one document knows no plan but its own. So what these words may say is kept with the words around them, and counts
where those are the words of one item of a list, or of an event with a planned clock; else it is nothing.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from asrun.model.fact import Change, ChangeKind, Mention
from asrun.model.span import Span
from asrun.model.time import Day, Instant, Timex, When
from asrun.model.wordbook import Wordbook
from asrun.reading.changes import companions
from asrun.reading.changes.building import tail_kind
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.deeds import titles_of
from asrun.reading.changes.nearby import is_former, no_sooner
from asrun.reading.changes.phrases import phrase_end
from asrun.reading.changes.sightings import is_planned
from asrun.reading.changes.tellings import says
from asrun.reading.changes.turns import BECAUSE, HINT, Phrase, rows_of
from asrun.reading.context import Context
from asrun.reading.scan import Spot, led, led_by
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "hints")
_FAR = 160
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
MEASURED = ".measured"
_AMOUNTS = {"amount": companions.amount, "amount behind": companions.measure}
_UNDONE = ("cancelled", "skipped", "postponed")
_IS_OVER = _WORDS.pattern("is_over")
_WHOLE = ("skipped", "participants_changed")
_SHORT, _NAMED = 40, 60
_THE = re.compile(r"\bthe $")
_ASKED = re.compile(r"(?:^|[.!?\n] )([^.!?\n]{3,40}\?) $")
_TITLED = re.compile(r"(?: the)?(?: [A-Z][\w’'-]+)*,? ")
_UNTIL = _WORDS.pattern("until")


def hinted(
    context: Context,
    sentence: Sentence,
    spots: Sequence[Spot],
    previous: Sequence[Mention],
    found: Sequence[Change],
    things: Sequence[Spot] = (),
) -> Iterator[Change]:
    """What the turns of phrase at some spots of a sentence may say beside what was `found` in it.

    Each is one hint each way that its words can be read. `things` are where words of sorts of events stand.
    """
    text = context.document.text
    cues = [c.cue for c in found if c.cue]
    told = {*(c.after for c in found if isinstance(c.after, Instant)), *(c.delta for c in found if c.delta)}
    for spot in dict.fromkeys(spots):
        if any(spot[0] < c.end and c.start < spot[1] for c in cues):
            continue
        for row in rows_of(text[slice(*spot)]):
            made = _change(context, sentence, spot, row, previous, things)
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
    scope = context.document.span(*span)
    about = by_words(context, sentence, told.cue or scope, span, previous)
    rule = f"{HINT}{told.kind}{companions.bare(context, span, told.after)}"
    return msgspec.structs.replace(told, spans=(scope,), about=about, rule=rule)


def by_words(
    context: Context,
    sentence: Sentence,
    cue: Span,
    scope: Spot,
    previous: Sequence[Mention],
    things: Sequence[Spot] = (),
    people: tuple[str, ...] = (),
    rule: str = "words",
    whole: bool = False,
) -> Mention:
    """A happening by nothing but words: its cue, the words beside that, its sentence, and what was told of before.

    The clock that they call it by ("the 4 o'clock") is its start, and its titles are the nouns of the events that the
    `things` among them are seen at. Of the sentence the `whole` counts, or what stands before the end of the words.
    """
    span, text = context.document.span, context.document.text
    times = context.times.between(*scope)
    inside = [t for t in things if scope[0] <= t[0] and t[1] <= scope[1]]
    inside = [t for t in inside if not any(x.span.start < t[1] and t[0] < x.span.end for x in times)]
    called = (
        t.when
        for t in times
        if isinstance(t.when, Instant) and _THE.search(text, max(0, t.span.start - 5), t.span.start)
    )
    before = [m.spans[0] for m in reversed(previous) if 0 <= sentence.start - m.spans[0].end < _FAR][:1]
    number = context.sentences.number(sentence.start) - 1
    last = context.sentences.all[number] if number >= 0 else None
    if last and last.line == sentence.line:
        asked = text[last.end - 1] == "?"
        before.insert(0 if asked else len(before), span(last.start, last.end))
    wider = span(min(scope[0], sentence.start), sentence.end if whole else scope[1])
    return Mention(
        "", "other", (cue, span(*scope), wider, *before), next(called, None), participants=people, definite=True,
        rule=f"{HINT}{rule}", titles=titles_of(text, inside) if inside else (),
    )  # fmt: skip


def _change(
    context: Context, sentence: Sentence, spot: Spot, row: Phrase, previous: Sequence[Mention], things: Sequence[Spot]
) -> Change | None:
    text = context.document.text
    if row.unless and row.unless.match(text, spot[1], sentence.end):
        return None
    if row.never and row.never.search(text, *spot):
        return None
    if row.beside and not row.beside.search(text, sentence.start, sentence.end):
        return None
    amount = _amount(context, sentence, spot, row)
    if row.needs in _AMOUNTS and amount is None:
        return None
    clause = _clause(text, sentence, spot)
    told = _measured(context, sentence, spot, row, clause, amount) if amount else _told(context, spot, row, clause)
    over = told and told.kind in _UNDONE and _IS_OVER.match(text, clause[0], spot[0])
    if over or (told and told.kind in _UNDONE and no_sooner(context, spot[1], clause[1])):
        return None
    sure = certainty(text, spot[0] if row.apart else clause[0], *spot, sentence.end) if told else None
    if told is None or sure is None:
        return None
    last = phrase_end(text, spot[1], clause[1]) if row.named else told.last
    if row.named and last == spot[1]:
        return None
    said = context.said_around(spot[0], spot[0] + 1)
    by, new, end = companions.length(context, spot) if told.kind in ("shortened", "extended") else (None, None, 0)
    cue, scope = context.document.span(*spot), (told.first, max(spot[1], last, end))
    about = by_words(
        context, sentence, cue, scope, previous, things, (told.who,) if told.who else (),
        "named" if row.named else "words", told.kind in _WHOLE or companions.clocked(text, spot),
    )  # fmt: skip
    measured = f"{MEASURED}{companions.who(context, *scope)}" if row.needs == "amount behind" else ""
    sort = (
        f"{'seen' if row.seen else told.kind}{BECAUSE if row.because else companions.bare(context, scope, told.after)}"
    )
    return Change(
        told.kind, about.spans[1:2], about, None, told.after,
        told.delta or (f"-{by}" if by and told.kind == "shortened" else by), new, certainty=sure,
        reported_by=(said.via[-1] if said.via else said.speaker) if said else None, cue=cue, rule=f"{HINT}{sort}{measured}",
    )  # fmt: skip


def _amount(context: Context, sentence: Sentence, spot: Spot, row: Phrase) -> Timex | None:
    """The length of time that must stand right before a turn of phrase, or right behind it."""
    find = _AMOUNTS.get(row.needs or "")
    return find(context, sentence, spot) if find else None


def _measured(context: Context, sentence: Sentence, spot: Spot, row: Phrase, clause: Spot, amount: Timex) -> _Told:
    """What a turn of phrase tells with the amount before it: "forty minutes adrift", and the clock at which that was."""
    text, begin = context.document.text, clause[0]
    kind = row.kind
    if kind in ("delayed", "advanced"):
        kind = tail_kind(kind, text[begin : amount.span.start])
    clock = companions.clock(context, *clause) or companions.clock(
        context, max(sentence.start, spot[0] - _FAR), spot[0]
    )
    if clock and clock.span.end < begin:
        begin = _clause(text, sentence, (clock.span.start, clock.span.end))[0]
    delta = f"-{amount.value}" if kind in ("advanced", "ended_early", "shortened") else amount.value
    after = clock.when if clock and kind in ("delayed", "advanced") else None
    return _Told(kind, min(begin, amount.span.start), max(spot[1], clause[1]), after, delta)


def _told(context: Context, spot: Spot, row: Phrase, clause: Spot) -> _Told | None:
    """What a turn of phrase tells with the moment, the question, the place or the person that it leads to."""
    text, (begin, stop) = context.document.text, clause
    first, last = (spot[0] if row.where == "after" else begin), (spot[1] if row.where == "before" else stop)
    if row.kind == "format_changed" and says(text[slice(*clause)]):
        return None
    if row.needs in ("clock", "day", "ahead"):
        return _moved(context, spot, row, clause, (first, last))
    if row.needs == "question":
        asked = companions.question(text, spot)
        return _Told(row.kind, asked, spot[1]) if asked is not None and not text[spot[1] :][:1].isalnum() else None
    day = companions.day_ahead(context, spot, stop) if row.kind in ("cancelled", "postponed") else None
    if day:
        return _Told("rescheduled", first, max(last, day[1]), day[0])
    if row.where == "before" and row.kind == "cancelled" and _UNTIL.match(text, spot[1], stop):
        return None
    if row.needs:
        return _led(context, spot, row, stop, (first, last))
    return _Told(row.kind, first, last)


def _moved(context: Context, spot: Spot, row: Phrase, clause: Spot, scope: Spot) -> _Told | None:
    """What a turn of phrase tells with the clock or the day that it leads to."""
    text, (begin, stop), (first, last) = context.document.text, clause, scope
    if row.needs == "ahead":
        later = companions.later(context, spot, stop)
        return _Told("rescheduled", first, max(last, later[1]), later[0]) if later else None
    time = companions.behind(context, spot, stop)
    if time is None or not isinstance(time.when, Instant if row.needs == "clock" else Day):
        return None
    if row.seen:
        if is_former(text, time) or is_planned(context, time) or companions.ended(text, *spot):
            return None
        return _Told("rescheduled", first, max(last, time.span.end), time.when)
    if row.needs == "clock" and tail_kind("delayed", text[begin : spot[0]]) != "delayed":
        return None
    return _Told("rescheduled", first, max(last, time.span.end), companions.ahead(context, time.when))


def _led(context: Context, spot: Spot, row: Phrase, stop: int, scope: Spot) -> _Told | None:
    """What a turn of phrase tells with the person or the place that it leads to."""
    text, (first, last) = context.document.text, scope
    if row.needs == "person":
        hits = context.names.between(spot[1], min(stop, spot[1] + _NAMED))
        people = (h for h in hits if h.kind in ("person", "unnamed"))
        who = next((h.name for h in people if _TITLED.fullmatch(text, spot[1], h.start)), None)
        return _Told(row.kind, first, last, who=who) if who else None
    if companions.behind(context, spot, stop):
        return None
    if row.needs == "place":
        place = companions.place(context, spot, stop)
        there = spot[1] + len(text[spot[1] : min(stop, spot[1] + _SHORT)].rstrip())
        return _Told(row.kind, first, max(last, there), place) if place else None
    venue = companions.venue(context, spot, stop, row.needs == "site")
    return _Told(row.kind, first, max(last, venue[1]), None if row.needs == "left" else venue[0]) if venue else None


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
