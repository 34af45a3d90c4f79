"""Events that a page marks up: read as plans and changes, joined with what is printed, led back to the markup."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asrun.model.document import Document, raw_range
from asrun.model.fact import Change, Organization, Person, Place, Plan, Timex
from asrun.model.notice import Notice
from asrun.model.reading import Reading
from asrun.reading.documents import document_of
from asrun.reading.reader import read
from asrun.sources.file import snapshot

PIER = {
    "@context": "https://schema.org",
    "@type": ["SocialEvent"],
    "@id": "https://quay.example/pier",
    "name": "Opening of the \u201cNorth\u201d pier &amp; tour",
    "startDate": "2024-03-12T14:05+01:00",
    "endDate": "2024-03-12T15:00+01:00",
    "location": {"@type": "Place", "name": "Town Hall", "address": {"streetAddress": "1 Quay"}},
    "organizer": {"@type": "Organization", "name": "Harbour Trust"},
    "performer": [{"@type": "Person", "name": "Ada Lund"}, {"name": "Bo Ek"}],
}


def page(*things: object, body: str = "<h1>Week</h1>") -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(t)}</script>' for t in things)
    return f"<html><head><title>Week</title>{scripts}</head><body>{body}</body></html>"


def reading(raw: str) -> Reading:
    return read(snapshot("a.html", raw.encode()))


def plans(made: Reading) -> list[Plan]:
    return [f for f in made.facts if isinstance(f, Plan)]


def changes(made: Reading) -> list[tuple[str, str, str, str]]:
    found = [f for f in made.facts if isinstance(f, Change)]
    return [(c.kind, c.about.summary if c.about else "", str(c.before), str(c.after)) for c in found]


def test_an_event_of_json_ld_leads_back_into_the_script() -> None:
    raw = page(PIER)
    made = reading(raw)
    (plan,) = plans(made)
    assert (plan.summary, plan.place, plan.participants) == (
        "Opening of the “North” pier & tour", "Town Hall", ("Ada Lund", "Bo Ek"),
    )  # fmt: skip
    assert (str(plan.starts), str(plan.ends)) == ("2024-03-12 14:05 Etc/GMT-1", "2024-03-12 15:00 Etc/GMT-1")
    assert plan.uid == "https://quay.example/pier"
    exact = [raw[slice(*raw_range(made.pieces, s.start, s.end))] for s in plan.spans]
    assert exact == [
        r"Opening of the \u201cNorth\u201d pier &amp; tour",
        PIER["startDate"],
        PIER["endDate"],
        "Town Hall",
    ]
    named = {f.name for f in made.facts if isinstance(f, Person | Place | Organization)}
    assert named == {"Ada Lund", "Bo Ek", "Town Hall", "Harbour Trust"}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("https://schema.org/EventCancelled", "cancelled"),
        ("EventPostponed", "postponed"),
        ("schema:EventMovedOnline", "format_changed"),
        ("EventRescheduled", "rescheduled"),
    ],
)
def test_a_status_is_a_change(status: str, kind: str) -> None:
    made = reading(page({**PIER, "eventStatus": status}))
    assert [c[0] for c in changes(made)] == [kind]
    assert changes(reading(page({**PIER, "eventStatus": "https://schema.org/EventScheduled"}))) == []


def test_an_earlier_start_is_the_plan_and_the_new_one_a_change() -> None:
    moved = {**PIER, "eventStatus": "EventRescheduled", "previousStartDate": "2024-03-12T13:05+01:00"}
    for body in (
        "<h1>Week</h1>",
        "<p>12 March 2024, all times in Oslo</p><p>14:05 Opening of the pier</p><p>16:00 Tea</p>",
    ):
        made = reading(page(moved, body=body))
        plan = next(p for p in plans(made) if "pier" in p.summary)
        assert str(plan.starts)[:16] == "2024-03-12 13:05"
        ((kind, about, before, after),) = changes(made)
        assert (kind, about, before[:16], after[:16]) == (
            "delayed",
            plan.summary,
            "2024-03-12 13:05",
            "2024-03-12 14:05",
        )


def test_events_in_events_graphs_and_references() -> None:
    graph = {
        "@graph": [
            {"@type": "Festival", "name": "Week", "startDate": "2024-03-11",
             "subEvent": [{"@type": "Event", "name": "Regatta", "startDate": "2024-03-13", "location": {"@id": "#p"}}]},
            {"@type": "Place", "@id": "#p", "address": {"streetAddress": "Pier 4", "addressLocality": "Oslo"}},
            {"@type": "Article", "name": "No event", "startDate": "2024-03-13"},
        ]
    }  # fmt: skip
    found = plans(reading(page(graph, graph["@graph"][0])))
    assert [(p.summary, str(p.starts), p.place) for p in found] == [
        ("Week", "2024-03-11", None), ("Regatta", "2024-03-13", "Pier 4, Oslo"),
    ]  # fmt: skip


MICRODATA = """<div itemscope itemtype="https://schema.org/Event"><h2 itemprop="name">Poetry <b>evening</b></h2>
<meta itemprop="startDate" content="2024-03-14T20:00+01:00"><div itemprop="location" itemscope
itemtype="https://schema.org/Place"><span itemprop="name">Old Library</span></div>
<link itemprop="eventStatus" href="https://schema.org/EventPostponed"></div>"""
RDFA = """<div vocab="https://schema.org/" typeof="Event"><h2 property="name">Poetry <b>evening</b></h2>
<span property="startDate" content="2024-03-14T20:00+01:00">Thursday</span>
<div property="location" typeof="Place"><span property="name">Old Library</span></div>
<a property="eventStatus" href="https://schema.org/EventPostponed" content="EventPostponed">off</a></div>"""


@pytest.mark.parametrize("markup", [MICRODATA, RDFA])
def test_microdata_and_rdfa(markup: str) -> None:
    made = reading(page(body=markup))
    (plan,) = plans(made)
    assert (plan.summary, str(plan.starts), plan.place) == (
        "Poetry evening",
        "2024-03-14 20:00 Etc/GMT-1",
        "Old Library",
    )
    assert [c[0] for c in changes(made)] == ["postponed"]


PRINTED = (
    "<h1>Programme</h1><p>Tuesday, 12 March 2024. All times in Oslo.</p>"
    "<ul><li>{} Opening of the pier</li><li>16:00 Tea</li></ul>"
)


def test_markup_completes_the_printed_item_and_doubles_nothing() -> None:
    made = reading(page(PIER, body=PRINTED.format("14:05")))
    pier, tea = plans(made)
    assert (pier.summary, pier.place, str(pier.ends)) == (
        "Opening of the pier",
        "Town Hall",
        "2024-03-12 15:00 Europe/Oslo",
    )
    assert pier.spans[0].exact == "14:05 Opening of the pier"
    assert PIER["startDate"] in [s.exact for s in pier.spans]
    assert (tea.summary, tea.uid) == ("Tea", None)


def test_markup_gives_a_bare_clock_its_zone() -> None:
    body = PRINTED.format("14:05").replace(" All times in Oslo.", "")
    pier = next(p for p in plans(reading(page(PIER, body=body))) if "pier" in p.summary)
    assert str(pier.starts) == "2024-03-12 14:05 Etc/GMT-1"


def test_another_event_of_the_same_moment_stays() -> None:
    made = reading(page({**PIER, "name": "Regatta"}, body=PRINTED.format("14:05")))
    assert sorted(p.summary for p in plans(made)) == ["Opening of the pier", "Regatta", "Tea"]


def test_one_name_at_two_clocks_is_one_event_and_a_notice() -> None:
    made = reading(page({**PIER, "name": "Opening of the pier"}, body=PRINTED.format("13:05")))
    assert [(p.summary, str(p.starts)) for p in plans(made)] == [
        ("Opening of the pier", "2024-03-12 13:05 Europe/Oslo"), ("Tea", "2024-03-12 16:00 Europe/Oslo"),
    ]  # fmt: skip
    assert [n.code for n in made.notices] == ["markup-disagrees"]


@pytest.mark.parametrize(
    ("markup", "value"),
    [
        ('<time datetime="2024-03-14T20:00+01:00">Thursday at eight</time>', "2024-03-14T20:00"),
        ('<time datetime="2024-03-14T19:00Z">Thursday at eight</time>', "2024-03-14T20:00"),
        ('<time datetime="2024-03-14T19:00Z">8 p.m.</time>', "2024-03-14T20:00"),
        ('<time datetime="2024-03-14T20:00">8 p.m.</time>', "2024-03-14T20:00"),
        ('<time datetime="2024-03-16">after the tide</time>', "2024-03-16"),
        ('<time datetime="2024-03-16">16 March</time>', "2024-03-16"),
    ],
)
def test_a_stated_moment_is_the_value_of_its_words(markup: str, value: str) -> None:
    made = reading(page(body=f"<p>The hall opens {markup}, says the trust.</p>"))
    found = [f for f in made.facts if isinstance(f, Timex)]
    assert value in [t.value for t in found]
    assert all(t.utc for t in found if t.type == "TIME" and ("Z" in markup or "+" in markup))


@pytest.mark.parametrize(
    "markup", ['<time datetime="2024-03-14">9 March</time>', '<time datetime="2024-03-14T19:07Z">8 p.m.</time>']
)
def test_words_that_contradict_their_moment_stand(markup: str) -> None:
    made = reading(page(body=f"<p>The hall opens {markup}, says the trust.</p>"))
    assert [n.code for n in made.notices if n.severity == "warning"][:1] == ["moment-disagrees"]
    assert all("2024-03-14" not in f.value for f in made.facts if isinstance(f, Timex))


PARTS = [
    *'{ } [ ] : , " \\ null 1 \\u201c \\ud83d'.split(), '"@type"', '"Event"', '"name"', '"startDate"', '"2024-03-12"',
    '<script type="application/ld+json">', "</script>", '<div itemscope itemtype="Event">', "</div>",
    '<i itemprop="name">', '<time itemprop="startDate" datetime="2024-03-12">', "<li>", "&amp;",
    '<b typeof="Event" property="subEvent">',
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=3), max_size=60))
def test_any_markup_is_read_and_leads_back(parts: list[str]) -> None:
    raw = "".join(parts).encode("utf-8", "ignore").decode()
    found = document_of(snapshot("a.html", raw.encode()), "a.html")
    if isinstance(found, Notice):
        return
    assert isinstance(found, Document)
    assert [p.start for p in found.pieces] == sorted(p.start for p in found.pieces)
    assert all(0 <= p.raw_start <= p.raw_end <= len(raw) for p in found.pieces)
    reading(raw)
