"""Who says what, alone: of documents in words, and of lines of JSON by the thousand."""

from collections.abc import Iterable, Iterator

import msgspec

from asrun.model.document import Document
from asrun.model.fact import Statement
from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.pipeline.lines import LineError, answered
from asrun.reading.documents import document_of
from asrun.reading.layout import divide
from asrun.reading.speech import read_speech

_WANTED = '{"id": "1", "text": "“We are late,” she said."}'


class Text(msgspec.Struct, frozen=True):
    """A text to read."""

    id: str
    text: str


def quotes_text(snapshot: Snapshot) -> Iterator[str | Notice]:
    """The statements of a document, a line each: place, who says it, by which verb, the words."""
    document = document_of(snapshot, snapshot.name)
    if isinstance(document, Notice):
        yield document
        return
    for said in read_speech(document):
        first, last = said.spans[0], said.spans[-1]
        words = " … ".join(" ".join(s.exact.split()) for s in said.spans)
        who = said.speaker or (said.named.exact if said.named else "?")
        who += " (in doubt)" if said.doubtful else ""
        shown = f"“{words}”" if said.mode == "direct" else words
        yield "\t".join([f"{first.start}-{last.end}", " ".join(who.split()), said.verb or "", shown])


def quotes_lines(lines: Iterable[bytes]) -> Iterator[bytes | LineError]:
    """For each line of JSON the line of its statements, or why it is none."""
    encode = msgspec.json.Encoder().encode

    def answer(text: Text) -> Iterator[bytes]:
        found = [_shown(s) for s in read_speech(divide(Document(text.id, "text/plain", text.text)))]
        yield encode({"id": text.id, "statements": found}) + b"\n"

    return answered(lines, Text, _WANTED, answer)


def _shown(said: Statement) -> dict[str, object]:
    """One statement: the places of its words, of its speaker's name, and whether all of it is quoted."""
    return {
        "content": [[s.start, s.end] for s in said.spans],
        "source": [said.named.start, said.named.end] if said.named else None,
        "direct": said.mode == "direct",
    }
