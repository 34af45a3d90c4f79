"""The numbered evidence: every span that an account rests on, in order of its sources and of their words."""

from collections.abc import Iterable, Iterator

from asrun.model.account import Account, EventAccount, Known
from asrun.model.span import Span

_MENTIONS = 4


class Evidence:
    """Numbers for spans. They run through the sources in order, so that a printed list can be looked up by number."""

    def __init__(self, account: Account) -> None:
        order = {s.doc: n for n, s in enumerate(account.sources)}
        spans = sorted(set(_spans(account)), key=lambda s: (order.get(s.doc, len(order)), s))
        self.numbers = {span: n for n, span in enumerate(spans, 1)}
        self._docs: dict[str, list[tuple[int, Span]]] = {}
        for span, n in self.numbers.items():
            self._docs.setdefault(span.doc, []).append((n, span))

    def refs(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """The numbers of spans, each once, in ascending order."""
        return tuple(sorted({self.numbers[s] for s in spans if s in self.numbers}))

    def of(self, doc: str) -> tuple[tuple[int, Span], ...]:
        """The numbered spans of one document."""
        return tuple(self._docs.get(doc, ()))

    @property
    def docs(self) -> tuple[str, ...]:
        """The documents that evidence stands in, in order."""
        return tuple(self._docs)


def values(event: EventAccount) -> tuple[Known, ...]:
    """The values of an event that have evidence of their own."""
    told = (event.planned_start, event.planned_end, event.expected_start, event.actual_start, event.actual_end)
    return tuple(k for k in (*told, event.implied_outcome) if k)


def named(event: EventAccount) -> tuple[Span, ...]:
    """The first places that name the event, beyond the words its times rest on."""
    used = {s for k in values(event) for s in k.evidence}
    return tuple(s for s in event.mentions if s not in used)[:_MENTIONS]


def _spans(account: Account) -> Iterator[Span]:
    for highlight in account.highlights:
        yield from highlight.evidence
    for deviation in account.deviations:
        yield from deviation.evidence
    for event in account.events:
        for known in values(event):
            yield from known.evidence
        yield from named(event)
    for change in account.changes:
        yield from change.change.spans
        yield from change.restated_in
    for seen in account.observations:
        yield from seen.observation.spans
    for said in account.statements:
        yield from (said.statement.quotes or said.statement.spans)
    for claim in account.claims:
        yield claim.span
    for contest in account.contests:
        yield from contest.spans
    for notice in account.notices:
        if notice.span:
            yield notice.span
