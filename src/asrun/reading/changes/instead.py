"""What came in the place of what was planned: another event, place, person or form."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from asrun.model.fact import Change, ChangeKind, Mention
from asrun.model.time import Instant, Relative
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.building import venue
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.frames import Clauses
from asrun.reading.changes.happenings import Happening, kinds, movement
from asrun.reading.changes.lexicon import data
from asrun.reading.changes.standins import stood_in
from asrun.reading.context import Context
from asrun.reading.scan import Spot
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "instead")
_FIRST = re.compile(r"\W*Instead,?\s+(?!of\b)", re.I)
_LAST = _WORDS.pattern("last", re.I)
_AMID = _WORDS.pattern("amid", re.I)
_INSTEAD = re.compile(r",? instead,?(?= |$)", re.I)
_RIDER = _WORDS.pattern("rider")
_STOP = re.compile(r"[;.](?: |$)")
_NEXT = _WORDS.pattern("next")
_THEN = re.compile(r"; |, (?:and )?so ")
_SWAP = _WORDS.pattern("swap", re.I)
_PRONOUN = _WORDS.pattern("pronoun", re.I)
_OF = _WORDS.pattern("of", re.I)
_PERSONS = ("person", "group", "unnamed")
_PLANNED = _WORDS.pattern("planned", re.I)
_AT = _WORDS.pattern("at", re.I)
_TAKES_PLACE = _WORDS.pattern("takes_place")
_SITE = _WORDS.pattern("site")
_STOOD = _WORDS.pattern("stood", re.I)
_VERB = _WORDS.pattern("verb", re.I)


@cache
def _format() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{data()['instead']['formats']})\b", re.I)


@cache
def _person() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:the |his |her |their )?(?:[\w-]+ ){{0,2}}?(?:{data()['instead']['persons']})\b", re.I)


@cache
def _gone() -> re.Pattern[str]:
    """A clause that tells where somebody went or was taken, up to the place."""
    return re.compile(rf"(?:[\w’'.-]+ ){{1,6}}?(?P<verb>{data()['instead']['went']})\b")


def replaced(
    context: Context,
    sentence: Sentence,
    clauses: Clauses,
    own: Sequence[Happening],
    previous: Sequence[Mention],
    spots: Sequence[Spot],
) -> list[Change]:
    """The changes of "instead of", "rather than" and of persons who replace others, in one sentence."""
    found: list[Change] = []
    text = context.document.text
    for spot in spots:
        begin, stop = clauses.around(spot)
        if certainty(text, begin, *spot, sentence.end) is None:
            continue
        if _OF.search(text[slice(*spot)]):
            made = _instead_of(context, sentence, own, spot, begin)
        elif _VERB.match(text, spot[0]):
            made = _replacing(context, own, spot, begin, stop)
        elif _SWAP.match(text, spot[0]):
            made = _swapping(context, own, spot, begin, stop)
        else:
            made = _otherwise(context, own, spot, begin)
        if made is None and (part := stood_in(context, sentence, own, previous, spot)):
            held = msgspec.structs.replace(part[0], held="held") if _STOOD.match(text, spot[0]) else part[0]
            made = _made(context, "participants_changed", held, spot, *part[1:])
        if made:
            found.append(made)
    return found


def _instead_of(
    context: Context, sentence: Sentence, own: Sequence[Happening], spot: Spot, begin: int
) -> Change | None:
    """Reads "A instead of B": by what B is, another event, person, place or form."""
    text, after = context.document.text, spot[1]
    hit = next((h for h in context.names.between(after, after + 8)), None)
    event = next((h for h in own if after <= h.start <= after + 5), None)
    about = next((h for h in own if begin <= h.start and h.end <= spot[0] + 1), None)
    site = venue().match(text, after, after + 80) or venue().match(" at" + text[after : after + 80])
    place = next((h for h in context.names.between(about.head, spot[0]) if h.kind == "place"), None) if about else None
    if about and ((hit and hit.kind == "place") or (site and (place or not event))):
        end = hit.end if hit else after + 1
        return _made(context, "relocated", about.mention, spot, about.start, end, None, place.name if place else None)
    if event and (event.mention.starts or _PLANNED.match(text, event.start, event.head)):
        first, last = (begin, spot[0]) if spot[0] - begin > 3 else (event.end, sentence.end)
        other = next((h.mention for h in own if h is not event and first <= h.start < last), None)
        other = other or _words(context, first, last)
        return _made(context, "replaced", event.mention, spot, min(first, spot[0]), max(last, event.end), other)
    if about is None:
        return None
    person = _person().match(text, after)
    if (hit and hit.kind in _PERSONS) or person:
        end = hit.end if hit else person.end() if person else after
        return _made(context, "participants_changed", about.mention, spot, about.start, end)
    if _format().match(text, after) and not hit:
        return _made(context, "format_changed", about.mention, spot, about.start, after)
    return None


def _otherwise(context: Context, own: Sequence[Happening], spot: Spot, begin: int) -> Change | None:
    """Reads "will be held on Friday instead", "holds in the car park instead": another time or place."""
    text = context.document.text
    about = next((h for h in reversed(own) if begin <= h.start and h.end < spot[0]), None)
    if about is None or text[slice(*spot)].lower() != "instead" or not _TAKES_PLACE.search(text, about.head, spot[0]):
        return None
    times = [t for t in context.times.between(about.head, spot[0]) if t.when and not t.relative_to]
    if times and spot[0] - times[-1].span.end <= 1:
        when = next((t.when for t in times[-2:] if isinstance(t.when, Instant)), times[-1].when)
        made = _made(context, "rescheduled", about.mention, spot, about.start, spot[1])
        return msgspec.structs.replace(made, after=when) if not isinstance(when, Relative) else None
    site = _SITE.search(text, max(about.head, spot[0] - 60), spot[0])
    hits = [h for h in context.names.between(site.start(), spot[0]) if h.kind == "place"] if site else []
    if site and (hits or venue().match(f" {site[0].lower()}")):
        after = hits[0].name if hits else None
        return _made(context, "relocated", about.mention, spot, about.start, spot[1], None, after)
    return None


def _replacing(context: Context, own: Sequence[Happening], spot: Spot, begin: int, stop: int) -> Change | None:
    """Reads "A replaced B at the ceremony": other participants."""
    text = context.document.text
    hit = next((h for h in context.names.between(spot[1], spot[1] + 12) if h.kind in _PERSONS), None)
    person = _person().match(text, spot[1])
    gone = hit.end if hit else person.end() if person else None
    event = next((h for h in own if gone and gone <= h.start < min(stop, gone + 40)), None)
    if not gone or not event or not _AT.match(text, gone, event.start):
        return None
    return _made(context, "participants_changed", event.mention, spot, begin, event.end)


def _swapping(context: Context, own: Sequence[Happening], spot: Spot, begin: int, stop: int) -> Change | None:
    """Reads "swapped the tour for a visit to a bakery"."""
    event = next((h for h in own if spot[0] < h.start < spot[1]), None)
    if event is None:
        return None
    other = next((h.mention for h in own if spot[1] < h.start < spot[1] + 5), None)
    other = msgspec.structs.replace(other, held="held") if other else _words(context, spot[1], stop)
    return _made(context, "replaced", event.mention, spot, begin, max(spot[1], other.spans[0].end), other)


def instead(
    context: Context,
    sentence: Sentence,
    own: Sequence[Happening],
    plan: Mention | None,
    undone: Change | None = None,
    off: bool = False,
) -> Iterator[Change]:
    """Reads "Instead, she flew home" and "She flew home instead": in the place of what the sentence before told.

    Where what was `undone` stands in the same sentence, its clause ends at the next semicolon or "and". An "instead" amid
    its clause, "she went instead to the port", counts only where something was undone, here or (`off`) the sentence before.
    """
    text, start, end = context.document.text, sentence.start, sentence.end
    if undone and undone.about:
        clause = _NEXT.search(text, undone.spans[0].end, end)
        start, plan = (clause.end(), undone.about) if clause else (start, plan)
    first = _FIRST.match(text, start, end)
    last = None if first else _LAST.search(text, max(start, end - 28), end)
    amid = None if first or last or not (undone or off) else _AMID.search(text, start, end)
    if plan is None or not (first or last or amid):
        return
    start = first.end() if first else start
    end = last.start() if last else end
    moved = None if _gone().match(text, start, end) else kinds().movements.search(text, start, end)
    event = next((h.mention for h in own), None)
    if moved:
        other = _moved(context, moved, start, end)
    elif event and first:
        other = event
    else:
        other = _words(context, start, end)
    found = first or last or amid
    cue = (sentence.start, sentence.start + 7) if first else found.span() if found else (start, start)
    yield _made(context, "replaced", plan, cue, start if undone else sentence.start, sentence.end, other)


def went(context: Context, sentence: Sentence, undone: Change) -> Change | None:
    """Reads "the walk was rained off; she went to a hospital": where somebody went in the place of what was `undone`."""
    text, about = context.document.text, undone.about
    then = _THEN.search(text, undone.spans[-1].end, sentence.end) if about else None
    if about is None or then is None or not _gone().match(text, then.end(), sentence.end):
        return None
    stop = next((m.start() for m in (_STOP.search(text, then.end(), sentence.end),) if m), sentence.end)
    made = _made(context, "replaced", about, then.span(), then.end(), stop, _words(context, then.end(), stop))
    return msgspec.structs.replace(made, spans=(*undone.spans, *made.spans), at=undone.at)


def _moved(context: Context, moved: re.Match[str], start: int, end: int) -> Mention:
    """A movement told by a whole clause."""
    other = movement(context, moved.span(), start, end)
    summary = context.document.text[start : other.spans[0].end]
    pronoun = _PRONOUN.match(summary)
    if pronoun and other.participants:
        summary = other.participants[0] + summary[pronoun.end() :]
    return Mention(
        summary[:1].upper() + summary[1:], other.kind, (context.document.span(start, other.spans[0].end),), None,
        other.place, other.origin, other.destination, other.participants, "held", rule="changes.instead",
    )  # fmt: skip


def _words(context: Context, start: int, end: int) -> Mention:
    """Some words as a happening of no known kind."""
    text = context.document.text
    while start < end and text[start] in ' ,"“':
        start += 1
    while end > start and text[end - 1] in ' ,.;:!"”':
        end -= 1
    hits = context.names.between(start, end)
    people = tuple(dict.fromkeys(h.name for h in hits if h.kind in _PERSONS))
    summary = _INSTEAD.sub("", _RIDER.split(text[start:end], maxsplit=1)[0], 1)
    gone = _gone().match(text, start, end)
    place = next((h.name for h in hits if gone and h.kind == "place" and h.start >= gone.end("verb")), None)
    return Mention(
        summary[:1].upper() + summary[1:], "visit" if gone else "other", (context.document.span(start, end),), place=place,
        participants=people, held="held", rule="changes.instead",
    )  # fmt: skip


def _made(
    context: Context,
    kind: ChangeKind,
    about: Mention,
    cue: Spot,
    start: int,
    end: int,
    other: Mention | None = None,
    after: str | None = None,
) -> Change:
    """A change over text[start:end]."""
    said = context.said_around(cue[0], cue[0] + 1)
    relayed = said.via[-1] if said and said.via else None
    return Change(
        kind,
        (context.document.span(start, end),),
        about,
        after=after,
        replaced_by=other,
        reported_by=relayed or (said.speaker if said else None),
        announced_by=said.speaker if said and said.via else None,
        cue=context.document.span(*cue),
        rule=f"changes.{kind}" if kind != "replaced" else "changes.instead",
    )
