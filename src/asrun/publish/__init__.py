"""An account to bytes, one module a format, found by scanning this folder: there is no list to edit.

A format is a module `publish/<name>.py` with a one-sentence docstring, `MEDIA_TYPE`, `EXTENSION` (with its dot) and
`publish(account, options) -> bytes`. All formats tell the same story: `parts` holds what they share, which is clocks in the
account's zones with their day marks, the numbered evidence, the words for what is unknown, and the drawn timeline. A format
lays these out and computes nothing about the world.

Rules that every format keeps. The venue's zone comes first and its name stands beside each time. What was called off stays in
its place, with its planned start, and the word for it comes first. Deviations are words, never a bare sign. What cannot be
known prints as words ("no report yet"), never as a guess. What only private sources say is withheld before a format sees the
account. Text of a source is data: it never becomes markup, a control sequence or a calendar property.

Publishing is pure: the same account and options give the same bytes, without clock, network or environment. Heavy libraries
are imported when a format is used, so that listing the formats costs nothing.
"""

import pkgutil
from functools import cache
from importlib import import_module
from typing import Literal

import msgspec

from asrun.model.account import Account

__all__ = ["Options", "extension", "formats", "media_type", "publish"]


class Options(msgspec.Struct, frozen=True):
    """How to print: `width` and `colour` of a terminal; whether a calendar marks, only flags or omits what was cancelled."""

    width: int = 100
    colour: bool = False
    cancelled: Literal["mark", "status", "omit"] = "mark"


@cache
def formats() -> tuple[str, ...]:
    """The names of the formats, by the modules of this folder."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.ispkg))


def media_type(format: str) -> str:
    """The media type of a format's bytes."""
    return str(import_module(f"{__name__}.{_known(format)}").MEDIA_TYPE)


def extension(format: str) -> str:
    """The file name extension of a format, with its dot."""
    return str(import_module(f"{__name__}.{_known(format)}").EXTENSION)


def publish(account: Account, format: str, options: Options = Options()) -> bytes:  # noqa: B008
    """The account in a format, without what only private sources say.

    Raises ValueError for a format that no module of this folder publishes.
    """
    from asrun.publish.parts.discretion import withhold

    module = import_module(f"{__name__}.{_known(format)}")
    return bytes(module.publish(withhold(account), options))


def _known(format: str) -> str:
    if format not in formats():
        raise ValueError(f'"{format}" is no format of an account; one of {", ".join(formats())} is')
    return format
