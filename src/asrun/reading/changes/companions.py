"""What stands by a turn of phrase: the amount before it, the moment, the place or the question that it belongs to."""

import re

from asrun.model.time import Day, Instant, Relative, Timex, When, day_of, duration_seconds
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.phrases import phrase_end
from asrun.reading.changes.planned import onward
from asrun.reading.changes.tellings import phase_of
from asrun.reading.changes.turns import sites, venues
from asrun.reading.context import Context
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "companions")
BARE, WHO = ".bare", ".who"
_PERSON = _WORDS.pattern("person", re.I)
_LONGEST, _FAR, _NEAR = 86400, 160, 40
_MEASURED = _WORDS.pattern("measured", re.I)
_FILLER = _WORDS.pattern("filler")
_LEADS = _WORDS.pattern("leads")
_OF_TWELVE = re.compile(r"(?:[1-9]|1[0-2])(?:[.:]\d\d)?$|[a-z -]+$", re.I)
_CLOCKED = _WORDS.pattern("clocked", re.I)
_ASKED_BEFORE = re.compile(r"(?:^|[.!?\n] )([^.!?\n]{3,120}\?) $")
_LENGTH_LEAD = _WORDS.pattern("length_lead", re.I)
_ROUGH = _WORDS.pattern("rough")
_ARTICLE = _WORDS.pattern("article", re.I)


def lacking(context: Context) -> frozenset[str]:
    """The sorts of companions that nothing in a document is of: clocks, days, days after its own, amounts."""
    later = () if day_of(context.times.created) is None else ("ahead",)
    return frozenset(("clock", "day", "ahead", "amount")).difference(context.times.sorts, later)


def ahead(context: Context, when: When) -> When:
    """A moment that is told of a change: a weekday is the next one of its name."""
    later = onward(context, when)
    return when if isinstance(later, Relative) else later


def amount(context: Context, sentence: Sentence, spot: Spot) -> Timex | None:
    """The length of time that stands right before a turn of phrase."""
    text = context.document.text
    for time in reversed(context.times.between(max(sentence.start, spot[0] - 60), spot[0])):
        if time.type == "DURATION" and 0 < (duration_seconds(time.value) or 0) < _LONGEST:
            inside = spot[0] < time.span.end <= spot[1]
            return time if inside or _FILLER.fullmatch(text, time.span.end, spot[0]) else None
    return None


def measure(context: Context, sentence: Sentence, spot: Spot) -> Timex | None:
    """The length of time that stands right behind a turn of phrase."""
    for time in context.times.between(spot[1], min(sentence.end, spot[1] + _NEAR)):
        if time.type == "DURATION" and 0 < (duration_seconds(time.value) or 0) < _LONGEST:
            return time if _MEASURED.fullmatch(context.document.text, spot[1], time.span.start) else None
    return None


def length(context: Context, spot: Spot) -> tuple[str | None, str | None, int]:
    """What a turn of phrase for a length leads to, and where that ends: by how much ("cut by ten minutes"), or to what."""
    text = context.document.text
    lead = _LENGTH_LEAD.search(text, *spot)
    for time in context.times.between(spot[1], spot[1] + 30) if lead else ():
        short = time.type == "DURATION" and 0 < (duration_seconds(time.value) or 0) < _LONGEST
        if lead and short and _ROUGH.fullmatch(text, spot[1], time.span.start):
            by = lead[1].lower() == "by"
            return (time.value, None, time.span.end) if by else (None, time.value, time.span.end)
    return None, None, spot[1]


def clock(context: Context, begin: int, stop: int) -> Timex | None:
    """The last clock between two places."""
    times = [t for t in context.times.between(begin, stop) if isinstance(t.when, Instant) and not t.relative_to]
    return times[-1] if times else None


def behind(context: Context, spot: Spot, stop: int) -> Timex | None:
    """The moment that stands right behind a turn of phrase."""
    text = context.document.text
    times = context.times.between(spot[0] + 1, min(stop, spot[1] + 30))
    near = (t for t in times if t.span.start < spot[1] or _LEADS.fullmatch(text, spot[1], t.span.start))
    return next((t for t in near if t.when and t.span.end >= spot[1]), None)


def day_ahead(context: Context, spot: Spot, stop: int) -> tuple[Day, int] | None:
    """A day after the document's own that follows a turn of phrase, and where its words end."""
    own = day_of(context.times.created)
    for time in context.times.between(spot[0], stop) if own else ():
        day = ahead(context, time.when) if isinstance(time.when, Day) else None
        if isinstance(day, Day) and own and day.day > own:
            return day, time.span.end
    return None


def later(context: Context, spot: Spot, stop: int) -> tuple[Day | None, int] | None:
    """A day to come behind a turn of phrase, else that it is another week, month or season, and where its words end."""
    day, own = day_ahead(context, spot, stop), day_of(context.times.created)
    if day or own is None:
        return day
    for time in context.times.between(spot[0], stop):
        if time.type == "DATE" and time.when is None and own.isoformat() < time.value and time.value[:1].isdigit():
            return None, time.span.end
    return None


def question(text: str, spot: Spot) -> int | None:
    """Where the question begins that ends right before a place."""
    asked = _ASKED_BEFORE.search(text, max(0, spot[0] - _FAR), spot[0])
    return asked.start(1) if asked else None


def venue(context: Context, spot: Spot, stop: int, apart: bool = False) -> tuple[str, int] | None:
    """The place by its kind that a turn of phrase leads to, and where its words end; `apart` from all other venues."""
    text = context.document.text
    begin = text.rfind(" ", 0, spot[1]) if _ARTICLE.search(text, spot[0], spot[1]) else spot[1]
    last = phrase_end(text, begin, stop)
    words_here = re.sub(r"^(?:the|a|an|his|her|their|its) ", "", text[begin:last].strip())
    ends = words_here.lower().split()
    known = sites() if apart else venues()
    if ends and (
        ends[-1] in known
        or " ".join(ends[-2:]) in known
        or (len(ends) > 1 and ends[-1].isdigit() and ends[-2] in known)
    ):
        return words_here, last
    hit = next((h for h in context.names.between(spot[1], min(stop, spot[1] + 24)) if h.kind == "place"), None)
    return (hit.name, hit.end) if hit else None


def bare(context: Context, scope: Spot, after: object) -> str:
    """What marks a change whose new clock leaves open its half of the day."""
    if not isinstance(after, Instant):
        return ""
    time = next((t for t in context.times.between(*scope) if t.when == after), None)
    return BARE if time and "half" not in time.slots and _OF_TWELVE.match(time.span.exact) else ""


def who(context: Context, begin: int, end: int) -> str:
    """What marks a change whose words tell of somebody: by name, by office or by a pronoun."""
    named = any(h.kind == "person" for h in context.names.between(begin, end))
    return WHO if named or _PERSON.search(context.document.text, begin, end) else ""


def ended(text: str, begin: int, end: int) -> bool:
    """Whether some words tell of an end, or of what was still going on; that a clock had gone by is none."""
    return not clocked(text, (begin, end)) and phase_of(text[begin:end]) in ("ended", "in_progress")


def clocked(text: str, spot: Spot) -> bool:
    """Whether a turn of phrase is about the clock itself: "it was", "the hour had gone"."""
    return _CLOCKED.match(text, *spot) is not None


def place(context: Context, spot: Spot, stop: int) -> str | None:
    """The place that a turn of phrase leads to, by its name or its words."""
    text = context.document.text
    hit = next((h for h in context.names.between(spot[1], min(stop, spot[1] + 24)) if h.kind == "place"), None)
    if hit:
        return hit.name
    last = phrase_end(text, spot[1], stop)
    words_here = text[spot[1] : last].strip()
    return re.sub(r"^(?:the|a|an|his|her|their) ", "", words_here) if words_here else None
