"""The day of a revision's clocks: that of the programme which its heading names, and the zone of a place told of."""

import hashlib

import pytest

from asrun.model.source import Snapshot
from asrun.model.time import Timex
from asrun.reading.reader import read

MAIL = (
    "From: Harbour desk <desk@quay.example>\nSubject: {subject}\nDate: Thu, 13 Mar 2025 18:41:00 +0000\n"
    "Content-Type: text/plain; charset=utf-8\n\n"
    "Dear all,\n\nThis replaces what we sent on Wednesday. Two things are different:\n\n"
    "1. The Lisbon tour slips from 11:30 to 12:15. For those following from Madrid, that is 13:15 there.\n"
    "2. Dinner is at 19:30.\n\nThe envoy said that it was no loss.\n\nHarbour desk, Lisbon\n"
)


def times(subject: str) -> dict[str, Timex]:
    """The expressions of a mail with this subject, by their words."""
    data = MAIL.format(subject=subject).encode()
    snapshot = Snapshot("mail.eml", data, "message/rfc822", hashlib.sha256(data).hexdigest())
    return {f.span.exact: f for f in read(snapshot).facts if isinstance(f, Timex)}


@pytest.mark.parametrize("subject", ["Saturday's running order - please use this one", "Fwd: Programme for Saturday"])
def test_the_programme_that_a_subject_names_gives_the_clocks_their_day(subject: str) -> None:
    found = times(subject)
    assert found["Saturday"].value == "2025-03-15"
    assert found["12:15"].value == "2025-03-15T12:15"
    assert found["19:30"].value == "2025-03-15T19:30"


def test_a_clock_there_is_in_the_zone_of_the_place_named_before_it() -> None:
    found = times("Saturday's running order")
    assert found["13:15"].utc == found["12:15"].utc
    assert found["13:15"].zone == "Europe/Madrid"


def test_the_programme_of_a_day_in_a_sentence_may_be_of_the_past() -> None:
    assert times("Too long. Saturday's programme was too long.")["Saturday"].value == "2025-03-08"
