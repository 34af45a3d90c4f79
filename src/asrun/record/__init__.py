"""The record: entries in the order in which they were learned, append-only from the first day.

`Record` is what every store can do; `open_record` opens the store of a path or address. What a record promises:

- What `append` has returned survives a crash; a batch is recorded whole or not at all.
- Nothing is updated or deleted: the store itself refuses it, whoever asks. A redaction alone blanks words, by an entry.
- `seq` counts entries from 1 without gaps and `recorded_at` strictly increases; both are assigned under one lock, in the
  transaction of the rows. So the entries up to a `seq` never change, and a question asked again gets the same answer.
- Versions and events are named once. A fact belongs to a reading; the latest reading of a version stands.
- Every entry is a leaf of a Merkle tree, whose root is signed in the transaction of each batch.

Whether bytes are new is for the caller to judge by `latest_version`: A, then B, then A again are three versions. `errors`
names what a record refuses; in each case the record is left as it was.

`store` is what both stores do with a batch, `filing` what its entries are looked up by, `looking` the questions; `sqlite`
and `postgres` are the engines, their schemas numbered files in `migrations`, applied forward only. `merkle` and `keys` are
the arithmetic of the proofs, `proofs` makes and checks them, `verify` goes through a whole record, `moving` takes a record
from one store to another, `redaction` finds what a takedown has to take.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from asrun.model.entry import Entry, Payload
from asrun.model.source import Snapshot, Version
from asrun.model.span import Span
from asrun.record.errors import RecordError

if TYPE_CHECKING:
    from asrun.record.store import Store

__all__ = ["Record", "RecordError", "open_record"]


class Record(Protocol):
    """What a record is asked and told by the pipeline; "as of" a `seq` is as of its entry, the head by default."""

    def append(self, payloads: Sequence[Payload], snapshots: Sequence[Snapshot], now: datetime) -> list[Entry]:
        """Appends payloads in one transaction, all or none; the entries they became.

        `now` is the caller's clock, aware: an entry is recorded then, or a microsecond after the one before it. `snapshots`
        are the bytes of the versions among the payloads; a hash that is there already stays as it is.
        """

    def entries(self, seq: int | None = None, after: int = 0) -> Iterator[Entry]:
        """The entries after one place and up to another, in order."""

    def head(self) -> int:
        """The last `seq`; 0 in an empty record."""

    def seq_at(self, recorded_by: datetime) -> int:
        """The last `seq` recorded by a moment, never beyond the head; 0 before the first."""

    def recorded_at(self, seq: int) -> datetime | None:
        """When an entry was recorded."""

    def latest_version(self, source: str) -> Version | None:
        """The latest version of a source that is neither withdrawn nor redacted."""

    def count_versions(self, source: str) -> int:
        """How many versions a source has, those that were withdrawn or redacted too."""

    def version(self, name: str) -> Version | None:
        """The version of an id."""

    def versions(self) -> list[Version]:
        """Every version of every source, in the order in which they were recorded."""

    def withdrawn(self, version: str, seq: int | None = None) -> bool:
        """Whether a version was withdrawn by then."""

    def snapshot(self, sha256: str) -> Snapshot | None:
        """The bytes of a hash."""

    def readings(self, calendar: str | None, limit: int) -> list[list[Entry]]:
        """The latest standing readings of a calendar, the latest first, each with its facts."""

    def around(
        self, first: date | None, last: date | None = None, seq: int | None = None, undated: bool = False
    ) -> list[Entry]:
        """All that is held of the events of some days and of the documents of these days, in order.

        With `undated` the latest events and documents without a day come too.
        """

    def about(self, events: Iterable[str], seq: int | None = None) -> list[Entry]:
        """All that is held of some events, with the versions and readings that tell of them, in order."""

    def of_calendar(self, calendar: str, seq: int | None = None) -> list[Entry]:
        """All that is held of the events and documents of a calendar, in order."""

    def of_source(self, source: str, limit: int) -> list[Entry]:
        """All that is held of the latest versions of a source and of their events, in order."""

    def state(
        self,
        days: tuple[date, date] | None = None,
        event: str | None = None,
        calendar: str | None = None,
        seq: int | None = None,
        as_of: datetime | None = None,
    ) -> list[Entry]:
        """What each claimant said last of each event of some days, of an event or of a calendar."""

    def changes(
        self,
        after: int,
        seq: int | None = None,
        days: tuple[date, date] | None = None,
        event: str | None = None,
        calendar: str | None = None,
    ) -> list[Entry]:
        """What the record learned of some days, an event or a calendar after one place and up to another."""

    def named(self, start: str) -> list[str]:
        """The events whose id begins with some letters."""

    def event_of(self, mention: Span) -> str | None:
        """The event that some words of a version are linked to."""

    def mentioning(self, words: Sequence[str], seq: int | None = None) -> set[str]:
        """The events of which some fact holds all of some words."""

    def close(self) -> None:
        """Ends the use of the record."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_record(path: str | Path) -> "Store":
    """The record at a path or a postgresql:// address, made when there is none; ":memory:" is one that ends with its use.

    Its signing key is made on first use, in the file of that name with ".key", or of a server's record in the user's
    configuration. Raises RecordError where the path holds something else or cannot be used; what is there is left as it was.
    """
    if str(path).startswith(("postgresql://", "postgres://")):
        try:
            from asrun.record.postgres import PostgresRecord
        except ImportError as error:
            raise RecordError(
                "no psycopg here; a record of a PostgreSQL server needs it; pip install 'asrun[postgres]' would do"
            ) from error
        return PostgresRecord(str(path))
    from asrun.record.sqlite import SqliteRecord

    return SqliteRecord(str(path))
