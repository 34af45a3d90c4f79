"""Commands over documents alone: what they say, how two versions differ, and why."""

from pathlib import Path

import click

from asrun import console
from asrun.cli.options import files_argument, zones_option


@click.command()
@files_argument
@click.option("--json", "as_json", is_flag=True, help="The joint reading as asrun-reading/1.")
@zones_option
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


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--jsonl", is_flag=True, help="Read lines of JSON with id, text, created and zone; write a line each.")
@zones_option
def times(files: tuple[str, ...], jsonl: bool, zones: tuple[str, ...]) -> None:
    """Print the time expressions of documents: place, words, type, value, instant and what gave the day.

    FILEs are documents, or with --jsonl files of lines; - or none is standard input.
    """
    from asrun.pipeline import times_lines, times_text

    if jsonl and zones:
        raise click.UsageError('--zone is for documents; with --jsonl each line has its own "zone"')
    given = console.given(None, zones, None, None)
    if jsonl:
        console.end(console.json_lines(files, times_lines))
    else:
        console.end(console.each(files or ("-",), lambda snapshot: times_text(snapshot, given)))


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--jsonl", is_flag=True, help="Read lines of JSON with id and text; write a line each.")
def quotes(files: tuple[str, ...], jsonl: bool) -> None:
    """Print who says what in documents: place, speaker, verb, words; wishes and stances too.

    FILEs are documents, or with --jsonl files of lines; - or none is standard input.
    """
    from asrun.pipeline import quotes_lines, quotes_text

    console.end(console.json_lines(files, quotes_lines) if jsonl else console.each(files or ("-",), quotes_text))


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--earlier", multiple=True, metavar="FILE", help="A version before OLD, to tell what NEW brings back.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@zones_option
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


@click.command()
@click.argument("place", metavar="FILE@START-END")
@zones_option
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


@click.command()
def formats() -> None:
    """Print what can be read: media types, endings of file names, and one line each."""
    from asrun.pipeline import format_lines

    for line in format_lines():
        click.echo(line)
