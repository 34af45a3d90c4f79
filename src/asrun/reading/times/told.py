"""A day that is told of, for the clocks that follow it."""

from datetime import date
from typing import NamedTuple


class Told(NamedTuple):
    """A day told in a line, up to `end`; whether it stands right behind a clock, and that of another zone than the venue's.

    `planned`: its sentence tells what was to be on it; `night`: it is the one before the document's own;
    `spoken`: a word like today names it, or it stands beside a clock; `printed`: a date names it; `target`: something is
    moved to it and a clock of its own, "to Friday at 9".
    """

    day: date
    line: int
    beside: bool
    abroad: bool
    end: int
    planned: bool
    night: bool
    spoken: bool
    printed: bool
    target: bool
