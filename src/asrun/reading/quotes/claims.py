"""Claims: the clauses in which somebody wants, offers, refuses, denies or holds something.

A cue is a verb or phrase of the lexicon; its clause reaches to the nearest marks and conjunctions, but not out of what its
speaker says. The holder is who says it: the innermost speaker, who denies for a denial, else the writer of the document.
"""

import re
from typing import Literal, NamedTuple

from asrun.model.document import Section
from asrun.model.fact import Claim, Statement
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context
from asrun.reading.quotes.about import Subjects
from asrun.reading.quotes.clauses import cues, goes_on, room, trimmed
from asrun.reading.quotes.nominal import is_cleft, noun_claim, noun_denied
from asrun.reading.quotes.stances import Stance, stances, words
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "claim_clauses")
_SPLIT_END = _WORDS.pattern("split_end")
_SHORT_END = _WORDS.pattern("short_end")
_NEGATED = _WORDS.pattern("negated", re.I)
_NO_THING = _WORDS.pattern("no_thing", re.I)
_NONE = _WORDS.pattern("none", re.I)
_UNABLE = _WORDS.pattern("unable", re.I)
_NO_EVENT = _WORDS.pattern("no_event", re.I)
_ASKED = _WORDS.pattern("asked", re.I)
_IF = _WORDS.pattern("if", re.I)
_SELF = _WORDS.pattern("self")
_THAT_ALONE = _WORDS.pattern("that_alone")
_BARE = _WORDS.pattern("bare")
_SUCH = _WORDS.pattern("such", re.I)
_BY = _WORDS.pattern("by")
_WHOSE = _WORDS.pattern("whose")
_LED_BY_NONE = _WORDS.pattern("led_by_none", re.I)
_QUESTION = re.compile(r"\s*Q(?:UESTION)?\s?[.:]")
_NEXT = _WORDS.pattern("next")
_DETERMINED = _WORDS.pattern("determined", re.I)
_THAT = re.compile(r"(?:^|\s)that\s+$", re.I)
_BASE = _WORDS.pattern("base")
_NOUN_NEXT = _WORDS.pattern("noun_next")
_COURTEOUS = _WORDS.pattern("courteous")
_COMPARED = _WORDS.pattern("compared", re.I)
_HAPPENED = _WORDS.pattern("happened")
_NONE_DID = _WORDS.pattern("none_did")
_OPENS = _WORDS.pattern("opens", re.I)
_DID = _WORDS.pattern("did", re.I)
# "Was not cut until two" tells when it was.
_UNTIL = re.compile(r" (?:[\w’'-]+ ){1,6}?until\b")
_MAY = _WORDS.pattern("may")
_TELLS = _WORDS.pattern("tells")
_SILENT = _WORDS.pattern("silent")
_MADE_IT = _WORDS.pattern("made_it")
_PASSIVE = _WORDS.pattern("passive", re.I)
_BEING = _WORDS.pattern("being", re.I)
_LATER = _WORDS.pattern("later", re.I)
_NOTHING = _WORDS.pattern("nothing", re.I)
_UNTRUE_THAT = _WORDS.pattern("untrue_that", re.I)
_IS_UNTRUE = _WORDS.pattern("is_untrue", re.I)
_LEAST, _REACH, _TOUCH, _DENIED, _BYLINE = 8, 80, 8, 300, 24
# How many cues of one sentence are looked at.
_TRIES = 12


class Found(NamedTuple):
    """A cue text[start:end] of a sentence and what it says."""

    start: int
    end: int
    stance: Stance


def read_claims(section: Section, context: Context) -> list[Claim]:
    """The claims of a section in order, one a clause."""
    found: list[Claim] = []
    about = Subjects(context)
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
        before = found[-1] if found else None
        claim = _Clause(context, sentence, start, end, about).claim(before)
        own = context.document.text.rfind(" ", start, end) + 1
        if claim is None and own and context.document.text[own:end].lower() in words("negated"):
            # "said | no price was named"
            claim = _Clause(context, sentence, own, end, about).claim(before)
        if claim:
            found.append(claim)
            reached = claim.spans[0].end
    return found


class _Clause:
    """The clause of one cue."""

    def __init__(self, context: Context, sentence: Sentence, start: int, end: int, about: Subjects) -> None:
        self.context, self.text, self.sentence, self.about = context, context.document.text, sentence, about
        self.start, self.end = start, end
        self.said = context.said_around(start, end - 1)
        self.first, self.last = sentence.start, sentence.end

    def claim(self, before: Claim | None = None) -> Claim | None:
        """The claim of the clause, None where the cue makes none here; `before` is the one that it may answer."""
        own = self.context.header.kind == "statement"
        told = stances()[_plain(self.text[self.start : self.end])]
        rows = [s for s in told if self.said or not s.said or (own and s.kind in ("never", "cleft"))]
        if not rows:
            return None
        self.first, self.last = room(context := self.context, self.sentence, self.start, self.end, self.said)
        stance = next((s for s in rows if self._fits(s)), None)
        if stance is None or self._asked():
            return None
        holder = self.said.speaker if self.said else goes_on(context, self.sentence, self.first, self.start)
        if self.said and holder is None:
            holder = self._teller()
            tells = _TELLS.search(self.text, self.first, self.start) if holder else None
            self.first = tells.end() if tells else self.first
        predicate, polarity = stance.predicate, stance.polarity
        first, last = self.first, self.last
        if stance.kind == "noun" and noun_denied(self.text[first : self.start]):
            polarity = "-"
        if stance.kind in ("verb", "noun", "cleft") and (self._negated() or (polarity == "-" and not stance.speech)):
            polarity = "-"
        if stance.predicate == "refused" and _SILENT.match(self.text[self.end : self.last].removeprefix(" to")):
            polarity = "-"
        after = self._told_after()
        if after:
            last = max(last, min(after.spans[-1].end, self.sentence.end))
        if stance.speech and not (stance.predicate == "pledged" and self.said and self._passive()):
            by = self._by(stance)
            holder = (after.speaker if after else None) or by or self.about.named(self.first, self.start) or holder
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
        subject = self._about(holder, stance, last, before)
        holder = holder or self.about.signer
        told_polarity: Literal["+", "-"] = "-" if polarity == "-" else "+"
        return Claim(predicate, (span,), holder, subject, rest, told_polarity, f"claims.{stance.predicate}")

    def _fits(self, stance: Stance) -> bool:
        """Whether a cue means here what its row of the lexicon says."""
        before, after = self.text[self.first : self.start], self.text[self.end : min(self.last, self.end + 60)]
        if stance.needs and not _words(after[:40]) & words(stance.needs):
            return False
        told = self.said and stance.predicate == "pledged"
        passive = not told and self._passive() and (stance.speech or not self.said)
        if _COMPARED.search(before) or self._timed() or (passive and not self._by(stance)):
            return False
        if _COURTEOUS.match(after.lstrip()):
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
        if _IF.search(before):
            return False
        return _is_verb(self.text[self.start : self.end], before, after)

    def _passive(self) -> bool:
        cue = self.text[self.start : self.end].partition(" ")[0]
        return cue.endswith(("ed", "en", "ought")) and bool(_PASSIVE.search(self.text[self.first : self.start]))

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
        if _SILENT.match(after):
            return self.text[self.start : self.start + 1] in "wW"
        if verb is None or verb[1] in words("undone") or (verb[1] == "agree") or _MADE_IT.match(after):
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
                other = _Clause(self.context, self.sentence, *spot, self.about)
                if other.claim():
                    return True
        return False

    def _asked(self) -> bool:
        """Whether the clause is what somebody asks: a question's premise is nobody's claim."""
        if _QUESTION.match(self.text, self.context.document.lines[self.sentence.line].start):
            return self._teller() is None
        if self.text[self.sentence.end - 2 : self.sentence.end].strip().rstrip('"”’').endswith("?"):
            return True
        part = next((p.start for p in self.said.spans if p.start <= self.start < p.end), 0) if self.said else 0
        return bool(_ASKED.search(self.text, max(self.sentence.start, part), self.start))

    def _teller(self) -> str | None:
        """Who tells it, in a question that only says so: "Q: The embassy says that Togo asked for it."."""
        told = _TELLS.search(self.text, self.sentence.start, self.start)
        if told is None or "?" in self.text[self.start : self.sentence.end]:
            return None
        return self.about.named(self.sentence.start, told.start())

    def _negated(self) -> bool:
        before = self.text[self.first : self.start]
        return bool(
            _NEGATED.search(before[-40:])
            or self.context.sentences.filed.spots(_WORDS.words("nobody")).within(self.first, self.start)
            or _NO_THING.match(before)
            or _LED_BY_NONE.match(self.text, self.said.spans[0].start if self.said else self.sentence.start)
            or _LED_BY_NONE.match(self.text, self.sentence.start)
            or _NOTHING.match(self.text, self.end, self.last)
            or _UNTRUE_THAT.search(before)
            or _IS_UNTRUE.match(self.text, self.end, self.last)
        )

    def _subject(self, holder: str | None = None) -> str | None:
        """Whom the clause is about: who is named before the cue, nearest to the front."""
        hits = self.context.names.between(self.first, self.start)
        myself = holder if self.text[self.first : self.start].lstrip(' "“').startswith("I ") else None
        return next((h.name for h in hits if h.kind != "place"), myself)

    def _about(self, holder: str | None, stance: Stance, last: int, before: Claim | None) -> str | None:
        """Whom the claim is about; one that answers another, "denied this", "no such request", is about whom that one is."""
        if stance.kind == "noun" and _WHOSE.match(self.text, self.end):
            return self.about.named(self.end, min(last, self.end + _BYLINE))
        if stance.predicate == "accused" and not self._by(stance):
            return self.about.named(self.end, last)
        denied = stance.speech and stance.predicate == "denied"
        if denied and _SELF.match(self.text, self.end, last):
            return self.about.self_of(holder)
        found = self.about.of(*((self.end, last) if denied else (self.first, self.start)), holder, self._own())
        if found is None and not denied and _BARE.fullmatch(self.text, self.first, self.start):
            found = self.about.led(self.sentence.start, self.first, holder)
        alone = denied and _THAT_ALONE.fullmatch(self.text, self.end, last)
        answers = found is None and (alone or _SUCH.search(self.text, self.first, last))
        return before.subject if answers and before and before.holder != holder else found

    def _by(self, stance: Stance) -> str | None:
        """Who is told to say it in the passive: "was accused by the port of"."""
        by = _BY.match(self.text, self.end) if stance.speech else None
        return self.about.named(by.end(), by.end() + _BYLINE) if by else None

    def _own(self) -> bool:
        """Whether "they" are who speaks: in the telling of what they said, not in their own words."""
        quotes = self.said.quotes if self.said else ()
        return self.said is not None and not any(q.start <= self.start < q.end for q in quotes)

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
