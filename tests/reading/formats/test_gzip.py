"""Packed files: what is inside is read, bombs are not."""

import gzip

import pytest

from asrun.model.document import Document
from asrun.model.notice import Notice
from asrun.reading.formats import document
from asrun.reading.formats import gzip as packed
from asrun.sources.file import snapshot

WORDS = b"14:05 Signing of the pact\n"
ICS = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Talks\r\nDTSTART:20240312T140500Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("day.txt.gz", gzip.compress(WORDS), "text/plain"),
        ("day.ics.gz", gzip.compress(ICS), "text/calendar"),
        ("stdin", gzip.compress(ICS), "text/calendar"),
        ("day.txt.gz", gzip.compress(WORDS[:5]) + gzip.compress(WORDS[5:]), "text/plain"),
        ("day.txt.gz.gz", gzip.compress(gzip.compress(WORDS)), "text/plain"),
    ],
)
def test_the_file_inside_is_read(name: str, data: bytes, kind: str) -> None:
    found = document(snapshot(name, data), name)
    assert isinstance(found, Document)
    assert found.media_type == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (gzip.compress(gzip.compress(gzip.compress(WORDS))), "gzip-nested"),
        (gzip.compress(WORDS)[:-12], "gzip-damaged"),
        (b"\x1f\x8b no", "gzip-damaged"),
        (gzip.compress(b"\0" * 100_000), "too-large"),
        (gzip.compress(b"\0" * 900) * 100, "too-large"),
        (gzip.compress(b""), "empty-document"),
    ],
    ids=range(6),
)
def test_what_cannot_be_unpacked_says_why(data: bytes, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST", 50_000)
    found = document(snapshot("a.txt.gz", data), "a")
    assert isinstance(found, Notice)
    assert (found.code, found.severity) == (code, "error")
    assert found.message.count(";") == 2
