"""Persons by the letters that a legend gives them: "FM = Foreign Minister Ana Reis", "Ana Reis (AR)"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from asrun.reading.context import Hit
from asrun.reading.names.entities import Cast

_BEHIND = re.compile(r"[ \u00a0]\(([A-Z]{2,4})\)")
_BEFORE = re.compile(
    r"(?:^|[\s,;.(:])(?P<letters>[A-Z]{2,5})[ \u00a0]?(?P<sign>[=:–—-])[ \u00a0]?"
    r"(?P<title>(?:[A-Za-z][\w.’'-]*[ \u00a0]){0,6})$"
)
_LETTER = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\d[ \u00a0]?$")
_ROOM, _MOST = 70, 200


def by_legend(cast: Cast) -> None:
    """Makes the letters of a legend mentions of those whom they stand for, wherever else the text has them."""
    hits = [h for h in cast.hits() if h.kind == "person" and h.form == "name"]
    meant = _legend(cast.document.text, hits)
    if not meant:
        return
    taken = {(h.start, h.end) for h in hits}
    for start, end in _spots(cast.document.text, meant):
        person = cast.people[meant[cast.document.text[start:end]]]
        if (start, end) not in taken:
            person.mention(start, end, "title")
            person.aliases[cast.document.text[start:end]] = None


def _legend(text: str, hits: Sequence[Hit]) -> Mapping[str, str]:
    """Whom some letters stand for; letters that stand for two are nobody's."""
    found: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        before = _BEFORE.search(text, max(0, hit.start - _ROOM), hit.start)
        if before and (before["sign"] == "=" or _begins(before["letters"], f"{before['title']} {hit.name}")):
            found[before["letters"]].add(hit.name)
        behind = _BEHIND.match(text, hit.end, hit.end + 8)
        if behind and _begins(behind[1], text[max(0, hit.start - _ROOM) : hit.end].rpartition("\n")[2]):
            found[behind[1]].add(hit.name)
    return {letters: next(iter(names)) for letters, names in found.items() if len(names) == 1}


def _begins(letters: str, words: str) -> bool:
    """Whether letters are those that words next to each other begin with: "DPM" of "Deputy Prime Minister Ana Reis"."""
    first = "".join(w[0].upper() for w in _LETTER.findall(words))
    return letters in first


def _spots(text: str, meant: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Where the letters stand as words of their own, behind no clock: "9 PM"."""
    letters = re.compile(rf"(?<![\w’'&/-])(?:{'|'.join(map(re.escape, meant))})(?![\w&-])")
    for number, found in enumerate(letters.finditer(text)):
        if number == _MOST:
            return
        if not (found[0] in ("AM", "PM") and _CLOCK.search(text, max(0, found.start() - 3), found.start())):
            yield found.span()
