"""The commands that keep a record, as a person runs them."""

from pathlib import Path

from test_cli import REPORT, SCHEDULE, run


def fill(place: Path) -> None:
    (place / "schedule.txt").write_text(SCHEDULE)
    (place / "report.txt").write_text(REPORT)
    assert run("add", "schedule.txt", "--issued", "2024-03-12T07:00+00:00", at=place)[0] == 0
    assert run("add", "report.txt", "--private", at=place)[0] == 0


def public_key(place: Path) -> str:
    told = run("doctor", at=place)[1]
    return next(line.split()[1] for line in told.splitlines() if line.startswith("key "))


def test_a_record_is_verified_and_an_entry_proved_without_it(tmp_path: Path) -> None:
    fill(tmp_path)
    code, told, error = run("verify", at=tmp_path)
    assert (code, error) == (0, "")
    (tmp_path / "note").write_text(told.split("\n", 1)[1])
    code, proof, _ = run("proof", "3", at=tmp_path)
    assert code == 0
    (tmp_path / "proof.json").write_text(proof)
    key = public_key(tmp_path)
    assert run("add", "schedule.txt", "--source", "another", at=tmp_path)[0] == 0
    assert run("verify", "--since", "note", at=tmp_path)[0] == 0
    (tmp_path / "asrun.db").unlink()
    code, told, _ = run("proof", "check", "proof.json", "--key", key, at=tmp_path)
    assert code == 0
    assert told.startswith("entry 3 is among the first ")
    (tmp_path / "proof.json").write_text(proof.replace("Lisbon", "Oporto").replace('"seq": 3', '"seq": 4'))
    code, _, error = run("proof", "check", "proof.json", "--key", key, at=tmp_path)
    assert (code, error.count("\n")) == (1, 1)


def test_redacted_words_are_in_no_view_any_more(tmp_path: Path) -> None:
    fill(tmp_path)
    log = run("log", at=tmp_path)[1]
    seq = next(line.split()[0] for line in log.splitlines() if "fact" in line and "fisheries" in line)
    code, told, _ = run("redact", seq, "--reason", "asked for", at=tmp_path)
    assert code == 0
    assert told.startswith("redacted ")
    log = run("log", at=tmp_path)[1]
    assert "redacted fact, by entry" in log
    page = run("account", "--format", "json", at=tmp_path)[1]
    assert "(asked for)" in page
    assert b"pact (40 min.)" not in (tmp_path / "asrun.db").read_bytes()
    assert run("verify", at=tmp_path)[0] == 0
    code, _, error = run("add", "schedule.txt", at=tmp_path)
    assert code == 1
    assert "redacted by entry" in error
    assert run("redact", seq, "--reason", "again", at=tmp_path)[0] == 1


def test_a_record_moves_by_files(tmp_path: Path) -> None:
    fill(tmp_path)
    assert run("export", "--out", "lines", "--private", at=tmp_path)[0] == 0
    code, told, _ = run("import", "lines", "--record", "moved.db", at=tmp_path)
    assert code == 0
    assert told.split("\n", 1)[1].strip() in run("verify", at=tmp_path)[1]
    assert run("account", "--record", "moved.db", at=tmp_path)[1] == run("account", at=tmp_path)[1]
    assert "brought forward" not in run("export", at=tmp_path)[1]
    assert run("import", "lines", "--record", "moved.db", at=tmp_path)[0] == 1
    assert run("rotate-key", "--record", "moved.db", "--reason", "moved", at=tmp_path)[0] == 0
    assert run("export", "--tiles", "tiles", at=tmp_path)[0] == 0
    assert (tmp_path / "tiles" / "checkpoint").read_text().startswith("asrun.record/")
    assert run("backup", "copy.db", at=tmp_path)[0] == 0
    assert run("backup", "copy.db", at=tmp_path)[0] == 1
    assert run("verify", "--record", "copy.db", at=tmp_path)[0] == 0


def test_the_same_reader_reads_nothing_otherwise(tmp_path: Path) -> None:
    fill(tmp_path)
    assert run("reread", at=tmp_path)[1] == "0 documents are read otherwise\n"


def test_correcting_a_zone_is_shown_before_and_keeps_the_events(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Programme, 12 March 2024\n\n10:00 Talks, Blue Room\n12:30 Lunch, Garden\n")
    (tmp_path / "new.txt").write_text("Programme, 12 March 2024\n\n10:00 Talks, Blue Room\n13:00 Lunch, Garden\n")
    assert run("add", "list.txt", "--zone", "Europe/London", at=tmp_path)[0] == 0
    assert run("add", "new.txt", "--source", "list.txt", "--zone", "Europe/London", at=tmp_path)[0] == 0
    error = run("add", "new.txt", "--source", "list.txt", "--zone", "Europe/Paris", at=tmp_path)[2]
    assert "asrun reread list.txt --zone Europe/Paris shows" in error
    before = [ics_uids(tmp_path), run("account", "--format", "json", at=tmp_path)[1]]
    told = run("reread", "list.txt", "--zone", "Europe/Paris", at=tmp_path)[1]
    assert (
        "list.txt  2024-03-12 10:00 Europe/London; keep wall time: 2024-03-12 10:00 Europe/Paris, 1 h earlier; "
        "keep instant: 2024-03-12 11:00 Europe/Paris  Talks\n"
    ) in told
    assert run("account", "--format", "json", at=tmp_path)[1] == before[1]
    assert run("reread", "list.txt", "--zone", "Europe/Paris", "--write", at=tmp_path)[0] == 0
    account = run("account", "--format", "text", at=tmp_path)[1]
    assert "10:00 Paris" in account
    assert "Lunch starts 13:00 instead of 12:30 (30 min later)" in account
    assert "London" not in account
    assert ics_uids(tmp_path) == before[0]
    assert run("reread", at=tmp_path)[1] == "0 documents are read otherwise\n"
    assert run("verify", at=tmp_path)[0] == 0


def ics_uids(place: Path) -> list[str]:
    return [n for n in run("account", "--format", "ics", at=place)[1].splitlines() if n.startswith("UID")]


def test_a_zone_is_corrected_for_a_source_of_the_record(tmp_path: Path) -> None:
    fill(tmp_path)
    for words in (("reread", "none.txt", "--zone", "Europe/Paris"), ("reread", "schedule.txt", "--zone", "Mars/Base")):
        code, _, error = run(*words, at=tmp_path)
        assert code != 0
        assert words[1 if code == 1 else 3] in error
    assert run("reread", "schedule.txt", at=tmp_path)[0] == 2
    assert run("reread", "schedule.txt", "--zone", "Asia/Tokyo", at=tmp_path)[1] == "0 documents are read otherwise\n"


def test_both_axes_are_asked_of_log_and_show(tmp_path: Path) -> None:
    fill(tmp_path)
    first, *whole = run("log", at=tmp_path)[1].splitlines()
    assert first == f"# as of all that is known, up to entry {len(whole)}"
    assert run("log", "--after", "3", "--seq", "9", at=tmp_path)[1].splitlines()[1:] == whole[3:9]
    assert run("log", "--recorded-by", "2000-01-01", at=tmp_path)[1] == "# as of all that is known, up to entry 0\n"
    early = run("log", "--as-of", "2024-03-12T10:00", at=tmp_path)[1].splitlines()
    assert set(early[1:]) < set(whole)
    day = run("log", "--day", "2024-03-12", at=tmp_path)[1].splitlines()[1:]
    assert set(day) <= set(whole)
    told = run("show", "fisheries", "--seq", "40", "--as-of", "2024-03-12T13:00", at=tmp_path)[1]
    assert told.startswith("# as of 2024-03-12 13:00Z, up to entry 40\n")
    assert run("log", "--day", "2024-03-12", "--event", "x", at=tmp_path)[0] == 2
