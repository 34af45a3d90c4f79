"""Claims: the clauses in which somebody wants, offers, refuses, denies or holds something.

A cue is a verb or phrase of the lexicon; its clause reaches to the nearest marks and conjunctions, but not out of what its
speaker says. The holder is who says it: the innermost speaker, who denies for a denial, else the writer of the document.
"""

import re
from typing import Literal, NamedTuple

from asrun.model.document import Section
from asrun.model.fact import Claim, Statement
from asrun.reading.context import Context
from asrun.reading.quotes.clauses import cues, goes_on, room, trimmed
from asrun.reading.quotes.nominal import is_cleft, noun_claim, noun_denied
from asrun.reading.quotes.stances import Stance, stances, words
from asrun.reading.sentences import Sentence

_SPLIT_END = re.compile(r",? (?:after|because|when|as|before|until|if|unless|and)\s|, ")
_SHORT_END = re.compile(r" (?:to|that|when|after)\b|,")
_NEGATED = re.compile(
    r"(?:\b(?:not|never|no longer|without|hardly|neither|nor)|n[’']t"
    r"|\bno \w+ (?:did|have|had|has|do|does|would|will) \w+)"
    r"(?: (?:\w+ly|ever|yet|even|been|be|to|have|going to))*\s+$",
    re.I,
)
_NOBODY = frozenset(("nobody", "no one", "no-one", "none of", "neither", "nothing"))
_NO_THING = re.compile(r"\W*No (?:[\w’'-]+ ){1,3}(?:(?:was|were|is|are|has|have|had|will)\b|$)", re.I)
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
_DETERMINED = re.compile(r"(?:^|\s)(?:the|an?|this|these|those|his|her|its|their|our|your|my|any|no|of|new)\s+$", re.I)
_THAT = re.compile(r"(?:^|\s)that\s+$", re.I)
_BASE = re.compile(
    r"(?:\b(?:to|not|I|we|you|they|who|will|would|could|can|may|might|must|should|did|do|does)|n[’']t|[a-z]s)\s+$"
)
_NOUN_NEXT = re.compile(r"\W*(?:$|[.,;]|(?:for|of|by|from|to|on|in|was|were|are|is|have|had|that)\b)")
_COURTEOUS = re.compile(r"(?:anonymity|privacy|not to be|to (?:thank|remain|be (?:named|identified|quoted)))\b")
# "later than promised", "as requested": no act of anybody here.
_COMPARED = re.compile(r"\b(?:than|as) (?:\w+ly )?$", re.I)
_HAPPENED = re.compile(r"\s+(?:took place|happened|occurred|existed|came about|met)\b")
_NONE_DID = re.compile(r" (?:(?!and |or )[\w’'-]+ ){1,6}?(?:ever|was|were|has|had|did|came|took)\b")
# Where "nobody" is who did not, or whom somebody did not meet.
_OPENS = re.compile(
    r"(?:^|[\"“”]|\bthat|\bbecause|\b(?:met|saw|told|asked|paid|sent|promised|offered|gave|agreed|agreed on))\s*$", re.I
)
# A deed of which there was none at all: "we blocked nothing".
_DID = re.compile(
    r"\b(?!(?:need|indeed|said|agreed on) )(?:\w+ed|sold|bought|lent|sought|won|lost|took|taken|given|seen|heard|kept|sent"
    r"|broke|broken|stole|stolen|cost|hid|hidden|brought) (?:(?:to|from|with|for|at|of) )?$",
    re.I,
)
# "Was not cut until two" tells when it was.
_UNTIL = re.compile(r" (?:[\w’'-]+ ){1,6}?until\b")
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
_NOTHING = re.compile(
    r"\s*(?:(?:to|on|for|of|with|from) )?(?:nothing|nobody|no one|none|not (?:an?|one)|no \w+)\b", re.I
)
_UNTRUE = (
    r"(?:untrue|false|not true|not the case|wrong|incorrect|inaccurate|nonsense|fiction|invented|baseless"
    r"|without foundation|an? lie|lies)"
)
_UNTRUE_THAT = re.compile(rf"\b(?:{_UNTRUE}|no truth in \w+(?: \w+)?)(?: to \w+)? that [^,.;]*$", re.I)
_IS_UNTRUE = re.compile(rf"[^,.;]* (?:is|are|was|were) (?:[a-z]+ )?{_UNTRUE}\b", re.I)
_LEAST, _REACH, _TOUCH, _DENIED = 8, 80, 8, 300
# How many cues of one sentence are looked at.
_TRIES = 12


class Found(NamedTuple):
    """A cue text[start:end] of a sentence and what it says."""

    start: int
    end: int
    stance: Stance


def read_claims(section: Section, context: Context) -> list[Claim]:
    """The claims of a section in order, one a clause."""
    found = []
    reached, tried = section.start, (-1, 0)
    for start, end in cues(context, section.start, section.end):
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
        self.first, self.last = room(context := self.context, self.sentence, self.start, self.end, self.said)
        stance = next((s for s in rows if self._fits(s)), None)
        if stance is None or self._asked():
            return None
        holder = self.said.speaker if self.said else goes_on(context, self.sentence, self.first, self.start)
        predicate, polarity = stance.predicate, stance.polarity
        first, last = self.first, self.last
        if stance.kind == "noun" and noun_denied(self.text[first : self.start]):
            polarity = "-"
        if stance.kind in ("verb", "noun", "cleft") and (self._negated() or (polarity == "-" and not stance.speech)):
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
        first, last = trimmed(self.text, first, last)
        if last - first < _LEAST:
            return None
        span = self.context.document.span(first, last)
        rest = self.text[self.end : last].strip(" ,.") or None
        subject = (
            self._denied_of(holder, last) if stance.predicate == "denied" and stance.speech else self._subject(holder)
        )
        told_polarity: Literal["+", "-"] = "-" if polarity == "-" else "+"
        return Claim(predicate, (span,), holder, subject, rest, told_polarity, f"claims.{stance.predicate}")

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
        if stance.kind == "noun":
            return noun_claim(before, after, bool(self.said) or self.context.header.kind == "statement")
        if stance.kind == "cleft":
            return is_cleft(before, after) and not self._timed_within(after) and not self._other()
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
        if stance.predicate == "offered" and _words(after.partition(",")[0][:40]) & words("narrated"):
            return False
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

    def _timed_within(self, after: str) -> bool:
        """Whether a time stands in the few words behind the cue: "it was on Monday that"."""
        return bool(self.context.times.between(self.end, self.end + len(after)))

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
            object_ = bool(_OPENS.search(before) or _DID.search(before))
            told = cue not in words("nobody") or (object_ and not _MAY.match(after))
        return told and not _UNTIL.match(after) and not self._other()

    def _other(self) -> bool:
        """Whether the clause of a negation has another cue, which makes the claim."""
        for spot in cues(self.context, self.end, min(self.last, self.end + _REACH)):
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
            or _UNTRUE_THAT.search(before)
            or _IS_UNTRUE.match(self.text, self.end, self.last)
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

    def _denied(self, last: int) -> str:
        """The predicate of what is denied."""
        for spot in cues(self.context, self.end, min(last, self.end + _DENIED)):
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


def _is_verb(cue: str, before: str, after: str) -> bool:
    """Whether a form that may be a noun or stand before one is a verb: not in "the offer", "a proposed line"."""
    word = cue.partition(" ")[0].lower()
    if word.endswith(("ed", "t")) or word not in words("nouns"):
        return not _DETERMINED.search(before)
    if _THAT.search(before):
        return False
    if not word.endswith("s"):
        return bool(_BASE.search(before))
    return not _DETERMINED.search(before) and bool(before.strip()) and not _NOUN_NEXT.match(after)


def _plain(words_: str) -> str:
    return words_.lower().replace("’", "'")


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w’'-]+", text.lower()))
