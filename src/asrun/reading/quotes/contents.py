"""Where what was said begins and ends in the words of a sentence, by the verb that reports it."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from asrun.reading.quotes.verbs import Cue, data
from asrun.reading.quotes.words import QUOTE, Words, lists

Manner = Literal["said", "held"]
_AHEAD, _HEARERS, _MANNER, _CLAUSE = 7, 9, 6, 9
_STOPS = frozenset(",;:-(r")


class Content(NamedTuple):
    """Stretches of words [first, last) that a cue reports; "held": a stance, wish or object, told of rather than said."""

    manner: Manner
    parts: tuple[tuple[int, int], ...]
    trails: bool = False


def contents(words: Words, cues: Sequence[Cue]) -> list[Content | None]:
    """The content of each cue of a sentence, None where a verb reports nothing."""
    trailing = [_trails(words, cue, cues[n - 1] if n else None) for n, cue in enumerate(cues)]
    found: list[Content | None] = []
    floor, posted = 0, False
    for number, cue in enumerate(cues):
        before = found[-1] if found else None
        weak = cue.follows and "saying" not in cue.verb.frames and words.kinds[cue.first - 1] != ","
        if (posted and cue.follows) or (weak and before and before.manner == "said" and not before.trails):
            found.append(None)
            continue
        begin = cue.block[0]
        if _judges(words, begin):
            content: Content | None = Content("said", ((begin - 2, _limit(words, number, cues, trailing)),))
        elif "credit" in cue.verb.frames:
            content = Content("said", ((cue.first - 1, cue.first),))
        elif trailing[number]:
            content = _before(words, cue, floor, cues[number + 1 : number + _AHEAD])
            floor = cue.block[1]
        else:
            content = _after(words, cue, _limit(words, number, cues, trailing))
        if (
            content
            and not trailing[number]
            and cue.verb.lemma in lists().minding
            and not any("q" in words.kinds[a:b] for a, b in content.parts)
        ):
            content = content._replace(manner="held")
        posted = posted or (content is not None and cue.verb.lemma in lists().posting and not trailing[number])
        found.append(content)
    return found


def _limit(words: Words, number: int, cues: Sequence[Cue], trailing: Sequence[bool]) -> int:
    """Where the words behind a cue end: before one that trails, or that a conjunction joins."""
    own = cues[number].block[1]
    if (
        words.kinds[0] == "s"
        and words.lower[0] in lists().framing
        and cues[number].block[0] == 1
        and words.lower[0] != "as"
    ):
        comma = words.kinds.find(",", own + 1)
        return comma if comma > 0 else len(words.kinds)
    aside = _aside_end(words, cues[number])
    if aside:
        return aside
    for other, trails in zip(cues[number + 1 : number + _AHEAD], trailing[number + 1 : number + _AHEAD], strict=True):
        begin = other.first if other.follows else other.block[0]
        while other.follows and begin > own and words.kinds[begin - 1] in "xa":
            begin -= 1
        if begin <= own:
            continue
        previous = words.kinds[begin - 1]
        if _judges(words, begin):
            return begin - 3
        parted = words.kinds.find(";q", own, begin) if trails else -1
        if parted > 0:
            return parted
        if trails and previous == ",":
            return begin - 1
        if previous == "q" and (trails or (other.follows and words.lower[other.first].endswith("ing"))):
            return begin
        if previous in "k," and other.follows and (previous == "," or "saying" in other.verb.frames):
            return begin - 1
        if previous == "k" and words.kinds[begin - 2 : begin - 1] in (",", ";"):
            return begin - 2
        if previous == "s" and words.lower[begin - 1] in lists().apart:
            return begin - 1
        if previous == ";":
            return begin - 1
    return len(words.kinds)


def _judges(words: Words, begin: int) -> bool:
    """Whether a cue tells what its speaker makes of the words before: ", a claim she calls silly"."""
    return begin > 2 and words.lower[begin - 1] in lists().judged and words.kinds[begin - 3 : begin - 1] == ",d"


def _aside_end(words: Words, cue: Cue) -> int | None:
    """The comma that ends a "who" clause between commas, where the sentence goes on: ", who said it rained, left"."""
    first = cue.subject[0] if cue.subject else 0
    if not first or words.kinds[first] != "r" or words.kinds[first - 1] != ",":
        return None
    comma = words.kinds.find(",", cue.last + 1)
    while comma > 0 and words.kinds[comma + 1 : comma + 2] not in ("w", "x"):
        comma = words.kinds.find(",", comma + 1)
    return comma if comma > 0 else None


def _trails(words: Words, cue: Cue, before: Cue | None) -> bool:
    """Whether what was said stands before a cue: the cue ends the sentence, or only a setting follows."""
    kinds = words.kinds
    begin, end = cue.block
    if cue.follows or not cue.verb.frames & {"saying", "telling", "source"} or begin == 0:
        return False
    previous = kinds[begin - 1]
    if before and "source" in before.verb.frames and before.first < 2 and before.block[1] == begin - 1:
        # "According to the mayor, | the port asked for a week."
        return False
    joined = previous == "s" and words.lower[begin - 1] == "as" and kinds[begin - 2 : begin - 1] == ","
    if cue.verb.lemma in lists().quoting and previous != "q" and kinds[begin - 2 : begin - 1] != "q":
        return False
    if previous not in "q,-" and not joined and "source" not in cue.verb.frames:
        return False
    if "source" in cue.verb.frames:
        return begin > 1 or kinds[0] == QUOTE
    quoted = previous == "q" or (previous in ",-" and kinds[begin - 2 : begin - 1] == "q")
    if quoted:
        at = begin - 1 if previous == "q" else begin - 2
        ended = words.text[words.starts[at] : words.ends[at]].rstrip(" '’‘\"")[-1:] in ",.?!…—-" or previous in ",-"
        if (ended or cue.inverted) and not _goes_on(words, cue, at):
            return True
    if cue.inverted and previous in ",-":
        return True
    after = _setting(words, _heard(words, cue, end))
    if not quoted and (begin < 4 or (previous == "-" and kinds[after : after + 1] != "-")):
        return False
    while cue.verb.lemma in lists().addressing and after < len(kinds) and kinds[after] in "dNwp'":
        after += 1
    if after >= len(kinds) or kinds[after] == ".":
        return True
    if kinds[after] in ",;" and previous in ",-":
        rest = words.lower[after + 1 : after + 2]
        return begin > 1 and (not rest or rest[0] not in ("that",))
    return False


def _goes_on(words: Words, cue: Cue, quote: int) -> bool:
    """Whether a quote ended a sentence before, and the cue has its own clause behind it."""
    if words.text[words.starts[quote] : words.ends[quote]].rstrip(" '’‘")[-1:] not in (".", "?", "!") or cue.inverted:
        return False
    at = _heard(words, cue, cue.block[1])
    return words.kinds[at : at + 1] in ("n", "s", "d", "N", "q") and words.lower[at] not in (
        "as",
        "when",
        "after",
        "before",
        "while",
    )


def _heard(words: Words, cue: Cue, at: int) -> int:
    """The word behind those who are told: "told reporters", "told the Northern Courier"."""
    kinds, lower = words.kinds, words.lower
    if cue.verb.lemma not in lists().addressing and lower[at : at + 1] != ["to"]:
        return at
    start = at
    if lower[at : at + 1] == ["to"]:
        at += 1
    if kinds[at : at + 1] == "n" and cue.verb.lemma not in ("ask", "promise"):
        return at + 1
    quote = kinds.find(QUOTE, at, at + _HEARERS)
    if quote > at and kinds[at] in "dN" and not set(kinds[at:quote]) - set("dNwp'"):
        return quote
    that = kinds.find("s", at, at + _HEARERS)
    if that > at and lower[that] == "that" and not set(kinds[at:that]) - set("dNwp'"):
        return that
    for number in range(at, min(len(kinds), at + 14)):
        if lower[number] in lists().hearer and kinds[number + 1 : number + 2] not in ("w", "N"):
            return number + 1
        if kinds[number] not in "dNwp'k(":
            break
    stop = at
    while (stop < len(kinds) and stop < at + 8 and kinds[stop] in "N'") or (
        kinds[stop : stop + 1] == "d" and stop == at
    ):
        stop += 1
    moved = stop > at and kinds[stop - 1] != "d"
    if moved:
        return stop
    return start


def _setting(words: Words, at: int) -> int:
    """The word behind the moment, place and manner of saying, up to "that", a mark or a clause."""
    kinds, lower = words.kinds, words.lower
    begin = at
    while at < len(kinds) and (kinds[at] == "a" or (lower[at] == "there" and kinds[at + 1 : at + 2] in ("", ",", "."))):
        at += 1
    if at < len(kinds) and (lower[at] in lists().setting) and lower[at] not in ("this", "last"):
        stop = at
        while stop < len(kinds):
            kind = kinds[stop]
            if lower[stop - 1 : stop + 1] == ["condition", "that"]:
                # "said on condition that her name be left out": the condition is none of what is said
                return next((n for n in range(stop, len(kinds)) if kinds[n] in ",.;q"), len(kinds))
            if kind in "q:" or (kind == "s" and lower[stop] == "that" and kinds[stop - 1] != "k"):
                return stop
            if kind in ".;":
                return stop
            if kind == "," and kinds[stop + 1 : stop + 2] != "N":
                return stop
            if kind == "n" and stop > at + 1 and lower[at] not in lists().framing:
                return stop
            stop += 1
        return stop
    if at < len(kinds) and lower[at] in lists().setting:
        while at < len(kinds) and kinds[at] in "dwN":
            at += 1
            if kinds[at : at + 1] in ("d", "n", "s"):
                break
        return at
    return at if at > begin else begin


def _before(words: Words, cue: Cue, floor: int, later: Sequence[Cue]) -> Content | None:
    """What stands before a trailing cue, and what goes on behind it."""
    kinds = words.kinds
    begin, end = cue.block
    stop = begin - 1 if kinds[begin - 1] == "s" else begin
    first = max(floor, kinds.rfind(";q", floor, stop))
    while first < stop and kinds[first] in ",;.:-k":
        first += 1
    if first >= stop:
        return None
    parts = [(first, stop)]
    after = _setting(words, _heard(words, cue, end))
    limit = len(kinds)
    for other in later:
        limit = min(limit, other.first if other.follows else other.block[0])
    rest = words.lower[after + 1 : after + 2]
    if "source" in cue.verb.frames and kinds[after : after + 1] == ",":
        named = after + 1
        while kinds[named : named + 1] == "N":
            named += 1
        after = named if named > after + 1 and kinds[named : named + 1] == ":" else after
    if kinds[after : after + 1] == ":" and after + 1 < limit and QUOTE not in kinds[first:stop]:
        parts.append((after + 1, limit))
    elif kinds[after : after + 1] in (",", ";", ".", "-", ":", "q"):
        start = after if kinds[after] == "q" else after + 1
        while start < limit and kinds[start] in "k,":
            start += 1
        going = (
            kinds[after] in ",;"
            and not cue.inverted
            and rest
            and kinds[after + 1] not in "rk"
            and not rest[0].endswith("ing")
        )
        going = going or (kinds[after] == "," and _own_clause(words, after + 1, limit))
        if start < limit and (
            kinds[start] == "q" or (going and "q" not in kinds[first:stop] and "source" not in cue.verb.frames)
        ):
            until = start
            while until < limit and kinds[until] == "q":
                until += 1
            parts.append((start, until if kinds[start] == "q" and not going else limit))
    return Content("said", tuple(parts))._replace(trails=True)


def _own_clause(words: Words, joint: int, limit: int) -> bool:
    """Whether "and" leads to a clause with a subject of its own: "it was late, he said, and nobody would wait"."""
    kinds = words.kinds
    if kinds[joint : joint + 1] != "k" or kinds[joint + 1 : joint + 2] not in ("d", "N", "n"):
        return False
    return "x" in kinds[joint + 1 : min(limit, joint + _CLAUSE)]


def _after(words: Words, cue: Cue, limit: int) -> Content | None:
    """What stands behind a cue."""
    kinds, lower, frames = words.kinds, words.lower, cue.verb.frames
    end = cue.block[1]
    if "source" in frames:
        # "According to the mayor, the hall is closed."
        if cue.first > 1 or kinds[end : end + 1] != "," or cue.verb.lemma == "so":
            return None
        return Content("said", ((end + 1, limit),))
    if end >= limit:
        return None
    heard = _heard(words, cue, end)
    colon = kinds.find(":q", end, min(limit, end + _MANNER))
    at = heard if colon < 0 else colon
    if at < limit and kinds[at] == "a":
        at += 1
    if at < limit and not (kinds[at] in "qn:" or lower[at] == "that"):
        moved = _setting(words, at)
        # "asked for it because they could not": no words of anybody
        own = moved < limit and kinds[moved] == "n" and (kinds[moved - 1] == "k" or lower[moved - 1] in lists().framing)
        if own:
            moved = limit
        if moved < limit and (kinds[moved] in "qn:" or lower[moved] == "that" or kinds[moved : moved + 2] == ",q"):
            at = moved
        elif moved < limit and kinds[moved] == "," and lower[moved + 1 : moved + 2] == ["that"]:
            at = moved + 1
    if at < limit and kinds[at] in ",:" and at + 1 < limit:
        if kinds[at] == "," and kinds[at + 1] not in "qs" and not _opened(words, cue):
            return None
        at += 1
    if at >= limit:
        return None
    kind = kinds[at]
    plain = frames & {"saying", "telling"}
    if plain and kinds[at - 1] == "," and _opened(words, cue):
        return Content("said", ((at, limit),))
    if plain and (kind == "q" or kinds[at - 1] == ":"):
        return Content("said", ((at, limit),))
    clause = kind == "n" and ("saying" in frames or _verbal(words, at + 1))
    if plain and (clause or (kind == "s" and lower[at] not in lists().framing)):
        at += lower[at] == "that"
        return Content("said", ((at, limit),)) if at < limit else None
    if cue.verb.lemma in lists().denying and kind == "w" and lower[at].endswith("ing"):
        return Content("said", ((at, limit),))
    particle = lower[end] if end < limit else ""
    if cue.verb.lemma in lists().posting and kinds[end] in "dNw":
        return Content("said", ((end, len(kinds)),))
    if particle in data()["particles"].get(cue.verb.lemma, ()):
        return _object(words, end + 1, limit)
    if lower[at] == "to" and "wishing" in frames:
        return _object(words, at, limit)
    if "saying" in frames and heard < limit and _clausal(words, at, limit, cue):
        return Content("said", ((at if kinds[at] != "p" else heard, limit),))
    if "holding" in frames and kinds[end] in "dNwnp'q" and cue.verb.frames:
        return _object(words, end, limit)
    return None


def _verbal(words: Words, at: int) -> bool:
    """Whether a verb may stand behind a pronoun: "it would", not "it once a week"."""
    while words.kinds[at : at + 1] == "a":
        at += 1
    return words.kinds[at : at + 1] in ("x", "w", "'")


def _opened(words: Words, cue: Cue) -> bool:
    """Whether a cue stands behind an opening word or two, "But, he said,", or an "as"."""
    begin = cue.block[0]
    if begin == 0 or cue.follows:
        return False
    if words.lower[begin - 1] == "as" and begin < 3:
        return True
    return words.kinds[begin - 1] == "," and begin < 4


def _clausal(words: Words, at: int, limit: int, cue: Cue) -> bool:
    """Whether words behind a verb are a clause rather than its object."""
    if cue.verb.lemma in ("say", "think", "believe", "insist", "argue"):
        return words.kinds[at] in "dNwpk" and (limit - at > 1 or cue.verb.lemma == "say")
    return words.kinds[at] in "dNw" and any(k == "x" for k in words.kinds[at + 1 : min(limit, at + 14)])


def _object(words: Words, first: int, limit: int) -> Content | None:
    """The object of a verb to the end of its clause."""
    kinds = words.kinds
    stop = first
    while stop < limit and kinds[stop] not in _STOPS:
        if kinds[stop] == "." and stop + 1 < limit:
            break
        stop += 1
    if stop <= first:
        return None
    return Content("held", ((first, stop),))
