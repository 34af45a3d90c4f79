"""Tags and words to a flat list of steps: text, breaks, marks, tables; what is hidden or no text is left out."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from typing import Literal, NamedTuple

from asrun.model.document import MarkKind
from asrun.reading.html.tokens import Tag, Words, tokens

StepKind = Literal[
    "text", "pre", "break", "open", "close", "table", "row", "cell", "end_cell", "end_table", "link", "end_link"
]
_LOOSE = frozenset("br dd div dt li option summary legend tr caption address center dir td th figcaption".split())
_APART = frozenset(
    "article aside blockquote body details dialog dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main "
    "menu nav ol p pre search section table ul".split()
)
_BLOCK = (_LOOSE | _APART) - {"br", "hr"}
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_NO_TEXT = frozenset(
    "audio button canvas datalist iframe math noembed noframes noscript object rp rt script select style svg template "
    "textarea video xmp".split()
)
_ASIDE = frozenset("aside footer nav".split())
_ROLES = frozenset("banner complementary contentinfo navigation search".split())
_ENDS_P = _APART | {"div", "li", "dd", "dt", "address", "center", "dir"}
_TABLE_PARTS = frozenset("tr td th thead tbody tfoot caption table".split())
_MARKS: dict[str, MarkKind] = {
    "del": "deleted", "s": "deleted", "strike": "deleted", "ins": "inserted", "u": "inserted", "li": "item", "time": "moment",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}  # fmt: skip
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_STRUCK = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.I)
_UNSEEN = frozenset(("sr-only", "visually-hidden", "screen-reader-text"))
_BESIDE = frozenset(
    "ad ads advert advertisement breadcrumb breadcrumbs comment comments consent cookie cookies disqus footer gdpr masthead "
    "menu nav navbar navigation newsletter pagination popup promo recirculation recommended related share sharing sidebar "
    "signup sponsored subscribe tags teaser teasers toolbar trending".split()
)
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+")
_PUBLISHED = frozenset(
    "article:published_time datepublished dcterms.issued dcterms.created dcterms.date dc.date dc.date.issued pubdate "
    "publishdate publication_date parsely-pub-date sailthru.date date".split()
)
_CHANGED = frozenset(
    "article:modified_time datemodified dcterms.modified og:updated_time last-modified revised".split()
)
_DEEPEST_TABLE, _NEAR, _LONG_CELL = 8, 64, 1500
_WIDEST, _TALLEST = 64, 1000


@dataclass
class Table:
    """A table under way: `rows` begun, `cells` of the last one, the most `columns` of one; `layout`: it lays out a page."""

    layout: bool
    rows: int = 0
    cells: int = 0
    columns: int = 0
    chars: int = 0


class Step(NamedTuple):
    """One step of a page: text raw[start:end], or how much of a break, or the spans of a cell."""

    kind: StepKind
    start: int = 0
    end: int = 0
    mark: MarkKind = "item"
    value: str = ""
    table: Table | None = None


class _Open(NamedTuple):
    """An open element: its name, whether its content is left out, the mark that it makes, and the region it is."""

    name: str
    left_out: bool
    mark: MarkKind | None
    region: int | None


@dataclass
class _Scope:
    """The open elements of the page, or of one table or cell, which no end tag of an element within reaches over."""

    kind: Literal["page", "table", "cell"]
    table: Table | None = None
    open: list[_Open] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)


@dataclass
class Page:
    """What pass one finds: steps, the ranges of title, dates and JSON-LD, and the regions of main text as ranges of steps."""

    steps: list[Step] = field(default_factory=list)
    title: tuple[int, int] | None = None
    published: tuple[int, int] | None = None
    changed: tuple[int, int] | None = None
    regions: list[tuple[str, int, int]] = field(default_factory=list)
    linked: list[tuple[int, int]] = field(default_factory=list)


def structure(raw: str, asides: bool = False) -> Page:
    """The steps of a page; `asides` keeps navigation, footers and what is hidden."""
    return _Structure(raw, asides).page


class _Structure:
    """One page under way."""

    def __init__(self, raw: str, asides: bool) -> None:
        self.raw, self.asides = raw, asides
        self.page = Page()
        self.scopes = [_Scope("page")]
        self.left_out = self.quoted = self.tables = 0
        self.linked = False
        for token in tokens(raw):
            if isinstance(token, Words):
                self._words(token)
            elif token.closing:
                self._end(token.name)
            else:
                self._start(token)
        while len(self.scopes) > 1:
            self._leave_scope()
        self._close_down_to(0)

    def _words(self, words: Words) -> None:
        if words.inside == "title":
            if self.page.title is None and self.raw[words.start : words.end].strip():
                self.page.title = (words.start, words.end)
        elif words.inside == "script" and self.linked:
            self.page.linked.append((words.start, words.end))
        elif not words.inside and not self.left_out:
            pre = self.scopes[-1].names["pre"] > 0
            self.page.steps.append(Step("pre" if pre else "text", words.start, words.end))
            if table := self.scopes[-1].table:
                table.chars += words.end - words.start

    def _step(self, step: Step) -> None:
        if not self.left_out:
            self.page.steps.append(step)

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name == "meta":
            self._meta(tag)
        if name in ("script", "title"):
            self.linked = tag.value(self.raw, "type").lower().startswith("application/ld+json")
            return
        if name in _TABLE_PARTS and self._table_part(tag):
            return
        if name in _ENDS_P and self.scopes[-1].names["p"]:
            self._end("p")
        if name in ("li", "dt", "dd", "option"):
            self._end_item(name)
        elif name == "a":
            self._end(name)
        if name in _LOOSE or name in _APART:
            self._break(name)
        if name in VOID:
            return
        left_out = name in _NO_TEXT or (not self.asides and self._aside(tag))
        mark = _MARKS.get(name) or ("deleted" if _STRUCK.search(tag.value(self.raw, "style")) else None)
        if self.left_out or left_out:
            mark = None
        elif mark:
            self._step(Step("open", mark=mark, value=self._value(tag)))
        if name == "a":
            self._step(Step("link"))
        region = None
        kind = (
            "article" if name == "article" else "main" if self._is_main(tag) else "beside" if self._beside(tag) else ""
        )
        if kind:
            region = len(self.page.regions)
            self.page.regions.append((kind, len(self.page.steps), -1))
        self.left_out += left_out
        self.quoted += name in ("blockquote", "li")
        scope = self.scopes[-1]
        scope.open.append(_Open(name, left_out, mark, region))
        scope.names[name] += 1

    def _is_main(self, tag: Tag) -> bool:
        return tag.name == "main" or tag.value(self.raw, "role") == "main"

    def _beside(self, tag: Tag) -> bool:
        """Whether an element is called by its class or id as what stands beside a text."""
        if tag.name not in _BLOCK or not ("class" in tag.attributes or "id" in tag.attributes):
            return False
        words = f"{tag.value(self.raw, 'class')} {tag.value(self.raw, 'id')}"
        return any(w.lower() in _BESIDE for w in _NAME_PARTS.findall(words))

    def _value(self, tag: Tag) -> str:
        """The machine's word of a mark: a moment's datetime, a heading's level."""
        return tag.value(self.raw, "datetime") if tag.name == "time" else tag.name[1:] if tag.name[0] == "h" else ""

    def _aside(self, tag: Tag) -> bool:
        """Whether an element is beside the text: navigation, a footer, something hidden."""
        if tag.name in _ASIDE:
            return True
        if not tag.attributes:
            return False
        raw = self.raw
        return (
            ("hidden" in tag.attributes and tag.value(raw, "hidden") != "until-found")
            or tag.value(raw, "aria-hidden").lower() == "true"
            or tag.value(raw, "role").lower() in _ROLES
            or bool(_HIDING.search(tag.value(raw, "style")))
            or not _UNSEEN.isdisjoint(tag.value(raw, "class").split())
        )

    def _break(self, name: str) -> None:
        self._step(Step("break", 2 if name in _APART and not self.quoted and name != "br" else 1))

    def _end_item(self, name: str) -> None:
        """Ends the item before a new one, where no list has begun in between."""
        names = ("dt", "dd") if name in ("dt", "dd") else (name,)
        for one in reversed(self.scopes[-1].open[-_NEAR:]):
            if one.name in names:
                self._end(one.name)
                return
            if one.name in ("ul", "ol", "dl", "menu", "select"):
                return

    def _end(self, name: str) -> None:
        """Ends an element: a block with all inside of it, anything else alone."""
        if name in _TABLE_PARTS and self._end_table_part(name):
            return
        scope = self.scopes[-1]
        if name in _BLOCK or name == "p":
            self._break(name)
        if not scope.names[name]:
            return
        if name in _BLOCK:
            number = len(scope.open) - 1
            while scope.open[number].name != name:
                number -= 1
            self._close_down_to(number)
            return
        last = len(scope.open) - 1
        for number in range(last, max(-1, last - _NEAR), -1):
            if scope.open[number].name == name:
                self._closed(scope.open.pop(number))
                return

    def _close_down_to(self, number: int) -> None:
        opened = self.scopes[-1].open
        while len(opened) > number:
            self._closed(opened.pop())

    def _closed(self, one: _Open) -> None:
        """What the end of an element means."""
        self.scopes[-1].names[one.name] -= 1
        self.left_out -= one.left_out
        self.quoted -= one.name in ("blockquote", "li")
        if one.mark:
            self.page.steps.append(Step("close", mark=one.mark))
        if one.name == "a":
            self.page.steps.append(Step("end_link"))
        if one.region is not None:
            kind, start, _ = self.page.regions[one.region]
            self.page.regions[one.region] = (kind, start, len(self.page.steps))

    def _leave_scope(self) -> None:
        """Ends the innermost table or cell with everything open in it."""
        self._close_down_to(0)
        scope = self.scopes.pop()
        if scope.kind == "cell":
            table = scope.table
            self._step(Step("end_cell", table=table))
            if table and table.chars > _LONG_CELL:
                table.layout = True
            if table:
                table.chars = 0
        else:
            self.tables -= 1
            if scope.table and scope.table.columns < 2:
                scope.table.layout = True
            self._step(Step("end_table", table=scope.table))

    def _table_part(self, tag: Tag) -> bool:
        """Begins a table, a row or a cell; False where the tag is only a break."""
        if tag.name == "table":
            if self.tables >= _DEEPEST_TABLE:
                return False
            if self.scopes[-1].names["p"]:
                self._end("p")
            for scope in self.scopes:
                if scope.table:
                    scope.table.layout = True
            aside = not self.asides and self._aside(tag)
            table = Table(tag.value(self.raw, "role").lower() in ("presentation", "none"))
            self.tables += 1
            self._step(Step("table", table=table))
            self.scopes.append(_Scope("table", table))
            if aside:
                self.left_out += 1
                self.scopes[-1].open.append(_Open("table", True, None, None))
                self.scopes[-1].names["table"] += 1
            return True
        if not self.tables:
            return False
        if self.scopes[-1].kind == "cell":
            self._leave_scope()
        if tag.name == "caption":
            return False
        self._close_captions()
        current = self.scopes[-1].table
        if current is None:
            return True
        if tag.name in ("td", "th"):
            if not current.rows:
                self._row(current)
            wide, tall = (self._number(tag, name) for name in ("colspan", "rowspan"))
            self._step(Step("cell", min(wide, _WIDEST), min(tall, _TALLEST), table=current))
            current.cells += 1
            current.columns = max(current.columns, current.cells)
            self.scopes.append(_Scope("cell", current))
            if not self.asides and self._aside(tag):
                self.left_out += 1
                self.scopes[-1].open.append(_Open("td", True, None, None))
                self.scopes[-1].names["td"] += 1
        elif tag.name == "tr":
            self._row(current)
        return True

    def _row(self, table: Table) -> None:
        table.rows += 1
        table.cells = 0
        self._step(Step("row", table=table))

    def _number(self, tag: Tag, name: str) -> int:
        """A span of columns or rows, at least one."""
        figures = tag.value(self.raw, name)[:9]
        return max(1, int(figures)) if figures.isascii() and figures.isdigit() else 1

    def _close_captions(self) -> None:
        """Ends what stands in a table outside of its cells."""
        opened = self.scopes[-1].open
        kept = 1 if opened and opened[0].name == "table" else 0
        if len(opened) > kept:
            self._close_down_to(kept)

    def _end_table_part(self, name: str) -> bool:
        """Ends a table, a row or a cell; False where none is open."""
        if not self.tables or name == "caption":
            return False
        if self.scopes[-1].kind == "cell":
            self._leave_scope()
        if name == "table" and self.scopes[-1].kind == "table":
            self._leave_scope()
        return True

    def _meta(self, tag: Tag) -> None:
        """Keeps the range of the page's own dates."""
        named = (tag.value(self.raw, k).lower() for k in ("name", "property", "itemprop"))
        content = tag.attributes.get("content")
        if content is None or not unescape(self.raw[content[0] : content[1]]).strip() or content[1] - content[0] > 60:
            return
        for name in named:
            if name in _PUBLISHED and self.page.published is None:
                self.page.published = content
            elif name in _CHANGED and self.page.changed is None:
                self.page.changed = content
