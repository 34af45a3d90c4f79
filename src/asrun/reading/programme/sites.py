"""Where the items of a programme are: by their own words or lines, else those they stand under; the places it names."""

import re
from collections.abc import Iterator, Sequence

from asrun.model.document import Line
from asrun.model.fact import EntityMention, Place
from asrun.model.span import Span
from asrun.model.wordbook import Wordbook
from asrun.reading.context import Context, Hit
from asrun.reading.listing.words import ends_in_place
from asrun.reading.programme.cells import own_cell
from asrun.reading.programme.joined import Joined
from asrun.reading.programme.openings import Entry, Stretch
from asrun.reading.programme.overhead import beside, issues, led, over_list, tells_else
from asrun.reading.programme.venues import narrowed, same_as_before
from asrun.reading.programme.wording import Wording, holds_office, movement
from asrun.reading.scenes import is_body

_WORDS = Wordbook(__package__, "sites")
VISITED = _WORDS.pattern("visited", re.I)
_AT = _WORDS.pattern("at")
_AFAR = _WORDS.pattern("afar", re.I)
_NOWHERE = _WORDS.pattern("nowhere", re.I)


class Places:
    """The places of one programme; those that only it names gather their mentions."""

    def __init__(self, context: Context, start: int) -> None:
        self.context, self.document = context, context.document
        self.known = {p.name.lower(): p.name for p in context.names.places}
        self.made: dict[str, list[Span]] = {}
        self.start = start
        self.common = over_list(context, start)

    def found(self) -> Iterator[Place]:
        """The places that only the programme names."""
        for name, spans in self.made.items():
            mentions = tuple(EntityMention(s, "name") for s in dict.fromkeys(spans))
            yield Place(name, "venue", mentions, narrowed(name), rule="public-schedule.place")

    def of(self, entry: Entry, said: Wording, joined: Joined, before: str | None) -> tuple[str | None, Sequence[Span]]:
        """The place that an item's lines or words name, else that of the line it stands under; and the words that tell it.

        `before` is the place of the item before.
        """
        stretches = list(entry.places) or ([joined.back(*said.place)] if said.place else [])
        text = self.document.text
        own, moves = bool(stretches), movement(said.title) is not None
        above = (
            None
            if own or moves
            else self.all_at(entry.head) or (beside(self.context, entry.under) if entry.under else None)
        )
        stretches = [own_cell(text, s, self.context.names) for s in (stretches or ([above] if above else []))]
        words = ", ".join(re.sub(r"\s+", " ", text[s.start : s.end]).strip(" .,;|–-\u00a0") for s in stretches)
        if before and same_as_before(f"({words})")[1]:
            return before, ()
        words = re.sub(r"\s*[\[(][^\])]*[\])]\W*$", "", words)
        if not re.search(r"[^\W\d]{2}", words) or _NOWHERE.fullmatch(words):
            return self._told(joined) or (None if moves or _AFAR.search(said.title) else self._common(), ())
        if above and (told := self._told(joined)):
            return told
        spans = tuple(self.document.span(s.start, s.end) for s in stretches if s.end > s.start)
        return self.named(words, Stretch(stretches[0].start, stretches[-1].end)), spans

    def all_at(self, head: Line | None) -> Stretch | None:
        """Where all items under a line are, if it names a place."""
        hits = self.context.names.between(head.start, head.end) if head else []
        issuer = head and head.start < self.start and issues(head.text)
        if (
            head is None
            or issuer
            or tells_else(head.text)
            or any(h.kind == "person" and h.start - head.start < 3 for h in hits)
        ):
            return None
        if told := led(self.context, head) or beside(self.context, head):
            return told
        town = any(h.kind == "place" and h.start == head.start and h.end >= head.end - 2 for h in hits)
        pair = re.fullmatch(r"[A-ZÀ-Þ][^,:;()]{2,40}, [A-ZÀ-Þ][\w -]{2,30}", head.text) and not holds_office(head.text)
        if town or (pair and not re.search(r" [a-z]{4,}", head.text)) or ends_in_place(head.text):
            return Stretch(head.start, head.end)
        return None

    def _common(self) -> str | None:
        if self.common is None:
            return None
        return self.named(re.sub(r"\s+", " ", self.document.text[self.common.start : self.common.end]), self.common)

    def _told(self, joined: Joined) -> tuple[str, Sequence[Span]] | None:
        """A place behind "at" or "in" among the words of a title, or that is visited, toured or opened."""
        for hit in joined.hits(self.context):
            lead = joined.text[max(0, hit.start - 40) : hit.start]
            if hit.kind == "place" and (_AT.search(lead) or VISITED.search(lead)):
                where = joined.back(hit.start, hit.end)
                return hit.name, (self.document.span(where.start, where.end),)
        return None

    def named(self, words: str, stretch: Stretch) -> str:
        """The name of a place: as the document's names have it, else kept for later."""
        for hit in self.context.names.between(stretch.start, stretch.end):
            if hit.start == stretch.start and hit.end >= stretch.start + len(words) - 1 and self._holds(hit):
                return hit.name
        name = self.known.get(words.lower())
        if name is None:
            name = self.keep(words, stretch)
        return name

    def keep(self, words: str, stretch: Stretch) -> str:
        """The name by which a place that the document's names do not have is kept."""
        name = next((n for n in self.made if n.lower() == words.lower()), words)
        self.made.setdefault(name, []).append(self.document.span(stretch.start, stretch.end))
        return name

    def _holds(self, hit: Hit) -> bool:
        """Whether a name is a place's, or that of a body at whose house something can be."""
        named = (o for o in self.context.names.organizations if o.name == hit.name)
        return hit.kind == "place" or (hit.kind == "organization" and any(map(is_body, named)))
