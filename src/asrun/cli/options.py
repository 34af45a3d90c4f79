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
files_argument = click.argument("files", nargs=-1, required=True, metavar="FILE...")
as_of_option = click.option("--as-of", metavar="TIME", help="What the sources had said by then (valid time).")
recorded_by_option = click.option("--recorded-by", metavar="TIME", help="What the record knew by then.")
seq_option = click.option(
    "--seq", type=click.IntRange(min=1), help="What the record knew up to this entry (transaction time)."
)
