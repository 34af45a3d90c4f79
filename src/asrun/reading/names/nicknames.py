"""Other names that persons go by: "Ana Lopes, known to all as Pip", "Ben “Tiny” Okafor", "Ida Brock, née Holm"."""

import re
from collections.abc import Iterator

_UP = "A-ZÀ-ÞŁŠŽČĆĐŘŚŹŻ"
_NAME = rf"(?P<nick>[{_UP}][\w’'-]{{1,20}}(?: [{_UP}][\w’'-]{{1,20}})?)"
_CALLED = re.compile(
    r"(?:,? (?:who(?:m)? )?(?:(?:is |was )?(?:better |best |also |widely |affectionately |universally |simply |sometimes )?"
    r"(?:known|called|nicknamed|dubbed)(?: (?:to|by|among|around|in) [\w’' ]{2,30}?)?(?: as| simply)*"
    r"|(?:everybody|everyone|all|people|friends|locals|neighbours|neighbors|colleagues|fans|the [a-z]+)"
    r" (?:calls?|knows?)(?: (?:him|her|them))?(?: as)?"
    r"|alias|a\.k\.a\.|aka|n[ée]e|formerly|born)"
    rf" [\"“‘']?{_NAME}[\"”’']?(?=[,.;:)\s])"
    rf"|,? \(?[\"“‘']{_NAME.replace('nick', 'quoted')}[\"”’'] (?:to|for|among) )"
)
_BETWEEN = re.compile(
    rf"(?<![\w’'-])(?P<first>[{_UP}][\w’'-]+) [\"“‘](?P<nick>[{_UP}][\w’' -]{{1,20}})[\"”’] (?P<last>[{_UP}][\w’'-]+)"
)
_ROOM = 90


def called(text: str, end: int) -> str | None:
    """The other name that stands behind a person's name which ends at a place of the text."""
    found = _CALLED.match(text, end, end + _ROOM)
    return (found["nick"] or found["quoted"]) if found else None


def between(text: str) -> Iterator[re.Match[str]]:
    """Names with another one in marks between given name and surname."""
    if '"' in text or "“" in text or "‘" in text:
        yield from _BETWEEN.finditer(text)
