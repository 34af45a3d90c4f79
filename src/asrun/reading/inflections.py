"""The forms of English verbs: regular ones by spelling, others from a table."""

from typing import NamedTuple

_VOWELS = "aeiou"
_IRREGULAR = {
    verb: (past, part)
    for verb, past, part in (
        row.split()
        for row in (
            "put put put|reset reset reset|beset beset beset|offset offset offset|"
            "cut cut cut|set set set|bring brought brought|hold held held|take took taken|give gave given|"
            "break broke broken|run ran run|overrun overran overrun|fall fell fallen|go went gone|sit sat sat|"
            "stay stayed stayed|withdraw withdrew withdrawn|forgo forwent forgone|forego forewent foregone|"
            "make made made|begin began begun|come came come|draw drew drawn|get got got|meet met met|"
            "speak spoke spoken|fly flew flown|leave left left|drive drove driven|rise rose risen|show showed shown|"
            "say said said|seek sought sought|undertake undertook undertaken|lay laid laid|lie lay lain|wind wound wound|"
            "let let let|slide slid slid|strike struck struck|send sent sent|pay paid paid|lose lost lost|"
            "stand stood stood|tell told told|hear heard heard|see saw seen|read read read|sing sang sung|"
            "swear swore sworn|shut shut shut|build built built|win won won|cast cast cast|broadcast broadcast broadcast|"
            "keep kept kept|find found found|bid bid bid|lead led led|light lit lit|plant planted planted|"
            "throw threw thrown|overtake overtook overtaken|become became become|eat ate eaten|buy bought bought|"
            "catch caught caught|teach taught taught|think thought thought|feel felt felt|know knew known|"
            "grow grew grown|write wrote written|drink drank drunk|swim swam swum|sink sank sunk|shake shook shaken|"
            "choose chose chosen|steal stole stolen|freeze froze frozen|arise arose arisen|sell sold sold|"
            "spend spent spent|stick stuck stuck|dig dug dug|sweep swept swept|ride rode ridden|lend lent lent|"
            "hit hit hit|beat beat beaten|ring rang rung|stride strode stridden|swing swung swung"
        ).split("|")
    )
}
# The last syllable is stressed, so that its last consonant is doubled; "cancel" and "travel" are doubled in Britain.
_DOUBLED = frozenset(
    "commit drop cut put wrap stop step scrap skip run set sit get trim slip defer ban bar plan overrun scrub bin let shut"
    " swap hit clip shun beg strip chop lag drag slot bid win begin chat nod hug clap jog jig snap tug whip pin sip dip"
    " grip mob rub plug tap hum tip rap grab scan unwrap uncap".split()
)
_EITHER = frozenset("cancel travel signal gavel".split())


_PASTS = frozenset(past for past, _ in _IRREGULAR.values())


def is_past(word: str) -> bool:
    """Whether a word in small letters looks like the past of a verb.

    >>> is_past("wanted"), is_past("sought"), is_past("officials")
    (True, True, False)
    """
    return word.endswith("ed") or word in _PASTS


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

    if head == "be":
        return Forms(told("be"), told("is", "are"), told("was", "were"), told("been"), told("being"))
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


def past_forms() -> str:
    """The past forms of the verbs that form it irregularly, as the alternatives of a pattern.

    >>> "began" in past_forms().split("|"), "put" in past_forms().split("|")
    (True, False)
    """
    told = {past for verb, (past, _) in _IRREGULAR.items() if verb != past}
    return "|".join(sorted(told, key=len, reverse=True))
