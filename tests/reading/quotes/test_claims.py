"""Who claims what: wants, offers, refusals, denials and disputed facts, and clauses that are none."""

import pytest

from asrun.model.fact import Claim
from asrun.reading.reader import read
from asrun.sources.file import snapshot

OPENING = "Tromso, 3 June 2025\n\nMayor Ingrid Dahl was to open the cable car with engineer Piet Brouwer on Monday.\n\n"
DAHL, BROUWER = "Ingrid Dahl", "Piet Brouwer"


def claims(text: str) -> list[tuple[str | None, str, str]]:
    facts = read(snapshot("a.txt", f"{OPENING}{text}\n".encode())).facts
    return [(f.holder, f.polarity, f.spans[0].exact) for f in facts if isinstance(f, Claim)]


CLAIMED = [
    # text, who holds it, polarity, what
    ("Brouwer asked the council for another week, Dahl said.", DAHL, "+", "Brouwer asked the council for another week"),
    ("No engineer turned down the job, Dahl said.", DAHL, "-", "No engineer turned down the job"),
    ('"At no stage did we demand money," Brouwer said.', BROUWER, "-", "At no stage did we demand money"),
    ("Dahl said six drivers had been shut out of the hall.", DAHL, "+", "six drivers had been shut out of the hall"),
    ("Brouwer said everybody with a ticket was let in.", BROUWER, "+", "everybody with a ticket was let in"),
    ("Dahl claimed the engineer had sold her the cable.", DAHL, "+", "the engineer had sold her the cable"),
    ("Dahl alleged that Brouwer had hidden the bill.", DAHL, "+", "Brouwer had hidden the bill"),
    ("The talks broke up after Brouwer refused to sign.", None, "+", "Brouwer refused to sign"),
    ("Brouwer would like a new contract, Dahl said.", DAHL, "+", "Brouwer would like a new contract"),
    ("Dahl said Brouwer had pressed her to sign.", DAHL, "+", "Brouwer had pressed her to sign"),
    ("Brouwer turned the offer down, Dahl said.", DAHL, "+", "Brouwer turned the offer down"),
    ("Dahl would not hear of a delay, Brouwer said.", BROUWER, "-", "Dahl would not hear of a delay"),
    ('"We had no wish to close the road," Dahl said.', DAHL, "-", "We had no wish to close the road"),
    ("Brouwer said he had asked for nothing.", BROUWER, "-", "he had asked for nothing"),
    ("Dahl denies promising a second car.", DAHL, "-", "Dahl denies promising a second car"),
    ("Brouwer would go no further than June, Dahl said.", DAHL, "-", "Brouwer would go no further than June"),
    ("Brouwer stopped short of a promise, Dahl said.", DAHL, "-", "Brouwer stopped short of a promise"),
    ("Nor, Dahl said, did the town ask for a second car.", DAHL, "-", "did the town ask for a second car"),
    ("Brouwer wanted a pension, one of the two drivers said.", "one of the two drivers (unnamed)", "+",
     "Brouwer wanted a pension"),
    ("Brouwer wanted a pension, a driver said on condition that her name be left out.", "driver (unnamed)", "+",
     "Brouwer wanted a pension"),
    ("Brouwer waved aside the claim that he was paid.", BROUWER, "-", "Brouwer waved aside the claim that he was paid"),
    ("The crew made a demand for boots, Dahl said.", DAHL, "+", "The crew made a demand for boots"),
    ("Brouwer said he had made no such request.", BROUWER, "-", "he had made no such request"),
    ('"Our request was for one pylon," Brouwer said.', BROUWER, "+", "Our request was for one pylon"),
    ('"They have agreed to nothing," Dahl said.', DAHL, "-", "They have agreed to nothing"),
    ("It is not true that Brouwer asked for a pension, Dahl said.", DAHL, "-",
     "It is not true that Brouwer asked for a pension"),
    ("Dahl said it was Brouwer who hid the bill.", DAHL, "+", "it was Brouwer who hid the bill"),
    ("Dahl said it was the firm that asked for a delay.", DAHL, "+", "it was the firm that asked for a delay"),
    ("Dahl said the crew had gone back on its word.", DAHL, "+", "the crew had gone back on its word"),
    ("Dahl accused the builders, a firm from Bodo, of dawdling.", DAHL, "+",
     "Dahl accused the builders, a firm from Bodo, of dawdling"),
    ('"We blocked nothing," Dahl said.', DAHL, "-", "We blocked nothing"),
    ("Brouwer said he had been promised a reply.", BROUWER, "+", "he had been promised a reply"),
    ("Dahl said the builders had hidden the bill.", DAHL, "+", "the builders had hidden the bill"),
    ("Dahl said the crew could live with one car.", DAHL, "+", "the crew could live with one car"),
    ("Dahl said the town had no need of a second car.", DAHL, "-", "the town had no need of a second car"),
    ('"I am not going to sign," Dahl said.', DAHL, "-", "I am not going to sign"),
    ("Brouwer declined to comment on the price.", None, "-", "Brouwer declined to comment on the price"),
    ("Brouwer would not be drawn on the fare.", None, "-", "Brouwer would not be drawn on the fare"),
    ("Q: The Dutch embassy says that Norway asked for a car.\n\nMR. DAHL: Good.", "Dutch embassy", "+",
     "Norway asked for a car"),
    ("Dahl guaranteed a second car.", DAHL, "+", "Dahl guaranteed a second car"),
    ('"I will not go into that," Dahl said.', DAHL, "-", "I will not go into that"),
    ("Dahl said no price had ever been named.", DAHL, "-", "no price had ever been named"),
    ("According to Brouwer, Norway asked for a second car.", BROUWER, "+", "Norway asked for a second car"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder", "polarity", "words"), CLAIMED, ids=[c[0][:40] for c in CLAIMED])
def test_who_claims_what(text: str, holder: str | None, polarity: str, words: str) -> None:
    assert claims(text) == [(holder, polarity, words)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Brouwer denied that Dahl had asked for a car.", DAHL),
        ("Brouwer denied that he had asked for a car.", BROUWER),
        ("Brouwer denied that any cash was ever named.", None),
        ('"I refused," Brouwer said.', BROUWER),
        ("Norway wanted fish, Dahl said, and Beijing balked at the price.", "China"),
        ("A British envoy said London won't wear it. The British government is tired of it.", "United Kingdom"),
        ("It is not true that the Fjord Union wanted a car, Dahl said. That the Union asked is a lie.", "Fjord Union"),
        ("Norway, Dahl said, would not pay for the car.", "Norway"),
        ("According to Piet Brouwer, Norway had offered to pay for the car.", "Norway"),
        ("Norway was accused by Brouwer of asking for bribes.", "Norway"),
        ('Dahl was cross with Norway. "They want the car for nothing," she said.', "Norway"),
        ('"We asked for nothing," said Kari Lund, who leads the Norwegian delegation.', "Norway"),
        ("Kari Lund, Norway's envoy, said that her government had never wanted a car.", "Norway"),
        ("The Norwegian delegation denied having asked for a car.", "Norway"),
        ("Dahl wrote to the Fjord Union. The union had asked for a car, Brouwer said.", "Fjord Union"),
        ('Asked about the car, Norway\'s envoy, Kari Lund, said: "Nobody in our delegation wanted it."', "Norway"),
    ],
)
def test_whom_a_claim_is_about(text: str, subject: str | None) -> None:
    facts = read(snapshot("a.txt", f"{OPENING}{text}\n".encode())).facts
    assert [f.subject for f in facts if isinstance(f, Claim)][-1] == subject


def test_what_two_do_in_one_sentence_is_two_claims() -> None:
    assert claims("Brouwer had asked for a pension and Bergen would go no further than a bonus, Dahl said.") == [
        (DAHL, "+", "Brouwer had asked for a pension"),
        (DAHL, "-", "Bergen would go no further than a bonus"),
    ]
    assert claims("Dahl said Brouwer had asked for six cars and the drivers agreed to two.") == [
        (DAHL, "+", "Brouwer had asked for six cars"),
        (DAHL, "+", "the drivers agreed to two"),
    ]


def test_an_answer_that_leaves_out_the_deed_is_a_claim() -> None:
    assert claims("Dahl said she would not resign. Brouwer told the Tromso Post that she would.") == [
        (DAHL, "-", "she would not resign"),
        (BROUWER, "+", "she would"),
    ]


def test_what_another_dismisses_is_a_claim_of_each() -> None:
    assert claims('Brouwer told reporters that the lake was dry. Dahl dismissed that as "pub talk".') == [
        (BROUWER, "+", "the lake was dry"),
        (DAHL, "+", 'Dahl dismissed that as "pub talk'),
    ]


def test_a_clause_keeps_its_reason_and_leaves_what_leads_it_in() -> None:
    assert claims("Dahl said the union had asked for a seat because it was proud.") == [
        (DAHL, "+", "the union had asked for a seat because it was proud")
    ]
    assert claims('"As for the fare, no such paper ever reached us," Brouwer said.') == [
        (BROUWER, "-", "no such paper ever reached us")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The cable car opened two hours later than promised.",
        "A rally called for Monday was put off to Friday.",
        "Dahl couldn't make it, so Brouwer cut the ribbon.",
        "The ride will not go ahead, the operator said.",
        "Guests are requested to be early.",
        "Dahl said the ribbon was not cut until two in the afternoon.",
        "The petition was handed over at noon.",
        "Dahl and Brouwer offered two accounts of the morning.",
        "Dahl said it was on Monday that the snow came.",
        "The demand for tickets was high, the operator said.",
        "A guard who did not want his name printed waved the cars on.",
        "A driver, who would not give her name, waved the cars on.",
        "Brouwer could not confirm the hour.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert claims(text) == []
