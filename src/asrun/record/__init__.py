"""The record: entries in the order in which they were learned, append-only from the first day.

`Record` is what every store can do; `open_record` opens the store of a path. What a record promises:

- What `append` has returned survives a crash; a batch is recorded whole or not at all.
- Nothing is updated or deleted: the store itself refuses it, whoever asks.
- `seq` counts entries from 1 without gaps and `recorded_at` strictly increases; both are assigned under one lock, in the
  transaction of the rows. So the entries up to a `seq` never change, and a question asked again gets the same answer.
- Versions and events are named once. The bytes of each version are there, by hash, once however many versions have them.

Whether bytes are new is for the caller to judge by `latest_version`: A, then B, then A again are three versions. `errors`
names what a record refuses; in each case the file is left as it was. Stores are modules of this package (`sqlite`); the
schema is numbered files in `migrations`, applied forward only.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from asrun.model.entry import Entry, Payload
from asrun.model.source import Snapshot, Version
from asrun.record.errors import RecordError

__all__ = ["Record", "RecordError", "open_record"]


class Record(Protocol):
    """What a store of entries can do."""

    def append(self, payloads: Sequence[Payload], snapshots: Sequence[Snapshot], now: datetime) -> list[Entry]:
        """Appends payloads in one transaction, all or none; the entries they became.

        `now` is the caller's clock, aware: an entry is recorded then, or a microsecond after the one before it. `snapshots`
        are the bytes of the versions among the payloads; a hash that is there already stays as it is.
        """

    def entries(self, seq: int | None = None) -> Iterator[Entry]:
        """The entries up to a place in the record, the head by default, in order."""

    def head(self) -> int:
        """The last `seq`; 0 in an empty record."""

    def seq_at(self, recorded_by: datetime) -> int:
        """The last `seq` recorded by a moment, never beyond the head; 0 before the first."""

    def latest_version(self, source: str) -> Version | None:
        """The latest version of a source."""

    def version(self, name: str) -> Version | None:
        """The version of an id."""

    def versions(self) -> list[Version]:
        """Every version of every source, in the order in which they were recorded."""

    def snapshot(self, sha256: str) -> Snapshot | None:
        """The bytes of a hash."""

    def close(self) -> None:
        """Ends the use of the record."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_record(path: str | Path) -> Record:
    """The record at a path, made when there is none; ":memory:" is one that ends with its use.

    Raises RecordError where the path holds something else or cannot be used; the file is left as it was.
    """
    from asrun.record.sqlite import SqliteRecord

    return SqliteRecord(str(path))
