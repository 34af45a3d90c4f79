"""Time expressions alone: of documents in words, and of lines of JSON by the thousand."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import msgspec

from asrun.model.document import Document
from asrun.model.reading import Reading
from asrun.model.source import Given
from asrun.model.time import Timex, known_zone
from asrun.reading.layout import divide
from asrun.reading.times import read_times

_WANTED = '{"id": "1", "text": "at 14:05 on Friday", "created": "2024-06-13", "zone": "Europe/Oslo"}'


class Line(msgspec.Struct, frozen=True):
    """A text to read: `created` is its day (or instant) in ISO form, `zone` the IANA zone where things happen."""

    id: str
    text: str
    created: str | None = None
    zone: str | None = None


class TimesFound(msgspec.Struct, frozen=True):
    """The expressions of one line, each [start, end, type, value, utc or null], offsets in code points."""

    id: str
    times: list[tuple[int, int, str, str, str | None]]


class LineError(ValueError):
    """A line that is no text to read; its message says which and what would do."""


def times_text(reading: Reading) -> Iterator[str]:
    """The expressions of a reading, a line each: place, words, type, value, instant and what gave the day."""
    for time in (f for f in reading.facts if isinstance(f, Timex)):
        words = " ".join(time.span.exact.split())
        parts = [f"{time.span.start}-{time.span.end}", words, f"{time.type} {time.value}", _where(time), time.anchor]
        yield "\t".join(parts).rstrip()


def _where(time: Timex) -> str:
    if time.utc:
        return f"{time.utc:%Y-%m-%dT%H:%MZ} {time.zone}"
    return f"one of {', '.join(time.alternatives)}" if time.alternatives else time.zone or ""


def times_lines(lines: Iterable[bytes]) -> Iterator[bytes | LineError]:
    """For each line of JSON the line of its expressions, or why it is none; empty lines are passed over."""
    decoder, encode = msgspec.json.Decoder(Line), msgspec.json.Encoder().encode
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            line = decoder.decode(raw)
            yield encode(TimesFound(line.id, _times(line)))
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
            yield LineError(f"line {number} is no text to read ({error}); one like {_WANTED} would do")


def _times(line: Line) -> list[tuple[int, int, str, str, str | None]]:
    given = _given(line)
    document = divide(Document(line.id, "text/plain", line.text))
    return [
        (t.span.start, t.span.end, t.type, t.value, f"{t.utc:%Y-%m-%dT%H:%M:%SZ}" if t.utc else None)
        for t in read_times(document, given).timexes
    ]


def _given(line: Line) -> Given:
    if line.zone is not None and not known_zone(line.zone):
        raise ValueError(f'"{line.zone}" is no IANA zone')
    zones = (line.zone,) if line.zone else ()
    if not line.created:
        return Given(zones=zones)
    if len(line.created) > 10:
        moment = datetime.fromisoformat(line.created)
        if moment.tzinfo:
            return Given(issued_at=moment, zones=zones)
    return Given(day=date.fromisoformat(line.created[:10]), zones=zones, basis={"day": "declared"})
