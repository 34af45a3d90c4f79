"""The texts that times are read from, as lines of JSON, and how well a system's answers agree with what people marked."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("ASRUN_SHARED", ROOT.parent / "shared"))
SCORER = SHARED / "tools" / "score_timex.py"
SUITE = ROOT / "tests" / "reading" / "times" / "clock_zone.jsonl"
SIZES = {"5 MB": 5e6, "1 MB": 1e6, "10 MB": 1e7}
GENERATED = "import reading, texts; texts.write_generated(reading.news, {path!r})"


@dataclass(frozen=True)
class Texts:
    """Files of lines: two sets of news (where the shared folder is), our suite, and texts of given sizes for speed."""

    folder: Path
    timebank: Path | None
    aquaint: Path | None
    suite: Path | None
    empty: Path
    five: Path
    ones: tuple[Path, Path]
    slow: tuple[Path, Path]

    @property
    def gold(self) -> bool:
        """Whether there are texts whose times people marked."""
        return self.timebank is not None


def prepare(folder: Path) -> Texts:
    """Writes all texts into a folder."""
    timebank, aquaint = _shared(folder, "timebank"), _shared(folder, "aquaint")
    whole = timebank or _generated(folder)
    base = [p for p in (timebank, aquaint) if p] or [whole]
    five, one, ten = (_repeated(base, size, folder / f"{name}.jsonl") for name, size in SIZES.items())
    tenth, empty = folder / "tenth.jsonl", folder / "empty.jsonl"
    _until(whole, sum(sizes(whole)) / 10, tenth)
    empty.write_text("\n", encoding="utf-8")
    return Texts(folder, timebank, aquaint, _suite(folder), empty, five, (one, ten), (tenth, whole))


def write_generated(news: Callable[[int], str], path: str) -> None:
    """Writes generated news as documents of one length, in the process that can make it."""
    text = news(340_000)
    with open(path, "w", encoding="utf-8") as out:
        for number, start in enumerate(range(0, len(text), 1_900)):
            row = {"id": f"news-{number}", "text": text[start : start + 1_900], "created": "2024-03-12"}
            out.write(json.dumps(row) + "\n")


def described(texts: Texts) -> str:
    """The sets of texts and how large they are."""
    named = [("TimeBank", texts.timebank), ("AQUAINT", texts.aquaint), ("the own suite", texts.suite)]
    found = [(name, sizes(path)) for name, path in named if path]
    return ", ".join(f"{name} ({len(all_)} documents, {sum(all_) / 1e6:.2f} MB of text)" for name, all_ in found)


def sizes(path: Path) -> list[int]:
    """The bytes of each text of a file, without the JSON around it."""
    return [len(row["text"].encode()) for row in _rows(path)]


def score(name: str, answers: Path) -> dict[str, tuple[float, str]]:
    """F1 and its 95 % interval for each measure on a set of the shared folder."""
    plain = answers.with_suffix(".plain")
    with plain.open("w", encoding="utf-8") as out:
        for row in _rows(answers):
            out.write(json.dumps({"id": row["id"], "times": [t[:4] for t in row["times"]]}) + "\n")
    said = _scorer("score", str(SHARED / "data" / "timex" / name), str(plain))
    found = re.findall(r"^(\w+) +F1 +([\d.]+) +95% \[([\d., ]+)\]", said, re.MULTILINE)
    return {measure: (float(f1), spread.replace(", ", "–")) for measure, f1, spread in found}


def suite_score(suite: Path, answers: Iterable[Path]) -> tuple[float, float, int]:
    """Percentages of our suite's items all of whose times are right: whole, and in type and value alone; and the items."""
    found = {row["id"]: row["times"] for path in answers for row in _rows(path)}
    items = list(_rows(suite.with_suffix(".gold")))
    exact = sum(_cut(i["times"], 0) == _cut(found.get(i["id"], [[]]), 0) for i in items)
    values = sum(_cut(i["times"], 2) == _cut(found.get(i["id"], [[]]), 2) for i in items)
    return 100 * exact / len(items), 100 * values / len(items), len(items)


def parts(path: Path, number: int) -> list[Path]:
    """A file's lines dealt out into so many files."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    made = [path.with_name(f"{path.stem}-{n}.jsonl") for n in range(number)]
    for n, part in enumerate(made):
        part.write_text("".join(lines[n::number]), encoding="utf-8")
    return made


def _cut(times: list[list[Any]], start: int) -> list[list[Any]]:
    return [time[start:] for time in sorted(t[:4] for t in times)]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _shared(folder: Path, name: str) -> Path | None:
    source, made = SHARED / "data" / "timex" / name, folder / f"{name}.jsonl"
    if not (source.is_dir() and SCORER.is_file()):
        return None
    made.write_text(_scorer("texts", str(source)), encoding="utf-8")
    return made


def _scorer(*words: str) -> str:
    command = [sys.executable, str(SCORER), *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def _generated(folder: Path) -> Path:
    made = folder / "news.jsonl"
    command = [sys.executable, "-c", GENERATED.format(path=str(made))]
    subprocess.run(command, cwd=Path(__file__).parent, check=True)
    return made


def _suite(folder: Path) -> Path | None:
    if not SUITE.is_file():
        return None
    made = folder / "suite.jsonl"
    gold = made.with_suffix(".gold")
    gold.write_bytes(SUITE.read_bytes())
    with made.open("w", encoding="utf-8") as out:
        for row in _rows(gold):
            given = {name: row[name] for name in ("id", "text", "created", "zone") if row.get(name)}
            out.write(json.dumps(given, ensure_ascii=False) + "\n")
    return made


def _repeated(base: list[Path], size: float, made: Path) -> Path:
    """Documents of files, again and again, until their texts have so many bytes; each copy has an id of its own."""
    length = 0
    with made.open("w", encoding="utf-8") as out:
        for copy in count():
            for row in (row for path in base for row in _rows(path)):
                if length >= size:
                    return made
                length += len(row["text"].encode())
                out.write(json.dumps({**row, "id": f"{row['id']}#{copy}"}, ensure_ascii=False) + "\n")
    return made


def _until(source: Path, size: float, made: Path) -> None:
    """The first documents of a file, until their texts have so many bytes."""
    length = 0
    with made.open("w", encoding="utf-8") as out:
        for row in _rows(source):
            if length >= size:
                return
            length += len(row["text"].encode())
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
