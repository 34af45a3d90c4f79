"""The words of observation: the phase that each speaks of, and whether persons do it at a happening they need not name."""

import re
from functools import cache
from typing import Any, NamedTuple

from asrun.model.fact import Phase
from asrun.model.wordbook import read_book
from asrun.reading.inflections import inflect
from asrun.reading.scan import Rare

_ORDER: tuple[Phase, ...] = ("other", "ended", "started", "in_progress", "not_started")
_NOT = ("did not", "didn't", "didn’t")
_BE = ("is", "are", "was", "were", "been", "being")


@cache
def words() -> dict[str, Any]:
    """The words of observations.toml as they are written."""
    return read_book(__package__, "observations")


@cache
def phases() -> dict[str, Phase]:
    """The words of observation, and the phase each speaks of."""
    table: dict[str, Phase] = {}
    for phase in _ORDER:
        row = words()[phase]
        verbs = (*row.get("verbs", ()), *row.get("people_verbs", ()))
        table |= dict.fromkeys((form for verb in verbs for form in _told(verb)), phase)
        table |= dict.fromkeys((f"{be} {p}" for verb in row.get("done", ()) for be in _BE for p in _done(verb)), phase)
        table |= dict.fromkeys((*row["words"], *row.get("people", ())), phase)
    for verb in (*words()["started"]["verbs"], *words()["started"]["until"]):
        table |= dict.fromkeys((f"{no} {verb} until" for no in _NOT), "started")
    table |= dict.fromkeys(punctual(), "started")
    for word in interrupting():
        table.setdefault(word, "other")
    return table


@cache
def punctual() -> frozenset[str]:
    """The words of what begins at the clock it was planned for, whatever its verb."""
    return frozenset(words()["punctual"]["words"])


@cache
def interrupting() -> frozenset[str]:
    """The words of a happening that is broken off for a while."""
    return frozenset(form for verb in words()["interrupted"]["verbs"] for form in _told(verb))


@cache
def personal() -> frozenset[str]:
    """The words of what people do at a happening."""
    rows = [words()[phase] for phase in ("started", "ended")]
    return frozenset(
        form for row in rows for form in (*row.get("people", ()), *(f for v in row["people_verbs"] for f in _told(v)))
    )


@cache
def plural() -> frozenset[str]:
    """The forms that several do now and one does not: "the ministers emerge"."""
    rows = [words()[phase] for phase in _ORDER]
    return frozenset(
        form
        for row in rows
        for verb in (*row.get("verbs", ()), *row.get("people_verbs", ()))
        for form in inflect(verb).base
    )


@cache
def presiding() -> Rare:
    """Who opens, adjourns and rises: a judge, a court, a house."""
    who = words()["presiding"]["pattern"]
    return Rare(rf"\b(?:{who})(?: (?:[A-Z][\w’'-]+ ?){{1,3}})?(?: (?:then|later|finally|only))? ?$")


@cache
def tells_of_it() -> re.Pattern[str]:
    """What is said of a happening only by those who have been there: "had been cold", "was rather stormy"."""
    rows = words()["qualities"]
    how, what = "|".join(rows["words"]), "|".join(rows["nouns"])
    return re.compile(
        r" (?:had been|was|were|proved|turned out)(?: to be)?"
        rf"(?:(?: (?:not|too|very|so|rather|quite|a bit|a little|pretty|all))* (?:{how})"
        rf"| (?:an?|the) (?:[\w-]+ )?(?:[\w-]+ )?(?:{what}))\b"
    )


class Announcing(NamedTuple):
    """What makes a clock that of an announcement.

    Words before it, words behind it, "per X" before it, learning of it; behind a clock that opens its clause, who tells or
    rules; who decides, and what is news of a plan.
    """

    announced: re.Pattern[str]
    announces: re.Pattern[str]
    per: re.Pattern[str]
    learned: re.Pattern[str]
    tells: re.Pattern[str]
    rules: re.Pattern[str]
    decides: re.Pattern[str]
    news: re.Pattern[str]


@cache
def announcing() -> Announcing:
    """The patterns of announcements."""
    rows = words()["announcements"]
    return Announcing(*(re.compile(rows[name]) for name in Announcing._fields))


def _told(verb: str) -> tuple[str, ...]:
    forms = inflect(verb)
    return (*forms.past, *forms.participle, *forms.third)


def _done(verb: str) -> tuple[str, ...]:
    return inflect(verb).participle
