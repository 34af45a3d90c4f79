"""Words compared by what survives scanning: case, blanks, marks and letters that a scanner takes for one another go."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
_ALIKE = str.maketrans("1lj0q58evy", "iiioosbcuu")
_GROUPS = tuple(
    (seen.translate(_ALIKE), made)
    for seen, made in (("ifi", "h"), ("rn", "m"), ("vv", "w"), ("iv", "w"), ("cl", "d"), ("li", "h"), ("ii", "n"))
)
_STROKES = re.compile("[iljtfnuhmkv1]+")
_BROKEN = re.compile(r"[^\W\d]\d+[^\W\d]|\d[\"'’‘!°*]\w?|\w[!#|\\]['\"]|#\d#|^\W*[a-z]{1,2}[A-Z]{3}|^\W*[Tt][Hh]\W*$")
_WHOLE = {"dept": "department", "bldg": "building", "conf": "conference", "rm": "room", "mtg": "meeting", "fl": "floor"}
_LONG = 5
_LONGEST = 40


@lru_cache(8192)
def damage_key(words: str) -> str:
    """The letters and figures of some words, those alike in a scan made one.

    >>> damage_key("MEETING w/ ZOE VERMA") == damage_key("Meeting Iv/Z0E VERMA.")
    True
    >>> damage_key("Round 2") == damage_key("Round 3")
    False
    """
    key = "".join(w if w.isdigit() else w.translate(_ALIKE) for w in _tokens(words))
    for seen, made in _GROUPS:
        key = key.replace(seen, made)
    return key


@lru_cache(8192)
def damage_words(words: str) -> tuple[str, ...]:
    """The words of a text in order, each by its key."""
    return tuple(k for w in words.split() if (k := damage_key(w)))


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same words, one or both of them damaged.

    >>> same_words("CALL w/DANISIFI MINISTER", "CALL w/DANISH MINISTER"), same_words("Call with Tim", "Call with Kim")
    (True, False)
    >>> same_words("Talks with the Danish team", "Talks with the Polish team")
    False
    >>> same_words("Lunch wf1HE CLUB, 7'h Floor", "Lunch w/THE CLUB, 7th Floor"), same_words("Hall A1", "Hall B1")
    (True, False)
    """
    if damage_key(one) == damage_key(other):
        return True
    mine, theirs = _tokens(one), _tokens(other)
    if len(mine) == len(theirs) and all(_same_token(a, b) for a, b in zip(mine, theirs, strict=True)):
        return True
    parts, others = one.split(), other.split()
    return len(parts) == len(others) and all(_same_part(a, b) for a, b in zip(parts, others, strict=True))


@lru_cache(8192)
def exact_key(words: str) -> str:
    """Some words as they are, but for blanks and the ways of encoding one character."""
    return " ".join(unicodedata.normalize("NFC", words).split())


def _tokens(words: str) -> list[str]:
    """The words in small letters without accents; a bar is a small l, as scanners have it."""
    plain = unicodedata.normalize("NFKD", words.replace("|", "l").replace("$", "s")).casefold()
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return [_WHOLE.get(w, w) for w in (_ORDINAL.sub("", w) for w in _WORD.findall(bare))]


def _same_part(one: str, other: str) -> bool:
    """Whether two words with their signs are one, where a scan has plainly broken one of them: "wf1HE", "7'h", "Scot!'"."""
    mine, theirs = damage_key(one), damage_key(other)
    if mine == theirs:
        return True
    figures = (re.sub(r"\D.*", "", w) for w in (one, other))
    longest = max(len(mine), len(theirs))
    if not (_broken(one) or _broken(other)) or longest > _LONGEST or len(set(filter(None, figures))) > 1:
        return False
    return _edits(mine, theirs) <= max(2, longest * 2 // 5)


def _broken(word: str) -> bool:
    """Whether a word holds what no word has: figures among letters, loose marks, capitals behind a small letter."""
    return bool(_BROKEN.search(word))


def _same_token(one: str, other: str) -> bool:
    """Whether two words are one: by their keys, or long words whose upright strokes alone a scan may have confused."""
    if damage_key(one) == damage_key(other):
        return True
    if min(len(one), len(other)) < _LONG or max(len(one), len(other)) > _LONGEST:
        return False
    strokes = _STROKES.sub("i", one) == _STROKES.sub("i", other)
    return strokes and _edits(one, other) <= max(2, max(len(one), len(other)) * 2 // 5)


def _edits(one: str, other: str) -> int:
    """How many letters must be put in, taken out or replaced to make one word of the other (Levenshtein)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for at, beside in enumerate(other, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != beside))
    return row[-1]
