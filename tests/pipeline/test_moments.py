"""Moments as a person types them."""

from datetime import date

import pytest

from asrun.pipeline.moments import parse_day, parse_moment


@pytest.mark.parametrize("text", ["2019-02-28T12:30+07:00", "2019-02-28 12:30", "12:30", "2019-02-28T05:30Z"])
def test_one_moment_in_four_spellings(text: str) -> None:
    assert parse_moment(text, "Asia/Ho_Chi_Minh", date(2019, 2, 28)).isoformat() == "2019-02-28T05:30:00+00:00"


@pytest.mark.parametrize("text", ["", "noon", "2019-02-30T12:00Z", "25:00", "0001-01-01T00:00+14:00"])
def test_what_is_no_moment_says_what_would_do(text: str) -> None:
    with pytest.raises(ValueError, match="would do"):
        parse_moment(text, "Europe/Oslo", date(2024, 1, 1))


def test_a_clock_without_a_zone_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="no zone is known"):
        parse_moment("2024-01-01T12:00", None)


def test_an_impossible_day() -> None:
    with pytest.raises(ValueError, match="no day of the calendar"):
        parse_day("2019-02-29")
