"""What reading costs: a cold start and a megabyte of news, beside peers measured in the same run.

The peers are the interpreter's own start, and a plain scan of the same text for words with the standard library.
"""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from asrun.model.source import Given
from asrun.pipeline.joint import reading_json
from asrun.pipeline.reading import read_together
from asrun.sources.file import snapshot

EXAMPLE = Path(__file__).parent.parent / "examples" / "hanoi-2019"
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


def best(run: Callable[[], object], times: int = 3) -> float:
    """The shortest of some runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


def main() -> None:
    """Prints the table of ratios."""
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
    for name, value, unit, ratio, peer in rows:
        print(f"{name:45} {value:8.3f} {unit}   {ratio:6.1f} x {peer}")


if __name__ == "__main__":
    main()
