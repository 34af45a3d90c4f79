"""The marks of zones that stand beside clocks, from the data beside."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def zone_marks() -> dict[str, Any]:
    """The marks in every language: generic and trailing ones with their zones, utc, ambiguous ones, broken offsets."""
    text = files(__package__).joinpath("data/zone_marks.toml").read_text(encoding="utf-8")
    marks: dict[str, Any] = tomllib.loads(text)["marks"]
    return marks
