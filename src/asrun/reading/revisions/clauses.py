"""One clause of a revision: its clocks with what each is, the place that is new, and the words that name the item."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from asrun.model.fact import Action
from asrun.model.wordbook import Wordbook
from asrun.reading.revisions.cues import cues

_WORDS = Wordbook(__package__, "clauses")
_CLOCK = _WORDS.pattern("clock", re.I)
_NUMBERED = _WORDS.pattern("numbered", re.I)
_CLAUSE = re.compile(r";\s*|(?<=[.!])(?<!\.\.)(?<![ap]\.m\.)(?<!\bNo\.)\s+(?=[A-Z\d])")
_AMOUNT = _WORDS.pattern("amount", re.I)
_SPOKEN = _WORDS.pattern("spoken", re.I)
_SPOKEN_SECONDS = (1800, 900, 3600, 7200)
_AND = re.compile(r",?\s+and\s+")
_TAIL = _WORDS.pattern("tail", re.I)
_X = r"(?:the )?(?P<place>[A-Z\d](?:(?!\s[–—-]\s)[^;():])*?)"
_END = r"(?=\s*(?:[.;]?\s*$|\s{2,}|\(|\s+(?:instead of|rather than|not)\b))"
_PLACES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:\b(?:venue|place|location)\b(?:\s|:|=|is|now|will be|changes? to|moved? to|to)*)\s{_X}{_END}",
        rf"\s{{2,}}(?:in|at)\s+{_X}{_END}",
        rf"(?<=\w)\s?(?:->|→|=>|>)\s?{_X}{_END}",
        rf"(?i:\b(?:relocated|moves?|moved|shift(?:s|ed)?|transferred|switched|changed)\s+(?:indoors\s|outdoors\s)?(?:from\s.{{1,40}}?\s)?to)\s+{_X}{_END}",
        rf"(?i:\b(?:now|held|hosted|made|given|take place|moves?|moved|goes|go)\s+(?:in|at|to|into))\s+{_X}{_END}",
        rf"(?:[,;:]|\s[–—-]\s)\s*(?:now\s)?(?:(?:in|at)\s+)?{_X}{_END}",
    )
)
_LABEL = _WORDS.pattern("label")
_MARK = re.compile(r"\W*(?:\(?[A-Za-z0-9]{1,2}[.)]\s+)?")
_WORD = re.compile(r"[^\W_][\w’'/-]*")
_FINITE = _WORDS.pattern("finite")
_NO_PLACE = _WORDS.pattern("no_place")
Role = Literal["was", "starts", "ends", ""]


class Clause(NamedTuple):
    """What text[start:end] says of one item: what becomes of it, its old clock, its new values; clocks as HH:MM, those
    whose half of the day is not printed as H:MM.

    `words` name the item; `duration` and `delta` are seconds: its new length, and by how much it moves where no new clock
    stands. `signed` says that words tell of a change, `trailing` that a clock stands behind the words. text[body:stop] is
    what stands behind the clock of an item that is new.
    """

    start: int
    end: int
    action: Action
    words: str
    was: str | None
    starts: str | None
    ends: str | None
    place: str | None
    duration: int | None
    delta: int | None
    signed: bool
    trailing: bool
    body: int
    stop: int


class _Found(NamedTuple):
    start: int
    end: int
    clock: str


def clauses(text: str, start: int, end: int, dates: Sequence[tuple[int, int]]) -> Iterator[Clause]:
    """The clauses of text[start:end] that say something of an item; `dates` are the places of days, which are no clocks."""
    if cues().heading.match(text[start:end]):
        return
    lead = cues().titles.match(text[start:end])
    at = start + (lead.end() if lead else 0)
    for cut in (*_CLAUSE.finditer(text, at, end), None):
        stop = cut.start() if cut else end
        for first, last in _joined(text, at, stop):
            if made := _clause(text, first, last, dates):
                yield made
        at = cut.end() if cut else end


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a clause that "and" joins, each with an old clock and a new one: "14:00 becomes 14:15 and 15:00 15:10"."""
    parts, at = [], start
    for word in _AND.finditer(text, start, end):
        parts.append((at, word.start()))
        at = word.end()
    parts.append((at, end))
    paired = all(len(list(_CLOCK.finditer(text, first, last))) == 2 for first, last in parts)
    yield from parts if paired else [(start, end)]


def _clause(text: str, start: int, end: int, dates: Sequence[tuple[int, int]]) -> Clause | None:
    """One clause; None where it says nothing of an item."""
    start += len(m.group()) if (m := _MARK.match(text[start : min(end, start + 12)])) else 0
    words = list(text[start:end])
    for first, last in dates:
        if start <= first < end:
            words[first - start : last - start] = " " * (min(last, end) - first)
    plain = "".join(words)
    found = list(_clocks(plain))
    action = _action(plain, found)
    if action is None:
        return None
    roles = _roles(plain, found, action)
    told = {role: clock.clock for role, clock in zip(roles, found, strict=True)}
    for clock in found:
        words[clock.start : clock.end] = " " * (clock.end - clock.start)
    blank = "".join(words)
    place = None if action in ("cancel", "drop", "add") else _place(blank)
    amount = _amount(blank) if action == "amend" and not told.keys() & {"starts", "ends"} else None
    length = amount if amount and cues().length.search(blank) else None
    sign = 1 if cues().later.search(blank) else -1 if cues().earlier.search(blank) else 0
    delta = amount * sign if amount and not length and sign else None
    if action == "amend" and not (told.keys() - {"was", ""} or place or length or delta):
        return None
    name = _name(blank, place)
    if not (name or "was" in told):
        return None
    signed = cues().signed(plain)
    value = place.group("place").strip(" ,.:") if place else None
    trailing = bool(found) and bool(_WORD.search(plain, 0, found[0].start))
    new = [c for c, role in zip(found, roles, strict=True) if role in ("starts", "ends")][:2]
    body = new[-1].end if len(new) > 1 and len(plain[new[0].end : new[1].start]) < 6 else new[0].end if new else 0
    tail = _TAIL.search(plain, body)
    stop = start + (tail.start() if tail else len(plain))
    was, starts, ends = told.get("was"), told.get("starts"), told.get("ends")
    return Clause(
        start, end, action, name, was, starts, ends, value, length, delta, signed, trailing, start + body, stop
    )


def _clocks(plain: str) -> Iterator[_Found]:
    """The clocks of a clause in order."""
    for match in _CLOCK.finditer(plain):
        hour, minute, half = match["hour"] or match["bare"], int(match["minute"] or 0), match["half"] or match["mark"]
        if match["four"]:
            if _NUMBERED.search(plain, 0, match.start()):
                continue
            hour, minute = match["four"][:2], int(match["four"][2:])
        elif match["word"]:
            hour = "12" if match["word"].lower() == "noon" else "0"
        number = int(hour)
        if half and not 1 <= number <= 12:
            continue
        number = number % 12 + (12 if half.lower() == "p" else 0) if half else number % 24
        open_half = not half and len(hour) == 1 and number > 0
        yield _Found(match.start(), match.end(), f"{number}:{minute:02}" if open_half else f"{number:02}:{minute:02}")


def _action(plain: str, found: Sequence[_Found]) -> Action | None:
    """What becomes of the item."""
    known = cues()
    if known.restore.search(plain):
        return "restore"
    if known.cancel.search(plain):
        return "cancel"
    if known.drop.search(plain):
        return "drop"
    if known.add.search(plain) and found:
        return "add"
    if known.keep.search(plain) and len(found) < 2:
        return None
    if known.postpone.search(plain) and len(found) < 2:
        return "postpone"
    if known.tentative.search(plain):
        return "tentative"
    if known.confirm.search(plain):
        return "confirm"
    return "amend" if found or known.move.search(plain) else None


def _roles(plain: str, found: Sequence[_Found], action: Action) -> list[Role]:
    """What each clock is: what was printed before, the new start, the end."""
    known, roles, at = cues(), list[Role](), 0
    for clock in found:
        before = plain[at : clock.start]
        role: Role = ""
        if known.deferred.search(before):
            role = "starts"
        elif known.ends.search(before) or (at and re.fullmatch(r"\s?[-–—]\s?", before)):
            role = "ends"
        elif known.was.search(before):
            role = "was"
        elif known.now.search(before):
            role = "starts"
        roles.append(role)
        at = clock.end
    open_ones = [n for n, role in enumerate(roles) if role in ("", "starts")]
    if action in ("cancel", "drop", "restore", "postpone", "tentative", "confirm"):
        return ["was" if n == min(open_ones, default=-1) else role for n, role in enumerate(roles)]
    if action == "add":
        return ["starts" if n == min(open_ones, default=-1) else role for n, role in enumerate(roles)]
    if len(open_ones) > 1 and "was" not in roles:
        roles[open_ones[0]] = "was"
    for n in open_ones[1 if roles[open_ones[0]] == "was" else 0 :] if open_ones else ():
        alone = roles[n] == "" and "was" not in roles and "starts" not in roles
        behind = known.move.search(plain, found[n].end) or (n + 1 < len(roles) and roles[n + 1] == "ends")
        roles[n] = "was" if alone and behind else "starts"
    return roles


def _place(blank: str) -> re.Match[str] | None:
    """The place that is new; words of a title in the same line are none."""
    found = (m for p in _PLACES if (m := p.search(blank)) and not _LABEL.match(m["place"]))
    return next((m for m in found if _telling(m["place"]) and not _NO_PLACE.search(m["place"])), None)


def _telling(words: str) -> list[str]:
    """Words without those that tell of changes, and without small ones."""
    rest = _LABEL.sub(" ", words)
    for pattern in cues().signs:
        rest = pattern.sub(" ", rest)
    return [w for w in _WORD.findall(rest) if w.lower() not in cues().small]


def _amount(blank: str) -> int | None:
    """The first length of time, in seconds."""
    amount = next((m for m in _AMOUNT.finditer(blank) if m[1] or m[2]), None)
    if amount is None:
        spoken = _SPOKEN.search(blank)
        return _SPOKEN_SECONDS[(spoken.lastindex or 1) - 1] if spoken else None
    return int(amount[1] or 0) * 3600 + int(amount[2] or 0) * 60


def _name(blank: str, place: re.Match[str] | None) -> str:
    """The words that name the item: without clocks, cues, the new place and what stands instead of it."""
    rest = blank
    if place:
        rest = rest[: place.start("place")] + " " * (place.end() - place.start("place"))
    rest = re.sub(r"(?i:\b(?:instead of|rather than)\b).*", " ", rest)
    verb = _FINITE.search(rest)
    if verb and _telling(rest[: verb.start()]):
        rest = rest[: verb.start()]
    return " ".join(w for w in _telling(rest) if not w.isdigit())
