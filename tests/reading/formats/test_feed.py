"""Feeds: items as sections, and entities that cannot grow."""

import pytest

from asrun.model.document import Section, raw_range
from asrun.model.fact import Change, Plan
from asrun.model.reading import Reading
from asrun.reading.reader import read
from asrun.sources.file import snapshot

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Port Authority</title>
<item><title>Programme for Tuesday, 12 March 2024</title><pubDate>Mon, 11 Mar 2024 18:00:00 +0000</pubDate>
<description>short</description>
<content:encoded><![CDATA[<p>All times are local in Lisbon.</p><ul><li>10:00 Talks on fish &amp; salt</li>
<li>14:05 Signing of the pact</li></ul>]]></content:encoded></item>
<item><title>Lunch &amp; talks</title>
<description>&lt;p&gt;The lunch was cancelled, the mayor said.&lt;/p&gt;</description></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Port</title><updated>2024-03-11T18:00:00Z</updated>
<entry><title type="html">Caf&amp;eacute; &amp;amp; talks</title><updated>2024-03-11T18:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The lunch was cancelled.</p></div></content></entry>
</feed>"""


def reading(text: str, name: str = "a.rss") -> Reading:
    return read(snapshot(name, text.encode()))


def test_items_become_sections_under_their_titles() -> None:
    told = reading(RSS)
    heads = [s.heading.exact for s in told.facts if isinstance(s, Section) and s.heading]
    assert heads == ["Programme for Tuesday, 12 March 2024", "Lunch & talks"]
    plans = [f for f in told.facts if isinstance(f, Plan)]
    assert [(p.summary, str(p.starts)) for p in plans] == [
        ("Talks on fish & salt", "2024-03-12 10:00 Europe/Lisbon"),
        ("Signing of the pact", "2024-03-12 14:05 Europe/Lisbon"),
    ]
    assert [f.kind for f in told.facts if isinstance(f, Change)] == ["cancelled"]
    start, end = raw_range(told.pieces, plans[0].spans[0].start, plans[0].spans[0].end)
    assert RSS[start:end] == "10:00 Talks on fish &amp; salt"


def test_an_atom_feed_is_told_by_its_first_bytes() -> None:
    told = reading(ATOM, "feed.xml")
    heads = [s.heading.exact for s in told.facts if isinstance(s, Section) and s.heading]
    assert heads == ["Café & talks"]
    assert [f.kind for f in told.facts if isinstance(f, Change)] == ["cancelled"]


def laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE rss [<!ENTITY l0 "lol">{entities}]><rss><item><title>&l11; talks</title></item></rss>'


def test_a_billion_laughs_stay_as_they_are_written() -> None:
    told = reading(laughs())
    assert "feed-entities" in [n.code for n in told.notices]
    assert not [n for n in told.notices if n.severity == "error"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("<rss></rss>", "feed-empty"), ("<rss><item></item></rss>", "feed-empty"), ("no feed", "feed-empty")],
)
def test_a_feed_without_items_says_so(text: str, code: str) -> None:
    (notice,) = reading(text).notices
    assert (notice.code, notice.severity) == (code, "error")


@pytest.mark.parametrize(
    "text",
    [
        "<rss>" + "<item><title>Talks</title></item>" * 5000,
        "<item>" * 100_000,
        "<a>" * 100_000 + "</b>" * 100_000,
        "<!DOCTYPE [" * 50_000,
        "<![CDATA[" * 50_000,
        "<!--" * 50_000,
        "<item><title>" + "&amp;" * 100_000,
        "<item><title>x</title><description>" + "&lt;p" * 100_000 + "</description></item>",
        "<item><title>" + "&#9999999;" * 1000 + "</title></item>",
    ],
    ids=range(9),
)
def test_hostile_feeds_are_bounded(text: str) -> None:
    assert len(reading(text).facts) < 20_000
