"""Time expressions alone: of documents in words, and of lines of JSON by the thousand."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import msgspec

from asrun.model.document import Document
from asrun.model.notice import Notice
from asrun.model.source import Given, Snapshot
from asrun.model.time import Timex, known_zone
from asrun.pipeline.lines import LineError, answered
from asrun.reading.documents import document_of
from asrun.reading.layout import divide
from asrun.reading.times import walk_times

_PIECE = 512
_WANTED = '{"id": "1", "text": "at 14:05 on Friday", "created": "2024-06-13", "zone": "Europe/Oslo"}'


class Line(msgspec.Struct, frozen=True):
    """A text to read: `created` is its day (or instant) in ISO form, `zone` the IANA zone where things happen."""

    id: str
    text: str
    created: str | None = None
    zone: str | None = None


def times_text(snapshot: Snapshot, given: Given) -> Iterator[str | Notice]:
    """The expressions of a document, a line each (place, words, type, value, instant, what gave the day); then notices."""
    document = document_of(snapshot, snapshot.name)
    if isinstance(document, Notice):
        yield document
        return
    notices: list[Notice] = []
    for time in walk_times(document, given, notices):
        words = " ".join(time.span.exact.split())
        place = f"{time.span.start}-{time.span.end}"
        yield "\t".join([place, words, f"{time.type} {time.value}", _where(time), time.anchor]).rstrip()
    yield from notices


def _where(time: Timex) -> str:
    if time.utc:
        return f"{_utc(time.utc, 'minutes')} {time.zone}"
    return f"one of {', '.join(time.alternatives)}" if time.alternatives else time.zone or ""


def times_lines(lines: Iterable[bytes]) -> Iterator[bytes | LineError]:
    """For each line of JSON the line of its expressions, in pieces where it is long, or why it is none.

    Empty lines are passed over.
    """
    return answered(lines, Line, _WANTED, lambda line: _pieces(line, _given(line)))


def _pieces(line: Line, given: Given) -> Iterator[bytes]:
    """The line of a text's expressions, some hundreds at a time."""
    encode = msgspec.json.Encoder().encode
    found = walk_times(divide(Document(line.id, "text/plain", line.text)), given, [])
    piece = b'{"id":' + encode(line.id) + b',"times":['
    while times := [_shown(t) for t in islice(found, _PIECE)]:
        yield piece + encode(times)[1:-1]
        piece = b","
    yield (b"" if piece == b"," else piece) + b"]}\n"


def _shown(time: Timex) -> tuple[int, int, str, str, str | None]:
    span, utc = time.span, time.utc
    return span.start, span.end, time.type, time.value, _utc(utc, "seconds") if utc else None


def _utc(moment: datetime, exact: str) -> str:
    return f"{moment.replace(tzinfo=None).isoformat(timespec=exact)}Z"


def _given(line: Line) -> Given:
    if line.zone is not None and not known_zone(line.zone):
        raise ValueError(f'"{line.zone}" is no IANA zone')
    zones = (line.zone,) if line.zone else ()
    if not line.created:
        return Given(zones=zones)
    if len(line.created) > 10:
        moment = datetime.fromisoformat(line.created)
        if moment.tzinfo:
            own = moment.astimezone(ZoneInfo(line.zone)) if line.zone else moment
            return Given(issued_at=moment, day=own.date(), zones=zones, basis={"day": "declared"})
    return Given(day=date.fromisoformat(line.created[:10]), zones=zones, basis={"day": "declared"})
