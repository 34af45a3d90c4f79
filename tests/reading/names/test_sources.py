"""Sources who are not named, told by whom they work for."""

import pytest

from asrun.model.fact import Statement
from asrun.reading.reader import read
from asrun.sources.file import snapshot


@pytest.mark.parametrize(
    "words",
    [
        "an aide to the minister",
        "a guard at State House",
        "a board member, who asked not to be named,",
        "an official of the festival",
    ],
)
def test_whoever_speaks_is_a_source(words: str) -> None:
    wait = "said the union would wait until the ministry had answered its letter."
    text = f"Lima, 3 June 2025\n\n{words[0].upper()}{words[1:]} {wait}\n"
    found = [f for f in read(snapshot("a.txt", text.encode())).facts if isinstance(f, Statement)]
    assert [s.speaker is not None for s in found] == [True]


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("The boats left early, the union's leader, Tshepo Molefe, said.", "Tshepo Molefe"),
        ("The boats left early, two people who were there said.", "people (unnamed)"),
    ],
)
def test_who_speaks_behind_the_words(said: str, speaker: str) -> None:
    found = read(snapshot("a.txt", f"Lima, 3 June 2025\n\n{said}\n".encode())).facts
    assert [(s.speaker, s.spans[0].exact) for s in found if isinstance(s, Statement)] == [
        (speaker, "The boats left early")
    ]


@pytest.mark.parametrize("before", ["Talks began at noon.", "The mayor skipped the lunch at noon."])
def test_who_speaks_stands_in_one_sentence_behind_a_whole_word(before: str) -> None:
    text = f"{before} Peru's envoy said the boats were early.\n"
    found = [f for f in read(snapshot("a.txt", text.encode())).facts if isinstance(f, Statement)]
    assert [s.speaker for s in found] == ["Peru's envoy (unnamed)"]
