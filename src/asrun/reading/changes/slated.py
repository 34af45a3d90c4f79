"""Plans that words of planning tell at a clock, whatever noun or verb they are of: "was down for coffee at ten"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from asrun.model.fact import EventKind, Fact, Mention, Observation, Plan
from asrun.model.time import Instant, Timex
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.acts import Act, acts
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.happenings import Happening, event_words, kind_of, kinds
from asrun.reading.changes.lexicon import data
from asrun.reading.changes.nearby import is_former
from asrun.reading.changes.planned import onward
from asrun.reading.changes.retold import retell
from asrun.reading.changes.tellings import taken_by
from asrun.reading.context import Context, Hit
from asrun.reading.inflections import inflect
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "planning", programme=lambda: str(data()["programmes"]["names"]))
_NEAR, _LONGEST, _FAR = 170, 90, 110
_MANY = 10
_PEOPLE = ("person", "group", "unnamed")
_NOUN, _VERB, _DOWN = (_WORDS.pattern(f"slated_{n}") for n in ("noun", "verb", "down"))
_SHEET, _LISTED = _WORDS.pattern("slated_sheet", re.I), _WORDS.pattern("slated_listed")
_BEGINS = _WORDS.pattern("slated_begins")
_BARE, _VERBS = _WORDS.pattern("slated_bare"), _WORDS.pattern("slated_verbs", re.I)
_OPENS, _OPENED = _WORDS.pattern("slated_opens", re.I), _WORDS.pattern("slated_opened")
_CUT, _NAMED = _WORDS.pattern("slated_cut"), _WORDS.pattern("slated_named")
_THE = _WORDS.pattern("determiner", re.I)
_TAIL, _IS_AHEAD, _SITE, _NO_DEED = (_WORDS.pattern(f"slated_{n}") for n in ("tail", "ahead", "site", "no_deed"))


class _Told(NamedTuple):
    """Where the words stand that name what is planned, what they are words of, and whether it lies ahead."""

    start: int
    end: int
    ahead: bool
    verb: str | None = None


def slated(
    context: Context, sentence: Sentence, own: Sequence[Happening], found: Sequence[Fact]
) -> Iterator[Plan | Mention]:
    """The plans that the clocks of a sentence tell which none of the facts `found` in it has."""
    clocks = [t for t in context.times.between(sentence.start, sentence.end) if isinstance(t.when, Instant)]
    clocks = [t for t in clocks if not (t.relative_to or t.twin)]
    taken = set(taken_by(found))
    seen = {f.at for f in found if isinstance(f, Observation)}
    planned = {f.starts for f in found if isinstance(f, Plan)} - seen
    before, ahead = sentence.start, False
    for time in clocks:
        start, before = max(before, time.span.start - _NEAR), time.span.end
        if time.when in taken:
            ahead = any(isinstance(f, Plan) and f.starts == time.when and f.rule.endswith("ahead") for f in found)
            continue
        if is_former(context.document.text, time) and not _NOUN.search(context.document.text[start : time.span.start]):
            continue
        listed = any(t.when in planned and t.span.end == start for t in clocks)
        told = _told(context, sentence, own, time, start, listed, ahead)
        made = _plan(context, sentence, own, told, time) if told else None
        if made and told:
            planned.add(time.when)
            ahead = told.ahead
            yield made
            if told.ahead:
                yield Mention(
                    made.summary, made.kind, made.spans[:1], place=made.place, participants=made.participants,
                    held="future", rule=made.rule,
                )  # fmt: skip


def _told(
    context: Context, sentence: Sentence, own: Sequence[Happening], time: Timex, start: int, listed: bool, ahead: bool
) -> _Told | None:
    """The words of what is planned at a clock: those of its noun, its verb, or of the next item of a list."""
    text = context.document.text
    lead = text[start : time.span.start]
    if listed and (item := _LISTED.fullmatch(lead)) and not _CUT.search(lead, item.start("what"), item.end("what")):
        return _Told(start + item.start("what"), start + item.end("what"), ahead)
    if context.header.kind == "post" and (item := _bare(context, sentence, time)):
        first, last = item.span("what")
        return _Told(first, last, ahead=False) if any(first <= h.start < last for h in own) else None
    for pattern in (_SHEET, _VERB, _DOWN):
        mark = pattern.search(lead)
        if mark:
            coming = bool(_IS_AHEAD.match(mark["aux"]))
            verb = mark["verb"] if pattern is _VERB else None
            if verb and _BEGINS.match(lead, mark.start("verb")):
                return _Told(start + _subject(lead, mark.start()), start + mark.start(), coming)
            return _Told(start + mark.start("verb" if verb else "what"), start + mark.end("what"), coming, verb)
    noun = _NOUN.search(lead)
    if noun:
        coming = bool(_IS_AHEAD.match(noun["aux"] or noun["stays"] or ""))
        return _Told(start + _subject(lead, noun.start()), start + noun.start(), coming)
    opens = _OPENS.search(lead)
    after = _OPENED.match(text, time.span.end, min(sentence.end, time.span.end + _NEAR)) if opens else None
    if after:
        return _Told(after.start("verb"), after.end("what"), bool(_IS_AHEAD.match(after["aux"])), after["verb"])
    return None


def _bare(context: Context, sentence: Sentence, time: Timex) -> re.Match[str] | None:
    """What a sentence without a verb that ends in a clock begins with, where one beside it is such a sentence too."""
    index = context.sentences
    here = index.number(sentence.start)
    around = [index.all[n] for n in (here - 1, here + 1) if 0 <= n < len(index.all)]
    if not any(_ends_in_clock(context, s) for s in around) or not _ends_in_clock(context, sentence):
        return None
    found = _BARE.fullmatch(context.document.text, sentence.start, time.span.start)
    return None if found and _VERBS.search(found[0]) else found


def _ends_in_clock(context: Context, sentence: Sentence) -> bool:
    """Whether nothing but marks stands behind the last clock of a sentence."""
    times = [t for t in context.times.between(sentence.start, sentence.end) if isinstance(t.when, Instant)]
    return bool(times) and not context.document.text[times[-1].span.end : sentence.end].strip(" .!)\n")


def _subject(lead: str, end: int) -> int:
    """Where the words begin that something is told of behind them."""
    return max((m.end() for m in _CUT.finditer(lead, 0, end)), default=0)


def _plan(context: Context, sentence: Sentence, own: Sequence[Happening], told: _Told, time: Timex) -> Plan | None:
    """The plan of what some words name, as a happening that is known, a deed, a stop at a place or a noun."""
    text = context.document.text
    start, end = told.start, min(told.end, told.start + _LONGEST)
    end -= len(text[start:end]) - len(_TAIL.sub("", text[start:end]))
    if end <= start or certainty(text, start if told.verb else sentence.start, start, end, sentence.end) is None:
        return None
    assert isinstance(time.when, Instant)
    when = onward(context, time.when) if told.ahead else time.when
    rule = "slated.ahead" if told.ahead else "slated.planned"
    known = next((h for h in own if start <= h.start < end), None)
    if known:
        return retell(context, known.mention, known.start, max(known.end, time.span.end), rule, when)
    if any(t.span.end > start for t in context.times.between(start, end)):
        return None
    summary, kind = _named(context, sentence, told, start, end)
    if not summary:
        return None
    hits = [h for h in context.names.between(max(sentence.start, start - _FAR), end) if h.kind in _PEOPLE]
    people = [h.name for h in hits if h.start >= start] + [h.name for h in hits if h.end <= start][-1:]
    site = None if told.verb else _SITE.search(text, max(0, start - 8), start)
    start = site.start() if site else start
    mention = Mention(
        summary[:1].upper() + summary[1:], kind, (context.document.span(start, end),),
        participants=tuple(dict.fromkeys(people)), rule=rule,
    )  # fmt: skip
    return retell(context, mention, start, max(end, time.span.end), rule, when)


def _named(context: Context, sentence: Sentence, told: _Told, start: int, end: int) -> tuple[str, EventKind]:
    """The title and the kind of what some words name; no title where they name nothing that has an hour."""
    text = context.document.text
    words = text[start:end]
    if told.verb:
        if told.verb in _WORDS.words("slated_no_deeds") or told.verb in kinds().sighted or _NO_DEED.match(words):
            return "", "other"
        rest = _bare_of(words[len(told.verb) :].strip())
        if rest in _WORDS.words("slated_pronouns"):
            return "", "other"
        act = next((a for a in _acts_of(told.verb) if rest or not a.object), None)
        if act:
            return act.title.format(rest).strip(), act.kind
        return words if rest else "", kind_of(words.lower()) or "other"
    hit = max(_hits(context, start), key=lambda h: h.end, default=None)
    if hit and hit.kind in _PEOPLE:
        return "", "other"
    if words[:1].isupper() and not _THE.match(words) and not hit and start > sentence.start + 1:
        return "", "other"
    bare = _bare_of(words)
    site = _SITE.search(text, max(0, start - 8), start)
    if (hit and hit.kind == "place" and hit.end == end) or (site and (_THE.match(words) or bare[:1].isupper())):
        return f"Visit to {bare}", "visit"
    none = (*data()["programmes"]["pronouns"], *_WORDS.words("slated_no_names"))
    if hit or not _NAMED.fullmatch(words) or bare.split(" ")[0].lower() in none:
        return "", "other"
    return bare, kind_of(bare.lower()) or "other"


def _bare_of(words: str) -> str:
    """Words without the article before them."""
    article = _THE.match(words)
    return words[article.end() :].strip() if article else words


@cache
def _participles() -> dict[str, str]:
    """The verbs that are acts, by their participles: "spoken" of "speak"."""
    verbs = (verb for row in event_words()["acts"] for verb in row["verbs"])
    return {form: inflect(verb).base[0] for verb in verbs for form in inflect(verb).participle}


def _acts_of(verb: str) -> tuple[Act, ...]:
    """The acts that a form of a verb makes."""
    return acts().get(verb) or acts().get(_participles().get(verb, ""), ())


def _hits(context: Context, start: int) -> list[Hit]:
    """The names that begin at a place, or behind the article there."""
    article = _THE.match(context.document.text, start)
    first = article.end() + 1 if article else start
    return [h for h in context.names.between(start, first + 1) if h.start in (start, first)]
