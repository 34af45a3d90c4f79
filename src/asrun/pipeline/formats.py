"""What can be read: the formats with their media types and endings, and the tables that are known."""

from collections.abc import Iterator

from asrun.model.media import extensions
from asrun.reading import formats
from asrun.reading.mapped import mappings


def format_lines() -> Iterator[str]:
    """A block of lines for each format, by name, and for tables a line for each mapping."""
    for name, (words, types) in formats.descriptions().items():
        endings = " ".join(e for kind in types for e in extensions(kind))
        yield f"{name:8} {', '.join(types)}"
        yield f"         {endings or 'told by the first bytes'}"
        yield f"         {words}"
        if name == "csv":
            for known in mappings():
                columns = ", ".join(f'"{known.columns[field][0]}"' for field in known.needs)
                yield f"           {known.name:10} {known.title}; columns {columns}"
