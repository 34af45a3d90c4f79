"""Glyphs to words, and words to the rows that stand on one baseline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple


class Glyph(NamedTuple):
    """One printed character: its box, and the height of the baseline it stands on."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    base: float


@dataclass(slots=True)
class Word:
    """Glyphs without a blank between them; `edges` are their left edges, `order` is when the word was drawn."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    order: int
    edges: list[float]

    @property
    def em(self) -> float:
        """About the size of its type: two glyphs of middle width."""
        return 2 * (self.right - self.left) / max(1, len(self.text))


@dataclass(slots=True)
class Row:
    """Words on one baseline, from left to right."""

    words: list[Word] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words with blanks between them."""
        return " ".join(w.text for w in self.words)

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return max(w.right for w in self.words)

    @property
    def base(self) -> float:
        """The baseline of the first word."""
        return self.words[0].base

    @property
    def height(self) -> float:
        """How high its tallest word is."""
        return max(0.1, *(w.top - w.bottom for w in self.words))

    @property
    def em(self) -> float:
        """About the size of its type."""
        return 2 * sum(w.right - w.left for w in self.words) / sum(len(w.text) for w in self.words) or 1.0


def words(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words of a page in the order they were drawn: a blank, another baseline or a jump ends one."""
    found: list[Word] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if glyph.char.isspace():
            _close(run, found)
            continue
        if run and not _follows(run[-1], glyph):
            _close(run, found)
        run.append(glyph)
    _close(run, found)
    return found


def _follows(last: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph goes on with the word of the last one."""
    height = max(last.top - last.bottom, glyph.top - glyph.bottom, 1.0)
    level = abs(last.base - glyph.base) < 0.4 * height
    ligature = last.left <= glyph.left and glyph.right <= last.right
    return level and (ligature or -0.3 * height < glyph.left - last.right < 0.5 * height)


def stamped(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words of a line that does not stand upright: only blanks end one."""
    found: list[Word] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if glyph.char.isspace():
            _close(run, found)
        else:
            run.append(glyph)
    _close(run, found)
    return found


def _close(run: list[Glyph], found: list[Word]) -> None:
    if not run:
        return
    found.append(
        Word(
            "".join(g.char for g in run),
            min(g.left for g in run),
            min(g.bottom for g in run),
            max(g.right for g in run),
            max(g.top for g in run),
            median(g.base for g in run),
            len(found),
            [g.left for g in run for _ in g.char],
        )
    )
    run.clear()


def rows(many: Sequence[Word]) -> list[Row]:
    """The rows of words from the top down; what is raised or lowered a little stays with its row."""
    found: list[Row] = []
    bases: list[float] = []
    for word in sorted(many, key=lambda w: (-w.base, w.left)):
        reach = 0.3 * min(word.top - word.bottom, 60.0)
        if found and bases[-1] - word.base < reach:
            found[-1].words.append(word)
        else:
            found.append(Row([word]))
            bases.append(word.base)
    for row in found:
        row.words.sort(key=lambda w: w.left)
    return found
