"""Who items in capitals are with."""

import pytest

from asrun.model.fact import Person, Plan
from asrun.model.source import Given, Snapshot
from asrun.reading.listing.people import people_in
from asrun.reading.reader import read


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("MEETING w/SENATOR ANA REIS AND CHAIRMAN JONAS WEBER", ["Ana Reis", "Jonas Weber"]),
        ("BILATERAL w/ESTONIAN F.M. URMAS TAMM", ["Urmas Tamm"]),
        ("LUNCH w/KING OLAV II", ["Olav II"]),
        ("CALL w/SPECIAL ENVOY FOR OCEAN AFFAIRS DAVID MOORE RE QUOTAS", ["David Moore"]),
        ("DINNER WITH PETER HOLM, HARBOUR MAGAZINE", ["Peter Holm"]),
        ("PRESS AVAIL w/IRAQI PM NOURI al-HADDAD", ["Nouri Al-Haddad"]),
        ("DAILY MEETING w/SENIOR STAFF", []),
        ("PHOTO w/YOUTH AMBASSADORS", []),
        ("CABINET MEETING w/POTUS", []),
        ("MEETING w/REGIONAL BUREAU SECRETARIES", []),
        ("SIGNING OF THE PETER HOLM ACT", []),
    ],
)
def test_a_title_or_a_given_name_tells_a_person(title: str, names: list[str]) -> None:
    assert [n.name for n in people_in(title)] == names


def test_they_take_part_and_their_words_stand_in_the_list() -> None:
    text = (
        "SCHEDULE FOR THE SECRETARY\nTuesday, March 12, 2024\n\n9:15 am MEETING w/SENATOR ANA REIS\n9:30 am Room 4\n\n"
        "10:00 am BILATERAL w/PERUVIAN FOREIGN MINISTER\n10:30 am JORGE MORA Treaty Room\n\n"
        "11:00 am OFFICE TIME\n11:30 am Desk\n"
    )
    reading = read(Snapshot("s.txt", text.encode(), "text/plain", ""), Given(zones=("America/New_York",)))
    plans = [f for f in reading.facts if isinstance(f, Plan)]
    assert [p.participants for p in plans] == [("Ana Reis",), ("Jorge Mora",), ()]
    people = {f.name: f for f in reading.facts if isinstance(f, Person)}
    assert [r.title for r in people["Ana Reis"].roles] == ["Senator"]
    assert all(text[s.start : s.end] == s.exact for f in people.values() for s in f.spans)
    assert [p.span.exact for p in plans[1].parts if p.field == "participants"] == ["JORGE MORA"]
