"""Media types by a file's name, and by its first bytes where the name says nothing."""

import mimetypes
import re

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BY_NAME = {
    ".txt": "text/plain", ".md": "text/markdown", ".eml": "message/rfc822", ".mbox": "application/mbox",
    ".ics": "text/calendar", ".ical": "text/calendar", ".ifb": "text/calendar", ".csv": "text/csv",
    ".tsv": "text/csv", ".rss": "application/rss+xml", ".atom": "application/atom+xml", ".gz": "application/gzip",
    ".json": "application/json", ".pdf": "application/pdf", ".docx": _DOCX, ".html": "text/html", ".htm": "text/html",
}  # fmt: skip
_XML = re.compile(rb"(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:\w+:)?(\w+)", re.S | re.I)
_ROOTS = {b"rss": "application/rss+xml", b"feed": "application/atom+xml", b"rdf": "application/rss+xml"}
_MAIL = re.compile(rb"(?:From [^\n]*\n)?(?:(?:Received|Return-Path|Delivered-To|MIME-Version|Message-ID|Date|From|Subject|To|"
                   rb"X-[\w-]+|Content-[\w-]+|DKIM-Signature):[^\n]*\n(?:[ \t][^\n]*\n)*){3}", re.I)  # fmt: skip
_SNIFFED = 4096


def media_type(name: str, data: bytes) -> str:
    r"""The media type of a document: its name's, that of its first bytes where the name is vague, else plain text.

    >>> media_type("day.ics", b""), media_type("feed.xml", b"<?xml version='1.0'?><rss>"), media_type("a", b"hello")
    ('text/calendar', 'application/rss+xml', 'text/plain')
    >>> media_type("day.ics.gz", b""), media_type("stdin", b"BEGIN:VCALENDAR\r\n")
    ('application/gzip', 'text/calendar')
    """
    dot = name.rfind(".")
    ending = name[dot:].lower() if dot >= 0 else ""
    if ending in _BY_NAME:
        return _BY_NAME[ending]
    if ending != ".xml" and (known := mimetypes.guess_type(name)[0]):
        return known
    if data.startswith(b"PK\3\4") and b"word/document" in data:
        return _DOCX
    return _sniffed(data[:_SNIFFED]) or ("application/xml" if ending == ".xml" else "text/plain")


def _sniffed(head: bytes) -> str | None:
    """The media type that first bytes tell; None where they do not."""
    if head.startswith(b"\x1f\x8b"):
        return "application/gzip"
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare[:15].upper() == b"BEGIN:VCALENDAR":
        return "text/calendar"
    if bare.startswith(b"<"):
        root = _XML.match(bare)
        return _ROOTS.get(root[1].lower()) if root else None
    return "message/rfc822" if _MAIL.match(bare) else None


def extensions(kind: str) -> list[str]:
    """The endings of names that tell a media type."""
    return [ending for ending, known in _BY_NAME.items() if known == kind]
