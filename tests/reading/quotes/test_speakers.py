"""Who is found to speak, and what: without a name, without a verb of saying, passed on by others."""

import pytest

from asrun.model.fact import Organization, Person, Statement
from asrun.model.reading import Reading
from asrun.reading.reader import read
from asrun.sources.file import snapshot

OPENING = "Tromso, 3 June 2025\n\nMayor Ingrid Dahl was to open the cable car with engineer Piet Brouwer on Monday.\n\n"


def reading(text: str) -> Reading:
    return read(snapshot("a.txt", f"{OPENING}{text}\n".encode()))


SPOKEN = [
    # text, who speaks, what
    ("The ribbon was cut an hour late, the dockers' union said.", "the dockers' union", "The ribbon was cut an hour late"),
    ("Two stewards said the doors had opened at nine.", "two stewards (unnamed)", "the doors had opened at nine"),
    ("Counsel for the bank said it had paid.", "counsel for the bank", "it had paid"),
    ("The dean's office says the oath was taken indoors.", "the dean's office", "the oath was taken indoors"),
    ("The tour was dropped, her office said.", "Ingrid Dahl's office", "The tour was dropped"),
    ('"It was fog," said one of them, a Dutch official who spoke low.', "Dutch official (unnamed)", "It was fog"),
    ("Dahl went up. She ate with Anna Moe. She stayed an hour. “It was fog,” she said.", "Ingrid Dahl", "It was fog"),
    ("Dahl went up at nine. Asked about the fog: “It asked nobody.”", "Ingrid Dahl", "It asked nobody."),
    ("Brouwer to pool: the cable had slipped.", "Piet Brouwer", "the cable had slipped"),
    ('The port said no. "It was fog," Brouwer said.', "Piet Brouwer", "It was fog"),
    ("Dahl said tram No. 5 was late.", "Ingrid Dahl", "tram No. 5 was late"),
    ("Both governments insist that it was fog.", "both governments", "it was fog"),
    ("According to the harbour master's office, it was fog.", "the harbour master's office", "it was fog"),
    ("Port staff told ticket holders that it was fog.", "port staff", "it was fog"),
    ("Dahl let it be known that the car would run on Sunday.", "Ingrid Dahl", "the car would run on Sunday"),
    ("Dahl made it clear that she would not pay.", "Ingrid Dahl", "she would not pay"),
    ("Word from the depot was that the cable had slipped.", "the depot", "the cable had slipped"),
    ("Brouwer was quoted as saying the line was safe.", "Piet Brouwer", "the line was safe"),
    ("Brouwer is understood to have said that the line was safe.", "Piet Brouwer", "the line was safe"),
    ("Brouwer's account is that the line was safe.", "Piet Brouwer", "the line was safe"),
    ("In Brouwer's telling, the line was safe.", "Piet Brouwer", "the line was safe"),
    ("Dahl denies having promised a second car.", "Ingrid Dahl", "having promised a second car"),
    ('The remark "No such cable was ever ordered" was made by Brouwer.', "Piet Brouwer", "No such cable was ever ordered"),
    ("Dahl, who had told the board that the line was safe, stayed away.", "Ingrid Dahl", "the line was safe"),
    ("The operator has since notified that it will run on 7 July.", "the operator", "it will run on 7 July"),
    ("Per Brouwer, the ride takes nine minutes.", "Piet Brouwer", "the ride takes nine minutes"),
    ("A steward gave another reason: the cable had snapped.", "steward (unnamed)", "the cable had snapped"),
    ('Brouwer came down at 9:10 a.m. "The fog has not," he said.', "Piet Brouwer", "The fog has not"),
    ("Dahl said that Brouwer had offered it a month ago.", "Ingrid Dahl", "Brouwer had offered it a month ago"),
    ("Brouwer would say only that it had been fair.", "Piet Brouwer", "it had been fair"),
    ("Piet Brouwer, Norway's engineer, said Sweden wanted more.", "Piet Brouwer", "Sweden wanted more"),
    ("The ride took an hour, Piet Brouwer, the engineer, said.", "Piet Brouwer", "The ride took an hour"),
    ("Dahl was adamant that nobody had been paid.", "Ingrid Dahl", "nobody had been paid"),
    ("Dahl was quick to point out that the line was old.", "Ingrid Dahl", "the line was old"),
    ("A source close to the operator claims the cable was old.", "source (unnamed)", "the cable was old"),
    ('Her spokesman, Nils Berg, put it more bluntly: "We are broke."', "Nils Berg", "We are broke."),
    ("The cable was tested in May, Brouwer assured the board.", "Piet Brouwer", "The cable was tested in May"),
    ("At noon, an hour behind the card, Dahl rose and said that the line was safe.", "Ingrid Dahl", "the line was safe"),
    ('"Nobody paid," the mayor said.', "Ingrid Dahl", "Nobody paid"),
    ("Brouwer sent word at ten that the line was safe.", "Piet Brouwer", "the line was safe"),
    ("Brouwer has passed word to us that the line was safe.", "Piet Brouwer", "the line was safe"),
    ("The villagers said they had paid for the cable.", "the villagers", "they had paid for the cable"),
    ("Dahl supporters said the line was safe.", "Dahl supporters", "the line was safe"),
    ("No rides today, the Navy says.", "the Navy", "No rides today"),
    ("A rigger who gave no name says the cable has slipped.", "rigger (unnamed)", "the cable has slipped"),
    ("Dahl's secretary said the cable was new.", "Dahl's secretary (unnamed)", "the cable was new"),
    ("What the operator says is that the cable was new.", "the operator", "the cable was new"),
    ("The operator rang at nine, just before the first ride, to say that it had slipped.", "the operator", "it had slipped"),
    ('Lift master Piet Brouwer, by phone: "The fog has not lifted."', "Piet Brouwer", "The fog has not lifted."),
    ('Dahl left. Cable chief Piet Brouwer had heard nothing. "We oiled it twice."', "Piet Brouwer", "We oiled it twice."),
    ('A rider asked Brouwer if he was cold; "Only at the top," he said.', "Piet Brouwer", "Only at the top"),
    ('We sat there until Brouwer took off his cap and said, "I have vertigo."', "Piet Brouwer", "I have vertigo."),
    ("Brouwer said they had agreed on nothing.", "Piet Brouwer", "they had agreed on nothing"),
    ("The line was safe, so Brouwer.", "Piet Brouwer", "The line was safe"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "what"), SPOKEN, ids=[s[0][:40] for s in SPOKEN])
def test_who_says_what(text: str, who: str, what: str) -> None:
    found = [f for f in reading(text).facts if isinstance(f, Statement)]
    assert [(s.speaker, s.spans[0].exact) for s in found] == [(who, what)]


SEVERAL = [
    (
        'The operator said the line was old. "It is older than the hill," it said.',
        [("the operator", "the line was old"), ("the operator", "It is older than the hill")],
    ),
    (
        "His deputy, Ingrid Dahl, says he is at the top. She says the cable holds.",
        [("Ingrid Dahl", "he is at the top"), ("Ingrid Dahl", "the cable holds")],
    ),
    (
        "The cable was new, Brouwer said there, adding that it would last.",
        [("Piet Brouwer", "The cable was new"), ("Piet Brouwer", "it would last")],
    ),
    (
        'Three drivers say they saw Dahl on the quay at noon, a claim her office calls "silly".',
        [
            ("three drivers (unnamed)", "they saw Dahl on the quay at noon"),
            ("Ingrid Dahl's office", 'a claim her office calls "silly'),
        ],
    ),
    (
        '"Nobody knew," Brouwer said. A guard slept through the alarm, he said.',
        [("Piet Brouwer", "Nobody knew"), ("Piet Brouwer", "A guard slept through the alarm")],
    ),
]


@pytest.mark.parametrize(("text", "spoken"), SEVERAL, ids=[s[0][:40] for s in SEVERAL])
def test_several_who_say_something(text: str, spoken: list[tuple[str, str]]) -> None:
    found = [f for f in reading(text).facts if isinstance(f, Statement)]
    assert [(s.speaker, s.spans[0].exact) for s in found] == spoken


def test_a_transcript_with_names_in_small_letters_has_turns_and_what_they_pass_on() -> None:
    text = """Harbour office
Transcript of the noon briefing

Harbour Spokesman, Ola Nygaard: Good day. The pilots' union says that the tug was late. We do not know why.

Ida Strand, Fjord Radio: Is the captain ill?

Harbour Spokesman: The captain told me that he is well. I said so before.
"""
    found = [f for f in read(snapshot("a.txt", text.encode())).facts if isinstance(f, Statement)]
    turns = [s.speaker for s in found if s.rule == "quotes.transcript"]
    assert turns == ["Ola Nygaard", "Ida Strand", "Ola Nygaard"]
    passed = [(s.speaker, s.via, s.spans[0].exact) for s in found if s.rule != "quotes.transcript"]
    assert ("the pilots' union", ("Ola Nygaard",), "the tug was late") in passed
    assert all(speaker != "Ola Nygaard" for speaker, _, _ in passed)


@pytest.mark.parametrize(
    "text",
    [
        "The car will run on Sunday, whatever the operator says.",
        "Several of you ask whether Dahl has resigned.",
        "If Dahl says the line is safe, people will ride.",
        "Nobody said that the line was safe.",
        "The operator contested what Dahl has said about the fault.",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    assert not [f for f in reading(text).facts if isinstance(f, Statement)]


def test_a_speaker_without_a_name_is_a_body_or_an_unnamed_person_where_it_is_told_of() -> None:
    facts = reading(
        "The anglers' club said the pier was wet. Two stewards said it had snowed. The club said it would sue."
    ).facts
    body = next(f for f in facts if isinstance(f, Organization) and f.name == "the anglers' club")
    assert [m.span.exact for m in body.mentions] == ["The anglers' club", "The club", "it"]
    people = next(f for f in facts if isinstance(f, Person) and f.name == "two stewards (unnamed)")
    assert people.kind == "unnamed"


def test_paper_does_not_speak() -> None:
    facts = reading("The letter said the hall was shut.").facts
    assert not [f for f in facts if isinstance(f, Person | Organization) and "letter" in f.name]


def test_who_signs_a_mail_over_the_office_and_an_older_mail_passes_on_what_others_say() -> None:
    mail = """From: "Press desk" <press@rowing.example>
Subject: Change of plan
Date: Fri, 16 Oct 2026 20:12:00 +0200
Content-Type: text/plain; charset=utf-8

Dear all,

The tour is off. President Ingrid Dahl said that the lift had failed.

Luca Berg
Press desk, Rowing Federation

> From: Press desk
> Sent: Thursday, 15 October 2026 10:40
> Subject: Plan
>
> 14:00  Tour
"""
    found = [f for f in read(snapshot("a.eml", mail.encode())).facts if isinstance(f, Statement)]
    assert [(s.speaker, s.via, s.spans[0].exact) for s in found] == [
        ("Ingrid Dahl", ("Luca Berg",), "the lift had failed")
    ]


def test_a_headline_of_an_article_restates() -> None:
    text = "Mayor rode alone, aides say\n\nTROMSO, 3 June 2025 — The mayor rode alone, two aides said on Monday.\n"
    found = [f for f in read(snapshot("a.txt", text.encode())).facts if isinstance(f, Statement)]
    assert [s.spans[0].exact for s in found] == ["The mayor rode alone"]


BESIDE = [
    ('Jan Novak, a baker, waited. "Nobody came," the baker said.', "Jan Novak"),
    ('Mayor Ana Lopes was away. Her deputy, Ben Okafor, came. "Nobody asked," the deputy mayor said.', "Ben Okafor"),
    ("Ida Brock, 54, left early. The 54-year-old said the gate was shut.", "Ida Brock"),
    ("A notice signed by Ana Lopes says the pier is shut.", "Ana Lopes"),
    ("A letter from the Harbour Board said the pier was shut.", "Harbour Board"),
    ("Peruvian government spokesman Juan Paz said the pier was shut.", "Juan Paz"),
    ('"Nobody came to the pier." – Ana Lopes, harbour master', "Ana Lopes"),
    ("Union says the pier is shut.", "the union"),
    ('Two boats came. One of the skippers, Ben Okafor, blamed the wind: "Nobody could see."', "Ben Okafor"),
    ('The harbour board blamed the wind: "Nobody could see."', "the harbour board"),
    ('Former minister Hugo Paz was blunt: "Nobody could see."', "Hugo Paz"),
    ("Ida Brock, known to all as Pip, left early. Pip said the pier was shut.", "Ida Brock"),
    ("Maria “Tiny” Lopes left early. The pier was shut, Tiny said.", "Maria Lopes"),
]


@pytest.mark.parametrize(("text", "speaker"), BESIDE, ids=[s[0][:40] for s in BESIDE])
def test_who_speaks_is_told_by_what_stands_beside(text: str, speaker: str) -> None:
    found = [f for f in reading(text).facts if isinstance(f, Statement)]
    assert [s.speaker for s in found] == [speaker]


def test_whom_nothing_tells_the_age_of_is_nobody() -> None:
    text = "Nobody came. The 54-year-old said the gate was shut. The 54-year-old said the pier was open."
    found = [f for f in read(snapshot("a.txt", text.encode())).facts if isinstance(f, Statement)]
    assert [s.speaker for s in found] == [None, None]


def test_an_interview_has_turns() -> None:
    text = """The Quay, 3 March 2026

Harbour master Ida Brock spoke to The Quay.

Q. Will the boats sail?

A. They will not.

Q. Why?

A. Ask the wind.
"""
    found = [f for f in read(snapshot("a.txt", text.encode())).facts if isinstance(f, Statement)]
    assert [(s.speaker, s.spans[0].exact) for s in found] == [
        (None, "Will the boats sail?"),
        ("Ida Brock", "They will not."),
        (None, "Why?"),
        ("Ida Brock", "Ask the wind."),
    ]
