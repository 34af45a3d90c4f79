"""Notices of one event each in labelled lines."""

import json

import pytest

from asrun.model.source import Given
from asrun.pipeline import read_together, reading_json
from asrun.sources.file import snapshot


def events(text: str) -> list[tuple[str, str | None, str | None, list[str]]]:
    """Title, start, place and participants of each event."""
    made = json.loads(reading_json(read_together([snapshot("a.txt", text.encode())], Given())))
    names = {e["id"]: e["name"] for kind in ("people", "organizations", "places") for e in made[kind]}
    return [
        (
            e["title"],
            (e["planned_start"] or {}).get("local"),
            names.get(e["place"]),
            [names[p] for p in e["participants"]],
        )
        for e in made["events"]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "MEDIA ADVISORY\n\nWHAT: Hearing on the mooring dues\nWHEN: Tuesday 3 March 2026, 10:00 a.m.\n"
            "WHERE: Room 5, Guild Hall\nWHO: Mayor Ida Brock and the harbour board\n",
            (
                "Hearing on the mooring dues",
                "2026-03-03T10:00",
                "Room 5, Guild Hall",
                ["Ida Brock", "the harbour board"],
            ),
        ),
        (
            "Press call: launch of the tug Osprey\nDate: 3 March 2026\nTime: 10:30\nVenue: Pier 4\nPresent: Dr Eva Sol\n",
            ("Launch of the tug Osprey", "2026-03-03T10:30", "Pier 4", ["Eva Sol"]),
        ),
        (
            "Invitation\n\n- Event – Opening of the reading room\n- Date – 3 March 2026\n- Time – 14:00\n- Venue – Library\n",
            ("Opening of the reading room", "2026-03-03T14:00", "Library", []),
        ),
    ],
)
def test_labelled_lines_tell_one_event(text: str, expected: tuple[str, str, str, list[str]]) -> None:
    assert events(text) == [expected]


def test_two_labels_are_no_notice() -> None:
    text = "LIMA, 5 May 2025 - Minister Ida Brock was late.\n\nWhere: at the quay.\n\nWhen: at 10:30 a.m., she said.\n"
    assert all(title != "Minister Ida Brock was late" for title, *_ in events(text))


def test_each_of_several_notices_tells_its_own_event() -> None:
    text = (
        "What: Launch of the tug Osprey\nWhen: 3 March 2026, 10:30\nWhere: Pier 4\nWho: Dr Eva Sol\n\n"
        "What: Opening of the reading room\nWhen: 4 March 2026, 14:00\nWhere: Library\nWho: Mayor Ida Brock\n"
    )
    assert events(text) == [
        ("Launch of the tug Osprey", "2026-03-03T10:30", "Pier 4", ["Eva Sol"]),
        ("Opening of the reading room", "2026-03-04T14:00", "Library", ["Ida Brock"]),
    ]


def test_no_group_is_called_by_a_whole_notice() -> None:
    text = "What: Talks on the mooring dues\nWhen: 3 March 2026, 10:30\nWhere: Pier 4\nWho: the growers\n"
    assert events(text) == [("Talks on the mooring dues", "2026-03-03T10:30", "Pier 4", ["the growers"])]
