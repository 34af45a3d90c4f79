"""Mail: the newest text of a message under its subject and sender, older texts marked, then each attached document."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from asrun.model.document import Document
from asrun.model.notice import Notice
from asrun.model.source import Given, Snapshot
from asrun.reading import markup
from asrun.reading.joining import joined
from asrun.reading.mail.attached import MOST as FILES
from asrun.reading.mail.attached import Attached
from asrun.reading.mail.decoding import body, header
from asrun.reading.mail.parts import MOST, Part, Walk
from asrun.reading.mail.shaping import shape
from asrun.reading.weaving import Weaver

MEDIA_TYPES = frozenset({"message/rfc822", "application/mbox"})
_TEXTS = ("text/plain", "text/html")
_NEXT = re.compile(r"\n\r?\nFrom [^\n]*\d{4}\r?\n(?=[A-Za-z-]+:)")


def document(snapshot: Snapshot, version: str) -> Document | Notice:
    """The words of a message: subject, sender, then its best text part; spans lead back into the file as written."""
    raw = snapshot.data.decode("utf-8", "surrogateescape")
    following = _NEXT.search(raw) if raw.startswith("From ") else None
    walk = Walk(raw)
    message = walk.part(0, following.start() if following else len(raw))
    if not message.headers:
        text = "a file that begins with no header; a mail has From, Date or Subject; the mail saved as .eml would do"
        return Notice("not-a-mail", "error", text, doc=version)
    made = Weaver()
    unread: list[Part] = []
    _message(raw, message, made, version, unread)
    attached = Attached(raw, unread, version)
    notices = [*_notices(walk, message, attached.unread, bool(following), version), *attached.notices]
    found = Document(
        version,
        snapshot.media_type,
        made.text(),
        pieces=tuple(made.pieces),
        marks=made.ordered(),
        stated=_stated(walk, message),
        notices=tuple(notices),
    )
    return joined(found, attached.documents) if attached.documents else found


def _message(raw: str, message: Part, made: Weaver, version: str, unread: list[Part]) -> None:
    """Adds a message: its subject and sender as lines, then its text, then the messages forwarded in it."""
    for name, label in (("subject", ""), ("from", "From: ")):
        found = next((h for h in message.headers if h.name == name), None)
        words = header(raw, found.start, found.end) if found else None
        if found and words and (text := _shown(name, words)):
            if label:
                made.put(label, found.start - len(label), found.start)
            made.weave(text.text(), text.pieces)
            made.line()
    made.line(2)
    chosen = _chosen(message)
    for part in chosen:
        made.line(2)
        if part.type == "text/html":
            markup.weave(body(raw, part), made, version)
        elif part.type == "text/plain":
            parameters = part.parameters
            flowed = parameters.get("format", "").lower() == "flowed"
            shape(body(raw, part), made, flowed, parameters.get("delsp", "").lower() == "yes")
        else:
            start = made.length
            _message(raw, part.children[0], made, version, unread)
            if made.length > start:
                made.mark("quoted", start, "1")
    inside = {id(p) for c in chosen for p in c.walk()}
    unread += [p for p in message.walk() if not p.children and id(p) not in inside and _wanted(p)]


def _shown(name: str, words: Weaver) -> Weaver | None:
    """What of a header stands in the text: a subject whole, of a sender the name without the address."""
    text = words.text()
    if name == "subject":
        return words if text.strip() else None
    shown = re.match(r'\s*"?([^"<>@]*[^"<>@\s])"?\s*<', text)
    if not shown:
        return None
    made, at = Weaver(), 0
    for piece in words.pieces:
        part = text[max(piece.start, shown.start(1)) : min(piece.end, shown.end(1))]
        if piece.start < shown.end(1) and piece.end > shown.start(1):
            at = max(0, shown.start(1) - piece.start)
            same = piece.end - piece.start == piece.raw_end - piece.raw_start
            if same:
                made.copy(part, piece.raw_start + at)
            else:
                made.put(part, piece.raw_start, piece.raw_end)
    return made


def _chosen(part: Part) -> list[Part]:
    """The parts that tell what a message says: of alternatives the best one, of a mixture all texts in line."""
    if part.type in _TEXTS:
        return [part]
    if part.type == "message/rfc822":
        return [part] if part.children else []
    below = [_chosen(c) for c in part.children if not c.attached or c.type == "message/rfc822"]
    below = [b for b in below if b]
    if part.type == "multipart/alternative":
        return min(below, key=_rank, default=[])
    if part.type in ("multipart/related", "multipart/signed", "multipart/appledouble"):
        return below[0] if below else []
    found = [p for b in below for p in b]
    return found or [c for c in part.children if c.type in _TEXTS][:1]


def _rank(parts: list[Part]) -> tuple[bool, bool]:
    """Parts that lead back word by word first, plain text before HTML."""
    size = sum(p.end - p.start for p in parts)
    return any(p.encoding == "base64" for p in parts), any(p.type == "text/html" for p in parts) or size < 8


def _wanted(part: Part) -> bool:
    """Whether a part that was passed over may hold something to read."""
    other = part.type in ("text/html", "text/plain") and not part.attached
    return not other and not part.type.startswith(("multipart/", "image/", "application/pgp", "application/pkcs7"))


def _stated(walk: Walk, message: Part) -> Given | None:
    """When a message was sent, by its own Date header."""
    value = walk.value(message.headers, "date")
    try:
        sent = parsedate_to_datetime(value[:100])
        issued = sent.replace(tzinfo=sent.tzinfo or UTC)
        issued.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return Given(issued_at=issued, basis={"issued_at": "Date header"}) if _plausible(issued) else None


def _plausible(moment: datetime) -> bool:
    """Whether a moment can be that of a mail, and not a clock that was never set."""
    return 1971 < moment.year < 9999


def _notices(walk: Walk, message: Part, unread: list[Part], more: bool, version: str) -> list[Notice]:
    found = []
    if walk.cut:
        text = (
            f"a mail of more than {MOST:,} parts or twenty levels; the rest was not read; its parts as files would do"
        )
        found.append(Notice("mail-cut", "warning", text, doc=version))
    if more:
        text = "a mailbox of several mails; the first was read; each mail as its own file would do"
        found.append(Notice("mail-more", "warning", text, doc=version))
    names = sorted({p.type for p in unread})
    if names:
        kinds = ", ".join(names[:6])
        text = f"attached parts of type {kinds}; no format reads them, or {FILES} are read; the parts as files would do"
        found.append(Notice("mail-part-unread", "info", text, doc=version))
    if walk.value(message.headers, "date") and _stated(walk, message) is None:
        text = (
            f'"{walk.value(message.headers, "date")[:60]}" is no date of a mail; the day stays open; --issued would do'
        )
        found.append(Notice("mail-date", "warning", text, doc=version))
    return found
