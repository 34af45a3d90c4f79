"""What every store promises, run on each of them."""

import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asrun.model.entry import Entry, EventAdded, FactAdded, LinkAdded, Payload, ReadingAdded, VersionAdded
from asrun.model.fact import KeyPoint
from asrun.model.reading import Header
from asrun.model.source import Given, Snapshot, Version
from asrun.model.span import Span
from asrun.record import open_record
from asrun.record.errors import AlreadyRecordedError, RecordError

NOW = datetime(2024, 3, 12, 8, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
WRITER = """
import sys
from datetime import UTC, datetime
from asrun.model.entry import EventAdded
from asrun.record import open_record
where, writer = sys.argv[1:]
for number in range(8):
    with open_record(where) as record:
        names = [f"{writer}/{number}/{part}" for part in "ab"]
        record.append([EventAdded(name) for name in names], [], datetime(2024, 3, 12, tzinfo=UTC))
"""


def version(number: int, sha256: str, source: str = "programme") -> VersionAdded:
    return VersionAdded(Version(f"{source}~{number}", source, number, sha256, "text/plain", Given()))


def bytes_of(sha256: str) -> Snapshot:
    return Snapshot(f"{sha256}.txt", sha256.encode(), "text/plain", sha256)


def events(*names: str) -> list[Payload]:
    return [EventAdded(name) for name in names]


def names(entries: list[Entry]) -> list[str]:
    return [e.payload.event for e in entries if isinstance(e.payload, EventAdded)]


def test_an_empty_record_has_nothing(where: str) -> None:
    with open_record(where) as record:
        assert list(record.entries()) == []
        assert (record.head(), record.seq_at(NOW), record.versions()) == (0, 0, [])
        assert (record.latest_version("x"), record.version("x"), record.snapshot("x")) == (None, None, None)


def test_every_kind_of_payload_comes_back_as_it_was(where: str) -> None:
    span = Span("programme~1", 3, 9, "“très”\n\0 \U0001f600")
    payloads = [
        version(1, "aa"),
        ReadingAdded("programme~1", "asrun 1", "2026a", Given(zones=("Asia/Kathmandu",)), Header("post", title='"')),
        FactAdded("programme~1#1", "programme~1", "Port Authority", KeyPoint(span), NOW + TICK),
        EventAdded("ev-1", "harbour"),
        LinkAdded(span, "ev-1", 87, "same place"),
    ]
    with open_record(where) as record:
        made = record.append(payloads, [bytes_of("aa")], NOW)
    with open_record(where) as record:
        assert list(record.entries()) == made
        assert [e.payload for e in made] == payloads
        assert record.snapshot("aa") == bytes_of("aa")


def test_seq_is_dense_and_the_clock_strictly_increases(where: str) -> None:
    with open_record(where) as record:
        record.append(events("a", "b"), [], NOW)
        record.append(events("c"), [], NOW - timedelta(days=1))
        record.append(events("d"), [], NOW + timedelta(days=1))
        found = list(record.entries())
    assert [e.seq for e in found] == [1, 2, 3, 4]
    assert [e.recorded_at for e in found] == [NOW, NOW + TICK, NOW + 2 * TICK, NOW + timedelta(days=1)]


def test_a_clock_maps_to_the_last_entry_recorded_by_then(where: str) -> None:
    with open_record(where) as record:
        record.append(events("a", "b"), [], NOW)
        record.append(events("c"), [], NOW + timedelta(hours=1))
        moments = [-TICK, 0 * TICK, TICK, timedelta(minutes=59), timedelta(hours=1), timedelta(days=9)]
        assert [record.seq_at(NOW + m) for m in moments] == [0, 1, 2, 2, 3, 3]


def test_entries_end_where_they_are_asked_to(where: str) -> None:
    with open_record(where) as record:
        record.append(events(*(f"e{n}" for n in range(2500))), [], NOW)
        assert [len(list(record.entries(n))) for n in (-1, 0, 1, 1000, 2001, 10**30)] == [0, 0, 1, 1000, 2001, 2500]
        assert [e.seq for e in record.entries()] == list(range(1, 2501))


def test_entries_that_are_being_read_do_not_grow_and_hinder_no_one(where: str) -> None:
    with open_record(where) as record, open_record(where) as other:
        record.append(events("a", "b"), [], NOW)
        reading = record.entries()
        first = next(reading)
        other.append(events("c"), [], NOW)
        record.append(events("d"), [], NOW)
        assert names([first, *reading]) == ["a", "b"]


def test_a_b_a_is_three_versions(where: str) -> None:
    with open_record(where) as record:
        for number, sha256 in enumerate(("aa", "bb", "aa"), 1):
            record.append([version(number, sha256)], [bytes_of(sha256)], NOW)
        record.append([version(1, "bb", "another")], [bytes_of("bb")], NOW)
        latest = record.latest_version("programme")
        assert latest is not None
        assert (latest.number, latest.sha256) == (3, "aa")
        assert record.version("programme~2") == version(2, "bb").version
        assert record.version("programme") is None
        assert [v.id for v in record.versions()] == ["programme~1", "programme~2", "programme~3", "another~1"]


def test_bytes_that_are_there_stay_as_they_are(where: str) -> None:
    with open_record(where) as record:
        record.append([], [bytes_of("aa")], NOW)
        record.append([], [Snapshot("other.txt", b"other", "text/html", "aa")], NOW)
        assert record.snapshot("aa") == bytes_of("aa")


@pytest.mark.parametrize(
    ("payloads", "error"),
    [
        ([EventAdded("b"), EventAdded(object())], TypeError),  # type: ignore[arg-type]
        ([EventAdded("b"), EventAdded("a")], AlreadyRecordedError),
        ([EventAdded("b"), version(1, "cc")], AlreadyRecordedError),
        ([EventAdded("b"), version(2, "no bytes")], RecordError),
        ([EventAdded("b"), EventAdded("a file's name \udcff")], RecordError),
    ],
)
def test_a_batch_is_all_or_nothing(where: str, payloads: list[Payload], error: type[Exception]) -> None:
    with open_record(where) as record:
        record.append([EventAdded("a"), version(1, "aa")], [bytes_of("aa")], NOW)
        with pytest.raises(error):
            record.append(payloads, [bytes_of("cc")], NOW)
        assert record.head() == 2
        assert record.snapshot("cc") is None
        record.append(events("b"), [], NOW)
        assert record.head() == 3


def test_a_name_that_is_no_text_is_refused(where: str) -> None:
    with open_record(where) as record, pytest.raises(RecordError, match=r"'a\\udcff' is no Unicode"):
        record.latest_version("a\udcff")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.tuples(st.integers(0, 4), st.integers(-99, 99)), max_size=6), place=st.integers(0, 30))
def test_what_was_recorded_by_a_place_or_a_moment_never_changes(
    fresh: Callable[[], str], batches: list[tuple[int, int]], place: int
) -> None:
    with open_record(fresh()) as record:
        seen: list[list[Entry]] = []
        clocks: list[list[int]] = []
        for number, (size, seconds) in enumerate(batches):
            record.append(events(*(f"{number}/{n}" for n in range(size))), [], NOW + timedelta(seconds=seconds))
            seen.append(list(record.entries(place)))
            clocks.append([record.seq_at(e.recorded_at) for e in record.entries()])
        for earlier, later in pairwise(seen):
            assert later[: len(earlier)] == earlier
            assert len(earlier) == len(later) or len(earlier) < place
        for before, after in pairwise(clocks):
            assert after[: len(before)] == before == list(range(1, len(before) + 1))


def test_two_that_write_by_turns_see_each_other(where: str) -> None:
    with open_record(where) as one, open_record(where) as other:
        for number in range(10):
            (one, other)[number % 2].append(events(str(number)), [], NOW)
            assert one.head() == other.head() == number + 1
        assert names(list(one.entries())) == names(list(other.entries())) == [str(n) for n in range(10)]


def test_threads_at_once_lose_and_double_nothing(where: str) -> None:
    def write(writer: int) -> None:
        with open_record(where) as record:
            for number in range(20):
                record.append(events(f"{writer}/{number}", f"{writer}/{number}+"), [], NOW)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_record(where) as record:
        found = names(list(record.entries()))
    assert len(found) == len(set(found)) == 160
    assert all(found[n] + "+" == found[n + 1] for n in range(0, 160, 2))


def test_processes_at_once_make_one_record(where: str) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, where, str(n)]) for n in range(3)]
    assert [w.wait(60) for w in writers] == [0, 0, 0]
    with open_record(where) as record:
        entries = list(record.entries())
    found = names(entries)
    assert len(found) == len(set(found)) == 48
    assert all(found[n][:-1] == found[n + 1][:-1] for n in range(0, 48, 2))
    assert all(a.recorded_at < b.recorded_at for a, b in pairwise(entries))


def test_what_a_killed_process_had_appended_is_there(where: str) -> None:
    killed = WRITER + "\n    os.kill(os.getpid(), 9)\n"
    killed = killed.replace("with open_record(where) as record:", "record = open_record(where)\n    if record:")
    died = subprocess.run([sys.executable, "-c", "import os" + killed, where, "w"], check=False, timeout=60)
    assert died.returncode == -9
    with open_record(where) as record:
        assert names(list(record.entries())) == ["w/0/a", "w/0/b"]
