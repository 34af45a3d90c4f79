"""People, organizations and places told apart by the words in and around a name."""

import re
from typing import Literal

from asrun.reading.gazetteer import Row, places
from asrun.reading.names.runs import Lexicon, Run

Kind = Literal[
    "person", "organization", "media", "place", "city", "country", "adjective", "vehicle", "title", "unknown"
]
_INTO = re.compile(
    r"\b(?:at|in|inside|outside|leaves?|left|leaving|departs?|departed|departing|returning to|near|from|to|into|for|visits?"
    r"|toured?|tours?|aboard|around|behind|opposite|reach(?:es|ed)?) (?P<the>the |an? )?$",
    re.I,
)


def classify(run: Run, text: str, known: Lexicon, sentence_start: bool, item: bool) -> tuple[Kind, Row | None]:
    """The kind of a run; `item` where it stands in the line of a schedule. A place comes with its row of the gazetteer."""
    words = run.words.replace("’", "'").replace("\u00a0", " ")
    if not words:
        return "title", None
    parts = words.split(" ")
    last = parts[-1].rstrip(".")
    before, after = text[max(0, run.start - 40) : run.start], text[run.end : run.end + 40]
    if words in known.vehicles:
        return "vehicle", None
    if words.removeprefix("The ") in known.seats:
        return "organization", None
    honorific = bool(run.title)
    row = places().get(words) or (places().get(words.title()) if words.isupper() and len(words) > 3 else None)
    if row and not honorific:
        return ("adjective" if row.form == "adjective" else "city" if row.kind != "country" else "country"), row
    if last in known.media_heads and len(parts) > 1 and not honorific:
        return "media", None
    if (last in known.organization_heads or parts[0] in known.organization_heads) and len(parts) > 1:
        return "organization", None
    into = _INTO.search(before)
    if last in known.place_heads and len(parts) > 1 and not honorific:
        return "place", None
    if set(parts) & known.not_persons:
        return "unknown", None
    if honorific:
        return "person", None
    loose = len(parts) == 1 and re.match(
        r" (?!(?:where|with|on|at|for|in|and|to|as|before|after|by|when|which|who|while|from)\b)[a-z]", after
    )
    if parts[0] in known.place_heads or (
        not loose and into and into["the"] and len(parts) > 0 and not _speaks(after, known)
    ):
        return "place", None
    if len(parts) > 1 and places().get(parts[-1], Row("", "", "", None, "")).kind == "city" and into:
        return "place", None
    if (
        item
        and not re.search(r"\b(?:with|by|and|for|to|meets?|of)\s$", before)
        and not re.search(r", (?:the )?$", before)
    ):
        return "unknown", None
    if item and re.search(r", (?:the )?$", before) and re.match(r"\s*(?:$|[\n\r(,;])", after):
        return "place", None
    if re.match(r", (?:the |an? |who |whose |\d)", after) or _speaks(after, known) or re.search(r"[’']s $", before):
        return ("person" if len(parts) > 1 or _speaks(after, known) else "unknown"), None
    if len(parts) == 1:
        return "unknown", None
    return ("unknown" if words.isupper() or len(parts) > 4 else "person"), None


def _speaks(after: str, known: Lexicon) -> bool:
    """Whether a verb of saying follows."""
    match = re.match(r"[,]? (?:also |later |then )?([a-z]+)\b", after)
    return bool(match and match[1] in known.saying)
