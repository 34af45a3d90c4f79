"""The guard against mass changes: what happens to many events at once is one change of the source, held for review."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from asrun.model.comparison import Difference, MassChange

MANY = 20
TOGETHER = 8
FEW = 3
NEARLY_ALL = 0.9
_MOVES = ("delayed", "advanced", "rescheduled", "zone_changed")
_AT_ONCE = ("dropped", "restored")


def hold(changes: Sequence[Difference], old: int, new: int) -> tuple[tuple[Difference, ...], tuple[MassChange, ...]]:
    """The changes to tell one by one, and the mass changes; `old` and `new` are the numbers of items of the versions."""
    groups: dict[tuple[str, int], list[Difference]] = defaultdict(list)
    for change in changes:
        if change.kind in _MOVES and change.seconds:
            groups["moved", change.seconds].append(change)
    masses = [_moved(many) for many in groups.values() if len(many) >= TOGETHER]
    held = {id(c) for mass in masses for c in mass.members}
    kinds: dict[str, list[Difference]] = defaultdict(list)
    for change in changes:
        if id(change) not in held:
            kinds[change.kind].append(change)
    for kind, many in kinds.items():
        least = TOGETHER if kind in _AT_ONCE else MANY
        if len(many) >= least or _all(kind, many, old, new):
            masses.append(_counted(many, old, new))
    held |= {id(c) for mass in masses for c in mass.members}
    return tuple(c for c in changes if id(c) not in held), tuple(masses)


def _all(kind: str, many: Sequence[Difference], old: int, new: int) -> bool:
    """Whether all or nearly all items are gone, as in an outage, or come where all were gone before."""
    whole = old if kind == "dropped" else new if kind in ("added", "restored") else 0
    return whole >= FEW and len(many) >= whole * NEARLY_ALL


def _moved(many: Sequence[Difference]) -> MassChange:
    """Events that all moved by one amount."""
    first = min(many, key=lambda c: str(c.before))
    kind = Counter(c.kind for c in many).most_common(1)[0][0]
    return MassChange(kind, _events(many), first.before, first.after, first.seconds, tuple(many))


def _counted(many: Sequence[Difference], old: int, new: int) -> MassChange:
    """Changes of one kind that are too many to be told apart."""
    if many[0].field is None:
        return MassChange(many[0].kind, _events(many), old, new, None, tuple(many))
    values = {(c.before, c.after) for c in many}
    before, after = next(iter(values)) if len(values) == 1 else (None, None)
    return MassChange(many[0].kind, _events(many), before, after, None, tuple(many))


def _events(many: Sequence[Difference]) -> int:
    """How many events these changes are of: those of one uid are one, those known by their words alone are each one."""
    return len({c.event if c.event != c.summary else id(c) for c in many})
