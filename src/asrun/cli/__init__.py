"""The command line: one thin function a command. Exit code 2 for usage, 1 for data that could not be read.

Commands stand in modules by what they are about: `documents`, `records`, `accounts`, `reviews`, `integrity`; each command of
one is one of `asrun`, and loads what it needs of the pipeline when it runs.
"""

import gc

import click

from asrun import __version__
from asrun.cli import accounts, documents, integrity, records, reviews


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="asrun")
def main() -> None:
    """The as-run log of public schedules: what was announced, what changed, what really happened, and who says so."""
    # Readings hold no cycles: whoever looks for these every few hundred objects only walks through what is in use.
    gc.set_threshold(10_000)


for _module in (documents, records, accounts, reviews, integrity):
    for _name, _command in vars(_module).items():
        if isinstance(_command, click.Command) and not _name.startswith("_"):
            main.add_command(_command)
