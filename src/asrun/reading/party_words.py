"""The words that lead to those who take part in an event, and those for people and bodies without a name."""

import re
from functools import cache
from typing import NamedTuple

from asrun.model.wordbook import read_book
from asrun.reading.changes.happenings import kinds
from asrun.reading.names.lexicon import lexicon
from asrun.reading.scan import either


class PartyWords(NamedTuple):
    """The words of parties.toml with those of the names."""

    lead: re.Pattern[str]
    behind: dict[str, re.Pattern[str]]
    deeds: frozenset[str]
    events: re.Pattern[str]
    groups: frozenset[str]
    endings: tuple[str, ...]
    none: frozenset[str]
    sorts: frozenset[str]
    single: frozenset[str]
    bodies: frozenset[str]
    onlookers: frozenset[str]


@cache
def party_words() -> PartyWords:
    """Them all; read on first use."""
    data = read_book(__package__, "parties")
    names = lexicon()
    leads = [*data["beside"], *data["behind"]]
    plurals = {f"{w}s" for w in (*names.titles, *names.unnamed) if not w.endswith("s")}
    return PartyWords(
        re.compile(rf"(?<![\w’'-]){either(leads)}(?=[ \u00a0])", re.I),
        {
            word: re.compile(rf"\b{either([*nouns, *(f'{n}s' for n in nouns)])}\b", re.I)
            for word, nouns in data["behind"].items()
        },
        frozenset(data["deeds"]["verbs"]),
        re.compile(rf"{either(kinds().named)}(?![\w-])", re.I),
        frozenset(data["people"]["groups"]) | names.groups | names.counted | names.sides | plurals,
        tuple(data["people"]["endings"]),
        frozenset(data["people"]["none"]),
        frozenset(data["people"]["sorts"]),
        frozenset(data["people"]["single"]) | names.unnamed,
        frozenset(data["bodies"]["heads"]) | names.organization_nouns | names.qualified | names.firm_nouns,
        frozenset(data["onlookers"]),
    )  # fmt: skip
