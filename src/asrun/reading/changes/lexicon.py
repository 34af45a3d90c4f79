"""The cue lexicon: every form of every word of cues.toml, with what it says and where its event stands."""

import re
from functools import cache
from typing import Any, Literal, NamedTuple

from asrun.model.fact import ChangeKind
from asrun.model.wordbook import read_book
from asrun.reading.inflections import Forms, inflect

Kind = ChangeKind | Literal["moved"]
Place = Literal["done", "happens", "left", "never", "absent", "gone", "after", "before", "tail"]
Form = Literal["base", "third", "past", "participle", "ing", "fixed"]
_VERBS: tuple[Place, ...] = ("done", "happens", "left")
_FIXED: tuple[Place, ...] = ("after", "before")
_NOT = (
    *(
        f"{verb}{no}"
        for verb in ("did", "do", "does", "will", "would", "could", "can", "is", "are", "was", "were")
        for no in (" not", "n't", "n’t")
    ),
    *("won't", "won’t", "can't", "can’t", "cannot", "never", "no longer", "will no longer", "not"),
)
_BALKED = tuple(
    form for verb in ("decline", "refuse", "fail") for forms in inflect(verb) for form in (f"{f} to" for f in forms)
)
_UNABLE = ("unable to", "chose not to", "decided not to", "opted not to", "was too ill to")


class Cue(NamedTuple):
    """A form of a cue: its kind, where its event stands, its form, and whether it counts only with more.

    `sited` counts only with a place behind it, `whole` only where its clause goes no further.
    """

    kind: Kind
    place: Place
    form: Form
    needs: bool = False
    amount: bool = False
    sited: bool = False
    whole: bool = False


@cache
def data() -> dict[str, Any]:
    """The cue lexicon as it is written."""
    return read_book(__package__, "cues")


_LATE = Cue("delayed", "tail", "fixed", True, True)
_EARLY = Cue("advanced", "tail", "fixed", True, True)


@cache
def tails() -> tuple[str, str]:
    """What says behind an amount that it is late, and what says that it is early, as patterns."""
    rows = data()["tails"]
    late, early = ("|".join(rows[name]) for name in ("late", "early"))
    plan = rows["plan"].replace("{plan}", data()["programmes"]["names"])
    return rf"(?:{rows['behind']}) (?:{plan})|{late}", rf"(?:{rows['ahead']}) (?:{plan})|{early}"


@cache
def idioms() -> tuple[tuple[re.Pattern[str], Cue], ...]:
    """Turns of phrase whose parts vary, as patterns: "gone from the sheet", "will not begin before"."""
    plan = data()["programmes"]["names"]
    return tuple(
        (re.compile(words.replace("{plan}", f"(?:{plan})")), Cue(row["kind"], row["place"], "fixed"))
        for row in data()["idiom"]
        for words in row["words"]
    )


def reading_of(words: str) -> tuple[Cue, ...]:
    """What some words of the lexicon, in small letters, may say; "after the advertised time" is on no list."""
    found = cues().get(words) or tuple(cue for idiom, cue in idioms() if idiom.fullmatch(words))[:1]
    return found or (_EARLY if re.match(data()["tails"]["ahead"], words) else _LATE,)


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """What each form, in small letters, may say."""
    table: dict[str, dict[Cue, None]] = {}
    guards = data()["guards"]

    def note(form: str, cue: Cue) -> None:
        table.setdefault(form, {})[cue] = None

    for row in data()["change"]:
        kind: Kind = row["kind"]
        for place in _VERBS:
            for verb in row.get(place, ()):
                plain = verb.replace("|", " ")
                needs, amount, sited, whole = (
                    plain in guards[name] for name in ("needs", "amounts", "places", "whole")
                )
                for form, spelling in _named(inflect(plain)):
                    note(spelling, Cue(kind, place, form, needs, amount, sited, whole))
        for place in _FIXED:
            for words in row.get(place, ()):
                amount = words in guards["amounts"]
                note(words, Cue(kind, place, "fixed", amount, amount))
        for verb in row.get("never", ()):
            for words in (*(f"{no} {verb}" for no in _NOT), *(f"never {past}" for past in inflect(verb).past)):
                note(words, Cue(kind, "never", "fixed", whole=verb in guards["whole"]))
        for verb in row.get("gone", ()):
            for form, spelling in _named(inflect(verb)):
                note(spelling, Cue(kind, "gone", form))
        for verb in row.get("gone_not", ()):
            for words in (
                *(f"{no} {verb}" for no in (*_NOT, *_BALKED)),
                *(f"never {past}" for past in inflect(verb).past),
            ):
                note(words, Cue(kind, "gone", "fixed"))
        for verb in row.get("absent", ()):
            bases = [*(f"{no} {verb}" for no in _NOT), *(f"{b} {verb}" for b in (*_BALKED, *_UNABLE))]
            forms = inflect(verb)
            for words in (*bases, *(f"not {ing}" for ing in forms.ing), *(f"never {past}" for past in forms.past)):
                note(words, Cue(kind, "absent", "fixed"))
    for words in data()["tails"]["late"]:
        note(words, _LATE)
    for words in data()["tails"]["early"]:
        note(words, _EARLY)
    return {form: tuple(found) for form, found in table.items()}


@cache
def gone() -> dict[str, re.Pattern[str]]:
    """What stands before and behind words like "did not turn up": who was expected, and where the clause ends."""
    return {name: re.compile(pattern, re.I) for name, pattern in data()["gone"].items()}


@cache
def parted() -> dict[str, tuple[tuple[str, tuple[Cue, ...]], ...]]:
    """The verbs whose second word may stand behind the event, by their first word: "put" of "put the talks off"."""
    table: dict[str, list[tuple[str, tuple[Cue, ...]]]] = {}
    for row in data()["change"]:
        for verb in row.get("done", ()):
            first, _, second = verb.partition("|")
            for form, spelling in _named(inflect(first)) if second else ():
                table.setdefault(spelling, []).append((second, (Cue(row["kind"], "done", form),)))
    return {first: tuple(rows) for first, rows in table.items()}


def _named(forms: Forms) -> list[tuple[Form, str]]:
    """The forms with their names; a base form that is also past counts as past and base."""
    return [
        *(("base", f) for f in forms.base),
        *(("third", f) for f in forms.third),
        *(("past", f) for f in forms.past),
        *(("participle", f) for f in forms.participle),
        *(("ing", f) for f in forms.ing),
    ]
