"""Runs of words in capital letters, cut into names, each with the title before it and whose title it is."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from asrun.model.document import Document
from asrun.reading.gazetteer import places
from asrun.reading.names.bodies import known_bodies, linked_at
from asrun.reading.names.lexicon import given_names, in_headline, lexicon, regions
from asrun.reading.names.months import goes_on, is_given, is_surname

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĜĞĠĢĤĦĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŪŬŮŰŲŴŶŸŹŻŽȘȚ"
_SHORT = (
    "(?:Mrs?|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Capt|Sgt|Prof|Rev|St|Mt|Ft|Adm|Maj|Hon|Amb|Pres|Messrs|Mme|MRS?|MS|DR|SEN|REP|GOV|GEN|COL|AMB)"
    rf"\.(?=[ \u00a0][{_UP}])"
)
_OWNERS = "(?:Wom[ae]n|M[ae]n|Children|Fisherm[ae]n|Boatm[ae]n|Ladies)"
_WORD = (
    rf"(?:St\.?[ \u00a0][{_UP}]\w+[’']s(?=[ \u00a0][{_UP}])"
    rf"|(?:[{_UP}]\.){{2,}}|{_SHORT}|[{_UP}]\.(?=[ \u00a0]?[{_UP}])|{_OWNERS}[’']s?(?=[ \u00a0][{_UP}])|People[’']s"
    rf"|[{_UP}](?:[\w-]*\w)?(?:[’'](?!(?:s|t|m|d|re|ll|ve)\b)[\w-]*\w)*)"
)
_PARTICLES = (
    "de la|de los|de las|de|da|do|dos|das|del|della|di|du|des|van der|van den|van"
    "|o te|o|von der|von|vom|zum|zur|zu|binti|bint|bin|ibn|ould|ferch|ap|ter|den|af|av|al|el|la|le|d[’']"
)
# "Panay Exporters' League", not "Lopes' Spanish trip".
_OWNED_BODIES = (
    "Conference|Assembly|Parliament|Synod|Court|Foundation|Cooperation|Office|Group|Trust|Centre|Brigade|Chorus|Choir|Team|Union|League|Federation|Association|Alliance|Council|Party|Congress|Club|Society|Front|Guild|Board|Committee|Institute"
    "|Fund|Cooperative|Co-operative|Confederation|Movement|Mutual|Guild|Collective|Network|Forum|Chamber|Coalition|Syndicate"
)
_OWNED = rf"(?:(?<=s)[’'](?=[ \u00a0](?:(?:National|General|Trade|Central) )?(?:{_OWNED_BODIES})\b))?"
_LINK = rf"(?:(?:of the|of|for the|for|and|{_PARTICLES})[ \u00a0])?"
_RUN = re.compile(
    rf"(?:(?<![\w@#/’'&])|(?<=\bw/)(?=[{_UP}][a-zß-ÿ])){_WORD}"
    rf"(?:{_OWNED}(?:[ \u00a0](?:&[ \u00a0])?|(?<=d[’']))?(?:(?<=[ \u00a0]){_LINK}){_WORD}){{0,24}}"
)
_FIRST = re.compile(f"[{_UP}]")
_HANDLE = re.compile(r"(?<![\w.])@\w{2,40}")
_OPENS = re.compile(r"(?:^|[.!?:•…\"“”‘(—–\])\d-])\s*$")
_NUMBER = re.compile(r" (?:\d{1,4}[A-Z]?|[A-Z])(?!\w)")
_APOSTROPHES, _CONTRACTED = ("'", "’"), re.compile(r"[’'](?:t|m|re|ll|ve|d)\b")
_DOTTED = ("he", "hm")
# The most words of a venue behind the title of whoever it is called after: "Queen Alia International Airport".
_VENUE = 5
# What stands before a title without a name: "The Rev", "Right Hon"; "Mitali Sen" is a name.
_STYLES = frozenset(("The", "Right", "Most", "Very", "And", "Dear"))


class Run(NamedTuple):
    """A name text[start:end] after `title` (as printed, "" where none), which begins at `title_start`.

    `owner` is whose title it is where that is said before: "Kenyan" of "Kenyan President X". A run without words is a
    title alone; its office, if one follows, belongs to the title.
    """

    start: int
    end: int
    words: str
    title: str
    title_start: int
    owner: str = ""


def runs(document: Document) -> Iterator[Run]:
    """The names of a document in order, without openers, day names and titles."""
    text = document.text
    known = lexicon()
    line_starts = {line.start for line in document.lines}
    for begin, end, whole in _runs(text):
        start, words = begin, text[begin:end]
        if whole:
            yield Run(start, end, words, "", start)
            continue
        if " " not in words and words.lower() in known.openers:
            continue
        opens = start in line_starts or _opens(text[max(0, start - 3) : start])
        if text[end : end + 1] in _APOSTROPHES:
            if _CONTRACTED.match(text, end):
                continue
            words = _with_s(words) if text[end + 1 : end + 2] == "s" else words
        if opens and words.startswith("Per ") and words.count(" ") == 1 and text[end : end + 1] == ",":
            # "Per Lopes, the tour is off": no given name.
            words, start = words[4:], start + 4
        for piece in _cut(words.replace("\u00a0", " "), opens):
            first, last, told, title, title_start, owner = piece
            numbered = _NUMBER.match(text, start + last) if told.rpartition(" ")[2] in known.numbered else None
            tail = numbered[0] if numbered else ""
            yield Run(start + first, start + last + len(tail), told + tail, title, start + title_start, owner)


def _runs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where runs of words in capital letters stand, and whether one is a known body's name with small words in it."""
    first = _FIRST.search(text)
    while first:
        start = first.start()
        match = _RUN.match(text, start)
        end = match.end() if match else first.end()
        if match:
            start += 4 if match[0].startswith("The ") else 0
            name = linked_at(text, start, text[start:end].partition(" ")[0])
            end = start + len(name) if name else end
            yield (start, end, True) if name else (*match.span(), False)
        first = _FIRST.search(text, end)


@lru_cache(4096)
def _opens(before: str) -> bool:
    """Whether a sentence opens behind three signs."""
    return bool(_OPENS.search(before))


def _with_s(words: str) -> str:
    """A run with the "'s" behind it where that belongs to a city's name."""
    parts = words.split(" ")
    return f"{words}'s" if any(" ".join(parts[-n:]) + "'s" in places() for n in (1, 2, 3)) else words


def handles(document: Document) -> Iterator[tuple[int, int]]:
    """Where handles like @name stand."""
    at = document.text.find("@")
    while at >= 0:
        match = _HANDLE.match(document.text, at)
        if match:
            yield match.span()
        at = document.text.find("@", match.end() if match else at + 1)


class _Part(NamedTuple):
    """One word of a run and where it begins."""

    at: int
    word: str


@lru_cache(1 << 13)
def _cut(words: str, opens: bool) -> tuple[Run, ...]:
    """The names of a run by position in it."""
    parts = [_Part(m.start(), m.group()) for m in re.finditer(r"[^ ]+", words)]
    found: list[Run] = []
    for number, segment in enumerate(_segments(parts)):
        trimmed = _trimmed(segment, opens and number == 0)
        if trimmed:
            found += _titled(trimmed)
    return tuple(found)


def _segments(parts: list[_Part]) -> Iterator[list[_Part]]:
    """A run divided where "and", "of" or "for" joins two names rather than one."""
    known = lexicon()
    segment: list[_Part] = []
    number = 0
    while number < len(parts):
        word = parts[number].word
        if word in ("and", "of", "for", "the") and segment:
            stop = number + 2 if word in ("of", "for") and parts[number + 1].word == "the" else number + 1
            if _joins(segment, word, parts[stop:]):
                segment += parts[number:stop]
            else:
                yield segment
                segment = []
            number = stop
            continue
        after = parts[number + 1].word if number + 1 < len(parts) else ""
        if word in known.calendar and segment and not (is_surname(segment[-1].word, word) or goes_on(word, after)):
            yield segment
            segment = []
        else:
            segment.append(parts[number])
        number += 1
    if segment:
        yield segment


def _joins(left: list[_Part], link: str, right: list[_Part]) -> bool:
    """Whether a link belongs to a name: in "Bank of Ghana", "Food and Border Agency", not in "Ann of Ghana"."""
    known, last = lexicon(), left[-1].word
    if not right:
        return False
    title = " ".join(p.word for p in left).lower().replace(".", "")
    if link == "and":
        left = left[1:] if left[0].word == "The" and len(left) > 1 else left
        if any(p.word in ("of", "for") for p in left) and left[0].word in known.topical:
            return right[0].word not in known.organization_first and " ".join(p.word for p in right) not in places()
        row = places().get(left[0].word)
        wide = left[0].word in known.wide or (row is not None and row.form == "adjective")
        left = left[1:] if wide and len(left) > 1 else left
        return (
            len(left) == 1
            and len(right) > 1
            and right[-1].word in known.organization_heads
            and not any(p.word in ("of", "for") for p in right)
            and last not in given_names()
            and last not in places()
            and last not in known.seats
            and title not in known.titles
        )
    if f"{title} {link} {right[0].word}".lower() in known.titles:
        return True
    if left[0].word in known.topical and " ".join(p.word for p in right) in places():
        return True
    if title in known.titles or last.lower() in known.titles:
        return True
    named = " ".join(p.word for p in [*left[-1:], _Part(0, link), *right[:1]])
    headed = left[left[0].word == "The" and len(left) > 1].word in known.organization_first
    if link == "for" and headed and len(right) < 3 and right[0].word not in given_names() and len(left) > 2:
        return True
    body = last in known.organization_first or last in known.organization_heads
    return body or (link == "of" and last in known.linked) or named in places()


def _trimmed(parts: list[_Part], opens: bool) -> list[_Part]:
    """A segment without day names at its ends and without the words that only begin a sentence."""
    known = lexicon()
    while parts and parts[0].word in known.calendar and not is_given([p.word for p in parts[:2]]):
        parts = parts[1:]
    while parts and (parts[-1].word in known.calendar or parts[-1].word in ("the", "of", "for", "and")):
        if len(parts) > 1 and is_surname(parts[-2].word, parts[-1].word):
            break
        parts = parts[:-1]
    while parts:
        first = parts[0].word.lower()
        if first == "the" and len(parts) > 1 and _is_medium(parts[-1].word):
            break
        function = first in known.openers if opens else first in ("the", "a", "an", "i")
        if parts[0].word.isupper() and first == "the" and len(parts) > 1:
            function = True
        if not function and not (opens and first in known.starters):
            break
        two = " ".join(p.word for p in parts[:2])
        if (
            two in places()
            or two in regions()
            or " ".join(p.word for p in parts) in known_bodies()
            or _title_length(parts)
            or (not function and first not in known.moves and _named(parts))
        ):
            break
        parts = parts[1:]
    return parts


def _is_medium(word: str) -> bool:
    """Whether a name with an article ends like that of a paper or a station."""
    return word in lexicon().media_heads or word in lexicon().media_weak


def _named(parts: list[_Part]) -> bool:
    """Whether a word that may open a sentence is part of a body's or venue's name: "New Delta Bank"."""
    known, last = lexicon(), parts[-1].word
    return len(parts) > 1 and (
        last in known.organization_heads
        or last in known.place_heads
        or last in known.media_heads
        or parts[0].word == "New"
    )


def _title_length(parts: list[_Part]) -> int:
    """How many words at the beginning are one title or honorific."""
    known = lexicon()
    if len(parts) > 1 and f"{parts[0].word} {parts[1].word}" in places():
        return 0
    for length in range(min(5, len(parts)), 0, -1):
        words = " ".join(p.word for p in parts[:length]).lower().replace(".", "").removeprefix("ex-")
        if words in known.titles or (words in known.honorifics and (words not in _DOTTED or "." in parts[0].word)):
            return length
    return 0


def _titled(parts: list[_Part]) -> Iterator[Run]:
    """The name after its title: "Ana Lopes" of "Foreign Minister Ana Lopes", with what stands before as the owner."""
    known = lexicon()
    if len(parts) == 1 and parts[0].word.lower() in known.honorifics and parts[0].word.isalpha():
        yield _run(parts, 0, 0, 1, "")
        return
    upper = len(parts) > 3 and all(p.word.isupper() for p in parts)
    for number in range(len(parts)):
        length = _title_length(parts[number:])
        if not length or upper:
            continue
        rest = number + length
        while rest < len(parts) and (more := _title_length(parts[rest:])):
            honorific = parts[rest - 1].word.lower().rstrip(".") in known.honorifics
            named = honorific and parts[rest].word.lower() not in known.offices
            if rest + more == len(parts) and (named or parts[rest].word in given_names()):
                break
            rest += more
        title = " ".join(p.word for p in parts[number : number + length]).lower().replace(".", "")
        if _is_name(parts, number, rest, title):
            break
        if rest < len(parts) and in_headline(parts[rest].word):
            yield from _with_title(parts[:rest], number, rest)
            yield _run(parts, rest, rest, len(parts), "")
            return
        yield from _with_title(parts, number, rest)
        return
    if upper and len(parts) > 4:
        return
    yield _run(parts, 0, 0, len(parts), "")


def _is_name(parts: list[_Part], number: int, rest: int, title: str) -> bool:
    """Whether words that could be a title are part of a name: "Queen Street", "General Electric", "Office of the Speaker"."""
    known, last = lexicon(), parts[-1].word
    head = last in known.place_heads or last in known.organization_heads or last in known.media_heads
    before = [p.word for p in parts[:number] if p.word not in ("of", "the", "for")]
    if before and parts[number - 1].word in ("of", "the") and before[-1] in known.organization_heads:
        return True
    if title == "st" and any(p.word.endswith(("'s", "’s")) for p in parts[number:]):
        return True
    if rest >= len(parts):
        return title in known.honorifics and number == 1 and parts[0].word not in _STYLES
    if parts[rest].word in ("of", "for"):
        return number > 0 and parts[number - 1].word in ("of", "for") and not _title_length(parts[:number])
    called = title in known.crowned or (title in known.namelike | known.honorifics and last not in known.surnames)
    if last in known.place_heads and called and 2 <= len(parts) - rest <= _VENUE and not _title_length(parts[:number]):
        return True
    if not head or parts[rest].word in given_names() or title in known.honorifics - known.namelike:
        return title in known.namelike and parts[0].word.endswith("’s")
    if last in known.surnames and title not in known.namelike:
        return False
    return len(parts) - rest <= 2


def _with_title(parts: list[_Part], number: int, rest: int) -> Iterator[Run]:
    """The owner before a title as a name of its own, then the title with its name or office."""
    owner = " ".join(p.word for p in parts[:number] if p.word not in ("of", "for", "the"))
    if number and parts[number - 1].word not in ("of", "for"):
        yield _run(parts, 0, 0, number, "")
    elif number:
        yield from _titled(parts[: number - 1])
        owner = ""
    if rest == len(parts):
        yield _alone(parts, number, rest, owner)
        return
    if parts[rest].word in ("OF", "FOR"):
        yield _alone(parts, number, len(parts), owner)
        return
    if parts[rest].word in ("of", "for"):
        named = next((k for k in range(rest + 2, len(parts)) if parts[k].word in given_names()), None)
        if named is not None and parts[named - 1].word not in ("of", "for", "the", "de"):
            yield _run(parts, number, named, len(parts), owner)
            return
        yield _alone(parts, number, len(parts), owner)
        first = rest + 2 if parts[rest + 1].word == "the" else rest + 1
        if first < len(parts):
            yield from _office(parts[first:])
        return
    yield _run(parts, number, rest, len(parts), owner)


def _office(parts: list[_Part]) -> Iterator[Run]:
    """The body or country that a title is of, and the country at the end of the body's name."""
    yield _run(parts, 0, 0, len(parts), "")
    for number in range(len(parts) - 1, 0, -1):
        if (
            parts[number].word in ("of", "the")
            and " ".join(p.word for p in parts[number + 1 :]).replace("’", "'") in places()
        ):
            yield _run(parts, number + 1, number + 1, len(parts), "")
            return


def _alone(parts: list[_Part], number: int, stop: int, owner: str) -> Run:
    """A title without a name, its office included."""
    start, end = parts[number].at, parts[stop - 1].at + len(parts[stop - 1].word)
    title = " ".join(p.word for p in parts[number:stop])
    return Run(end, end, "", title, start, owner)


def _run(parts: list[_Part], title: int, first: int, stop: int, owner: str) -> Run:
    """The words parts[first:stop] after the title parts[title:first]."""
    start, end = parts[first].at, parts[stop - 1].at + len(parts[stop - 1].word)
    words = " ".join(p.word for p in parts[first:stop])
    return Run(start, end, words, " ".join(p.word for p in parts[title:first]), parts[title].at, owner)
