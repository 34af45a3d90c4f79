"""The main job on the shipped example: documents in order of arrival, the account at three moments, and its files."""

import tempfile
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from asrun.model.source import Given
from asrun.pipeline.asking import Question, ask
from asrun.pipeline.moments import parse_moment
from asrun.pipeline.store import add, open_record
from asrun.publish import Options, publish
from asrun.sources.file import snapshot

EXAMPLE = "hanoi-2019"
_FILES = {"index.html": "html", "account.json": "json", "calendar.ics": "ics"}


def run(out: Path, width: int = 100) -> Iterator[bytes]:
    """Reads the example into a temporary record, writes the account's files to `out`, and gives what to print."""
    folder = files("asrun.examples").joinpath(EXAMPLE)
    listing: dict[str, Any] = tomllib.loads(folder.joinpath("sources.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as temporary, open_record(f"{temporary}/demo.db") as record:
        for source in listing["source"]:
            issued = datetime.fromisoformat(source["issued"]).astimezone(UTC)
            given = Given(issued, None, tuple(source["zones"]), source["publisher"], None, listing["calendar"])
            added = add(record, snapshot(source["file"], folder.joinpath(source["file"]).read_bytes()), given, issued)
            yield f"read {source['file']}: {added.facts} facts, {added.events} new events\n".encode()
        seq = record.head()
        whole = ask(record, Question(seq=seq))
        zone, day = whole.zones[0].zone, whole.days[-1]
        for clock in listing["as_of"]:
            account = ask(record, Question(as_of=parse_moment(clock, zone, day), seq=seq))
            yield b"\n" + publish(account, "table", Options(width=width))
        yield b"\n" + publish(whole, "table", Options(width=width))
    out.mkdir(parents=True, exist_ok=True)
    yield b"\n"
    for name, form in _FILES.items():
        out.joinpath(name).write_bytes(publish(whole, form))
        yield f"wrote {out / name}\n".encode()
