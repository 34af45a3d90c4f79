"""The page: whole, safe, readable without colour or script, both zones beside every plan."""

import itertools
import re
from html.parser import HTMLParser

import msgspec
from sample import EMPTY, account, hostile, utc

from asrun.publish import publish

VOID = {"meta", "br", "link", "img", "line", "rect", "circle", "path", "hr", "input"}


class Page(HTMLParser):
    """Elements in order with their attributes and the text inside; complains about tags that do not nest."""

    def __init__(self, account_):
        super().__init__()
        self.source = publish(account_, "html").decode()
        self.open, self.found, self.texts = [], [], []
        self.feed(self.source)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs), len(self.texts)))
        if tag not in VOID and not (self.open and self.open[-1] == "style"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs), len(self.texts)))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.texts.append((tuple(self.open), " ".join(data.split())))

    def all(self, tag):
        return [attrs for name, attrs, _ in self.found if name == tag]

    @property
    def words(self):
        return " ".join(t for _, t in self.texts if t)


def rows(page):
    return re.findall(r'<tr id="event-(\w+)".*?</tr>', page.source, re.S), dict(
        re.findall(r'<tr id="event-(\w+)"[^>]*>(.*?)</tr>', page.source, re.S)
    )


def plain(markup):
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def test_the_page_loads_nothing_and_runs_nothing():
    page = Page(account())
    assert not page.all("script")
    assert not page.all("link")
    assert not page.all("img")
    assert not page.all("iframe")
    for _, attrs, _ in page.found:
        assert not any(a.startswith("on") for a in attrs)
        assert attrs.get("href", "#").startswith("#")
        assert "src" not in attrs
    assert "url(" not in page.source.replace("url(#", "")
    assert "@import" not in page.source
    assert "default-src 'none'" in page.source


def test_headings_are_in_order_and_landmarks_are_there():
    page = Page(account())
    levels = [int(tag[1]) for tag, _, _ in page.found if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert page.all("main")
    assert page.all("header")
    assert page.all("footer")
    ids = [a["id"] for _, a, _ in page.found if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in page.all("a")} <= set(ids)


def test_tables_have_scopes_and_drawings_have_words():
    page = Page(account())
    assert all("scope" in a for a in page.all("th"))
    drawn = [a for a in page.all("svg") if a.get("role") == "img"]
    assert len(drawn) == 2
    ids = {a["id"] for _, a, _ in page.found if "id" in a}
    assert all(set(a["aria-labelledby"].split()) <= ids for a in drawn)
    assert all("T" in a["datetime"] and re.search(r"[+-]\d\d:\d\d$", a["datetime"]) for a in page.all("time"))


def test_the_state_is_the_first_word_of_a_row_and_the_plan_stays():
    _, told = rows(Page(account()))
    assert plain(told["e07"]).startswith("Cancelled Signing of the Tagus Protocol")
    assert "15:05" in told["e07"]
    assert "15:40" in told["e07"]
    assert "end derived" in told["e07"]
    assert plain(told["e05"]).startswith("Skipped Working lunch")
    assert "No report yet" in told["e11"]
    assert "Nothing reported so far" in told["e11"]


def test_both_zones_with_day_marks_venue_first():
    _, told = rows(Page(account()))
    words = plain(told["e01"])
    assert words.index("02:30 Lisbon") < words.index("22:30 −1 day Ottawa")
    assert "+1 day" in plain(told["e11"])
    assert "2031-03-13T22:30-04:00" in told["e01"]


def test_deviations_are_words():
    page = Page(account())
    assert "25 min late" in page.words
    assert "2 h earlier" in page.words
    assert not re.search(r"[-−+]\d+ ?(min|h)\b", page.words)


def test_events_stay_in_the_order_of_the_account():
    page = Page(account())
    order = re.findall(r'<tr id="event-(\w+)"', page.source)
    assert order == [e.id for e in account().events]


def test_every_reference_leads_to_its_exact_words():
    page = Page(account())
    assert "The signing of the Tagus Protocol is cancelled" in page.words
    assert "notice.txt@122-168" in page.words


def test_sources_cannot_write_markup():
    page = Page(hostile("<script>alert(1)</script><img src=x onerror=y>\"'&</style>"))
    assert not page.all("script")
    assert not page.all("img")
    assert "&lt;script&gt;" in page.source


def test_an_empty_account_is_a_decent_page():
    page = Page(EMPTY)
    assert "The sources name no event" in page.words
    assert "no entry in the record" in page.words
    assert not page.all("table")


def test_the_moment_asked_about_is_drawn():
    assert 'class="now"' in Page(account(utc(12, 30))).source
    assert 'class="now"' not in Page(account()).source


def _luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_of_text_have_contrast_aa_in_light_and_dark():
    themes = re.findall(r":root \{(.*?)\}", publish(EMPTY, "html").decode(), re.S)
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", t)) for t in themes[:2])
    for theme in (light, dark):
        for ground in ("paper", "raised"):
            for ink in ("ink", "soft", "link", "off", "late", "held", "open", "contested"):
                high, low = sorted((_luminance(theme[ink]), _luminance(theme[ground])), reverse=True)
                assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)


def test_names_in_the_drawing_leave_room_for_the_lanes():
    one = account()
    long = ("Joint agreement signing ceremony", "WORKING MEETING WITH MAYORS OF MOQUEGUA", "Sitzung" * 20, "会談" * 20)
    renamed = [msgspec.structs.replace(e, summary=s) for e, s in zip(one.events, long, strict=False)]
    page = publish(msgspec.structs.replace(one, events=(*renamed, *one.events[len(long) :])), "html").decode()
    wide = re.findall(r'<svg class="timeline wide".*?</svg>', page, re.S)
    lines = re.findall(r"<tspan[^>]*>([^<]*)</tspan>", "".join(wide))
    assert {"Joint agreement signing", "ceremony"} <= set(lines)
    assert max(map(len, lines)) <= 40
    assert max(len(line) for line in lines if line.startswith("会")) <= 16
    assert max(len(line) for line in lines if line.isupper()) <= 24
