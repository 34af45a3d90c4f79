"""Statements: what a cue's speaker said, quoted or told, and quotes that go on without a cue."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from asrun.model.document import Section
from asrun.model.time import Instant, When
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context
from asrun.reading.datelines import DATELINE
from asrun.reading.quotes import meant, naming
from asrun.reading.quotes.contents import Content, contents
from asrun.reading.quotes.cues import cues
from asrun.reading.quotes.described import Described
from asrun.reading.quotes.marks import Quote, is_title, quotes
from asrun.reading.quotes.onward import addresses, behind_colon, said_so, signed, told_on
from asrun.reading.quotes.positions import Positions, same
from asrun.reading.quotes.sayers import Voices
from asrun.reading.quotes.subjects import subjects
from asrun.reading.quotes.told import Stretch, Told
from asrun.reading.quotes.units import Unit, units
from asrun.reading.quotes.verbs import Cue, verb_forms, words
from asrun.reading.quotes.verbs import channel as channel_of
from asrun.reading.quotes.words import QUOTE, Words, lists
from asrun.reading.sentences import Sentence

_WORDS = Wordbook(__package__, "statements")
_EDGES = frozenset(' \t\r\n\u00a0,;:—–"“”«»')
_LONG, _REGION, _HEARD, _NEIGHBOURS, _LEAST, _SHORT = 3, 400, 24, 12, 3, 10
_NOBODY = _WORDS.pattern("nobody", re.I)


def _within(said: Sequence[Quote], start: int, end: int) -> Sequence[Quote]:
    """The quotes in a stretch."""
    first = bisect_left(said, start, key=lambda q: q.start)
    return said[first : bisect_right(said, end, lo=first, key=lambda q: q.end)]


class Reader:
    """One section under way, paragraph by paragraph."""

    def __init__(self, section: Section, context: Context, *, stances: bool = False) -> None:
        """`stances` asks for what is wished and held as well."""
        self.context, self.text, self.section = context, context.document.text, section
        self.verbs = context.sentences.filed.spots(words(stances))
        self.told: list[Told] = []
        self.positions = Positions(context)
        self.unclosed = -1
        self.prior: Unit | None = None
        self.before: dict[int, Unit | None] = {}
        self.genders: dict[str, str] | None = None
        self.introduced: Stretch | None = None
        self.voices = Voices()
        self.described = Described(context)
        self.media = {o.name for o in context.names.organizations if o.kind == "media"}

    def read(self) -> list[Told]:
        """What is told, in order."""
        for line, sentences in self._paragraphs():
            self._paragraph(line, sentences)
        return self.told

    def _paragraphs(self) -> Iterator[tuple[int, list[Sentence]]]:
        """The sentences of each line of the section."""
        index = self.context.sentences
        own: list[Sentence] = []
        for sentence in islice(index.all, max(0, index.number(self.section.start)), None):
            if sentence.start >= self.section.end:
                break
            if sentence.start < self.section.start:
                continue
            if own and own[-1].line != sentence.line:
                yield own[-1].line, own
                own = []
            own.append(sentence)
        if own:
            yield own[-1].line, own

    def _paragraph(self, number: int, sentences: list[Sentence]) -> None:
        """The statements of one paragraph: those with a cue, then quotes that go with them or stand alone."""
        line = self.context.document.lines[number]
        marked = quotes(self.text, line.start, line.end)
        begun = len(self.told)
        bare: list[Unit] = []
        self.prior = None
        for unit in units(self.text, sentences, marked, verb_forms()):
            known = len(self.told)
            if unit.quotes or self.verbs.within(unit.start, unit.end) or addresses(self.text, unit.start, unit.end):
                self._unit(unit, bare)
            if len(self.told) == known and self.prior and self._goes_on(unit, self.prior, begun):
                self.told += filter(None, (told_on(self, unit),))
            self.prior = unit
        for unit in bare:
            self._alone(unit, begun, number)
        self.unclosed = number if marked and not marked[-1].closed else -1
        self.introduced = self._introduction(sentences[-1]) if self.text[line.end - 1] == ":" else None
        self.positions.turn(self.told[begun:])

    def _introduction(self, sentence: Sentence) -> Stretch | None:
        """Who is spoken of in a sentence that ends with a colon, and may speak next: "He then went on:"."""
        words = Words(self.text, sentence.start, sentence.end, ())
        return next(((words.starts[a], words.ends[b - 1]) for a, b in subjects(words)), None)

    def _goes_on(self, unit: Unit, prior: Unit, begun: int) -> bool:
        """Whether the sentence before told indirectly what somebody said, so that this one may go on with it."""
        last = self.told[-1] if len(self.told) > begun else None
        told = last is not None and last.manner == "said" and last.asserted and last.mode == "indirect"
        return told and not unit.quotes and prior.start <= self.told[-1].whole[0] < prior.end

    def _unit(self, unit: Unit, bare: list[Unit]) -> None:
        """The statements of a unit; one whose quotes nobody is found to say is left for the end of the paragraph."""
        said = [q for q in unit.quotes if not is_title(self.text, q)]
        words = Words(self.text, unit.start, unit.end, said)
        found = cues(words)
        made: list[Told] = []
        for cue, content in zip(found, contents(words, found), strict=True):
            if content is not None:
                told = self._told(unit, words, cue, content, said)
                if told:
                    made.append(told)
        if not made:
            other = said_so(self, unit, words, found[0]) if found else None
            made += filter(None, (other or behind_colon(self, unit, words),))
        elif said and not any(t.quotes for t in made) and all(t.manner == "held" for t in made):
            # "Ruiz blamed the wind: ..."
            made += filter(None, (behind_colon(self, unit, words, made[-1].source),))
        if not made and said:
            made += filter(None, (signed(self, unit, said),))
        self._share_quotes(made)
        for told in made:
            self._check(told, unit)
        taken = {q for t in made for q in t.quotes}
        left = [q for q in said if q not in taken]
        self.told += made
        if left and made and self._joined(made, left):
            return
        if left:
            bare.append(unit._replace(quotes=tuple(left)))
            self.before[unit.start] = self.prior

    def _share_quotes(self, made: list[Told]) -> None:
        """A quote inside the contents of several statements is the innermost one's."""
        owners: dict[Quote, Told] = {}
        for told in sorted(made, key=lambda t: -sum(b - a for a, b in t.parts)):
            for quote in told.quotes:
                owner = owners.get(quote)
                if owner and owner.speaker and told.speaker is None:
                    continue
                if owner is None or told.manner == "said" or owner.manner == "held" or told.source != owner.source:
                    owners[quote] = told
        for told in made:
            told.quotes = [q for q in told.quotes if owners[q] is told]

    def _told(self, unit: Unit, words: Words, cue: Cue, content: Content, said: Sequence[Quote]) -> Told | None:
        """The statement of one cue."""
        parts = [
            self.trim(words.starts[a], words.ends[b - 1], words.kinds[b - 1] == QUOTE)
            for a, b in content.parts
            if a < b
        ]
        dateline = DATELINE.match(self.text, unit.start, unit.end) if parts and parts[0][0] == unit.start else None
        if dateline and dateline.end() < parts[0][1]:
            parts[0] = (dateline.end(), parts[0][1])
        parts = [p for p in parts if p[1] - p[0] > 1]
        own = [q for a, b in parts for q in _within(said, a, b)]
        if not parts or (not own and self._empty(words, parts, content)):
            return None
        source = (words.starts[cue.subject[0]], words.ends[cue.subject[1] - 1]) if cue.subject else None
        begin, end = cue.block
        low = min(parts[0][0], words.starts[begin])
        high = max(parts[-1][1], words.ends[end - 1])
        marked = (words.starts[cue.first], words.ends[cue.last - 1])
        told = Told(
            content.manner, source, self.named(source), parts, own, (low, high), unit.line, "quotes.cue", marked
        )
        told.speaker = meant.other(self, told) or meant.again(self, told, cue) or told.speaker
        pronoun = self.text[slice(*source)].lower() if source else ""
        if told.speaker is None and (source is None or pronoun in meant.GENDERS):
            told.speaker = meant.spoken_of(self, pronoun)
        told.speaker = told.speaker or (meant.body(self) if pronoun == "it" else None)
        if pronoun == "it" and told.speaker is None and not own:
            return None
        told.verb = self.text[marked[0] : marked[1]]
        if cue.relayer:
            relayer = self.named((words.starts[cue.relayer[0]], words.ends[cue.relayer[1] - 1]))
            told.via = (relayer,) if relayer and relayer != told.speaker else ()
        told.asserted = cue.asserted and not (source and _NOBODY.match(self.text, source[0]))
        told.asks = cue.verb.lemma == "ask" and words.kinds[content.parts[0][0]] == "s"
        if told.mode == "direct":
            told.parts = [self.inside(q) for q in own]
        if content.manner == "said" or own:
            told.at = self._at(unit, parts)
            told.channel = self.channel(told, unit, parts)
        return told

    def _empty(self, words: Words, parts: Sequence[Stretch], content: Content) -> bool:
        """Whether a content leaves out what was said, as "she said so" and "he said that he had" do."""
        size = sum(b - a for a, b in parts)
        cut = words.kinds[: content.parts[-1][1]].rstrip(".").endswith("x")
        if content.manner == "held" or cut:
            return size < _LEAST
        brief = content.trails or words.lower[content.parts[0][0] - 1] in _WORDS.words("saying")
        return size < (_LEAST if brief else _SHORT) or self.text[slice(*parts[0])].lower().rstrip(".") in lists().empty

    def channel(self, told: Told, unit: Unit, parts: Sequence[Stretch]) -> str | None:
        """How it was said, by the words around what was said; what a medium is told is an interview."""
        begin = told.cue[0] if told.cue else parts[0][0]
        first, last = (unit.start, parts[0][0]) if begin < parts[0][0] else (parts[0][1], unit.end)
        found = channel_of(self.text[first : min(last, first + _REGION)])
        if found in (None, "spoken") and told.cue and told.verb in ("told", "tells", "telling"):
            heard = self.context.names.between(told.cue[1], told.cue[1] + _HEARD)
            if any(h.name in self.media for h in heard):
                return "interview"
        return found

    def trim(self, start: int, end: int, quoted: bool) -> Stretch:
        """A stretch without blanks, marks and the punctuation of the sentence at its ends; `quoted`, it ends in a quote."""
        last = end
        while start < end and self.text[start] in _EDGES:
            start += 1
        while end > start and (self.text[end - 1] in _EDGES or (self.text[end - 1] == "." and not quoted)):
            if quoted and end == last:
                break
            end -= 1
        return start, end

    def inside(self, quote: Quote) -> Stretch:
        """What stands between the marks, without the comma at its end."""
        start, end = quote.start, quote.end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1] in _EDGES:
            end -= 1
        return (start, end) if start < end else (quote.start, quote.end)

    def _joined(self, made: list[Told], left: list[Quote]) -> bool:
        """Quotes of a unit that stand right behind a statement go with it."""
        last = made[-1]
        first = left[0]
        if first.start < last.whole[1] or last.manner == "held":
            return False
        between = self.text[last.whole[1] : first.opens]
        if last.mode == "direct" and len(between) < 60:
            last.quotes += left
            last.parts += map(self.inside, left)
            last.whole = (last.whole[0], left[-1].end)
            return True
        return False

    def _alone(self, unit: Unit, begun: int, number: int) -> None:
        """Quotes without a cue: whole sentences go on with who spoke before or after in the paragraph, others are partial."""
        quoted = sum(q.closes - q.opens for q in unit.quotes)
        if quoted * 10 >= (unit.end - unit.start) * 9:
            self._carried(unit, begun, number)
            return
        own = [q for q in unit.quotes if len(self.text[q.start : q.end].split()) >= _LONG]
        if not own:
            return
        words = Words(self.text, unit.start, unit.end, unit.quotes)
        source = next(((words.starts[a], words.ends[b - 1]) for a, b in subjects(words)), None)
        near = self.positions.near(own[0], unit.start, unit.end)
        chosen = near or source
        if chosen is None:
            before = self.told[-1] if self.told else None
            chosen = before.source if before and before.line >= number - 1 else None
        if chosen is None:
            return
        told = Told(
            "held",
            chosen,
            self.named(chosen),
            [self.inside(q) for q in own],
            own,
            (own[0].start, own[-1].end),
            number,
            "quotes.position",
        )
        told.doubtful, told.rival = True, source if near and source and not same(near, source, self) else None
        self._insert(told)

    def _insert(self, told: Told) -> None:
        """Puts a statement where its words stand."""
        place = bisect_left(self.told, told.parts[0][0], key=lambda t: t.parts[0][0])
        self.told.insert(place, told)

    def _carried(self, unit: Unit, begun: int, number: int) -> None:
        """A unit that is a quote and nothing more."""
        place = bisect_left(self.told, unit.start, begun, key=lambda t: t.parts[0][0])
        before = (
            t for t in reversed(self.told[max(begun, place - _NEIGHBOURS) : place]) if t.manner == "said" or t.quotes
        )
        parts = [self.inside(q) for q in unit.quotes]
        owner = next(before, None)
        acting = meant.acting(self, self.before.get(unit.start), owner)
        owner = None if acting else owner
        if owner and owner.quotes:
            owner.quotes += unit.quotes
            owner.parts += parts
            owner.whole = (owner.whole[0], max(owner.whole[1], unit.end))
            return
        behind = self.told[place : place + _NEIGHBOURS]
        after = next((t for t in behind if t.parts[0][0] > unit.start and t.quotes), None)
        carried = owner or after or self._last(number)
        source, speaker = (carried.source, carried.speaker) if carried else (None, None)
        alone = acting or (self.introduced if not owner and not after else None)
        if alone:
            source, speaker, carried = alone, self.named(alone), None
        if source is None:
            return
        told = Told(
            "said", source, speaker, parts, list(unit.quotes), (unit.start, unit.end), number, "quotes.carried-over"
        )
        if carried:
            told.channel, told.via, told.at, told.rival = carried.channel, carried.via, carried.at, carried.rival
        # Who spoke before goes on for sure only where the marks say so: the paragraph before left its quote open.
        open_before = self.unclosed >= 0 and number - self.unclosed <= 2
        told.doubtful = not open_before or carried is None or carried.doubtful
        self._insert(told)

    def _last(self, number: int) -> Told | None:
        """The statement before a paragraph whose speaker may go on."""
        last = self.told[-1] if self.told else None
        return last if last and number - last.line <= 2 else None

    def _check(self, told: Told, unit: Unit) -> None:
        """Asks the position of the quotes who speaks, and notes where that is somebody else."""
        if not told.quotes:
            return
        near = self.positions.near(told.quotes[0], unit.start, unit.end)
        if told.source is None or near is None or not same(near, told.source, self):
            told.doubtful, told.rival, told.rival_name = True, near, self.named(near)

    def named(self, source: Stretch | None) -> str | None:
        """Who the words of a source mean."""
        return naming.named(self, source)

    def _at(self, unit: Unit, parts: Sequence[Stretch]) -> When | None:
        """When it was said: the clock, else the day, in the unit outside of what was said and the date line."""
        outside = [
            when
            for t in self.context.times.between(unit.start, unit.end)
            if not any(a <= t.span.start < b for a, b in parts)
            and t.span != self.context.times.created_span
            and (when := t.when)
        ]
        clocks = [w for w in outside if isinstance(w, Instant)]
        return (clocks or outside or [None])[0]
