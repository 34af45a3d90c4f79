"""Frames: a cue of change with its happenings, its clocks and amounts, and how certain it is."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from asrun.model.fact import Change, Mention
from asrun.model.wordbook import Wordbook
from asrun.reading.changes.building import build, sited, venue
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.happenings import Happening, clause_of, kinds, movement
from asrun.reading.changes.lexicon import Cue, data, gone, parted, reading_of
from asrun.reading.changes.nearby import Frame, no_sooner
from asrun.reading.changes.phrases import complement_end, phrase_end
from asrun.reading.changes.reference import owner_of_clause, pronoun_before
from asrun.reading.context import Context
from asrun.reading.inflections import past_forms
from asrun.reading.scan import Rare, Spot
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "frames", past_form=past_forms)
_STRONG = _WORDS.pattern("strong")
_WORD_BEFORE = re.compile(r"([a-z]+) $", re.I)
_NEAR = 60
_LONGEST = 86400
_UNTIL = _WORDS.pattern("until")
_WIDE = 400
_REACH = 60
_BLOCK = _WORDS.pattern("sentence_end")
_PIECE = _WORDS.pattern("joining")
_OTHER_SUBJECT = _WORDS.pattern("other_subject")
_WITHIN = _WORDS.pattern("governed", re.I)
_CLAUSAL = _WORDS.pattern("clausal", re.I)
_PART_OF = _WORDS.pattern("part_of", re.I)
_PASSIVE = Rare(_WORDS.pattern("passive", re.I))
_JOINED = _WORDS.pattern("joined", re.I)
_BARE = _WORDS.pattern("bare")
_HELPING = _WORDS.pattern("helping")
_REDUCED = _WORDS.pattern("reduced")
_IT_AFTER = _WORDS.pattern("it_after")
_TO_BASE = _WORDS.pattern("to_base")
_IT_IS = _WORDS.pattern("it_is")
_OWNED = _WORDS.pattern("owned", re.I)
_ATTEND = _WORDS.pattern("attend")
_ARTICLE = _WORDS.pattern("article", re.I)
_MOVEMENT = "happenings.movement"
_FROM_LIST = _WORDS.pattern("from_list")
_RECENT = 160
_REASON = _WORDS.pattern("reason")
_ENDS = re.compile(r"\s*(?:[.;]|$)")
_ED = ("past", "participle")
_PUT_OFF = ("cancelled", "postponed", "delayed", "advanced")
_AND = _WORDS.pattern("and")
_COMPOUND = _WORDS.pattern("compound")
_AFTER_HEAD = _WORDS.pattern("after_head")


@cache
def _between() -> frozenset[str]:
    return frozenset(data()["guards"]["between"])


def _bridged(words: str) -> bool:
    """Whether some words may stand between a verb and its event: "plans for a", names, numbers."""
    parts = words.replace("“", " ").replace('"', " ").split()
    return not (parts and parts[0] in _WORDS.words("leading")) and all(
        w in _between() or w[0].isupper() or w.isdigit() for w in parts
    )


class Clauses:
    """The clauses of one sentence, between strong conjunctions."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        cuts = list(_STRONG.finditer(text, sentence.start, sentence.end))
        self.begins = [sentence.start, *(m.end() for m in cuts)]
        self.stops = [*(m.start() for m in cuts), sentence.end]

    def around(self, cue: Spot) -> Spot:
        """The clause around a cue, as far as it is near."""
        first = max(0, bisect_right(self.begins, cue[0]) - 1)
        last = min(len(self.stops) - 1, bisect_left(self.stops, cue[1]))
        return max(self.begins[first], cue[0] - _WIDE), min(self.stops[last], cue[1] + _WIDE)


class Frames:
    """The changes that one sentence tells; `own` are its happenings, `previous` those of the sentences before.

    `topic` is what "the event" refers to: what the last change was about, else the last happening.
    """

    def __init__(
        self,
        context: Context,
        sentence: Sentence,
        clauses: Clauses,
        own: Sequence[Happening],
        previous: Sequence[Mention],
        topic: Mention | None = None,
    ) -> None:
        self.context, self.text = context, context.document.text
        self.start, self.end = sentence.start, sentence.end
        self.clauses, self.own, self.previous = clauses, own, previous
        self.topic = topic
        self.begins = [h.start for h in own]
        self.found: list[Change] = []

    def read(self, spots: Sequence[Spot]) -> list[Change]:
        """The changes of the cues at some spots, and of verbs whose parts stand around an event."""
        apart = [*self._parted()]
        taken = {range(*spot) for spot, _, _ in apart}
        rows = [*apart, *((s, reading_of(self.text[slice(*s)].lower()), ()) for s in spots)]
        floor = self.start
        for spot, found, objects in sorted(rows, key=lambda r: (r[0][0], -r[0][1])):
            inside = not objects and any(spot[0] in t or spot[1] - 1 in t for t in taken)
            if spot[0] >= floor and not inside:
                made = list(self._changes(spot, found, objects))
                floor = max((self._noted(c, spot) for c in made), default=floor)
        return self.found

    def _noted(self, made: Change, spot: Spot) -> int:
        """Keeps a change, as one with the change before it where both tell the same; where the next cue may begin."""
        if self.found and _same(self.found[-1], made):
            one = self.found[-1]
            start = min(one.spans[0].start, made.spans[0].start)
            end = max(one.spans[0].end, made.spans[0].end)
            fuller = msgspec.structs.replace(one, delta=one.delta or made.delta, after=one.after or made.after)
            self.found[-1] = msgspec.structs.replace(fuller, spans=(self.context.document.span(start, end),))
        else:
            self.found.append(made)
        return spot[1]

    def _parted(self) -> Iterator[tuple[Spot, tuple[Cue, ...], tuple[Happening, ...]]]:
        """Verbs whose second word follows their event: "put the talks off"."""
        for one in self.own:
            before = _WORD_BEFORE.search(self.text[max(self.start, one.start - 14) : one.start])
            for second, found in parted().get(before[1].lower(), ()) if before else ():
                match = re.compile(rf" {second}\b").match(self.text, one.head if one.end > one.head + 24 else one.end)
                if match and before:
                    yield (one.start - len(before[0]), match.end()), found, (one,)

    def _changes(self, spot: Spot, found: Sequence[Cue], objects: Sequence[Happening]) -> Iterator[Change]:
        """The changes of one cue: one for each of the happenings that it is about."""
        begin, stop = self.clauses.around(spot)
        near = self.own[bisect_left(self.begins, spot[1]) : bisect_left(self.begins, spot[1] + _REACH)]
        frame = Frame(self.context, spot, begin, stop, [h.mention for h in near])
        amount = frame.amount if found[0].place == "tail" else None
        asked = (amount.span.start, spot[1]) if amount and amount.span.start < spot[0] else spot
        cue, about = self._about(asked, found, objects, frame)
        if (
            cue is None
            or not about
            or (cue.place == "tail" and frame.clock and (about[0].rule == _MOVEMENT or about[0].kind == "journey"))
        ):
            return
        adjective = cue.form in ("participle", "past", "ing") and cue.kind not in _PUT_OFF
        if adjective and _ARTICLE.search(self.text[max(begin, spot[0] - 24) : spot[0]]):
            return
        if (cue.amount or cue.needs) and not self._allowed(cue, spot, frame, begin, bool(objects)):
            return
        if cue.sited and not self._sited(about[0], spot, frame):
            return
        if (cue.whole and not gone()["ends"].match(self.text, spot[1], self.end)) or (
            cue.place == "never" and _UNTIL.match(self.text, spot[1], self.end)
        ):
            return
        sure = certainty(self.text, begin, spot[0], spot[1], self.end)
        if sure is None or (cue.kind == "skipped" and no_sooner(self.context, spot[1], stop)):
            return
        frame.sure = sure
        for mention in (self._named(m) for m in about):
            made = build(frame, cue, mention)
            if made and made.kind == "cancelled" and _ATTEND.match(self.text, spot[1], spot[1] + _REACH):
                made = msgspec.structs.replace(made, kind="skipped")
            if made:
                yield made

    def _sited(self, about: Mention, spot: Spot, frame: Frame) -> bool:
        """Whether a place stands behind a cue and what it is done to: "drove the lunch off the terrace and into the tent"."""
        rest = self.text[max(spot[1], about.spans[0].end) : frame.stop][:_REACH].lower()
        return frame.place is not None or bool(venue().match(f" to{rest}") or sited(rest))

    def _allowed(self, cue: Cue, spot: Spot, frame: Frame, begin: int, parted_verb: bool) -> bool:
        """Whether a word that says other things too has what makes it a change: an amount, a clock, a passive, an event."""
        if cue.place == "tail":
            amount = frame.amount
            near = (
                amount is not None and amount.span.start < spot[0] <= amount.span.end + 2 and amount.span.end <= spot[1]
            )
            return near and amount is not None and (amount.seconds or _LONGEST + 1) <= _LONGEST
        if cue.kind == "added":
            return self._passive(begin, spot[0])
        if cue.form == "fixed" and self.text[spot[1] - 3 : spot[1]].lower() == "now":
            hour = _IT_IS.search(self.text, max(begin, spot[1] - 12), spot[1])
            return not hour and frame.target is not None and frame.target.span.start <= spot[1] + 4
        if frame.amount or frame.target or frame.day or parted_verb:
            return True
        if cue.amount or self._passive(begin, spot[0]) or _FROM_LIST.match(self.text, spot[1]):
            return not cue.amount
        if cue.form == "participle" and _ENDS.match(self.text, spot[1], frame.stop):
            return True
        if cue.form == "participle" and self._headlined(spot):
            return True
        return cue.place in ("done", "left") and bool(_OWNED.match(self.text, spot[1], frame.stop))

    def _headlined(self, spot: Spot) -> bool:
        """Whether a participle stands right behind the happening that opens its sentence: "Photo dropped after rain"."""
        first = self.own[0] if self.own else None
        opens = first is not None and first.start == self.start and first.end + 1 == spot[0]
        return opens and bool(_REASON.match(self.text, spot[1], self.end))

    def _about(
        self, spot: Spot, found: Sequence[Cue], objects: Sequence[Happening], frame: Frame
    ) -> tuple[Cue | None, list[Mention]]:
        """The reading of a cue that its clause allows, and the happenings that it is about."""
        if objects:
            return found[0], [h.mention for h in objects]
        begin = frame.begin
        passive = self._passive(begin, spot[0])
        after = self._objects(spot[1], frame.stop)
        for cue in found:
            if cue.place in ("before", "absent", "left") or (cue.place == "done" and not (passive and cue.form in _ED)):
                if after:
                    return cue, after
                if cue.kind in _PUT_OFF and self.previous and _IT_AFTER.match(self.text, spot[1]):
                    return cue, list(self.previous[-1:])
        free = [c for c in found if self._follows(c, passive, begin, spot[0])]
        subjects = self._subjects(begin, spot[0]) if free else []
        for cue in free if subjects else []:
            trailing = self.text[spot[0] - 2 : spot[0]] == ", " and (frame.amount or frame.target)
            if cue.place != "done" or passive or trailing or self._bound(subjects, spot):
                return cue, subjects
        absent = next((c for c in found if c.kind == "skipped" and c.place in ("absent", "left")), None)
        if absent and gone()["what"].match(self.text, spot[1], frame.stop):
            last = phrase_end(self.text, spot[1], frame.stop)
            return absent, [clause_of(self.context, spot[1], complement_end(self.text, last, frame.stop), None)]
        away = next((c for c in found if c.place == "gone"), None)
        return (away, self._stayed_away(away, spot, begin)) if away else (None, [])

    def _stayed_away(self, cue: Cue, spot: Spot, begin: int) -> list[Mention]:
        """What somebody "did not turn up" for: the happening named before in the sentence, else the one told of before it."""
        if cue.form == "base" and not _TO_BASE.search(self.text[max(begin, spot[0] - 16) : spot[0]]):
            return []
        if cue.form in ("ing", "participle") or not gone()["ends"].match(self.text, spot[1], self.end):
            return []
        hits = self.context.names.between(begin, spot[0])
        who = any(h.kind in ("person", "unnamed", "group") for h in hits) or gone()["who"].search(
            self.text[begin : spot[0]]
        )
        told = [*self.previous, *(h.mention for h in self.own if h.end <= spot[0])][-1:]
        near = told and spot[0] - told[0].spans[0].end < _RECENT
        expected = near and gone()["expected"].search(self.text, max(0, told[0].spans[0].start - _RECENT), spot[0])
        return told if who and expected else []

    def _follows(self, cue: Cue, passive: bool, begin: int, start: int) -> bool:
        """Whether a cue of this form may follow its event."""
        if cue.form == "base" and not _TO_BASE.search(self.text[max(begin, start - 16) : start]):
            return False
        if cue.place == "left":
            return passive and cue.form == "participle"
        if cue.place == "done":
            return cue.form == "participle" or (cue.kind == "moved" and cue.form != "ing")
        return cue.place not in ("before", "absent", "gone")

    def _bound(self, subjects: Sequence[Mention], spot: Spot) -> bool:
        """Whether a participle without "was" belongs to the event before it, or goes on a passive: "and cancelled"."""
        before = self.text[subjects[-1].spans[0].end : spot[0]]
        if subjects[-1].spans[0].end > spot[0]:
            return False
        if len(before) < 24 and _REDUCED.fullmatch(before):
            return True
        last = self.found[-1].cue if self.found else None
        if last and last.end <= spot[0] and spot[0] - last.end < _NEAR:
            return bool(_JOINED.search(self.text[last.end : spot[0]]))
        return bool(_JOINED.search(before) and _HELPING.search(before))

    def _passive(self, begin: int, cue: int) -> bool:
        """Whether the words before a cue make it passive."""
        return bool(_PASSIVE.search(self.text[max(begin, cue - 36) : cue]))

    def _objects(self, start: int, end: int) -> list[Mention]:
        """The happenings that begin close after a cue, with those joined to the first by "and"."""
        found: list[Happening] = []
        for one in self.own[bisect_left(self.begins, start) :]:
            if not found:
                if one.start - start > _REACH or one.start >= end or not _bridged(self.text[start : one.start]):
                    break
                if not self._heads(one, end):
                    continue
                found.append(one)
            elif _AND.fullmatch(self.text, found[-1].end, one.start):
                found.append(one)
            else:
                break
        return [h.mention for h in found]

    def _heads(self, one: Happening, end: int) -> bool:
        """Whether the noun of a happening heads its words: neither "the rally's cost" nor "the tour operator"."""
        return not _COMPOUND.match(self.text, one.head) and bool(_AFTER_HEAD.match(self.text, one.head, end))

    def _named(self, mention: Mention) -> Mention:
        """What "the event" refers to: the happening named before it in the sentence, else the one spoken of."""
        if mention.summary.lower() not in _WORDS.words("generic") or not mention.definite:
            return mention
        start = mention.spans[0].start
        before = [h.mention for h in self.own[: bisect_left(self.begins, start)]]
        return (before or [self.topic or mention])[-1]

    def _subjects(self, begin: int, cue: int) -> list[Mention]:
        """The happening that is the subject of a cue with those joined to it, else what "it" refers to."""
        first = bisect_left(self.begins, max(begin, cue - 6 * _NEAR))
        near = [h for h in self.own[first : bisect_left(self.begins, cue)] if h.end <= cue + 1]
        chosen: list[Happening] = []
        for one in reversed(near):
            if chosen:
                if not _AND.fullmatch(self.text, one.end, chosen[0].start):
                    break
                chosen.insert(0, one)
            elif self._is_subject(one, cue):
                chosen = [one]
        if chosen:
            return [h.mention for h in chosen]
        return self._referred(begin, cue)

    def _is_subject(self, one: Happening, cue: int) -> bool:
        """Whether a happening before a cue can be its subject: it heads its words, and no other subject comes between."""
        between = self.text[one.end : cue]
        if len(between) > 3 * _NEAR or _BLOCK.search(between) or not self._heads(one, cue):
            return False
        before = self.text[max(self.start, one.start - 24) : one.start]
        clausal = "," not in between and _CLAUSAL.search(before)
        if _WITHIN.search(before) and not _PART_OF.search(before) and not clausal:
            return False
        if _OTHER_SUBJECT.match(between.lstrip()):
            return False
        last = max((m.end() for m in _PIECE.finditer(between)), default=None)
        return last is None or not _OTHER_SUBJECT.match(between, last)

    def _referred(self, begin: int, cue: int) -> list[Mention]:
        """What a movement, a pronoun or a bare "and was" before a cue refers to."""
        text = self.text
        said = self.context.said_around(cue, cue + 1)
        begin = max(begin, said.spans[0].start) if said and said.spans[0].start < cue else begin
        moved = kinds().movements.search(text, max(begin, cue - 2 * _NEAR), cue)
        close = moved and cue - moved.end() <= _NEAR and not _BLOCK.search(text, moved.end(), cue)
        if moved and close and self.context.names.between(begin, cue):
            return [movement(self.context, moved.span(), begin, cue)]
        spoken = said is not None and said.mode == "direct"
        recent = [m for m in self.previous[-1:] if not spoken and self.start - m.spans[0].end < _RECENT]
        pronoun = pronoun_before(text, begin, cue, within=bool(recent))
        if owner := owner_of_clause(text, begin, cue, self.own):
            return [owner.mention]
        earlier = [h.mention for h in self.own[: bisect_left(self.begins, begin)][-1:]]
        last = self.found[-1].about if self.found else None
        if begin > self.start and (pronoun or _BARE.match(text, begin)):
            return [last] if last else earlier or [m for m in recent if pronoun]
        if last and self.found[-1].spans[0].end <= cue and _JOINED.search(text[self.found[-1].spans[0].end : cue]):
            return [last]
        if pronoun and pronoun in ("both", "they", "these"):
            return list(self.previous[-2:]) if pronoun == "both" else list(self.previous[-1:])
        return list(self.previous[-1:]) if pronoun else []


def _same(one: Change, other: Change) -> bool:
    """Whether two cues next to each other tell one change: "running 30 minutes" and "behind schedule"."""
    about = one.about is not None and other.about is not None and one.about.spans == other.about.spans
    pairs = ((one.delta, other.delta), (one.after, other.after))
    return about and one.kind == other.kind and all(a == b or a is None or b is None for a, b in pairs)
