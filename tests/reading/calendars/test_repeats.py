"""Recurrence rules against an independent reading of them."""

from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from asrun.reading.calendars.repeats import rule, starts

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def ours(value: str, first: datetime, last: datetime) -> list[datetime]:
    made = rule(value)
    assert made
    return list(starts(made, first, None, last))


def theirs(value: str, first: datetime, last: datetime) -> list[datetime]:
    return sorted({first, *rrulestr(value, dtstart=first).between(first, last, inc=True)})


@pytest.mark.parametrize(
    "value",
    [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3;COUNT=10",
        "FREQ=WEEKLY;BYDAY=MO,WE,FR",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=9,17",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYYEARDAY=1,100,-1",
        "FREQ=DAILY;BYMONTH=1;BYDAY=SA",
    ],
)
@pytest.mark.parametrize("first", [datetime(2024, 3, 12, 14, 5), datetime(2023, 12, 31, 9), datetime(2024, 2, 29, 12)])
def test_rules_give_the_starts_that_they_name(value: str, first: datetime) -> None:
    last = first + timedelta(days=1200)
    wanted = theirs(value, first, last)
    found = ours(value, first, last)
    count = value.partition("COUNT=")[2]
    assert found == (wanted[: int(count)] if count else wanted)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")),
    st.integers(1, 5),
    st.lists(st.sampled_from(WEEKDAYS), max_size=3, unique=True),
    st.lists(st.integers(1, 12), max_size=3, unique=True),
    st.datetimes(datetime(2020, 1, 1), datetime(2025, 1, 1)).map(lambda d: d.replace(second=0, microsecond=0)),
)
def test_any_rule_agrees_with_dateutil(
    freq: str, interval: int, days: list[str], months: list[int], first: datetime
) -> None:
    value = f"FREQ={freq};INTERVAL={interval}"
    value += f";BYDAY={','.join(days)}" if days else ""
    value += f";BYMONTH={','.join(map(str, months))}" if months else ""
    last = first + timedelta(days=800)
    assert ours(value, first, last) == theirs(value, first, last)
