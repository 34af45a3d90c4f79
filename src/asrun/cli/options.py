"""Arguments and options that several commands share."""

import click

record_option = click.option(
    "--record",
    "record_path",
    default="asrun.db",
    show_default=True,
    envvar="ASRUN_RECORD",
    help="The record's file or address.",
)
zones_option = click.option(
    "--zone", "zones", multiple=True, metavar="ZONE", help="IANA zone: the venue's first, then home."
)
day_option = click.option(
    "--day", "days", multiple=True, metavar="D", help="Only this civil day, e.g. 2019-02-28; may be repeated."
)
from_option = click.option("--from", "first", metavar="D", help="Only from this day on.")
to_option = click.option("--to", "last", metavar="D", help="Only to this day, included.")
calendar_option = click.option(
    "--calendar", "calendars", multiple=True, metavar="NAME", help="Only this stream of events; may be repeated."
)
files_argument = click.argument("files", nargs=-1, required=True, metavar="FILE...")
as_of_option = click.option("--as-of", metavar="TIME", help="What the sources had said by then (valid time).")
recorded_by_option = click.option("--recorded-by", metavar="TIME", help="What the record knew by then.")
seq_option = click.option(
    "--seq", type=click.IntRange(min=1), help="What the record knew up to this entry (transaction time)."
)
