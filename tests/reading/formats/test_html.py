"""Web pages to text: what is main, one line a row, and every run leading back to the page's own code points."""

import html
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asrun.model.document import Document, Mark, raw_range
from asrun.model.notice import Notice
from asrun.reading.formats import document
from asrun.sources.file import snapshot
from bounded import read_bounded


def page(raw: str | bytes) -> Document:
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    found = document(snapshot("a.html", data), "a.html")
    assert isinstance(found, Document)
    return found


def marked(found: Document, kind: str) -> list[str]:
    return [found.text[m.start : m.end] for m in found.marks if m.kind == kind]


def source(found: Document, raw: str, words: str) -> str:
    start = found.text.index(words)
    return raw[slice(*raw_range(found.pieces, start, start + len(words)))]


def test_blocks_are_lines_and_blanks_are_one() -> None:
    found = page("<h1>Ada\n  Lund</h1><p>One <b>two</b>\t three.</p><ul><li>first<li>second</ul><p>a<br>b")
    assert found.text == "Ada Lund\n\nOne two three.\n\nfirst\nsecond\n\na\nb"
    assert marked(found, "heading") == ["Ada Lund"]
    assert marked(found, "item") == ["first", "second"]


def test_words_lead_back_through_entities_tags_and_blanks() -> None:
    raw = "<p>Ren&eacute;  Tiz<!-- x -->zard,&nbsp;<i>press</i>\n\n officer&#8212;gone &amp; back</p>"
    found = page(raw)
    assert found.text == "René Tizzard,\u00a0press officer—gone & back"
    assert source(found, raw, "René") == "Ren&eacute;"
    assert source(found, raw, "Tizzard") == "Tiz<!-- x -->zard"
    assert source(found, raw, "press officer") == "press</i>\n\n officer"
    assert source(found, raw, "officer—gone") == "officer&#8212;gone"


def test_the_title_and_the_dates_of_the_head_are_the_first_lines() -> None:
    found = page(
        '<title>Diary &amp; notes</title><meta property="article:published_time" content="2023-05-02T08:00:00+02:00">'
        '<meta name=keywords content="a, b"><meta name="last-modified" content="2023-05-03"><body><p>Words.'
    )
    assert found.text == "Diary & notes\n2023-05-02T08:00:00+02:00\n2023-05-03\n\nWords."
    assert [m for m in found.marks if m.value == "title"] == [Mark("heading", 0, 13, "title")]
    assert marked(found, "moment") == ["2023-05-02T08:00:00+02:00", "2023-05-03"]


def test_struck_out_added_and_dated_words_are_marked() -> None:
    found = page(
        '<p><del>10:00</del> <ins>11:00</ins> <s>Hall</s> <span style="text-decoration: line-through">A</span>'
        ' <time datetime="2024-02-03T11:00">eleven</time> <u>B</u>'
    )
    assert marked(found, "deleted") == ["10:00", "Hall", "A"]
    assert marked(found, "inserted") == ["11:00", "B"]
    assert [m.value for m in found.marks if m.kind == "moment"] == ["2024-02-03T11:00"]


def test_a_row_is_a_line_and_a_cell_over_rows_stands_in_each_of_them() -> None:
    raw = (
        "<table><tr><th>When<th>What<th>Where</tr><tr><td>9:00</td><td>Talks</td><td rowspan=2>Hall&nbsp;1</td></tr>"
        "<tr><td>10:00<td>Lunch</tr><tr><td colspan=2>Evening<td></table>"
    )
    found = page(raw)
    assert found.text.split("\n") == [
        "When\tWhat\tWhere",
        "9:00\tTalks\tHall\u00a01",
        "10:00\tLunch\tHall\u00a01",
        "Evening\t\t",
    ]
    cells = {m.value: found.text[m.start : m.end] for m in found.marks}
    assert cells["3,3"] == "Hall\u00a01"
    assert (cells["4,1"], cells["4,2"], cells["4,3"]) == ("Evening", "Evening", "")
    second = found.text.rindex("Hall")
    assert raw[slice(*raw_range(found.pieces, second, second + 6))] == "Hall&nbsp;1"


def test_a_first_cell_over_rows_keeps_the_columns_in_place() -> None:
    found = page("<table><tr><td rowspan=2>Hall<td>9:00<td>A<tr><td>10:00<td>B<tr><td>Room<td>11:00<td>C</table>")
    assert found.text == "Hall\t9:00\tA\nHall\t10:00\tB\nRoom\t11:00\tC"


def test_a_table_that_only_lays_out_the_page_is_blocks() -> None:
    found = page("<table><tr><td><p>One.</p><table><tr><td>a<td>b</table></td><td>Two.</td></tr></table>")
    assert found.text == "One.\n\na\tb\n\nTwo."


@pytest.mark.parametrize(
    "beside",
    [
        "<nav><ul><li>Home</ul></nav>", "<footer>Home</footer>", "<script>Home</script>", "<style>Home</style>",
        "<div hidden>Home</div>", '<p style="display:none">Home</p>', '<div role="navigation">Home</div>', "<!-- Home -->",
        '<ul><li><a href="/">Home</a><li><a href="/b">Away</a><li><a href="/c">Far</a></ul>', "<noscript>Home</noscript>",
        '<span aria-hidden="true">Home</span>', "<select><option>Home</select>",
    ],
)  # fmt: skip
def test_what_is_beside_the_text_is_left_out(beside: str) -> None:
    assert page(f"{beside}<p>Words.</p>{beside}").text == "Words."


def test_the_main_article_stands_alone_and_a_page_of_asides_stays() -> None:
    teaser = "<article><h2>Other</h2><p>Something else.</p></article>"
    story = f"<article><h1>Talks</h1><p>{'They met. ' * 40}</p></article>"
    assert page(f"<div>Masthead</div>{teaser}{story}{teaser}").text.startswith("Talks\n\nThey met.")
    assert page("<nav>Only this</nav>").text == "Only this"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<meta charset=windows-1252><p>Caf\u00e9 \u2013 5".encode("cp1252"), "Caf\u00e9 \u2013 5"),
        ("\ufeff<p>Caf\u00e9".encode("utf-16-le"), "Caf\u00e9"),
        ("<p>Caf\u00e9".encode(), "Caf\u00e9"),
        ("<meta charset=nonsense><p>Caf\u00e9".encode(), "Caf\u00e9"),
        ("<meta charset=punycode><p>Caf\u00e9".encode(), "Caf\u00e9"),
        (
            '<?xml version="1.0" encoding="ISO-8859-2"?><p>\u0141\u00f3d\u017a'.encode("iso-8859-2"),
            "\u0141\u00f3d\u017a",
        ),
        (b"<p>a\0b</p>" + b"<p>words</p>" * 40, "ab" + "\n\nwords" * 40),
    ],
)
def test_characters_are_read_as_the_page_declares_them(data: bytes, text: str) -> None:
    assert page(data).text == text


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"<p>Caf\xe9", "not-utf8"), (b"<p>\0\0\0\0a", "not-text"), (b"<meta charset=utf-8>\xff\xfe", "not-utf8")],
)
def test_what_is_no_page_says_why(data: bytes, code: str) -> None:
    found = document(snapshot("a.html", data), "a.html")
    assert isinstance(found, Notice)
    assert (found.code, found.severity, found.message.count(";")) == (code, "error", 2)


LINKED = '<script type="application/ld+json">'
HOSTILE = {
    "divs": "<div>" * 10_000 + "x", "closed": "<div>" * 9_000 + "x" + "</div>" * 9_000, "inline": "<p><b><i>x " * 9_000,
    "tags": "<a " * 20_000, "quotes": '<a href="' * 20_000, "mixed": "<a b='x\" " * 20_000, "less": "<" * 300_000,
    "entities": "&amp;" * 1_000_000, "spans": "<table>" + "<tr><td rowspan=99999999>a<td colspan=99999999>b" * 3_000,
    "tall": "<table><tr>" + "<td rowspan=1000>abc" * 500 + "<tr><td>x" * 9_000, "comments": "<!--" * 99_000,
    "tables": "<table><tr><td>x" * 9_000, "ends": "<i>" * 30_000 + "</b>" * 30_000 + "<b>" + "</b>" * 9_000,
    "lists": "<ul><li>x" * 9_000, "scripts": "<script>" * 20_000,
    "blanks": "<a" + " " * 500_000, "rows": "<table>" + "<tr>" * 90_000,
    "things": '<div itemscope itemtype="Event"><i itemprop="name">' * 9_000,
    "props": '<p itemprop="name" itemscope>x' * 9_000, "linked": LINKED + '{"a":[' * 90_000,
    "strings": LINKED + '"\\' * 90_000, "quoted": LINKED + '{"@type":"Event","name":"' + "&quot;" * 90_000,
    "mains": "<main>x" * 9_000, "marks": "<del><p>" * 9_000, "misnested": "<b><p>" * 9_000 + "</b>" * 9_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_gives_more_than_its_length(name: str) -> None:
    raw = HOSTILE[name]
    assert len(page(raw).text) < 2 * len(raw) + 1_000_000


def test_hostile_pages_are_read_within_bounds(tmp_path: Path) -> None:
    read_bounded(tmp_path, {f"{name}.html": raw for name, raw in HOSTILE.items()})


SNIPPETS = [
    *"<p> </p> <div> </div> <table> </table> <tr> <td> <th> </td> <del> </del> <ins> </ins> <ul> <li> </a>".split(),
    *"<nav> </nav> <br> <!-- --> < > &amp; &eacute &#0; &#99999999; &bogus; &shy; ' <pre> </pre> <title> </title>".split(),
    *"<script> </script> <main> </main> <article> words <caption>".split(), "\n", "\0", " ", '<a b="', "<a href=x>",
    "<td rowspan=2>", "<td colspan=3>",
    "9:00 a.m.", "Ada Lund", "<time datetime=2024-01-02>",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=4), max_size=60))
def test_any_page_leads_back_word_by_word(snippets: list[str]) -> None:
    raw = "".join(snippets).encode("utf-8", "ignore").decode()
    found = document(snapshot("a.html", raw.encode()), "a.html")
    if isinstance(found, Notice):
        return
    end = 0
    for piece in found.pieces:
        assert end <= piece.start < piece.end <= len(found.text)
        end = piece.end
        there, here = raw[piece.raw_start : piece.raw_end], found.text[piece.start : piece.end]
        same = "".join(" " if c.isspace() else c for c in there) == "".join(" " if c.isspace() else c for c in here)
        assert same or html.unescape(there) == here
    for mark in found.marks:
        assert 0 <= mark.start <= mark.end <= len(found.text)
    assert [m.start for m in found.marks] == sorted(m.start for m in found.marks)
