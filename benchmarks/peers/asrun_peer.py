"""Times the reader inside one process: for each INPUT OUTPUT SECONDS it reads the lines and prints how long that took."""

import json
import sys
import time

from asrun.pipeline.clocks import LineError, times_lines


def step(source: str, target: str, limit: float) -> None:
    """Reads a file of lines into another, for so many seconds at most where a limit is given."""
    start, documents = time.perf_counter(), 0
    with open(source, "rb") as lines, open(target, "wb") as out:
        for made in times_lines(lines):
            if isinstance(made, LineError):
                raise made
            out.write(made + b"\n")
            documents += 1
            if limit and time.perf_counter() - start > limit:
                break
    print(json.dumps({"documents": documents, "seconds": time.perf_counter() - start}), flush=True)


def main() -> None:
    """Takes the steps in order."""
    given = sys.argv[1:]
    for source, target, seconds in zip(given[::3], given[1::3], given[2::3], strict=True):
        step(source, target, float(seconds))


if __name__ == "__main__":
    main()
