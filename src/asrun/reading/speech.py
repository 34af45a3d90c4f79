"""Who says what in a document, without the rest of a reading: all that is attributed, wishes and stances too."""

from collections.abc import Iterator

from asrun.model.document import Document
from asrun.model.fact import Statement
from asrun.model.source import Given
from asrun.reading.context import Context, Times
from asrun.reading.header import read_header
from asrun.reading.names import read_names
from asrun.reading.quotes import attributions
from asrun.reading.records import without_codes
from asrun.reading.sentences import Index


def read_speech(document: Document) -> Iterator[Statement]:
    """The statements of a document, section by section; when they were said is not read."""
    if not document.lines:
        return
    prose, given, times = without_codes(document), Given(), Times()
    sentences = Index(document)
    names = read_names(prose, sentences if prose is document else None)
    context = Context(document, given, read_header(prose, given, names, times), names, times, sentences)
    for section in document.sections:
        yield from attributions(section, context)
