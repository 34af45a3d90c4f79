"""Running reports: live blogs, timelines and logs, whose entries begin with a clock and tell what has happened."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from asrun.model.document import Document, Line
from asrun.model.time import Instant, Timex
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Times
from asrun.reading.inflections import past_forms
from asrun.reading.listing.clocks import head_of

_WORDS = Wordbook(__package__, "running", past_form=past_forms)
_STAMP = _WORDS.pattern("stamp", re.I)
_SENTENCE = re.compile(r"[.!?…:][\"'”’)\]]*$")
_TOLD = _WORDS.pattern("told", re.I)
_TITLE = _WORDS.pattern("title", re.I)
_GONE = _WORDS.pattern("gone", re.I)
_POOL = _WORDS.pattern("pool", re.I)
_TO_COME = _WORDS.pattern("to_come", re.I)
_BRIEF = _WORDS.pattern("brief", re.I)
_SEEN = _WORDS.pattern("seen")
_PAST = _WORDS.pattern("past")
_AHEAD = re.compile(r"\bwill\b")
_LIVE = _WORDS.pattern("live", re.I)
_HEAD, _TITLED = 4, 60
_FEW = 3


def narrates(text: str) -> bool:
    """Whether words tell of what has been, and of nothing that will be.

    >>> narrates("He came at 09:40 and left."), narrates("The mayor will meet the crew that came in at 09:40.")
    (True, False)
    """
    return bool(_PAST.search(text)) and not _AHEAD.search(text)


def stamped(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a text; in a running report those that begin an entry know where its clock ends.

    A text is one where most of what stands behind its clocks are sentences, and enough of them tell what has come about.
    """
    if brief := _noted(lines):
        return tuple(msgspec.structs.replace(line, stamp=brief.get(n, 0)) for n, line in enumerate(lines))
    heads = [(n, m) for n, line in enumerate(lines) if (m := _STAMP.match(line.text[:60]))]
    if len(heads) < _FEW:
        return tuple(lines)
    logged = _logged(lines, dict(heads))
    if logged:
        return tuple(msgspec.structs.replace(line, stamp=logged.get(n, 0)) for n, line in enumerate(lines))
    bare = [(n, m) for n, m in heads if m.end() == len(lines[n].text)]
    if len(bare) >= _FEW and len(bare) * 2 > len(heads):
        # Where entries stand below their clocks, a clock with words behind it is an item that an entry quotes.
        heads = bare
    following = [*(n for n, _ in heads[1:]), len(lines)]
    bodies = [_body(lines, n, m.end(), stop) for (n, m), stop in zip(heads, following, strict=True)]
    whole = sum(bool(_SENTENCE.search(body)) and len(body.split()) > 2 for body in bodies)
    if whole * 10 < len(heads) * 8:
        return tuple(lines)
    told = sum(bool(_TOLD.search(body)) for body in bodies)
    titled = any(_TITLE.search(line.text[:120]) for line in lines[: min(_HEAD, heads[0][0])])
    if told * (4 if titled or _falling(heads) else 2) < len(heads):
        return tuple(lines)
    ends = {n: m.end() for n, m in heads}
    return tuple(msgspec.structs.replace(line, stamp=ends.get(n, 0)) for n, line in enumerate(lines))


def _noted(lines: Sequence[Line]) -> dict[int, int]:
    """The lines of a pool's note that are a clock and a few words of what was seen then, and where their clocks end.

    A third of them must tell of what no programme has: "1412 motorcade rolling".
    """
    top = [line.text[:_TITLED] for line in lines[:_HEAD]]
    if not any(map(_POOL.search, top)) or any(map(_TO_COME.search, top)):
        return {}
    found = {n: m.end() for n, line in enumerate(lines) if (m := _BRIEF.match(line.text[:60]))}
    seen = sum(bool(_SEEN.search(lines[n].text[end:])) for n, end in found.items())
    return found if len(found) >= _FEW and seen * 3 >= len(found) else {}


def _logged(lines: Sequence[Line], heads: Mapping[int, re.Match[str]]) -> dict[int, int]:
    """The lines below a heading that tells of a day gone by, "How the day went", and where their clocks end."""
    found: dict[int, int] = {}
    for number, line in enumerate(lines):
        below = number + 1 if number + 1 in heads else number + 2
        while len(line.text) <= _TITLED and below in heads and _GONE.search(line.text):
            found[below] = heads[below].end()
            below += 1
    return found if len(found) >= _FEW else {}


def _body(lines: Sequence[Line], number: int, end: int, following: int) -> str:
    """The words of an entry: behind its clock, or in the first line below it that is a sentence."""
    own = lines[number].text[end:]
    below = (n.text for n in lines[number + 1 : following] if _SENTENCE.search(n.text))
    return own if _SENTENCE.search(own) else next(below, own)


def _falling(heads: Sequence[tuple[int, re.Match[str]]]) -> bool:
    """Whether the clocks run backwards, the newest on top."""
    found = [head_of(m[0].lstrip("[(* ")) for _, m in heads]
    minutes = [h.clock.minutes for h in found if h and h.clock]
    return sum(a > b for a, b in pairwise(minutes)) * 3 > len(minutes) * 2


def chronology(document: Document, times: Times) -> tuple[int, ...]:
    """The place of each line in the order of what is told: the entries of a report with the newest on top count from below.

    Empty where the order is that of the text.
    """
    heads = [n for n, line in enumerate(document.lines) if line.stamp]
    moments = []
    for number in heads:
        line = document.lines[number]
        clocks = times.between(line.start, line.start + line.stamp)
        moments += [t.when.utc for t in clocks[:1] if isinstance(t.when, Instant)]
    if not moments or sum(a > b for a, b in pairwise(moments)) * 2 <= len(moments):
        return ()
    entry = len(heads)
    ranks = []
    for line in document.lines:
        entry -= bool(line.stamp)
        ranks.append(-1 if entry == len(heads) else entry)
    return tuple(ranks)


def stamps(document: Document, times: Times) -> Mapping[int, Timex]:
    """The clock over each line of a running report's entries, by the numbers of the lines."""
    found: dict[int, Timex] = {}
    clock: Timex | None = None
    for number, line in enumerate(document.lines):
        if line.stamp:
            clocks = times.between(line.start, line.start + line.stamp)
            clock = next((t for t in clocks if isinstance(t.when, Instant)), None)
        if clock:
            found[number] = clock
    return found


def newest(stamped: Iterable[Timex]) -> Instant | None:
    """The latest of the clocks over entries and in the heads of reports."""
    moments = [t.when for t in stamped if isinstance(t.when, Instant)]
    return max(moments, key=lambda m: m.utc, default=None)


def entries(document: Document, stamped: Mapping[int, Timex]) -> Mapping[int, Timex]:
    """Of the clocks over entries those at which what the entries tell came about, as in a timeline.

    The clocks of a live blog, newest on top or so called, are those of its posts and tell nothing of the kind.
    """
    if any(_LIVE.search(line.text[:120]) for line in document.lines[:_HEAD] if not line.stamp):
        return {}
    moments = [t.when.utc for t in stamped.values() if isinstance(t.when, Instant)]
    return stamped if all(a <= b for a, b in pairwise(moments)) else {}
