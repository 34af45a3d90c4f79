"""A change made of its cue, its happening, its clocks and its amount."""

import re
from functools import cache

import msgspec

from asrun.model.fact import Change, ChangeKind, Mention
from asrun.model.time import Instant, Timex, When, duration_seconds, iso_duration
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.lexicon import Cue, Kind, data
from asrun.reading.changes.nearby import Frame, wall
from asrun.reading.changes.phases import phases
from asrun.reading.context import Context
from asrun.reading.scan import either

_WORDS = Wordbook(__package__, "building")
_TIMED = ("moved", "delayed", "advanced", "rescheduled", "extended", "shortened", "ended_early", "postponed")
_AIMED = ("moved", "delayed", "advanced", "rescheduled", "extended", "relocated", "postponed", "ended_early")
_DAY = 86400
_APART = re.compile(r"[).—–:;\"“”]")
_RAN = _WORDS.pattern("ran")
_DECIDED = _WORDS.pattern("decided")
_LEADS_END = _WORDS.pattern("leads_end")
_EARLIER = _WORDS.pattern("earlier")
_LATER = re.compile(r"\b(?:later|back)\b")
_TO_AMOUNT = _WORDS.pattern("to_amount")
_FORMAT = _WORDS.pattern("format")
_MIDWAY = _WORDS.pattern("midway")
_MOVES_OFF = _WORDS.pattern("moves_off")
_PAUSE = re.compile(r"(?:suspend|adjourn)", re.I)
_IN_OR_OUT = _WORDS.pattern("in_or_out")


@cache
def venue() -> re.Pattern[str]:
    """Words that lead to a venue by its kind, in small letters: " to the town hall"."""
    words = "|".join(data()["venues"]["words"])
    return re.compile(
        r"(?: (?:from|in|at) (?:the |a |an )?[\w’' -]{2,40}?)? (?:to|at|in|into|inside) (?:the |a |an |his |her |its )?"
        rf"(?:[\w’'-]+ ){{0,3}}?(?:{words})s?\b"
    )


@cache
def _sites() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = data()["venues"]
    return re.compile(rows["inside"]), re.compile(rows["elsewhere"])


def sited(rest: str) -> bool:
    """Whether words in small letters behind a verb of moving lead to another site: " into the engine shed", " next door".

    >>> sited(" into the engine shed because of hail"), sited(" into a row over the budget")
    (True, False)
    """
    inside, elsewhere = _sites()
    return bool(inside.match(rest) or elsewhere.match(rest))


def build(frame: Frame, cue: Cue, about: Mention) -> Change | None:
    """The change with its clocks, its amount signed by its kind, and its span; None where the words tell none."""
    text = frame.text
    first, last = frame.spot
    amount = frame.amount if cue.kind in _TIMED else None
    target = frame.target if cue.kind in _AIMED else None
    paused = cue.kind == "postponed" and _pauses(frame, about)
    told = None if paused else _told(frame, cue.kind, amount, target, about)
    if told is None or (cue.place == "tail" and amount is None):
        return None
    kind, after = told
    if cue.place == "tail":
        clock = (frame.clock or frame.entry) if after is None and kind in ("delayed", "advanced") else None
        after = clock.when if clock else after
        kind = tail_kind(kind, text[max(frame.begin, first - 60) : first], text[slice(*frame.spot)])
    if kind not in ("delayed", "advanced", "rescheduled", "extended", "relocated", "ended_early"):
        target = None
    source = frame.source if kind in _TIMED else None
    delta = _delta(kind, amount, target, frame.gap)
    new_duration = None
    if kind in ("shortened", "extended") and amount:
        delta, new_duration = _lengths(frame, amount, delta)
    instead = (
        next((m for m in frame.own if last <= m.spans[0].start < frame.stop), None) if kind == "replaced" else None
    )
    if kind == "replaced" and instead is None:
        instead = _thing(frame)
        if instead is None:
            return None
    if (
        kind == "added"
        and text[first:last] != "Add"
        and not (_to_programme(frame) if text[first:last].lower().startswith("add") else not about.definite)
    ):
        return None
    if kind == "added" and frame.target and after is None:
        after = frame.target.when
        about = msgspec.structs.replace(about, starts=after, definite=False)
    if kind in ("cancelled", "ended_early") and _MIDWAY.match(text, last, frame.stop):
        kind = "ended_early"
    if kind == "delayed" and _RAN.search(text[frame.begin : last]):
        about = msgspec.structs.replace(about, held="held")
    return _made(frame, kind, about, source, after, delta, new_duration, instead, amount, target)


def _pauses(frame: Frame, about: Mention) -> bool:
    """Reads "was suspended at 10:40", "for two hours": what was going on is broken off for a while, not put off."""
    first, last = frame.spot
    if not _PAUSE.match(frame.text, first, last):
        return False
    clocks = [t for t in frame.times if wall(t)]
    at = any(t.span.start >= last and re.search(r"\bat $", frame.text[last : t.span.start]) for t in clocks)
    opens = any(t.span.end <= about.spans[0].start and t.span.start - frame.begin < 8 for t in clocks)
    length = frame.amount and re.fullmatch(
        r" for (?:about |around |nearly |almost |over )?", frame.text[last : frame.amount.span.start]
    )
    return (at or opens or bool(length)) and not re.search(r"\b(?:until|till)\b", frame.text[last : last + 30])


def _made(
    frame: Frame,
    kind: ChangeKind,
    about: Mention,
    source: Timex | None,
    after: When | str | None,
    delta: str | None,
    new_duration: str | None,
    instead: Mention | None,
    amount: Timex | None,
    target: Timex | None,
) -> Change:
    """The change over its words, with who says so."""
    text, context = frame.text, frame.context
    first, last = frame.spot
    before = source.when if source else _before(kind, after, delta)
    said = context.said_around(first, first + 1)
    end = max([last, *(t.span.end for t in (amount, target) if t)])
    start = min(about.spans[0].start, first) if frame.begin <= about.spans[0].start else min(frame.begin, first)
    end = max(end, about.spans[0].end if about.spans[0].start >= first else 0)
    subject = _actor(context, frame.begin, min(start, first))
    relayed = said.via[-1] if said and said.via else None
    announcer = said.speaker if said and said.via else _announcer(context, text, frame.begin, first)
    return Change(
        kind,
        (context.document.span(min(start, subject if subject is not None else start), end),),
        about,
        before if isinstance(before, Instant) else None,
        after,
        delta,
        new_duration,
        instead,
        frame.sure,
        said.at if said else None,
        relayed or (said.speaker if said else None),
        announcer,
        context.document.span(first, last),
        rule=f"changes.{kind}",
    )


def _before(kind: str, after: When | str | None, delta: str | None) -> Instant | None:
    """The old clock by subtraction: "pushed back by 30 minutes to 12.30"."""
    seconds = duration_seconds(delta) if delta else None
    if kind not in ("delayed", "advanced") or not seconds or not isinstance(after, Instant):
        return None
    return after.shifted(-seconds)


def _told(
    frame: Frame, kind: Kind, amount: Timex | None, target: Timex | None, about: Mention
) -> tuple[ChangeKind, When | str | None] | None:
    """The kind that a cue has by what it leads to, and that moment or place; None where "moved" leads nowhere."""
    after = target.when if target else None
    if kind == "ended_early":
        return kind, after if target and _LEADS_END.search(frame.text[frame.spot[0] : target.span.start]) else None
    if kind == "relocated" and target and not frame.place:
        kind = "moved"
    if kind in ("postponed", "delayed", "extended") and not target and frame.day and kind != "extended":
        return "rescheduled", frame.day.when
    if kind == "postponed" and target and _DECIDED.search(frame.text[frame.spot[1] : target.span.start]):
        target = after = None
    if kind in ("postponed", "delayed") and not target and amount and (duration_seconds(amount.value) or 0) >= _DAY:
        return "rescheduled", None
    if kind == "postponed":
        return ("delayed", after) if target else ("postponed", None)
    if kind not in ("moved", "relocated"):
        return kind, after  # type: ignore[return-value]
    first = max(frame.spot[1], about.spans[0].end)
    rest = frame.text[first : first + 60].lower()
    if kind == "moved" and _MOVES_OFF.match(rest):
        return None
    if kind == "moved" and (target or amount):
        way = _way(frame.gap, amount, rest)
        return (way, after) if way else None
    if kind == "moved" and frame.day:
        return "rescheduled", frame.day.when
    if _FORMAT.match(rest):
        return "format_changed", None
    place = frame.place
    if place is None and not venue().match(rest) and not _IN_OR_OUT.match(rest) and not sited(rest):
        moved = frame.text[slice(*frame.spot)].lower().startswith(("resched", "rearrang", "rebook"))
        relocated = kind == "relocated" and not frame.text[frame.spot[0] : frame.spot[1]].startswith("will")
        return ("rescheduled", None) if moved else ("relocated", None) if relocated else None
    return "relocated", place


_LENGTH = re.compile(r"(?:longer|shorter)\b")


@cache
def _ends() -> re.Pattern[str]:
    """The words of a happening that comes to its end."""
    words = (*data()["tails"]["ends"], *(word for word, phase in phases().items() if phase == "ended"))
    return re.compile(rf"{either(words)}\b")


def tail_kind(kind: ChangeKind, before: str, cue: str = "") -> ChangeKind:
    """Late or early as a change of the end, where the verb before it or the cue itself speaks of the end or the length.

    >>> tail_kind("delayed", "lunch went", "longer than"), tail_kind("advanced", "lunch was", "shorter than")
    ('extended', 'ended_early')
    """
    if _LENGTH.match(cue):
        return "ended_early" if kind == "advanced" else "extended"
    if not _ends().search(before):
        return kind
    return "ended_early" if kind == "advanced" else "delayed" if re.search(r"\bran\b", before) else "extended"


def _lengths(frame: Frame, amount: Timex, delta: str | None) -> tuple[str | None, str | None]:
    """The difference and the new length: "by N", "to N", or "from N to M"."""
    lengths = [t for t in frame.times if t.type == "DURATION" and t.span.start >= frame.spot[0]]
    new = next((t for t in lengths if _TO_AMOUNT.search(frame.text[max(0, t.span.start - 18) : t.span.start])), None)
    if new is None:
        return delta, None
    old = next(
        (t for t in lengths if re.search(r"\bfrom $", frame.text[max(0, t.span.start - 6) : t.span.start])), None
    )
    seconds = [duration_seconds(t.value) if t else None for t in (old, new)]
    gap = seconds[1] - seconds[0] if seconds[0] and seconds[1] else None
    return iso_duration(gap) if gap else None, new.value


def _thing(frame: Frame) -> Mention | None:
    """What stands in an event's place where it is no happening by its name: "replaced by a minute of silence"."""
    words = re.compile(r" (?:a|an|the) ((?:[\w’'-]+ ?){1,6}?)(?= ?[,.;]|$| (?:after|at|in|on|when|while|and)\b)")
    found = words.match(frame.text, frame.spot[1], frame.stop)
    if not found:
        return None
    span = frame.context.document.span(found.start() + 1, found.end(1))
    return Mention(found[1][:1].upper() + found[1][1:].rstrip(), "other", (span,), rule="changes.thing")


def _to_programme(frame: Frame) -> bool:
    """Whether something is added to a programme, at a clock, or simply "was added"."""
    rest = frame.text[frame.spot[1] : min(frame.stop, frame.spot[1] + 90)]
    listed = (
        r"\bto [^.;,]{0,40}?\b(?:programme|program|schedule|agenda|calendar|itinerary|tour|diary|plan|trip|visit)\b"
    )
    timed = frame.target is not None and wall(frame.target) is not None
    return timed or bool(re.search(listed, rest)) or not rest.strip(" .")


def _in_days(value: str) -> str:
    """A length with its weeks as days."""
    weeks = re.fullmatch(r"P(\d+)W", value)
    return f"P{7 * int(weeks[1])}D" if weeks else value


def _delta(kind: str, amount: Timex | None, target: Timex | None, gap: int | None) -> str | None:
    """The signed length of a change: between its two clocks, else as stated."""
    if target and target.relative_to and target.quant:
        return f"-{target.quant}" if gap and gap < 0 else target.quant
    if amount and kind != "postponed":
        length = _in_days(amount.value)
        return f"-{length}" if kind in ("advanced", "ended_early", "shortened") else length
    return iso_duration(gap) if gap and kind in _TIMED else None


def _way(gap: int | None, amount: Timex | None, rest: str) -> ChangeKind | None:
    """Earlier or later, for a cue that says only "moved": by its clocks, else by the words behind it.

    A new time alone is "rescheduled"; the plan it is compared with says whether it is earlier or later.
    """
    if gap is not None:
        return "rescheduled" if abs(gap) >= _DAY else "advanced" if gap < 0 else "delayed"
    if _EARLIER.search(rest):
        return "advanced"
    return "delayed" if amount or _LATER.search(rest) else "rescheduled"


def _actor(context: Context, begin: int, until: int) -> int | None:
    """Where a person who acts begins, close before the happening."""
    hits = [h for h in context.names.between(begin, until) if h.kind in ("person", "group", "organization")]
    near = hits and until - hits[-1].end < 24 and not _APART.search(context.document.text, hits[-1].end, until)
    return hits[-1].start if near else None


def _announcer(context: Context, text: str, begin: int, cue: int) -> str | None:
    """Who announced it: the name before "announced" in the clause."""
    verb = re.search(r"\bannounced\b", text[begin:cue])
    if not verb:
        return None
    hits = [h for h in context.names.between(begin, begin + verb.start()) if h.kind != "place"]
    return hits[-1].name if hits else None
