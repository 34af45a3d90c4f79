"""Which document lends its zone to one that prints none."""

from asrun.model.source import Given
from asrun.model.time import Instant, Timex
from asrun.pipeline import read_together
from asrun.sources.file import snapshot

ARTICLE = (
    "Island council meets the port\n\nBay Courier, 15 August 2024\n\n"
    "HALIFAX – The talks opened at 1 p.m. on Wednesday, a clerk said.\n"
)
STATEMENT = (
    "Department of Ports\nStatement, August 15, 2024\n\n"
    "Minister Claire Dupont was away. She had been called to Vancouver. The next meeting is at 10 a.m. on Tuesday.\n"
)
POST = "@islandferries, 15 August 2024: We left the room at 2:40 p.m. and that was that.\n"


def zones(*texts: str) -> list[set[str | None]]:
    """The zones of the clocks of each text, read together."""
    files = [snapshot(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    clocks = [
        [f for f in r.facts if isinstance(f, Timex) and isinstance(f.when, Instant)]
        for r in read_together(files, Given())
    ]
    return [{clock.zone for clock in found} for found in clocks]


def test_a_date_line_below_a_title_stands_against_a_place_that_another_document_names() -> None:
    for texts in ((ARTICLE, STATEMENT), (STATEMENT, ARTICLE)):
        assert all(found == {"America/Halifax"} for found in zones(*texts))


def test_an_article_without_clocks_lends_the_zone_of_its_date_line() -> None:
    article = ARTICLE.replace("opened at 1 p.m.", "opened")
    assert zones(POST, article)[0] == {"America/Halifax"}
