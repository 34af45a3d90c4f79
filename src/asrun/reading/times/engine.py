"""The grammar engine: a language's declarative rules, one pattern that finds candidates, and the rules that fit one.

All rules of a language make one google-re2 pattern over bytes without captures: one pass of its automaton finds the longest
candidates. A set of the same rules then names those that fit a candidate's words; that answer is kept for the words that
come again. What must stand before or after a candidate is checked in a bounded window, so that time is linear.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from string import capwords
from typing import Any, NamedTuple

import re2

from asrun.model.wordbook import later
from asrun.reading.scan import Rare, Sieve, Whole
from asrun.reading.zone_marks import zone_marks

_BEFORE, _AFTER = 24, 48
_KEPT = 8192
# Cues of many words that are searched for in many clauses and stand in few.
_RARE = frozenset(("to_come", "past_form", "clocks_of"))
_SAMPLE = 400
_SLOT = re.compile(r"(?<!\?P)<(\w+)(?::(\w+))?>")
_NAME = re.compile(r"\{([a-z]\w*)\}")
_FIRST_WORD = re.compile(rb"\w+|[^\w]")
_LAST_WORD = re.compile(rb"(?:\w+|[^\w])$")
_JOINTS = ".,:/-–"
# The first day of a range right before its last: "16–18 May".
_RANGED = re.compile(r"(?<![\w.,:/–-])\d{1,2}(?:st|nd|rd|th)?[-–/]$")


class Rule(NamedTuple):
    """A rule of a language file: its words, the operator that reads its slots, and where it may stand.

    `anywhere`: its words may begin otherwise than with an ASCII letter or figure.
    """

    name: str
    operator: str
    pattern: str
    fixed: dict[str, Any]
    anywhere: bool
    before: Any
    after: Any
    never_before: Any
    never_after: Any
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class Found(NamedTuple):
    """A candidate: code points start..end, its words, the rule that fits, the values of its slots, and these in print."""

    start: int
    end: int
    words: str
    rule: Rule
    slots: dict[str, Any]
    printed: dict[str, str]


Fitting = tuple[Rule, dict[str, Any], dict[str, str]]


class Language:
    """A language: its lexicon, its cues, its rules and the pattern that they make."""

    def __init__(self, code: str, data: dict[str, Any]) -> None:
        self.code = code
        self.words: dict[str, dict[str, Any]] = data["words"]
        self.used: set[str] = set()
        self.proper = frozenset(data["language"].get("proper", ()))
        self.fragments: dict[str, str] = {"zonemark": _zonemark(), **data["patterns"]}
        self.cues: dict[str, Any] = {
            k: Rare(self._later(v, re.I)) if k in _RARE else self._later(v, re.I) for k, v in data["cues"].items()
        }
        self.names: dict[str, Any] = {k: self._later(v) for k, v in data["names"].items()}
        self._about_times = re2.compile(f"(?i:{self.expand(data['language']['about_times'])})", _options(capture=False))
        self.halves = Sieve([self.cues["morning"], self.cues["evening"]])
        ahead, behind = self.words["ahead"], self.words["behind"]
        self._tells = {**behind, **ahead}
        listed = "|".join(_word(w) for w in sorted(self._tells, key=len, reverse=True))
        self.tense = re2.compile(rf"\b(?:{listed})", _options(capture=False))
        self.rules = tuple(self._rule(r) for r in data["rule"])
        self.pattern = re2.compile(self.expression(), _options(capture=False, longest=True))
        self._whole = Whole(rule.pattern for rule in self.rules)
        self._kept: dict[str, list[Fitting]] = {}

    def expression(self) -> str:
        """The one pattern of all rules, in re2's and re's common syntax.

        Most rules begin at the edge of an ASCII word: then the automaton has few states inside of words.
        """
        plain = [(re.sub(r"\(\?P<\w+>", "(?:", r.pattern), r.anywhere) for r in self.rules]
        edge, anywhere = ("|".join(f"(?:{p})" for p, free in plain if free is kind) for kind in (False, True))
        return rf"(?i:\b(?:{edge})" + (f"|{anywhere})" if anywhere else ")")

    def expand(self, pattern: str) -> str:
        """A pattern with its slots `<name:class>` and classes `{class}` written out."""
        pattern = _SLOT.sub(lambda m: f"(?P<{m[1]}>{{{m[2] or m[1]}}})", pattern)
        while _NAME.search(pattern):
            pattern = _NAME.sub(lambda m: self._class(m[1]), pattern)
        return pattern

    def _later(self, pattern: str, flags: int = 0) -> re.Pattern[str]:
        """A pattern that is made when it is first looked for."""
        written = self.expand(pattern)
        return later(lambda: written, flags)

    def _class(self, name: str) -> str:
        self.used.add(name)
        if name in self.fragments:
            return f"(?:{self.fragments[name]})"
        listed = sorted(self.words[name], key=len, reverse=True)
        if name in self.proper:
            forms = dict.fromkeys(f for w in listed for f in (capwords(w), w.upper()))
            return "(?-i:" + "|".join(re.escape(f) for f in forms) + ")"
        return "(?:" + "|".join(re.escape(w).replace(r"\ ", "[ \\n]") for w in listed) + ")"

    def _rule(self, raw: dict[str, Any]) -> Rule:
        window = {k: self._window(raw, k) for k in ("before", "after", "never_before", "never_after")}
        return Rule(
            raw["name"], raw["op"], self.expand(raw["pattern"]), raw.get("with", {}), raw.get("anywhere", False), **window,
            examples=tuple(raw["examples"]), counterexamples=tuple(raw.get("not", ())),
        )  # fmt: skip

    def _window(self, raw: dict[str, Any], key: str) -> Any:
        if key not in raw:
            return None
        made = self._later(f"(?:{raw[key]})$" if key.endswith("before") else raw[key], re.I)
        return Rare(made) if key == "never_before" else made

    def find(self, text: str) -> Iterator[Found]:
        """The expressions of a text in order, by their words alone; none overlap.

        A candidate that fits no rule where it stands is tried without its last word, then left behind its first.
        """
        data = text.encode("utf-8", "surrogatepass")
        plain = len(data) == len(text)
        position = seen = points = 0
        matches = self.pattern.finditer(data)
        while match := next(matches, None):
            start, end = longest = match.span()
            first = start
            if not plain:
                first = points = points + len(data[seen:start].decode("utf-8", "surrogatepass"))
                seen = start
            one = None
            while one is None and end > start:
                words = data[start:end].decode("utf-8", "surrogatepass")
                one = self._fitting(text, first, first + len(words), words)
                if one is None:
                    last = _LAST_WORD.search(data, start, end)
                    shorter = self.pattern.match(data, start, last.start()) if last else None
                    end = shorter.end() if shorter else start
            if one:
                yield one
                position = end
            else:
                word = _FIRST_WORD.match(data, start)
                position = word.end() if word else end + 1
            if position != longest[1]:
                matches = self.pattern.finditer(data, position)

    def _fitting(self, text: str, start: int, end: int, words: str) -> Found | None:
        """The first rule that fits a candidate where it stands."""
        readings = self._kept.get(words)
        if readings is None:
            readings = self.readings(words)
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[words] = readings
        if not _stands_free(text, start, end):
            ranged = bool(_RANGED.search(text, max(0, start - 6), start))
            readings = [
                r
                for r in readings
                if (r[0].operator == "clock" and _joined(text, start, end, r[0]))
                or (ranged and r[0].operator == "date")
            ]
        near, far = max(0, start - _BEFORE), end + _AFTER
        for rule, slots, printed in readings:
            if (
                (rule.before is None or rule.before.search(text, near, start))
                and (rule.after is None or rule.after.match(text, end, far))
                and (rule.never_before is None or not rule.never_before.search(text, near, start))
                and (rule.never_after is None or not rule.never_after.match(text, end, far))
            ):
                lead = len(slots.get("lead", ""))
                return Found(start + lead, end, words[lead:], rule, slots, printed)
        return None

    def readings(self, words: str) -> list[Fitting]:
        """The rules that fit these words as a whole, in the file's order, with the values of their slots, also in print."""
        made = []
        for number in self._whole.fitting(words):
            rule = self.rules[number]
            match = _alone(rule.pattern).fullmatch(words)
            given = {k: v for k, v in match.groupdict().items() if v is not None} if match else {}
            slots = {(name := k.rstrip("0123456789")): self.slot(name, v) for k, v in given.items()}
            slots = rule.fixed | slots
            made.append((rule, slots, {"words": words, **{k: str(v) for k, v in slots.items()}}))
        return made

    def slot(self, name: str, words: str) -> Any:
        """The value of a slot: what the lexicon's class of that name says, a number, or the words."""
        lower = words.lower().replace("\n", " ")
        known = self.words.get(_CLASSES.get(name, name))
        if known is not None:
            return known.get(lower, lower)
        return self.number(lower) if name in _NUMBERS else words

    def tenses(self, words: str) -> Iterator[tuple[int, int, int]]:
        """For each cue of tense among the words, in order: whether it looks ahead (+1) or back (-1), and where it stands."""
        data = words.lower().encode("utf-8", "surrogatepass")
        plain = len(data) == len(words)
        for match in self.tense.finditer(data):
            start, end = match.span()
            cue = data[start:end].decode()
            first = start if plain else len(data[:start].decode("utf-8", "surrogatepass"))
            yield self._tells[cue], first, first + len(cue)

    def speaks_of_times(self, text: str) -> Iterator[int]:
        """Where a text speaks of times or clocks, as a legend does."""
        data = text.encode("utf-8", "surrogatepass")
        seen = points = 0
        for match in self._about_times.finditer(data):
            points += len(data[seen : match.start()].decode("utf-8", "surrogatepass"))
            seen = match.start()
            yield points

    def number(self, words: str) -> float | int | None:
        """The number that figures or words name.

        >>> language("en").number("twenty-four"), language("en").number("2 1/2"), language("en").number("nineteen ninety")
        (24, 2.5, 1990)
        """
        if words[:1].isdigit():
            whole, _, rest = words.replace(",", "").replace("-", " ").partition(" ")
            upper, _, lower = (rest or whole).partition("/")
            if lower:
                return (int(whole) if rest else 0) + int(upper) / int(lower)
            amount = float(re.sub(r"[^\d.]", "", whole).rstrip(".") or 0)
            return int(amount) if amount == int(amount) else amount
        known = self.words["number"]
        if words in known:
            return known[words]  # type: ignore[no-any-return]
        total = current = 0
        for part in re.findall(r"[^\W\d_]+", words):
            value = known.get(part)
            if not isinstance(value, int) or part in self.words["article"]:
                continue
            if value in (100, 1000, 1000000):
                total, current = total + (current or 1) * value, 0
            elif 10 <= current < 100 and value >= 10 and total == 0:
                total, current = current * 100, value
            else:
                current += value
        return total + current or None


_CLASSES = {"grain": "unit", "moreunit": "unit", "yearway": "way", "daypart": "part"}
_NUMBERS = frozenset(
    (
        "hour",
        "minute",
        "less",
        "day",
        "year",
        "yearword",
        "count",
        "ordinal",
        "first",
        "other",
        "end",
        "short",
        "decade",
        "more",
    )
)


def _word(word: str) -> str:
    """A word's pattern up to its end; re2 knows the end of ASCII words alone."""
    return re.escape(word) + (r"\b" if word[-1].isascii() else "")


def _options(*, capture: bool = True, longest: bool = False) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.never_capture = not capture
    options.longest_match = longest
    options.max_mem = 64 << 20
    return options


def _stands_free(text: str, start: int, end: int) -> bool:
    """Whether a candidate is no part of a longer word or number."""
    if start:
        before = text[start - 1]
        if before != " " and (
            before.isalnum()
            or before in "_@#$€£+"
            or (text[start].isdigit() and before in _JOINTS and start > 1 and text[start - 2].isdigit())
        ):
            return False
    if end < len(text):
        last, after = text[end - 1], text[end]
        if after == " ":
            return True
        if last.isalpha():
            return not after.isalpha()
        if last.isdigit():
            follows = end + 1 < len(text) and text[end + 1].isdigit()
            return not (after.isalnum() or after in "%°" or (after in ".,:/" and follows))
    return True


def _joined(text: str, start: int, end: int, rule: Rule) -> bool:
    """Whether a clock touches another one, or, where its rule says so, the word behind it."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or before in "_@#$€£+.,:":
        return False
    if text[end - 1].isdigit():
        follows = text[end + 1 : end + 2].isdigit()
        return after in "/-–" or not (after.isalnum() or after in "%°" or (after in ".,:" and follows))
    return not after.isalpha() or (bool(rule.fixed.get("glued")) and after.isupper())


@cache
def _alone(pattern: str) -> Any:
    """The pattern of one rule, with its slots."""
    return re2.compile(f"(?i:{pattern})", _options(longest=True))


def _zonemark() -> str:
    marks = zone_marks()
    listed = sorted((*marks["generic"], *marks["utc"], *marks["ambiguous"]), key=len, reverse=True)
    return f"(?-i:{'|'.join(listed)}|(?:UTC|GMT){{nb}}?[+−-]\\d\\d?(?::?\\d\\d)?)\\b|local(?:{{nb}}time)?\\b"


@cache
def language(code: str = "en") -> Language:
    """The language of a code; its file is read on first use."""
    return Language(code, tomllib.loads(_file(code)))


def _file(code: str) -> str:
    return files(__package__).joinpath(f"languages/{code}.toml").read_text(encoding="utf-8")


@cache
def codes() -> tuple[str, ...]:
    """The codes of all languages that have a file, English first."""
    found = (p.name.removesuffix(".toml") for p in files(__package__).joinpath("languages").iterdir())
    return tuple(sorted(found, key=lambda code: (code != "en", code)))


@cache
def _telling() -> dict[str, frozenset[str]]:
    """For each language the frequent words that tell it, from the head of its file."""
    heads = {code: tomllib.loads(_file(code).partition("\n[words]")[0])["language"] for code in codes()}
    return {code: frozenset(head["telling"]) for code, head in heads.items()}


def spoken(text: str, declared: str | None) -> Language:
    """The language that a source declares, "en-GB", where it is one that can be read, else the one that the words tell."""
    short = (declared or "").partition("-")[0].lower()
    return language(short if short in codes() else detected(text))


def detected(text: str) -> str:
    """The language whose frequent words come most in the beginning of a text; English where none do.

    >>> detected("El presidente llegará a las 16.30 horas, dijo la portavoz del ministerio."), detected("14:05")
    ('es', 'en')
    """
    words = set(text[:_SAMPLE].lower().split())
    return max(codes(), key=lambda code: len(_telling()[code] & words))
