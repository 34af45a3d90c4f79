"""Words compared by what survives scanning: case, blanks, marks and letters that a scanner takes for one another go."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_GROUPS = (("ifi", "h"), ("rn", "m"), ("vv", "w"), ("cl", "d"), ("li", "h"), ("ii", "n"))
_ALIKE = str.maketrans("1lj|0q5$8ev", "iiiioossbcu")


@lru_cache(8192)
def damage_key(words: str) -> str:
    """The letters and figures of some words, those alike in a scan made one.

    >>> damage_key("MEETING w/ ZOE VERMA") == damage_key("Meeting w/Z0E VERMA.")
    True
    >>> damage_key("DANISIFI MINISTER") == damage_key("DANISH MINISTER")
    True
    >>> damage_key("Round 2") == damage_key("Round 3")
    False
    """
    plain = unicodedata.normalize("NFKD", words.replace("|", "l").replace("$", "s")).casefold()
    return "".join(_skeleton(w) for w in _WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


@lru_cache(8192)
def damage_words(words: str) -> tuple[str, ...]:
    """The words of a text in order, each by its key."""
    return tuple(k for w in words.split() if (k := damage_key(w)))


@lru_cache(8192)
def exact_key(words: str) -> str:
    """Some words as they are, but for blanks and the ways of encoding one character."""
    return " ".join(unicodedata.normalize("NFC", words).split())


def _skeleton(word: str) -> str:
    if word.isdigit():
        return word
    word = word.translate(_ALIKE)
    for seen, made in _GROUPS:
        word = word.replace(seen.translate(_ALIKE), made)
    return word
