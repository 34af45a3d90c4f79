"""The tables of benchmarks/times.py, and the page of the docs that holds them."""

from collections.abc import Iterable, Mapping
from datetime import date

from systems import Measured
from texts import Texts

Found = Mapping[str, Measured | str]

INTRO = """# Reading times: accuracy and speed beside peers

`make bench` measures all of this in one run and writes this page; numbers are of that run alone. A peer is installed by its
package name into `benchmarks/.peers` on first use. `.venv/bin/python benchmarks/times.py` does this part alone, in minutes.

Run on {day}: {platforms}; one core for all that is timed.

{versions}

**Texts.** {texts}.
TimeBank and AQUAINT are news whose times people marked in TimeML, from the shared folder (`ASRUN_SHARED`, or `../shared`);
the own suite is of clocks and zones, `tests/reading/times/clock_zone.jsonl`. Every system gets the same lines of JSON, with
the day each text was written, and answers with TIMEX3 types and values. asrun is developed beside TimeBank and the own
suite, so these two favour it; AQUAINT is scored only with `ASRUN_BENCH_AQUAINT=1`.

**Accuracy.** F1 as in TempEval-3: strict (same span), relaxed (spans overlap), type and value (spans overlap, and it is the
same). Own suite: items all of whose times are right, in span, type and value, or in type and value alone. Peers have no
TIMEX3 but HeidelTime; what they are certain of is put into it: chrono-node's certain components, dateparser's `period`,
weeks, parts of the day and "now" by their words, prepositions cut off, chrono-node's ranges split. A clock whose day
HeidelTime leaves open has the day of the text. dateparser and HeidelTime are told that the texts are English.

**Speed.** MB of text (without the JSON) a second. *Warm*: one process reads the two sets, repeated to 5 MB, four times; the
best of the last three. *New texts*: a process that has read TimeBank once reads AQUAINT, which it never saw; the best of
three. *As a process*: from start to end on those 5 MB, the best of three; start-up is the same on an empty line. dateparser
and HeidelTime have TimeBank alone for warm and as a process, and HeidelTime one run, of at most 12 s where it is warm or new.
asrun is `asrun times --jsonl`; warm and new, the function below it. *asrun ÷ it*: how many times as fast asrun is. New
phrases cost more than known ones, so look at *new texts* for how news arrives, and at *warm* for the most there is.

**Ten times the text.** Processes on a text and on ten times that: seconds without start-up, of which the smaller text has
the larger part of the warming up; and the peak of resident memory, for HeidelTime without its tagger's processes.
"""


def page(found: Found, tables: str, texts: str, platforms: str, day: date) -> str:
    """The page of the docs."""
    versions = "\n".join(f"- {m.system.name} {m.system.version}" for m in _ran(found))
    return INTRO.format(day=day, platforms=platforms, versions=versions, texts=texts) + "\n" + tables


def tables(found: Found, texts: Texts) -> str:
    """All tables."""
    if isinstance(found["asrun"], str):
        raise ValueError(found["asrun"])
    own = found["asrun"]
    made = [
        f"## In short\n\n{_short(found, own)}",
        f"## Accuracy\n\n{_accuracy(found)}",
        f"## Processes\n\n{_growth(found, own)}",
    ]
    missing = (
        [] if texts.gold else ["The shared folder is missing: no accuracy on news, and speed is on generated news."]
    )
    missing += [] if texts.suite else ["The own suite is missing."]
    return "\n\n".join(["\n".join(missing), *made] if missing else made) + "\n"


def _ran(found: Found) -> list[Measured]:
    return [m for m in found.values() if isinstance(m, Measured)]


def _short(found: Found, own: Measured) -> str:
    head = [
        "system",
        "TimeBank value F1",
        "own suite exact",
        "MB/s warm",
        "asrun ÷ it",
        "MB/s new texts",
        "asrun ÷ it",
        "start-up s",
    ]
    rows = []
    for name, m in found.items():
        if isinstance(m, str):
            rows.append([name, f"not run: {m}".replace("|", "/")])
            continue
        new = [_rate(m.new), _times(own.new, m.new)]
        rows.append(
            [name, _f1(m, "value"), _share(m, 0), _rate(m.warm), _times(own.warm, m.warm), *new, f"{m.start:.2f}"]
        )
    return _table(head, rows)


def _accuracy(found: Found) -> str:
    measures = ("strict", "relaxed", "type", "value")
    aquaint = any("aquaint" in m.scores for m in _ran(found))
    head = [
        "system",
        *(f"TimeBank {m}" for m in measures),
        "95 % of value",
        "own suite exact",
        "own suite type and value",
    ]
    head += ["AQUAINT value"] if aquaint else []
    rows = []
    for m in _ran(found):
        spread = m.scores["timebank"]["value"][1] if "timebank" in m.scores else "–"
        row = [m.system.name, *(_f1(m, measure) for measure in measures), spread, _share(m, 0), _share(m, 1)]
        rows.append(row + ([_f1(m, "value", "aquaint")] if aquaint else []))
    return _table(head, rows)


def _growth(found: Found, own: Measured) -> str:
    head = [
        "system",
        "MB/s as a process",
        "asrun ÷ it",
        "text MB",
        "seconds",
        "10 × text: seconds",
        "peak MB",
        "10 × text: peak MB",
    ]
    rows = []
    for m in _ran(found):
        (small, large), (low, high) = m.growth, m.peaks
        times = f"{large:.2f} ({large / small:.1f} ×)" if small > 0 else f"{large:.2f}"
        row = [
            m.system.name,
            _rate(m.process),
            _times(own.process, m.process),
            f"{m.lengths[0]:.2g}",
            f"{small:.2f}",
            times,
        ]
        rows.append([*row, f"{low:.0f}", f"{high:.0f}"])
    return _table(head, rows)


def _f1(m: Measured, measure: str, name: str = "timebank") -> str:
    return f"{m.scores[name][measure][0]:.1f}" if name in m.scores else "–"


def _share(m: Measured, which: int) -> str:
    return f"{m.suite[which]:.1f} %" if m.suite else "–"


def _rate(rate: float | None) -> str:
    return f"{rate:.3g}" if rate else "–"


def _times(own: float | None, other: float | None) -> str:
    if not (own and other):
        return "–"
    return f"{own / other:,.0f} ×" if own > 100 * other else f"{own / other:.3g} ×"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    """A table in Markdown whose columns stand in line."""
    whole = [row + [""] * (len(head) - len(row)) for row in rows]
    wide = [max(len(row[n]) for row in [head, *whole] if row[2] or not n) for n in range(len(head))]
    lines = [head, ["-" * w for w in wide], *whole]
    return "\n".join(
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(line, wide, strict=True)) + " |" for line in lines
    )
