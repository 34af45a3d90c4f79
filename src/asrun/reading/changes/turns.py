"""The turns of phrase of hints.toml: what they say of a planned item, and what must stand by them."""

import re
from functools import cache, partial
from typing import Literal, NamedTuple

from asrun.model.fact import ChangeKind
from asrun.model.wordbook import Wordbook, later
from asrun.reading.memory import remembered
from asrun.reading.names.lexicon import lexicon
from asrun.reading.scan import Whole, apart

_WORDS = Wordbook(__package__, "hints")
HINT = "hints."
BECAUSE = ".because"


class Phrase(NamedTuple):
    """A turn of phrase: what it says of the item whose words stand where, and what else must stand by it.

    What was `seen` at a clock may have been seen on time; of what stands `apart` the words before it deny nothing; what
    stands `beside` it may be `because` of what it was done so.
    """

    kind: ChangeKind
    where: Literal["after", "before", "any"]
    unless: re.Pattern[str] | None
    never: re.Pattern[str] | None
    named: bool
    needs: str | None
    seen: bool
    apart: bool
    beside: re.Pattern[str] | None
    because: bool


@cache
def hints() -> tuple[Phrase, ...]:
    """The rows of hints.toml."""
    return tuple(
        Phrase(
            row["kind"], row["where"], _filled(row, "unless"), _filled(row, "never", re.I), row.get("named", False),
            row.get("with"), row.get("seen", False), row.get("apart", False), _filled(row, "beside"),
            row.get("because", False),
        )
        for row in _WORDS["hint"]
    )  # fmt: skip


def _filled(row: dict[str, str], name: str, flags: int = 0) -> re.Pattern[str] | None:
    """What a row has under a name."""
    return later(partial(_WORDS.filled, row[name]), flags) if name in row else None


@cache
def _cues() -> Whole:
    """The cues of the rows."""
    return Whole(_WORDS.filled("|".join(row["cue"])) for row in _WORDS["hint"])


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Every turn of phrase, in patterns for each sort of thing that must stand by them, so that none hides another's."""
    sorts: dict[str, list[str]] = {}
    for row in _WORDS["hint"]:
        sorts.setdefault(f"{HINT}{row.get('with')}", []).extend(map(_WORDS.filled, row["cue"]))
    return {sort: apart(cues) for sort, cues in sorts.items()}


@remembered
def rows_of(turn: str) -> tuple[Phrase, ...]:
    """The rows that a turn of phrase is of."""
    return tuple(hints()[number] for number in _cues().fitting(turn))


@cache
def sites() -> frozenset[str]:
    """What venues are called by that are no part of others."""
    return _WORDS.words("sites")


@cache
def venues() -> frozenset[str]:
    """What venues are called by."""
    return frozenset((*_WORDS.words("venues"), *(h.lower() for h in lexicon().place_heads), *lexicon().rooms))
