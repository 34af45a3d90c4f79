"""Plain lines for terminals and text files: wrapping and padding by the cells that characters take."""

import re
import unicodedata

_NO_BREAK = "\u00a0"


def cells(text: str) -> int:
    """The columns of a terminal that a text takes: two for wide characters, none for combining ones.

    >>> cells("Olá"), cells("河川")
    (3, 4)
    """
    return len(text) if text.isascii() else sum(_cell(c) for c in text)


def wrap(text: str, width: int) -> list[str]:
    """A text in lines of at most so many cells; longer words are broken, a clock and its zone stay together.

    >>> wrap("the river forum", 9)
    ['the river', 'forum']
    """
    lines = [""]
    bound = re.sub(r"(?<=\d:\d\d) (?=\w)|(?<=[−+]\d) (?=days?\b)", _NO_BREAK, text)
    for word in bound.split(" "):
        if lines[-1] and cells(lines[-1]) + 1 + cells(word) <= width:
            lines[-1] += f" {word}"
            continue
        if lines[-1]:
            lines.append("")
        for piece in _pieces(word, max(width, 2)):
            if lines[-1]:
                lines.append("")
            lines[-1] = piece
    return [line.replace(_NO_BREAK, " ") for line in lines]


def indented(text: str, width: int, first: str, rest: str | None = None) -> list[str]:
    """A text in lines of a width, each after its indent; `rest` is as wide as `first` where it is not given."""
    hanging = " " * cells(first) if rest is None else rest
    lines = wrap(text, width - max(cells(first), cells(hanging)))
    return [(first if not n else hanging) + line for n, line in enumerate(lines)]


def pad(text: str, width: int) -> str:
    """A text with blanks to so many cells."""
    return text + " " * max(width - cells(text), 0)


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces of at most so many cells."""
    if cells(word) <= width:
        return [word]
    pieces, size = [""], 0
    for char in word:
        more = _cell(char)
        if size + more > width:
            pieces.append("")
            size = 0
        pieces[-1] += char
        size += more
    return pieces
