"""The words of revisions as patterns."""

import re
from functools import cache
from typing import NamedTuple

from asrun.model.wordbook import read_book
from asrun.reading.scan import Rare


class Cues(NamedTuple):
    """The data of cues.toml as patterns; `small` are words that name no event."""

    names: Rare
    titles: re.Pattern[str]
    heading: re.Pattern[str]
    cancel: Rare
    drop: Rare
    add: Rare
    restore: Rare
    keep: Rare
    postpone: Rare
    tentative: Rare
    confirm: Rare
    deferred: re.Pattern[str]
    ends: re.Pattern[str]
    was: re.Pattern[str]
    now: re.Pattern[str]
    move: Rare
    length: Rare
    later: Rare
    earlier: Rare
    small: frozenset[str]

    def signed(self, words: str) -> bool:
        """Whether words tell that something becomes of an item."""
        return any(pattern.search(words) for pattern in self.signs)

    @property
    def signs(self) -> tuple[Rare, ...]:
        """All that says that something becomes of an item."""
        return (
            self.cancel, self.drop, self.add, self.restore, self.keep, self.postpone, self.tentative, self.confirm, self.move,
        )  # fmt: skip


@cache
def cues() -> Cues:
    """The words of revisions."""
    data: dict[str, list[str]] = read_book(__package__, "cues")

    def anywhere(name: str) -> Rare:
        return Rare("|".join(_bounded(w) for w in data[name]), re.I)

    def before(name: str) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(_bounded(w) for w in data[name])})[\s(:]*(?:approx\.?\s|about\s)?$", re.I)

    def either(first: str, other: str, behind: str) -> Rare:
        leads = "|".join(data[first])
        return Rare(rf"^\W*(?:{leads})(?=[\s:])|(?:{'|'.join(data[other])}){behind}", re.I)

    names = "|".join(data["names"])
    return Cues(
        Rare(rf"\b(?:{names})(?!\w)", re.I),
        re.compile(rf"^\W*(?:[\w’']+\s){{0,4}}?(?:{names})(?!\w)[^:;]{{0,60}}:\s+", re.I),
        re.compile(rf"^\W*(?:[\w’']+\s){{0,4}}?(?:{names})(?!\w)[^\n]*:\s*$", re.I),
        anywhere("cancel"),
        either("drop_first", "drop", r"(?!\w)"),
        either("add_first", "add_last", r"\W*$"),
        anywhere("restore"),
        anywhere("keep"),
        anywhere("postpone"),
        anywhere("tentative"),
        anywhere("confirm"),
        before("deferred"),
        before("ends"),
        before("was"),
        before("now"),
        anywhere("move"),
        anywhere("length"),
        anywhere("later"),
        anywhere("earlier"),
        frozenset(data["small"]),
    )


def _bounded(words: str) -> str:
    """A pattern that neither begins nor ends inside a word."""
    first = r"(?<!\w)" if re.match(r"[\w(]", words) and not words.startswith("(?") else ""
    first = r"(?<!\w)" if words.startswith("(?:") else first
    last = r"(?!\w)" if re.search(r"[\w)?]$", words) else ""
    return f"{first}(?:{words}){last}"
