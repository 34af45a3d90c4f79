"""Bytes to documents, and the one clear line where they are none."""

import pytest

from asrun.model.document import Document
from asrun.model.notice import Notice
from asrun.reading.formats import document
from asrun.sources.file import snapshot


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty-document"),
        ("a.txt", b" \n\t ", "empty-document"),
        ("a.txt", b"14:00 \0 Signing", "not-text"),
        ("a.txt", b"14:00 Caf\xe9", "not-utf8"),
        ("a.txt", "14:00 Signing".encode("utf-16"), "not-text"),
        ("a.png", b"\x89PNG", "unknown-format"),
    ],
)
def test_what_is_no_document_says_why(name: str, data: bytes, code: str) -> None:
    found = document(snapshot(name, data), name)
    assert isinstance(found, Notice)
    assert (found.code, found.severity, found.doc) == (code, "error", name)
    assert found.message.count(";") == 2


def test_text_is_kept_code_point_by_code_point() -> None:
    words = "\ufeff14:00\u00a0Caf\u00e9 \U0001f1fb\U0001f1f3\r\n"
    found = document(snapshot("a.txt", words.encode()), "a.txt")
    assert isinstance(found, Document)
    assert found.text == words
