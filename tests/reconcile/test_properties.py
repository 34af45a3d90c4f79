"""What holds of the account of any day: of made-up plans, reports and statements, in any order of arrival."""

import random
from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from asrun.model.account import Account
from asrun.model.entry import Entry, VerdictAdded, standing
from asrun.model.source import Given
from asrun.model.span import Span
from asrun.pipeline.asking import Question, ask
from asrun.pipeline.judging import merge, split
from asrun.pipeline.store import add, open_record
from asrun.reconcile import reconcile
from asrun.record import Record
from asrun.sources.file import snapshot

DAY = datetime(2025, 6, 3, tzinfo=UTC)
NOW = datetime(2025, 6, 4, tzinfo=UTC)
NAMES = ("Signing ceremony", "Press conference", "Working lunch", "Visit to the fish market")
PLACES = ("", ", Torre Tagle", ", Town Hall")
TOLD = (
    "The {name} started at {clock}.", "The {name} ended at {clock}.", "The {name} was cancelled.",
    "The {name} was moved to {clock}.", "The {name} appeared to be running 20 minutes late.",
    "The {name} did not take place, an aide said.", "Spokesman Tom Hale said the {name} would go ahead as planned.",
    "CORRECTION: the {name} started at {clock}, not 09:10.", "There has been a change of programme.",
    '"We never met," Mayor Rosa Gil said.', "The {name} lasted 25 minutes, Governor Ana Ruiz said.",
)  # fmt: skip
clocks = st.tuples(st.integers(8, 19), st.sampled_from((0, 10, 15, 30, 45))).map(lambda hm: f"{hm[0]:02}:{hm[1]:02}")
sentences = st.tuples(st.sampled_from(TOLD), st.sampled_from(NAMES), clocks).map(
    lambda t: t[0].format(name=t[1].lower(), clock=t[2])
)


@st.composite
def plans(draw: st.DrawFn) -> tuple[str, str]:
    items = draw(st.dictionaries(st.sampled_from(NAMES), st.tuples(clocks, st.sampled_from(PLACES)), min_size=1))
    listed = sorted(f"{clock} {name}{place}" for name, (clock, place) in items.items())
    return "plan.txt", "Public schedule of the minister, Lima, 3 June 2025\n\n" + "\n".join(listed) + "\n"


@st.composite
def reports(draw: st.DrawFn) -> tuple[str, str]:
    clock, told = draw(clocks), draw(st.lists(sentences, min_size=1, max_size=3))
    writer = draw(st.sampled_from(("Ann Boyle", "Eva Paz")))
    name = f"report-{writer[:3].lower()}-{clock.replace(':', '')}.txt"
    return name, f"Pool report #1 by {writer}, Lima, 3 June 2025, {clock}\n\n" + " ".join(told) + "\n"


days = st.lists(plans() | reports(), min_size=2, max_size=5)
moments = st.none() | st.integers(0, 24 * 4).map(lambda quarter: DAY + timedelta(hours=5, minutes=15 * quarter))


def fill(record: Record, documents: list[tuple[str, str]], first: int = 0) -> None:
    for number, (name, text) in zip(count(first), documents, strict=False):
        add(record, snapshot(name, text.encode()), Given(), NOW + timedelta(minutes=number))


def filled(documents: list[tuple[str, str]]) -> Record:
    record = open_record(":memory:")
    fill(record, documents)
    return record


def evidence(account: Account) -> list[tuple[str, tuple[Span, ...]]]:
    """Every sentence of an account with the words that it rests on."""
    told = [(h.words, h.evidence) for h in account.highlights]
    told += [(d.words, d.evidence) for d in account.deviations]
    told += [(c.words, c.change.spans) for c in (*account.changes, *account.held)]
    told += [(c.words, c.spans) for c in account.contests]
    known = ("planned_start", "planned_end", "expected_start", "actual_start", "actual_end")
    values = [(e.summary, k, getattr(e, k)) for e in account.events for k in known]
    return told + [(f"{summary} {k}", v.evidence) for summary, k, v in values if v]


@settings(max_examples=12, deadline=None)
@given(days, moments, st.integers(0, 9), st.sampled_from(["en", "es"]))
def test_the_account_is_the_same_for_any_order_of_its_entries(
    documents: list[tuple[str, str]], as_of: datetime | None, seed: int, language: str
) -> None:
    with filled(documents) as record:
        entries: list[Entry] = standing(record.entries())
    shuffled = entries.copy()
    random.Random(seed).shuffle(shuffled)
    assert reconcile(shuffled, as_of, language=language) == reconcile(entries, as_of, language=language)


@settings(max_examples=8, deadline=None)
@given(days, days, moments)
def test_an_answer_never_changes_whatever_is_added_after_it(
    documents: list[tuple[str, str]], later: list[tuple[str, str]], as_of: datetime | None
) -> None:
    with filled(documents) as record:
        question = Question(as_of=as_of, seq=record.head())
        first = ask(record, question)
        fill(record, later, len(documents))
        assert ask(record, question) == first


@settings(max_examples=8, deadline=None)
@given(days, st.integers(0, 9), st.integers(0, 9), moments)
def test_a_merge_undone_is_as_if_it_had_never_been(
    documents: list[tuple[str, str]], one: int, other: int, as_of: datetime | None
) -> None:
    with filled(documents) as record:
        before = reconcile(standing(record.entries()), as_of)
        events = [e.id for e in reconcile(standing(record.entries())).events]
        if len(events) < 2 or one % len(events) == other % len(events):
            return
        gone, kept = events[one % len(events)], events[other % len(events)]
        merge(record, gone, kept, "Ann", "", NOW + timedelta(hours=1))
        assert gone not in {e.id for e in reconcile(standing(record.entries())).events}
        split(record, gone, None, "Ann", "", NOW + timedelta(hours=2))
        after = reconcile(standing(record.entries()), as_of)
        verdicts = [e for e in record.entries() if isinstance(e.payload, VerdictAdded)]
    assert len(verdicts) == 2
    for part in ("title", "events", "changes", "contests", "highlights", "deviations", "observations", "statements"):
        assert getattr(after, part) == getattr(before, part), part


@settings(max_examples=15, deadline=None)
@given(days, moments, st.sampled_from(["en", "es"]))
def test_each_sentence_and_value_rests_on_words_of_a_document(
    documents: list[tuple[str, str]], as_of: datetime | None, language: str
) -> None:
    with filled(documents) as record:
        account = ask(record, Question(as_of=as_of, language=language))
        texts = {}
        for version in record.versions():
            kept = record.snapshot(version.sha256)
            assert kept
            texts[version.id] = kept.data.decode()
    for words, spans in evidence(account):
        assert spans, words
        for span in spans:
            assert texts[span.doc][span.start : span.end] == span.exact, words
