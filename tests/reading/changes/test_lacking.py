"""Turns of phrase are not looked for where nothing can stand by them."""

from types import SimpleNamespace

import pytest

from asrun.model.document import Document
from asrun.model.source import Given
from asrun.reading.changes.companions import lacking
from asrun.reading.layout import divide
from asrun.reading.times import read_times


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The regatta slid and slid.", {"clock", "day", "ahead", "amount"}),
        ("The regatta slid by forty minutes.", {"clock", "day", "ahead"}),
        ("ORKNEY, 2 May 2031\nThe regatta slid to Friday.", {"clock", "amount"}),
        ("ORKNEY, 2 May 2031\nThe regatta slid to 15:40, forty minutes late.", set()),
    ],
)
def test_what_nothing_in_a_text_is_of(text: str, wanted: set[str]) -> None:
    times = read_times(divide(Document("d", "text/plain", text)), Given())
    assert lacking(SimpleNamespace(times=times)) == wanted
