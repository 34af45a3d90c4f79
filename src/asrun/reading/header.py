"""What a document says of itself: its kind, day, title, publisher, writer and number."""

import re

from asrun.model.document import Document, Line
from asrun.model.reading import DocumentKind, Header
from asrun.model.source import Given
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Names, Times
from asrun.reading.datelines import MEDIUM_LINE
from asrun.reading.kinds import cues, kind_of
from asrun.reading.layout import head_count
from asrun.reading.lines import is_heading, is_item
from asrun.reading.scan import Rare

_WORDS = Wordbook(__package__, "header")
_BARE = _WORDS.pattern("bare", re.I)
_LABEL = Rare(_WORDS.pattern("label", re.I))
_ISSUED = _WORDS.pattern("issued", re.I)
_SIGNED = re.compile(r"(?:[-–—] ?)?[A-ZÀ-Þ][^.!?:;()\d]{3,50}(?:[,/][^.!?:;()\d]{2,40})?")
# Where a mail carries another one.
_OLDER = re.compile(r"From:\s|On .{6,80} wrote:|-{2,} ?(?:Original|Forwarded)", re.I)
_HEAD = 6


def read_header(document: Document, given: Given, names: Names, times: Times) -> Header:
    """The header; title and publisher are None where the text does not hold them.

    A publisher stands in the brackets of a date line or over the title, or is declared.
    """
    first = head_count(document)
    head = document.lines[first : first + _HEAD]
    kind = kind_of(document, head)
    title = _title(document, kind, names, times)
    top = "\n".join(line.text[:300] for line in head)
    label = _LABEL.search(top) if kind in ("pool_report", "schedule") else None
    dateline = next((m for m in (MEDIUM_LINE.match(line.text[:200]) for line in head) if m), None)
    over = _banner(document, kind, names)
    publisher = dateline[1] if dateline and kind == "news_article" else over.text.strip() if over else None
    return Header(
        kind,
        created=times.created,
        created_span=times.created_span,
        title=title,
        publisher=given.publisher or publisher,
        writer=_writer(document, names) if kind == "pool_report" or document.media_type == "message/rfc822" else None,
        label=(label[1] or label[2]) if label else None,
        language=given.language or "en",
    )


def _title(document: Document, kind: DocumentKind, names: Names, times: Times) -> str | None:
    """The page's title, or the first line that stands like a heading above the rest and says more than kind or date."""
    if head_count(document):
        return document.lines[0].text
    over = _banner(document, kind, names)
    for number, line in enumerate(document.lines[: min(3, len(document.lines) - 1)]):
        if not is_heading(line) or is_item(line):
            return None
        if line is over or _BARE.fullmatch(line.text):
            continue
        dated = sum(len(t.span.exact) for t in times.between(line.start, line.end))
        if number and dated * 2 > len(line.text) and not cues().is_schedule(line.text):
            continue
        if len(document.lines) < 3 and not cues().is_schedule(line.text):
            return None
        return _ISSUED.sub("", line.text)
    return None


def _banner(document: Document, kind: DocumentKind, names: Names) -> Line | None:
    """The body over the title of a schedule or statement: "MINISTRY OF TRADE" above "Statement, 3 May"."""
    if kind not in ("schedule", "statement") or len(document.lines) < 3 or head_count(document):
        return None
    first, second = document.lines[:2]
    if not is_heading(first) or not is_heading(second):
        return None
    telling = cues().is_schedule(second.text) or cues().is_statement(second.text)
    if not telling or cues().is_schedule(first.text) or cues().is_statement(first.text):
        return None
    body = next((h for h in names.between(first.start, first.end) if h.kind == "organization"), None)
    return first if body and (body.end - body.start) * 2 > len(first.text) else None


def _writer(document: Document, names: Names) -> str | None:
    """The person named in the first lines of a report or mail, after "by" or "from"."""
    for line in document.lines[:_HEAD]:
        mark = re.search(r"\b(?:by|from|pooler)\b:?\s+", line.text[:200], re.I)
        if mark:
            for hit in names.between(line.start + mark.end(), line.end):
                if hit.kind == "person" and hit.start - (line.start + mark.end()) < 30:
                    return hit.name
    mail = document.media_type == "message/rfc822"
    head = () if mail else document.lines[: min(_HEAD // 2, len(document.lines) - 1)]
    return next((n for line in head if (n := _signing(line, names))), None) or _signed(document, names)


def _signed(document: Document, names: Names) -> str | None:
    """The person whose name, alone or with a medium behind it, is the last line: "Ana Ruiz, Radio Mar"."""
    mail = document.media_type == "message/rfc822"
    older = next((n for n, line in enumerate(document.lines) if n > 2 and mail and _OLDER.match(line.text[:120])), None)
    own = [n for n in document.lines[:older] if n.text.strip()]
    # Below a mail the name may have a line for the office under it.
    return next((n for last in own[-1:] + own[-2:-1] * mail if (n := _signing(last, names))), None)


def _signing(line: Line, names: Names) -> str | None:
    """The person whose name a line is, alone or with a medium behind it."""
    hit = next(iter(names.between(line.start, line.end)), None)
    named = hit is not None and hit.kind == "person" and hit.form == "name" and hit.start - line.start < 4
    return hit.name if hit and named and _SIGNED.fullmatch(line.text.strip()) else None
