"""Paths to snapshots: what is read, and the one clear line where nothing is."""

from pathlib import Path

import pytest

from asrun.sources import file
from asrun.sources.file import snapshot, snapshots
from making import word_text

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.pdf", b"", "application/pdf"),
        ("A.DOCX", b"", DOCX),
        ("programme", b"%PDF-1.7", "application/pdf"),
        ("programme", b"\n\n%PDF-1.4", "application/pdf"),
        ("stdin", word_text("10:00 Talks"), DOCX),
        ("programme", b"PK\3\4 some other package", "text/plain"),
        ("programme", b"10:00 Talks", "text/plain"),
        ("a.txt", b"%PDF-1.7", "text/plain"),
    ],
)
def test_the_media_type_comes_from_the_name_else_from_the_first_bytes(name: str, data: bytes, media_type: str) -> None:
    assert snapshot(name, data).media_type == media_type
