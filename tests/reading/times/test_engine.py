"""The engine against the standard library's regular expressions, and on input that nobody would write."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asrun.model.document import Document
from asrun.model.source import Given
from asrun.reading.layout import divide
from asrun.reading.times import read_times
from asrun.reading.times.engine import codes, language

SEEN = [
    "The train left at 11:55 a.m./11:55 p.m. on 3 June 2024, two hours earlier than planned.",
    "Every Tuesday until noon; 9–10:30 a.m., half past six, 0600Z, 16h30, the third quarter of 2019.",
    "El acto empezará a las 16.30 horas del lunes 3 de junio; media hora después, hora local.",
    "Ｆｕｌｌ １１：５５ wide, \u200f11:55\u200e and \u200b12:05\u200b, ſ and K, 午後0時7分, ٣:٤٥",
]


def test_a_cue_that_a_language_lacks_matches_no_text() -> None:
    document = divide(Document("d", "text/plain", "\0 mañana"))
    found = read_times(document, Given(language="es", day=date(2024, 6, 3)))
    assert [t.value for t in found.timexes] == ["2024-06-04"]


@pytest.mark.parametrize("code", codes())
def test_the_same_candidates_as_the_standard_library(code: str, shared: Path) -> None:
    """Every candidate of re2 begins where re finds one first; the same rules fit it."""
    known = language(code)
    oracle = re.compile(known.expression(), re.ASCII)
    rules = [re.compile(f"(?i:{r.pattern})", re.ASCII) for r in known.rules]
    news = sorted((shared / "data" / "timex" / "timebank").glob("*.tml"))[::4]
    texts = [re.sub(r"<[^>]*>", "", p.read_text(encoding="utf-8"))[:3000] for p in news]
    texts += [p.read_text(encoding="utf-8")[:3000] for p in sorted((shared / "data").rglob("*.txt"))[:12]]
    for text in (*SEEN, *texts):
        data, position = text.encode(), 0
        while match := known.pattern.search(data, position):
            start = len(data[: match.start()].decode())
            words = data[match.start() : match.end()].decode()
            first = oracle.search(text, len(data[:position].decode()))
            assert first is not None, words
            assert first.start() == start, words
            fits = [r.name for r, o in zip(known.rules, rules, strict=True) if o.fullmatch(words)]
            assert fits == [r.name for r, _, _ in known.readings(words)], words
            position = match.end()
        rest = oracle.search(text, len(data[:position].decode()))
        assert rest is None, rest


pieces = st.sampled_from(
    "11:55 a.m. / ( ) - – 24:00 00:00 12 31 1999 9999 0000 0001 2024-02-30 2024-13-45 99/99/99 31.02.2021 UTC+14 GMT-99 "
    "UTC−5:30 +05:30 Z EST BST local time noon midnight yesterday today next last Monday month quarter of the third "
    "two hours earlier later than every other week ago century 9999-12-31T23:59Z 0001-01-01 half past quarter to one "
    "las 16.30 horas de la tarde mañana \u200f \u200b \ud800 \x00 \n \r\n \u2028 \U0001f55b é İ ß".split(" ")
)


@given(st.lists(pieces | st.text(max_size=6), max_size=24).map(" ".join), st.sampled_from(["en", "es", "xx"]))
def test_any_text_is_read_and_every_span_holds_its_words(text: str, code: str) -> None:
    document = divide(Document("d", "text/plain", text))
    last = 0
    for time in read_times(document, Given(language=code, zones=("Pacific/Chatham",))).timexes:
        assert last <= time.span.start < time.span.end <= len(text)
        assert text[time.span.start : time.span.end] == time.span.exact
        last = time.span.end


HOSTILE = {
    "digits": "7" * 1_000_000,
    "pairs": "11:55 a.m./" * 100_000,
    "pairs without end": "(11:55 " * 140_000,
    "marks": "\u200f\u200b11:55\u200b" * 110_000,
    "words": "two hours and " * 70_000,
    "dates": "1/1/" * 250_000,
    "letters": "a" * 1_000_000,
    "legends": "all times are in Oslo time and " * 32_000,
    "lines": "9\n" * 500_000,
    "feasts": "the third quarter of the second half of " * 25_000,
}
PROGRAM = """
import resource, sys
from asrun.pipeline import times_lines
import msgspec
text = sys.argv[1] * int(sys.argv[2])
list(times_lines([msgspec.json.encode({"id": "w", "text": "at 14:05", "created": "2024-06-13"})]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
line = msgspec.json.encode({"id": "1", "text": text, "created": "2024-06-13", "zone": "Asia/Tehran"})
for made in times_lines([line]):
    assert isinstance(made, bytes), made
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, len(text.encode()))
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_whole(name: str) -> None:
    text = HOSTILE[name]
    document = divide(Document("d", "text/plain", text))
    for time in read_times(document, Given(zones=("Asia/Tehran",))).timexes:
        assert text[time.span.start : time.span.end] == time.span.exact


def test_year_nought_and_the_last_year_are_no_trouble() -> None:
    for day in ("0001-01-01", "9999-12-31"):
        text = f"{day}. At 00:05 and 23:55 on Monday, two days earlier, three weeks later, tomorrow, last century."
        document = divide(Document("d", "text/plain", text))
        for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
            assert read_times(document, Given(zones=(zone,))).timexes


def run(unit: str, count: int) -> tuple[int, int]:
    done = subprocess.run([sys.executable, "-c", PROGRAM, unit, str(count)], capture_output=True, text=True, check=True)
    used, size = done.stdout.split()
    return int(used) * 1024, int(size)


def test_ten_megabytes_of_digits_take_little_memory() -> None:
    used, size = run("7", 10_000_000)
    assert used <= 60_000_000 + 6 * size


@pytest.mark.parametrize("text", ["Dep. 23:50 (+1)", "23:10–01:20", "Doors 00:10 / 23:50", "0:00 (23:30 ET)"])
def test_a_clock_on_the_last_or_first_day_stays_on_it(text: str) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        document = divide(Document("d", "text/plain", f"{day}. {text}"))
        assert all(
            t.value[:5] in (f"{day[:4]}-", "XXXX-")
            for t in read_times(document, Given(zones=("Pacific/Kiritimati",))).timexes
        )
