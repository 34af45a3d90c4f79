"""How a list tells where its items are: behind which mark, before which one, or in brackets, as most of its items show."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from asrun.model.wordbook import Wordbook
from asrun.reading.gazetteer import places
from asrun.reading.listing.words import names_place, tells_of
from asrun.reading.programme.access import press_of
from asrun.reading.programme.venues import is_corner, preposed
from asrun.reading.tables.grid import states

MARK = re.compile(r"\s+(?P<dash>[-–—])\s+|\s+(?P<sign>[@~·/|])\s+|(?P<point>[,;:])\s+")
_LAST = re.compile(r"[(\[]([A-ZÀ-Þ\d][^()\[\]]{2,80})[)\]][\s.]*$")
_TAIL, _FEW = 100, 2
_UNSURE = Wordbook(__package__, "wording").pattern("tentative", re.I)


class Habit(NamedTuple):
    """Whether places stand in brackets behind the titles, the mark they stand behind, and the one they stand before."""

    bracketed: bool = False
    behind: str = ""
    before: str = ""


def habit(items: Sequence[str]) -> Habit:
    """How most items of a list tell where they are.

    >>> habit(["Town Hall: Talks", "Castle Hotel: Lunch", "Kasuli: Press conference"])
    Habit(bracketed=False, behind='', before=':')
    >>> habit(["Talks, Town Hall", "Lunch, Castle Hotel", "Press conference, the cottage"]).behind
    ','
    """
    bracketed = sum(map(_in_brackets, items))
    behind, last, before, first = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for words in items:
        cuts = list(MARK.finditer(words[:300]))
        for cut in cuts[-1:]:
            last[sign(cut)] += 1
            behind[sign(cut)] += is_place(words[cut.end() :])
        for mark, cut in {sign(c): c for c in reversed(cuts)}.items():
            first[mark] += 1
            before[mark] += is_place(words[: cut.start()]) and tells_of(words[cut.end() :])
    return Habit(
        bracketed >= _FEW + 1 and bracketed * 2 >= len(items), _most(behind, last, items), _most(before, first, items)
    )


def sign(mark: re.Match[str]) -> str:
    """The mark that parts words: all dashes are one."""
    return "-" if mark["dash"] else mark["sign"] or mark["point"]


def _most(sure: Counter[str], seen: Counter[str], items: Sequence[str]) -> str:
    """The mark by which most items tell a place, "" without one."""
    for mark, count in sure.most_common(1):
        if count >= _FEW and count * 2 >= seen[mark] and seen[mark] * 2 >= len(items):
            return mark
    return ""


def is_place(words: str) -> bool:
    """Whether words name a place beyond doubt and tell of no event."""
    words = words.strip(" .")
    if not words or len(words) > _TAIL or tells_of(words):
        return False
    if words[preposed(words) :][:1].islower():
        return is_corner(words)
    return names_place(words) or words in places() or words.partition(",")[0] in places()


def _in_brackets(text: str) -> bool:
    """Whether words end in brackets that hold no remark: "Lunch (Town Hall)"."""
    found = _LAST.search(text[-_TAIL:])
    if found is None or _UNSURE.fullmatch(found[1]):
        return False
    return press_of(found[1]) is None and found[1].lower() not in states()
