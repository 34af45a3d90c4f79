"""Who and what is named: five marked texts whole, and the rules one by one."""

import pytest

from marked import names_of, score


@pytest.mark.parametrize("case", ["pool_report", "article", "schedule", "statement", "post_article"])
def test_a_marked_text_is_read(case: str) -> None:
    found = score(case)
    told = "\n".join([*found.missed, *found.extra])
    assert found.f1("people") >= 0.9, told
    assert found.f1("organizations") >= 0.85, told
    assert found.f1("places") >= 0.9, told
    assert found.recall >= 0.85, told


def people(text: str) -> list[str]:
    return [p.name for p in names_of(text).people]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Ana Lopes met Mr Weber. Jonas Weber smiled.", ["Ana Lopes", "Jonas Weber"]),
        ("Gov. Laura Díaz spoke. Díaz left.", ["Laura Díaz"]),
        ("Ohio Rep. Carl Stenmark called Sen. Ida Brock of Vermont.", ["Carl Stenmark", "Ida Brock"]),
        ("Peter J. Falk waited. Peter Falk left.", ["Peter Falk"]),
        ("The Bank of Ghana and the Ministry of Trade and Industry said no.", []),
        ("The envoy, Lucia Moretti, and the mayor of Turin, Marco Sala, left.", ["Lucia Moretti", "Marco Sala"]),
        ("New Jersey and South Dakota voted. The Federal Reserve did nothing.", []),
        ("Theresa Holm arrived in May. Mrs May did not.", ["Theresa Holm", "May"]),
        ("St Bride's Hospital and St. Mary’s Church stood open. St Patrick slept.", ["Patrick"]),
        ("Cllr Joan Pettifer met the Rt Revd Martin Hale.", ["Joan Pettifer", "Martin Hale"]),
        ("Hajiya Amina Sule greeted Datuk Lim Wei. Hajiya Sule left.", ["Amina Sule", "Lim Wei"]),
        ("The Duke of Carrow sailed. The duke was late.", ["Duke of Carrow"]),
        ("18:00 Flight AB 12 to London Gatwick with Ida Brock", ["Ida Brock"]),
    ],
)
def test_people_are_told_from_other_names(text: str, expected: list[str]) -> None:
    assert people(text) == expected


def test_a_short_form_is_the_surname_before_the_given_name() -> None:
    found = names_of("Rand Olafsson spoke to Lena Rand. Rand was late. Park Ji Ho waited; Park read.")
    assert {p.name: [m.span.exact for m in p.mentions] for p in found.people} == {
        "Rand Olafsson": ["Rand Olafsson"],
        "Lena Rand": ["Lena Rand", "Rand"],
        "Park Ji Ho": ["Park Ji Ho", "Park"],
    }


def test_a_title_alone_is_whoever_bears_it() -> None:
    (chair,) = names_of(
        "Chairwoman Ida Brock of the Trade Council spoke. The chairwoman left. THE CHAIRWOMAN waved."
    ).people
    assert [m.span.exact for m in chair.mentions] == ["Ida Brock", "The chairwoman", "THE CHAIRWOMAN"]


def test_an_office_in_short_and_one_of_a_field_are_known_by_their_heads() -> None:
    cases = (
        ("Gov. Ida Brock came. The governor sang.", "The governor"),
        ("Minister of Roads Ida Brock came. The minister sang.", "The minister"),
        ("The Minister for Roads, Ida Brock, came. The Minister sang.", "Minister"),
        ("Vice President Ida Brock came. Then the VP sang.", "VP"),
        ("President Ida Brock came. POTUS sang.", "POTUS"),
    )
    for text, office in cases:
        (brock,) = names_of(text).people
        assert office in [m.span.exact for m in brock.mentions], text


def test_a_minister_of_one_thing_is_not_a_minister_of_another() -> None:
    found = names_of("The Minister of Roads was away. Minister Otto Lund spoke. Ferry minister Ida Brock left.").people
    assert [[m.span.exact for m in p.mentions] for p in found if p.name == "Otto Lund"] == [["Otto Lund"]]


def test_a_president_is_not_the_vice_president() -> None:
    assert people("THE VICE PRESIDENT met President Otto Lund.") == ["Otto Lund", "the Vice President"]


def test_unnamed_persons_are_known_by_their_office() -> None:
    text = "A senior Peruvian official sighed. The official left. Another aide, Ida Brock, did not."
    assert people(text) == ["Ida Brock", "senior Peruvian official (unnamed)"]
    assert people("It was a convention where every delegate was bound.") == []


def test_pronouns_keep_to_the_gender_that_titles_and_names_tell() -> None:
    text = "Jonas Weber, a spokesman, told Laura Díaz that her train was late. He apologised."
    found = {p.name: [m.span.exact for m in p.mentions if m.form == "pronoun"] for p in names_of(text).people}
    assert found == {"Jonas Weber": ["He"], "Laura Díaz": ["her"]}


def test_they_are_two_who_were_joined() -> None:
    text = "President Otto Lund and Premier Ida Brock met. The two leaders signed. They left."
    group = next(p for p in names_of(text).people if p.kind == "group")
    assert group.members == ("Otto Lund", "Ida Brock")
    assert [m.span.exact for m in group.mentions] == ["The two leaders", "They"]


def test_a_country_is_a_place_where_things_happen_and_a_state_that_acts() -> None:
    found = names_of("Talks in Lima, Peru, failed. Peru's envoy left. Peru had asked for more; Lima wants a deal.")
    assert [(p.name, len(p.mentions)) for p in found.places] == [("Peru", 1), ("Lima", 1)]
    (state,) = found.organizations
    assert [m.form for m in state.mentions] == ["name", "name", "metonym"]


def test_two_delegations_share_one_noun() -> None:
    found = names_of("A meeting between the US and Peruvian delegations ran late. The Peruvian delegation left.")
    bodies = {o.name: [m.span.exact for m in o.mentions] for o in found.organizations if o.kind == "delegation"}
    assert bodies == {"US delegation": ["US"], "Peruvian delegation": ["Peruvian delegations", "Peruvian delegation"]}


def test_a_body_in_an_office_is_named_too() -> None:
    text = "THE PRESIDENT meets the Chairman of the River Council of the Republic of Korea"
    assert {"River Council of the Republic of Korea"} <= {o.name for o in names_of(text).organizations}


def test_initials_mean_the_body_named_in_full() -> None:
    (body,) = names_of(
        "The Coastal Transit Authority closed. The CTA had warned; the authority apologised."
    ).organizations
    assert [m.span.exact for m in body.mentions] == ["Coastal Transit Authority", "CTA", "the authority"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left the Grand Orrin Lima at noon.", "Grand Orrin Lima"),
        ("He slept at the Kestrel Hilton.", "Kestrel Hilton"),
        ("She flew to Poduwa, where it rained, and met nobody in Poduwa.", "Poduwa"),
        ("The table in the lunch room was bare.", "the lunch room"),
        ("10:15 Talks, Mavra Konak\n11:00 Walk\n", "Mavra Konak"),
    ],
)
def test_venues_are_known_by_their_head_or_by_how_they_are_reached(text: str, expected: str) -> None:
    assert expected in [p.name for p in names_of(text).places]


def test_a_handle_belongs_to_whoever_signs() -> None:
    (person,) = names_of("We won!\n— Ida Brock (@idabrock) March 4, 2024").people
    assert [m.form for m in person.mentions] == ["name", "handle"]


def test_hits_are_all_mentions_in_order() -> None:
    found = names_of("Ana Lopes of the Trade Council met Otto Lund in Lima. She thanked him.")
    assert list(found.hits) == sorted(found.hits)
    assert len(found.hits) == sum(len(e.mentions) for e in (*found.people, *found.organizations, *found.places))


def test_many_namesakes_take_no_more_than_linear_time() -> None:
    text = "The two leaders met. " + " ".join(
        f"John Smith{chr(97 + n % 26)}{n} said. Smith spoke." for n in range(3000)
    )
    assert len(names_of(text).people) > 1000


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("UN Secretary-General Ana Figueira spoke.", "Ana Figueira", ("Secretary-General", "UN")),
        ("U.S. Trade Representative Kay Tan spoke.", "Kay Tan", ("Trade Representative", "United States")),
        ('"No," the Kremlin spokesman, Dmitry Orlov, said.', "Dmitry Orlov", ("spokesman", "Kremlin")),
        ("Tea with the Lord Mayor of Cork, Councillor Fiona Byrne", "Fiona Byrne", ("Lord Mayor", "Cork")),
        ("Ida Brock, the White House chief of staff, left.", "Ida Brock", ("chief of staff", "White House")),
        ("President Otto Lund of Kenya spoke.", "Otto Lund", ("President", "Kenya")),
        (
            "Foreign Minister Ana Lopes met her Peruvian counterpart, Otto Lund.",
            "Otto Lund",
            ("Foreign Minister", "Peru"),
        ),
    ],
)
def test_a_role_says_of_what(text: str, name: str, role: tuple[str, str]) -> None:
    person = next(p for p in names_of(text).people if p.name == name)
    assert role in [(r.title, r.of) for r in person.roles]


def test_whoever_speaks_of_another_does_not_bear_the_title() -> None:
    text = "Chancellor Max Stein's spokesman, Steffen Hebe, said the chancellor would come."
    roles = {p.name: [r.title for r in p.roles] for p in names_of(text).people}
    assert roles == {"Max Stein": ["Chancellor"], "Steffen Hebe": ["spokesman"]}


def test_a_headline_is_no_name() -> None:
    text = "Laura Díaz Quits After Weber Walks Out\n\nLaura Díaz left on Monday. Jonas Weber had left before her.\n"
    assert {p.name: len(p.mentions) for p in names_of(text).people} == {"Laura Díaz": 3, "Jonas Weber": 2}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("11:45 Arrive Terminal 2, Orrin International Airport", {"Terminal 2", "Orrin International Airport"}),
        ("10:30 Depart Harbour Hall for St. John's", {"Harbour Hall", "St. John's"}),
        ("16:00 Press availability, Room 214, Palais des Arts", {"Room 214", "Palais des Arts"}),
    ],
)
def test_places_of_a_schedule(line: str, expected: set[str]) -> None:
    assert {p.name for p in names_of(f"{line}\n17:00 Walk\n").places} == expected


def test_a_museum_that_speaks_is_a_body() -> None:
    found = names_of("The Coastal Museum said it would close. They met at the Harbour Museum.")
    assert [o.name for o in found.organizations] == ["Coastal Museum"]
    assert [p.name for p in found.places] == ["Harbour Museum"]


def test_an_office_of_a_country_is_held_by_who_holds_it_for_that_country() -> None:
    text = (
        "Peruvian chairman Otto Lund met the Chairman of the River Council of Peru. Kenyan chairman Bo Marsh did not."
    )
    lund = names_of(text).people[0]
    assert [m.span.exact for m in lund.mentions] == ["Otto Lund", "Chairman of the River Council of Peru"]


def test_an_office_is_named_by_whose_it_is() -> None:
    text = (
        "ACCRA, 3 April 2025 — The meeting was off, the Office of the Speaker said. The Office of the Premier agreed.\n"
    )
    assert [o.name for o in names_of(text).organizations] == ["Office of the Speaker", "Office of the Premier"]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("MASERU, 4 March 2027 (Hochland) - The bridge was opened.", "Hochland"),
        ("Bridge opened\n\nBy Ilse Roos, Die Brug, 4 March 2027\n\nThe bridge was opened in Maseru.", "Die Brug"),
        ("Kloof Vandag, 4 March 2027\n\nBridge opened\n\nThe bridge was opened in Maseru.", "Kloof Vandag"),
        ("El Puente del Sur, Maseru, 4 March 2027\n\nThe bridge was opened.", "El Puente del Sur"),
    ],
)
def test_a_medium_is_told_by_where_its_name_stands(head: str, name: str) -> None:
    assert name in {e.name for e in names_of(head).organizations}


@pytest.mark.parametrize(
    "head", ["Maseru, 4 March 2027\n\nThe bridge was opened.", "Programme, 4 March 2027\n\n9:00 Talks"]
)
def test_a_place_or_a_word_for_a_list_before_the_date_is_no_medium(head: str) -> None:
    assert not names_of(head).organizations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks with the miners' union failed. The union went home.", ["the miners' union"]),
        ("Nobody at the county water board knew. The whole board was away.", ["the county water board"]),
        ("The Lune Growers' League met Tansy Freight.", ["Lune Growers' League", "Tansy Freight"]),
        ("MINISTER'S OFFICE, PORTO\nThe new council and the executive committee met.", ["Minister's Office"]),
        ("The Port Authority of Rocha sailed. Then the port authority sank.", ["Port Authority of Rocha"]),
    ],
)
def test_bodies_are_named_in_small_letters_and_after_owners(text: str, expected: list[str]) -> None:
    assert [o.name for o in names_of(text).organizations] == expected


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Peru's Business Secretary, Ida Brock, signed.", ["Business Secretary"]),
        ("Gov. Ida Brock left. THE GOVERNOR waved.", ["Gov."]),
    ],
)
def test_offices_stand_before_a_comma_and_in_short(text: str, titles: list[str]) -> None:
    assert [r.title for r in names_of(text).people[0].roles] == titles


@pytest.mark.parametrize(
    ("text", "venues", "bodies"),
    [
        ("They met at the Governor's Lodge.", ["Governor's Lodge"], []),
        ("She flew from Otto Brandt airport.", ["Otto Brandt airport"], []),
        ("He slept at Motu marae and saw the Oro kraal.", ["Motu marae", "Oro kraal"], []),
        (
            "The Oro Women's Co-operative met the Fishermen's Mutual.",
            [],
            ["Oro Women's Co-operative", "Fishermen's Mutual"],
        ),
        ("The Diocese of Oro asked the Lok Sabha.", [], ["Diocese of Oro", "Lok Sabha"]),
    ],
)
def test_venues_and_bodies_of_many_kinds_are_told(text: str, venues: list[str], bodies: list[str]) -> None:
    found = names_of(text)
    assert [p.name for p in found.places] == venues
    assert [o.name for o in found.organizations] == bodies
    assert not found.people


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Orrin Ferries denied that it had asked for cash. Its boats wait.", ["Orrin Ferries", "it"]),
        ("Orrin Ferries lost its licence. The company said nothing.", ["Orrin Ferries", "its", "The company"]),
        ("Orrin Ferries said that it would rain.", ["Orrin Ferries"]),
        ("The ship of Orrin Ferries was late, and it had rained.", ["Orrin Ferries"]),
        ("The company was late. Orrin Ferries sailed.", ["Orrin Ferries"]),
        ("The Oro Football Federation met. The federation voted.", ["Oro Football Federation", "The federation"]),
    ],
)
def test_a_body_goes_by_it_and_by_what_it_is(text: str, words: list[str]) -> None:
    (body,) = names_of(text).organizations
    assert [m.span.exact for m in body.mentions] == words
