"""Lengths set against each other, and waits: "ran four minutes; aides had set aside half an hour", "a wait of an hour"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from asrun.model.fact import Change, ChangeKind, Mention, Observation
from asrun.model.span import Span
from asrun.model.time import Instant, duration_seconds, iso_duration
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.happenings import Happening
from asrun.reading.changes.hints import unnamed
from asrun.reading.changes.lexicon import data
from asrun.reading.changes.reference import is_pronoun_first
from asrun.reading.context import Context
from asrun.reading.scan import Rare
from asrun.reading.sentences import Sentence

_LONGEST = 86400
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18,
}  # fmt: skip
_NUMBER = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_ONES)[:9])}))?|{'|'.join(_ONES)}|[1-9]\d{{0,2}})"
_LEAD = re.compile(r"(?:the|last) ", re.I)
_SHORT, _LONG = 0.9, 1.1
_AROUND, _CLOSE, _RECALLED = 70, 36, 400


@cache
def _patterns() -> dict[str, Rare]:
    rows = data()["lengths"]
    rough = rf"(?: (?:{rows['rough']}))*"
    return {
        "lasted": Rare(rf"\b(?:{rows['lasted']}){rough} $", re.I),
        "meant": Rare(rf"\b(?:{rows['meant']}){rough} $", re.I),
        "meant_after": Rare(rf"^(?:-(?:minute|hour))?,? (?:{rows['meant_after']})", re.I),
        "turned": Rare(rf"\b(?:{rows['turned']}){rough} $", re.I),
        "owned": Rare(rows["owned"], re.I),
        "waited": Rare(rf"\b(?:{rows['waited']}){rough} $", re.I),
        "waited_after": Rare(rows["waited_after"], re.I),
        "it_was": Rare(rows["it_was"], re.I),
        "settled": Rare(rf"\b(?:{rows['settled']})", re.I),
    }


@cache
def _unitless(role: str) -> re.Pattern[str]:
    """A length that leaves its unit out, after the words of its role: "staff had blocked out 25", "and took five"."""
    rows = data()["lengths"]
    return re.compile(
        rf"\b(?:{rows[role]})(?: (?:{rows['rough']}))* (?P<number>{_NUMBER})\b"
        r"(?: of (?:them|these|those|it))?(?=[.,;:!?)—–]|$"
        rf"| (?:{rows['beyond']})\b)",
        re.I,
    )


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(r"(?:hour|hr|min)", re.I)


class Length:
    """A planned or an actual length that was told of a happening, over some words; `settled` rather than seen."""

    def __init__(self, span: Span, value: str, about: Mention | None, sentence: int, settled: bool = False) -> None:
        self.settled = settled
        self.span, self.value, self.about, self.sentence = span, value, about, sentence
        self.seconds = duration_seconds(value) or 0


def told_lengths(
    context: Context, sentence: Sentence, own: Sequence[Happening], previous: Sequence[Mention]
) -> tuple[list[Length], list[Length]]:
    """How long a sentence says that something lasted, and how long it was meant to."""
    text = context.document.text
    lasted: list[Length] = []
    meant: list[Length] = []
    last: Length | None = None
    for time in context.times.between(sentence.start, sentence.end):
        if time.type != "DURATION" or not 0 < (duration_seconds(time.value) or 0) < _LONGEST:
            continue
        lead = _LEAD.match(time.span.exact)
        article = time.span.start + (lead.end() if lead else 0)
        before = text[max(sentence.start, time.span.start - _AROUND) : article]
        after = text[time.span.end : min(sentence.end, time.span.end + _AROUND)]
        about = next((h.mention for h in reversed(own) if h.start < time.span.start), None)
        about = about or next((h.mention for h in own), None) or (previous[-1] if previous else None)
        if last and last.span.end > time.span.start - _AROUND and _patterns()["turned"].search(before):
            meant = [*meant, last] if last not in meant else meant
            lasted.append(Length(time.span, time.value, last.about, sentence.start))
        elif _patterns()["meant"].search(before) or _patterns()["meant_after"].search(after):
            meant.append(Length(time.span, time.value, about, sentence.start))
        elif _patterns()["lasted"].search(before) and certainty(
            text, sentence.start, time.span.start, time.span.end, sentence.end
        ):
            settled = _patterns()["settled"].search(before[-_CLOSE:])
            lasted.append(Length(time.span, time.value, about, sentence.start, settled is not None))
        owned = _patterns()["owned"].search(before)
        last = Length(time.span, time.value, about, sentence.start) if owned else None
    if len(lasted) + len(meant) == 1:
        lasted += _bare(context, sentence, meant[0], "lasted") if meant else ()
        meant += _bare(context, sentence, lasted[0], "meant") if not meant else ()
    return lasted, meant


def _bare(context: Context, sentence: Sentence, known: Length, role: str) -> Iterator[Length]:
    """Reads "nine minutes; staff had blocked out 25": a number that leaves the unit to the length told before it."""
    text = context.document.text
    found = _unitless(role).search(text, known.span.end, sentence.end)
    unit = _unit().findall(known.span.exact)
    if found and unit:
        number = _number(found["number"].lower())
        span = context.document.span(*found.span("number"))
        if role == "meant" or certainty(text, known.span.end, *found.span("number"), sentence.end):
            yield Length(span, f"PT{number}{unit[-1][0].upper()}", known.about, sentence.start)


def _number(words: str) -> int:
    """A number of figures or of words up to ninety-nine."""
    if words.isdigit():
        return int(words)
    return sum(_TENS.get(word, 0) + _ONES.get(word, 0) for word in re.split("[ -]", words))


def nearest(pairs: Sequence[tuple[Length, Length]]) -> Iterator[tuple[Length, Length]]:
    """Of pairs of lengths those that stand nearest to each other, each length in one."""
    taken: set[int] = set()
    for pair in sorted(pairs, key=lambda p: abs(p[0].span.start - p[1].span.start)):
        if taken.isdisjoint(map(id, pair)):
            taken |= set(map(id, pair))
            yield pair


def against(
    context: Context,
    sentence: Sentence,
    lasted: Length,
    meant: Length,
    previous: Sequence[Mention],
    found: Sequence[Change],
) -> Iterator[Change]:
    """The change between how long something was meant to last and how long it did, and a hint of it by its words alone."""
    about = lasted.about if lasted.sentence <= meant.sentence else meant.about
    about = about or meant.about
    gap = lasted.seconds - meant.seconds
    if _SHORT < lasted.seconds / meant.seconds < _LONG:
        return
    kind: ChangeKind = "extended" if gap > 0 else "shortened" if lasted.settled else "ended_early"
    if any(c.kind in ("ended_early", "shortened", "extended") for c in found):
        return
    spans = (lasted.span, meant.span)
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    said = context.said_around(lasted.span.start, lasted.span.start + 1)
    told = Change(
        kind, (context.document.span(first, last),), about, None, None, iso_duration(gap),
        new_duration=None if kind == "ended_early" else lasted.value, reported_by=said.speaker if said else None,
        cue=lasted.span, rule="changes.lengths",
    )  # fmt: skip
    begin = min(lasted.sentence, meant.sentence)
    cut = context.document.text.rfind("; ", begin, first)
    yield unnamed(context, sentence, told, (begin if cut < 0 else cut + 2, last), previous)
    if about:
        begin = min(first, about.spans[0].start) if first - about.spans[0].start < _AROUND else first
        yield msgspec.structs.replace(told, spans=(context.document.span(begin, last),))


def waits(
    context: Context,
    sentence: Sentence,
    own: Sequence[Happening],
    previous: Sequence[Mention],
    found: Sequence[Change],
    seen: Sequence[Observation],
) -> Iterator[Change]:
    """Reads "after a delay of 40 minutes", "waited 35 minutes for", "it was 12:20 before": something began late."""
    text = context.document.text
    if any(c.kind in ("delayed", "rescheduled", "advanced") for c in found):
        return
    started = next(
        (o for o in seen if o.phase in ("started", "arrival", "departure") and isinstance(o.at, Instant)), None
    )
    near = previous[-1:] if is_pronoun_first(text, sentence) else ()
    recent = [m for m in near if sentence.start - m.spans[0].end < _RECALLED]
    for time in context.times.between(sentence.start, sentence.end):
        before = text[max(sentence.start, time.span.start - _AROUND) : time.span.start]
        after = text[time.span.end : min(sentence.end, time.span.end + _AROUND)]
        length = time.type == "DURATION" and 0 < (duration_seconds(time.value) or 0) < _LONGEST
        if length and (_patterns()["waited"].search(before) or _patterns()["waited_after"].match(after)):
            amount = time.value
        elif isinstance(time.when, Instant) and _patterns()["it_was"].search(before + "@" + after):
            amount = None
        else:
            continue
        about = started.about if started else None
        about = about or next((h.mention for h in own if h.start >= time.span.end), None)
        about = about or next((h.mention for h in reversed(own)), None) or next(iter(recent), None)
        if certainty(text, sentence.start, time.span.start, time.span.end, sentence.end) is None:
            return
        at = started.at if started else time.when if isinstance(time.when, Instant) else None
        if about is None:
            told = Change("delayed", (time.span,), None, None, at, amount, cue=time.span)
            if amount:
                yield unnamed(context, sentence, told, (sentence.start, sentence.end), previous)
            return
        inside = sentence.start <= about.spans[0].start < sentence.end
        ends = [time.span.end, *(s.end for s in (started.spans if started else ()))]
        starts = [time.span.start, *(s.start for s in (started.spans if started else ()))]
        ends += [about.spans[0].end] if inside else []
        starts += [about.spans[0].start] if inside else []
        said = context.said_around(time.span.start, time.span.start + 1)
        yield Change(
            "delayed", (context.document.span(min(starts), max(ends)),), about, None, at, amount,
            reported_by=said.speaker if said else None, cue=time.span, rule="changes.waits",
        )  # fmt: skip
        return
