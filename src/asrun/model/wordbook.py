"""The words that a room of the house knows, as data beside it: `languages/<code>/<name>.toml`, one folder a language.

A book may be a folder of such files too. A list is words, or pieces of patterns; text is a pattern, in which `{name}`
stands for what the same book has under that name. Books of several languages are one: their lists stand one after another,
and their patterns are alternatives.
"""

import re
import tomllib
from collections.abc import Callable
from functools import cache, cached_property, partial, reduce
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, cast

_NAME = re.compile(r"\{([a-z]\w*)\}")
_USES = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


@cache
def read_book(room: str, name: str, language: str | None = None) -> dict[str, Any]:
    """What the book `name` of a package holds in one language or in all, nobody's to change."""
    parts = [part for f in folders(room) if language in (None, f.name) for part in _parts(f, name)]
    if not parts:
        raise FileNotFoundError(f"{room} has no languages/{language or '<code>'}/{name}.toml")
    return reduce(_both, (tomllib.loads(part.read_text(encoding="utf-8")) for part in parts))


def folders(room: str) -> list[Traversable]:
    """The folders of the languages of a package, by code."""
    return _sorted(files(room).joinpath("languages"))


def _parts(folder: Traversable, name: str) -> list[Traversable]:
    """The files of a book in one language."""
    single, several = folder.joinpath(f"{name}.toml"), folder.joinpath(name)
    return [single] if single.is_file() else _sorted(several) if several.is_dir() else []


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda f: f.name)


def _both(first: Any, other: Any) -> Any:
    """Two books, tables, lists or patterns as one."""
    if isinstance(first, dict):
        return first | {key: _both(first[key], row) if key in first else row for key, row in other.items()}
    return [*first, *other] if isinstance(first, list) else f"{first}|{other}"


class Wordbook:
    """A book that is opened when a word is first asked for; `given` makes pieces of patterns that no file has."""

    def __init__(self, room: str, name: str, **given: Callable[[], str]) -> None:
        self._room, self._name, self._given = room, name, given
        self._words: dict[str, frozenset[str]] = {}

    def __getitem__(self, name: str) -> Any:
        """What stands under a name, as it is written."""
        return read_book(self._room, self._name)[name]

    def words(self, name: str) -> frozenset[str]:
        """The words of a list."""
        if name not in self._words:
            self._words[name] = frozenset(self[name])
        return self._words[name]

    def written(self, name: str) -> str:
        """A pattern with what it names filled in; of a list any of its words, the longest first."""
        if name in self._given:
            return self._given[name]()
        row = self[name]
        return self.filled(row if isinstance(row, str) else "|".join(sorted(row, key=len, reverse=True)))

    def filled(self, text: str) -> str:
        """A pattern written elsewhere in the book, with what it names filled in."""
        return _NAME.sub(lambda m: f"(?:{self.written(m[1])})", text)

    def pattern(self, name: str, flags: int = 0) -> re.Pattern[str]:
        """A pattern that is made when it is first looked for."""
        return later(partial(self.written, name), flags)


def later(write: Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """A pattern that is written when it is first asked for, and made when it is first looked for."""
    return cast("re.Pattern[str]", _Later(write, flags))


class _Later:
    """A pattern until its first use, which puts those of the made one in the place of its own."""

    def __init__(self, write: Callable[[], str], flags: int) -> None:
        self._write, self.flags = write, flags

    @cached_property
    def pattern(self) -> str:
        """What is looked for."""
        return self._write()

    def __getattr__(self, use: str) -> Any:
        if use not in _USES:
            raise AttributeError(use)
        made = re.compile(self.pattern, self.flags)
        self.__dict__.update((each, getattr(made, each)) for each in _USES)
        return getattr(made, use)
