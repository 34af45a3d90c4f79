"""Texts made of parts of a source, with the way back: the pieces, marks and lines that a format puts together."""

from bisect import bisect_right
from collections.abc import Sequence

from asrun.model.document import Mark, MarkKind, Piece, raw_range


class Weaver:
    """A text under way; every part says where in the source it stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.marks: list[Mark] = []

    def copy(self, words: str, raw: int) -> None:
        """Adds words that stand in the source as they are, from code point `raw` on."""
        self._add(words, raw, raw + len(words))

    def put(self, words: str, raw_start: int, raw_end: int) -> None:
        """Adds words for which the source has other ones: an escape, an encoded word."""
        self._add(words, raw_start, raw_end)

    def weave(self, text: str, pieces: Sequence[Piece]) -> None:
        """Adds a text that has its own way back; what stands between pieces stands nowhere in the source."""
        at, raw = 0, pieces[0].raw_start if pieces else 0
        for piece in pieces:
            self._add(text[at : piece.start], raw, raw)
            self._add(text[piece.start : piece.end], piece.raw_start, piece.raw_end)
            at, raw = piece.end, piece.raw_end
        self._add(text[at:], raw, raw)

    def line(self, breaks: int = 1) -> None:
        """Ends the line; it has so many line breaks at least."""
        have = 0
        for part in reversed(self.parts):
            bare = part.rstrip("\n")
            have += len(part) - len(bare)
            if bare:
                break
        if self.length:
            raw = self.pieces[-1].raw_end
            for _ in range(breaks - have):
                self._add("\n", raw, raw)

    def mark(self, kind: MarkKind, start: int, value: str = "") -> None:
        """Marks all that was added since `start`, a length that the text had before."""
        self.marks.append(Mark(kind, start, self.length, value))

    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)

    def text_from(self, start: int) -> str:
        """The text from a place on."""
        parts, at = [], self.length
        for part in reversed(self.parts):
            if at <= start:
                break
            at -= len(part)
            parts.append(part)
        return "".join(reversed(parts))[max(0, start - at) :]

    def ordered(self) -> tuple[Mark, ...]:
        """The marks in order of start, the widest first."""
        return tuple(sorted(self.marks, key=lambda m: (m.start, -m.end)))

    def _add(self, words: str, raw_start: int, raw_end: int) -> None:
        if not words:
            return
        start, self.length = self.length, self.length + len(words)
        self.parts.append(words)
        last = self.pieces[-1] if self.pieces else None
        plain = len(words) == raw_end - raw_start
        if last and plain and last.end - last.start == last.raw_end - last.raw_start and last.raw_end == raw_start:
            self.pieces[-1] = Piece(last.start, self.length, last.raw_start, raw_end)
        else:
            self.pieces.append(Piece(start, self.length, raw_start, raw_end))


def through(pieces: Sequence[Piece], outer: Sequence[Piece]) -> tuple[Piece, ...]:
    """The way back through two texts: `pieces` lead into the text that `outer` leads back from.

    >>> through((Piece(0, 4, 2, 6),), (Piece(0, 4, 10, 14), Piece(4, 5, 14, 19), Piece(5, 9, 19, 23)))
    (Piece(start=0, end=2, raw_start=12, raw_end=14), Piece(start=2, end=3, raw_start=14, raw_end=19), \
Piece(start=3, end=4, raw_start=19, raw_end=20))
    """
    found: list[Piece] = []
    for piece in pieces:
        if piece.end - piece.start != piece.raw_end - piece.raw_start:
            found.append(Piece(piece.start, piece.end, *raw_range(outer, piece.raw_start, piece.raw_end)))
            continue
        shift = piece.start - piece.raw_start
        number = max(0, bisect_right(outer, piece.raw_start, key=lambda p: p.start) - 1)
        while number < len(outer) and outer[number].start < piece.raw_end:
            start, end = max(outer[number].start, piece.raw_start), min(outer[number].end, piece.raw_end)
            if start < end:
                found.append(Piece(start + shift, end + shift, *raw_range(outer, start, end)))
            number += 1
    return tuple(found)
