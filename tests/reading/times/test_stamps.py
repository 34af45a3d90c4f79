"""Clocks that tell when a text was issued."""

import pytest

from asrun.model.source import Given
from asrun.model.time import Instant
from asrun.pipeline.reading import read_together
from asrun.sources.file import snapshot

_BODY = "The harbour master opened the new quay and drank a cup of tea with the pilots of Karsund."


def issued(text: str) -> str | None:
    """The clock at which a text was issued, where it tells one."""
    [reading] = read_together([snapshot("a.txt", text.encode())], Given(zones=("Europe/Oslo",)))
    created = reading.header.created
    return f"{created.local:%H:%M}" if isinstance(created, Instant) else None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        (f"Karsund, 3 June 2025, 16:20 — {_BODY}\n", "16:20"),
        (f"KARSUND, June 3, 2025, 4.20pm (Fjord Post) - {_BODY}\n", "16:20"),
        (f"Karsund, 3 June 2025 — {_BODY}\n\n(Filed at 16:20)\n", "16:20"),
        (f"Karsund, 3 June 2025 — {_BODY}\n\nPosted 16:20\n", "16:20"),
        (f"Karsund, 3 June 2025 — {_BODY}\n\nDoors close at 16:20.\n", None),
        (f"Karsund, 3 June 2025 — At 16:20 - late again - {_BODY}\n", None),
        (
            f"Karsund, 3 June 2025 — {_BODY} It was filed at 16:20 in a ledger of wrecks.\n",
            None,
        ),
    ],
)
def test_a_clock_of_a_date_line_or_of_a_last_line_of_issue_is_a_stamp(text: str, clock: str | None) -> None:
    assert issued(text) == clock
