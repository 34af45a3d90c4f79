"""Of which kind a document is, by its first and last lines and by what most of its lines are."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from asrun.model.document import Document, Line
from asrun.model.reading import DocumentKind
from asrun.model.wordbook import Wordbook
from asrun.reading.datelines import DATELINE, MEDIUM_LINE
from asrun.reading.dispatches import dispatches, is_thread
from asrun.reading.layout import row_lines
from asrun.reading.lines import is_embed_mark, is_heading, is_item, is_live

_TURN = re.compile(
    r"(?:Q|A|QUESTION|ANSWER|REPORTER|MODERATOR|(?:THE |M[RS]\.? |MRS\.? |DR\.? )?[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{2,40})\s?:\s"
)
_FIELD = re.compile(
    r"(?:WHEN|WHERE|WHO|WHAT|WHY|DATE|TIME|PLACE|VENUE|CONTACT|NOTE|NOTES|UPDATE\w*|CORRECTION|PRESS|MEDIA)\s?:"
)
_HEAD, _LAST, _SHORT = 4, 4, 90
_QUOTED = re.compile(r"[“\"][^”\"\n]*[”\"]?")
_SOME, _TOLD = 2, 40


class Cues(NamedTuple):
    """What tells of each kind, compiled; `statement_first` stands where a heading begins."""

    pool: re.Pattern[str]
    schedule: re.Pattern[str]
    statement_first: re.Pattern[str]
    statement_within: re.Pattern[str]
    statement_last: re.Pattern[str]
    article: re.Pattern[str]
    transcript: re.Pattern[str]
    broadcast: re.Pattern[str]
    own_voice: re.Pattern[str]

    def is_schedule(self, words: str) -> bool:
        """Whether a heading calls what is below it a schedule."""
        return bool(self.schedule.search(words))

    def is_statement(self, words: str) -> bool:
        """Whether a heading begins as that of a statement."""
        return bool(self.statement_first.match(words) or self.statement_within.search(words))


@cache
def cues() -> Cues:
    """The words of all kinds, from kinds.toml."""
    book = Wordbook(__package__, "kinds")
    return Cues(*(book.pattern(name, re.I) for name in Cues._fields))


def kind_of(document: Document, head: Sequence[Line]) -> DocumentKind:
    """The kind of the whole document; `head` are its first lines."""
    told = cues()
    top = "\n".join(line.text[:200] for line in head[:_HEAD])
    items = max(sum(is_item(line) for line in document.lines), row_lines(document))
    listed = [s for s in document.sections if s.kind == "schedule"]
    found = dispatches(document.text, document.lines)
    if is_thread(found, document.lines):
        return "post"
    reported = found and found[0].kind == "pool_report" and any(n.start == found[0].start for n in head[:_HEAD])
    if reported or told.pool.search(top):
        named = any(told.is_schedule(n.text[:200]) and not told.pool.search(n.text[:200]) for n in head[:_HEAD])
        if not (listed and named and items > 2):
            return "pool_report"
    if items < 3 and _is_statement(document, head):
        return "statement"
    if is_live(document.lines):
        return "news_article"
    if _is_transcript(document, head):
        return "news_article" if any(told.broadcast.search(n.text[:120]) for n in head[:2]) else "statement"
    if document.lines and is_embed_mark(document.lines[-1]) and len(document.sections) == 1:
        return "post"
    if head and MEDIUM_LINE.match(head[0].text[:200]):
        return "news_article"
    if _is_list(document, items):
        return "schedule"
    titles = (document.lines[0], *head[:1]) if listed else ()
    if any(is_heading(n) and told.is_schedule(n.text[:200]) for n in titles):
        return "schedule"
    return "statement" if _speaks(document, head) else "news_article"


def is_article(head: Sequence[Line]) -> bool:
    """Whether the first lines say that a paper or an agency tells: a writer, a day of print, "live", corrections."""
    return is_live(head) or any(
        (len(n.text) <= _SHORT and cues().article.search(n.text)) or MEDIUM_LINE.match(n.text[:200]) for n in head
    )


def _is_statement(document: Document, head: Sequence[Line]) -> bool:
    """Whether the first lines call it a statement, or the last ones say who put it out."""
    told = cues()
    first = head[0].text[:200] if head else ""
    if told.is_statement(first):
        return True
    over = len(head) > 1 and is_heading(head[0]) and not told.is_schedule(first)
    if over and any(len(n.text) <= _SHORT and told.is_statement(n.text) for n in head[1:_HEAD]):
        return True
    ends = any(told.statement_last.search(n.text[:_SHORT]) for n in document.lines[-_LAST:])
    return ends and not is_article(head)


def _speaks(document: Document, head: Sequence[Line]) -> bool:
    """Whether an office or a person tells in its own voice, "we" outside all quotes, under no writer and no date line."""
    if is_article(head) or any(DATELINE.match(n.text[:160]) for n in head):
        return False
    paragraphs = [n.text for n in document.lines[:_TOLD] if not is_heading(n)]
    others = len(paragraphs) - max(_SOME, (len(paragraphs) + 1) // 2)
    voice = cues().own_voice
    told = (n for n in paragraphs if not voice.search(_QUOTED.sub("", n)))
    return others >= 0 and len([*islice(told, others + 1)]) <= others


def _is_transcript(document: Document, head: Sequence[Line]) -> bool:
    """Whether most of a document are turns of speakers: "MS. LUND: ...", "Q: ..."."""
    named = any(cues().transcript.search(line.text[:120]) for line in head[:2])
    turns = sum(bool(_TURN.match(n.text[:60])) and not _FIELD.match(n.text) for n in document.lines)
    return turns * (6 if named else 2) >= len(document.lines) > 2 and turns > 1


def _is_list(document: Document, items: int) -> bool:
    """Whether most lines are items of a schedule or stand within one, and few are long."""
    listed = [s for s in document.sections if s.kind == "schedule"]
    within = sum(len(document.lines_between(s.start, s.end)) for s in listed)
    prose = sum(len(line.text) > 140 for line in document.lines)
    return bool(listed) and max(items * 3, within * 2) >= len(document.lines) and prose * 3 <= items
