"""Bodies and venues by less than their names: the last word, the initials, the town that they are called after."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from asrun.reading.names.classes import Kind, Named, acronyms
from asrun.reading.names.entities import Cast
from asrun.reading.names.lexicon import lexicon
from asrun.reading.names.runs import Run

Found = Sequence[tuple[Run, Named]]
_HEADS_LEFT_OUT = frozenset(
    ("Airport", "International Airport", "Base", "Air Base", "Airfield", "Castle", "Palace", "Station")
)


def by_head(cast: Cast, found: Found, text: str, kinds: dict[str, Kind]) -> None:
    """A body, medium or venue by the last word of its name: "the Council" after "River Council"."""
    named: dict[str, list[tuple[int, str]]] = defaultdict(list)
    lists = (cast.organizations, cast.places)
    for entity in (e for entities in lists for e in entities.values() if " " in e.name):
        for head in {entity.name.rpartition(" ")[2], entity.name.removeprefix("The ").partition(" ")[0]}:
            named[head] += [(start, entity.name) for start, _ in entity.mentions]
    for mentions in named.values():
        mentions.sort()
    for run, kind in found:
        if kind.kind not in ("one", "alone") or run.title or text[run.start - 4 : run.start].lower() != "the ":
            continue
        number = bisect_left(named.get(run.words, []), (run.start,))
        if not number and kinds.get(run.words) == "organization" and kind.kind == "alone":
            body = cast.organization(f"the {run.words}", "body")
            body.mention(run.start, run.end, "name")
            body.aliases[run.words] = None
        if number:
            name = named[run.words][number - 1][1]
            entity = cast.organizations.get(name) or cast.places[name]
            entity.mention(run.start, run.end, "name")
            entity.aliases[run.words] = None


def by_initials(cast: Cast, found: Found) -> None:
    """Initials of a body named in full: "ECA" of "Eurasian Corridor Authority"."""
    known = acronyms(n for n in cast.organizations if " " in n)
    for run, named in found:
        if named.kind == "acronym" and run.words in known and run.words not in cast.people:
            body = cast.organizations[known[run.words]]
            body.mention(run.start, run.end, "name")
            body.aliases[run.words] = None
    for short, name in known.items():
        other = cast.organizations.get(short)
        if other and other.name != name:
            body = cast.organizations[name]
            body.mentions.update(other.mentions)
            body.aliases[short] = None
            other.mentions.clear()


def companies(found: Found) -> dict[str, str]:
    """Companies by the names that they go by after the first time: "Orrin" for "Orrin Inc"."""
    known = lexicon().registered
    full = (run.words for run, named in found if named.kind == "organization")
    return {
        short: name for name in full for short, _, end in (name.rpartition(" "),) if short and end.rstrip(".") in known
    }


def short_sites(found: Found) -> dict[str, str]:
    """Airports and the like by the town that they are called after: "Haneda" for "Haneda Airport"."""
    full = (run.words for run, named in found if named.kind in ("place", "dual"))
    return {first: name for name in full for first, _, head in (name.partition(" "),) if head in _HEADS_LEFT_OUT}
