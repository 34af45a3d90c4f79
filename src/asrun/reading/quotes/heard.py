"""What somebody is heard, caught or quoted saying, is told by, and what they come or ring up to say."""

from asrun.reading.quotes.subjects import behind, subject_before
from asrun.reading.quotes.verbs import Cue, Verb
from asrun.reading.quotes.words import Words, lists

_NEAR, _COME, _ROOM = 10, 24, 12
_PARTICLES = ("up", "on", "off")


def caught(words: Words, first: int, last: int, verb: Verb) -> Cue | None:
    """The cue of "was heard to say", "a microphone caught her telling", "quotes the driver as saying"."""
    lower, kinds = words.lower, words.kinds
    stop = first - 1 if lower[first - 1] in ("as", "to") else first
    at = next((n for n in range(stop - 1, max(-1, stop - _NEAR), -1) if lower[n] in lists().heard), -1)
    if at < 0 or set(kinds[at + 1 : stop]) - set("Nwdnp'a"):
        return None
    if lower[at] in lists().cited and lower[stop] != "as":
        return None
    begin = at
    while begin and kinds[begin - 1] in "xa":
        begin -= 1
    if set(lower[begin:at]) & lists().being:
        subject, _ = subject_before(words, begin, None)
        return Cue(first, last, verb, subject) if subject else None
    whom = at + 1 + (lower[at + 1] in _PARTICLES)
    if whom >= stop or lower[first - 1] == "to" or kinds[whom] not in "Ndnw":
        return None
    if lower[whom] in lists().owner and stop - whom > 1 and lower[whom + 1 : whom + 2] == ["own"]:
        return None
    relayer, _ = subject_before(words, begin, None) if begin else (None, False)
    return Cue(first, last, verb, (whom, stop), relayer=relayer) if relayer else None


def come_to(words: Words, to: int, first: int, last: int, verb: Verb) -> Cue | None:
    """The cue of "came out to say", "rang at noon to tell us"."""
    lower, kinds = words.lower, words.kinds
    at = next((n for n in range(to - 1, max(0, to - _COME), -1) if lower[n] in lists().coming), 0)
    if not at or kinds[at] != "w" or set(kinds[at + 1 : to]) & set(";:q.r"):
        return None
    begin = at
    while begin and kinds[begin - 1] in "xa":
        begin -= 1
    chain = set(lower[begin:at])
    if chain & (lists().being | lists().undone):
        return None
    subject, _ = subject_before(words, begin, None)
    return Cue(first, last, verb, subject) if subject else None


def told_by(words: Words, first: int, last: int, verb: Verb) -> Cue | None:
    """The cue of "was told by the pilot that"."""
    if words.lower[last : last + 1] != ["by"] or verb.lemma not in lists().addressing:
        return None
    subject = behind(words, last + 1, _ROOM)
    if subject is None or words.lower[subject[1] : subject[1] + 1] != ["that"]:
        return None
    return Cue(first, last, verb, subject, True)
