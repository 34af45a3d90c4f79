"""What every command needs: options to values, notices to standard error, errors to one clear line."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, ParamSpec, TypeVar

import click
import msgspec

from asrun.model.days import Days
from asrun.model.notice import Notice
from asrun.model.source import Given, Snapshot
from asrun.model.time import known_zone
from asrun.pipeline.moments import parse_day, parse_moment

if TYPE_CHECKING:
    from asrun.model.account import Account
    from asrun.pipeline import Question

P = ParamSpec("P")
T = TypeVar("T")


def usage(option: str, make: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a function makes of an option; a ValueError is a usage error (exit code 2)."""
    try:
        return make(*args, **kwargs)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error


def data(make: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a function makes of a record; its errors are one line (exit code 1)."""
    from asrun.pipeline import RecordError

    try:
        return make(*args, **kwargs)
    except RecordError as error:
        raise click.ClickException(str(error)) from error


def given(issued: str | None, zones: Sequence[str], publisher: str | None, calendar: str | None) -> Given:
    """What the options declare of a document."""
    for zone in zones:
        if not known_zone(zone):
            message = f'"{zone}" is no IANA zone; no clock can be placed with it; one like Europe/Vienna would do'
            raise click.BadParameter(message, param_hint="--zone")
    issued_at = usage("--issued", parse_moment, issued, next(iter(zones), None)) if issued else None
    declared = {"issued_at": issued_at, "zones": zones, "publisher": publisher, "calendar": calendar}
    basis = {name: "declared" for name, value in declared.items() if value}
    return Given(issued_at, None, tuple(zones), publisher, None, calendar, basis)


def days(named: Sequence[str], first: str | None, last: str | None) -> Days:
    """The days that --day, or --from and --to, ask of."""
    if named and (first or last):
        raise click.UsageError("--day names days, --from and --to a run of them; one of the two would do")
    start = usage("--from", parse_day, first) if first else None
    end = usage("--to", parse_day, last) if last else None
    if start and end and start > end:
        raise click.UsageError(
            f"--from {start} lies after --to {end}; no day is between them; an earlier --from would do"
        )
    return Days(tuple(sorted({usage("--day", parse_day, d) for d in named})), start, end)


def snapshots(files: Sequence[str]) -> tuple[list[Snapshot], bool]:
    """The documents of the paths, and whether some could not be opened; ends the run when nothing is left."""
    from asrun.sources.file import snapshots as load

    found, notices = load(files)
    failed = say(notices)
    if not found:
        sys.exit(1)
    return found, failed


def each(files: Sequence[str], made_of: Callable[[Snapshot], Iterable[str | Notice]]) -> bool:
    """Writes the lines made of documents, then to standard error what was not understood; whether one failed."""
    found, failed = snapshots(files)
    for snapshot in found:
        if len(found) > 1:
            click.echo(f"# {snapshot.name}")
        for made in made_of(snapshot):
            if isinstance(made, Notice):
                failed |= say([made])
            else:
                click.echo(made)
    return failed


def json_lines(files: Sequence[str], answers: Callable[[Iterable[bytes]], Iterable[bytes | ValueError]]) -> bool:
    """Writes the answer to each line of JSON in the files; whether some line was none, with a word why."""
    failed = False
    for path in files or ("-",):
        try:
            with sys.stdin.buffer if path == "-" else open(path, "rb") as lines:
                for made in answers(lines):
                    if isinstance(made, ValueError):
                        click.echo(f"error: {path}: {made}", err=True)
                        failed = True
                    else:
                        sys.stdout.buffer.write(made)
        except OSError as error:
            click.echo(f"error: {path} could not be read: {error.strerror}; a file of lines of JSON would do", err=True)
            failed = True
    sys.stdout.buffer.flush()
    return failed


def say(notices: Iterable[Notice]) -> bool:
    """Prints notices to standard error; whether one of them is an error."""
    failed = False
    for notice in notices:
        click.echo(f"{notice.severity}: {notice}", err=True)
        failed |= notice.severity == "error"
    return failed


def end(failed: bool) -> None:
    """Ends the command: exit code 1 where a document could not be read."""
    if failed:
        sys.exit(1)


def answer(
    ask: Callable[[Question], tuple[Account, list[Notice]]], question: Question, as_of: str | None
) -> tuple[Account, list[Notice]]:
    """The account that answers a question; a bare clock of --as-of is the venue's, on the day asked for or the last."""
    whole, notices = data(ask, question)
    if as_of is None:
        return whole, notices
    zone = whole.zones[0].zone if whole.zones else None
    day = whole.days[-1] if whole.days else None
    moment = usage("--as-of", parse_moment, as_of, zone, day)
    return data(ask, msgspec.structs.replace(question, as_of=moment))


def show(account: Account, form: str) -> None:
    """Prints an account in a format of `publish`."""
    from asrun.pipeline import Options, publish

    terminal = sys.stdout.isatty()
    width = min(shutil.get_terminal_size((100, 40)).columns, 140) if terminal else 100
    write(publish(account, form, Options(width=width, colour=terminal)))


def save(made: bytes | Notice, path: Path) -> bool:
    """Writes a file, or the notice that stands for it; whether there is none."""
    if isinstance(made, Notice):
        return say([made])
    try:
        path.write_bytes(made)
    except OSError as error:
        raise click.ClickException(f"{path} could not be written: {error.strerror}; another path would do") from error
    return False


def bytes_of(path: Path) -> bytes:
    """The bytes of a file; one clear line where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{path} could not be read: {error.strerror}; a readable file would do") from error


@contextmanager
def read_from(file: str) -> Iterator[BinaryIO]:
    """A file to read, or standard input where it is "-"."""
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        with open(file, "rb") as lines:
            yield lines
    except OSError as error:
        raise click.ClickException(f"{file} could not be read: {error.strerror}; a readable file would do") from error


def text_of(path: Path) -> str:
    """The text of a file."""
    return bytes_of(path).decode("utf-8", "replace")


@contextmanager
def opened(path: Path | None) -> Iterator[BinaryIO]:
    """A file to write, or standard output."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with path.open("wb") as file:
            yield file
    except OSError as error:
        raise click.ClickException(f"{path} could not be written: {error.strerror}; another path would do") from error


def write(words: bytes) -> None:
    """Writes bytes to standard output as they are."""
    sys.stdout.buffer.write(words)
    sys.stdout.buffer.flush()
