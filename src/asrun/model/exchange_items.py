"""Which times, sightings, statements and claims of the exchange form stand in the words of a conflict."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import Any

from asrun.model.span import Span


class Items:
    """The ids of what the form lists, by where their words stand."""

    def __init__(self, listed: Iterable[dict[str, Any]]) -> None:
        self._places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for one in listed:
            for told in one.get("spans") or [one["span"]]:
                self._places[told["doc"]].append((told["start"], told["end"], one["id"]))
        for places in self._places.values():
            places.sort()

    def within(self, spans: Iterable[Span]) -> list[str]:
        """What stands in some spans, each once, in order."""
        found: dict[str, None] = {}
        for span in spans:
            places = self._places.get(span.doc, [])
            for start, end, name in islice(places, bisect_left(places, (span.start,)), None):
                if start >= span.end:
                    break
                if end <= span.end + 1:
                    found[name] = None
        return list(found)
