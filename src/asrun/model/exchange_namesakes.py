"""Whether names of several documents are one person's: "Dana R. Whitcomb" and "Dana Whitcomb", "Peña" and "Pena Ortiz"."""

import re
import unicodedata
from collections import defaultdict

_PARTICLES = frozenset(
    "de la las los del da do dos das di du van der den von zu bin binti bint ibn ould al el le y e af av ap".split()
)
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_FEW = 8


def _parts(name: str) -> tuple[str, ...]:
    """The parts of a name that tell, in plain small letters: no initials and no small words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.replace("’", "'")) if not unicodedata.combining(c))
    words = (w.lower() for w in _WORD.findall(plain.replace("-", " ")))
    return tuple(w for w in words if len(w) > 1 and w not in _PARTICLES)


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
        """The one person whose name has all the parts of this one, or whose parts are all in it."""
        parts = _parts(name)
        mine = frozenset(parts)
        known = dict.fromkeys(one for part in parts for one in self._with.get(part, ()))
        found = [one for one in known if any(len(own) and (own <= mine or mine <= own) for own in self._names[one])]
        return found[0] if len(found) == 1 else None
