"""Arguments and options that several commands share."""

import click

record_option = click.option(
    "--record", "record_path", default="asrun.db", show_default=True, envvar="ASRUN_RECORD", help="The record's file."
)
zones_option = click.option(
    "--zone", "zones", multiple=True, metavar="ZONE", help="IANA zone: the venue's first, then home."
)
files_argument = click.argument("files", nargs=-1, required=True, metavar="FILE...")
