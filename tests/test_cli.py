"""The commands as a person runs them: good input, bad input, exit codes, never a traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from making import printed

ROOT = Path(__file__).parent.parent
SCHEDULE = """\
Programme of the visit, Tuesday 12 March 2024

All times are local time in Lisbon, then Ottawa in brackets.

10:00 (06:00) Bilateral talks, Palace of Belem
12:30 (08:30) Working lunch hosted by Prime Minister Joana Prates
15:00 (11:00) Signing of the fisheries pact (40 min.)
17:15 (13:15) Press conference
"""
REPORT = """\
Pool report #2
Lisbon, 1:40 p.m. local, 12 March 2024

The talks ran 50 minutes late. The signing of the fisheries pact has been cancelled, an official told us at 1:35 p.m.
The press conference was brought forward to 4 p.m.
"""


def run(*words: str, at: Path, stdin: bytes | None = None) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "asrun.cli", *words]
    environment = {k: v for k, v in os.environ.items() if k != "ASRUN_RECORD"}
    done = subprocess.run(command, cwd=at, input=stdin, capture_output=True, timeout=60, check=False, env=environment)
    out, error = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in error
    return done.returncode, out, error


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "schedule.txt").write_text(SCHEDULE)
    (tmp_path / "report.txt").write_text(REPORT)
    return tmp_path


def test_read_prints_facts_and_the_exchange_form(place: Path) -> None:
    code, out, _ = run("read", "schedule.txt", at=place)
    assert code == 0
    assert "plan 2024-03-12 15:00 Europe/Lisbon  Signing of the fisheries pact" in out
    code, out, _ = run("read", "--json", ".", at=place)
    assert code == 0
    joint = json.loads(out)
    assert joint["schema"] == "asrun-reading/1"
    assert {e["title"]: e["status"] for e in joint["events"]}["Signing of the fisheries pact"] == "not_held"


def test_standard_input_is_read(place: Path) -> None:
    code, out, _ = run("read", "-", at=place, stdin=SCHEDULE.encode())
    assert code == 0
    assert "stdin@" in out


def test_what_one_document_leaves_open_is_assumed_from_another(place: Path) -> None:
    (place / "note.txt").write_text("The working lunch was cancelled at 11:45, an aide said.\n")
    code, out, _ = run("read", "schedule.txt", "note.txt", at=place)
    assert code == 0
    assert "# day: assumed from schedule.txt" in out
    assert "# zones: assumed from schedule.txt" in out


def test_a_record_from_the_first_document_to_the_account(place: Path) -> None:
    code, out, _ = run(
        "add", "schedule.txt", "--issued", "2024-03-12T07:00+00:00", "--publisher", "Chancellery", at=place
    )
    assert code == 0
    assert "4 new events" in out
    assert run("add", "report.txt", at=place)[0] == 0
    code, out, error = run("add", "schedule.txt", at=place)
    assert code == 0
    assert not out
    assert "nothing was added" in error
    _, whole, _ = run("account", at=place)
    assert "Cancelled" in whole
    _, before, _ = run("account", "--as-of", "13:30", at=place)
    assert "Cancelled" not in before
    _, seq, _ = run("account", "--seq", "3", at=place)
    assert "Cancelled" not in seq
    _, listed, _ = run("log", at=place)
    assert "version  schedule.txt" in listed
    _, shown, _ = run("show", "signing", at=place)
    assert "cancelled" in shown
    assert run("account", "--format", "html", at=place)[1].startswith("<!doctype html>")


def test_the_same_question_gets_the_same_answer_whatever_was_added_since(place: Path) -> None:
    run("add", "schedule.txt", at=place)
    head = run("log", at=place)[1].strip().splitlines()[-1].split()[0]
    question = ("account", "--as-of", "13:30", "--seq", head, "--format", "json")
    first = run(*question, at=place)[1]
    run("add", "report.txt", at=place)
    assert run(*question, at=place)[1] == first
    assert "fisheries" in first


def test_account_from_files_needs_no_record(place: Path) -> None:
    code, out, _ = run("account", "--from-files", "schedule.txt", "report.txt", "--format", "text", at=place)
    assert code == 0
    assert "17:15" in out
    assert not (place / "asrun.db").exists()


def test_explain_says_which_rule_and_anchor(place: Path) -> None:
    start = SCHEDULE.index("15:00")
    code, out, _ = run("explain", f"schedule.txt@{start}-{start + 5}", at=place)
    assert code == 0
    assert "times.clock-24h" in out
    assert "public-schedule.item" in out
    assert "anchor" in out


def test_the_end_that_a_list_implies_is_shown_and_marked(place: Path) -> None:
    by = "2024-03-12 12:30 Europe/Lisbon (bounded latest), by schedule.txt@"
    start = SCHEDULE.index("10:00")
    assert f"# no end is given: {by}" in run("explain", f"schedule.txt@{start}-{start + 5}", at=place)[1]
    talks = json.loads(run("read", "--json", "schedule.txt", at=place)[1])["events"][0]
    assert (talks["planned_end"]["basis"], talks["planned_end"]["bound"]) == ("bounded", "latest")


BAD = {
    "empty.txt": b"",
    "blank.txt": b"\n\n \n",
    "control.txt": b"\x1f\x1e\n\x1f",
    "binary.txt": bytes(range(256)),
    "latin.txt": "14:00 Café".encode("latin-1"),
    "null.txt": b"14:00 Talks\0",
    "page.pdf": b"%PDF-1.7",
}


@pytest.mark.parametrize("name", BAD)
def test_a_document_that_cannot_be_read_is_one_clear_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    for words in (("read", name), ("add", name), ("account", "--from-files", name)):
        code, _, error = run(*words, at=tmp_path)
        assert code == 1, words
        assert error.count("\n") == 1, error
        assert name in error
        assert "would do" in error


def test_nine_good_files_are_read_beside_a_bad_one(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"day{number}.txt").write_text(SCHEDULE.replace("12 March", f"{number + 11} March"))
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xfa")
    code, out, error = run("read", ".", at=tmp_path)
    assert code == 1
    assert out.count("\n# day") + out.startswith("# day") == 9
    assert "bad.txt" in error


def test_diff_tells_what_a_new_version_changes(place: Path) -> None:
    (place / "new.txt").write_text(SCHEDULE.replace("17:15 (13:15)", "17:45 (13:45)"))
    code, out, _ = run("diff", "schedule.txt", "new.txt", at=place)
    assert (code, out) == (0, "Press conference starts 17:45 instead of 17:15 (30 min later)\n")
    code, out, _ = run("diff", "schedule.txt", "new.txt", "--format", "json", at=place)
    change = json.loads(out)["changes"][0]
    assert (change["kind"], change["field"], change["delta"]) == ("delayed", "starts", "PT30M")
    assert (change["before"], change["after"]) == ("2024-03-12T17:15:00+00:00", "2024-03-12T17:45:00+00:00")
    assert run("diff", "schedule.txt", "schedule.txt", at=place)[1] == "no change\n"
    (place / "other.txt").write_text("Fair, 2 May 2024\n\n09:00 Cattle show, Oslo\n11:00 Tug of war, Oslo\n")
    assert "versions-share-nothing" in run("diff", "schedule.txt", "other.txt", at=place)[2]


def test_diff_of_what_cannot_be_read_is_one_clear_line(place: Path) -> None:
    (place / "bad.json").write_text('{"a": ')
    (place / "bad.json.gz").write_bytes(b"\x1f\x8b nonsense")
    for name in ("bad.json", "bad.json.gz", "missing.txt"):
        code, out, error = run("diff", "schedule.txt", name, at=place)
        assert (code, out, error.count("\n")) == (1, "", 1), error
    assert run("diff", "schedule.txt", ".", at=place)[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        ("diff", "schedule.txt"),
        ("read",),
        ("read", "schedule.txt", "--zone", "Mars/Olympus"),
        ("add", "schedule.txt", "--issued", "2024-02-30T10:00Z"),
        ("add", "schedule.txt", "--issued", "noon"),
        ("account", "schedule.txt"),
        ("account", "--from-files"),
        ("account", "--from-files", "schedule.txt", "--day", "2023-02-29"),
        ("account", "--from-files", "schedule.txt", "--as-of", "25:99"),
        ("account", "--seq", "0"),
        ("explain", "schedule.txt"),
        ("explain", "schedule.txt@9-3"),
        ("nonsense",),
    ],
)
def test_words_that_are_off_are_usage_errors(place: Path, words: tuple[str, ...]) -> None:
    assert run(*words, at=place)[0] == 2


@pytest.mark.parametrize("words", [("account",), ("log",), ("show", "x"), ("account", "--record", "note.db")])
def test_a_record_that_is_none_is_one_clear_line_and_left_alone(place: Path, words: tuple[str, ...]) -> None:
    (place / "note.db").write_bytes(b"not a record " * 20)
    code, _, error = run(*words, at=place)
    assert code == 1
    assert error.strip().count("\n") == 0
    assert (place / "note.db").read_bytes() == b"not a record " * 20
    assert not (place / "asrun.db").exists()


def test_a_directory_without_files_and_a_path_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    for path in ("nothing", "missing.txt"):
        code, _, error = run("read", path, at=tmp_path)
        assert code == 1
        assert error.count("\n") == 1


def test_times_of_a_document_and_of_lines(place: Path) -> None:
    code, out, error = run("times", "report.txt", at=place)
    assert code == 0
    assert "TIME 2024-03-12T13:35\t2024-03-12T13:35Z Europe/Lisbon" in out
    assert error == ""
    lines = [
        b'{"id": "a", "text": "at 14:05 on Friday", "created": "2024-06-13", "zone": "Europe/Oslo"}',
        b"",
        b'{"id": "b", "text": "noon in Lima", "created": "2024-06-13T23:30:00-05:00"}',
        b'{"id": "c", "zone": "Moon/Base", "text": "x"}',
        b"no json",
        b'{"id": "d", "text": ""}',
    ]
    code, out, error = run("times", "--jsonl", at=place, stdin=b"\n".join(lines))
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [f["id"] for f in found] == ["a", "b", "d"]
    assert found[0]["times"][0] == [3, 8, "TIME", "2024-06-14T14:05", "2024-06-14T12:05:00Z"]
    assert found[1]["times"] == [[0, 4, "TIME", "2024-06-13T12:00", "2024-06-13T17:00:00Z"]]
    assert found[2]["times"] == []
    assert '"Moon/Base" is no IANA zone' in error
    assert "line 5 is no text to read" in error


def test_times_refuses_what_it_cannot_use(place: Path) -> None:
    assert run("times", "--jsonl", "--zone", "Europe/Oslo", at=place)[0] == 2
    assert run("times", "--zone", "Moon/Base", "report.txt", at=place)[0] == 2
    code, _, error = run("times", "--jsonl", "missing.jsonl", at=place)
    assert code == 1
    assert "missing.jsonl could not be read" in error
    assert run("times", at=place, stdin=b"")[0] == 1


def test_a_long_line_comes_out_whole(place: Path) -> None:
    text = "11:55 a.m./" * 5000
    line = json.dumps({"id": "1", "text": text, "created": "2024-06-13", "zone": "Asia/Tehran"}).encode()
    code, out, _ = run("times", "--jsonl", at=place, stdin=line)
    assert code == 0
    times = json.loads(out)["times"]
    assert len(times) == 5000
    assert all(text[t[0] : t[1]] == "11:55 a.m." for t in times)


def test_quotes_of_a_document_and_of_lines(place: Path) -> None:
    (place / "said.txt").write_text("“We are late,” said Ana Lopes.\n", encoding="utf-8")
    code, out, error = run("quotes", "said.txt", at=place)
    assert (code, error) == (0, "")
    assert out == "1-12\tAna Lopes\tsaid\t“We are late”\n"
    lines = ['{"id": "a", "text": "“We are late,” she said."}', "", '{"id": "b"}', "no json", '{"id": "c", "text": ""}']
    code, out, error = run("quotes", "--jsonl", at=place, stdin="\n".join(lines).encode())
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [f["id"] for f in found] == ["a", "c"]
    assert found[0]["statements"] == [{"content": [[1, 12]], "source": [15, 18], "direct": True}]
    assert found[1]["statements"] == []
    assert "line 3 is no text to read" in error
    assert "line 4 is no text to read" in error


def test_explain_tells_of_a_quote_in_doubt_who_else_may_have_said_it(place: Path) -> None:
    text = "Ana Lopes came. Ben Okafor, whose ministry called the visit “truly useful” on Monday, left.\n"
    (place / "doubt.txt").write_text(text, encoding="utf-8")
    code, out, _ = run("explain", f"doubt.txt@{text.index('truly')}-{text.index('useful')}", at=place)
    assert code == 0
    assert "doubtful yes" in out
    assert "quotes.cue" in out
    assert re.search(r'# .*"ministry", its place to "Ben Okafor".*\[speaker-in-doubt\]', out)
    code, out, _ = run("account", "--from-files", "--format", "text", "doubt.txt", at=place)
    assert "speaker in doubt" in out


def test_what_was_added_by_mistake_is_withdrawn_and_may_be_added_again(place: Path) -> None:
    assert run("add", "schedule.txt", "--zone", "Asia/Tokyo", at=place)[0] == 0
    assert run("add", "report.txt", at=place)[0] == 0
    head = run("log", at=place)[1].splitlines()[-1].split()[0]
    code, out, _ = run("withdraw", "schedule.txt", "--reason", "wrong zone", at=place)
    assert (code, out) == (0, "schedule.txt: withdrawn\n")
    assert "wrong zone" in run("log", at=place)[1]
    assert "Working lunch" not in run("account", at=place)[1]
    assert "Working lunch" in run("account", "--seq", head, at=place)[1]
    code, _, error = run("withdraw", "schedule.txt", at=place)
    assert code == 1
    assert "withdrawn already" in error
    code, _, error = run("withdraw", "nothing.txt", at=place)
    assert code == 1
    assert "it has schedule.txt, report.txt" in error
    code, out, _ = run("add", "schedule.txt", at=place)
    assert code == 0
    assert "schedule.txt~2" in out
    assert "Working lunch" in run("account", at=place)[1]


def test_an_address_of_a_private_network_is_refused(place: Path) -> None:
    code, _, error = run("add", "http://127.0.0.1:9/schedule.html", at=place)
    assert code == 1
    assert "127.0.0.1 is an address of a private network" in error


def test_a_pdf_is_read_and_a_place_shown_on_its_page(place: Path) -> None:
    (place / "schedule.pdf").write_bytes(printed(SCHEDULE))
    code, out, _ = run("read", "schedule.pdf", at=place)
    assert code == 0
    assert "plan 2024-03-12 15:00 Europe/Lisbon  Signing of the fisheries pact" in out
    where = out.split('"15:00')[0].rsplit("@", 1)[1].strip()
    code, out, _ = run("explain", f"schedule.pdf@{where}", "--page-image", "page.png", at=place)
    assert code == 0
    assert (place / "page.png").read_bytes().startswith(b"\x89PNG")
    code, _, error = run("explain", "schedule.txt@1-9", "--page-image", "none.png", at=place)
    assert code == 1
    assert "[no-page]" in error
    code, _, error = run("explain", f"schedule.pdf@{where}", "--page-image", "no/such/page.png", at=place)
    assert code == 1
    assert "could not be written" in error


def test_a_review_refuses_what_is_no_fact_and_nobody(place: Path) -> None:
    assert run("add", "schedule.txt", "report.txt", at=place)[0] == 0
    _, log, _ = run("log", at=place)
    entry = next(line.split()[0] for line in log.splitlines() if "change cancelled" in line)
    (place / "noise").write_bytes(bytes(range(256)) * 9)
    for words in (
        ("correct", entry, "noise"),
        ("accept", "9999"),
        ("merge", "", ""),
        ("split", "ev-x", "--entry", entry),
    ):
        code, out, error = run("review", *words, at=place)
        assert (code, out) == (1, ""), words
        assert "nothing was added" in error
    assert run("review", "reject", entry, "--who", " ", at=place)[0] == 2
    assert run("review", "reject", entry, "--who", "Ann", at=place)[0] == 0
