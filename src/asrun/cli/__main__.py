"""Runs the command line as `python -m asrun.cli`."""

from asrun.cli import main

main()
