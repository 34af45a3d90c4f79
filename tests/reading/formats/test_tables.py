"""Tables: known columns become plans, unknown ones a notice that names them."""

import pytest

from asrun.model.document import raw_range
from asrun.model.fact import Change, Plan
from asrun.model.reading import Reading
from asrun.model.source import Given
from asrun.reading.mapped import mappings
from asrun.reading.reader import read
from asrun.sources.file import snapshot

FACTBASE = (
    "date,time,time_formatted,type,details,location\n"
    '2024-03-12,09:30:00,9:30 AM,Official Schedule,"The Governor holds a ""town hall"" with port wardens",Harbour Office\n'
    "2024-03-12,08:00:00,8:00 AM,Pool Call Time,Pool gathers,North Gate\n"
    "2024-03-12,,,Official Schedule,No public events after noon,\n"
)


def reading(text: str, zones: tuple[str, ...] = (), name: str = "a.csv") -> Reading:
    return read(snapshot(name, text.encode()), Given(zones=zones))


def plans(told: Reading) -> list[Plan]:
    return [f for f in told.facts if isinstance(f, Plan)]


def test_rows_of_a_known_calendar_are_plans() -> None:
    told = reading(FACTBASE)
    first, second = plans(told)
    assert str(first.starts) == "2024-03-12 09:30 America/New_York"
    assert first.place == "Harbour Office"
    assert "town hall" in first.summary.lower()
    assert (str(second.starts), second.summary) == ("2024-03-12", "No public events after noon")
    assert told.given.basis["zones"] == "mapping factbase"
    start, end = raw_range(told.pieces, first.spans[0].start, first.spans[0].end)
    assert FACTBASE[start:end] == 'The Governor holds a ""town hall"" with port wardens'


def test_a_declared_zone_wins_over_that_of_a_mapping() -> None:
    assert str(plans(reading(FACTBASE, ("Europe/Lisbon",)))[0].starts) == "2024-03-12 09:30 Europe/Lisbon"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_seen(delimiter: str) -> None:
    text = "\ufeffDate,Start,End,Event,Place,Status\r\n12.03.2024,14:05,14:40,Signing,Town Hall,cancelled\r\n"
    told = reading(text.replace(",", delimiter), ("Europe/Lisbon",))
    (plan,) = plans(told)
    assert (str(plan.starts), str(plan.ends), plan.summary) == (
        "2024-03-12 14:05 Europe/Lisbon",
        "2024-03-12 14:40 Europe/Lisbon",
        "Signing",
    )
    assert [f.kind for f in told.facts if isinstance(f, Change)] == ["cancelled"]


def test_a_calendar_programs_table_is_read() -> None:
    text = (
        "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location\n"
        "Talks,03/12/2024,2:05 PM,03/12/2024,3:00 PM,False,,Town Hall\n"
        "Fair,03/13/2024,,03/15/2024,,True,,Harbour\n"
    )
    first, second = plans(reading(text, ("Europe/Lisbon",)))
    assert (str(first.starts), str(first.ends)) == ("2024-03-12 14:05 Europe/Lisbon", "2024-03-12 15:00 Europe/Lisbon")
    assert (str(second.starts), str(second.ends)) == ("2024-03-13", "2024-03-15")


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("when;what it is\n1;2\n", "csv-columns", '"when", "what it is"'),
        ("date,time\n2024-03-12,09:00\n", "csv-columns", '"date", "time"'),
        ("date,event\n,\n", "csv-empty", "no row"),
        ("date,event\nsoon,Talks\n", "csv-date", "1 rows"),
    ],
)
def test_what_does_not_fit_says_what_was_read_and_what_would_do(text: str, code: str, words: str) -> None:
    told = reading(text)
    (notice,) = [n for n in told.notices if n.code == code]
    assert words in notice.message
    assert notice.message.count("; ") == 2


def test_every_mapping_reads_its_own_forms() -> None:
    for one in mappings():
        assert set(one.needs) <= set(one.columns)
        assert one.title
        assert one.days


@pytest.mark.parametrize(
    "text",
    [
        "date,event\n" + "2024-03-12,Talks\n" * 20_000,
        "date,event\n" + '"' * 100_000,
        "date,event\n" + '2024-03-12,"' * 30_000,
        "," * 300_000,
        "date,event\n2024-03-12," + "x" * 1_000_000,
        "date,event\n99999999999-99-99,Talks\n9999-12-31,Talks\n",
        "date,event,start,end\n9999-12-31,Talks,23:00,01:00\n0001-01-01,Talks,00:00,01:00\n",
    ],
    ids=range(7),
)
def test_hostile_tables_are_bounded(text: str) -> None:
    assert len(plans(reading(text, ("Asia/Kathmandu",)))) <= 5000
