"""The forms of English verbs: regular ones by spelling, others from a table."""

from typing import NamedTuple

_VOWELS = "aeiou"
_IRREGULAR = {
    verb: (past, part)
    for verb, past, part in (
        row.split()
        for row in (
            "put put put|cut cut cut|set set set|bring brought brought|hold held held|take took taken|give gave given|"
            "break broke broken|run ran run|overrun overran overrun|fall fell fallen|go went gone|sit sat sat|stay stayed "
            "stayed|withdraw withdrew withdrawn|forgo forwent forgone|forego forewent foregone|make made made|be was been|"
            "begin began begun|come came come|draw drew drawn|get got got|meet met met|speak spoke spoken|"
            "fly flew flown|leave left left|drive drove driven|rise rose risen|show showed shown|say said said|"
            "seek sought sought|undertake undertook undertaken|stride strode stridden|let let let|wind wound wound|"
            "stand stood stood|swing swung swung|send sent sent|lay laid laid|pay paid paid|cast cast cast"
        ).split("|")
    )
}
# The last syllable is stressed, so that its last consonant is doubled; "cancel" and "travel" are doubled in Britain.
_DOUBLED = frozenset(
    "commit drop cut put wrap stop step scrap skip run set sit get trim slip defer ban bar plan overrun".split()
)
_EITHER = frozenset("cancel travel signal gavel".split())


class Forms(NamedTuple):
    """The forms of a verb, each with its other spellings."""

    base: tuple[str, ...]
    third: tuple[str, ...]
    past: tuple[str, ...]
    participle: tuple[str, ...]
    ing: tuple[str, ...]


def inflect(verb: str) -> Forms:
    """The forms of a verb or of a verb with words after it.

    >>> inflect("call off").past, inflect("cancel").ing, inflect("postpone").ing
    (('called off',), ('canceling', 'cancelling'), ('postponing',))
    >>> inflect("break off").participle, inflect("nix").third, inflect("defer").past
    (('broken off',), ('nixes',), ('deferred',))
    """
    head, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""

    def told(*forms: str) -> tuple[str, ...]:
        return tuple(f + tail for f in forms)

    past, participle = _IRREGULAR.get(head, ("", ""))
    stems = _stems(head)
    regular = [s[:-1] + "ied" if s.endswith("y") and s[-2] not in _VOWELS else s + "ed" for s in stems]
    return Forms(
        told(head),
        told(_third(head)),
        told(past) if past else told(*regular),
        told(participle) if participle else told(*regular),
        told(*(s + "ing" for s in stems)),
    )


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "go")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in _VOWELS else verb + "s"


def _stems(verb: str) -> tuple[str, ...]:
    """What "-ed" and "-ing" are put after."""
    if verb in _EITHER:
        return verb, verb + verb[-1]
    if verb in _DOUBLED:
        return (verb + verb[-1],)
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb,)
