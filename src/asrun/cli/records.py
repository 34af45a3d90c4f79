"""Commands over a record: documents in, taken back, and what was learned."""

from datetime import UTC, datetime

import click

from asrun import console
from asrun.cli.options import (
    as_of_option,
    files_argument,
    record_option,
    recorded_by_option,
    seq_option,
    zones_option,
)


@click.command()
@files_argument
@record_option
@click.option("--calendar", metavar="NAME", help="The stream of one principal's or body's events.")
@click.option("--source", metavar="ID", help="The source that the document is the next version of.")
@click.option("--revises", metavar="VERSION", help="The version, of any source, that the document revises.")
@click.option("--publisher", metavar="NAME", help="Who issued the document.")
@click.option("--issued", metavar="TIME", help="When it was issued, e.g. 2019-02-28T06:30+07:00.")
@zones_option
@click.option("--private", is_flag=True, help="Never show the document's words on a page or feed.")
@click.option("--embargo", metavar="TIME", help="Leave its words out of exports until then.")
def add(
    files: tuple[str, ...],
    record_path: str,
    calendar: str | None,
    source: str | None,
    revises: str | None,
    publisher: str | None,
    issued: str | None,
    zones: tuple[str, ...],
    private: bool,
    embargo: str | None,
) -> None:
    """Add documents, files or addresses, to a record, each as the next version of its source.

    That is the source of its name, or --source, or that of --revises; else the one that it plainly fits, which is printed.
    """
    from asrun.pipeline import add as add_document
    from asrun.pipeline import open_record
    from asrun.pipeline.moments import parse_moment

    given = console.given(issued, zones, publisher, calendar)
    until = console.usage("--embargo", parse_moment, embargo, next(iter(zones), "UTC")) if embargo else None
    snapshots, failed = console.snapshots(files)
    if source and revises:
        raise click.UsageError("--source and --revises both name the source; one of them would do")
    if (source or revises) and len(snapshots) > 1:
        named = f"--source {source}" if source else f"--revises {revises}"
        raise click.UsageError(f"{named} is for one document, {len(snapshots)} were given; add one by one")
    with console.data(lambda: open_record(record_path)) as record:
        for snapshot in snapshots:
            added = console.data(
                add_document, record, snapshot, given, datetime.now(UTC), source, private, revises, until
            )
            failed |= console.say(added.notices)
            if added.version:
                brought = f"{added.facts} facts, {added.events} new events"
                brought += f", {added.changes} changes of {added.version.revision_of}" if added.changes else ""
                click.echo(f"{added.version.id}: {brought}, up to entry {added.seq}")
    console.end(failed)


@click.command()
@click.argument("name", metavar="SOURCE|VERSION")
@record_option
@click.option("--reason", default="", metavar="WORDS", help="Why: the wrong file, zone or day.")
def withdraw(name: str, record_path: str, reason: str) -> None:
    """Withdraw a version, or all versions of a source, that was added by mistake."""
    from asrun.pipeline import open_record
    from asrun.pipeline import withdraw as withdraw_version

    with console.data(open_record, record_path, must_exist=True) as record:
        for version in console.data(withdraw_version, record, name, reason, datetime.now(UTC)):
            click.echo(f"{version}: withdrawn")


@click.command()
@click.argument("version", metavar="VERSION")
@record_option
@click.option("--reason", default="", metavar="WORDS", help="Why, or who says so.")
def accept(version: str, record_path: str, reason: str) -> None:
    """Take the mass changes of a version, held for review until then, as its source meant them."""
    from asrun.pipeline import accept as accept_version
    from asrun.pipeline import open_record

    with console.data(open_record, record_path, must_exist=True) as record:
        count = console.data(accept_version, record, version, reason, datetime.now(UTC))
        click.echo(f"{version}: accepted, {count} changes count from here on")


@click.command()
@record_option
@as_of_option
@seq_option
@recorded_by_option
@click.option("--after", type=click.IntRange(min=0), default=0, metavar="SEQ", help="Only entries after this one.")
@click.option("--day", metavar="D", help="Only what is held of this civil day.")
@click.option("--event", metavar="ID", help="Only what is held of this event.")
@click.option("--calendar", metavar="NAME", help="Only what is held of this stream of events.")
def log(
    record_path: str,
    as_of: str | None,
    seq: int | None,
    recorded_by: str | None,
    after: int,
    day: str | None,
    event: str | None,
    calendar: str | None,
) -> None:
    """Print what the record learned, in order, an entry a line: all of it, or of a day, an event or a calendar."""
    from asrun.pipeline import axes_line, log_lines, open_record, place
    from asrun.pipeline.moments import parse_day, parse_moment

    if sum(x is not None for x in (day, event, calendar)) > 1:
        raise click.UsageError("--day, --event and --calendar are asked one at a time")
    on = console.usage("--day", parse_day, day) if day else None
    moment = console.usage("--as-of", parse_moment, as_of, "UTC") if as_of else None
    known_by = console.usage("--recorded-by", parse_moment, recorded_by, "UTC") if recorded_by else None
    with console.data(open_record, record_path, must_exist=True) as record:
        upto = place(record, seq, known_by)
        click.echo(axes_line(upto, moment))
        for line in log_lines(record.changes(after, upto, (on, on) if on else None, event, calendar), moment):
            click.echo(line)


@click.command()
@click.argument("event")
@record_option
@as_of_option
@seq_option
@recorded_by_option
def show(event: str, record_path: str, as_of: str | None, seq: int | None, recorded_by: str | None) -> None:
    """Print all that the record holds of one EVENT: its id, the start of it, or words of its summary."""
    from asrun.pipeline import event_text, find_events, open_record, place
    from asrun.pipeline.moments import parse_moment

    moment = console.usage("--as-of", parse_moment, as_of, "UTC") if as_of else None
    known_by = console.usage("--recorded-by", parse_moment, recorded_by, "UTC") if recorded_by else None
    with console.data(open_record, record_path, must_exist=True) as record:
        upto = place(record, seq, known_by)
        found = find_events(record, event, upto, moment)
        if len(found) == 1:
            click.echo(event_text(record, found[0].id, upto, moment))
            return
    names = "".join(f"\n  {e.id}  {e.summary}" for e in found)
    way_out = "one of these ids" if found else "an id that asrun account --format json lists"
    message = f'"{event}" names {len(found) or "no"} events; one is shown at a time; {way_out} would do{names}'
    raise click.ClickException(message)
