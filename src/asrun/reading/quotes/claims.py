"""Claims: the clauses in which somebody wants, offers, refuses, denies or holds something.

A cue is a verb or phrase of the lexicon; its clause reaches to the nearest marks and conjunctions, but not out of what its
speaker says. The holder is who says it: the innermost speaker, who denies for a denial, else the writer of the document.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from asrun.model.document import Section
from asrun.model.fact import Claim, Fact, Statement
from asrun.model.span import Span
from asrun.reading.context import Context
from asrun.reading.quotes.stances import Stance, spellings, stances, words
from asrun.reading.scan import Spot, led
from asrun.reading.sentences import Sentence

_TURNS = r" (?:(?:but|while|although|though|whereas|so that)\s+|(?:and|or) that\s+)"
_BREAK = re.compile(
    led(
        (";:", r"\s+"),
        (
            ",",
            rf"{_TURNS}| and (?=the [a-z]|[A-ZÀ-Þ][a-zà-þ])"
            r"| (?=(?:and )?(?:according to|saying|adding|which|who|whom|where)\b)",
        ),
        (" ", _TURNS[1:]),
        (r"\s", r"[—–]\s|\("),
        (")", r"\s"),
    )
)
_QUOTED = re.compile(r"[\"“”]")
_SPLIT_END = re.compile(r",? (?:after|because|when|as|before|until|if|unless|and)\s|, ")
_SHORT_END = re.compile(r" (?:to|that|when|after)\b|,")
_ASIDE = re.compile(r", (?:who|whose|whom|which)\b[^,]*,\s+")
_LEADING = re.compile(r"\W*(?:contrary to|despite|as for|as to|unlike|whatever|regarding)\b[^,]*,\s+", re.I)
_TOLD = re.compile(r",[\"”]? (?:[\w.’'-]+ ){0,8}(?:said|says|told|added|wrote)\b.*$", re.S)
_NEGATED = re.compile(
    r"(?:\b(?:not|never|no longer|without|hardly|neither|nor)|n[’']t"
    r"|\bno \w+ (?:did|have|had|has|do|does|would|will) \w+)"
    r"(?: (?:\w+ly|ever|yet|even|been|be|to|have|going to))*\s+$",
    re.I,
)
_NOBODY = frozenset(("nobody", "no one", "no-one", "none of", "neither", "nothing"))
_NO_THING = re.compile(r"\W*No (?:[\w’'-]+ ){1,3}(?:(?:was|were|is|are|has|have|had|will)\b|$)", re.I)
_ON = re.compile(r"[,\"”\s]*(?:[\w.’'-]+ ){1,6}?(?:said|says|added|told)\b[^.;]{0,40}?[,;] (?:and |but )?")
_NONE = re.compile(r"\b(?:no|without(?: an?| any)?|with no)\s+(?:[\w’'-]+\s+){0,2}$", re.I)
_UNABLE = re.compile(
    r"(?:\b(?:not|never|without|fail(?:ed|s|ing)? to|unable to|refused to)|n[’']t)\s+"
    r"(?:yet |even )?(?:(?:reach|reaching|find|finding|strike|striking|sign|signing|seal|sealing|secure|securing|conclude"
    r"|produce|clinch|make|making)\s+(?:an? |any |the )?(?:[\w’'-]+\s+){0,2})?$",
    re.I,
)
_NO_EVENT = re.compile(r"\b(?:no|never|nothing|nor)\b|\bnot\b|n[’']t\b", re.I)
_ASKED = re.compile(r"\b(?:asked|asking|wondered|ask) (?:[\w’']+ ){0,3}?(?:whether|if|why|about|what|who|how)\b", re.I)
_IF = re.compile(r"\b(?:if|whether|unless)\s(?:[\w’'-]+\s){0,3}$", re.I)
_SELF = re.compile(r" (?:that )?(?:it|he|she|they|having)\b")
_QUESTION = re.compile(r"\s*Q(?:UESTION)?\s?[.:]")
_NEXT = re.compile(r"\s+(?:[a-z]+ly |ever |even |yet |now )?([a-z]+)")
_CONTENT = re.compile(r"\w{4,}")
_DETERMINED = re.compile(
    r"(?:^|\s)(?:the|an?|this|that|these|those|his|her|its|their|our|your|my|any|no|of|new)\s+$", re.I
)
_BASE = re.compile(
    r"(?:\b(?:to|not|I|we|you|they|who|will|would|could|can|may|might|must|should|did|do|does)|n[’']t|[a-z]s)\s+$"
)
_NOUN_NEXT = re.compile(r"\W*(?:$|[.,;]|(?:for|of|by|from|to|on|in|was|were|are|is|have|had|that)\b)")
_COURTEOUS = re.compile(r"(?:anonymity|privacy|not to be|to (?:thank|remain|be (?:named|identified|quoted)))\b")
# "later than promised", "as requested": no act of anybody here.
_COMPARED = re.compile(r"\b(?:than|as) (?:\w+ly )?$", re.I)
# A clause that another one begins with or ends in.
_LEADS = frozenset(("after", "when", "before", "once", "until", "because"))
_ON_FROM = re.compile(r"\s+(?=[\w’']+\s)")
_HAPPENED = re.compile(r"\s+(?:took place|happened|occurred|existed|came about|met)\b")
_NONE_DID = re.compile(r" (?:(?!and |or )[\w’'-]+ ){1,4}?(?:ever|was|were|has|had|did|came|took)\b")
# Where "nobody" is who did not, or whom somebody did not meet.
_OPENS = re.compile(
    r"(?:^|[\"“”]|\bthat|\bbecause|\b(?:met|saw|told|asked|paid|sent|promised|offered|gave|agreed|agreed on))\s*$", re.I
)
_MAY = re.compile(
    r" (?:[\w’'-]+ ){0,3}?(?:should|will|would|can|could|may|might|must|shall|is|are|wants?|knows?|needs?)\b"
)
_MADE_IT = re.compile(r" (?:make it|go (?:ahead|forward|on|out|through))\b")
# "Guests are requested to be early": no act of anybody here; a promise told of by whom it was made to is none of theirs.
_PASSIVE = re.compile(r"\b(?:are|is|was|were|be|been|being) (?:\w+ly )?$", re.I)
_BEING = re.compile(
    r"(?:\b(?:am|is|are|was|were|be|been|being|felt?|remain(?:s|ed)?|sounded|seemed)|[’'](?:m|s|re)) (?:\w+ )?$", re.I
)
_LATER = re.compile(r"\b(?:going to|will|would|won[’']t) (?:not |never )?$", re.I)
_NOTHING = re.compile(r"\s*(?:nothing|nobody|no one|no \w+)\b", re.I)
# What goes on with a word before it.
_JOINED = re.compile(r"[\w’'-]")
_LEAST, _REACH, _TOUCH, _DENIED = 8, 80, 8, 300
# How many cues of one sentence are looked at, and how many claims back one may be told again.
_TRIES, _RECENT = 12, 12


class Found(NamedTuple):
    """A cue text[start:end] of a sentence and what it says."""

    start: int
    end: int
    stance: Stance


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern over all cues, the longest first."""
    forms = "|".join(re.escape(c) for c in sorted(spellings(), key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})(?![\w’'-])", re.I)


def _cues(context: Context, start: int, end: int) -> Iterator[Spot]:
    """Where cues stand that begin in text[start:end], no parts of compounds; a shorter one where the longest is one."""
    text = context.document.text
    for first, last in context.sentences.filed.spots(spellings()).between(start, end):
        joined = _JOINED.match(text, last) or (first and text[first - 1].isalnum())
        if not joined and last <= end:
            yield first, last
        elif match := _pattern().match(text, first, end):
            yield match.span()


def read_claims(section: Section, context: Context) -> list[Claim]:
    """The claims of a section in order, one a clause."""
    found = []
    reached, tried = section.start, (-1, 0)
    for start, end in _cues(context, section.start, section.end):
        if start < reached:
            continue
        sentence = context.sentences.at(start)
        heading = section.heading
        if sentence is None or (heading and heading.start <= start < heading.end):
            continue
        tried = (sentence.start, tried[1] + 1 if tried[0] == sentence.start else 1)
        if tried[1] > _TRIES:
            reached = sentence.end
            continue
        claim = _Clause(context, sentence, start, end).claim()
        if claim:
            found.append(claim)
            reached = claim.spans[0].end
    return found


class _Clause:
    """The clause of one cue."""

    def __init__(self, context: Context, sentence: Sentence, start: int, end: int) -> None:
        self.context, self.text, self.sentence = context, context.document.text, sentence
        self.start, self.end = start, end
        self.said = context.said_around(start, end - 1)
        self.first, self.last = sentence.start, sentence.end

    def claim(self) -> Claim | None:
        """The claim of the clause, None where the cue makes none here."""
        own = self.context.header.kind == "statement"
        told = stances()[_plain(self.text[self.start : self.end])]
        rows = [s for s in told if self.said or not s.said or (own and s.kind == "never")]
        if not rows:
            return None
        self.first, self.last = self._room()
        stance = next((s for s in rows if self._fits(s)), None)
        if stance is None or self._asked():
            return None
        holder = self.said.speaker if self.said else self._goes_on()
        predicate, polarity = stance.predicate, stance.polarity
        first, last = self.first, self.last
        if stance.kind == "verb" and (self._negated() or (polarity == "-" and not stance.speech)):
            polarity = "-"
        after = self._told_after()
        if after:
            last = max(last, min(after.spans[-1].end, self.sentence.end))
        if stance.speech:
            holder = (after.speaker if after else None) or self._subject() or holder
            predicate = self._denied(last) if stance.predicate == "denied" else predicate
        elif stance.kind == "modal":
            verb = _NEXT.match(self.text, self.end)
            predicate = f"{predicate}_{verb[1]}" if verb else predicate
        elif stance.kind == "agreement" or (stance.short and not self.said):
            first, last = self._short(stance)
        first, last = self._trimmed(first, last)
        if last - first < _LEAST:
            return None
        span = self.context.document.span(first, last)
        rest = self.text[self.end : last].strip(" ,.") or None
        subject = (
            self._denied_of(holder, last) if stance.predicate == "denied" and stance.speech else self._subject(holder)
        )
        told_polarity: Literal["+", "-"] = "-" if polarity == "-" else "+"
        return Claim(predicate, (span,), holder, subject, rest, told_polarity, f"claims.{stance.predicate}")

    def _room(self) -> tuple[int, int]:
        """What the clause cannot leave: the words of its speaker, or the sentence up to where others speak; its marks."""
        first, last = self.sentence.start, self.sentence.end
        if self.said:
            part = next(s for s in self.said.spans if s.start <= self.start < s.end)
            first, last = max(first, part.start), min(last, part.end)
        else:
            for start, end in self.context.spoken(first, last):
                if end <= self.start:
                    first = max(first, end)
                elif start >= self.end:
                    last = min(last, start)
                    break
            told = _TOLD.search(self.text, self.end, last)
            last = told.start() if told else last
        breaks = [_BREAK] if self.said else [_BREAK, _QUOTED]
        for pattern in breaks:
            for match in pattern.finditer(self.text, first, last):
                if match.end() <= self.start:
                    first = match.end()
                elif match.start() >= self.end:
                    last = match.start()
                    break
        passed = first
        for start, end in self.context.sentences.filed.spots(_LEADS).between(first, self.start):
            goes = _ON_FROM.match(self.text, end, self.start)
            if not goes or (start and (start <= passed or not self.text[start - 1].isspace())):
                continue
            leads = start - 1 == first
            first = passed = goes.end()
            comma = self.text.find(", ", self.end, last) if leads else -1
            last = comma if comma > 0 else last
        leading = _LEADING.match(self.text, first, self.start)
        first = leading.end() if leading else first
        on = self._told_on(first)
        asides = [m.end() for m in _ASIDE.finditer(self.text, first, self.start)]
        return max([first, *on, *asides]), last

    def _fits(self, stance: Stance) -> bool:
        """Whether a cue means here what its row of the lexicon says."""
        before, after = self.text[self.first : self.start], self.text[self.end : min(self.last, self.end + 60)]
        if stance.needs and not _words(after[:40]) & words(stance.needs):
            return False
        cue = self.text[self.start : self.end].partition(" ")[0]
        passive = cue.endswith(("ed", "en", "ought")) and _PASSIVE.search(before) and (stance.speech or not self.said)
        if _COMPARED.search(before) or self._timed() or passive:
            return False
        if stance.predicate == "is_confident" and not self.said and not _BEING.search(before):
            return False
        if stance.kind == "agreement":
            noun = _plain(self.text[self.start : self.end]) in words("agreement")
            return bool(_UNABLE.search(before) or (noun and _NONE.search(before)))
        if stance.kind == "happened":
            return self._nothing(before)
        if stance.kind == "never" and _HAPPENED.match(after):
            return False
        if stance.kind == "modal":
            return self._unyielding(after)
        if stance.kind == "never":
            return self._none(before, after)
        rest = after.lstrip()
        if _IF.search(before) or (stance.predicate == "refused" and rest.startswith(tuple(words("courtesy")))):
            return False
        return _is_verb(self.text[self.start : self.end], before, after) and not _COURTEOUS.match(rest)

    def _timed(self) -> bool:
        """Whether what is called for is a moment: "a rally called for Monday"."""
        asked = self.text[self.start : self.end].endswith(" for")
        return asked and any(
            t.type in ("TIME", "DATE") for t in self.context.times.between(self.end, self.end + _TOUCH)
        )

    def _unyielding(self, after: str) -> bool:
        """Whether "could not" and the like refuse, rather than tell what happened."""
        verb = _NEXT.match(after)
        if verb is None or verb[1] in words("undone") or (verb[1] == "agree") or _MADE_IT.match(after):
            return False
        courtesy = verb[1] in ("say", "comment", "answer", "confirm", "discuss", "elaborate", "speculate")
        if courtesy and not re.match(r" (?:no|yes)\b", after[verb.end() :]):
            return False
        return bool(self.said) or verb[1] in words("unyielding")

    def _nothing(self, before: str) -> bool:
        """Whether an event is said not to have taken place; a writer's own word only of "such" an event or of "never"."""
        if not _NO_EVENT.search(before) or _LATER.search(before):
            return False
        return bool(self.said or re.search(r"\bno such\b|\bnever\b", before, re.I))

    def _none(self, before: str, after: str) -> bool:
        """Whether a negation tells what did not happen: "no one came", not "no one should come" nor "took no questions"."""
        cue = self.text[self.start : self.end].lower()
        if cue == "no":
            told = not before.strip(' "“”') and bool(_NONE_DID.match(after))
        else:
            told = cue not in words("nobody") or (bool(_OPENS.search(before)) and not _MAY.match(after))
        return told and not self._other()

    def _other(self) -> bool:
        """Whether the clause of a negation has another cue, which makes the claim."""
        for spot in _cues(self.context, self.end, min(self.last, self.end + _REACH)):
            if _plain(self.text[slice(*spot)]) not in words("negated"):
                other = _Clause(self.context, self.sentence, *spot)
                if other.claim():
                    return True
        return False

    def _asked(self) -> bool:
        """Whether the clause is what somebody asks: a question's premise is nobody's claim."""
        if _QUESTION.match(self.text, self.context.document.lines[self.sentence.line].start):
            return True
        if self.text[self.sentence.end - 2 : self.sentence.end].strip().rstrip('"”’').endswith("?"):
            return True
        return bool(_ASKED.search(self.text, self.sentence.start, self.start))

    def _negated(self) -> bool:
        before = self.text[self.first : self.start]
        return bool(
            _NEGATED.search(before[-40:])
            or self.context.sentences.filed.spots(_NOBODY).within(self.first, self.start)
            or _NO_THING.match(before)
            or self.text.startswith(("Nor ", "Nor, "), self.sentence.start)
            or _NOTHING.match(self.text, self.end, self.last)
        )

    def _subject(self, holder: str | None = None) -> str | None:
        """Whom the clause is about: who is named before the cue, nearest to the front."""
        hits = self.context.names.between(self.first, self.start)
        myself = holder if self.text[self.first : self.start].lstrip(' "“').startswith("I ") else None
        return next((h.name for h in hits if h.kind != "place"), myself)

    def _denied_of(self, holder: str | None, last: int) -> str | None:
        """Whom a denial is about: who is named behind it, or the one who denies: "denied that she had paid"."""
        if _SELF.match(self.text, self.end, last):
            return holder
        return next((h.name for h in self.context.names.between(self.end, last) if h.kind != "place"), None)

    def _told_after(self) -> Statement | None:
        """What is denied, where that is a statement of its own: it begins just behind the cue."""
        return self.context.said_around(self.end + 12, self.end + 12) if not self.said else None

    def _goes_on(self) -> str | None:
        """Who spoke just before in the same sentence, for a clause behind a semicolon: "..., they said; they wanted it"."""
        parts = [end for start, end in self.context.spoken(self.sentence.start, self.start) if end <= self.start]
        if not parts or (
            self.text[max(parts[-1], self.first - 2) : self.first].strip() != ";" and not self._told_on(parts[-1])
        ):
            return None
        before = self.context.said_around(parts[-1] - 1, parts[-1] - 1)
        return before.speaker if before else None

    def _told_on(self, first: int) -> list[int]:
        """Where a clause goes on behind words of saying: "..., she said, and was ready"."""
        match = _ON.match(self.text, first, self.start) if first > self.sentence.start else None
        return [match.end()] if match else []

    def _denied(self, last: int) -> str:
        """The predicate of what is denied."""
        for spot in _cues(self.context, self.end, min(last, self.end + _DENIED)):
            for stance in stances()[_plain(self.text[slice(*spot)])]:
                if stance.kind in ("verb", "happened") and not stance.speech:
                    return stance.predicate
        return "denied"

    def _short(self, stance: Stance) -> tuple[int, int]:
        """The words from "no deal" or "confident" on, without what only goes on with the sentence."""
        first = self.start
        if stance.kind == "agreement":
            before = self.text[self.first : self.start]
            lead = _NONE.search(before) or _UNABLE.search(before)
            within = lead is not None and lead.group().lower().startswith(("no", "with"))
            first = self.first + lead.start() if lead and within and not lead.group().startswith("not") else self.first
        stop = (_SPLIT_END if stance.kind == "agreement" else _SHORT_END).search(self.text, self.end, self.last)
        return first, stop.start() if stop else self.last

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        text = self.text
        while first < last and (text[first].isspace() or text[first] in '"“”,;('):
            first += 1
        while last > first and (text[last - 1].isspace() or text[last - 1] in '"“”,;.)'):
            last -= 1
        return first, last


def joined_claims(told: Sequence[Fact]) -> list[Fact]:
    """The facts with a claim that is told again put together with the first, its words beside it."""
    recent: dict[tuple[str | None, str, str], deque[tuple[int, Claim]]] = {}
    again: dict[int, list[Span]] = {}
    found: list[Fact] = []
    for fact in told:
        if isinstance(fact, Claim):
            alike = recent.setdefault((fact.holder, fact.predicate, fact.polarity), deque(maxlen=_RECENT))
            place = next((n for n, claim in alike if _same(claim, fact)), None)
            if place is not None:
                again.setdefault(place, []).extend(fact.spans)
                continue
            alike.append((len(found), fact))
        found.append(fact)
    for place, spans in again.items():
        claim = found[place]
        if isinstance(claim, Claim):
            found[place] = msgspec.structs.replace(claim, spans=(*claim.spans, *spans))
    return found


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims of one holder say the same: most of the longer words of the shorter one are in the longer."""
    first, second = (set(_CONTENT.findall(c.spans[0].exact.lower())) for c in (one, other))
    least = min(len(first), len(second))
    return one.predicate == "reached_agreement" or (least > 0 and len(first & second) * 4 >= least * 3)


def _is_verb(cue: str, before: str, after: str) -> bool:
    """Whether a form that may be a noun or stand before one is a verb: not in "the offer", "a proposed line"."""
    word = cue.partition(" ")[0].lower()
    if word.endswith(("ed", "t")) or word not in words("nouns"):
        return not _DETERMINED.search(before)
    if not word.endswith("s"):
        return bool(_BASE.search(before))
    return not _DETERMINED.search(before) and bool(before.strip()) and not _NOUN_NEXT.match(after)


def _plain(words_: str) -> str:
    return words_.lower().replace("’", "'")


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w’'-]+", text.lower()))
