"""Dispatches: the posts of a thread and the reports of a pool, each under a head that tells who wrote it and when."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from asrun.model.document import Line
from asrun.model.wordbook import Wordbook
from asrun.reading.scan import Spot

_WORDS = Wordbook(__package__, "dispatches")
_POST = _WORDS.pattern("post", re.I)
_DATED = _WORDS.pattern("dated", re.I)
_LEAD = _WORDS.pattern("lead", re.I)
_REPOST = re.compile(r"RT\b")
_COUNT = re.compile(r"\(?\d{1,2}/(?:\d{1,2}|n)?\)?[.:]?\s+|🧵\s*", re.I)
_REPORT = _WORDS.pattern("report", re.I)
_BYLINE = _WORDS.pattern("byline")
_SKIP = _WORDS.pattern("skip", re.I)
# The surname and the medium of who signs below a report: "Osei, Daily Harbour".
_SIGNATURE = re.compile(
    r"[-–—]{0,2}\s?(?P<name>[A-ZÀ-Þ][\w’'-]+)(?:,|\s?/)\s?(?P<outlet>[A-ZÀ-Þ][\w’'&.-]*(?:\s[\w’'&.-]+){0,3})"
)
_LONGEST, _BELOW, _SIGNED = 100, 3, 45


class Dispatch(NamedTuple):
    """A post or a report over text[start:end], head included; its words begin at `body`.

    `handle`, `name` and `outlet` are where the head, or that of the report before, names its account or writer and medium.
    """

    kind: Literal["post", "pool_report"]
    start: int
    body: int
    end: int
    handle: Spot | None
    name: Spot | None
    outlet: Spot | None


def dispatches(text: str, lines: Sequence[Line]) -> tuple[Dispatch, ...]:
    """The dispatches of a document in order; none where the text holds no heads of them."""
    posts = [(n, m) for n, line in enumerate(lines) if "@" in line.text[:120] and (m := _is_post(line))]
    if posts and (len(posts) > 1 or posts[0][0] < 2):
        return tuple(_posts(text, lines, posts))
    lower = text.lower()
    pooled = "pool" in lower or "rota" in lower
    reports = [n for n, line in enumerate(lines) if is_report(line)] if pooled else []
    if reports:
        return tuple(_reports(lines, reports))
    return ()


def is_report(line: Line) -> bool:
    """Whether a line heads a numbered report of a pool."""
    text = line.text
    found = _REPORT.match(text) if len(text) <= _LONGEST and not _SKIP.match(text) else None
    if found is None or text.endswith((";", ",")):
        return False
    return bool(found["word"] or found["mark"] or found["stamp"] or " " in found["pool"] or found["pool"].isupper())


def _is_post(line: Line) -> re.Match[str] | None:
    """The head of a post: handle or name first, then when it was written, then the end of the line or its words."""
    found = None if _LEAD.match(line.text) or _REPOST.match(line.text) else _POST.match(line.text)
    if not found:
        return None
    whole = found.end() == len(line.text)
    colon = found["end"].strip() in (":", "–", "—")
    if not found["when"] and not (whole and (found["name"] or found["name2"])) and not (colon and found["handle"]):
        return None
    return found


def is_thread(found: Sequence[Dispatch], lines: Sequence[Line]) -> bool:
    """Whether a document is posts and nothing else, but for a title."""
    return bool(found) and found[0].kind == "post" and found[0].start <= lines[min(1, len(lines) - 1)].start


def _posts(text: str, lines: Sequence[Line], heads: Sequence[tuple[int, re.Match[str]]]) -> Iterator[Dispatch]:
    thread = heads[0][0] < 2
    following = [*(n for n, _ in heads[1:]), len(lines)]
    for (number, head), stop in zip(heads, following, strict=True):
        line = lines[number]
        body, first = line.start + head.end(), number
        while body >= lines[first].end or _leads(lines[first], max(0, body - lines[first].start)):
            first += 1
            if first >= stop:
                break
            body = lines[first].start
        if first >= stop:
            continue
        last = stop - 1 if thread else _before_gap(text, lines, first, stop)
        count = _COUNT.match(lines[first].text, body - lines[first].start)
        body = lines[first].start + count.end() if count else body
        handle = next((head.span(g) for g in ("handle", "handle2", "handle3") if head[g]), None)
        name = next((head.span(g) for g in ("name", "name2") if head[g]), None)
        yield Dispatch("post", line.start, body, lines[last].end, _at(line, handle), _at(line, name), None)


def _leads(line: Line, begin: int) -> bool:
    """Whether a line still belongs to the head: when the post was written, or what it answers."""
    return bool(_LEAD.match(line.text, begin) or _DATED.fullmatch(line.text, begin))


def _before_gap(text: str, lines: Sequence[Line], first: int, stop: int) -> int:
    """The number of the last line before an empty one."""
    for number in range(first, stop - 1):
        if text.count("\n", lines[number].end, lines[number + 1].start) > 1:
            return number
    return stop - 1


def _reports(lines: Sequence[Line], heads: Sequence[int]) -> Iterator[Dispatch]:
    following = [*heads[1:], len(lines)]
    found = [_writer(lines, number, stop) for number, stop in zip(heads, following, strict=True)]
    name, outlet = next(((one[1], one[2]) for one in found if one), (None, None))
    for number, stop, one in zip(heads, following, found, strict=True):
        name, outlet = (one[1], one[2]) if one else (name, outlet)
        told = (n for n in lines[number + 1 : stop] if not (one and n is one[0]) and not _DATED.fullmatch(n.text))
        body = next((n.start for n in told), lines[number].end)
        yield Dispatch("pool_report", lines[number].start, body, lines[stop - 1].end, None, name, outlet)


def _writer(lines: Sequence[Line], number: int, stop: int) -> tuple[Line, Spot | None, Spot | None] | None:
    """The line, the name and the medium of who wrote a report: below or above its head, or under its last words."""
    last = [n for n in lines[max(number + 1, stop - 2) : stop] if len(n.text) <= _SIGNED]
    if len(last) > 1 and (match := _BYLINE.fullmatch(last[0].text)) and not match["outlet"]:
        return last[0], _at(last[0], match.span("name")), (last[1].start, last[1].end)
    below = lines[number + 1 : min(stop, number + _BELOW)]
    for line in (*below, *lines[max(number + 1, stop - 1) : stop], *lines[max(0, number - 2) : number]):
        match = _BYLINE.fullmatch(line.text) if len(line.text) <= _LONGEST else None
        if match:
            return (line, *_named(line, match))
    signed = _SIGNATURE.fullmatch(last[-1].text) if last else None
    return (last[-1], *_named(last[-1], signed)) if signed else None


def _named(line: Line, found: re.Match[str]) -> tuple[Spot | None, Spot | None]:
    return _at(line, found.span("name")), _at(line, found.span("outlet") if found["outlet"] else None)


def _at(line: Line, spot: Spot | None) -> Spot | None:
    """A place in a line as one in the text."""
    return (line.start + spot[0], line.start + spot[1]) if spot else None
