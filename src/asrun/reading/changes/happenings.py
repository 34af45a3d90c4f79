"""Happenings: the noun phrases and the movements that name an event."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec

from asrun.model.fact import EventKind, Mention
from asrun.model.time import When
from asrun.model.wordbook import Wordbook, read_book
from asrun.reading.changes.phrases import complement_end, phrase_end
from asrun.reading.context import Context, Hit
from asrun.reading.datelines import DATELINE
from asrun.reading.names.lexicon import last_words
from asrun.reading.scan import Rare, Spot, either, words_back

_WORDS = Wordbook(__package__, "happenings")
CLAUSE = "happenings.clause"
_PEOPLE = ("person", "unnamed", "group")
_LEGS = ("departure", "journey")
_LEFT = _WORDS.pattern("left")
# The words that stand before a noun at most, an article or owner with them.
_WORDS_LEFT = 5
_ORDINAL = _WORDS.pattern("ordinal", re.I)

_LED = _WORDS.pattern("led", re.I)
_OF_PLACE = _WORDS.pattern("of_place")
_ONWARD = _WORDS.pattern("onward", re.I)
_ROOM = _WORDS.pattern("room")
_ARTICLE = _WORDS.pattern("article", re.I)
_SUBJECT = _WORDS.pattern("subject")
_OWNER = _WORDS.pattern("owner")
_WITH = _WORDS.pattern("with")
_BEFORE_TIME = _WORDS.pattern("before_time")

_LEAD = _WORDS.pattern("lead")
_ARTICLED = _WORDS.pattern("articled")
_BOUND = _WORDS.pattern("bound")
_FROM = _WORDS.pattern("from", re.I)


class Kinds(NamedTuple):
    """The data of events.toml with its patterns; `named` are all nouns that prose may name a happening by."""

    nouns: re.Pattern[str]
    kinds: dict[str, EventKind]
    named: dict[str, EventKind]
    verbs: frozenset[str]
    houses: frozenset[str]
    movements: re.Pattern[str]
    moves: dict[str, EventKind]
    sighted: dict[str, EventKind]
    participation: re.Pattern[str]


@cache
def event_words() -> dict[str, Any]:
    """The words of events.toml as they are written."""
    return read_book(__package__, "events")


@cache
def kinds() -> Kinds:
    """Nouns and verbs that name events."""
    data = event_words()
    nouns = {noun: kind for kind, row in data["nouns"].items() for noun in row}
    moves = {verb: kind for kind, row in data["movements"].items() for verb in row}
    verbs = either(data["participation"]["verbs"])
    participation = re.compile(rf"{verbs}\b(?i: (?:a|an|the|his|her|their)\b)?\s*")
    named: dict[str, EventKind] = {**dict.fromkeys(data["occasions"]["nouns"], "other"), **nouns}
    sighted = {**{verb: kind for kind, row in data["sighted"].items() for verb in row}, **moves}
    verbs_too = frozenset(data["occasions"]["verbs"])
    houses = frozenset(data["occasions"]["houses"])
    return Kinds(_any(nouns), nouns, named, verbs_too, houses, _any(moves), moves, sighted, participation)


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"{either(words)}(?![\w-])")


def kind_of(words: str) -> EventKind | None:
    """The kind that the last event noun of some words gives."""
    found = None
    for match in kinds().nouns.finditer(words):
        found = kinds().kinds[match.group().lower()]
    return found


class Happening(NamedTuple):
    """A mention of a happening and where the noun that heads it ends."""

    mention: Mention
    head: int

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.mention.spans[0].start

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.mention.spans[0].end


def is_none(text: str, one: Happening) -> bool:
    """Whether a happening is told of as none: "no remarks", "made no toast"."""
    return "no" in text[one.start : one.head].lower().split(" ")[:-1]


def happenings(
    context: Context, start: int, end: int, nouns: Sequence[Spot], cues: Sequence[Spot], phases: Sequence[Spot]
) -> list[Happening]:
    """The happenings named in text[start:end] (one sentence) by nouns that stand at some spots, in order.

    `cues` and `phases` are spots of words that say what came of them, where no name goes on.
    """
    text = context.document.text
    found: list[Happening] = []
    told = sorted((*cues, *phases))
    for number, (first, after) in enumerate(nouns):
        if found and first < found[-1].end:
            continue
        if _ROOM.match(text, after) or _is_house(text, first, after):
            continue
        low = max(_floor(text, start, first, cues), first - 70)
        left = _LEFT.search(text, words_back(text, low, first, _WORDS_LEFT), first)
        begin = left.start() if left else first
        clocks = context.times.between(max(start, begin - 24), first)
        cut = next((t.span.end for t in clocks if t.span.start < begin < t.span.end), None)
        if cut:
            left = _LEFT.search(text, cut, first)
            begin = left.start() if left else first
        timed_before = any(
            begin - 2 <= t.span.end <= begin for t in context.times.between(max(start, begin - 12), begin)
        )
        owned = timed_before or (left and (left["det"] or _OWNER.search(left[0])))
        acting = text[first:after].lower() == "sitting" and not (left and left["det"])
        opens = first == start and text[first].isupper() and _SUBJECT.match(text, after, end)
        if text[first:after].lower() in kinds().verbs and (acting or not (owned or opens)):
            continue
        verb = bisect_left(told, (after + 1, 0))
        limit = told[verb][0] - 1 if verb < len(told) else end
        last = complement_end(text, after, min(end, after + 110, limit))
        timed = next((t.span.start for t in context.times.between(after, last)), None)
        if timed:
            last = max(after, timed - _tail(text[after:timed]))
        while text[last - 1] in ".,":
            last -= 1
        following = next((s for s, _ in nouns[number + 1 : number + 2] if s < last), None)
        if following is not None and following - after <= 1:
            continue
        last = after if following is not None else last
        named = _noun(context, begin, (first, after), last, left)
        clock = next((t for t in context.times.between(begin, first) if t.type == "TIME"), None)
        if clock and clock.span.end < first:
            words = text[clock.span.end : last].removeprefix("'s ").removeprefix("’s ").strip(' "“”')
            named = msgspec.structs.replace(named, summary=words[:1].upper() + words[1:])
        found.append(Happening(named, after))
    return found


def _floor(text: str, start: int, noun: int, cues: Sequence[Spot]) -> int:
    """Where the words before a noun may begin: after the last cue, unless an article makes it an adjective."""
    number = bisect_left(cues, (noun, 0)) - 1
    if number < 0 or cues[number][1] > noun or _ARTICLE.search(text, max(start, cues[number][0] - 8), cues[number][0]):
        return start
    return cues[number][1]


def _noun(context: Context, begin: int, noun: Spot, last: int, left: re.Match[str] | None) -> Mention:
    """The mention of a noun phrase text[begin:last] around its noun."""
    text = context.document.text
    first, after = noun
    while begin < first and text[begin] in ' "“\u00a0':
        begin += 1
    det = (left["det"] or "") if left else ""
    hits = context.names.between(begin, last)
    phrase = text[begin:last]
    summary = phrase[len(det) :].strip(' "“”')
    ordinal = _ORDINAL.search(text[begin:first])
    definite = det.lower() in ("the", "this", "that", "his", "her", "their", "its", "these", "our") or not det
    owner = next((h for h in context.names.between(begin, begin + 1) if det.lower() in ("his", "her")), None)
    outer = [h for h in hits if not any(o is not h and o.start <= h.start and h.end <= o.end for o in hits)]
    people = [
        h.name
        for h in outer
        if h.kind in _PEOPLE or (h.kind == "organization" and h.form == "name" and h.start > after)
    ]
    if det.endswith(("’s", "'s")):
        people = [*_owners(context, begin, begin + len(det)), *people]
    named = _named_after(context, first, last) if _WITH.search(text[after:last]) else None
    if named:
        people.append(named)
        cut = re.search(r"(.* with )(?:his|her|their|its|the) ", text[begin + len(det) : last])
        summary = f"{cut[1].strip()} {named}" if cut else summary
    kind = kinds().named.get(text[first:after].lower(), "other")
    place = next((h for h in hits if h.kind == "place" and h.start > after and is_scene(text, h.start)), None)
    bound = place if place and kind in _LEGS and _BOUND.search(text, after, place.start) else None
    return Mention(
        summary[:1].upper() + summary[1:],
        kind,
        (context.document.span(begin, last),),
        place=place.name if place and not bound else None,
        destination=bound.name if bound else None,
        participants=tuple(dict.fromkeys([*([owner.name] if owner else []), *people])),
        definite=definite,
        ordinal=ordinal[1].lower() if ordinal else None,
        rule="happenings.noun" if text[first:after].lower() in kinds().named else "happenings.unlisted",
    )


def _is_house(text: str, first: int, after: int) -> bool:
    """Whether a noun is that of a house which words lead to: "at the town hall"."""
    return text[first:after].lower() in kinds().houses and bool(_LED.search(text, max(0, first - 30), first))


def is_scene(text: str, start: int) -> bool:
    """Whether a place named at a position can be where something is: not whose office is told, nor where one goes on to."""
    lead = text[max(0, start - 40) : start]
    office = _OF_PLACE.search(lead)
    return not (office and office[1].lower() in last_words()) and not _ONWARD.search(lead)


def _named_after(context: Context, start: int, end: int) -> str | None:
    """The name that follows somebody's role: "her counterpart, Jan Novak,"."""
    hit = next(iter(context.names.between(end + 2, end + 3)), None)
    apposed = hit and hit.kind == "person" and hit.form == "name" and context.document.text[end : end + 2] == ", "
    return hit.name if hit and apposed and hit.start - start < 200 else None


def _owners(context: Context, begin: int, end: int) -> list[str]:
    """The persons whose happening it is: "X and Y" of "X and the minister Y's second round"."""
    text = context.document.text
    named = [h for h in context.names.between(begin - 90, end) if h.kind in _PEOPLE and h.form == "name"]
    owners = [h for h in named if h.start >= begin]
    before = [h for h in named if h.end < begin and re.fullmatch(r" and (?:[\w-]+ ){0,5}", text[h.end : begin])]
    return [h.name for h in (*before[-1:], *owners)]


def movement(context: Context, verb: Spot, start: int, end: int) -> Mention:
    """The mention of a movement: a verb, who moves, from where and where to, in the clause text[start:end]."""
    text = context.document.text
    kind = kinds().sighted[text[slice(*verb)].lower()]
    hits = context.names.between(start, end)
    people = [h for h in hits if h.kind in _PEOPLE and h.start < verb[0]]
    people = people or [h for h in hits if h.kind == "organization" and h.form != "adjective" and h.end == verb[0] - 1]
    origin, destination = journey(text, verb, hits, kind, end)
    if kind == "arrival" and not destination:
        destination = _reached(text, verb[1], end)
    if kind == "departure" and not origin and _FROM.match(text, verb[0], verb[1]):
        origin = _reached(text, verb[1], end)
    carrier = _carrier().search(text, max(start, verb[0] - 60), verb[0])
    if carrier and (not people or people[-1].end <= carrier.start(2)):
        owner = [h.name for h in people if h.start >= carrier.start()][-1:]
        carried = f"the {carrier[2].lower()}"
        words = context.document.span(carrier.start(), _words_end(text, end))
        leaves = kind == "departure" or carrier[2].lower() in event_words()["carriers"]["ground"]
        return Mention(
            title(kind, carried, origin, destination), kind, (words,), place=origin if leaves else destination,
            origin=origin, destination=destination, participants=tuple(owner), rule="happenings.carrier",
        )  # fmt: skip
    who = people[-1].name if people else None
    begin = people[-1].start if people and people[-1].form != "title" else start
    if re.match(r"(?:his|her|their)$", text[begin : begin + 5].split(" ")[0], re.I):
        begin = start if start == begin else begin
    span = context.document.span(begin, _words_end(text, end))
    return Mention(
        title(kind, who, origin, destination),
        kind,
        (span,),
        place=origin if kind == "departure" else destination,
        origin=origin,
        destination=destination,
        participants=(who,) if who else (),
        rule="happenings.movement",
    )


def _reached(text: str, start: int, end: int) -> str | None:
    """The place that a movement reaches or leaves by its words alone: "reached the container terminal", "Departed market"."""
    lead = _LEAD.match(text, start, end)
    last = phrase_end(text, lead.end(), end) if lead else start
    words = _ARTICLED.sub("", text[lead.end() : last]).strip() if lead and last > lead.end() else ""
    return words if words and not words[0].isdigit() else None


@cache
def _carrier() -> Rare:
    """What moves in somebody's place, before its verb: "the delegation had", "his plane"."""
    nouns = "|".join(re.escape(n) for n in event_words()["carriers"]["nouns"])
    return Rare(
        rf"\b((?:the |his |her |their |its |[\w’'.-]+[’']s? )?(?:[\w’'-]+ )?)({nouns})"
        r"(?: (?:from|of|carrying|with) [\w’' ]{2,30}?)?"
        r"(?: (?:had|has|have|is|are|was|will|would|finally|only|then|due|scheduled|expected|to))* $",
        re.I,
    )


def _words_end(text: str, end: int) -> int:
    while end and text[end - 1] in " .,;:":
        end -= 1
    return end


def journey(text: str, verb: Spot, hits: Sequence[Hit], kind: EventKind, end: int) -> tuple[str | None, str | None]:
    """Origin and destination of a movement, by the places after its verb and the words before them."""
    origin = destination = None
    if text[verb[0] : verb[0] + 5].lower() == "board":
        return None, None
    for hit in (h for h in hits if h.kind == "place" and verb[1] <= h.start < end):
        before = text[max(verb[1] - 12, hit.start - 24) : hit.start]
        if re.search(r"\b(?:for|to|towards?|onto|bound for|return to|aboard|on)\s(?:the )?$", before):
            destination = destination or (
                hit.name if not re.search(r"\b(?:on|aboard|onto)\s(?:the )?$", before) else None
            )
        elif re.search(r"\b(?:in|at|on)\s(?:the )?$", before) or kind == "arrival":
            if kind == "arrival":
                destination = destination or hit.name
            else:
                origin = origin or (hit.name if re.search(r"\bat\s(?:the )?$", before) else None)
        else:
            origin = origin or hit.name
    return origin, destination


def title(kind: EventKind, who: str | None, origin: str | None, destination: str | None) -> str:
    """The summary of a movement: "Departure of Lopes from Port House for Faro"."""
    words = [kind.capitalize()]
    if who:
        words.append(f"of {who if who.startswith('the ') else who.removesuffix(' (unnamed)').rpartition(' ')[2]}")
    if origin and kind != "arrival":
        words.append(f"from {origin}")
    if destination:
        words.append(f"{'at' if kind == 'arrival' else 'for'} {destination}")
    return " ".join(words)


def clause_of(context: Context, start: int, end: int, at: When | None, known: Mention | None = None) -> Mention:
    """What the words of a clause text[start:end] tell of without a noun for it: "shook hands with the nurses".

    Where they are those of no planned happening it is the `known` one.
    """
    dateline = DATELINE.match(context.document.text, start, end)
    start = dateline.end() if dateline else start
    while start < end and context.document.text[start] in ' \n"“”,;:':
        start += 1
    while end > start and context.document.text[end - 1] in ' \n"“”,;:.':
        end -= 1
    who = tuple(h.name for h in context.names.between(start, end) if h.kind in ("person", "group"))
    span = context.document.span(start, max(end, start + 1))
    if known:
        return msgspec.structs.replace(
            known, spans=(span, known.spans[-1]), starts=at, definite=True, held=None, rule=CLAUSE
        )
    return Mention("", "other", (span,), starts=at, participants=who[:1], definite=True, rule=CLAUSE)


def _tail(words: str) -> int:
    """How many characters before a time lead up to it: "for", "on the"."""
    match = _BEFORE_TIME.search(words)
    return len(match[0]) if match else 0
