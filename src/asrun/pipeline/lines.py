"""Texts by the thousand: lines of JSON in, a line each out, bad ones told clearly."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import msgspec

T = TypeVar("T")


class LineError(ValueError):
    """A line that is no text to read; its message says which and what would do."""


def answered(
    lines: Iterable[bytes], shape: type[T], wanted: str, answer: Callable[[T], Iterator[bytes]]
) -> Iterator[bytes | LineError]:
    """For each line the pieces of its answer, or why it is none; empty lines are passed over.

    `answer` raises a ValueError before it gives its pieces where a line has the shape but cannot be used.
    """
    decoder = msgspec.json.Decoder(shape)
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            pieces = answer(decoder.decode(raw))
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
            yield LineError(f"line {number} is no text to read ({error}); one like {wanted} would do")
            continue
        yield from pieces
