"""Reads lines of JSON with dateparser's search_dates and times it: for each INPUT OUTPUT SECONDS one report."""

import json
import re
import sys
import time
from datetime import datetime
from typing import Any

from dateparser.search import search_dates

LEAD = re.compile(r"(?:(?:on|at|in|from|by|since|until|till|before|after|of|for|to|within|during|and)\s+)+", re.I)
TAIL = re.compile(r"(?:[\s,;:]|\b(?:in|on|at|the|of|for|to|by|and))+$", re.I)
PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "tonight": "TNI"}
SETTINGS: dict[str, Any] = {"RETURN_TIME_AS_PERIOD": True}


def value(words: str, moment: datetime, period: str) -> tuple[str, str]:
    """TIMEX3 type and value: as fine as the period that dateparser gives, a part of the day by its word."""
    lower = words.lower()
    if lower == "now":
        return "DATE", "PRESENT_REF"
    part = next((PARTS[w] for w in re.findall(r"[a-z]+", lower) if w in PARTS), None)
    if period == "part_of_day" or (part and period != "time"):
        return "TIME", f"{moment:%Y-%m-%d}{part or f'T{moment:%H:%M}'}"
    if period == "time":
        return "TIME", f"{moment:%Y-%m-%dT%H:%M}"
    if period == "week":
        year, week, _ = moment.isocalendar()
        return "DATE", f"{year}-W{week:02}"
    return "DATE", moment.strftime({"month": "%Y-%m", "year": "%Y"}.get(period, "%Y-%m-%d"))


def read(text: str, created: str | None) -> list[tuple[int, int, str, str]]:
    """The expressions of a text; each is looked for behind the one before, as dateparser gives no places."""
    settings = dict(SETTINGS)
    if created:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(created).replace(tzinfo=None)
    found = search_dates(text, languages=["en"], settings=settings, add_period=True) or []
    times, behind = [], 0
    for words, moment, period in found:
        place = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, behind)
        if not place:
            continue
        behind = place.end()
        lead = LEAD.match(words)
        start = place.start() + (lead.end() if lead and lead.end() < len(words) else 0)
        whole = text[start : place.end()]
        kept = TAIL.sub("", whole) or whole
        times.append((start, start + len(kept), *value(kept, moment, period)))
    return times


def step(source: str, target: str, limit: float) -> None:
    """Reads a file of lines into another, for so many seconds at most where a limit is given."""
    start, documents = time.perf_counter(), 0
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for line in filter(str.strip, lines):
            row = json.loads(line)
            out.write(json.dumps({"id": row["id"], "times": read(row["text"], row.get("created"))}) + "\n")
            documents += 1
            if limit and time.perf_counter() - start > limit:
                break
    print(json.dumps({"documents": documents, "seconds": time.perf_counter() - start}), flush=True)


def main() -> None:
    """Takes the steps in order."""
    given = sys.argv[1:]
    for source, target, seconds in zip(given[::3], given[1::3], given[2::3], strict=True):
        step(source, target, float(seconds))


if __name__ == "__main__":
    main()
