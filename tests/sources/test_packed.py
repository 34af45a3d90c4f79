"""Files kept in gzip."""

import gzip

import pytest

from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.sources import packed
from asrun.sources.file import snapshot
from asrun.sources.packed import unpacked


def test_gzip_is_the_document_that_it_holds() -> None:
    for name in ("day.json.gz", "day.json.gz (2)", "day.json"):
        found = unpacked(snapshot(name, gzip.compress(b"[]")))
        assert isinstance(found, Snapshot)
        assert (found.data, found.media_type, found.name) == (b"[]", "application/json", name)
    plain = snapshot("day.txt", b"10:00 Tea")
    assert unpacked(plain) is plain


def test_damaged_or_endless_gzip_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = gzip.compress(b"10:00 Tea" * 100)
    for data in (whole[:-9], whole[:2] + b"nonsense", whole[:2]):
        found = unpacked(snapshot("day.txt.gz", data))
        assert isinstance(found, Notice)
        assert (found.code, found.message.count(";")) == ("gzip-damaged", 2)
    monkeypatch.setattr(packed, "LARGEST", 1000)
    bomb = unpacked(snapshot("day.txt.gz", gzip.compress(bytes(10_000))))
    assert isinstance(bomb, Notice)
    assert bomb.code == "too-large"
