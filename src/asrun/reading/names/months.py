"""Names of months that are parts of persons' names: "Mrs May", "Jan Novak", "Khin Mar Aye"."""

from collections.abc import Sequence

from asrun.reading.names.lexicon import given_names, lexicon

_MONTHS = ("Jan", "Mar", "Jun", "May", "June", "April", "August")


def is_surname(before: str, word: str) -> bool:
    """Whether the name of a month is a surname here: "Mrs May"."""
    return word in ("May", "March", "August") and (
        before in given_names() or before.rstrip(".").lower() in lexicon().honorifics
    )


def goes_on(word: str, after: str) -> bool:
    """Whether the short name of a month is a part of a name that goes on: "Khin Mar Aye", "Mayor Jan de Vries"."""
    return (
        word in _MONTHS
        and len(after) > 1
        and after.isalpha()
        and after not in lexicon().calendar
        and not after.isupper()
    )


def is_given(words: Sequence[str]) -> bool:
    """Whether the short name of a month is a given name here: "Jan Novak"."""
    known = lexicon()
    return (
        len(words) > 1
        and words[0] in given_names()
        and not any(
            words[1] in others
            for others in (known.calendar, known.not_persons, known.organization_heads, known.place_heads)
        )
        and words[1].isalpha()
    )
