"""Commands by which a person speaks: notes of what was seen, what is doubtful, and verdicts on it."""

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from asrun import console
from asrun.cli.options import calendar_option, day_option, from_option, record_option, to_option, zones_option
from asrun.model.entry import VerdictAdded

_who = click.option("--who", metavar="NAME", help="Who decides; the user of this machine by default.")
_why = click.option("--why", default="", metavar="WORDS", help="Why.")
_event = click.argument("event", metavar="EVENT")
_entry = click.argument("entry", type=click.IntRange(min=1))


@click.command()
@click.argument("words")
@record_option
@zones_option
@_who
@click.option("--day", metavar="D", help="The day that the note is of; the record's latest by default.")
@click.option("--calendar", metavar="NAME", help="The stream of events that the note is about.")
@click.option("--yes", is_flag=True, help="Keep it without asking.")
def note(
    words: str,
    record_path: str,
    zones: tuple[str, ...],
    who: str | None,
    day: str | None,
    calendar: str | None,
    yes: bool,
) -> None:
    """Keep what you saw as a source of its own, e.g. "12:25 talks 30 min late"; it is read back before it is kept."""
    from asrun.pipeline import keep_note, open_record, read_note, reading_text
    from asrun.pipeline import note as make_note
    from asrun.pipeline.moments import parse_day

    if not words.strip():
        raise click.UsageError('a note without words says nothing; one like "12:25 talks 30 min late" would do')
    on = console.usage("--day", parse_day, day) if day else None
    now, name = datetime.now(UTC), _name(who)
    with console.data(open_record, record_path, must_exist=True) as record:
        given = console.given(None, zones, None, calendar)
        snapshot, told = console.data(make_note, record, words, name, now, given, on)
        reading = read_note(snapshot, told)
        failed = console.say(reading.notices)
        click.echo(reading_text(reading))
        if failed or not (yes or click.confirm("Keep it as it was read?")):
            click.echo("nothing was kept")
            console.end(failed)
            return
        added = console.data(keep_note, record, snapshot, told, now)
        console.say(added.notices)
        click.echo(f"{snapshot.name}: kept, up to entry {added.seq}")


@click.group(invoke_without_command=True)
@record_option
@day_option
@from_option
@to_option
@calendar_option
@click.pass_context
def review(
    context: click.Context,
    record_path: str,
    days: tuple[str, ...],
    first: str | None,
    last: str | None,
    calendars: tuple[str, ...],
) -> None:
    """Print the readings that are doubtful, with their words in context; the commands below decide them."""
    context.obj = record_path
    if context.invoked_subcommand:
        return
    from asrun.pipeline import Question, doubts, open_record

    question = Question(console.days(days, first, last), calendars)
    with console.data(open_record, record_path, must_exist=True) as record:
        found = False
        for doubt in console.data(lambda: list(doubts(record, question))):
            click.echo(doubt)
            found = True
    if not found:
        click.echo("nothing is in doubt")


def _name(who: str | None) -> str:
    """Who speaks: as named, else the user of this machine."""
    if who is not None and not who.strip():
        raise click.BadParameter("nobody is named; a name would do", param_hint="--who")
    try:
        return who or getpass.getuser()
    except (KeyError, OSError) as error:
        raise click.UsageError("this machine has no name for its user; --who NAME would do") from error


def _decide(context: click.Context, who: str | None, decide: Callable[[Any, str, datetime], VerdictAdded]) -> None:
    """Records a verdict and says which."""
    from asrun.pipeline import open_record

    with console.data(open_record, context.obj, must_exist=True) as record:
        verdict = console.data(decide, record, _name(who), datetime.now(UTC))
        about = (verdict.entry and f"entry {verdict.entry}") or verdict.event
        into = f" → {verdict.into}" if verdict.into else ""
        click.echo(f"entry {record.head()}: {verdict.kind} {about}{into}, by {verdict.who}")


@review.command("show")
@_entry
@click.pass_context
def _show(context: click.Context, entry: int) -> None:
    """Print the fact of an ENTRY in canonical text form, as `correct` takes it."""
    from asrun.pipeline import fact_text, open_record

    with console.data(open_record, context.obj, must_exist=True) as record:
        click.echo(console.data(fact_text, record, entry))


@review.command("accept")
@_entry
@_who
@_why
@click.pass_context
def _accept(context: click.Context, entry: int, who: str | None, why: str) -> None:
    """Take the fact of an ENTRY as read rightly."""
    from asrun.pipeline import judge

    _decide(context, who, lambda record, name, now: judge(record, "accept", entry, name, why, now))


@review.command("reject")
@_entry
@_who
@_why
@click.pass_context
def _reject(context: click.Context, entry: int, who: str | None, why: str) -> None:
    """Take the fact of an ENTRY as misread: it counts for nothing from here on."""
    from asrun.pipeline import judge

    _decide(context, who, lambda record, name, now: judge(record, "reject", entry, name, why, now))


@review.command("correct")
@_entry
@click.argument("file", type=click.File("rb"))
@_who
@_why
@click.pass_context
def _correct(context: click.Context, entry: int, file: Any, who: str | None, why: str) -> None:
    """Put the fact in FILE (canonical text form, - for standard input) in the place of an ENTRY's."""
    from asrun.pipeline import correct as correct_fact

    text = file.read().decode("utf-8", "replace")
    _decide(context, who, lambda record, name, now: correct_fact(record, entry, text, name, why, now))


@review.command("link")
@_entry
@_event
@_who
@_why
@click.pass_context
def _link(context: click.Context, entry: int, event: str, who: str | None, why: str) -> None:
    """Take the happening that an ENTRY names as EVENT."""
    from asrun.pipeline import relink

    _decide(context, who, lambda record, name, now: relink(record, entry, event, name, why, now))


@review.command("merge")
@_event
@click.argument("into", metavar="INTO")
@_who
@_why
@click.pass_context
def _merge(context: click.Context, event: str, into: str, who: str | None, why: str) -> None:
    """Take EVENT and the event INTO as one; both keep their ids for life."""
    from asrun.pipeline import merge as merge_events

    _decide(context, who, lambda record, name, now: merge_events(record, event, into, name, why, now))


@review.command("split")
@_event
@click.option("--entry", type=click.IntRange(min=1), help="Split off what this entry names, as an event of its own.")
@_who
@_why
@click.pass_context
def _split(context: click.Context, event: str, entry: int | None, who: str | None, why: str) -> None:
    """Undo the last merge of EVENT, or split the mention of an entry off it."""
    from asrun.pipeline import split as split_event

    _decide(context, who, lambda record, name, now: split_event(record, event, entry, name, why, now))
