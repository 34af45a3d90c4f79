"""What one version of a schedule changed of many events at once, which may be a fault of its source."""

from collections.abc import Iterator

from asrun.model.account import Account, ChangeLine, Deviation
from asrun.model.time import duration_seconds
from asrun.reconcile.wording import length, say, sentence

_MOVES = ("delayed", "advanced", "rescheduled", "zone_changed")


def check(account: Account) -> Iterator[Deviation]:
    """One deviation for each mass change of a version, whether it waits for a person's word or was accepted."""
    sources = {s.doc: s.source for s in account.sources}
    masses: dict[tuple[str, str, bool], list[ChangeLine]] = {}
    accepted = (c for c in account.changes if c.change.held)
    for line, waits in (*((c, True) for c in account.held), *((c, False) for c in accepted)):
        what = line.change.delta if line.change.kind in _MOVES else None
        masses.setdefault((line.change.spans[0].doc, what or line.change.kind, waits), []).append(line)
    for (doc, _, waits), lines in masses.items():
        first = lines[0].change
        seconds = duration_seconds(first.delta) if first.delta and first.kind in _MOVES else None
        told = _told(account.language, first.kind, seconds)
        key = f"rule.mass-change{'-held' if waits else ''}"
        count = len({c.event for c in lines})
        words = say(account.language, key, source=sources.get(doc, doc), count=count, told=told)
        spans = tuple(s for c in lines for s in c.change.spans[:1])
        yield Deviation("mass-change", None, sentence(words), spans, seconds)


def _told(language: str, kind: str, seconds: int | None) -> str:
    """What happened to each: by how much it moved, else the kind of change."""
    if seconds is None:
        return say(language, f"change.{kind}")
    return say(language, f"change.{'later' if seconds > 0 else 'earlier'}_by", length=length(seconds, language))
