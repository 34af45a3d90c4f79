"""What the schedules of a folder hold, as a reader saw it, against what was read of them.

Beside each document `NAME.txt` or `NAME.html` stands `NAME.items`: "@ day zone" for what follows ("-": no zone), then one
item a line, "start-end | summary | place | origin>destination | participants; | marks". "-" is none; a participant's role
stands in brackets; a start may be a part of the day; marks are (t), kinds of change, and who of the press may come (open,
closed, pooled, stills).
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from asrun.model.fact import Change, Plan
from asrun.model.reading import Reading
from asrun.model.time import DayPart, Instant, Start, When, duration_seconds
from asrun.reading.reader import read
from asrun.sources.file import snapshot


class Item(NamedTuple):
    """One item as a reader saw it; moments are UTC, or walls where no zone is known."""

    start: str | None
    end: str | None
    summary: str
    place: str | None
    way: str
    people: frozenset[str]
    roles: frozenset[str]
    marks: frozenset[str]


def items(path: Path) -> Iterator[Item]:
    """The items that stand beside a document."""
    day, zone = "", "-"
    for line in path.with_suffix(".items").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            _, day, zone = line.split()
            continue
        when, summary, place, way, people, marks = (part.strip() for part in line.split("|"))
        start, _, end = when.partition("-")
        yield Item(
            moment(day, start, zone),
            moment(day, end, zone),
            summary,
            None if place == "-" else place,
            way,
            frozenset(p.split("(")[0].strip() for p in people.split(";") if p.strip()),
            frozenset(p.strip() for p in people.split(";") if "(" in p),
            frozenset(marks.split()),
        )


def moment(day: str, clock: str, zone: str) -> str | None:
    """A printed moment in the form in which found ones are compared."""
    if not clock:
        return None
    if ":" not in clock:
        return f"{day} {clock}"
    wall = datetime.fromisoformat(f"{day}T{clock}")
    return (
        f"{wall:%H:%M}"
        if zone == "-"
        else f"{wall.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo('UTC')):%dT%H:%MZ}"
    )


def found(when: Start | When | None, floating: bool) -> str | None:
    """A moment read, in the same form."""
    if isinstance(when, Instant):
        return f"{when.local:%H:%M}" if floating else f"{when.utc:%dT%H:%MZ}"
    if isinstance(when, DayPart):
        return f"{when.day} {when.part}"
    clock = getattr(when, "clock", None)
    return str(clock) if clock else None


def words(text: str | None) -> list[str]:
    """The words of a title or place."""
    return "".join(c.lower() if c.isalnum() else " " for c in (text or "").replace("'", "")).split()


def alike(seen: str | None, read_: str | None) -> float:
    """How many words two texts share (F1)."""
    a, b = Counter(words(seen)), Counter(words(read_))
    return 1.0 if not a and not b else 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def surnamed(role: str) -> str:
    """A role by the last word of its bearer's name."""
    return " ".join(role.split()[-2:])


def titled(item: Item, plan: Plan) -> bool:
    """Whether a title is the one seen: its words, or them without whose event it is and the verb of taking part."""
    if item.way and plan.kind in ("departure", "arrival") and (plan.origin or plan.destination):
        return True
    seen, got = words(item.summary), words(plan.summary)
    ended = len(got) * 5 >= len(seen) * 2 and (
        seen[-len(got) :] == got or (len(got) > 1 and seen[: len(got)] == got and item.place)
    )
    return alike(item.summary, plan.summary) >= 0.85 or bool(ended)


def score(path: Path, told: list[str] | None = None) -> Counter[str]:
    """What was read of one document, as counts; `told` collects what was not."""
    reading = read(snapshot(path.name, path.read_bytes()))
    return compare(reading, list(items(path)), told if told is not None else [], path.stem)


def compare(reading: Reading, seen: list[Item], told: list[str], name: str) -> Counter[str]:
    """The counts of one reading."""
    plans = [f for f in reading.facts if isinstance(f, Plan)]
    changes = [f for f in reading.facts if isinstance(f, Change)]
    count: Counter[str] = Counter(items=len(seen), plans=len(plans))
    left = list(plans)
    for item in seen:
        floating = item.start is None or "Z" not in item.start
        near = [p for p in left if alike(item.summary, p.summary) >= 0.5 or found(p.starts, floating) == item.start]
        near.sort(key=lambda p: -alike(item.summary, p.summary) - (found(p.starts, floating) == item.start))
        if not near or (
            found(near[0].starts, floating) != item.start
            and found(near[0].starts, True) is not None
            and item.start is None
        ):
            told.append(f"{name}: missed {item.start} {item.summary}")
            continue
        plan = near[0]
        left.remove(plan)

        def check(kind: str, right: bool, want: object, got: object, of: str = item.summary[:40]) -> None:
            count[kind] += 1
            count[f"{kind} right"] += right
            if not right:
                told.append(f"{name}: {kind} of {of!r}: {want} / {got}")

        start = found(plan.starts, floating)
        check("start", start == item.start, item.start, f"{start} {plan.starts}")
        count["items found"] += start == item.start
        ends = plan.ends
        if not ends and plan.duration and isinstance(plan.starts, Instant):
            ends = plan.starts.shifted(duration_seconds(plan.duration) or 0)
        if item.end or ends:
            check("end", found(ends, floating) == item.end, item.end, ends)
        check("title", titled(item, plan), item.summary, plan.summary)
        check("place", alike(item.place, plan.place) >= 0.7, item.place, plan.place)
        way = f"{plan.origin or ''}>{plan.destination or ''}"
        if item.way or way != ">":
            check("way", alike(item.way or ">", way) >= 0.7 and item.way != "", item.way, way)
        if item.people:
            got = {p.lower() for p in plan.participants}
            hit = sum(any(w.lower() in p or p in w.lower() for p in got) for w in item.people)
            check("people", 2 * hit >= len(item.people) and 2 * hit >= len(got), set(item.people), plan.participants)
        roles = frozenset(f"{r.name} ({r.role})" for r in plan.roles)
        if item.roles or roles:
            check("roles", {*map(surnamed, item.roles)} == {*map(surnamed, roles)}, item.roles, roles)
        check("tentative", ("(t)" in item.marks) == plan.tentative, item.marks, plan.tentative)
        access = {m for m in item.marks if m in ("open", "closed", "pooled", "stills")}
        if access or getattr(plan, "press", None):
            check("press", access == {getattr(plan, "press", None)}, access, getattr(plan, "press", None))
        kinds = {m for m in item.marks if m in ("cancelled", "postponed", "delayed", "advanced", "added")}
        got_kinds = {c.kind for c in changes if c.about and set(c.about.spans) & set(plan.spans)}
        if kinds or got_kinds:
            check("change", kinds == got_kinds, kinds, got_kinds)
    told += [f"{name}: extra {p.starts} {p.summary!r} @ {p.place}" for p in left]
    return count


def shares(count: Counter[str]) -> dict[str, float]:
    """The shares that the counts make."""
    made = {"item F1": 2 * count["items found"] / max(1, count["items"] + count["plans"])}
    for kind in ("start", "end", "title", "place", "way", "people", "roles", "tentative", "press", "change"):
        if count[kind]:
            made[kind] = count[f"{kind} right"] / count[kind]
    return made


def main(folder: Path) -> None:
    """Prints what was not read as seen, and the figures."""
    total: Counter[str] = Counter()
    for path in sorted(p for p in folder.iterdir() if p.suffix != ".items"):
        told: list[str] = []
        one = score(path, told)
        total += one
        print(f"{path.stem:20}", " ".join(f"{k} {v:.2f}" for k, v in shares(one).items()))
        print("\n".join(f"    {line}" for line in told))
    print(f"{'ALL':20}", " ".join(f"{k} {v:.3f}" for k, v in shares(total).items()))


if __name__ == "__main__":
    import sys

    main(Path(sys.argv[1]))
