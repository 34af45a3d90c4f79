"""Moments as a person types them: ISO 8601 with an offset, or a local clock of a zone."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def parse_moment(text: str, zone: str | None, day: date | None = None) -> datetime:
    """The moment in UTC of "2019-02-28T12:30+07:00", or of "2019-02-28 12:30" and "12:30" in a zone (on a day).

    Raises ValueError with what was read, why it cannot stand and what would.
    """
    try:
        moment = (
            datetime.combine(day, time.fromisoformat(text)) if day and ":" in text[:3] else datetime.fromisoformat(text)
        )
    except ValueError:
        raise ValueError(f'"{text}" is no moment; 2019-02-28T12:30+07:00 would do') from None
    try:
        if moment.tzinfo is None:
            if zone is None:
                raise ValueError(f'"{text}" has no offset; no zone is known for it; {text}+00:00 or a zone would do')
            moment = moment.replace(tzinfo=ZoneInfo(zone))
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f'"{text}" is outside the calendar in UTC; a year from 2 to 9998 would do') from None


def parse_day(text: str) -> date:
    """The day of "2019-02-28"; raises ValueError in words for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f'"{text}" is no day of the calendar; one like 2019-02-28 would do') from None
