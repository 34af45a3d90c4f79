"""What reading costs: a cold start and a megabyte of news, beside peers measured in the same run.

The peers are the interpreter's own start, and a plain scan of the same text for words with the standard library. Then, in
processor time: the rate of whole readings, document by document, over news and schedules as published ($ASRUN_SHARED, by
default ../shared) and over news made here, with the calls of functions that a character of text takes, which a busy
machine does not change; memory over a hundred and over eight hundred documents; how time grows with the length of one line.
"""

import cProfile
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from fpdf import FPDF

from asrun.model.source import Given, Snapshot
from asrun.pipeline.differing import differ
from asrun.pipeline.joint import reading_json
from asrun.pipeline.reading import read_together
from asrun.sources.file import snapshot, snapshots

EXAMPLE = Path(__file__).parent.parent / "examples" / "hanoi-2019"
SHARED = Path(os.environ.get("ASRUN_SHARED", Path(__file__).parent.parent.parent / "shared"))
SETS = {"news": "data/quotes/train/text", "schedules": "data/state-schedules-2009-2011"}
PARAGRAPHS = [
    "The trade talks in {a} ended early on Tuesday, an official in the room said, and a dinner planned for 7:30 p.m. "
    "was called off.",
    '"We could not accept that text," {b} told reporters at 16:10. "Nobody is angry," she added.',
    "The foreign ministry of {c} said on Monday that the visit had been moved from 9:00 to 11:15, and is not amused.",
    "Prices rose by 3.2 per cent over two years, and the bank expects no change before the second half of 2025.",
    "{b}, the envoy, left {a} for {c} at 14:05 with a delegation of thirty, half an hour later than planned.",
]


def news(size: int) -> str:
    """Text of so many characters, its names changing as it goes."""
    towns, people = ("Lisbon", "Nairobi", "Oslo", "Lima"), ("Ana Prates", "Juma Otieno", "Kari Lund", "Rosa Quispe")
    parts, length, number = ["LISBON, 12 March 2024 (Harbour Wire) — The day began."], 0, 0
    while length < size:
        one = PARAGRAPHS[number % 5].format(a=towns[number % 4], b=people[number // 4 % 4], c=towns[(number + 1) % 4])
        parts.append(one)
        length += len(one) + 1
        number += 1
    return "\n".join(parts)


def printed(pages: int) -> Snapshot:
    """A PDF of so many pages of news."""
    made = FPDF()
    made.set_font("Helvetica", size=10)
    text = news(pages * 2_500).replace("\u2014", "-")
    for number in range(pages):
        made.add_page()
        made.multi_cell(0, text=text[number * 2_500 : (number + 1) * 2_500])
    return snapshot("news.pdf", bytes(made.output()))


def export(minute: int) -> Snapshot:
    """A conference of 1,300 talks as frab exports it; every fortieth talk starts at the minute."""
    talks = [
        {
            "guid": f"talk-{n}", "title": f"Talk {n} on harbours", "duration": "00:30", "room": f"Hall {n % 9}",
            "persons": [], "date": f"2024-03-{1 + n // 400:02}T{8 + n % 10:02}:{0 if n % 40 else minute:02}:00+01:00",
        }
        for n in range(1_300)
    ]  # fmt: skip
    day = {"index": 1, "date": "2024-03-01", "rooms": {"Hall": talks}}
    whole = {"schedule": {"version": f"0.{minute}", "conference": {"title": "Harbours", "days": [day]}}}
    return snapshot(f"schedule-{minute}.json", json.dumps(whole).encode())


def best(run: Callable[[], object], times: int = 3) -> float:
    """The shortest of some runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


def documents(name: str) -> list[Snapshot]:
    """The documents of a set, in order; none where the set is not here."""
    return list(snapshots([str(p) for p in sorted((SHARED / SETS[name]).glob("*.txt"))])[0])


def seconds(read: Sequence[Snapshot]) -> float:
    """Processor time of reading documents, one after the other."""
    start = time.process_time()
    for one in read:
        read_together([one], Given())
    return time.process_time() - start


def calls(read: Sequence[Snapshot]) -> int:
    """How many functions are called, built-in ones too, while documents are read."""
    profile = cProfile.Profile()
    profile.runcall(seconds, read)
    return sum(entry.callcount for entry in profile.getstats())


def print_rates() -> None:
    """Prints the rate of whole readings in MB of text a second on one core: of a first run, then the best of two more.

    The runs after the first know the words of the documents: patterns are compiled, and some judgements on lines kept.
    Documents read together lend each other days and zones, so that their moments are read more than once.
    """
    made = [snapshot(f"news-{n}.txt", news(4_000).encode()) for n in range(250)]
    for name, read in (*((f"published {n}", documents(n)) for n in SETS), ("generated news", made)):
        if not read:
            print(f"{name:45} not here: {SHARED}")
            continue
        size = sum(len(d.data) for d in read) / 1e6
        first, warm, called = seconds(read), min(seconds(read), seconds(read)), calls(read)
        print(
            f"{name:45} {size / warm:8.3f} MB/s   first run {size / first:.3f}, {called / size / 1e6:.1f} calls a "
            f"character, {len(read)} documents, {size:.2f} MB"
        )
        start = time.process_time()
        read_together(read, Given())
        print(f"{'  read together':45} {size / (time.process_time() - start):8.3f} MB/s")


def print_memory() -> None:
    """Prints the peak memory of processes that read so many documents."""
    for count in (100, 800):
        own = [sys.executable, __file__, "--memory", str(count)]
        print(f"{f'peak memory, {count} documents':45} {subprocess.check_output(own, text=True).strip():>8} MB")


def read_many(count: int) -> None:
    """Reads so many documents and prints the peak memory."""
    read = documents("news") or [snapshot("news.txt", news(4_000).encode())]
    for number in range(count):
        seconds([read[number % len(read)]])
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def print_growth() -> None:
    """Prints what longer and longer single lines cost, and the ratio to the shortest by length."""
    base = 0.0
    for size in (1, 2, 5):
        line = news(size * 1_000_000).replace("\n", " ").encode()
        taken = seconds([snapshot("line.txt", line)])
        base = base or taken
        print(f"{f'one line of {size} MB':45} {taken:8.3f} s   {taken / base / size:6.2f} x as much a MB as 1 MB")


def main() -> None:
    """Prints the table of ratios; memory first, since a process counts the peak of the one that started it."""
    print_memory()
    schedule = str(EXAMPLE / "1-schedule.txt")
    own = [sys.executable, "-m", "asrun.cli", "read", schedule]
    bare = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    cold = best(lambda: subprocess.run(own, check=True, stdout=subprocess.DEVNULL))
    rows = [("cold start of `asrun read`", cold, "s", cold / bare, "interpreter alone")]
    for size in (250_000, 1_000_000):
        text = news(size)
        document = snapshot("news.txt", text.encode())
        scan = best(lambda text=text: sum(1 for _ in re.finditer(r"\w+", text)))
        taken = best(lambda document=document: read_together([document], Given()), 1)
        readings = read_together([document], Given())
        whole = best(lambda readings=readings: reading_json(readings), 1)
        rows.append((f"reading {size // 1000} KB", taken, "s", taken / scan, "word scan"))
        rows.append((f"linking, account and JSON of {size // 1000} KB", whole, "s", whole / scan, "word scan"))
    pages = printed(100)
    taken = best(lambda: read_together([pages], Given()), 1)
    rows.append(("reading 100 pages of PDF", taken, "s", taken / scan, "word scan of 1 MB"))
    pair = [export(0), export(5)]
    taken = best(lambda: differ(pair, Given()), 2)
    rows.append(("comparing two versions of 1,300 events", taken, "s", taken / scan, "word scan of 1 MB"))
    for name, value, unit, ratio, peer in rows:
        print(f"{name:45} {value:8.3f} {unit}   {ratio:6.1f} x {peer}")
    print_rates()
    print_growth()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        read_many(int(sys.argv[2]))
    else:
        main()
