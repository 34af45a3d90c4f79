"""Two versions of a schedule read and compared, as values, as JSON and in words."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from asrun.linking import amend, compare
from asrun.model.comparison import Comparison, Told
from asrun.model.document import raw_range
from asrun.model.fact import Amendment, Plan
from asrun.model.notice import Notice
from asrun.model.reading import Reading
from asrun.model.source import Given, Snapshot
from asrun.model.span import Span
from asrun.model.time import Day, Instant, iso_duration
from asrun.pipeline.reading import read_together
from asrun.reconcile.differences import day_told, difference_words, mass_words


class Differing(msgspec.Struct, frozen=True):
    """A comparison with the readings that it was made of, the oldest version first."""

    comparison: Comparison
    readings: tuple[Reading, ...]

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was not understood of the versions and of their comparison."""
        return (*(n for r in self.readings for n in r.notices), *self.comparison.notices)


def differ(snapshots: Sequence[Snapshot], given: Given) -> Differing | list[Notice]:
    """What the last of some versions changes of the one before it; those before that tell what is restored.

    A version that cannot be read is no version: then only the notices that say why are returned.
    """
    readings = read_together(snapshots, given)
    failed = [n for r in readings for n in r.notices if n.severity == "error"]
    if failed:
        return failed
    versions: list[list[Plan]] = []
    made = Comparison()
    for reading in readings:
        listed = [f for f in reading.facts if isinstance(f, Plan) and not f.former]
        amendments = [f for f in reading.facts if isinstance(f, Amendment)]
        if amendments and versions:
            earlier = [p for version in reversed(versions[:-1]) for p in version]
            made, _, plans = amend(amendments, listed, versions[-1], earlier)
            listed = list(plans)
        elif reading is readings[-1]:
            made = compare(versions[-1], listed, versions[:-1])
        versions.append(listed)
    if versions[-2] and versions[-1] and not (made.matches or made.returned):
        message = "no event of both versions is the same; they may be of two schedules; two versions of one would do"
        notice = Notice("versions-share-nothing", "warning", message, doc=readings[-1].doc)
        made = msgspec.structs.replace(made, notices=(*made.notices, notice))
    return Differing(made, tuple(readings))


def diff_json(made: Differing) -> str:
    """The changes and mass changes as JSON; spans are places in the files as they were given."""
    pieces = {r.doc: r.pieces for r in made.readings}

    def place(span: Span) -> dict[str, Any]:
        start, end = raw_range(pieces.get(span.doc, ()), span.start, span.end)
        return {"doc": span.doc, "start": start, "end": end}

    changes = [
        {
            "kind": c.kind,
            "event": c.event,
            "field": c.field,
            "before": _plain(c.before),
            "after": _plain(c.after),
            **_amount(c.seconds),
            "summary": c.summary,
            "spans": [place(s) for s in c.spans],
        }
        for c in made.comparison.changes
    ]
    masses = [
        {
            "kind": m.kind,
            "count": m.count,
            "before": _plain(m.before),
            "after": _plain(m.after),
            **_amount(m.seconds),
            "held": True,
        }
        for m in made.comparison.mass_changes
    ]
    return json.dumps({"changes": changes, "mass_changes": masses}, ensure_ascii=False, indent=1)


def _amount(seconds: int | None) -> dict[str, str]:
    return {"delta": iso_duration(seconds)} if seconds else {}


def _plain(value: Told) -> Any:
    """A value in JSON: moments in ISO 8601 on their own clock, names as a list."""
    if isinstance(value, Instant):
        return value.local.isoformat()
    if isinstance(value, Day):
        return f"{value.day.isoformat()}T{value.clock}" if value.clock else value.day.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, int | str) else str(value)


def diff_text(made: Differing) -> str:
    """The changes in words, a line each; mass changes first."""
    changes = made.comparison.changes
    days = {d for c in changes for d in (day_told(c.before), day_told(c.after)) if d}
    found = [f"held for review: {mass_words(m)}" for m in made.comparison.mass_changes]
    return "\n".join(found + [difference_words(c, len(days) > 1) for c in changes]) or "no change"
