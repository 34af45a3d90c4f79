"""Claims: the clauses in which somebody wants, offers, refuses, denies or holds something."""

import re
from functools import cache

from asrun.model.document import Section
from asrun.model.fact import Claim
from asrun.reading.context import Context
from asrun.reading.quotes.cues import data
from asrun.reading.scan import Places

_SPLIT = re.compile(
    r"(?:[;:]| —| –)\s+|,? (?:but|because|while|although|though|whereas|so that)\s+"
    r"|, and (?=(?:that |he |she |they |we |it |the |[A-Z]))"
    r"|\band that\s+|\bthat (?=[A-Z]|he |she |they |we )|[\"“”]\s*|, (?=but\b)"
)
_SHORT = ("is_confident", "reached_agreement")


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """One pattern over all claim cues, and each one's predicate and polarity."""
    table = {cue: (row["predicate"], row["polarity"]) for row in data()["claim"] for cue in row["cues"]}
    forms = "|".join(re.escape(c) for c in sorted(table, key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})(?!\w)", re.I), table


def read_claims(section: Section, context: Context) -> list[Claim]:
    """The claims of a section in order; the same clause told again adds its span to the first."""
    pattern, table = _cues()
    found: dict[str, Claim] = {}
    order: list[str] = []
    seen: set[tuple[int, int]] = set()
    for place in Places(context.document.text, section.start, section.end, table).starts:
        match = pattern.match(context.document.text, place, section.end)
        if match is None:
            continue
        sentence = context.sentences.at(match.start())
        heading = section.heading
        if sentence is None or (heading and heading.start <= match.start() < heading.end):
            continue
        predicate, polarity = table[match.group().lower()]
        start, end = _clause(context, sentence.start, sentence.end, match.start(), predicate)
        if (start, end) in seen or end - start < 8:
            continue
        seen.add((start, end))
        span = context.document.span(start, end)
        key = " ".join(re.findall(r"\w+", span.exact.lower()))
        if key in found:
            old = found[key]
            found[key] = Claim(
                old.predicate, (*old.spans, span), old.holder, old.subject, old.object, old.polarity, old.rule
            )
            continue
        said = context.said_around(start, end - 1)
        subject = next((h.name for h in context.names.between(start, match.start()) if h.kind != "place"), None)
        rest = context.document.text[match.end() : end].strip(" ,.") or None
        polar = (
            "-"
            if polarity == "-"
            or re.search(r"\b(?:not|never|no)\b|n[’']t\b", context.document.text[start : match.start()])
            else "+"
        )
        holder = said.speaker if said else None
        found[key] = Claim(predicate, (span,), holder, subject, rest, polar, f"claims.{predicate}")  # type: ignore[arg-type]
        order.append(key)
    return [found[key] for key in order]


def _clause(context: Context, start: int, end: int, cue: int, predicate: str) -> tuple[int, int]:
    """The clause around a cue, between the conjunctions and marks nearest to it."""
    text = context.document.text
    first, last = start, end
    for match in _SPLIT.finditer(text, start, end):
        if match.end() <= cue:
            first = match.end()
        elif match.start() > cue:
            last = match.start()
            break
    said = context.said_around(cue, cue + 1)
    if said:
        part = next((s for s in said.spans if s.start <= cue < s.end), None)
        if part:
            first, last = max(first, part.start), min(last, part.end)
    if predicate in _SHORT and not said:
        first = cue
        stop = re.compile(r"\b(?:to|that|when|after)\b|,").search(text, cue + 12, last)
        last = stop.start() if stop else last
    while first < last and (text[first].isspace() or text[first] in '"“”,;'):
        first += 1
    while last > first and (text[last - 1].isspace() or text[last - 1] in '"“”,;.'):
        last -= 1
    return first, last
