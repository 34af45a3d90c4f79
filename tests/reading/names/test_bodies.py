"""Bodies told by known names, by heads of many languages, by what stands beside them, and by what they do."""

import pytest

from marked import names_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials of Widerøe met engineers from Save the Children.", ["Widerøe", "Save the Children"]),
        ("The mayor wrote to the Gemeinde Altmark and to Partai Sejahtera.", ["Gemeinde Altmark", "Partai Sejahtera"]),
        ("The letter came from Havnedirektoratet.", ["Havnedirektoratet"]),
        ("The Ministry of Roads and Bridges agreed.", ["Ministry of Roads and Bridges"]),
        ("The Marine and Harbour Agency and the Royal Fire and Rescue Service agreed.",
         ["Marine and Harbour Agency", "Royal Fire and Rescue Service"]),
        ("The Court of Appeal for Sport sat.", ["Court of Appeal for Sport"]),
        ("The Premier's Press Office and the Governor's Council were silent.",
         ["Premier's Press Office", "Governor's Council"]),
        ("The state broadcaster Lumo showed it. Lumo repeated it.", ["Lumo"]),
        ("Orvane, the shipping line, was late.", ["Orvane"]),
        ("She is the treasurer of Brightwater. Nobody at Brightwater knew.", ["Brightwater"]),
        ("Maria Water met Veteran Pilots at the Air Show.", []),
        ("The Oban Lions met the Scottish Teachers.", ["Oban Lions", "Scottish Teachers"]),
        ("In the end the Palace refused.", ["the Palace"]),
        ("Tea is at the Palace.", []),
        ("The programme was circulated by Juniper Lodge.", ["Juniper Lodge"]),
        ("Tea is at Juniper Lodge.", []),
        ("The talks began in the hall of Chelston High School.", []),
        ("Chelston High School denied it.", ["Chelston High School"]),
        ("The two Foreign Ministers met.", []),
        ("A note was issued by the education ministry.", ["the education ministry"]),
        ("She asked the finance ministry in Turku for help.", ["the finance ministry"]),
        ("Tea is at the finance ministry.", []),
        ("The Ghana Police Service came.", ["Ghana Police Service"]),
        ("The Tamar Ploughman, Monday 9 March 2026", ["The Tamar Ploughman"]),
        ("Mayor Ana Lopes, Lagos, Monday 9 March 2026", []),
    ],
)  # fmt: skip
def test_bodies_are_told(text: str, expected: list[str]) -> None:
    assert [o.name for o in names_of(text).organizations if o.kind != "state"] == expected


def test_who_is_printed_over_a_list_with_a_place_and_a_date_is_a_person() -> None:
    found = names_of("PROGRAMME\nMayor Ana Lopes, Lagos, Monday 9 March 2026\n\n09:30  Talks, Town Hall\n")
    assert [p.name for p in found.people] == ["Ana Lopes"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor late\n\nBy Petra Holm, Kanal Mor\n3 March 2026\n\nThe market opened.", ["Kanal Mor"]),
        ("Mayor Dimova: Good morning.\n\nPetra Holm, Vijesti Online: Why not at ten?", ["Vijesti Online"]),
        ("Q (Petra Holm, Die Woche): Why not at ten?", ["Die Woche"]),
        ("MORNING DHOW\nTuesday, 3 March 2026\n\nMayor late\n\nThe market opened.", ["Morning Dhow"]),
        ("The newspaper Pezull reported it.", ["Pezull"]),
        ("Mayor late\n\nPetra Holm\nSunday Reef, 3 March 2026\n\nThe market opened.", ["Sunday Reef"]),
        ("STATEMENT BY THE MINISTER FOR MINES\nThe market opened.", []),
        ("Petra Holm, Mayor: Why not at ten?", []),
        ("STATE HOUSE, GABORONE\nPress release\n\nThe market opened.", []),
        ("Petra Holm\n3 March 2026\n\nMayor late\n\nThe market opened.", []),
        ("PUBLIC NOTICE\n3 March 2026\n\nMayor late\n\nThe market opened.", []),
    ],
)
def test_media_are_told_by_where_they_stand(text: str, expected: list[str]) -> None:
    found = [o.name for o in names_of(text).organizations if o.kind != "state"]
    assert [name.title() if name.isupper() else name for name in found] == expected


def test_a_state_over_a_document_is_one() -> None:
    found = names_of("REPUBLIC OF MALAWI\nOFFICE OF THE VICE PRESIDENT\n\n09:00 Arrives at Chileka\n").organizations
    assert [(o.name, o.kind, o.mentions[0].span.exact) for o in found if o.kind == "state"] == [
        ("Malawi", "state", "REPUBLIC OF MALAWI")
    ]
