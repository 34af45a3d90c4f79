"""Frames: a cue of change with its happening, its clocks and amounts, and how certain it is."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

import msgspec

from asrun.model.fact import Certainty, Change, ChangeKind, Mention
from asrun.model.time import Timex
from asrun.reading.changes.building import build, target_clock
from asrun.reading.changes.happenings import kinds, movement
from asrun.reading.context import Context

_STRONG = re.compile(
    r"; |, (?:and|but) "
    r"(?=(?:the |that |his |her |a |an |[A-Z])?[\w’'. ]{2,60}? (?:was|were|is|has|had|appeared|moved|\w+ed)\b)"
    r"|, and that "
)
_NEAR = 60
_OTHER = re.compile(r"\bthat\b|[.;:]\s|``|''")
_WITHIN = re.compile(r"\b(?:after|before|during|at|in|from|of|with|following) (?:the |his |her |their )?$", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|being|be|got|gets|then) (?:\w+ly |then |also |altogether )?$")


class Cue(NamedTuple):
    """A form of a cue: its kind, and whether its happening may stand after it."""

    kind: ChangeKind | Literal["moved"]
    object: bool
    subject: bool


@cache
def data() -> dict[str, Any]:
    """The cue lexicon."""
    return tomllib.loads(files(__package__).joinpath("data/cues.toml").read_text(encoding="utf-8"))


@cache
def cue_pattern() -> tuple[re.Pattern[str], dict[str, list[Cue]]]:
    """One pattern over all forms of all cues, and what each form may be."""
    table: dict[str, list[Cue]] = {}
    for row in data()["change"]:
        for form in dict.fromkeys((*row["forms"], *row["object"])):
            table.setdefault(form, []).append(Cue(row["kind"], form in row["object"], form in row["forms"]))
    return alternation(table), table


def alternation(words: Any) -> re.Pattern[str]:
    """A pattern of whole words, longest first."""
    forms = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})(?![\w-])", re.I)


def certainty(text: str, start: int, cue: int) -> Certainty | None:
    """How certain a cue is by the words before it in its clause: asserted, hedged, or None where it is denied or asked."""
    words = re.findall(r"[a-z]+(?:n[’']t)?", text[max(start, cue - 70) : cue].lower())[-7:]
    lexicon = data()["certainty"]
    if any(w in lexicon["denials"] or w.endswith(("n't", "n’t")) for w in words):
        return None
    return "hedged" if any(w in lexicon["hedges"] for w in words) else "asserted"


def changes(
    context: Context, start: int, end: int, own: Sequence[Mention], previous: Sequence[Mention]
) -> list[Change]:
    """The changes that one sentence text[start:end] tells, in order.

    `own` are its happenings, `previous` those of the sentences before.
    """
    text = context.document.text
    pattern, table = cue_pattern()
    found: list[Change] = []
    floor = start
    for match in pattern.finditer(text, floor, end):
        if match.start() < floor:
            continue
        begin, stop = clause(text, start, end, match.start(), match.end())
        made = _change(context, match, table[match.group().lower()], begin, stop, start, own, previous, found)
        if made and found and _same(found[-1], made):
            found[-1] = _joined(context, found[-1], made)
            floor = match.end()
        elif made:
            found.append(made)
            floor = max(match.end(), made.spans[0].end if made.kind != "cancelled" else match.end())
    return found


def _same(one: Change, other: Change) -> bool:
    """Whether two cues next to each other tell one change: "running 30 minutes" and "behind schedule"."""
    about = one.about is not None and other.about is not None and one.about.spans == other.about.spans
    return about and (one.kind, one.delta, one.after) == (other.kind, other.delta, other.after)


def _joined(context: Context, one: Change, other: Change) -> Change:
    """The first change over the words of both."""
    start = min(one.spans[0].start, other.spans[0].start)
    end = max(one.spans[0].end, other.spans[0].end)
    return msgspec.structs.replace(one, spans=(context.document.span(start, end),))


def clause(text: str, start: int, end: int, cue: int, cue_end: int) -> tuple[int, int]:
    """The clause around a cue, between the strong conjunctions nearest to it."""
    first, last = start, end
    for match in _STRONG.finditer(text, start, end):
        if match.end() <= cue:
            first = match.end()
        elif match.start() >= cue_end:
            last = match.start()
            break
    return first, last


def _change(
    context: Context,
    match: re.Match[str],
    cues: Sequence[Cue],
    begin: int,
    stop: int,
    sentence: int,
    own: Sequence[Mention],
    previous: Sequence[Mention],
    before: Sequence[Change],
) -> Change | None:
    """The change of one cue in its clause; None without a happening, or where a bare form lacks its amount or clock."""
    text = context.document.text
    form = match.group().lower()
    bare = data()["bare"]
    denying = form.startswith(tuple(bare["denying"]))
    sure = "asserted" if denying else certainty(text, begin, match.start())
    if sure is None:
        return None
    times = [t for t in context.times.between(begin, stop) if t.type in ("TIME", "DATE", "DURATION")]
    near = [t for t in times if abs(t.span.start - match.end()) < 70 or abs(match.start() - t.span.end) < 60]
    amount = next((t for t in near if t.type == "DURATION" and _amounts(text, t, match)), None)
    after = target_clock(text, match.end(), stop, near)
    target = _object(own, match.end(), stop)
    passive = _passive(text, begin, match.start())
    told = amount or after or (cues[0].object and target) or (passive and form not in bare["amount_only"])
    if form in bare["words"] and not told:
        return None
    subject = _subject(context, text, begin, match.start(), sentence, own, previous, before)
    active = target is not None and not (subject and passive)
    cue = next((c for c in cues if c.object and active), None) or next((c for c in cues if c.subject and subject), None)
    about = target if cue and cue.object and active else subject
    if cue is None or about is None:
        return None
    return build(context, match, cue.kind, about, begin, stop, sure, amount, after, near, own)


def _amounts(text: str, time: Timex, match: re.Match[str]) -> bool:
    """Whether a length is the amount of a cue: "by N", "N behind", "N late", "to N", "for N"."""
    if match.start() <= time.span.start <= match.end():
        return True
    between = (
        text[match.end() : time.span.start] if time.span.start >= match.end() else text[time.span.end : match.start()]
    )
    return len(between) <= 30 and not re.search(r"[.;\"“”]", between)


def _passive(text: str, begin: int, cue: int) -> bool:
    """Whether the words before a cue make it passive: "was", "had been", "and then"."""
    return bool(_PASSIVE.search(text[max(begin, cue - 26) : cue]))


def _object(own: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The happening that begins close after a cue."""
    return next((m for m in own if start <= m.spans[0].start <= start + 24 and m.spans[0].start < end), None)


def _subject(
    context: Context,
    text: str,
    begin: int,
    cue: int,
    sentence: int,
    own: Sequence[Mention],
    previous: Sequence[Mention],
    before: Sequence[Change],
) -> Mention | None:
    """The happening before a cue in its clause, else in its sentence, else what "this" or "it" refers to."""
    inside = [m for m in own if begin <= m.spans[0].start and m.spans[0].end <= cue + 1]
    inside = [m for m in inside if not _OTHER.search(text, m.spans[0].end, cue)]
    if inside:
        free = [m for m in inside if not _WITHIN.search(text[max(begin, m.spans[0].start - 14) : m.spans[0].start])]
        return (free or inside)[-1]
    moved = kinds().movements.search(text, begin, cue)
    moved = moved if moved and not _OTHER.search(text, moved.end(), cue) and cue - moved.end() <= _NEAR else None
    if moved and context.names.between(begin, cue):
        return movement(context, moved, begin, cue)
    pronoun = re.match(r"\s*(?:this|that|it|which|both|they)\b", text[begin:cue], re.I)
    if begin > sentence or not pronoun:
        earlier = [m for m in own if m.spans[0].end <= begin]
        if earlier:
            return earlier[-1] if not before or before[-1].about is None else before[-1].about
        if before and begin >= sentence and before[-1].about:
            return before[-1].about
    if pronoun and previous:
        return previous[-1]
    return None
