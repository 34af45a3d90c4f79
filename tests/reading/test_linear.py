"""Work grows with the text and no faster: code points copied, steps taken, events kept in mind."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from types import FrameType, ModuleType
from typing import Any

import msgspec
import pytest

from asrun.linking import linker
from asrun.linking.items import Items
from asrun.linking.mentioned import SLATED
from asrun.model.fact import Plan
from asrun.model.known import Known, Profile
from asrun.model.notice import Notice
from asrun.model.source import Given, Snapshot
from asrun.reading import reader
from asrun.reading.documents import document_of
from asrun.reading.genres import labelled_notice
from asrun.reading.quotes import described, statements
from asrun.sources.file import snapshot

NEWS = (
    "The trade talks in Lisbon ended early on Tuesday, and a dinner planned for 7:30 p.m. was called off. "
    '"We could not accept that text," Ana Prates told reporters at 16:10. "Nobody is angry." '
    "Kari Lund, the envoy, left Oslo for Lima at 14:05 on Monday, 4 March 2024, half an hour later than planned. "
)
REPEATED = {
    "one line of news": NEWS,
    "news in capitals": NEWS.upper(),
    "quotes without a speaker": '"We will not sign it, not now." ',
    "quotes, each with a wish between": '"We will not sign it." Ana Prates hopes to go. ',
    "quote marks": '"',
    "one word a line": "Word\n",
    "halves of clocks": "a.m./",
    "clocks": "9 a.m./",
    "dates": "12 March 2024, ",
    "scripts": "Он сказал в 14:05. 会議は 14:05 に始まる。 اجتماع في 2:05 p.m. ",
    "days of two zones": "In Apia they met at 2:15 p.m. on 8 July 2026 (3:15 p.m. EDT on 7 July 2026). ",
    "long words": "A" * 60 + ".B ",
    "tags": '<p class="x">The <b>envoy</b> said the <a href="/a?b=1&amp;c">visit</a> was moved from 9:00 to 11:15.</p>',
}
SIZE, TIMES, ROOM = 6_000, 4, 1.3


class Copied(str):
    """A text that counts the code points copied out of it."""

    passed = 0

    def __getitem__(self, key: Any) -> str:
        """The slice, counted."""
        made = super().__getitem__(key)
        Copied.passed += len(made)
        return made


def texts(part: str) -> tuple[str, str]:
    """A text of a part repeated, and one several times as long."""
    number = SIZE // len(part) + 1
    return part * number, part * (number * TIMES)


@pytest.mark.parametrize("name", REPEATED)
def test_a_longer_text_is_copied_in_proportion(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def counted(found: Snapshot, doc: str) -> Any:
        document = document_of(found, doc)
        assert not isinstance(document, Notice)
        return msgspec.structs.replace(document, text=Copied(document.text))

    monkeypatch.setattr(reader, "document_of", counted)
    counts = []
    for text in texts(REPEATED[name]):
        Copied.passed = 0
        reader.read(snapshot("text.txt", text.encode()), Given())
        counts.append(Copied.passed)
    assert counts[0] > 0
    assert counts[1] <= counts[0] * TIMES * ROOM + SIZE


def steps(run: Callable[[], object], file: str) -> int:
    """How many steps of the interpreter a file takes in a run."""
    taken = 0

    def inside(frame: FrameType, event: str, _: object) -> Any:
        nonlocal taken
        taken += event == "opcode"
        return inside

    def entered(frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_filename != file:
            return None
        frame.f_trace_opcodes = True
        return inside

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        run()
    finally:
        sys.settrace(before)
    return taken


@pytest.mark.parametrize("name", [n for n in REPEATED if "quotes" in n])
def test_quotes_of_one_paragraph_look_at_a_few_neighbours(name: str) -> None:
    texts_of_quotes = [
        snapshot("text.txt", t.encode()) for t in texts(REPEATED[name] + "She would not sign, she said. ")
    ]
    first, second = (steps(partial(reader.read, one), statements.__file__) for one in texts_of_quotes)
    assert 0 < second <= first * TIMES * ROOM


def test_a_mention_is_compared_with_the_latest_few_events(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[linker._Linker] = []
    unlinked = linker._Linker._unlinked

    def noted(self: linker._Linker) -> None:
        kept.append(self)
        unlinked(self)

    monkeypatch.setattr(linker._Linker, "_unlinked", noted)
    lines = "".join(f"{n // 60 % 24:02}:{n % 60:02} Meeting with the envoy of Lima\n" for n in range(200))
    reading = reader.read(snapshot("schedule.txt", f"Schedule for 4 March 2024\n{lines}".encode()))
    assert sum(isinstance(f, Plan) for f in reading.facts) == 200
    assert len(linker.link(reading, Known()).events) == 200
    assert max(map(len, kept[0].index.values())) == linker._WINDOW


def test_items_are_filed_once_for_all_plans_in_prose(monkeypatch: pytest.MonkeyPatch) -> None:
    filed: list[Items] = []

    def noted(profiles: Iterable[Profile], day: date | None) -> Items:
        filed.append(Items(profiles, day))
        return filed[-1]

    monkeypatch.setattr(linker, "Items", noted)
    names = [f"{a}{b}{c}lin" for a in "bdfgkl" for b in "aeiou" for c in "mnprst"]
    items = "".join(f"{8 + n % 12}:{n % 60:02} Visit to the {name} works\n" for n, name in enumerate(names))
    told = "".join(
        f"She was down for tea with {name} growers at {8 + n % 12}:{n % 59:02}. " for n, name in enumerate(names)
    )
    text = f"Programme, Lima, 4 March 2025\n\n{items}\nLIMA, 4 March 2025 - The minister left.\n\n{told}"
    reading = reader.read(snapshot("text.txt", text.encode()), Given())
    assert sum(isinstance(f, Plan) and f.rule in SLATED for f in reading.facts) == len(names)
    linker.link(reading, Known())
    assert 0 < len(filed) <= 3


@pytest.mark.parametrize("module", [labelled_notice, described], ids=lambda m: m.__name__)
def test_sections_with_a_notice_each_look_at_their_own_lines(module: ModuleType) -> None:
    part = (
        "## Yard {0}\n\nWhat: Opening of a yard\nWhen: 5 May 2026, 9 a.m.\nWhere: Long Hall\n"
        "Who: Ana Reis\n\nThe yard is the work of Ana Reis.\n\n"
    )
    few, many = (
        snapshot("notices.md", "".join(part.format(n) for n in range(number)).encode()) for number in (20, 20 * TIMES)
    )
    first, second = (steps(partial(reader.read, one), str(module.__file__)) for one in (few, many))
    assert second <= first * TIMES * ROOM
