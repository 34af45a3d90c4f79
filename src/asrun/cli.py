"""The command line: one thin function a command. Exit code 2 for usage, 1 for data that could not be read."""

from datetime import UTC, datetime
from pathlib import Path

import click

from asrun import __version__, console

FORMATS = ("table", "text", "json", "html", "ics")
_record = click.option(
    "--record", "record_path", default="asrun.db", show_default=True, envvar="ASRUN_RECORD", help="The record's file."
)
_zones = click.option("--zone", "zones", multiple=True, metavar="ZONE", help="IANA zone: the venue's first, then home.")
_files = click.argument("files", nargs=-1, required=True, metavar="FILE...")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="asrun")
def main() -> None:
    """The as-run log of public schedules: what was announced, what changed, what really happened, and who says so."""


@main.command()
@_files
@click.option("--json", "as_json", is_flag=True, help="The joint reading as asrun-reading/1.")
@_zones
def read(files: tuple[str, ...], as_json: bool, zones: tuple[str, ...]) -> None:
    """Print the facts found in documents: files, directories, or - for standard input.

    What one document leaves open (its day, its zones) is taken from the others, marked as assumed.
    """
    from asrun.pipeline import read_together, reading_json, reading_text

    given = console.given(None, zones, None, None)
    snapshots, failed = console.snapshots(files)
    readings = read_together(snapshots, given)
    failed |= console.say(n for r in readings for n in r.notices)
    readable = [r for r in readings if not any(n.severity == "error" for n in r.notices)]
    click.echo(reading_json(readable) if as_json else "\n".join(map(reading_text, readable)))
    console.end(failed)


@main.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--jsonl", is_flag=True, help="Read lines of JSON with id, text, created and zone; write a line each.")
@_zones
def times(files: tuple[str, ...], jsonl: bool, zones: tuple[str, ...]) -> None:
    """Print the time expressions of documents: place, words, type, value, instant and what gave the day.

    FILEs are documents, or with --jsonl files of lines; - or none is standard input.
    """
    if jsonl and zones:
        raise click.UsageError('--zone is for documents; with --jsonl each line has its own "zone"')
    given = console.given(None, zones, None, None)
    console.end(console.json_lines(files) if jsonl else console.times(files or ("-",), given))


@main.command()
@_files
@_record
@click.option("--calendar", metavar="NAME", help="The stream of one principal's or body's events.")
@click.option("--source", metavar="ID", help="The source that the document is the next version of.")
@click.option("--publisher", metavar="NAME", help="Who issued the document.")
@click.option("--issued", metavar="TIME", help="When it was issued, e.g. 2019-02-28T06:30+07:00.")
@_zones
@click.option("--private", is_flag=True, help="Never show the document's words on a page or feed.")
def add(
    files: tuple[str, ...],
    record_path: str,
    calendar: str | None,
    source: str | None,
    publisher: str | None,
    issued: str | None,
    zones: tuple[str, ...],
    private: bool,
) -> None:
    """Add documents, files or addresses, to a record, each as the next version of its source (its name, or --source)."""
    from asrun.pipeline import add as add_document
    from asrun.pipeline import open_record

    given = console.given(issued, zones, publisher, calendar)
    snapshots, failed = console.snapshots(files)
    if source and len(snapshots) > 1:
        raise click.UsageError(
            f"--source {source} names one source, {len(snapshots)} documents were given; add one by one"
        )
    with console.data(lambda: open_record(record_path)) as record:
        for snapshot in snapshots:
            added = console.data(add_document, record, snapshot, given, datetime.now(UTC), source, private)
            failed |= console.say(added.notices)
            if added.version:
                brought = f"{added.facts} facts, {added.events} new events"
                click.echo(f"{added.version.id}: {brought}, up to entry {added.seq}")
    console.end(failed)


@main.command()
@click.argument("name", metavar="SOURCE|VERSION")
@_record
@click.option("--reason", default="", metavar="WORDS", help="Why: the wrong file, zone or day.")
def withdraw(name: str, record_path: str, reason: str) -> None:
    """Withdraw a version, or all versions of a source, that was added by mistake."""
    from asrun.pipeline import open_record
    from asrun.pipeline import withdraw as withdraw_version

    with console.data(open_record, record_path, must_exist=True) as record:
        for version in console.data(withdraw_version, record, name, reason, datetime.now(UTC)):
            click.echo(f"{version}: withdrawn")


@main.command()
@_record
@click.option("--day", metavar="D", help="Only this civil day, e.g. 2019-02-28.")
@click.option("--as-of", metavar="TIME", help="What the sources had said by then (valid time).")
@click.option("--seq", type=click.IntRange(min=1), help="What the record knew up to this entry (transaction time).")
@click.option("--calendar", metavar="NAME", help="Only this stream of events.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--from-files", is_flag=True, help="Read FILEs instead of a stored record.")
@_zones
@click.argument("files", nargs=-1, metavar="[FILE]...")
def account(
    record_path: str,
    day: str | None,
    as_of: str | None,
    seq: int | None,
    calendar: str | None,
    form: str,
    from_files: bool,
    zones: tuple[str, ...],
    files: tuple[str, ...],
) -> None:
    """Print the account: plan against actual, as of a moment and as of a place in the record."""
    from asrun.pipeline import Question, ask, ask_files, open_record
    from asrun.pipeline.moments import parse_day

    if bool(files) != from_files:
        raise click.UsageError("FILEs and --from-files go together; without both, the account is asked of the record")
    question = Question(console.usage("--day", parse_day, day) if day else None, calendar, seq=seq)
    failed = False
    if from_files:
        given = console.given(None, zones, None, None)
        snapshots, failed = console.snapshots(files)
        now = datetime.now(UTC)
        answer, notices = console.answer(lambda q: ask_files(snapshots, given, now, q), question, as_of)
        failed |= console.say(notices)
    else:
        with console.data(open_record, record_path, must_exist=True) as record:
            answer, _ = console.answer(lambda q: (ask(record, q), []), question, as_of)
    console.show(answer, form)
    console.end(failed)


@main.command()
@click.argument("old")
@click.argument("new")
@click.option("--earlier", multiple=True, metavar="FILE", help="A version before OLD, to tell what NEW brings back.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@_zones
def diff(old: str, new: str, earlier: tuple[str, ...], form: str, zones: tuple[str, ...]) -> None:
    """Print what the version NEW of a schedule changes of the version OLD, a line a change."""
    from asrun.pipeline import diff_json, diff_text, differ

    given = console.given(None, zones, None, None)
    snapshots, failed = console.snapshots([*earlier, old, new])
    if failed:
        console.end(failed)
    if len(snapshots) != len(earlier) + 2:
        raise click.UsageError("a directory is no version of a schedule; one file each would do")
    made = differ(snapshots, given)
    if isinstance(made, list):
        console.end(console.say(made))
        return
    console.say(made.notices)
    click.echo(diff_json(made) if form == "json" else diff_text(made))


@main.command()
@_record
@click.option("--seq", type=click.IntRange(min=1), help="Up to this entry.")
def log(record_path: str, seq: int | None) -> None:
    """Print what the record learned, in order: versions, facts, events and links."""
    from asrun.pipeline import log_lines, open_record

    with console.data(open_record, record_path, must_exist=True) as record:
        for line in log_lines(record, seq):
            click.echo(line)


@main.command()
@click.argument("event")
@_record
def show(event: str, record_path: str) -> None:
    """Print all that the record holds of one EVENT: its id, the start of it, or words of its summary."""
    from asrun.pipeline import event_text, find_events, open_record

    with console.data(open_record, record_path, must_exist=True) as record:
        found = find_events(record, event)
        if len(found) == 1:
            click.echo(event_text(record, found[0].id))
            return
    names = "".join(f"\n  {e.id}  {e.summary}" for e in found)
    way_out = "one of these ids" if found else "an id that asrun account --format json lists"
    message = f'"{event}" names {len(found) or "no"} events; one is shown at a time; {way_out} would do{names}'
    raise click.ClickException(message)


@main.command()
@click.argument("place", metavar="FILE@START-END")
@_zones
@click.option(
    "--page-image", type=click.Path(dir_okay=False, path_type=Path), help="Show the place on its page, as PNG."
)
def explain(place: str, zones: tuple[str, ...], page_image: Path | None) -> None:
    """Print which rule, slots, anchor and zone made the facts at a place: code points START to END of FILE."""
    from asrun.pipeline import explain as explain_facts
    from asrun.pipeline import page_picture, read_together

    path, _, where = place.rpartition("@")
    start, dash, end = where.partition("-")
    if not (path and dash and start.isdigit() and end.isdigit() and int(start) < int(end)):
        raise click.BadParameter(f'"{place}" is no place in a file; schedule.txt@120-164 would do', param_hint="PLACE")
    given = console.given(None, zones, None, None)
    snapshots, failed = console.snapshots([path])
    readings = read_together(snapshots, given)
    failed |= console.say(n for r in readings for n in r.notices if n.severity == "error")
    click.echo("\n".join(explain_facts(r, int(start), int(end)) for r in readings))
    if page_image and not failed:
        failed |= console.save(page_picture(snapshots[0], int(start), int(end)), page_image)
    console.end(failed)


@main.command()
def formats() -> None:
    """Print what can be read: media types, endings of file names, and one line each."""
    from asrun.pipeline import format_lines

    for line in format_lines():
        click.echo(line)


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), show_default=True)
def demo(out: Path) -> None:
    """Run the main job on the shipped example: the Hanoi day of 28 February 2019."""
    from asrun.pipeline.demo import run

    for words in run(out):
        console.write(words)


if __name__ == "__main__":
    main()
