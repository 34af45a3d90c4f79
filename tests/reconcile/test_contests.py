"""Claims side by side: corrections, clocks that differ, one quotation of two speakers, assurances overtaken."""

from datetime import UTC, datetime

import pytest

from asrun.model.account import Account
from asrun.model.source import Given
from asrun.pipeline.asking import Question, ask_files
from asrun.sources.file import snapshot

REPORT = "Pool report #1 by {}, Lima, 3 June 2025, 11:00\n\n{}.\n"
NOW = datetime(2025, 6, 4, tzinfo=UTC)
PLAN = "Public schedule of the minister, Lima, 3 June 2025\n\n09:30 Signing ceremony, Torre Tagle\n16:00 Reception\n"


def account(*texts: str) -> Account:
    snapshots = [snapshot(f"{n}.txt", t.encode()) for n, t in enumerate(texts)]
    return ask_files(snapshots, Given(), NOW, Question())[0]


def kinds(found: Account) -> list[str]:
    return [c.kind for c in found.contests]


def test_a_correction_stands_beside_what_it_corrects() -> None:
    found = account(
        "Pool report #4, Lima, 3 June 2025, 09:50\n\nThe motorcade left the residence at 09:42.\n",
        "Pool report #5, Lima, 3 June 2025, 10:15\n\n"
        "CORRECTION to report #4: the motorcade left the residence at 09:24, not 09:42.\n",
    )
    assert kinds(found) == ["correction"]
    assert {s.doc for s in found.contests[0].spans} == {"0.txt", "1.txt"}


@pytest.mark.parametrize(
    ("told", "corrected"),
    [
        ("CORRECTION to report #4: the motorcade left at 09:24.", True),
        ("To put report #4 right: the motorcade left at 09:24 and not at 09:42.", True),
        ("Now a correction. In report #4 we said that the motorcade left at 09:42. It left at 09:24.", True),
        ("CORRECTION: the flag was raised.", False),
        ("We begin at 11:20 and not at 11:00, for which my apologies.", False),
        ("The lights went on at 10:05, ten minutes after they should have been.", False),
    ],
)
def test_a_correction_finds_what_it_puts_right_in_other_words(told: str, corrected: bool) -> None:
    found = account(
        "Pool report #4, Lima, 3 June 2025, 09:50\n\nThe motorcade left the residence at 09:42. Coffee was served.\n",
        f"Pool report #5, Lima, 3 June 2025, 10:15\n\n{told}\n",
    )
    assert kinds(found) == (["correction"] if corrected else [])
    assert all("09:42" in " ".join(s.exact for s in c.spans) and "09:24" in str(c.spans) for c in found.contests)


def test_two_reports_that_give_one_start_apart_are_contested_and_the_same_instant_is_not() -> None:
    first = "Pool report #1 by Ana Ruiz, Lima, 3 June 2025, 09:50\n\nThe signing ceremony started at 09:31.\n"
    second = "Pool report #1 by Tom Hale, Lima, 3 June 2025, 09:58\n\nThe signing ceremony started at 09:48.\n"
    same = "Pool report #1 by Tom Hale, Lima, 3 June 2025, 09:58\n\nThe signing ceremony started at 9:31 a.m.\n"
    assert kinds(account(PLAN, first, second)) == ["date"]
    assert kinds(account(PLAN, first, same)) == []


def test_one_quotation_of_two_speakers() -> None:
    first = 'LIMA, 3 June 2025 — "We will not sign a bad deal today," Minister Ana Ruiz said.\n'
    second = 'LIMA, 3 June 2025 — "We will not sign a bad deal today," Governor Tom Hale said.\n'
    found = account(first, second)
    assert kinds(found) == ["attribution"]
    assert "Ana Ruiz" in found.contests[0].words


@pytest.mark.parametrize(
    ("said", "overtaken"),
    [
        ("“We will not be moving the signing ceremony,” Tom Hale said", True),
        ("Talk of a delay of the signing ceremony is unfounded, Tom Hale said", True),
        ("Tom Hale said that the signing ceremony would keep its date", True),
        ("Tom Hale said that the signing ceremony began as planned last year", False),
    ],
)
def test_a_denied_change_is_an_assurance(said: str, overtaken: bool) -> None:
    assured = f"Pool report #1, Lima, 3 June 2025, 08:10\n\n{said}.\n"
    off = "Pool report #2, Lima, 3 June 2025, 09:40\n\nThe signing ceremony was cancelled.\n"
    assert kinds(account(PLAN, assured, off)) == (["superseded_statement"] if overtaken else [])


def test_an_assurance_is_set_beside_the_change_that_overtook_it() -> None:
    assured = (
        "Pool report #1, Lima, 3 June 2025, 08:10\n\n"
        'Spokesman Tom Hale said at 08:05 that "the signing ceremony will go ahead as planned."\n'
    )
    off = "Pool report #2, Lima, 3 June 2025, 09:20\n\nThe signing ceremony was cancelled.\n"
    assert kinds(account(PLAN, assured, off)) == ["superseded_statement"]
    assert kinds(account(PLAN, assured)) == []


def test_an_assurance_is_of_the_event_that_it_names_in_its_own_words() -> None:
    assured = (
        "LIMA, 2 June 2025 — The reception was cancelled, the ministry said.\n\n"
        "Spokesman Tom Hale said that the signing ceremony would go ahead as planned.\n"
    )
    assert kinds(account(PLAN, assured)) == []
    off = "Pool report #2, Lima, 3 June 2025, 09:20\n\nThe signing ceremony was cancelled.\n"
    found = account(PLAN, assured, off)
    assert [c.words for c in found.contests] == ["Signing ceremony: said to stand as planned, then changed"]


def test_a_denial_stands_beside_what_another_paper_tells() -> None:
    told = "LIMA, 3 June 2025 — A guard at the gate said the ministry had asked the union to wait.\n"
    denied = "LIMA, 3 June 2025 — Spokesman Tom Hale said the ministry had never asked the union for anything.\n"
    other = "LIMA, 3 June 2025 — Spokesman Tom Hale said the boats had never left the harbour.\n"
    found = account(told, denied)
    assert kinds(found) == ["outcome"]
    assert {s.doc for s in found.contests[0].spans} == {"0.txt", "1.txt"}
    assert kinds(account(told, other)) == []
    assert kinds(account(denied, denied)) == []


def test_what_is_disputed_in_the_next_sentence_stands_beside_the_answer() -> None:
    text = (
        'LIMA, 3 June 2025 — Governor Tom Hale said the bank had lost the papers. Its director, Ana Ruiz, disputed that. "We '
        'keep every page," she said.\n'
    )
    found = account(text)
    assert kinds(found) == ["outcome"]
    assert [s.exact for s in found.contests[0].spans] == [
        "the bank had lost the papers", "Its director, Ana Ruiz, disputed that.", "We keep every page",
    ]  # fmt: skip


def test_whoever_remembers_it_differently_answers_what_was_told() -> None:
    found = account(
        "LIMA, 3 June 2025 - The crew was left on the quay, Ana Ruiz said. That is not how the port remembers it. "
        '"They came at noon," said Ben Soto.\n'
    )
    assert kinds(found) == ["outcome"]
    assert found.contests[0].spans[0].exact == "The crew was left on the quay"


@pytest.mark.parametrize(
    ("told", "contested"),
    [
        ("Peru wanted $30m for the wharf, a Chilean envoy said. Mr Soto denied that any cash was ever named.", True),
        ('"They changed the terms overnight," Ana Ruiz said. Mr Soto denied that the conditions had moved.', True),
        ('"Nobody warned the crew," Ana Ruiz said. Mr Soto said the crew had been rung up at noon.', True),
        ('"They sent no tugs," Ana Ruiz said. Nor, said Mr Soto, did the port ask for a pilot.', False),
        ("Mr Soto denied that he would stand again.", False),
        ("The crew asked for tugs, Ana Ruiz said. Mr Soto said that nobody had died.", False),
    ],
)
def test_a_denial_answers_what_another_said_near_it(told: str, contested: bool) -> None:
    found = account(f"LIMA, 3 June 2025 - The wharf opened on Tuesday. {told}\n")
    assert kinds(found) == (["outcome"] if contested else [])


def test_two_lengths_of_one_event_are_contested_and_the_same_length_is_not() -> None:
    first = REPORT.format("Ana Ruiz", "Governor Tom Hale said the signing ceremony lasted an hour")
    second = REPORT.format("Eva Paz", "Mayor Rosa Gil said the signing ceremony lasted 20 minutes")
    same = REPORT.format("Eva Paz", "Mayor Rosa Gil said the signing ceremony lasted 60 minutes")
    found = account(PLAN, first, second)
    assert kinds(found) == ["outcome"]
    assert [s.exact for s in found.contests[0].spans] == ["lasted an hour", "lasted 20 minutes"]
    again = REPORT.format(
        "Ana Ruiz", "Governor Tom Hale said the dinner lasted an hour. Mayor Rosa Gil said it went on for two"
    )
    found = account(PLAN, again.replace("for two", "for two hours"))
    assert [s.exact for s in found.contests[0].spans] == ["lasted an hour", "went on for two hours"]
    assert kinds(account(PLAN, first, same)) == []


def test_the_day_of_a_text_stands_beside_the_date_of_the_post_below() -> None:
    text = (
        "LIMA, 5 June 2025 — Governor Tom Hale announced on {} that he would not sign.\n\n"
        '"I shall not sign. Thank you all."\n— Tom Hale (@tom_hale) June 3, 2025\n\nThe union wept.\n'
    )
    assert kinds(account(text.format("Wednesday"))) == ["date"]
    assert kinds(account(text.format("Tuesday"))) == []


@pytest.mark.parametrize(
    ("told", "contested"),
    [
        ("On Wednesday he thanked his hosts.", True),
        ("In a post on Wednesday evening, Hale thanked his hosts.", True),
        ("He replied on Wednesday:", True),
        ("On Tuesday he thanked his hosts.", False),
        ("He promised that the pact would be signed on June 9.", False),
        ("He thanked his hosts for the dinner on Wednesday.", False),
    ],
)
def test_the_day_of_saying_is_set_beside_the_date_of_the_post(told: str, contested: bool) -> None:
    post = '"Thank you all."\n— Tom Hale (@tom_hale) June 3, 2025\n'
    text = f"LIMA, 5 June 2025 — Governor Tom Hale left Lima. {told}\n\n{post}"
    assert kinds(account(text)) == (["date"] if contested else [])


def test_an_office_that_assures_is_overtaken_by_a_later_report() -> None:
    assured = "MINISTRY OF CULTURE\nStatement, 2 June 2025\n\nThe signing ceremony will go ahead as planned.\n"
    off = "Pool report #2, Lima, 3 June 2025, 09:20\n\nThe signing ceremony was cancelled.\n"
    assert kinds(account(PLAN, assured, off)) == ["superseded_statement"]


def test_what_a_correction_puts_right_has_not_moved() -> None:
    first = "Pool report #1, Lima, 3 June 2025, 09:50\n\nTalks with the mayor began at 09:10.\n"
    second = (
        "Pool report #2, Lima, 3 June 2025, 10:20\n\nCorrection to report 1: the talks began at 09:25, not 09:10.\n"
    )
    found = account(first, second)
    assert kinds(found) == ["correction"]
    assert found.changes == ()


def test_no_text_is_too_odd_for_a_contest() -> None:
    assert kinds(account("", "no one never nothing\n" * 300, '"' * 500 + " denied that. disputed it.\n")) == []


@pytest.mark.parametrize(
    ("told", "other", "contested"),
    [
        ("the signing began at 10:00", "the signing got under way at 11:30", True),
        ("the hearing on the quay ended at 10:00", "the hearing did not end until 11:00", True),
        ("the signing began at 10:00", "the signing began at 10:05", False),
        ("the signing began at 10:00", "the parade began at 11:30", False),
        ("the talks with Chile began at 10:00", "the talks with Bolivia began at 11:30", False),
        ("Rosa Gil left the mint at 10:00", "Rosa Gil left the port at 11:30", False),
        ("Rosa Gil left the old mint at 10:00", "Rosa Gil left the old mint at 11:30", True),
        ("the signing began at 10:00", "the signing was due to begin at 11:30", False),
    ],
)
def test_one_deed_at_two_clocks_of_two_sources(told: str, other: str, contested: bool) -> None:
    first = f"LIMA, 3 June 2025 - Governor Tom Hale said {told} on Tuesday.\n"
    second = f"LIMA, 3 June 2025 - Mayor Ana Ruiz said {other} on Tuesday.\n"
    assert kinds(account(first, second)) == (["date"] if contested else [])


def test_whoever_answers_with_a_pronoun_and_another_clock_speaks_of_the_same_deed() -> None:
    found = account(
        "LIMA, 3 June 2025 - Tom Hale said the union walked out at 10:00. Ana Ruiz said her people had left at 11:00.\n"
    )
    assert kinds(found) == ["date"]


def test_a_post_that_another_document_tells_of_another_day() -> None:
    told = 'LIMA, 6 June 2025 - Mayor Ana Ruiz wrote on {}: "The old ferry has sailed for the last time."\n'
    post = "Ana Ruiz (@anaruiz) — June 4, 2025\nThe old ferry has sailed for the last time. Thank you.\n"
    found = account(told.format("Tuesday"), post)
    assert kinds(found) == ["date"]
    assert [s.exact for s in found.contests[0].spans] == ["Tuesday", "June 4, 2025"]
    assert kinds(account(told.format("Wednesday"), post)) == []


@pytest.mark.parametrize(
    ("assured", "overtaken"),
    [
        ("the signing ceremony was still happening at 09:30", True),
        ("the signing ceremony would be held as announced", True),
        ("there were no plans to move the signing ceremony", True),
        ("the signing ceremony would be short", False),
    ],
)
def test_an_assurance_in_other_words(assured: str, overtaken: bool) -> None:
    first = f"Pool report #1, Lima, 3 June 2025, 08:10\n\nSpokesman Tom Hale said {assured}.\n"
    off = "Pool report #2, Lima, 3 June 2025, 09:20\n\nThe signing ceremony was cancelled.\n"
    assert kinds(account(PLAN, first, off)) == (["superseded_statement"] if overtaken else [])


@pytest.mark.parametrize(
    "told",
    [
        "In report #4, make that 09:24 for when the motorcade left the residence.",
        "The time at which the motorcade left the residence was wrongly given as 09:42. It left at 09:24.",
    ],
)
def test_a_correction_by_its_own_words(told: str) -> None:
    found = account(
        "Pool report #4, Lima, 3 June 2025, 09:50\n\nThe motorcade left the residence at 09:42. Coffee was served.\n",
        f"Pool report #5, Lima, 3 June 2025, 10:15\n\n{told}\n",
    )
    assert "correction" in kinds(found)
    assert {s.doc for c in found.contests if c.kind == "correction" for s in c.spans} == {"0.txt", "1.txt"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The talks at Torre Tagle adjourned for coffee at 10:05", "The talks at Torre Tagle finished at 10:55"),
        ("The talks were under way", "The signing ceremony was to have been at 10:05"),
    ],
)
def test_what_can_both_be_so_is_no_contest(first: str, second: str) -> None:
    assert kinds(account(PLAN, REPORT.format("Ana Ruiz", first), REPORT.format("Eva Paz", second))) == []


def test_a_revised_programme_changes_a_clock_and_contests_none() -> None:
    revised = PLAN.replace("minister,", "minister (revised),").replace("09:30", "10:30")
    assert kinds(account(PLAN, revised)) == []
