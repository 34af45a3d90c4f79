"""Commands that give the account: plan against actual."""

from datetime import UTC, datetime
from pathlib import Path

import click

from asrun import console
from asrun.cli.options import (
    as_of_option,
    calendar_option,
    day_option,
    from_option,
    record_option,
    recorded_by_option,
    seq_option,
    to_option,
    zones_option,
)

FORMATS = ("table", "text", "json", "html", "ics")


@click.command()
@record_option
@day_option
@from_option
@to_option
@as_of_option
@seq_option
@recorded_by_option
@click.option("--changed-since", metavar="TIME", help="Only what the record has learned since (transaction time).")
@calendar_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--language", metavar="L", default="en", show_default=True, help="Of the computed sentences.")
@click.option("--from-files", is_flag=True, help="Read FILEs instead of a stored record.")
@zones_option
@click.argument("files", nargs=-1, metavar="[FILE]...")
def account(
    record_path: str,
    days: tuple[str, ...],
    first: str | None,
    last: str | None,
    as_of: str | None,
    seq: int | None,
    recorded_by: str | None,
    changed_since: str | None,
    calendars: tuple[str, ...],
    form: str,
    language: str,
    from_files: bool,
    zones: tuple[str, ...],
    files: tuple[str, ...],
) -> None:
    """Print the account: plan against actual, as of a moment and as of a place in the record."""
    from asrun.pipeline import Question, ask, ask_changed, ask_files, languages, open_record
    from asrun.pipeline.moments import parse_moment

    if bool(files) != from_files:
        raise click.UsageError("FILEs and --from-files go together; without both, the account is asked of the record")
    if language not in languages():
        told = f'"{language}" is no language that an account is told in; {", ".join(languages())} are'
        raise click.BadParameter(told, param_hint="--language")
    known_by = console.usage("--recorded-by", parse_moment, recorded_by, "UTC") if recorded_by else None
    if from_files and changed_since:
        raise click.UsageError("--changed-since is asked of a record, which knows when it learned what; files do not")
    since = console.usage("--changed-since", parse_moment, changed_since, "UTC") if changed_since else None
    question = Question(console.days(days, first, last), calendars, seq=seq, recorded_by=known_by, language=language)
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
@day_option
@from_option
@to_option
@calendar_option
@seq_option
def replay(
    record_path: str,
    days: tuple[str, ...],
    first: str | None,
    last: str | None,
    calendars: tuple[str, ...],
    seq: int | None,
) -> None:
    """Print a day, or several, again as it became known: moment by moment, what was learned and what it did to the plan."""
    from asrun.pipeline import Question, open_record, replay_lines
    from asrun.pipeline import replay as replay_day

    question = Question(console.days(days, first, last), calendars, seq=seq)
    with console.data(open_record, record_path, must_exist=True) as record:
        for line in replay_lines(*console.data(replay_day, record, question)):
            click.echo(line)


@click.command()
@record_option
@day_option
@from_option
@to_option
@calendar_option
def stats(
    record_path: str, days: tuple[str, ...], first: str | None, last: str | None, calendars: tuple[str, ...]
) -> None:
    """Print as CSV how plans came out: how often late and by how much, called off with what notice."""
    from asrun.pipeline import Question, open_record
    from asrun.pipeline import stats as count

    question = Question(console.days(days, first, last), calendars)
    with console.data(open_record, record_path, must_exist=True) as record:
        click.echo(console.data(count, record, question), nl=False)


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), show_default=True)
def demo(out: Path) -> None:
    """Run the main job on the shipped example: the Hanoi day of 28 February 2019."""
    from asrun.pipeline.demo import run

    for words in run(out):
        console.write(words)
