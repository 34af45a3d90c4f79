"""What common nouns name: unnamed persons, groups, bodies of an owner, rooms, and the bearers of titles in small letters."""

import re
from bisect import bisect_left, insort
from collections import defaultdict
from functools import cache

from asrun.model.wordbook import Wordbook
from asrun.reading.gazetteer import places
from asrun.reading.names.bodies import acts, issued
from asrun.reading.names.entities import Cast, Entity
from asrun.reading.names.lexicon import gender_of, lexicon
from asrun.reading.names.titles import Holders
from asrun.reading.scan import Filed, words_back

# The last determiner behind a sign or a blank, else the first anywhere.
_WORDS = Wordbook(__package__, "nouns")
_BEHIND_SIGN = r"(?:.*[^\w’'-])?"
_DETERMINED = re.compile(
    _BEHIND_SIGN + r"(?P<det>an?|one|another|two|three|several|the same|the|this|that|his|her|its|their) "
    r"(?P<mods>(?:(?:[\w’'-]|\.(?! )|(?<=(?-i:[A-Z]))\.(?= ))+ ){0,4})$",
    re.I | re.S,
)
_DETERMINER = re.compile(r"\b" + _DETERMINED.pattern.removeprefix(_BEHIND_SIGN), _DETERMINED.flags)
_OWNED = re.compile(
    r"(?:\b(?P<one>[A-ZÀ-Þ][\w.-]*(?: [A-ZÀ-Þ][\w.-]*){0,2})(?:[’']s?)? and (?:the )?)?"
    r"\b(?P<two>[A-ZÀ-Þ][\w.-]*(?: [A-ZÀ-Þ][\w.-]*){0,2})(?:[’']s?)? $"
)
_TAIL = _WORDS.pattern("tail")
_KNOWING = _WORDS.pattern("knowing")
_BESIDE = re.compile(r" at (?:the )?[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,3}")
_SOURCE = _WORDS.pattern("source")
_SPEAKS = _WORDS.pattern("speaks")
_QUALIFIED = re.compile(r"(?:[\w’-]+ ){0,2}$")
_NAME_NEXT = re.compile(r",? [A-ZÀ-Þ]")
_OWNED_BODY = re.compile(r"\bthe (?:[a-z][a-z-]* )?[a-z][a-z-]*(?:[’']s|s[’']) (?:[a-z][a-z-]* )?$", re.I)
# One owner in small letters, a name, or one or two nouns, between the article and the body.
_QUALIFIER = re.compile(
    r"\b[Tt]he (?P<words>(?:[a-z]{3,} )?[a-z]{3,}(?:s[’']|[’']s)|[A-Z][\w-]+(?: [A-Z][\w-]+)?|(?:[a-z]{3,} )?[a-z]{3,}) $"
)
_WHOSE = _WORDS.pattern("whose")
_COUNTED = _WORDS.pattern("counted", re.I)
_SIDES = _WORDS.pattern("sides", re.I)
_ROOM = re.compile(r"\bthe ([a-z][a-z-]+) $")
_IN_TOWN = re.compile(r" in [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?")
_ASKED = _WORDS.pattern("asked")
_CIRCLES = ("administration", "campaign", "government", "cabinet")
_BEFORE = 60


@cache
def _words() -> frozenset[str]:
    """All the nouns."""
    known = lexicon()
    bodies = known.organization_nouns | known.firm_nouns | known.speakers | known.qualified
    return known.unnamed | known.groups | known.sides | bodies | known.rooms | known.titles


def _last(found: re.Match[str] | None, group: str) -> str:
    """The last word of an owner."""
    return ((found[group] if found else None) or "").rpartition(" ")[2]


class Nouns:
    """The common nouns of one document under way."""

    def __init__(self, cast: Cast, holders: Holders) -> None:
        self.cast, self.text, self.holders, self.known = cast, cast.document.text, holders, lexicon()
        self.seen: dict[str, str] = {}
        self.bodies: dict[tuple[str, str], str] = {}
        hits = cast.hits()
        self.lasts = {name.rpartition(" ")[2] for name, person in cast.people.items() if person.kind == "person"}
        self.persons = [(h.start, h.name) for h in hits if h.kind == "person"]
        self.person_ends = {h.end for h in hits if h.kind == "person"}
        self.body_spans = [(h.start, h.end) for h in hits if h.kind == "organization"]
        self.place_ends = {h.end: h.name for h in hits if h.kind == "place"}
        self.heads: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.firms: list[tuple[int, str]] = []
        self.members: dict[tuple[str, int], tuple[str, ...]] = {}
        self.borne: dict[str, bool] = {}
        parts = [(name, name.lower().split(" ")) for name in cast.organizations]
        self.full = {
            " ".join(p): n for n, w in parts for size in (2, 3) for p in (w[:size], w[-size:]) if len(w) > size
        }
        for hit in hits:
            if hit.kind == "organization":
                last = hit.name.rpartition(" ")[2]
                for word in {hit.name.split(" ")[0], last}:
                    self.heads[word.lower()].append((hit.start, hit.name))
                if last in self.known.firms or last.rstrip(".") in self.known.registered:
                    self.firms.append((hit.start, hit.name))

    def read(self, filed: Filed) -> None:
        """Reads all of them, in order of the text."""
        known = self.known
        for start, end in filed.spots(_words()).all:
            noun = self.text[start:end].lower()
            if self.text[end : end + 1] in ("-", "_") or self.text[start - 1 : start] in ("-", "_", "@"):
                continue
            if noun in known.groups and self._group(start, end, noun):
                continue
            if noun in known.sides and self._sides(start, end):
                continue
            small = self.text[start:end] == noun
            if not small and self._within_body(start):
                continue
            if (noun in known.organization_nouns or noun in known.firm_nouns) and self._body(start, end, noun):
                continue
            if small and noun in known.qualified and self._qualified(start, end, noun):
                continue
            if small and noun in known.speakers and self._speaker(start, end):
                continue
            if small and noun in known.unnamed and self._unnamed(start, end, noun):
                continue
            if small and noun in known.titles and self._held(start, end, noun):
                continue
            if small and noun in known.rooms:
                self._room(start, end, noun)

    def _within_body(self, start: int) -> bool:
        """Whether a noun is a word in the middle of a body's name: "Police" in "Ghana Police Service"."""
        number = bisect_left(self.body_spans, (start, start)) - 1
        return number >= 0 and start < self.body_spans[number][1]

    def _unnamed(self, start: int, end: int, noun: str) -> bool:
        """A person told of by the office alone: "White House spokeswoman (unnamed)"."""
        before = self.text[max(0, start - _BEFORE) : start]
        found = _DETERMINED.match(before) or _DETERMINER.search(before)
        if not found:
            return self._several(start, end, noun)
        base = max(0, start - _BEFORE)
        det, mods, first = found["det"].lower(), found["mods"].strip(), base + found.start("det")
        vague = noun in self.known.vague
        theirs = det in _WORDS.words("possessive")
        if theirs != (noun == "counterpart"):
            return False
        source = self._source(end)
        tail = (_BESIDE if noun.startswith("colleague") else _KNOWING if vague else _TAIL).match(self.text, end)
        stop = tail.end() if tail else source if source is not None else end
        speaks = source is not None or self._source(stop) is not None
        if not all(self._modifies(w) or (speaks and w.islower()) for w in mods.split()) or (vague and not tail):
            return False
        if _NAME_NEXT.match(self.text, end) and not re.match(r", (?:I|The|But|And|Who)\b", self.text[end : end + 6]):
            return False
        singular = (
            noun.removesuffix("s") if noun.endswith("s") and noun.removesuffix("s") in self.known.unnamed else noun
        )
        plural = singular != noun
        if det in _WORDS.words("indefinite") or theirs:
            if plural and det not in ("two", "three", "several"):
                return False
            if self.text[first - 2 : first] == ", " and first - 2 in self.person_ends and not speaks:
                return False
            name = " ".join(w for w in (*mods.split(), noun) if w) + " (unnamed)"
            self.seen[noun] = name
        elif noun in self.seen and det != "that":
            name = self.seen[noun]
        else:
            return False
        person = self.cast.person(name, "unnamed")
        person.gender = person.gender or gender_of(noun)
        person.mention(first, stop, "nominal")
        person.aliases[self.text[first:end]] = None
        return True

    def _several(self, start: int, end: int, noun: str) -> bool:
        """Unnamed persons without an article who say something: "Sudanese officials denied"."""
        verb = _SPEAKS.match(self.text, end)
        if not noun.endswith("s") or noun in self.known.vague or not verb or verb[1] not in self.known.saying:
            return False
        before = _QUALIFIED.search(self.text[max(0, start - _BEFORE) : start])
        words = before[0].split() if before else []
        while words and not (words[0][0].isupper() or words[0] in self.known.modifiers):
            words = words[1:]
        if not all(self._modifies(w) for w in words):
            return False
        first = start - len("".join(f"{w} " for w in words))
        name = self.text[first:end] + " (unnamed)"
        self.seen.setdefault(noun, name)
        person = self.cast.person(name, "unnamed")
        person.mention(first, end, "nominal")
        person.aliases[self.text[first:end]] = None
        return True

    def _source(self, end: int) -> int | None:
        """Where the words for whoever speaks end, None where no verb of saying follows."""
        found = _SOURCE.match(self.text, end)
        if not found or found["verb"] not in self.known.saying:
            return None
        return found.end("tail") if found["tail"] else end

    def _modifies(self, word: str) -> bool:
        """Whether a word may stand between the article and the noun for an unnamed person."""
        return word[0].isupper() or word.lower() in self.known.modifiers or "-" in word

    def _group(self, start: int, end: int, noun: str) -> bool:
        """A group like "the two leaders", with the two who are most named among those of that office."""
        found = _COUNTED.search(self.text[max(0, start - 24) : start])
        if not found:
            return False
        words, first = found.group().lower(), max(0, start - 24) + found.start()
        numbered = re.search(r"two|three|four|both", words) is not None
        if not numbered and (noun in self.known.counted or not self._borne(noun)):
            return False
        if re.match(r" (?:of|from|for) ", self.text[end : end + 6]):
            return False
        size = 3 if "three" in words else 4 if "four" in words else 2
        members = self.members.get((noun, size)) or self.members.setdefault((noun, size), self._members(noun, size))
        if len(members) < 2:
            return False
        key = f"group {noun}"
        name = self.seen.setdefault(key, self.text[first].lower() + self.text[first + 1 : end])
        group = self.cast.person(name, "group")
        group.members = members
        group.mention(first, end, "group")
        group.aliases[self.text[first:end]] = None
        return True

    def _sides(self, start: int, end: int) -> bool:
        """The parties of talks without their names: "the two sides", "both teams"."""
        found = _SIDES.search(self.text[max(0, start - 24) : start])
        if not found:
            return False
        first = start - len(found["words"])
        group = self.cast.person(f"{self.text[first].lower()}{self.text[first + 1 : end]}", "group")
        group.mention(first, end, "group")
        return True

    def _borne(self, noun: str) -> bool:
        """Whether the plural of an office can mean persons of the text: two bear it, or it is no office's."""
        single = noun.removesuffix("s")
        if noun == "leaders" or single not in self.known.titles:
            return True
        if noun not in self.borne:
            people, head = (e for e in self.cast.people.values() if e.kind == "person"), single.rpartition(" ")[2]
            self.borne[noun] = sum(any(t.rpartition(" ")[2] == head for t in p.titles()) for p in people) > 1
        return self.borne[noun]

    def _members(self, noun: str, size: int) -> tuple[str, ...]:
        """The most named persons who bear the title that a group's noun is the plural of; of leaders, any office."""
        people = [e for e in self.cast.people.values() if e.kind == "person"]
        single = {noun.removesuffix("s"), noun.replace("men", "man"), noun.removesuffix("ies") + "y"}
        if noun == "leaders":
            single |= self.known.leaders
        bearing = [p for p in people if any(t in single or t.rpartition(" ")[2] in single for t in p.titles())]
        ranked = sorted(bearing, key=lambda e: -len(e.mentions))[:size]
        others = sorted((p for p in people if p not in ranked), key=lambda e: -len(e.mentions))
        most = (ranked + others)[:size]
        return tuple(e.name for e in sorted(most, key=lambda e: min(e.mentions)))

    def _held(self, start: int, end: int, noun: str) -> bool:
        """A title in small letters after "the": whoever bore it last."""
        if self.text[max(0, start - 4) : start].lower() != "the " or _NAME_NEXT.match(self.text, end):
            return False
        if re.match(
            r" (?:of|for|[a-z]+[’']s|to the|nominee|race|election|debate|candidate|campaign)\b",
            self.text[end : end + 14],
        ):
            return False
        holder = self.holders.of(noun, start, met=True)
        if holder is None:
            return False
        holder.mention(start - 4, end, "title")
        return True

    def _body(self, start: int, end: int, noun: str) -> bool:
        """A body by its owner, "Nepal's foreign ministry", or one named before: "the ministry"."""
        singular = noun.removesuffix("s") if noun.endswith("ions") else noun
        base = max(0, start - _BEFORE)
        word = self.text[words_back(self.text, base, start, 1) : start]
        found = _OWNED.search(self.text[base:start]) if word != word.lower() else None
        made = False
        for group in ("one", "two") if found and (noun not in self.known.resumed or noun in _CIRCLES) else ():
            country, owner = self._owner((found[group] if found else None) or "")
            if not country and noun in _CIRCLES and _last(found, group) in self.lasts:
                country = owner = _last(found, group)
            if not found or not country:
                continue
            made = True
            last = base + found.end(group)
            first = last - len(owner)
            possessive = (
                self.text[last : last + 2] if self.text[last : last + 1] in "'’" and self.text[last : last + 1] else ""
            )
            name = self.bodies.setdefault((country, singular), f"{owner}{possessive} {singular}")
            body = self.cast.organization(name, "delegation" if singular == "delegation" else "body")
            body.aliases[f"{owner} {singular}"] = None
            whole = group == "two"
            body.mention(first, end if whole else last, "name")
            insort(self.heads[singular.rpartition(" ")[2]], (first, name))
        if made or self.text[start:end] != noun:
            return made
        if singular == "ministry" and (whose := _WHOSE.search(self.text[max(0, start - 8) : start])):
            return self._ministry(start - len(whose[0]), end)
        if self.text[max(0, start - 4) : start].lower() != "the ":
            return False
        named = self.heads.get(singular.rpartition(" ")[2], [])
        number = bisect_left(named, (start,))
        if not number and noun in self.known.firm_nouns:
            named, number = self.firms, bisect_left(self.firms, (start,))
        if number and not re.match(r" (?:of|for) ", self.text[end : end + 5]):
            organization = self.cast.organizations[named[number - 1][1]]
            organization.mention(start - 4, end, "nominal")
            organization.aliases[self.text[start - 4 : end]] = None
            return True
        return False

    def _qualified(self, start: int, end: int, noun: str) -> bool:
        """A body by those whose it is or by what it is for: "the miners' union", "the county water board"."""
        found = _QUALIFIER.search(self.text[max(0, start - _BEFORE) : start])
        words = found["words"].split() if found else []
        if not found or not (words[-1].endswith(("s’", "s'")) or not self.known.unqualified.intersection(words)):
            return False
        if any(w.endswith(("ed", "ing", "est", "ly", "ous", "ful")) for w in words):
            return False
        first = start - len(found["words"]) - 1
        full = self.full.get(self.text[first:end].lower())
        name = full or f"the {self.text[first:end]}"
        body = self.cast.organization(name, "body")
        body.mention(first - 4, end, "nominal" if full else "name")
        body.aliases[self.text[first:end]] = None
        insort(self.heads[noun], (first, name))
        return True

    def _speaker(self, start: int, end: int) -> bool:
        """A body that nothing named before, where it says something: "the palace denied", "the dockers' union said"."""
        verb = _SPEAKS.match(self.text, end)
        clear = self.text[start:end].endswith(("ministry", "presidency"))
        if not (verb and verb[1] in self.known.saying) and not (clear and self._deals(start, end)):
            return False
        owned = _OWNED_BODY.search(self.text[max(0, start - _BEFORE) : start])
        first = start - len(owned[0]) if owned else start - 4
        if self.text[first : first + 4].lower() != "the ":
            return False
        head = self.text[start:end].rpartition(" ")[2]
        named = self.heads.get(head, [])
        number = 0 if owned else bisect_left(named, (start,))
        name = named[number - 1][1] if number else f"the {self.text[first + 4 : end]}"
        body = self.cast.organization(name, "body")
        body.mention(first, end, "nominal")
        if owned:
            insort(self.heads[head], (first, name))
        return True

    def _deals(self, start: int, end: int) -> bool:
        """Whether a body does what bodies do, gives something out or is asked: "issued by the presidency"."""
        town = _IN_TOWN.match(self.text, end)
        last, before = town.end() if town else end, self.text[max(0, start - _BEFORE) : start]
        return acts(self.text[last : last + _BEFORE]) or issued(before) or bool(_ASKED.search(before))

    def _ministry(self, start: int, end: int) -> bool:
        """The ministry of the minister named just before: "whose ministry"."""
        number = bisect_left(self.persons, (start,))
        bearer = self.cast.people[self.persons[number - 1][1]] if number else None
        for title, of in bearer.roles if bearer else ():
            field = title.lower().removesuffix("minister").strip()
            if title.lower().endswith("minister") and field not in ("prime", "first", "deputy prime", "deputy", ""):
                body = self.cast.organization(f"{of} {field} ministry" if of else f"{field} ministry", "ministry")
                body.mention(start, end, "nominal")
                body.aliases[self.text[start:end]] = None
                return True
        return False

    def _owner(self, words: str) -> tuple[str | None, str]:
        """The country, city or seat at the end of the words before a body, and its words."""
        parts = words.split(" ")
        for first in range(len(parts)):
            plain = " ".join(parts[first:])
            row = places().get(plain)
            if row:
                return row.country if row.kind == "country" else row.name, plain
            if plain in self.known.seats:
                return plain, plain
        return None, ""

    def _room(self, start: int, end: int, noun: str) -> None:
        """A room by what it is for, "the lunch room"; or the venue just named, ", the old hotel,"."""
        found = _ROOM.search(self.text[max(0, start - 30) : start])
        if not found:
            return
        first = max(0, start - 30) + found.start()
        before = self.place_ends.get(first - 2) if self.text[first - 2 : first] == ", " else None
        if before:
            self._also(self.cast.places[before], first, end)
        elif found[1] not in self.known.bare and not found[1].endswith(("ed", "ful", "ous", "y-", "est")):
            self.cast.place(self.text[first:end], noun).mention(first, end, "nominal")

    def _also(self, place: Entity, start: int, end: int) -> None:
        place.mention(start, end, "nominal")
        place.aliases[self.text[start:end]] = None
