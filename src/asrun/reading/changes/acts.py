"""Acts that make an event: "met the premier", "is due to fly home", "signed the charter", with who acts and when."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from asrun.model.fact import Change, EventKind, Mention, Observation, Plan
from asrun.model.time import Instant, Timex
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.deviations import instead_of, late
from asrun.reading.changes.encounters import is_meeting_of_day
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import Happening, event_words, is_scene, movement
from asrun.reading.changes.nearby import is_former
from asrun.reading.changes.phrases import complement_end, phrase_end
from asrun.reading.changes.planned import carried, onward
from asrun.reading.context import Context
from asrun.reading.inflections import inflect
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "acts")
Tense = Literal["told", "ahead", "planned"]
_PLANNING = Wordbook(__package__, "planning")
_VERB_AHEAD = _PLANNING.pattern("verb_ahead", re.I)
_VERB_PLANNED = _PLANNING.pattern("verb_planned", re.I)
_VERB_PASSIVE = _PLANNING.pattern("verb_passive")
_PEOPLE = ("person", "group", "unnamed")
_BACK = 60
_REACH = 110
_AND = _WORDS.pattern("and")
_HAVE = re.compile(r"\bto have \w")
_SAID = _WORDS.pattern("said")
_LEAD = _WORDS.pattern("lead", re.I)
_IS = _WORDS.pattern("is")
_CUT = _WORDS.pattern("cut")


class Act(NamedTuple):
    """What a verb makes: the kind of event, the words of its title before the object, and whether it needs an object.

    `due` acts count only where somebody was to do them.
    """

    kind: EventKind
    title: str
    object: bool
    base: bool
    third: bool
    past: bool
    passive: bool
    due: bool


@cache
def acts() -> dict[str, tuple[Act, ...]]:
    """Every form of the verbs of events.toml that make an event, in small letters."""
    found: dict[str, tuple[Act, ...]] = {}
    for row in event_words()["acts"]:
        for verb in row["verbs"]:
            forms = inflect(verb)
            for form in {*forms.base, *forms.third, *forms.past}:
                flags = (form in forms.base, form in forms.third, form in forms.past)
                made = Act(
                    row["kind"],
                    row["title"],
                    row.get("object", True),
                    *flags,
                    row.get("passive", False),
                    row.get("due", False),
                )
                found[form] = (*found.get(form, ()), made)
    return found


def tense(text: str, start: int, verb: int, act_past: bool, act_base: bool, act_third: bool) -> Tense | None:
    """Whether the words before a verb make it told, still to come, or planned once."""
    before = text[max(start, verb - _BACK) : verb]
    if act_base or act_past:
        if _VERB_AHEAD.search(before):
            return "ahead"
        if _VERB_PLANNED.search(before):
            return "planned"
    if act_third:
        return "ahead"
    if re.search(
        r"\b(?:was|were|been|be|is|are|being|to|not|n[’']t|never|will|would|could|should|might|may) $", before
    ):
        return None
    return "told" if act_past else None


def told_acts(
    context: Context,
    sentence: Sentence,
    clauses: Clauses,
    own: Sequence[Happening],
    found: Sequence[Change],
    spots: Sequence[Spot],
) -> Iterator[Plan | Mention | Observation | Change]:
    """What the verbs at some spots tell: plans, events still to come, and acts seen at a clock."""
    times = context.moments(sentence)
    if not times:
        return
    text = context.document.text
    instead = [c.replaced_by for c in found if c.replaced_by]
    for number, spot in enumerate(spots):
        begin, stop = clauses.around(spot)
        after = spots[number + 1][0] if number + 1 < len(spots) else stop
        rows = sorted(acts()[text[slice(*spot)].lower()], key=lambda a: a.due)
        act = rows[0]
        passive = (
            _VERB_PASSIVE.search(text[max(begin, spot[0] - _BACK) : spot[0]]) if act.passive and act.past else None
        )
        if passive:
            when: Tense | None = "told" if passive["told"] else "planned" if passive["planned"] else "ahead"
        else:
            when = tense(text, begin, spot[0], act.past, act.base, act.third)
            if (when is None and act.base) or (when == "told" and _HAVE.search(text, sentence.start, spot[0])):
                joined = _AND.search(text, max(sentence.start, spot[0] - 12), spot[0])
                when = (carried(text, sentence.start, spot[0]) if joined else None) or when
            when = "told" if act.third and context.running and when == "ahead" else when
        rows = [a for a in rows if not (a.due and when == "told")]
        if when is None or not rows or text.startswith(" that ", spot[1]):
            continue
        if certainty(text, begin, *spot, sentence.end) is None:
            continue
        if any(h.start <= spot[0] < h.end for h in own) or governs(text, own, spot):
            continue
        time = clock_of(
            text, times, spot, max(begin, spots[number - 1][1] if number else begin), min(stop, max(after, spot[1]))
        )
        time = time if time and isinstance(time.when, Instant) else context.entry(sentence) or time
        if time is None:
            continue
        around = begin, min(stop, spot[1] + _REACH)
        if passive:
            about = _done_to(context, act, max(begin, spot[0] - _BACK) + passive.start(), begin, spot, time)
        else:
            about = next((m for row in rows if (m := event_of(context, row, spot, *around, time))), None)
        known = next((m for m in instead if m.spans[0].start <= spot[0] < m.spans[0].end), None)
        if about is not None:
            about = msgspec.structs.replace(about, spans=known.spans) if known else about
            named = any(begin <= h.start < spot[0] for h in own)
            facts = told_at(context, about, when, time, spot, rule="acts")
            yield from (f for f in facts if not (named and isinstance(f, Change)))


def told_at(
    context: Context, about: Mention, when: Tense, time: Timex, spot: Spot, rule: str
) -> Iterator[Plan | Mention | Observation | Change]:
    """The plan, the event ahead, or the act seen, of a happening at a moment."""
    span = about.spans[0]
    whole = context.document.span(min(span.start, time.span.start), max(span.end, time.span.end, spot[1]))
    if when != "told":
        starts = onward(context, time.when) if time.when and when == "ahead" else time.when
        if starts is not None:
            yield Plan(
                about.summary, about.kind, (span, *((whole,) if whole != span else ())), starts, None, None, about.place,
                about.origin, about.destination, about.participants, restates=True, rule=f"{rule}.{when}",
            )  # fmt: skip
        if when == "ahead":
            yield _held(about, "future")
            yield from late(context, whole.start, whole.end, whole.end + _REACH, about, time.when, None)
    elif isinstance(time.when, Instant):
        said = context.said_around(spot[0], spot[0] + 1)
        reporter = (said.via[-1] if said.via else said.speaker) if said else None
        about = _held(about, "held")
        yield Observation("started", (whole,), about, time.when, whole.exact, "asserted", reporter, f"{rule}.seen")
        formers = list(instead_of(context, whole.start, about, time, spot, reporter))
        yield from formers or late(context, whole.start, whole.end, whole.end + _REACH, about, time.when, reporter)
    elif is_meeting_of_day(context, about, spot, time.when):
        yield msgspec.structs.replace(_held(about, "held"), starts=time.when)


def _held(about: Mention, held: Literal["held", "future"]) -> Mention:
    return Mention(
        about.summary, about.kind, about.spans, about.starts, about.place, about.origin, about.destination,
        about.participants, held, about.definite, about.ordinal, about.rule,
    )  # fmt: skip


def governs(text: str, own: Sequence[Happening], spot: Spot) -> bool:
    """Whether a verb is only what leads to a happening named after it: "will open the session"."""
    return any(0 <= h.start - spot[1] <= 2 for h in own)


def clock_of(text: str, times: Sequence[Timex], spot: Spot, first: int, last: int) -> Timex | None:
    """The moment that a verb is told at: the next clock after it, else a clock before it, else a day after it."""
    free = [t for t in times if not is_former(text, t) and not t.twin]
    said = _SAID.search(text, spot[1], last)
    after = [t for t in free if spot[1] <= t.span.start < (said.start() if said else last)]
    before = [t for t in free if first <= t.span.start < spot[0] < t.span.end + _BACK]
    before = [t for t in before if _LEAD.search(text[max(first, t.span.start - _BACK) : t.span.start])]
    clocks = [t for t in (*after, *reversed(before)) if isinstance(t.when, Instant) and not t.relative_to]
    return next(iter(clocks), next(iter(after), None))


# Where the next act of a list begins: "met him at 10:00, signed a note at 11:30 and left for Bogotá".
_NEXT = re.compile(r", | and | then ")


def event_of(context: Context, act: Act, spot: Spot, begin: int, stop: int, time: Timex | None) -> Mention | None:
    """The event that an act makes: titled by its object, with who acts and who is met; None where nobody acts."""
    text = context.document.text
    last = phrase_end(text, spot[1], stop)
    has_object = last > spot[1] and not text[spot[1] + 1 : spot[1] + 2].isdigit()
    if act.object and not has_object:
        return None
    last = complement_end(text, last, stop)
    last = min(last, time.span.start) if time and time.span.start > spot[1] else last
    tail = _trimmed(text, spot[1], last)
    hits = context.names.between(begin, stop)
    who = [h for h in hits if h.kind in _PEOPLE and h.end <= spot[0]]
    actor = who[-1] if who else None
    subject = None if actor else _subject(text, begin, spot[0])
    if not (actor or subject):
        return None
    first = actor.start if actor else subject[0] if subject else spot[0]
    met = [h for h in hits if h.kind in _PEOPLE and spot[1] <= h.start < stop]
    others = tuple(h.name for h in met)
    reach = next((m.start() for m in _NEXT.finditer(text, max(tail, time.span.end if time else 0), stop)), stop)
    sites = (h for h in hits if h.kind == "place" and spot[1] <= h.start < reach)
    place = next((h.name for h in sites if is_scene(text, h.start)), None)
    words = text[spot[1] : tail].strip()
    words = _bare(words)
    named = next((h.name for h in met if h.form == "name"), None)
    words = named if named and act.title.endswith("with {}") else words
    if subject and not act.object and subject[1] - subject[0] <= _BACK:
        words = f"of {_bare(text[slice(*subject)])} {words}"
    title = act.title.format(words).strip()
    people = tuple(dict.fromkeys([*([actor.name] if actor else []), *others]))
    return Mention(
        title,
        act.kind,
        (context.document.span(first, max(tail, spot[1])),),
        place=place,
        participants=people,
        rule="acts.event",
    )


def _trimmed(text: str, first: int, last: int) -> int:
    """Without the words that lead to a time."""
    found = re.search(r"(?: (?:at|on|for|in|from|by|about|around|the))+\s*$", text[first:last])
    last = first + found.start() if found else last
    while last > first and text[last - 1] in " ,":
        last -= 1
    return last


def _done_to(context: Context, act: Act, aux: int, begin: int, spot: Spot, time: Timex) -> Mention | None:
    """The event of a passive verb: titled by its subject, before its helping words."""
    text = context.document.text
    subject = _subject(text, begin, aux)
    if subject is None:
        return None
    first, last = subject
    around = context.names.between(first, max(time.span.end, spot[1]) + 1)
    people = tuple(dict.fromkeys(h.name for h in around if h.kind in _PEOPLE and h.start > spot[1]))
    place = next((h.name for h in around if h.kind == "place" and h.start >= spot[1] and is_scene(text, h.start)), None)
    title = act.title.format(_bare(text[first:last]))
    return Mention(
        title, act.kind, (context.document.span(first, spot[1]),), place=place, participants=people, rule="acts.passive"
    )


def _bare(words: str) -> str:
    """Words without the article before them."""
    return re.sub(r"^(?:the|a|an|his|her|their|its|both|all) ", "", words, flags=re.I)


def _subject(text: str, begin: int, verb: int) -> Spot | None:
    """Where the words stand that act, where they are no known name: "envoys of four countries"."""
    before = text[max(begin, verb - 90) : verb]
    before = re.sub(
        r"(?: (?:is|are|was|were|had been|has been|will|shall|would|had|has|have|due|scheduled|expected|set|planned|slated"
        r"|to|now|also|still|first|originally|later|then))+ ?$", "", before.rstrip(),
    )  # fmt: skip
    first = max((m.end() for m in _CUT.finditer(before)), default=0)
    start = max(begin, verb - 90)
    words = before[first:]
    return (start + first, start + first + len(words.rstrip())) if words.strip() else None


def moved(
    context: Context, sentence: Sentence, spot: Spot, clauses: Clauses, times: Sequence[Timex], before: int, after: int
) -> tuple[Mention, Tense, Timex] | None:
    """A movement with its tense and its moment, where its clause tells one."""
    text = context.document.text
    begin, stop = clauses.around(spot)
    form = text[slice(*spot)].lower()
    base = form in event_words()["moved"]["base"]
    third = not base and form.split(" ")[0].endswith("s") and form not in event_words()["moved"]["past"]
    third = third and not form.startswith("was ")
    when = tense(text, begin, spot[0], not (base or third), base, third and not context.running)
    if when is None and base and _AND.search(text, max(sentence.start, spot[0] - 12), spot[0]):
        when = carried(text, sentence.start, spot[0])
    there = form in event_words()["moved"]["adverbs"] and _IS.search(text, max(begin, spot[0] - 8), spot[0])
    when = "told" if when is None and (third or there) else when
    time = clock_of(text, times, spot, max(begin, before), min(stop, max(after, spot[1])))
    time = time if time and isinstance(time.when, Instant) else context.entry(sentence) or time
    if when is None or time is None:
        return None
    last = max(spot[1], min(stop, time.span.start if time.span.start > spot[1] else stop))
    joined = text.rfind(" and ", before, spot[0]) if before > begin else -1
    first = begin if before <= begin else joined + 5 if joined > 0 else spot[0]
    return movement(context, spot, first, last), when, time
