"""Whose a verb of reporting is: the words of its subject, before or behind it."""

from collections.abc import Iterator

from asrun.model.wordbook import Wordbook
from asrun.reading.quotes.verbs import Cue, told
from asrun.reading.quotes.words import Words, lists

_WORDS = Wordbook(__package__, "words")
FAR, _ASIDES, _STYLES = 40, 4, 4
_TELLING, _WHEN = (
    frozenset(("i", "we", "it")),
    frozenset(("until", "till", "when", "before", "after", "while", "because")),
)
# Classes of words that a subject of several words may hold.
_PHRASE = frozenset("NwdpDo'n")


def ends(kinds: str, at: int) -> bool:
    """Whether a sentence or clause ends at a word."""
    return at >= len(kinds) or kinds[at] in ",.q:;"


def plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural."""
    return (word.endswith("s") and not word.endswith(("ss", "'s", "’s"))) or word in (
        "people",
        "both",
        "men",
        "women",
        "police",
    )


def subject_before(words: Words, stop: int, before: Cue | None) -> tuple[tuple[int, int] | None, bool]:
    """The words of the subject of a verb that begins at `stop`, and whether it is the speaker of the verb before."""
    kinds = words.kinds
    if stop == 0:
        return None, False
    last = kinds[stop - 1]
    # "two people who were there said"
    there = words.lower[stop - 1] == "there" and stop > 2 and words.lower[stop - 2] in ("is", "are", "was", "were")
    if there and kinds[stop - 3] == "r":
        several = phrase(words, stop - 3)
        return (several[0], stop) if several else None, False
    if last in "nr":
        if words.lower[stop - 1] in lists().clausal:
            return None, False
        return (stop - 1, stop), False
    if last == "s":
        # "a man that says"
        ok = words.lower[stop - 1] == "that" and stop > 1 and kinds[stop - 2] in "wN"
        return ((stop - 1, stop) if ok else None), False
    if last == ",":
        return _beside(words, stop - 1), False
    if last == "k":
        if before and before.subject and not before.inverted:
            return before.subject, True
        return _acting(words, stop - 1), True
    if last in "q;:.-":
        return None, False
    if last == "(":
        opened = kinds.rfind("(", max(0, stop - FAR), stop - 1)
        return (phrase(words, opened), False) if opened > 0 else (None, False)
    found = phrase(words, stop)
    # "two aides who asked not to be named said"
    placed = found is not None and kinds[found[0]] == "r" and "x" in kinds[found[0] : stop]
    begin = stop if found is None or placed else found[0]
    relative = kinds.rfind("r", max(0, stop - FAR), begin)
    clause = kinds[relative + 1 : begin]
    if relative > 0 and begin == relative + 1 and kinds[relative - 1] in "wN" and words.lower[relative] == "who":
        # "a steward who gave no name said"
        return phrase(words, relative), False
    if relative > 0 and kinds[relative - 1] in "wN" and clause and not any(k in ",q;:.nN" for k in clause):
        return phrase(words, relative), False
    return found, False


def _acting(words: Words, stop: int) -> tuple[int, int] | None:
    """Who acts before "and": of "we sat there until the pilot rose and" the pilot, as "we" tell of it."""
    found = opening(words, stop)
    if found is None or words.lower[found[0]] not in _TELLING:
        return found
    clause = next((n for n in range(stop - 1, found[1], -1) if words.lower[n] in _WHEN), 0)
    return (_opens_with(words, clause + 1, stop) if clause else None) or found


def phrase(words: Words, stop: int) -> tuple[int, int] | None:
    """The words before `stop` that make one phrase: "a spokesman for the Lopes campaign"."""
    kinds, lower = words.kinds, words.lower
    first = stop
    low = max(0, stop - 16)
    while first > low and kinds[first - 1] in _PHRASE:
        if first < stop and (kinds[first - 1] == "n" or lower[first - 1] in told()):
            break
        first -= 1
    # "current and former officials"
    joined = first > 1 and kinds[first - 1] == "k" and kinds[first - 2] == "w" and lower[first - 1] == "and"
    if joined and (first == 2 or kinds[first - 3] in ",qd"):
        first -= 2
    # "and": both of "Ana Lopes and Ben Okafor"
    if first > 1 and kinds[first - 1] == "k" and kinds[first - 2] == "N" and kinds[first : first + 1] == "N":
        more = first - 1
        while more > low and kinds[more - 1] == "N":
            more -= 1
        first = more
    if first < stop and kinds[first] == "p" and first and kinds[first - 1] in "xaNnr":
        earlier = first
        while earlier and kinds[earlier - 1] in "xa":
            earlier -= 1
        if earlier and kinds[earlier - 1] in "nr" and earlier < first:
            return earlier - 1, earlier
    led = first < stop and kinds[first] == "p"
    while first < stop and (kinds[first] in "p'o" or (led and lower[first] in lists().setting)):
        first += 1
    if first < stop and first and kinds[first - 1] == "p" and first + 1 < stop:
        first = _behind_place(words, first, stop)
    # "a charge the union calls absurd": the union does
    while first + 2 < stop and kinds[first] == "d" and lower[first + 1] in lists().judged and kinds[first + 2] in "dNn":
        first += 2
    if first >= stop or not any(k in "Nwnd" for k in kinds[first:stop]):
        return None
    if lower[first] in lists().clausal and stop - first == 1:
        return None
    return first, stop


def _behind_place(words: Words, first: int, stop: int) -> int:
    """Where the subject begins in "In Lima the mayor", "On Tuesday officials": at the last determiner or capital word."""
    kinds = words.kinds
    for number in range(stop - 1, first, -1):
        if kinds[number] == "d":
            return number
        if kinds[number] == "p":
            break
    return first


def _beside(words: Words, comma: int) -> tuple[int, int] | None:
    """The subject before an aside between commas that ends at `comma`: "Ana Lopes, the mayor, said"."""
    kinds, lower = words.kinds, words.lower
    low = max(0, comma - FAR)
    begin = low
    for number in range(comma - 1, low - 1, -1):
        if kinds[number] in "q;:.-":
            begin = number + 1
            break
        # "when Ben Okafor, the mayor, said": whom the last clause is about
        if kinds[number] == "s" and lower[number] in lists().framing - {"as"} and kinds[number + 1] in "Nd":
            begin = number + 1
            break
    commas = [n for n in range(begin, comma) if kinds[n] == ","]
    # "It rained, the union's leader, Ana Lopes, said": who is named last speaks
    named = commas[-1] + 1 if len(commas) > 1 else comma
    called = kinds[commas[-2] + 1 : commas[-1]] if named < comma else ""
    if called and set(kinds[named:comma]) == {"N"} and (called[0] == "d" or (called[0] == "N" and called[-1] == "w")):
        return commas[-2] + 1, comma
    # "It rained, Ana Lopes, the union's leader, said"
    if set(called) == {"N"} and kinds[named] in "dw":
        return commas[-2] + 1, commas[-1]
    for number in commas:
        opener = kinds[number + 1 : number + 2]
        if opener not in ("d", "r", "p", "N", "w", "a", "s", "k"):
            continue
        found = phrase(words, number)
        if found is None or kinds[found[0]] == "p" or any(k in "x" for k in kinds[found[0] : found[1]]):
            continue
        if found[0] > begin and kinds[found[0] - 1] in "pas":
            continue
        return found
    return phrase(words, commas[-1]) if commas else None


def behind(words: Words, first: int, room: int) -> tuple[int, int] | None:
    """The phrase that begins at a word: up to a comma, a verb, a clause, or a moment."""
    kinds, lower = words.kinds, words.lower
    stop, high = first, min(len(kinds), first + room)
    if first >= high:
        return None
    if kinds[first] in "n" or (lower[first] in _WORDS.words("ones") and ends(kinds, first + 1)):
        return first, first + 1
    while stop < high and kinds[stop] in "Nwd'p":
        if kinds[stop] == "p" and lower[stop] not in ("of", "for", "from", "at", "with", "in"):
            break
        if kinds[stop] == "p" and lower[stop] in ("in", "at", "from") and stop - first > 0 and not _names(words, stop):
            break
        if stop > first and lower[stop] in lists().setting and kinds[stop] != "p":
            break
        stop += 1
    while stop > first and kinds[stop - 1] == "p":
        stop -= 1
    if stop == first or not any(k in "Nw" for k in kinds[first:stop]):
        return None
    return first, stop


def _names(words: Words, at: int) -> bool:
    """Whether a preposition at a word goes on with a name: "at the University of Oslo"."""
    return words.kinds[at + 1 : at + 2] == "N" or words.kinds[at + 1 : at + 3] == "dN"


def opening(words: Words, stop: int) -> tuple[int, int] | None:
    """The subject that the last clause before `stop`, else the sentence, opens with: behind "On Tuesday," and its like."""
    clause = max(words.kinds.rfind(",k", 0, max(0, stop - 1)), words.kinds.rfind(";", 0, stop))
    found = _opens_with(words, clause + 1, stop) if clause > 0 else None
    return found or _opens_with(words, 0, stop)


def _opens_with(words: Words, first: int, stop: int) -> tuple[int, int] | None:
    """The subject of a clause that begins at a word, behind asides that end with a comma."""
    kinds = words.kinds
    for _ in range(_ASIDES):
        while first < stop and kinds[first] in "kqa,'o":
            first += 1
        length = kinds[first : first + 1] == "d" and bool(lists().length & set(words.lower[first + 1 : first + 2]))
        among = words.lower[first : first + 2] == ["one", "of"] and kinds.find(",", first, stop) > 0
        if first >= stop or (kinds[first] not in "psw" and not length and not among):
            break
        comma = kinds.find(",", first, stop)
        if comma < 0:
            return None
        first = comma + 1
    if first >= stop:
        return None
    if kinds[first] in "n":
        return None if words.lower[first] in lists().clausal else (first, first + 1)
    end = first
    while (end < stop and kinds[end] in "Nd'") or (
        end < stop and kinds[end] == "w" and end > first and kinds[end - 1] == "d"
    ):
        end += 1
    if end == first or kinds[end - 1] == "d":
        return None
    return first, _styled(kinds, end, stop)


def _styled(kinds: str, end: int, stop: int) -> int:
    """Where a subject ends whose first words are a style or noun: "Former minister Hugo Paz was", "the dean was"."""
    small = end
    while small < min(stop, end + _STYLES) and kinds[small] == "w":
        small += 1
    whole = small
    while whole < stop and kinds[whole] == "N":
        whole += 1
    if small == end or whole >= stop:
        return end
    named = whole > small and kinds[whole] in "x,r:"
    return whole if named or (kinds[small] == "x" and kinds[end - 1] == "w") else end


def subjects(words: Words) -> Iterator[tuple[int, int]]:
    """The subject that a sentence opens with, where it has one."""
    found = opening(words, len(words.kinds))
    if found:
        yield found
