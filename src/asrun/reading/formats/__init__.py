"""Bytes to `Document`, one module a media type, found by scanning this folder.

A format module has `MEDIA_TYPES` (a frozenset of names) and `document(snapshot, version) -> Document | Notice`. It decodes
and keeps offsets; it reads no meaning. A snapshot that no module takes becomes a notice that says what would.
"""

import pkgutil
from functools import cache
from importlib import import_module

from asrun.model.document import Document
from asrun.model.notice import Notice
from asrun.model.source import Snapshot


@cache
def media_types() -> dict[str, str]:
    """Every media type that can be read, with the name of its module."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        for media_type in import_module(f"{__name__}.{module.name}").MEDIA_TYPES:
            found[media_type] = module.name
    return found


@cache
def descriptions() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every format by its module's name: what it reads, in one line, and its media types."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        made = import_module(f"{__name__}.{module.name}")
        found[module.name] = ((made.__doc__ or "").strip(), tuple(sorted(made.MEDIA_TYPES)))
    return found


def document(snapshot: Snapshot, version: str) -> Document | Notice:
    """The document of a snapshot, named by its version's id, or an error notice."""
    if not snapshot.data.strip():
        return without_words(version)
    name = media_types().get(snapshot.media_type)
    if name is None:
        known = ", ".join(sorted(media_types()))
        message = f"a document of type {snapshot.media_type}; no format reads it; one of {known} would do"
        return Notice("unknown-format", "error", message, doc=version)
    found: Document | Notice = import_module(f"{__name__}.{name}").document(snapshot, version)
    return found


def without_words(version: str) -> Notice:
    """The error notice of a document that holds nothing to read."""
    message = "a file without words; there is nothing to read; a document with text would do"
    return Notice("empty-document", "error", message, doc=version)
