"""Who says what: the forms in which texts report, and texts that would break a reader."""

import json
import random
import re
import runpy
import sys
import zlib
from pathlib import Path

import pytest

from asrun.model.document import Document
from asrun.model.fact import Statement
from asrun.model.reading import Reading
from asrun.reading.layout import divide
from asrun.reading.quotes.marks import quotes
from asrun.reading.reader import read
from asrun.reading.speech import read_speech
from asrun.sources.file import snapshot


def said(text: str) -> list[Statement]:
    return list(read_speech(divide(Document("a", "text/plain", text))))


def reading(text: str) -> Reading:
    return read(snapshot("a.txt", text.encode()))


def statements(text: str) -> list[Statement]:
    return [f for f in reading(text).facts if isinstance(f, Statement)]


FORMS = [
    # text, mode, words, where the speaker is named
    ("“We are late,” said Ana Lopes.", "direct", ["We are late"], "Ana Lopes"),
    ("“We are late,” she said. “Very late.”", "direct", ["We are late", "Very late."], "she"),
    ("“We are,” Ana Lopes said, “very late.”", "direct", ["We are", "very late."], "Ana Lopes"),
    ("Ana Lopes said: “We are late.”", "direct", ["We are late."], "Ana Lopes"),
    ("Ana Lopes, the mayor of Lima, said, “We are late.”", "direct", ["We are late."], "Ana Lopes"),
    ("“Are we late?” Ana Lopes asked.", "direct", ["Are we late?"], "Ana Lopes"),
    ("“Late? We are. It rained.” Lopes said.", "direct", ["Late? We are. It rained."], "Lopes"),
    ("As Ana Lopes put it, “We are late.”", "direct", ["We are late."], "Ana Lopes"),
    ("Still, he said, “we are never late.”", "direct", ["we are never late."], "he"),
    ("Ana Lopes said the talks were “as good as lost” on Monday.", "mixed", None, "Ana Lopes"),
    ("Ana Lopes told reporters on Monday that the talks were lost.", "indirect", ["the talks were lost"], "Ana Lopes"),
    (
        "The talks were lost, a spokesman for the council said.",
        "indirect",
        ["The talks were lost"],
        "a spokesman for the council",
    ),
    ("The hall was empty, according to the mayor.", "indirect", ["The hall was empty"], "the mayor"),
    ("According to the mayor, the hall was empty.", "indirect", ["the hall was empty"], "the mayor"),
    ("The boat would be late, so said the pilot.", "indirect", ["The boat would be late"], "the pilot"),
    ("The boat was late. So said the pilot.", "indirect", ["The boat was late"], "the pilot"),
    ("“Not my doing,” was the verdict of the cook.", "direct", ["Not my doing"], "the cook"),
    ("The rain was to blame, in the words of the warden.", "indirect", ["The rain was to blame"], "the warden"),
    ("Word came from the palace that the queen would stay.", "indirect", ["the queen would stay"], "the palace"),
    ("The queen was heard to say to the cook: “Too much salt.”", "direct", ["Too much salt."], "The queen"),
    ("A microphone caught her telling the cook “too much salt”.", "direct", ["too much salt"], "her"),
    ("Lopes came to the tent to say that the tour was off.", "indirect", ["the tour was off"], "Lopes"),
    ("The union quotes the driver as saying the bus was full.", "indirect", ["the bus was full"], "the driver"),
    ("The queen was told by the pilot that the boat had sunk.", "indirect", ["the boat had sunk"], "the pilot"),
    ("Not so, says Ana Lopes, who sells fish.", "indirect", ["Not so"], "Ana Lopes"),
    ("Ana Lopes, a head of Mar Ferries, said the port owed her a million.", "indirect", None, "Ana Lopes"),
    ("The cook saw it differently: the soup had been hot.", "indirect", ["the soup had been hot"], "The cook"),
    ("The hall was empty, per the mayor.", "indirect", ["The hall was empty"], "the mayor"),
    ("''We are late,'' said Ana Lopes.", "direct", ["We are late"], "Ana Lopes"),
    ("``We are late,'' said Ana Lopes.", "direct", ["We are late"], "Ana Lopes"),
    ("‘We are late,’ said Ana Lopes.", "direct", ["We are late"], "Ana Lopes"),
    ("«We are late», said Ana Lopes.", "direct", ["We are late"], "Ana Lopes"),
    ('"We are late, said Ana Lopes.', None, None, None),
]


@pytest.mark.parametrize(("text", "mode", "words", "named"), FORMS, ids=[f[0][:40] for f in FORMS])
def test_each_form_of_a_statement(text: str, mode: str | None, words: list[str] | None, named: str | None) -> None:
    found = said(text)
    if mode is None:
        return
    assert len(found) == 1
    assert found[0].mode == mode
    assert words is None or [s.exact for s in found[0].spans] == words
    assert found[0].named
    assert found[0].named.exact == named


def test_a_quote_goes_on_over_paragraphs_with_its_speaker() -> None:
    found = said("“We came early,” Ana Lopes said.\n\n“We left late.\n\n“We slept on the train.”\n")
    assert [s.spans[0].exact for s in found] == ["We came early", "We left late.", "We slept on the train."]
    assert {s.named.exact for s in found if s.named} == {"Ana Lopes"}
    assert all(s.named for s in found)


def test_two_speakers_of_one_sentence_have_their_own_words() -> None:
    found = statements("Ana Lopes said the road was open, and Ben Okafor said the bridge was shut.")
    assert [(s.speaker, s.spans[0].exact) for s in found] == [
        ("Ana Lopes", "the road was open"),
        ("Ben Okafor", "the bridge was shut"),
    ]


def test_relayed_words_are_the_inner_ones_with_who_relays_them() -> None:
    found = statements("Mayor Ana Lopes told reporters that “the road is open,” the journalist Ben Okafor said.")
    assert [(s.speaker, s.via, s.spans[0].exact) for s in found] == [("Ana Lopes", ("Ben Okafor",), "the road is open")]


def test_a_title_in_marks_is_no_quote() -> None:
    assert not any(s.quotes for s in statements('Ana Lopes said she would attend a "Joint Signing Ceremony" at noon.'))


def test_where_and_when_go_on_with_the_speaker() -> None:
    text = "LIMA, 3 June 2025 — By phone at 12:50, Mayor Ana Lopes told the Lima Courier that the road was open."
    text += " “We wait,” she said."
    first, second = statements(text)
    assert first.channel == second.channel == "phone"
    assert first.at is not None
    assert first.at == second.at
    assert second.speaker == "Ana Lopes"


def test_a_quote_whose_place_names_somebody_else_is_in_doubt_and_both_are_told() -> None:
    text = "Ana Lopes arrived. Ben Okafor, whose ministry called the visit “truly useful” on Monday, left."
    made = reading(text)
    found = [f for f in made.facts if isinstance(f, Statement)]
    assert [s.doubtful for s in found] == [True]
    notice = next(n for n in made.notices if n.code == "speaker-in-doubt")
    assert "ministry" in notice.message
    assert "Ben Okafor" in notice.message


def test_a_sure_quote_has_no_notice() -> None:
    made = reading("“We are late,” said Ana Lopes.")
    assert not any(n.code == "speaker-in-doubt" for n in made.notices)


def test_wishes_are_told_by_quotes_and_left_out_of_a_reading() -> None:
    text = "Ana Lopes wants a longer bridge."
    assert [s.spans[0].exact for s in said(text)] == ["a longer bridge"]
    assert not statements(text)


def test_a_transcript_gives_each_turn_to_its_speaker() -> None:
    text = (
        "TRANSCRIPT\n\nMS. LOPES: We are late. It rained.\n\nQ: Why?\n\nMR. OKAFOR: The road was shut.\n\n"
        "The briefing ended at noon.\n"
    )
    found = statements(text)
    assert [(s.speaker, s.mode, s.spans[0].exact, s.channel) for s in found] == [
        ("Lopes", "direct", "We are late. It rained.", "press_conference"),
        (None, "direct", "Why?", "press_conference"),
        ("Okafor", "direct", "The road was shut.", "press_conference"),
    ]


def test_a_post_is_one_statement_and_what_it_relays_is_via_its_account() -> None:
    text = "The tour is off. Her aide, Ben Okafor, told me that the bridge is shut.\n— Ana Byrne (@byrne_ana) June 3, 2025\n"
    post, relayed = statements(text)
    assert (post.speaker, post.channel, post.handle) == ("Ana Byrne", "post", "@byrne_ana")
    assert (relayed.speaker, relayed.via, relayed.spans[0].exact) == (
        "Ben Okafor",
        ("Ana Byrne",),
        "the bridge is shut",
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The town’s mayor, Ana Byrne, who chairs the board, said that the road was open.", "Ana Byrne"),
        ("Ana Byrne left. Her rival, Sen. Ben Okafor, told reporters that the road was open.", "Ben Okafor"),
        ("The road was open until noon, her press secretary, Ben Okafor, told the pool.", "Ben Okafor"),
        ("Rep. Ben Okafor (D-Va.), a member of the board, said the road was open.", "Ben Okafor"),
        ("Ana Byrne arrived. She’s said the road was open.", "Ana Byrne"),
    ],
)
def test_a_title_and_an_aside_are_whoever_they_name(text: str, speaker: str) -> None:
    found = statements(text)
    assert [s.speaker for s in found] == [speaker]


def test_the_writer_of_a_mail_relays_what_it_tells() -> None:
    mail = (
        "From: Grace Otieno <grace@quay.example>\nSubject: Friday\nDate: Thu, 05 Sep 2024 18:41:00 +0300\n"
        "Content-Type: text/plain; charset=utf-8\n\nColleagues,\n\nMayor Ana Byrne tells us that the road is open.\n"
    )
    found = [f for f in read(snapshot("a.eml", mail.encode())).facts if isinstance(f, Statement)]
    assert [(s.speaker, s.via) for s in found] == [("Ana Byrne", ("Grace Otieno",))]


HOSTILE = {
    "marks alone": '"' * 20000 + "“" * 20000 + "'" * 20000 + "”" * 20000,
    "open marks": "“a " * 20000,
    "single marks": "‘A " * 20000,
    "ten thousand quotes": "“We are late,” said Ana Lopes. " * 10000,
    "quotes alone": "“We are late.” " * 10000,
    "verbs alone": "said told added " * 10000,
    "commas": "Ana, Ben, " * 20000 + "said no.",
    "scripts": "„Ми запізнюємося“, said Олена. 「遅れる」 said 太郎。 «متأخر» said ليلى. " * 2000,
    "tags": '<p class="a">“We are <b>late</b>,” said <i>Ana Lopes</i>.</p> ' * 3000,
    "dots and hyphens": "a" + ".-'" * 50000 + " said",
    "asked and asked": "“Why?” Ana asked. " * 3000,
    "much on one line": (
        "“We are late,” said Ana Lopes, who told reporters on Monday that he “was never open”. " * 3000
    ),
    "lines": "“a\n" * 20000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read(name: str) -> None:
    text = HOSTILE[name]
    for statement in said(text):
        for span in (*statement.spans, *statement.quotes, *([statement.named] if statement.named else [])):
            assert text[span.start : span.end] == span.exact


def _steps(text: str) -> int:
    """How many calls reading takes, a count that no busy machine changes."""
    count = 0

    def tick(_frame: object, _event: str, _arg: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        said(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", ["open marks", "ten thousand quotes", "verbs alone", "commas", "quotes alone"])
def test_twice_the_text_takes_twice_the_steps(name: str) -> None:
    text = HOSTILE[name]
    said(text[:2000])
    one, two = _steps(text[: len(text) // 8]), _steps(text[: len(text) // 4])
    assert two < 2.5 * one


def test_marks_in_any_order_never_throw() -> None:
    chance = random.Random(7)
    pieces = [
        '"',
        "“",
        "”",
        "''",
        "``",
        "‘",
        "’",
        " said Ana Lopes",
        "We",
        ",",
        ".",
        "\n",
        " ",
        ":",
        "told reporters that",
        "according to",
    ]
    for _ in range(400):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 40)))
        for quote in quotes(text, 0, len(text)):
            assert 0 <= quote.opens <= quote.start <= quote.end <= quote.closes <= len(text)
        said(text)


def test_quotes_of_news_nobody_tuned_on(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The floor on a part of the training texts that was kept apart: a quarter of them, by their names."""
    scorer = runpy.run_path(str(shared / "tools" / "score_quotes.py"))
    documents = [
        d for d in scorer["load"](shared / "data" / "quotes" / "train") if zlib.crc32(d["id"].encode()) % 4 == 0
    ][::3]
    found = {
        d["id"]: [
            {
                "content": [[p.start, p.end] for p in s.spans],
                "source": [s.named.start, s.named.end] if s.named else None,
            }
            for s in said(d["text"])
        ]
        for d in documents
    }
    json.dumps(found)
    scorer["direct"](documents, found)
    scorer["everything"](documents, found)
    figures = [float(f) for f in re.findall(r"F1 ([\d.]+)", capsys.readouterr().out)]
    assert figures[1] > 0.86
    assert figures[2] > 0.56


def test_and_adds_a_clause_of_the_same_speaker() -> None:
    (told,) = said("The crane had jammed, the cook explained, and nobody would stand under it.")
    assert [s.exact for s in told.spans] == ["The crane had jammed", "nobody would stand under it"]


def test_a_shifted_tense_goes_on_with_what_was_told() -> None:
    found = statements("Ana Lopes runs the pier. The gate was shut, she said. It would open again with the tide.")
    assert [(s.speaker, s.spans[0].exact) for s in found] == [
        ("Ana Lopes", "The gate was shut"),
        ("Ana Lopes", "It would open again with the tide"),
    ]


def test_who_is_told_of_last_speaks_where_a_pronoun_names_nobody() -> None:
    found = statements("Asked about this, the warden laughed. “Kings catch colds too,” he said.")
    assert [s.speaker for s in found] == ["warden (unnamed)"]


def test_who_relays_a_quotation_stands_beside_its_speaker() -> None:
    (told,) = statements("The council secretary, Ben Okoro, quotes the driver as saying the car was full.")
    assert (told.speaker, told.via) == ("driver (unnamed)", ("Ben Okoro",))
