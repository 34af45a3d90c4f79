"""The record: entries in the order in which they were learned, append-only from the first day.

`Record` is what every store can do; `open_record` opens the store of a path. Nothing is updated or deleted: the store itself
refuses it. `seq` counts entries from 1 without gaps, `recorded_at` strictly increases, both are assigned in one transaction
with the rows. Entries up to a `seq` never change, so that a question asked again gets the same answer.
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
        """Appends payloads in one transaction, all or none; the entries they became."""

    def entries(self, seq: int | None = None) -> Iterator[Entry]:
        """The entries up to a place in the record, the head by default, in order."""

    def head(self) -> int:
        """The last `seq`; 0 in an empty record."""

    def latest_version(self, source: str) -> Version | None:
        """The latest version of a source."""

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
