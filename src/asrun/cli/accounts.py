"""Commands that give the account: plan against actual."""

from datetime import UTC, datetime
from pathlib import Path

import click

from asrun import console
from asrun.cli.options import as_of_option, record_option, recorded_by_option, seq_option, zones_option

FORMATS = ("table", "text", "json", "html", "ics")


@click.command()
@record_option
@click.option("--day", metavar="D", help="Only this civil day, e.g. 2019-02-28.")
@as_of_option
@seq_option
@recorded_by_option
@click.option("--changed-since", metavar="TIME", help="Only what the record has learned since (transaction time).")
@click.option("--calendar", metavar="NAME", help="Only this stream of events.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--language", metavar="L", default="en", show_default=True, help="Of the computed sentences.")
@click.option("--from-files", is_flag=True, help="Read FILEs instead of a stored record.")
@zones_option
@click.argument("files", nargs=-1, metavar="[FILE]...")
def account(
    record_path: str,
    day: str | None,
    as_of: str | None,
    seq: int | None,
    recorded_by: str | None,
    changed_since: str | None,
    calendar: str | None,
    form: str,
    language: str,
    from_files: bool,
    zones: tuple[str, ...],
    files: tuple[str, ...],
) -> None:
    """Print the account: plan against actual, as of a moment and as of a place in the record."""
    from asrun.pipeline import Question, ask, ask_changed, ask_files, languages, open_record
    from asrun.pipeline.moments import parse_day, parse_moment

    if bool(files) != from_files:
        raise click.UsageError("FILEs and --from-files go together; without both, the account is asked of the record")
    if language not in languages():
        told = f'"{language}" is no language that an account is told in; {", ".join(languages())} are'
        raise click.BadParameter(told, param_hint="--language")
    known_by = console.usage("--recorded-by", parse_moment, recorded_by, "UTC") if recorded_by else None
    on = console.usage("--day", parse_day, day) if day else None
    if from_files and changed_since:
        raise click.UsageError("--changed-since is asked of a record, which knows when it learned what; files do not")
    since = console.usage("--changed-since", parse_moment, changed_since, "UTC") if changed_since else None
    question = Question(on, calendar, seq=seq, recorded_by=known_by, language=language)
    failed = False
    if from_files:
        given = console.given(None, zones, None, None)
        snapshots, failed = console.snapshots(files)
        now = datetime.now(UTC)
        answer, notices = console.answer(lambda q: ask_files(snapshots, given, now, q), question, as_of)
        failed |= console.say(notices)
    else:
        with console.data(open_record, record_path, must_exist=True) as record:
            answer, _ = console.answer(
                lambda q: (ask_changed(record, q, since) if since else ask(record, q), []), question, as_of
            )
    console.show(answer, form)
    console.end(failed)


@click.command()
@record_option
@click.option("--day", metavar="D", help="Only this civil day, e.g. 2019-02-28.")
@click.option("--calendar", metavar="NAME", help="Only this stream of events.")
@seq_option
def replay(record_path: str, day: str | None, calendar: str | None, seq: int | None) -> None:
    """Print a day again as it became known: moment by moment, what was learned and what it did to the plan."""
    from asrun.pipeline import Question, open_record, replay_lines
    from asrun.pipeline import replay as replay_day
    from asrun.pipeline.moments import parse_day

    question = Question(console.usage("--day", parse_day, day) if day else None, calendar, seq=seq)
    with console.data(open_record, record_path, must_exist=True) as record:
        for line in replay_lines(*console.data(replay_day, record, question)):
            click.echo(line)


@click.command()
@record_option
@click.option("--from", "first", metavar="D", help="The first day, e.g. 2019-01-01.")
@click.option("--to", "last", metavar="D", help="The last day.")
@click.option("--calendar", metavar="NAME", help="Only this stream of events.")
def stats(record_path: str, first: str | None, last: str | None, calendar: str | None) -> None:
    """Print as CSV how plans came out: how often late and by how much, called off with what notice."""
    from asrun.pipeline import Question, open_record
    from asrun.pipeline import stats as count
    from asrun.pipeline.moments import parse_day

    start = console.usage("--from", parse_day, first) if first else None
    end = console.usage("--to", parse_day, last) if last else None
    if start and end and start > end:
        raise click.UsageError(
            f"--from {start} lies after --to {end}; no day is between them; an earlier --from would do"
        )
    with console.data(open_record, record_path, must_exist=True) as record:
        click.echo(console.data(count, record, Question(calendar=calendar), start, end), nl=False)


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), show_default=True)
def demo(out: Path) -> None:
    """Run the main job on the shipped example: the Hanoi day of 28 February 2019."""
    from asrun.pipeline.demo import run

    for words in run(out):
        console.write(words)
