"""What is the date line of a report, and what only looks like one."""

import pytest

from asrun.model.fact import Observation
from asrun.model.source import Given
from asrun.reading.datelines import DATELINE, MEDIUM_LINE
from asrun.reading.reader import read
from asrun.sources.file import snapshot


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("LIMA, 3 June 2025 (Andes Wire) — The talks", "Andes Wire"),
        ("ÅLESUND, June 3 (Fjord Post) -- The talks", "Fjord Post"),
        ("10:00 (15:00 GMT) - The talks", None),
        ("The talks (in brief) - a note", None),
    ],
)
def test_a_medium_stands_in_the_brackets_of_a_date_line(text: str, medium: str | None) -> None:
    found = MEDIUM_LINE.match(text)
    assert (found[1] if found else None) == medium


@pytest.mark.parametrize(
    "line", ["ÅLESUND, 3 June 2025 – ", "SÃO PAULO, 3 June 2025 (Folha) — ", "NOUAKCHOTT, 3 June 2025 - "]
)
def test_what_a_clause_tells_begins_behind_the_date_line(line: str) -> None:
    found = DATELINE.match(f"{line}Ana Prates shook hands at 9:22.")
    assert found is not None
    assert found[0] == line
    facts = read(
        snapshot("x.txt", f"{line}Ana Prates shook hands with the nurses at 9:22 a.m.\n".encode()), Given()
    ).facts
    seen = [f for f in facts if isinstance(f, Observation) and f.about]
    assert [f.about.spans[0].exact for f in seen if f.about] == ["Ana Prates shook hands with the nurses at 9:22 a.m"]
