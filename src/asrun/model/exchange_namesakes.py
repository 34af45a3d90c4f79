"""Whether names of several documents are one person's: "Dana R. Whitcomb" and "Dana Whitcomb", "Peña" and "Pena Ortiz"."""

import re
import unicodedata
from collections import defaultdict

_PARTICLES = frozenset(
    "de la las los del da do dos das di du van der den von zu bin binti bint ibn ould al el le y e af av ap".split()
)
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_FEW, _SHORT = 8, 3
# How short a form of a name may be ("Sam"), and a part that is spelt in two ways.
_BEGINS, _SPELT = 3, 6
_FEMININE = ("a", "e", "ina", "ine", "ette", "etta", "ella", "is")


def _parts(name: str) -> tuple[str, ...]:
    """The parts of a name that tell, in plain small letters: no initials ("JB") and no small words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.replace("’", "'")) if not unicodedata.combining(c))
    words = _WORD.findall(plain.replace("-", " "))
    short = () if plain.isupper() else tuple(w for w in words if w.isupper() and len(w) <= _SHORT)
    return tuple(w.lower() for w in words if len(w) > 1 and w.lower() not in _PARTICLES and w not in short)


class Namesakes:
    """The persons under way by the parts of their names."""

    def __init__(self) -> None:
        self._with: dict[str, dict[str, None]] = defaultdict(dict)
        self._names: dict[str, list[frozenset[str]]] = defaultdict(list)

    def bear(self, name: str, one: str) -> None:
        """Notes that somebody bears a name."""
        parts = _parts(name)
        for part in parts:
            if len(self._with[part]) <= _FEW:
                self._with[part][one] = None
        self._names[one].append(frozenset(parts))

    def same(self, name: str) -> str | None:
        """The one person whose name has all the parts of this one, or whose parts are in it, or one in another form."""
        parts = _parts(name)
        mine = frozenset(parts)
        known = dict.fromkeys(one for part in parts for one in self._with.get(part, ()))
        for fits in (_within, _alike):
            found = [one for one in known if any(fits(own, mine) for own in self._names[one])]
            if found:
                return found[0] if len(found) == 1 else None
        return None


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether all parts of one name are in the other."""
    return bool(one) and (one <= other or other <= one)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether names differ in the form of one part: "Chris" and "Christopher", "Mohamed" and "Mohammed"."""
    mine, theirs = sorted(one - other), sorted(other - one)
    if len(one) < 2 or len(mine) != 1 or len(theirs) != 1:
        return False
    short, long = sorted((mine[0], theirs[0]), key=len)
    if len(short) >= _BEGINS and long.startswith(short):
        return long[len(short) :] not in _FEMININE
    return len(short) >= _SPELT and _apart(short, long)


def _apart(short: str, long: str) -> bool:
    """Whether two words are one letter apart, at another place than their end."""
    begin = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = len(short) == len(long)
    return begin + 1 < len(long) and short[begin + rest :] == long[begin + 1 :]
