"""The words of a row parted: a title in capitals, a place, remarks behind a star, a mark that it is not firm."""

import re
from functools import cache
from typing import NamedTuple

from asrun.model.wordbook import Wordbook
from asrun.reading.changes.happenings import kinds
from asrun.reading.memory import remembered
from asrun.reading.names.lexicon import lexicon

_WORDS = Wordbook(__package__, "words")
_REMARK = re.compile(
    r"(?:^|\s)(?:[*•■]{1,2}\s?(?=[\w\"(])|[’'‘\"](?=[A-Z][a-z]+[ ,])(?![^’'‘\"]*[’'\"](?:\s|$))|Note:\s)"
)
_ROUTE = _WORDS.pattern("route", re.I)
_TENTATIVE = _WORDS.pattern("tentative")
_DAMAGED = re.compile(r"\((?:0|I|l|1)(?:\)|(?=\s|$))")
_HELD = re.compile(r"(?:HOLD|Hold)\b(?! [Rr]oom)|(?:TBD|Tbd)\b|TBC\b")
_VIA = _WORDS.pattern("via", re.I)
_VERB = re.compile(r"(?:DEPART|ARRIVE|WHEELS (?:UP|DOWN))(?:S|ED)?\b[.,:]?\s*", re.I)
_LABEL = re.compile(r"(?:Location|Place|Venue|Where)\s?:\s*", re.I)
_NOTED = re.compile(r"\s*\((?:Note|NB|\*).*$")
_NAMED = re.compile(r"[A-Z][A-Za-z /&.-]{1,30}:(?:\s|$)")
_ABBREVIATION = re.compile(r"(?:[A-Z]\.){2,}$|(?:US|UN|EU|UK|UAE)$")
_ROOM = re.compile(
    r"[A-Z]{1,6}-?\d{1,5}[A-Z]?\b|[A-Z]{2,6},? \d{2,5}[A-Z]?\b"
    r"|[A-Z]{2,4},? (?:[Rr]oom|[Rr]m\.?|[Ss]uite) \d{1,5}[A-Z]?\b|\d{2,5}[A-Z]?,? [A-Z][a-z]"
)
_UNSET = _WORDS.pattern("unset", re.I)
_LOOSE = _WORDS.pattern("loose")
_NUMBERED = re.compile(r"(?:^|\s)(?:[A-Z]{2,5}[ -]?\d{3,5}[A-Z]?|\d{4})$")


_SHORT_ENDS = _WORDS.pattern("short_ends")
_WORD = re.compile(r"\S+")
_FIRST = re.compile(
    r"(?:[Tt]he |[Ll][ae] |[Ee]l |[Oo] )?([^\W\d_][\w.-]+)(?:['’]s)? "
    r"(?:(?:d[aeiou]s?|del|della|dell['’]|of|la|le|les|los|las|el|al|il|e|y) )*"
    r"['’\"“]?(?:[A-ZÀ-ÞŁŚŠŻŽĆČĐ]|l['’]|d['’]|\d)"
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’]s)?")
_ASIDE = re.compile(r"[\[({*•■-]|(?:OPEN|CLOSED|POOLED) PRESS|CAMERA SPRAY|OFFICIAL PHOTO")


class Parts(NamedTuple):
    """What a row says: its words, the remarks behind them, whether it is marked as not firm, whether that mark was mended."""

    words: str
    remark: str
    tentative: bool
    damaged: bool


@remembered
def parts(text: str) -> Parts:
    """A row's words without its marks and remarks.

    >>> parts("MEETING w/A. SMITH (T) *Photo at the top.")
    Parts(words='MEETING w/A. SMITH', remark='Photo at the top.', tentative=True, damaged=False)
    >>> parts("* LUNCH w/B. NOVAK *").words
    'LUNCH w/B. NOVAK'
    """
    found = _REMARK.search(text)
    if found and not text[: found.start()].strip() and capitals(text[found.end() :]):
        text, found = text[found.end() :].rstrip("* "), None
    words, remark = (text[: found.start()], text[found.end() :]) if found else (text, "")
    tentative = bool(_TENTATIVE.search(text) or _HELD.match(words))
    words = _TENTATIVE.sub(" ", words)
    damaged = False
    mended = _DAMAGED.search(words)
    if mended and not ("1" in mended[0] and re.search(r"[sS]\s*$", words[: mended.start()])):
        words, tentative, damaged = _DAMAGED.sub(" ", words, count=1), True, True
    return Parts(tidy(words), tidy(remark), tentative, damaged)


@remembered
def tidy(words: str) -> str:
    """Words with single blanks and without loose signs at their ends."""
    return " ".join(words.split()).strip(" ,;:•■*|–—-_").removesuffix("###").strip(" ,;").removesuffix(" .")


@remembered
def route(text: str) -> tuple[str, str]:
    """What stands before "en route", and where it leads.

    >>> route("DEPART Town Hall *En route Harbour Office")
    ('DEPART Town Hall', 'Harbour Office')
    """
    found = _ROUTE.search(text)
    if not found:
        return text, ""
    return tidy(text[: found.start()]), tidy(_TENTATIVE.sub(" ", _VIA.sub("", text[found.end() :])))


@remembered
def place_of(words: str) -> str:
    """A place's words without label, remark and means of travel."""
    words = tidy(_NOTED.sub("", _VIA.sub("", _LABEL.sub("", words, count=1)))).lstrip(".,;:'’‘ ")
    words = re.sub(r"\s+['’‘\"]+$", "", words)
    opened = words.rfind("(")
    return tidy(words[:opened]) if opened > words.rfind(")") else words


def unset(words: str) -> bool:
    """Whether words say that a place or a time is not set yet.

    >>> unset("Room Tbd"), unset("TBD, Staff: Ana"), unset("Suite Tbd, Harbour Hotel")
    (True, True, False)
    """
    return bool(_UNSET.match(words))


def numbered_room(words: str) -> int:
    """Where a room's number that ends words begins, their length if none does.

    >>> words = "HARBOUR MASTERS ANNEX 204"
    >>> words[numbered_room(words):]
    ' ANNEX 204'
    """
    found = _NUMBERED.search(words)
    return found.start() if found else len(words)


def labelled(text: str) -> bool:
    """Whether words begin with a label that names a place."""
    return bool(_LABEL.match(text))


def moving(title: str) -> re.Match[str] | None:
    """The verb of a journey that a title begins with; "heads of delegations" do not move."""
    found = _VERB.match(title) or kinds().movements.match(title)
    return found if found and not re.match(r"\s*of\b", title[found.end() :], re.I) else None


@remembered
def is_remark(text: str) -> bool:
    """Whether a line under a row is about the event and neither its title nor its place."""
    if _LABEL.match(text):
        return False
    return bool(_NAMED.match(text) or _ASIDE.match(text))


@remembered
def capitals(text: str) -> int:
    """Where the capitals that a text begins with end: 0 if it begins with none, its length if there is nothing else.

    >>> text = "AND FISHERIES Mayor's Annex"
    >>> text[:capitals(text)]
    'AND FISHERIES '
    """
    words = list(_WORD.finditer(text))
    last = 0
    for number, word in enumerate(words):
        if _lower(word[0]):
            after = next((w[0] for w in words[number + 1 : number + 3] if not _joins(w[0])), "")
            if _joins(word[0]) and after and not _lower(after):
                continue
            break
        last = number + 1
    if last < len(words):
        last -= _belongs(text, words, last)
    return words[last].start() if last < len(words) else (len(text) if last else 0)


def _belongs(text: str, words: list[re.Match[str]], last: int) -> int:
    """How many words at the end of the capitals belong to the mixed words behind them: "US" of "US Capitol"."""
    back = 0
    while last - back > 0:
        word = words[last - back - 1][0]
        joined = text[words[last - back - 1].start() :]
        if _ABBREVIATION.match(word.rstrip(",")) or _ROOM.match(joined) or _LOOSE.fullmatch(word):
            back += 1
            continue
        break
    return back


def _joins(word: str) -> bool:
    """Whether a small word stands inside titles and names."""
    return word.strip(".,").lower() in _WORDS.words("join") and not word.isupper()


@remembered
def _lower(word: str) -> bool:
    """Whether a word is written in small letters: beside w/ and the ends of ordinals, half of its letters."""
    core = _SHORT_ENDS.sub("", word.strip("\"'“”‘’(),.;:*"))
    letters = [c for c in core if c.isalpha()]
    return bool(letters) and sum(c.islower() for c in letters) * 2 >= len(letters)


@cache
def _heads() -> frozenset[str]:
    """Words that name places, in small letters."""
    return frozenset(w.lower() for w in (*lexicon().place_heads, *lexicon().numbered)) | _WORDS.words("places")


@cache
def _ends() -> re.Pattern[str]:
    """The last word of a place that is one compound: "Bürgerhaus"."""
    return re.compile(rf"[A-ZÀ-Þ]\w{{2,}}(?:{'|'.join(sorted(lexicon().place_ends))})\W*$")


def _foreign(text: str) -> bool:
    """Whether words begin with a word for places that stands first, "Palais Anlo", or end with one of one piece."""
    first = _FIRST.match(text)
    return bool(first and first[1] in lexicon().place_first) or bool(_ends().search(text))


def ends_in_place(text: str) -> bool:
    """Whether the last of some words is one for places, or they are a place by a word in another language.

    >>> ends_in_place("Harbour Hotel"), ends_in_place("Tower 4"), ends_in_place("Harbour Post")
    (True, True, False)
    """
    last = re.sub(r"(?: of .*|\s+(?:\d+\w?|[A-Z]))?\W*$", "", text).rpartition(" ")[2].lower()
    return last in _heads() or _foreign(text)


def tells_of(text: str) -> bool:
    """Whether words tell of an event."""
    told = kinds()
    return bool(told.nouns.search(text) or told.movements.search(text) or told.participation.search(text))


@remembered
def names_place(text: str) -> bool:
    """Whether words name a place: one of them is a word for places and none of those before it for an event."""
    text = text[:200]
    if _LABEL.match(text) or _ROUTE.match(text):
        return True
    if re.match(r"(?:TBD|Tbd|TBC)\b", text):
        return True
    if _foreign(text):
        return not tells_of(text)
    for word in _LETTERS.finditer(text):
        if word[0].lower().removesuffix("'s") in _heads():
            noun = next((n for n in kinds().nouns.finditer(text, 0, word.start()) if n.end() + 1 < word.start()), None)
            covered = kinds().nouns.match(text)
            if covered and covered.end() > word.start():
                return False
            return not (noun or kinds().movements.search(text, 0, word.start()) or kinds().participation.match(text))
    return bool(_ROOM.match(text)) or bool(
        re.match(r"\d{1,3}(?:st|nd|rd|th)\b", text) and not kinds().nouns.search(text)
    )
