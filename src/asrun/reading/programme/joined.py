"""Stretches of a document as one text, with the way back."""

from collections.abc import Sequence

from asrun.reading.context import Context, Hit
from asrun.reading.programme.openings import Stretch


class Joined:
    """Stretches of a document joined to one text, with the way back."""

    def __init__(self, text: str, stretches: Sequence[Stretch]) -> None:
        self.text = " ".join(text[s.start : s.end].replace("\n", " ") for s in stretches)
        self.places: list[tuple[int, Stretch]] = []
        at = 0
        for stretch in stretches:
            self.places.append((at, stretch))
            at += stretch.end - stretch.start + 1

    def back(self, start: int, end: int) -> Stretch:
        """Where text[start:end] stands in the document, so far as it stands in one stretch."""
        for at, stretch in reversed(self.places):
            if at <= start:
                first = stretch.start + start - at
                return Stretch(first, max(first, min(stretch.end, stretch.start + end - at)))
        return Stretch(0, 0)

    def hits(self, context: Context) -> list[Hit]:
        """The names in it, by their position in it."""
        found = []
        for at, stretch in self.places:
            for hit in context.names.between(stretch.start, stretch.end):
                shift = at - stretch.start
                if hit.start >= stretch.start:
                    found.append(hit._replace(start=hit.start + shift, end=hit.end + shift))
        return found
