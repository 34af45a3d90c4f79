"""How well and how fast time expressions are read: asrun beside its peers, on the same texts in one run."""

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import report
from measure import Child, NotRunError, one_core, run, steps, together
from systems import SYSTEMS, Measured, System, platforms
from texts import Texts, described, parts, prepare, score, sizes, suite_score

DOCS = Path(__file__).parent.parent / "docs" / "benchmarks.md"
AQUAINT = os.environ.get("ASRUN_BENCH_AQUAINT") == "1"


def read(system: System, source: Path, texts: Texts, times: int) -> tuple[Child, Path]:
    """Reads a file of lines in a process of its own, the quickest of so many times; and the file of its answers."""
    target = _target(system, source, texts)
    command = _command(system, source, target)
    return min((run(*command) for _ in range(times)), key=lambda child: child.seconds), target


def _target(system: System, source: Path, texts: Texts) -> Path:
    return texts.folder / f"{source.stem}-{system.name}.answers"


def _command(system: System, source: Path, target: Path) -> tuple[list[str], Path | None]:
    if system.own:
        return [*system.own, str(source)], target
    return [*system.command, str(source), str(target), "0"], None


def measure(system: System, texts: Texts) -> Measured:
    """All numbers of one system."""
    found = Measured(system)
    with one_core():
        processes(found, texts)
        warm(found, texts)
    if texts.timebank:
        found.scores["timebank"] = score("timebank", _target(system, texts.timebank, texts))
    answered = [(name, path) for name, path in (("suite", texts.suite), ("aquaint", texts.aquaint)) if path]
    for name, path in answered:
        if name == "suite" or AQUAINT:
            answers = aside(system, path, texts)
            if name == "suite":
                found.suite = suite_score(path, answers)
            else:
                joined = texts.folder / f"aquaint-{system.name}.joined"
                joined.write_text("".join(a.read_text(encoding="utf-8") for a in answers), encoding="utf-8")
                found.scores[name] = score(name, joined)
    return found


def aside(system: System, source: Path, texts: Texts) -> list[Path]:
    """Answers that are not timed: a slow system gives them on all cores."""
    dealt = parts(source, (os.cpu_count() or 1) if system.slow else 1)
    targets = [_target(system, part, texts) for part in dealt]
    together([_command(system, part, target) for part, target in zip(dealt, targets, strict=True)])
    return targets


def processes(found: Measured, texts: Texts) -> None:
    """Processes from start to end: an empty line, the texts for speed, and texts of one length and of ten times that."""
    system = found.system
    found.start = read(system, texts.empty, texts, max(2, system.repeats))[0].seconds
    small, large = texts.slow if system.slow else texts.ones
    runs = [read(system, source, texts, system.repeats)[0] for source in (small, large)]
    found.growth = (runs[0].seconds - found.start, runs[1].seconds - found.start)
    found.lengths = (sum(sizes(small)) / 1e6, sum(sizes(large)) / 1e6)
    found.peaks = (runs[0].peak, runs[1].peak)
    if system.slow:
        found.process = found.lengths[1] / runs[1].seconds
        return
    found.process = sum(sizes(texts.five)) / 1e6 / read(system, texts.five, texts, system.repeats)[0].seconds
    if texts.timebank:
        read(system, texts.timebank, texts, 1)


def warm(found: Measured, texts: Texts) -> None:
    """Readings inside one process: AQUAINT when only TimeBank was read before, then the speed texts again and again."""
    system = found.system
    speed, fresh = texts.slow[1] if system.slow else texts.five, []
    for number in range(system.repeats):
        asked: list[Path] = [texts.timebank, texts.aquaint] if texts.timebank and texts.aquaint else []
        begun = len(asked)
        asked += [speed] * (system.passes + (not begun)) if not number else []
        if not asked:
            continue
        done = steps(system.command, [(source, None, system.limit) for source in asked])
        rates = [sum(sizes(p)[: s.documents]) / 1e6 / s.seconds for p, s in zip(asked, done, strict=True)]
        fresh += rates[1:begun]
        if not number:
            later = rates[begun:]
            found.warm = max(later[1:] or later)
    found.new = max(fresh, default=None)


def attempt(name: str, prepare_system: Callable[[], System], texts: Texts) -> Measured | str:
    """What was found of a system, or why it was not run."""
    since = perf_counter()
    print(f"{name} ...", file=sys.stderr, end=" ", flush=True)
    try:
        found: Measured | str = measure(prepare_system(), texts)
    except Exception as error:
        if name == "asrun":
            raise
        found = str(error) if isinstance(error, NotRunError) else f"{type(error).__name__}: {error}"[:160]
    print(f"{perf_counter() - since:.0f} s", file=sys.stderr, flush=True)
    return found


def main() -> None:
    """Measures every system, prints the tables, and writes them into the docs where accuracy could be measured."""
    with tempfile.TemporaryDirectory() as folder:
        texts = prepare(Path(folder))
        found = {name: attempt(name, make, texts) for name, make in SYSTEMS.items()}
        tables, on = report.tables(found, texts), described(texts)
    print(tables)
    if texts.gold:
        DOCS.write_text(report.page(found, tables, on, platforms(), date.today()), encoding="utf-8")
    else:
        print("docs/benchmarks.md is left as it was: accuracy needs the shared folder (ASRUN_SHARED)")


if __name__ == "__main__":
    main()
