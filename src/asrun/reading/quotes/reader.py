"""Statements as facts: relayed ones joined, who says them from where carried on, doubt told."""

from collections.abc import Iterator

from asrun.model.document import Section
from asrun.model.fact import Statement
from asrun.model.notice import Notice
from asrun.reading.context import Context
from asrun.reading.lines import is_heading
from asrun.reading.quotes.posts import read_post
from asrun.reading.quotes.sayers import is_thing
from asrun.reading.quotes.statements import Reader
from asrun.reading.quotes.told import Told
from asrun.reading.quotes.transcripts import relayed_within, spoken

_SHARE, _HEAD = 0.7, 4


def read_statements(section: Section, context: Context) -> Iterator[Statement | Notice]:
    """The statements of a section in order, what is merely wished or held left out."""
    if section.kind == "embed" or context.header.kind == "post":
        yield from _post(section, context)
        return
    article, lines = context.header.kind == "news_article", context.document.lines
    # A headline restates what is said below.
    kept = [
        t
        for t in _told(section, context)
        if _said(t) and not (article and not t.quotes and t.line < _HEAD and is_heading(lines[t.line]))
    ]
    kept = _voiced(_once(kept), context)
    plain = [t for t in kept if t.rule != "quotes.transcript"]
    relayed(plain)
    carry(plain)
    for told in kept:
        if not told.inner:
            yield fact(told, context, context.writer(told.parts[0][0]))
            if told.doubtful:
                yield doubt(told, context)


def attributions(section: Section, context: Context) -> Iterator[Statement]:
    """All that is attributed in a section, wishes and stances too."""
    if section.kind == "embed" or context.header.kind == "post":
        yield from read_post(section, context)
        return
    for told in _told(section, context, stances=True):
        yield fact(told, context, context.writer(told.parts[0][0]))


def _told(section: Section, context: Context, *, stances: bool = False) -> list[Told]:
    """What is told in a section; in a transcript each turn is one statement, and what stands between is read as prose."""
    turns = spoken(section, context)
    found = Reader(section, context, stances=stances).read()
    found = relayed_within(turns, found, context.document.text) if turns else found
    return sorted((*turns, *found), key=lambda t: t.parts[0]) if turns else found


def _post(section: Section, context: Context) -> Iterator[Statement]:
    """A post, and what it relays."""
    posts = read_post(section, context)
    yield from posts
    if not posts or posts[0].speaker is None:
        return
    own = posts[0].spans[0]
    inside = [t for t in Reader(Section("embed", own.start, own.end), context).read() if _said(t) and t.speaker]
    carry(inside)
    for told in inside:
        if told.speaker != posts[0].speaker and told.rule != "quotes.carried-over":
            yield fact(told, context, posts[0].speaker)


def _said(told: Told) -> bool:
    """Whether something was said, rather than held, wished or left undone; what nobody tells of is neither."""
    if told.mode == "indirect" and told.asks:
        return False
    if told.manner == "held" or not told.asserted:
        return bool(told.quotes) and told.cue is not None
    return told.speaker is not None or bool(told.quotes) or told.source is not None


def _once(kept: list[Told]) -> list[Told]:
    """Without what a speaker is told to hold inside a statement of the same speaker."""
    return [
        t
        for n, t in enumerate(kept)
        if t.manner == "said"
        or not any(
            o.manner == "said" and o.speaker == t.speaker and any(a <= t.parts[0][0] < b for a, b in o.parts)
            for o in kept[max(0, n - 4) : n]
        )
    ]


def _voiced(kept: list[Told], context: Context) -> list[Told]:
    """Without what nobody is found to say inside what somebody says, and what a sheet or a diary tells."""
    found = []
    for number, told in enumerate(kept):
        if told.speaker is None and not told.quotes:
            near = kept[max(0, number - 4) : number + 5]
            start, end = told.parts[0][0], told.parts[-1][1]
            within = any(o.speaker and any(a <= start and end <= b for a, b in o.parts) for o in near)
            if within or (told.source and is_thing(context.document.text[slice(*told.source)])):
                continue
        found.append(told)
    return found


def relayed(kept: list[Told]) -> None:
    """Gives a statement told inside another one those who relay it; the outer one stands where it holds more."""
    for number, outer in enumerate(kept):
        size = sum(b - a for a, b in outer.parts)
        for inner in kept[max(0, number - 4) : number + 5]:
            if inner is outer or inner.line != outer.line or not inner.cue or inner.speaker == outer.speaker:
                continue
            inside = any(a <= inner.whole[0] and inner.whole[1] <= b + 1 for a, b in outer.parts)
            if inside and inner.whole[1] - inner.whole[0] >= _SHARE * size:
                outer.inner.append(inner)
                if outer.speaker and outer.speaker != inner.speaker:
                    inner.via = (outer.speaker, *inner.via)
                    inner.doubtful = inner.doubtful and inner.rival_name != outer.speaker


def carry(kept: list[Told]) -> None:
    """Who goes on speaking does so where and when they began."""
    before: Told | None = None
    for told in kept:
        if before and told.speaker and told.speaker == before.speaker:
            told.at = told.at or before.at
            if told.channel in (None, "spoken"):
                told.channel = before.channel or told.channel
        before = told


def fact(told: Told, context: Context, writer: str | None) -> Statement:
    """The statement as a fact."""
    span = context.document.span
    via = (*told.via, *((writer,) if writer and writer not in (told.speaker, *told.via) else ()))
    return Statement(
        told.speaker,
        told.mode,  # type: ignore[arg-type]
        tuple(span(a, b) for a, b in told.parts),
        tuple(span(q.start, q.end) for q in told.quotes),
        via,
        told.verb,
        told.channel,
        told.at,
        span(*told.cue) if told.cue else None,
        named=span(*told.source) if told.source else None,
        doubtful=told.doubtful,
        rule=told.rule,
    )


def doubt(told: Told, context: Context) -> Notice:
    """That two readings of who speaks disagree."""
    text = context.document.text
    first = f'"{text[told.source[0] : told.source[1]]}"' if told.source else "nobody"
    second = f'"{text[told.rival[0] : told.rival[1]]}"' if told.rival else "nobody"
    message = (
        f"the verb gives this quote to {first}, its place to {second}; a quote has one speaker; review to choose one"
    )
    return Notice("speaker-in-doubt", "info", message, context.document.span(*told.parts[0]))
