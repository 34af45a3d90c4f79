"""Verbs of reporting in a sentence, and whose they are."""

from asrun.reading.inflections import is_past
from asrun.reading.quotes.heard import caught, come_to, told_by
from asrun.reading.quotes.sources import openers, source
from asrun.reading.quotes.subjects import behind, ends, opening, plural, subject_before
from asrun.reading.quotes.verbs import Cue, Verb, bases, forms, heads, nouns
from asrun.reading.quotes.words import QUOTE, Words, lists

_LONGEST = 4


def cues(words: Words) -> list[Cue]:
    """The cues of a sentence in order, each with its subject."""
    found: list[Cue] = []
    lower, verbs, longer, begins = words.lower, forms(), heads(), openers()
    for number, word in enumerate(lower):
        if word in begins and (given := source(words, number)):
            found.append(given)
            continue
        verb, last = verbs.get(word), number + 1
        for length in range(_LONGEST, 1, -1) if word in longer else ():
            phrase = verbs.get(" ".join(lower[number : number + length]))
            if phrase:
                verb, last = phrase, number + length
                break
        if verb is None:
            continue
        cue = _cue(words, number, last, verb, found[-1] if found else None)
        if cue:
            found.append(cue)
    return found


def _cue(words: Words, first: int, last: int, verb: Verb, before: Cue | None) -> Cue | None:
    """The cue of a verb's form at a place, None where it is a noun or passive there."""
    kinds, lower = words.kinds, words.lower
    if kinds[first] != "w" and not (kinds[first] == "N" and first == 0):
        return None
    at = first
    while at and (kinds[at - 1] in "xa" or (at > 1 and lower[at - 1] == "since" and kinds[at - 2] == "x")):
        at -= 1
    chain = lower[at:first]
    word = lower[first]
    ing = word.endswith("ing")
    previous = kinds[at - 1] if at else ""
    asserted = not any(w in lists().undone or w.endswith(("n't", "n’t")) for w in chain)
    asserted = asserted or "only" in (*chain, *lower[last : last + 1])
    if any(w in lists().being for w in chain) and not ing:
        return told_by(words, first, last, verb)
    if at == first and first > 1 and lower[first - 1] in ("both", "all", "each"):
        at -= 1
    elif first and kinds[first - 1] == "d":
        return caught(words, first, last, verb) if ing and lower[first - 1] == "her" else None
    if at and lower[at - 1] == "to" and not ing:
        return (
            _quoted_as(words, first, last, verb)
            or _quick_to(words, at - 1, first, last, verb)
            or caught(words, first, last, verb)
            or come_to(words, at - 1, first, last, verb)
        )
    after = kinds[last] if last < len(kinds) else ""
    if ing and not any(w in lists().being for w in chain):
        if previous in (",", "q", "k", "-") or (previous == "p" and lower[at - 1] in ("by", "before", "after")):
            subject = before.subject if before else opening(words, first)
            return Cue(first, last, verb, subject, False, asserted, True) if subject else None
        quoted_as = _quoted_as(words, first, last, verb) if previous == "s" else None
        return quoted_as or caught(words, first, last, verb)
    # "… ," said the mayor; "…" says Ana Lopes
    if at == first and previous in ("q", ",", "-") and after in ("N", "d", "n", "w") and "saying" in verb.frames:
        back = kinds[max(0, first - 2) : first]
        quoted = "q" in back or previous == "-"
        subject = behind(words, last, room=16)
        heard = verb.lemma in lists().addressing and (not quoted or verb.lemma == "tell")
        aside = _named_aside(kinds, at - 1) or (not quoted and subject and _acts(words, *subject))
        if subject and not heard and (quoted or (ends(kinds, subject[1]) and not aside)):
            return Cue(first, last, verb, subject, True)
    body = _body(words, at - 1, verb)
    subject, follows = (body, False) if body else subject_before(words, at, before)
    if (
        subject
        and not chain
        and lower[subject[0] - 1] == "what"
        and lower[last : last + 2] in (["is", "that"], ["was", "that"])
    ):
        return Cue(first, last + 2, verb, subject)
    if subject is None or _conceded(words, subject[0]):
        return None
    head = lower[subject[1] - 1]
    kind = kinds[subject[1] - 1]
    if kind not in "nr":
        if word in bases() and not chain and not plural(head) and not word.endswith("ed") and word != "read":
            return caught(words, first, last, verb)
        noun = kind == "w" and (plural(head) or word in nouns())
        clause = after == QUOTE or ("saying" in verb.frames and not plural(head) and after in ("d", "n"))
        if noun and not follows and not clause and word.endswith("s") and not word.endswith("ss"):
            return None
    if word.endswith("ed") and lower[last : last + 1] == ["by"]:
        return None
    supposed = bool(set(lower[max(0, subject[0] - 1) : subject[0] + 1]) & {"if", "unless"})
    return Cue(first, last, verb, subject, False, asserted and not supposed, follows)


def _body(words: Words, at: int, verb: Verb) -> tuple[int, int] | None:
    """The "it" of a body that speaks: behind its quote, or at the beginning of a sentence, "It said the line was old"."""
    if at < 0 or words.lower[at] != "it" or "saying" not in verb.frames:
        return None
    quoted = words.kinds[:at].rstrip(",-").endswith("q")
    return (at, at + 1) if quoted or (at == 0 and verb.lemma in lists().stating) else None


def _named_aside(kinds: str, comma: int) -> bool:
    """Whether words up to a comma are a name and who that is, no words of anybody: "Ana Ruiz, head of the yard, said"."""
    begin = max(kinds.rfind(mark, 0, comma) for mark in ".;:q-") + 1
    name, _, aside = kinds[begin:comma].partition(",")
    if aside[:1] == "r":
        return bool(name) and not set(name) - set("Ndwp'")
    return set(name) == {"N"} and aside[:1] in ("d", "w", "N") and not set(aside) & set("xnr")


def _acts(words: Words, first: int, last: int) -> bool:
    """Whether a name is followed by what it does, so that it is no speaker: "said Togo wanted more"."""
    named = words.kinds.find("Nw", first, last)
    return named >= 0 and words.kinds[first] == "N" and is_past(words.lower[named + 1])


def _quoted_as(words: Words, first: int, last: int, verb: Verb) -> Cue | None:
    """The cue of "was quoted as saying" and "is understood to have said"."""
    lower, kinds = words.lower, words.kinds
    at = first - 1 if lower[first - 1] == "as" else first - 2
    told = at > 1 and lower[at - 1] in lists().relayed and (at == first - 1 or lower[at : at + 2] == ["to", "have"])
    if not told:
        return None
    at -= 1
    being = at
    while at and kinds[at - 1] in "xa":
        at -= 1
    if not set(lower[at:being]) & lists().being:
        return None
    subject, _ = subject_before(words, at, None)
    return Cue(first, last, verb, subject) if subject else None


def _quick_to(words: Words, to: int, first: int, last: int, verb: Verb) -> Cue | None:
    """The cue of "was quick to point out", "was forced to admit"."""
    if to < 2 or words.lower[to - 1] not in lists().readily:
        return None
    at = to - 1
    while at and words.kinds[at - 1] in "xap":
        at -= 1
    if not set(words.lower[at : to - 1]) & lists().being or set(words.lower[at : to - 1]) & lists().undone:
        return None
    subject, _ = subject_before(words, at, None)
    return Cue(first, last, verb, subject) if subject else None


def _conceded(words: Words, first: int) -> bool:
    """Whether a clause is no report but part of another: "whatever he says", "what she said about it"."""
    near = words.lower[max(0, first - 1) : first + 1]
    return bool(set(near) & lists().conceding) and QUOTE not in words.kinds
