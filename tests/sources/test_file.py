"""Paths to snapshots: what is read, and the one clear line where nothing is."""

from pathlib import Path

import pytest

from asrun.sources import file
from asrun.sources.file import snapshots


def test_a_directory_gives_its_files_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden"):
        (tmp_path / name).write_text(name)
    found, notices = snapshots([str(tmp_path)])
    assert [s.name for s in found] == ["a.txt", "b.txt"]
    assert not notices


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.txt").write_text(folder)
    found, _ = snapshots([str(tmp_path / "x"), str(tmp_path / "y")])
    assert [s.name for s in found] == ["note.txt", "note.txt (2)"]


@pytest.mark.parametrize("path", ["missing.txt", "bad\0name"])
def test_a_path_that_cannot_be_opened_is_a_notice(path: str) -> None:
    found, (notice,) = snapshots([path])
    assert not found
    assert notice.code == "unreadable-file"


def test_an_empty_directory_is_a_notice(tmp_path: Path) -> None:
    assert [n.code for n in snapshots([str(tmp_path)])[1]] == ["empty-directory"]


def test_a_file_above_the_limit_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "LARGEST", 10)
    (tmp_path / "long.txt").write_text("x" * 11)
    (tmp_path / "short.txt").write_text("x" * 10)
    found, notices = snapshots([str(tmp_path)])
    assert [s.name for s in found] == ["short.txt"]
    assert [n.code for n in notices] == ["too-large"]
