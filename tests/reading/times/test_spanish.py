"""Spanish, which is one file of data: sentences of schedules and news, and what comes out."""

from datetime import date

import pytest

from asrun.model.document import Document
from asrun.model.source import Given
from asrun.reading.layout import divide
from asrun.reading.times import read_times
from asrun.reading.times.engine import detected

LIMA, DAY = "America/Lima", date(2024, 6, 13)
SENTENCES = [
    ("El acto empezará a las 16.30 horas, hora local.", LIMA, [("16.30 horas", "2024-06-13T16:30", "21:30")]),
    ("La ministra llegó a las cinco menos cuarto de la tarde.", LIMA,
     [("cinco menos cuarto de la tarde", "2024-06-13T16:45", "21:45")]),
    ("La rueda de prensa será el lunes a las 9:05 h.", LIMA,
     [("lunes", "2024-06-17", None), ("9:05 h", "2024-06-17T09:05", "14:05")]),
    ("El avión despegó ayer a las 22:40 y aterrizó dos horas después.", LIMA,
     [("ayer", "2024-06-12", None), ("22:40", "2024-06-12T22:40", "03:40"),
      ("dos horas después", "2024-06-13T00:40", "05:40")]),
    ("Reunión de 10:00 a 11:30, en la sede del banco.", LIMA,
     [("10:00", "2024-06-13T10:00", "15:00"), ("11:30", "2024-06-13T11:30", "16:30")]),
    ("El presidente viajará el 3 de julio a mediodía.", LIMA,
     [("3 de julio", "2024-07-03", None), ("mediodía", "2024-07-03T12:00", "17:00")]),
    ("La sesión, prevista para las 18:00 GMT, duró hora y media.", LIMA,
     [("18:00 GMT", "2024-06-13T18:00", "18:00"), ("hora y media", "PT1H30M", None)]),
    ("Todos los jueves se publica el boletín, dijo la portavoz esta mañana.", LIMA,
     [("Todos los jueves", "XXXX-WXX-4", None), ("esta mañana", "2024-06-13TMO", None)]),
    ("Las obras, que empezaron hace dos años, acabarán a finales de agosto de 2025.", LIMA,
     [("hace dos años", "2022", None), ("finales de agosto de 2025", "2025-08", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "zone", "wanted"), SENTENCES, ids=[s[0][:32] for s in SENTENCES])
def test_a_spanish_sentence(text: str, zone: str, wanted: list[tuple[str, str, str | None]]) -> None:
    document = divide(Document("d", "text/plain", text))
    given = Given(day=DAY, zones=(zone,), basis={"day": "declared"})
    found = read_times(document, given).timexes
    assert [(t.span.exact, t.value, f"{t.utc:%H:%M}" if t.utc else None) for t in found] == wanted


@pytest.mark.parametrize("text", [s[0] for s in SENTENCES])
def test_the_language_is_told_by_the_words(text: str) -> None:
    assert detected(text) == "es"


def test_a_language_that_nobody_reads_yet_is_a_notice() -> None:
    document = divide(Document("d", "text/plain", "Der Zug fährt um 14:05 Uhr ab."))
    read = read_times(document, Given(language="de", zones=("Europe/Berlin",)))
    assert [n.code for n in read.notices][:1] == ["language-unknown"]
    assert [t.span.exact for t in read.timexes] == ["14:05"]
