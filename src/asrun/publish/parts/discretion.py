"""What private sources say, taken out of an account before anything is published."""

from collections.abc import Iterable
from typing import Any, cast

import msgspec

from asrun.model.account import Account, EventAccount, Known, SourceLine
from asrun.model.notice import Notice
from asrun.model.span import Span
from asrun.publish.parts.evidence import values


def withhold(account: Account) -> Account:
    """The account without the words of private sources, their names and their hashes.

    What only private sources tell of is left out and counted in a notice. What public sources tell of as well stays, without
    the private evidence; a value that rests on private words alone says so in the place of its claimant.
    """
    private = {s.doc for s in account.sources if s.private}
    return _Withheld(account, private).account() if private else account


class _Withheld:
    """One pass over an account; `left_out` counts what is gone."""

    def __init__(self, account: Account, private: set[str]) -> None:
        self.whole, self.private, self.left_out = account, private, 0
        self.hidden: dict[str, str] = {}
        public = {s.publisher for s in account.sources if not s.private}
        theirs = {s.publisher for s in account.sources if s.private and s.publisher}
        self.names = private | (theirs - public)

    def account(self) -> Account:
        """The account with everything private gone."""
        whole = self.whole
        events = tuple(self._event(e) for e in self._open(whole.events, _event_spans))
        changes = self._open(whole.changes, lambda c: c.change.spans)
        seen = self._open(whole.observations, lambda o: o.observation.spans)
        highlights = self._open(whole.highlights, lambda h: h.evidence)
        told = msgspec.structs.replace(
            whole,
            title=self._say(whole.title),
            events=events,
            changes=changes,
            held=self._open(whole.held, lambda c: c.change.spans),
            observations=seen,
            highlights=highlights,
            deviations=self._open(whole.deviations, lambda d: d.evidence),
            statements=self._open(whole.statements, lambda s: s.statement.spans),
            claims=self._open(whole.claims, lambda c: (c.span,)),
            contests=tuple(c for c in whole.contests if not self._any(c.spans)),
            notices=tuple(n for n in whole.notices if not self._notice(n)),
            sources=(),
        )
        told = msgspec.structs.replace(cast(Account, self._strip(told)), sources=self._sources())
        if self.left_out:
            parts = "part" if self.left_out == 1 else "parts"
            words = f"{self.left_out} {parts} of this account rest on private sources alone; withheld"
            told = msgspec.structs.replace(told, notices=(*told.notices, Notice("private-withheld", "info", words)))
        return told

    def _open(self, lines: tuple[Any, ...], spans: Any) -> tuple[Any, ...]:
        """The lines that at least one public word speaks for."""
        kept = tuple(x for x in lines if not self._all(spans(x)))
        self.left_out += len(lines) - len(kept)
        return kept

    def _all(self, spans: Iterable[Span]) -> bool:
        docs = [s.doc in self.private for s in spans]
        return bool(docs) and all(docs)

    def _any(self, spans: Iterable[Span]) -> bool:
        return any(s.doc in self.private for s in spans)

    def _notice(self, notice: Notice) -> bool:
        return (notice.span.doc if notice.span else notice.doc) in self.private

    def _event(self, event: EventAccount) -> EventAccount:
        """The event; a summary in the words of a private source alone becomes the plain name of its kind."""
        spans = _event_spans(event)
        public = any(event.summary in s.exact for s in spans if s.doc not in self.private)
        if event.summary and not public and any(event.summary in s.exact for s in spans if s.doc in self.private):
            self.hidden[event.summary] = event.kind.replace("_", " ").capitalize()
        return event

    def _say(self, words: str) -> str:
        for summary, kind in self.hidden.items():
            words = words.replace(summary, kind)
        return words

    def _sources(self) -> tuple[SourceLine, ...]:
        lines, count = [], 0
        for line in self.whole.sources:
            if line.private:
                count += 1
                lines.append(SourceLine(f"private source {count}", "withheld", None, None, "", True))
            else:
                lines.append(line)
        return tuple(lines)

    def _strip(self, value: Any) -> Any:
        """The value without private spans, wherever they stand; hidden summaries are replaced in every sentence."""
        if isinstance(value, str):
            return "a private source" if value in self.names else self._say(value)
        if isinstance(value, tuple):
            return tuple(self._strip(x) for x in value if not (isinstance(x, Span) and x.doc in self.private))
        if isinstance(value, Known) and self._all(value.evidence):
            return Known(self._strip(value.value), (), "a private source")
        if isinstance(value, Span):
            return None if value.doc in self.private else value
        if isinstance(value, msgspec.Struct):
            changed = {}
            for name in value.__struct_fields__:
                old = getattr(value, name)
                new = self._strip(old)
                if new is not old and new != old:
                    changed[name] = new
            return msgspec.structs.replace(value, **changed) if changed else value
        return value


def _event_spans(event: EventAccount) -> tuple[Span, ...]:
    return (*event.mentions, *(s for k in values(event) for s in k.evidence))
