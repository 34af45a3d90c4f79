"""Names of one person or place in several documents."""

from asrun.model.exchange_entities import Entities
from asrun.reading.reader import read
from asrun.sources.file import snapshot


def names(*texts: str) -> dict[str, list[str]]:
    lists = Entities([read(snapshot(f"{n}.txt", t.encode())) for n, t in enumerate(texts)]).lists()
    return {kind: [e["name"] for e in found] for kind, found in lists.items()}


def test_a_surname_of_another_document_is_the_one_person_who_bears_it():
    found = names("Governor Dana Whitlock spoke.\n", "Governor Whitlock left.\n")
    assert found["people"] == ["Dana Whitlock"]


def test_two_who_share_a_surname_stay_two():
    found = names("Dana Whitlock spoke to Sen. Jane Whitlock.\n", "Senator Jane Whitlock left.\n")
    assert found["people"] == ["Dana Whitlock", "Jane Whitlock"]


def test_a_town_is_its_airport_where_only_that_was_named():
    found = names("She flies from Lunholm Airport.\n", "Her aircraft left Lunholm at 5 p.m.\n")
    assert found["places"] == ["Lunholm Airport"]


def test_an_office_of_one_document_is_who_holds_it_in_another():
    found = names("The Prime Minister visits the school at noon.\n", "PM Ana Lund left at 2 p.m.\n")
    assert found["people"] == ["Ana Lund"]


def test_a_given_name_that_is_a_city_is_a_person_where_she_is_addressed():
    found = names("Minister Sofia Lindgren spoke.\n\nTHE MAYOR: Thank you, Sofia.\n")
    assert "Sofia" not in found["places"]


def test_officials_without_an_article_who_say_something_are_unnamed():
    assert names("Sudanese officials denied it.\n")["people"] == ["Sudanese officials (unnamed)"]


def test_a_medium_of_one_word_is_told_by_its_reporter_and_its_byline():
    found = names("Pool report #4\nFrom: Ana Lund, Corvina\n\nAn usher told a Marlowe reporter that it rained.\n")
    assert found["organizations"] == ["Corvina", "Marlowe"]
