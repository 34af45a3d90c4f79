"""Statements: what a cue's speaker said, quoted or told, from where the content begins to where it ends."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from asrun.model.document import Section
from asrun.model.fact import Statement
from asrun.model.time import Instant, When
from asrun.reading.context import Context
from asrun.reading.layout import is_embed_mark
from asrun.reading.quotes.cues import Cue, channel, cues, words
from asrun.reading.quotes.marks import Quote, is_title, quotes
from asrun.reading.scan import Places
from asrun.reading.sentences import Sentence

_THAT = re.compile(r"\s*(?:,\s)?(?:that\s|:\s*|,\s*)?")
_ADDRESSEE = re.compile(
    r"\s+(?:(?:the |a |an |his |her |their )?(?:reporters|journalists|them|us|him|her|me|the media|the press|pool(?:ers)?|"
    r"audience|crowd|parliament|lawmakers|colleagues|guests)\b)"
)
_WHERE = re.compile(
    r"\s+(?:(?:at|on|in|by|during|after|before|from|later|earlier|last|this|through|via|today|yesterday|also|again)\b"
    r"(?:[^,:;\"“”]|\d:\d){0,60}?)(?=,? that\b|:|, [\"“]| [\"“]|,$)"
)
_TOLD_TO = re.compile(
    r"\s+(?:the )?[A-ZÀ-Þ][\w’'.-]*(?: [A-ZÀ-Þ][\w’'.-]*)*"
    r"(?= that\b|,| at | on | in | s?he | they | we | it | the | a | his | her )"
)
_TITLE_ROOM = 48
_LINK = re.compile(r"\s*(?:https?://\S+|pic\.\S+|t\.co/\S+)\s*$")


@dataclass
class _Told:
    """A statement under way."""

    speaker: str | None
    mode: str
    parts: list[tuple[int, int]]
    quotes: list[Quote]
    cue: Cue | None = None
    at: When | None = None
    channel: str | None = None
    via: tuple[str, ...] = ()
    line: int = -1
    rule: str = "quotes.cue"
    seen: set[int] = field(default_factory=set)


def read_statements(section: Section, context: Context) -> list[Statement]:
    """The statements of a section in order."""
    if section.kind == "embed" or context.header.kind == "post":
        return _post(section, context)
    return _Reader(section, context).statements()


def _post(section: Section, context: Context) -> list[Statement]:
    """A post: one statement of the account that signs it, dated by the signature."""
    own = [n for n in context.document.lines if section.start <= n.start < section.end]
    signature = next((n for n in own if is_embed_mark(n)), None)
    body = [n for n in own if signature is None or n.start < signature.start]
    if not body or signature is None:
        return []
    start, end = body[0].start, body[-1].end
    link = _LINK.search(context.document.text, start, end)
    inner_end = link.start() if link else end
    signers = [h for h in context.names.between(signature.start, signature.end) if h.kind in ("person", "organization")]
    handle = next((context.document.text[h.start : h.end] for h in signers if h.form == "handle"), None)
    if handle is None:
        mark = re.search(r"@\w+", signature.text)
        handle = mark[0] if mark else None
    dates = [t.when for t in context.times.between(signature.start, signature.end) if t.when]
    said = context.document.span(start, end)
    quote = context.document.span(start, inner_end)
    cue = context.document.span(signature.start, signature.end)
    return [
        Statement(
            signers[0].name if signers else None,
            "direct",
            (said,),
            (quote,),
            channel="post",
            at=dates[0] if dates else None,
            cue=cue,
            handle=handle,
            rule="quotes.post",
        )
    ]


class _Reader:
    """One section under way, sentence by sentence."""

    def __init__(self, section: Section, context: Context) -> None:
        self.context, self.text = context, context.document.text
        self.section = section
        index = context.sentences
        first = max(0, index.number(section.start))
        self.sentences = self._own(first)
        self.verbs = Places(self.text, section.start, section.end, words())
        self.told: list[_Told] = []
        self.marks: dict[int, list[Quote]] = {}

    def _own(self, first: int) -> list[Sentence]:
        found = []
        for sentence in islice(self.context.sentences.all, first, None):
            if sentence.start >= self.section.end:
                break
            if sentence.start >= self.section.start:
                found.append(sentence)
        return found

    def statements(self) -> list[Statement]:
        """What each sentence tells, in order."""
        for sentence in self.sentences:
            self._sentence(sentence)
        writer = self.context.header.writer
        return [self._made(t, writer) for t in self.told if t.parts]

    def _quotes(self, sentence: Sentence) -> list[Quote]:
        """The quotes that touch a sentence, cut to it, titles left out."""
        line = self.context.document.lines[sentence.line]
        if sentence.line not in self.marks:
            self.marks[sentence.line] = quotes(self.text, line.start, line.end)
        own = self.marks[sentence.line]
        first = bisect_left(own, sentence.start, key=lambda q: q.end)
        found = []
        for quote in own[first:]:
            if quote.start >= sentence.end:
                break
            start, end = max(quote.start, sentence.start), min(quote.end, sentence.end)
            if end > start:
                found.append(Quote(start, end, quote.closed))
        return found

    def _sentence(self, sentence: Sentence) -> None:
        """The statements of one sentence, or the continuation of the one before."""
        inside = self._quotes(sentence)
        said = [q for q in inside if not is_title(self.text, q)]
        hits = self.context.names.between(sentence.start, sentence.end)
        inside_marks = [(q.start, q.end) for q in said]
        verbs = self.verbs.within(sentence.start, sentence.end)
        found = cues(self.text, sentence.start, sentence.end, inside_marks, hits) if verbs else []
        found = [c for c in found if self._tells(c, sentence, said)]
        if not found:
            self._continue(sentence, said)
            return
        if len(found) > 1 and found[-1].kind == "source" and self._trails(found[-1], sentence):
            self._cues(found[:-1], sentence, said, found[-1].start)
            self._cue(found[-1], sentence, said, sentence.end, True)
            return
        trailing = found[-1] if len(found) > 1 and self._trails(found[-1], sentence) else None
        if trailing and trailing.kind == "clause" and any(c.speaker for c in found[:-1]):
            before = len(self.told)
            self._cues(found[:-1], sentence, said, trailing.start)
            for told in self.told[before:]:
                told.via = (trailing.speaker.name,) if trailing.speaker else ()
            return
        self._cues(found, sentence, said, sentence.end)

    def _tells(self, cue: Cue, sentence: Sentence, said: list[Quote]) -> bool:
        """Whether a verb reports something here: quoting verbs need a quote, asking and announcing a clause."""
        if cue.kind == "quoting":
            return any(cue.end <= q.start < cue.end + 90 for q in said)
        after = self.text[cue.end : sentence.end]
        if cue.kind == "clause" and cue.verb.startswith(
            ("announce", "ask", "report", "confirm", "promis", "think", "believ")
        ):
            near = any(abs(q.start - cue.end) < 50 or abs(cue.start - q.end) < 60 for q in said)
            return near or bool(re.match(r"(?:[^,.]{0,40}?) that\b", after)) or bool(self._trails(cue, sentence))
        return True

    def _trails(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether what was said stands before the cue: the cue ends the sentence, or only a time or place follows."""
        begin = cue.speaker.start if cue.speaker and not cue.inverted else cue.start
        lead = self.text[sentence.start : begin].rstrip()
        if len(lead) < 6 or not re.search(
            r"(?:,|[,.?!…][\"”»]|[\"”»])(?: (?:the|a|an|his|her|[A-Z][\w.’' -]*|[a-z]+))?$", lead
        ):
            return False
        if cue.kind != "source" and re.search(r"[,.?!…][\"”»]\s*$", self.text[sentence.start : begin]):
            return True
        after = self.text[max(cue.end, cue.speaker.end if cue.speaker else 0) : sentence.end].strip()
        addressee = _ADDRESSEE.match(" " + after)
        rest = after[addressee.end() - 1 :].strip() if addressee else after
        told = re.match(r"the [A-Z][\w’'. -]+", rest)
        rest = rest[told.end() :].strip() if told else rest
        rest = rest.lstrip(",").strip()
        return (
            not rest.rstrip('.!?"”')
            or bool(re.match(r"(?:at|on|in|by|after|before|during|as|when|later|earlier|of|from|,)\b", rest))
            or rest[0] in '"“:.'
            or cue.kind == "source"
        )

    def _continue(self, sentence: Sentence, said: list[Quote]) -> None:
        """A sentence that is a quote and nothing more goes on with the statement before it in its paragraph."""
        if not said or not self.told:
            return
        bare = re.sub(r"[\"“”«»\s]", "", self.text[sentence.start : sentence.end])
        quoted = re.sub(r"\s", "", "".join(self.text[q.start : q.end] for q in said))
        last = self.told[-1]
        if len(quoted) * 10 < len(bare) * 9:
            return
        near = sentence.line == last.line
        if near and last.quotes:
            last.quotes += said
            last.parts += [(q.start, q.end) for q in said]
        elif near or sentence.line == last.line + 1:
            made = _Told(
                last.speaker, "direct", [(q.start, q.end) for q in said], list(said), None, None, last.channel, last.via
            )
            made.line, made.rule = sentence.line, "quotes.carried-over"
            self.told.append(made)

    def _cues(self, found: Sequence[Cue], sentence: Sentence, said: list[Quote], limit: int) -> None:
        """One statement a cue; each content ends where the next cue begins."""
        for number, cue in enumerate(found):
            stop = limit
            if number + 1 < len(found):
                following = found[number + 1]
                stop = (
                    following.speaker.start
                    if following.speaker and following.speaker.start > cue.end
                    else following.start
                )
                joint = re.search(r",? (?:and|but)(?: also)? $", self.text[cue.end : stop])
                stop = cue.end + joint.start() if joint else stop
            self._cue(cue, sentence, said, stop, number == 0)

    def _cue(self, cue: Cue, sentence: Sentence, said: list[Quote], stop: int, first: bool) -> None:
        """The statement of one cue: before it where the cue trails, else after it."""
        speaker = cue.speaker.name if cue.speaker else None
        if first and self._trails(cue, sentence):
            begin = min(cue.start, cue.speaker.start if cue.speaker else cue.start)
            aside = re.search(r",\s*(?:the|a|an) [^,]*$", self.text[sentence.start : begin])
            end = sentence.start + aside.start() if aside and not said else begin
            before = [q for q in said if q.end < begin]
            end = before[-1].end if before and begin - before[-1].end < _TITLE_ROOM else end
            parts = [self._trim(sentence.start, end)]
            after = [q for q in said if q.start > cue.end]
            parts += [(q.start, q.end) for q in after]
            own = [q for q in said if q.start < begin and not self._told(q)] + after
            region = self.text[begin : sentence.end]
        elif cue.kind == "posting":
            begin = cue.speaker.start if cue.speaker else cue.start
            parts = [self._trim(begin, stop)]
            own = [q for q in said if begin <= q.start < stop]
            region = self.text[begin:stop]
        else:
            if cue.kind == "quoting":
                stop = self._quoted_end(cue, stop, said)
            begin = self._content_start(cue, stop, said)
            parts = [self._trim(begin, stop)]
            own = [q for q in said if begin - 2 <= q.start < stop]
            region = self.text[sentence.start : begin]
        parts = [p for p in parts if p[1] - p[0] > 2]
        if not parts or (cue.kind != "posting" and not own and parts[0][1] - parts[0][0] < 12):
            return
        mode = self._mode(parts, own)
        if mode == "direct":
            parts = [self._trim(q.start, q.end, keep=True) for q in own]
        told = _Told(speaker, mode, parts, own, cue, self._at(sentence, parts), channel(region), line=sentence.line)
        self.told.append(told)

    def _told(self, quote: Quote) -> bool:
        """Whether a quote is a statement's already."""
        return any(quote in t.quotes for t in self.told[-3:])

    def _quoted_end(self, cue: Cue, stop: int, said: list[Quote]) -> int:
        """Where the words of a verb that only quotes end: at the comma after its last quote."""
        last = max((q.end for q in said if cue.end <= q.start < stop), default=stop)
        comma = self.text.find(",", last, stop)
        return comma if comma >= 0 else stop

    def _content_start(self, cue: Cue, stop: int, said: list[Quote]) -> int:
        """Where what was said begins: after the verb, whom it was said to, when and where, and "that"."""
        at = cue.end if not cue.inverted or not cue.speaker else max(cue.end, cue.speaker.end)
        addressee = _ADDRESSEE.match(self.text, at, stop)
        if addressee:
            at = addressee.end()
        elif cue.verb.startswith(("tell", "told", "inform", "assur")):
            named = _TOLD_TO.match(self.text, at, stop)
            at = named.end() if named else at
        where = _WHERE.match(self.text, at, stop)
        at = where.end() if where else at
        that = _THAT.match(self.text, at, stop)
        at = that.end() if that else at
        if cue.kind == "quoting":
            at = cue.start
        near = next((q for q in said if 0 <= q.start - at <= 2), None)
        return near.start if near else at

    def _trim(self, start: int, end: int, keep: bool = False) -> tuple[int, int]:
        """A stretch without blanks, marks and the punctuation of the sentence at its ends; `keep` leaves a full stop."""
        while start < end and (self.text[start].isspace() or self.text[start] in '"“”«»,;:'):
            start += 1
        while end > start and (
            self.text[end - 1].isspace() or self.text[end - 1] in '"“”«»,;:' or (self.text[end - 1] in "." and not keep)
        ):
            end -= 1
        return start, end

    def _mode(self, parts: list[tuple[int, int]], own: list[Quote]) -> str:
        """Direct where all of the content is quoted, mixed where some is, else indirect."""
        if not own:
            return "indirect"
        quoted = sum(q.end - q.start for q in own)
        return "direct" if quoted >= sum(b - a for a, b in parts) - 6 else "mixed"

    def _at(self, sentence: Sentence, parts: list[tuple[int, int]]) -> When | None:
        """When it was said: the clock, else the day, in the sentence outside of what was said."""
        outside = [
            t
            for t in self.context.times.between(sentence.start, sentence.end)
            if not any(a <= t.span.start < b for a, b in parts) and t.when
        ]
        clocks = [t.when for t in outside if isinstance(t.when, Instant)]
        days = [t.when for t in outside if not isinstance(t.when, Instant)]
        return (clocks or days or [None])[0]

    def _made(self, told: _Told, writer: str | None) -> Statement:
        """The statement as a fact."""
        spans = tuple(self.context.document.span(a, b) for a, b in told.parts)
        marked = tuple(self.context.document.span(q.start, q.end) for q in told.quotes)
        cue = self.context.document.span(told.cue.start, told.cue.end) if told.cue else None
        via = (*told.via, *((writer,) if writer and writer not in (told.speaker, *told.via) else ()))
        verb = told.cue.verb if told.cue else None
        return Statement(told.speaker, told.mode, spans, marked, via, verb, told.channel, told.at, cue, None, told.rule)  # type: ignore[arg-type]
