"""Claims that cannot both be right, and pairs of claims that can."""

import pytest

from asrun.model.fact import Disagreement
from asrun.reading.reader import read
from asrun.sources.file import snapshot

OPENING = "Tromso, 3 June 2025\n\nMayor Ingrid Dahl was to open the cable car with engineer Piet Brouwer on Monday.\n\n"


def disagreements(text: str) -> list[tuple[str, ...]]:
    facts = read(snapshot("a.txt", f"{OPENING}{text}\n".encode())).facts
    return [tuple(s.exact for s in f.spans) for f in facts if isinstance(f, Disagreement)]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "Dahl said she would not resign. Brouwer told the Tromso Post that she would.",
            "she would not resign",
            "she would",
        ),
        (
            "Dahl said six drivers had been shut out of the hall. Brouwer said every driver with a badge was let in.",
            "six drivers had been shut out of the hall",
            "every driver with a badge was let in",
        ),
        (
            'Dahl said Brouwer had asked for a bigger fee. "We asked for nothing," Brouwer said.',
            "Brouwer had asked for a bigger fee",
            "We asked for nothing",
        ),
        (
            'Dahl said the engineer had left the hall at ten. "He did not," Brouwer said.',
            "the engineer had left the hall at ten",
            "He did not",
        ),
        (
            "Brouwer said the cable had been paid for twice. Dahl said: “That is nonsense.”",
            "the cable had been paid for twice",
            "That is nonsense.",
        ),
        (
            'Dahl said the union wanted the ride shut. "No such request ever came," Brouwer said.',
            "the union wanted the ride shut",
            "No such request ever came",
        ),
        (
            "Brouwer said the partners could not agree on the fare. Dahl said the fare was settled in May.",
            "the partners could not agree on the fare",
            "the fare was settled in May",
        ),
        (
            'Three drivers say they saw Dahl on the quay at noon, a claim her office calls "silly".',
            "they saw Dahl on the quay at noon",
            'a claim her office calls "silly',
        ),
        (
            "Dahl said Norway had asked for the delay. Lars Moe, Norway's envoy, said it was Sweden that had asked for it.",
            "Norway had asked for the delay",
            "it was Sweden that had asked for it",
        ),
        (
            'Dahl said Norway had insisted on ten cars. "We asked for four," said Lars Moe, Norway\'s envoy.',
            "Norway had insisted on ten cars",
            "We asked for four",
        ),
        (
            'At the request of Norway the ride was put off, Dahl said. "We made no request," said Lars Moe, Norway\'s envoy.',
            "At the request of Norway the ride was put off",
            "We made no request",
        ),
        (
            "Dahl said the ride had gone ahead at noon. But two stewards said that nobody had come.",
            "the ride had gone ahead at noon",
            "nobody had come",
        ),
        (
            "Brouwer said Dahl had sold the cable. Dahl was asked about it at noon. She called the claim absurd.",
            "Dahl had sold the cable",
            "She called the claim absurd.",
        ),
        (
            'Brouwer said the cable had been sold. Dahl took another view. "That is invented," she said.',
            "the cable had been sold",
            "That is invented",
        ),
        (
            "Dahl said Norway had asked for a bigger fee. A Dutch official said no sum had ever been mentioned.",
            "Norway had asked for a bigger fee",
            "no sum had ever been mentioned",
        ),
        (
            'Dahl said only four drivers were there when the car left. "There were nine on the quay," Brouwer said.',
            "four drivers were there when the car left",
            "There were nine on the quay",
        ),
        (
            'Dahl wrote: "It is being whispered in Bergen that we sold the cable. We did not."',
            "we sold the cable",
            "We did not",
        ),
        (
            "Q: The Dutch embassy says that Norway asked for a second car.\n\nMR. BROUWER: We did not.",
            "Norway asked for a second car",
            "We did not",
        ),
    ],
)
def test_what_cannot_both_be_right(text: str, one: str, other: str) -> None:
    assert disagreements(text) == [(one, other)]


@pytest.mark.parametrize(
    "text",
    [
        "Dahl said Brouwer had asked for a bigger fee. Brouwer said he had asked for a later start.",
        "Dahl said the council had offered a car. Brouwer said he had asked for nothing.",
        "Dahl said she would not resign. Brouwer said he would not either.",
        "Dahl said the hall was full. Brouwer said the car was late.",
        'Dahl said four cars were late. "It was ten o\'clock before I ate," Brouwer said.',
        'Dahl said four cars were late. "There were four of them," Brouwer said.',
        "Dahl said Norway wanted ten cars. The fire chief said nobody was hurt.",
        "Dahl said Norway wanted ten cars. Lars Moe, Norway's envoy, said his government would wait for an answer.",
        "Dahl said Norway wanted ten cars. Lars Moe, Norway's envoy, said nobody in his ministry wanted the road shut.",
    ],
)
def test_what_can_both_be_right(text: str) -> None:
    assert disagreements(text) == []
