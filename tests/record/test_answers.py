"""As-of answers: the same for ever, whoever writes meanwhile, and the same as a walk over the whole record gives."""

import multiprocessing
import random
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

import msgspec
from documents import FIRST, NOW, document
from faulty import times
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asrun.model.days import Days
from asrun.model.entry import Entry, FactAdded, LinkAdded, Payload, ReadingAdded, VersionWithdrawn, standing
from asrun.model.fact import Plan
from asrun.model.span import Span
from asrun.pipeline.asking import Question, ask
from asrun.reconcile import reconcile
from asrun.record import open_record
from asrun.record.store import Store

DAY = timedelta(days=1)
WRITERS = 8


def write(where: str, writer: int, batches: int) -> None:
    """Documents of a few days about events of one's own and about one that all share, with pauses between."""
    chance = random.Random(writer)
    with open_record(where) as record:
        for number in range(batches):
            day = FIRST + chance.randrange(3) * DAY
            name = f"w{writer}-{number}"
            rows, snapshots = document(
                name, day, (f"ev-{name}", "ev-shared"), ("ev-shared",), claimant=f"c{writer % 3}"
            )
            record.append(rows, snapshots, NOW + chance.randrange(-60, 60) * timedelta(minutes=1))
            time.sleep(chance.random() * 0.01)


def answer(record: Store, question: tuple[date, int, datetime | None]) -> bytes:
    day, seq, as_of = question
    return msgspec.json.encode(record.state((day, day), seq=seq, as_of=as_of))


def test_answers_never_change_while_eight_write(fresh: Callable[[], str]) -> None:
    where = fresh()
    chance = random.Random(8)
    with open_record(where) as record:
        record.append(*document("first", events=("ev-shared",)), NOW)
    context = multiprocessing.get_context("fork")
    batches = times(60, 8)
    writers = [context.Process(target=write, args=(where, n, batches)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    asked: dict[tuple[date, int, datetime | None], bytes] = {}
    wanted = times(1000, 100)
    with open_record(where) as record:
        while len(asked) < wanted:
            as_of = NOW + chance.randrange(-90, 90) * timedelta(minutes=1) if chance.random() < 0.5 else None
            question = (FIRST + chance.randrange(3) * DAY, chance.randrange(1, record.head() + 1), as_of)
            asked.setdefault(question, answer(record, question))
            if not any(w.is_alive() for w in writers) and record.head() < wanted:
                break
        for writer in writers:
            writer.join()
        assert [w.exitcode for w in writers] == [0] * WRITERS
        differ = [q for q, told in asked.items() if answer(record, q) != told]
        assert differ == []
        assert len(record.versions()) == 1 + WRITERS * batches


def last_words(entries: list[Entry], event: str, as_of: datetime | None) -> set[int]:
    """What each claimant planned last of an event, by a walk over all entries."""
    linked: dict[Span, str] = {}
    since: dict[Span, int] = {}
    for entry in entries:
        if isinstance(link := entry.payload, LinkAdded):
            if linked.get(link.mention) != link.event:
                since[link.mention] = entry.seq
            linked[link.mention] = link.event
    found: dict[str, tuple[float, int, int]] = {}
    for entry in standing(entries):
        row = entry.payload
        if not isinstance(row, FactAdded) or not isinstance(row.fact, Plan) or linked.get(row.fact.spans[0]) != event:
            continue
        if as_of and row.valid_from and row.valid_from > as_of:
            continue
        valid = row.valid_from.timestamp() if as_of and row.valid_from else 0.0
        rank = (valid, max(entry.seq, since[row.fact.spans[0]]), entry.seq)
        found[row.claimant] = max(found.get(row.claimant, (-1.0, 0, 0)), rank)
    return {seq for _, _, seq in found.values()}


STEP = st.tuples(st.sampled_from(["plan", "relink", "withdraw", "again"]), st.integers(0, 3), st.integers(0, 2))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=12), place=st.integers(1, 80))
def test_the_state_is_what_a_walk_over_all_entries_gives(
    fresh: Callable[[], str], steps: list[tuple[str, int, int]], place: int
) -> None:
    with open_record(fresh()) as record:
        record.append(*document("first", events=("ev-0", "ev-1", "ev-2", "ev-3")), NOW)
        names = ["first"]
        gone: set[str] = set()
        for number, (what, which, who) in enumerate(steps):
            name = names[which % len(names)]
            if what == "plan":
                rows, snapshots = document(f"d{number}", FIRST, (f"ev-{which}",), (f"ev-{which}",), claimant=f"c{who}")
                record.append(rows, snapshots, NOW)
                names.append(f"d{number}")
            elif what == "withdraw" and name not in gone:
                record.append([VersionWithdrawn(name)], [], NOW)
                gone.add(name)
            elif what == "relink":
                span = next(p.mention for e in record.entries() if isinstance(p := e.payload, LinkAdded))
                record.append([LinkAdded(span, f"ev-{which}", 100, "a person said so")], [], NOW)
            elif what == "again" and name not in gone:
                record.append(read_again(record, name), [], NOW)
        for seq in (None, place):
            entries = list(record.entries(seq))
            for as_of in (None, NOW - DAY, NOW):
                for event in range(4):
                    told = {e.seq for e in record.state(event=f"ev-{event}", seq=seq, as_of=as_of)}
                    assert told == last_words(entries, f"ev-{event}", as_of), (event, seq, as_of)


def read_again(record: Store, name: str) -> list[Payload]:
    """The next reading of a version, with the same plans in other words."""
    rows = [p for e in record.of_version(name) if isinstance(p := e.payload, FactAdded) and p.version == name]
    last = max(p.reading for p in rows)
    header = next(p for e in record.of_version(name) if isinstance(p := e.payload, ReadingAdded) and p.version == name)
    again = [msgspec.structs.replace(p, id=f"{p.id}.{last + 1}", reading=last + 1) for p in rows if p.reading == last]
    return [msgspec.structs.replace(header, number=last + 1, reader="asrun 1"), *again]


def test_the_account_of_a_day_is_that_of_the_whole_record(fresh: Callable[[], str]) -> None:
    with open_record(fresh()) as record:
        for number in range(12):
            day = FIRST + (number % 5) * 9 * DAY
            known = tuple(f"ev-{number % 5}" for _ in range(number > 4))
            record.append(*document(f"d{number}", day, (f"ev-{number % 5}", f"own-{number}"), known), NOW)
        for number in range(5):
            day = FIRST + number * 9 * DAY
            for seq in (None, record.head() // 2):
                told = ask(record, Question(Days((day,)), seq=seq))
                whole = reconcile(standing(record.entries(seq)), None, Days((day,)), known_by=told.recorded_by)
                assert told.events == whole.events
                assert len(told.events) > 1
                assert (told.seq, told.recorded_by) == (whole.seq, whole.recorded_by)
