"""What a child process costs: its seconds from start to end, and its peak of resident memory; on one core when timed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

PATIENCE = 240.0
"""Seconds after which a child is ended and counted as not run."""


class NotRunError(Exception):
    """A system that could not be installed or run; its message says why."""


@dataclass(frozen=True)
class Child:
    """A finished process: seconds, peak of resident memory in MB, and what it printed."""

    seconds: float
    peak: float
    printed: str


@dataclass(frozen=True)
class Step:
    """What a peer reports of one reading of a file."""

    documents: int
    seconds: float


@contextmanager
def one_core() -> Iterator[None]:
    """Holds this process, and the children it starts, to one core where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    whole = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(whole)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, whole)


def together(commands: Sequence[tuple[Sequence[str], Path | None]]) -> list[Child]:
    """Runs commands side by side, each with the file that takes what it prints, and waits for all of them."""
    with tempfile.TemporaryDirectory() as folder:
        started: list[_Started] = []
        try:
            for number, (argv, target) in enumerate(commands):
                started.append(_start(argv, target, Path(folder) / str(number)))
            return [_finish(argv, one) for (argv, _), one in zip(commands, started, strict=True)]
        finally:
            for one in started:
                if one.process.returncode is None:
                    os.killpg(one.process.pid, signal.SIGKILL)
                    one.process.wait()


def run(argv: Sequence[str], target: Path | None = None) -> Child:
    """Runs one command; what it prints goes into the target, or into the answer where there is none."""
    return together([(argv, target)])[0]


def steps(command: Sequence[str], asked: Sequence[tuple[Path, Path | None, float]]) -> list[Step]:
    """Has one process of a peer read files in order, each (source, target, limit in seconds or 0), and tells its reports."""
    words = [str(w) for source, target, limit in asked for w in (source, target or os.devnull, limit)]
    return [Step(**json.loads(line)) for line in run([*command, *words]).printed.splitlines()]


@dataclass(frozen=True)
class _Started:
    process: "subprocess.Popen[bytes]"
    since: float
    printed: Path
    errors: Path
    kept: bool


def _start(argv: Sequence[str], target: Path | None, name: Path) -> _Started:
    printed, errors = target or name.with_suffix(".out"), name.with_suffix(".err")
    with printed.open("wb") as out, errors.open("wb") as err:
        since = perf_counter()
        try:
            process = subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=_environment(), start_new_session=True
            )
        except OSError as error:
            raise NotRunError(str(error)) from error
    return _Started(process, since, printed, errors, target is not None)


def _environment() -> dict[str, str]:
    """The environment of a child: its clock is UTC, its text UTF-8."""
    return {**os.environ, "TZ": "UTC", "PYTHONUTF8": "1"}


def _finish(argv: Sequence[str], one: _Started) -> Child:
    timer = threading.Timer(PATIENCE, os.killpg, (one.process.pid, signal.SIGKILL))
    timer.start()
    _, status, usage = os.wait4(one.process.pid, 0)
    seconds = perf_counter() - one.since
    timer.cancel()
    code = one.process.returncode = os.waitstatus_to_exitcode(status)
    if code:
        said = one.errors.read_text(encoding="utf-8", errors="replace").split("\n")
        last = next((line.strip() for line in reversed(said) if line.strip()), "")
        why = f"ended after {PATIENCE:.0f} s" if code == -signal.SIGKILL else last or f"exit code {code}"
        raise NotRunError(f"{Path(argv[0]).name}: {why}"[:160])
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3 / 1.024)
    return Child(seconds, peak, "" if one.kept else one.printed.read_text(encoding="utf-8"))


def program(name: str) -> str:
    """The path of a program, which has to be there."""
    found = shutil.which(name)
    if not found:
        raise NotRunError(f"{name} is not on this machine")
    return found
