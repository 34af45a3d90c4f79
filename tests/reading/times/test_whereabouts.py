"""Where things happen: by the words around a place's name, the region behind a town, and towns beyond the small table."""

import hashlib

import pytest

from asrun.model.source import Snapshot
from asrun.model.time import Timex
from asrun.reading.reader import read


def zones(text: str) -> set[str | None]:
    """The zones of a text's clocks."""
    made = read(Snapshot("a.txt", text.encode(), "text/plain", hashlib.sha256(text.encode()).hexdigest()))
    return {f.zone for f in made.facts if isinstance(f, Timex) and f.type == "TIME"}


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        # Guests are named after the place they come from.
        (
            "SLIGO COUNTY COUNCIL\nCathaoirleach's diary, Friday 9 May 2025\n9.30am Call by the Mayor of Turin\n"
            "6pm Supper for the Turin delegation\n",
            "Europe/Dublin",
        ),
        (
            "The Mayor of Turin spent Friday, 9 May 2025, in Sligo. At 9.30am she planted a tree. Supper was at 6pm, and on "
            "Saturday she flies home to Turin.\n",
            "Europe/Dublin",
        ),
        (
            "Suva Standard\nFriday, May 9, 2025\nOsaka mayor misses kava\nThe Osaka mayor’s plane landed at 9.30am. "
            "She was at the market by 2.15pm.\n",
            "Pacific/Fiji",
        ),
        # Where a flight begins nothing else happens.
        (
            "Minister's visit to Suva\nFriday 9 May 2025\n08:00 Flight from Osaka\n11:30 Lunch, Reef Hotel\n",
            "Pacific/Fiji",
        ),
        ("PORT OF SPAIN, 9 May 2025 (Reef Wire) - The premier opened the pier at 9.30am.\n", "America/Port_of_Spain"),
        # The region tells which town of a name is meant.
        (
            "CAMBRIDGE, Ontario, May 9, 2025 - The premier opened the bridge at 9:30 a.m. on Friday.\n",
            "America/Toronto",
        ),
        ("ATHENS, Ga., May 9, 2025 - The governor opened the bridge at 9:30 a.m. on Friday.\n", "America/New_York"),
        ("Friday, May 9, 2025\n9:30 AM Opening of the bridge, Valencia, Bukidnon\n", "Asia/Manila"),
        ("TBILISI, Georgia, May 9, 2025 - The premier opened the bridge at 9:30 a.m. on Friday.\n", "Asia/Tbilisi"),
        ("EL PASO, Texas, May 9, 2025 - The governor opened the bridge at 9:30 a.m. on Friday.\n", "America/Denver"),
        # Else what the text names of a country or region does.
        (
            "SAN JOSE, May 9, 2025 - The Philippine premier opened the bridge at 9:30 a.m., aides in Manila said.\n",
            "Asia/Manila",
        ),
        (
            "CAMBRIDGE, May 9, 2025 - Ontario's premier came from Toronto and opened the bridge at 9:30 a.m.\n",
            "America/Toronto",
        ),
        ("TRUJILLO, 9 May 2025 - Peru's premier opened the bridge at 9.30am. In Lima it rained.\n", "America/Lima"),
        # A mark of several zones is the venue's.
        ("MANILA, May 9, 2025 - The premier opened the bridge at 9:30 a.m. PST on Friday.\n", "Asia/Manila"),
        (
            "Manila visit of the premier\nFriday 9 May 2025 (all times PST)\n09:30 Opening of the bridge\n",
            "Asia/Manila",
        ),
        ("VANCOUVER, May 9, 2025 - The premier opened the bridge at 9:30 a.m. PST on Friday.\n", "America/Los_Angeles"),
        # Towns that the small table does not hold.
        ("KUMBO, 9 May 2025 (Wire) - The governor opened the bridge at 9.30am on Friday.\n", "Africa/Douala"),
        (
            "Friday 9 May 2025\n9.30am Opening of the bridge, Tabuk\n2.00pm Seedlings for farmers, Tabuk\n"
            "The regional office in Manila has the details.\n",
            "Asia/Manila",
        ),
        ("MEDIA, 9 May 2025 - The governor opened the bridge at 9.30am on Friday.\n", None),
    ],
)
def test_where_clocks_are(text: str, zone: str | None) -> None:
    assert zones(text) - {"Asia/Tokyo"} == {zone}
