"""A story: documents added in order of arrival, and the account asked at moments of the day."""

from datetime import UTC, datetime
from pathlib import Path

from asrun.model.account import Account, EventAccount
from asrun.model.source import Given
from asrun.pipeline.asking import Question, ask
from asrun.pipeline.moments import parse_moment
from asrun.pipeline.store import add, open_record
from asrun.record import Record
from asrun.sources.file import snapshot


def told(folder: Path, arrivals: list[tuple[str, str | None, str]]) -> Record:
    """A record of documents: file, source, moment of issue."""
    record = open_record(":memory:")
    for file, source, issued in arrivals:
        at = datetime.fromisoformat(issued).astimezone(UTC)
        given = Given(at, basis={"issued_at": "declared"})
        assert add(record, snapshot(file, (folder / file).read_bytes()), given, at, source).version
    return record


def as_of(record: Record, moment: str | None) -> Account:
    """The account as of a moment with its offset; None takes all."""
    return ask(record, Question(as_of=parse_moment(moment, None) if moment else None))


def event(account: Account, words: str) -> EventAccount:
    """The event whose summary holds some words."""
    return next(e for e in account.events if words in e.summary)
