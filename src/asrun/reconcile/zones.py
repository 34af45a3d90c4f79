"""The zones that an account is told in, with names a reader knows."""

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from asrun.model.account import ZoneColumn
from asrun.model.fact import Place, Plan
from asrun.model.time import Instant, ZoneRole, ZoneUse
from asrun.reconcile.view import View


def zone_columns(seen: View) -> tuple[ZoneColumn, ...]:
    """The venue's zone first, then the home zone that schedules print; by the plans' own zones where nobody says."""
    roles: dict[str, ZoneRole] = {}
    for row in seen.facts:
        if isinstance(row.fact, ZoneUse):
            roles.setdefault(row.fact.zone, row.fact.role)
    instants = [r.fact.starts for r in seen.facts if isinstance(r.fact, Plan) and isinstance(r.fact.starts, Instant)]
    common = Counter(i.zone for i in instants).most_common()
    if not any(role == "local" for role in roles.values()) and common:
        roles[common[0][0]] = "local"
    moment = min((i.utc for i in instants), default=datetime(2000, 1, 1, tzinfo=UTC))
    ordered = sorted(roles, key=lambda z: ("local", "home", "utc").index(roles[z]))
    return tuple(ZoneColumn(z, _label(z, moment, seen), roles[z]) for z in ordered[:2])


def _label(zone: str, moment: datetime, seen: View) -> str:
    """The city that the sources name for a zone, else the zone's own, with the offset on the day."""
    cities = Counter(
        r.fact.name for r in seen.facts if isinstance(r.fact, Place) and r.fact.zone == zone and r.fact.kind == "city"
    )
    name = cities.most_common(1)[0][0] if cities else zone.rpartition("/")[2].replace("_", " ")
    offset = moment.astimezone(ZoneInfo(zone)).utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"{name} (UTC{sign}{hours}{f':{rest:02}' if rest else ''})"
