"""Plans that prose retells without a moment: "were due to join", "had scheduled a ceremony"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from asrun.model.fact import Mention, Plan
from asrun.model.time import Start
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.happenings import Happening, kinds, movement
from asrun.reading.changes.lexicon import data
from asrun.reading.context import Context
from asrun.reading.scan import either

_WORDS = Wordbook(__package__, "retold")
_OFFSET = _WORDS.pattern("offset", re.I)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = data()["retold"]
    return _alternation(rows["due"]), _alternation(rows["scheduled"])


@cache
def plan_words() -> frozenset[str]:
    """The words that a retold plan is known by."""
    rows = data()["retold"]
    return frozenset((*rows["planned"], *rows["due"], *rows["scheduled"]))


def _alternation(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole words, longest first."""
    return re.compile(rf"{either(words)}(?![\w-])")


def retold(
    context: Context, start: int, end: int, happenings: Sequence[Happening], known: Iterable[int] = ()
) -> Iterator[Plan]:
    """The plans that one sentence text[start:end] retells of its `happenings`, but of those that begin where `known` says."""
    text = context.document.text
    own = [h.mention for h in happenings if h.mention.kind != "other"]
    due, scheduled = _patterns()
    told = set(known)
    for match in due.finditer(text, start, end):
        moved = kinds().movements.match(text, match.end() + 1) if match.end() + 1 < end else None
        after = [m for m in own if match.end() <= m.spans[0].start < match.end() + 90]
        if moved and not any(t.placed for t in context.times.between(start, end)):
            about = movement(context, moved.span(), start, end)
            yield retell(context, about, start, end, "retold.due-to-move")
        elif after and after[0].spans[0].start not in told:
            told.add(after[0].spans[0].start)
            yield retell(
                context, after[0], after[0].spans[0].start, after[0].spans[0].end, "retold.due-to", before=start
            )
    for match in scheduled.finditer(text, start, end):
        after = [m for m in own if match.end() <= m.spans[0].start <= match.end() + 4]
        if (
            after
            and after[0].spans[0].start not in told
            and not re.match(r"\s*for\b", text[match.end() : match.end() + 5])
        ):
            told.add(after[0].spans[0].start)
            yield retell(context, after[0], after[0].spans[0].start, after[0].spans[0].end, "retold.scheduled")


def retell(
    context: Context,
    about: Mention,
    start: int,
    end: int,
    rule: str,
    starts: Start | None = None,
    before: int | None = None,
) -> Plan:
    """A retold plan about a happening, with a stated length near it and who says so."""
    first = about.spans[0].start
    lengths = [
        t
        for t in context.times.between(first - 40 if first > 40 else 0, about.spans[0].end + 30)
        if t.type == "DURATION" and not _OFFSET.match(context.document.text, t.span.end)
    ]
    length = next(
        (t for t in lengths if t.seconds and first - 24 <= t.span.start and t.span.end <= about.spans[0].end + 24), None
    )
    begin = min(start, length.span.start) if length else start
    around = context.said_around(first, first + 1)
    said = around if around and around.channel == "public_schedule" else None
    people = about.participants
    if before is not None and not people:
        people = tuple(dict.fromkeys(h.name for h in context.names.between(before, first) if h.kind == "person"))
    summary = re.sub(r"^[\w-]*\d[\w-]*(?:[ -](?:minute|hour)s?(?:[ -]long)?)? ", "", about.summary).strip(' "“”')
    span = context.document.span(begin, _trim(context.document.text, end))
    spans = tuple(dict.fromkeys((about.spans[0], span)))
    return Plan(
        summary[:1].upper() + summary[1:], about.kind, spans, starts, None,
        length.value if length else None, about.place, about.origin, about.destination, people,
        said.speaker if said else None, (), False, True, rule,
    )  # fmt: skip


def _trim(text: str, end: int) -> int:
    while end and text[end - 1] in " \n\r":
        end -= 1
    return end
