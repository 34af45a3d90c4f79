"""A reading told by hand: spans by quoting, so that linking and reconciling are tested without a reader."""

from datetime import UTC, datetime

from asrun.model.fact import Fact, Mention
from asrun.model.reading import DocumentKind, Header, Reading
from asrun.model.source import Given
from asrun.model.span import Span
from asrun.model.time import Instant, instant

LISBON = "Europe/Lisbon"


def at(clock: str, day: int = 12, zone: str = LISBON) -> Instant:
    hour, minute = map(int, clock.split(":"))
    return instant(datetime(2024, 3, day, hour, minute), zone)


class Told:
    """A document whose facts are given; `q` quotes its words."""

    def __init__(self, doc: str, text: str, kind: DocumentKind = "news_article", issued: Instant | None = None) -> None:
        self.doc, self.text, self.kind, self.issued = doc, text, kind, issued
        self.facts: list[Fact] = []

    def q(self, words: str) -> tuple[Span, ...]:
        start = self.text.index(words)
        return (Span(self.doc, start, start + len(words), words),)

    def mention(self, words: str, kind: str, **fields: object) -> Mention:
        return Mention(words, kind, self.q(words), **fields)  # type: ignore[arg-type]

    def reading(self) -> Reading:
        header = Header(self.kind, created=self.issued)
        return Reading(self.doc, "0" * 64, "test/1", "2026a", Given(), header, tuple(self.facts))


NOW = datetime(2024, 3, 20, tzinfo=UTC)
