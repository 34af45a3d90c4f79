"""Two versions of a schedule: which item is which, what of it changed, and what is too much to be told one by one."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from asrun.linking.pairing import pairs
from asrun.linking.versions import compare
from asrun.model.comparison import Comparison
from asrun.model.fact import Plan
from asrun.model.source import Given
from asrun.model.span import Span
from asrun.model.time import Day, Instant
from asrun.pipeline.differing import differ
from asrun.sources.file import snapshot
from told import at

HERE = Path(__file__).parent / "versions"
CHANGED = {
    ("shortened", "Tour of the dry dock", "ends", "10:15", "10:00"),
    ("delayed", "Interview with Rui Tavora", "starts", "10:30", "14:00"),
    ("advanced", "Interview with Petra Lindqvist", "starts", "14:00", "10:30"),
    ("confirmed", "Meeting with the dockers' union", "tentative", "tentative", "confirmed"),
    ("relocated", "Lunch hosted by Mayor Ines Falcao", "place", "Town Hall", "Customs House"),
    (
        "retitled",
        "Signing of the towage and pilotage agreement",
        "summary",
        "Signing of the towage agreement",
        "Signing of the towage and pilotage agreement",
    ),
    ("added", "Visit to the pilots' school", None, None, "15:20"),
    ("delayed", "Press conference", "starts", "16:00", "16:20"),
    ("dropped", "Photo call", None, "15:30", None),
}


def told(made: Comparison) -> set[tuple[str, str, str | None, str | None, str | None]]:
    return {(c.kind, c.summary, c.field, words(c.before), words(c.after)) for c in made.changes}


def words(value: object) -> str | None:
    if isinstance(value, Instant):
        return f"{value.local:%H:%M}"
    return None if value is None else str(value)


def plan(summary: str, clock: str = "10:00", uid: str | None = None, **more: object) -> Plan:
    span = Span("day.txt", 0, 1, summary)
    return msgspec.structs.replace(Plan(summary, "other", (span,), at(clock), uid=uid), **more)


def many(count: int, uid: bool = True) -> list[Plan]:
    return [plan(f"Talk {n}", f"{8 + n % 12:02}:{n % 60:02}", f"uid-{n}" if uid else None) for n in range(count)]


def test_each_kind_of_change_of_a_day_and_nothing_else() -> None:
    versions = [snapshot(f"{n}.txt", (HERE / f"{n}.txt").read_bytes()) for n in (1, 2)]
    made = differ(versions, Given())
    assert not isinstance(made, list)
    assert told(made.comparison) == CHANGED
    assert not made.comparison.mass_changes
    same = differ([versions[0], snapshot("again.txt", versions[0].data)], Given())
    assert not isinstance(same, list)
    assert not same.comparison.changes


def test_a_pair_says_why_it_is_one() -> None:
    match = pairs([plan("Lunch with the mayor")], [plan("Lunch with the mayor", "13:00")])[0]
    assert "same words" in match.reason
    assert 50 <= match.score <= 100
    assert pairs([plan("a", uid="x")], [plan("b", uid="x")])[0].reason == "same uid: x"
    assert not pairs([plan("Lunch", uid="x")], [plan("Lunch", uid="y")])


def test_one_instant_in_another_notation_is_no_change() -> None:
    start = at("14:00")
    for zone in ("UTC", "Asia/Tokyo", "Etc/GMT-1"):
        other = plan("Talks", starts=Instant(start.utc, zone))
        assert not compare([plan("Talks", "14:00")], [other]).changes


def test_one_clock_of_another_zone_is_a_change_of_zone() -> None:
    start = at("14:00")
    shifted = Instant(start.utc - timedelta(hours=9) + start.local.utcoffset(), "Asia/Tokyo")  # type: ignore[operator]
    change = compare([plan("Talks", "14:00")], [plan("Talks", starts=shifted)]).changes
    assert [c.kind for c in change] == ["zone_changed"]


def test_an_end_that_moves_with_its_start_is_no_change_of_its_own() -> None:
    before, after = plan("Talks", "10:00", ends=at("11:00")), plan("Talks", "10:30", ends=at("11:30"))
    assert [(c.kind, c.seconds) for c in compare([before], [after]).changes] == [("delayed", 1800)]
    longer = compare([before], [plan("Talks", "10:30", ends=at("12:00"))]).changes
    assert [(c.kind, c.field) for c in longer] == [("delayed", "starts"), ("extended", "ends")]


def test_a_person_whom_a_scan_hid_in_the_same_title_neither_came_nor_went() -> None:
    hidden = plan("MEETING w/URMAS TAMM")
    read = plan("MEETING w/URMAS TAMM", participants=("Urmas Tamm",))
    assert not compare([hidden], [read]).changes
    assert not compare([read], [hidden]).changes
    beside = plan("MEETING w/URMAS TAMM", participants=("Urmas Tamm", "Ana Reis"))
    assert [c.kind for c in compare([hidden], [beside]).changes] == ["participants_changed"]


def test_another_day_is_rescheduled_but_an_hour_past_midnight_is_not() -> None:
    late, day = plan("Vigil", "23:30"), timedelta(days=1)
    for shift, kind in ((timedelta(hours=1), "delayed"), (day, "rescheduled"), (-day, "rescheduled")):
        moved = plan("Vigil", starts=Instant(late.starts.utc + shift, late.starts.zone))  # type: ignore[union-attr]
        assert [c.kind for c in compare([late], [moved]).changes] == [kind]


def test_clocks_without_a_zone_are_compared_on_the_wall() -> None:
    day = at("10:00").local.date()
    before, after = (plan("Talks", starts=Day(day, clock=c)) for c in ("10:00", "10:45"))
    assert [(c.kind, c.seconds) for c in compare([before], [after]).changes] == [("delayed", 2700)]
    assert not compare([before], [plan("Talks", "10:00")]).changes
    gone = compare([before], [plan("Talks", starts=Day(day))]).changes
    assert [c.kind for c in gone] == ["postponed"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MEETING w/ZOE VERNER", "Meeting w/ Z0E VERNER."),
        ("CALL w/FlNNISH MINISTER", "CALL w/FINNISIFI MINISTER"),
        ("PRESS AVAIL Iv/TURIUSH ENVOY", "PRESS AVAIL w/TURKISH ENVOY"),
        ("90TH BIRTHDAY OF MRS. RODEN", "90 BIRTHDAY OF MRS RODEN"),
    ],
)
def test_damaged_words_are_no_new_title(one: str, other: str) -> None:
    assert not compare([plan(one)], [plan(other)]).changes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Call with Tim Brandt", "Call with Kim Brandt"),
        ("Talks, round 2", "Talks, round 3"),
        ("Danish team", "Polish team"),
    ],
)
def test_other_words_are_a_new_title_and_data_is_compared_letter_by_letter(one: str, other: str) -> None:
    made = compare([plan(one), plan("Lunch")], [plan(other), plan("Lunch")])
    assert {c.kind for c in made.changes} & {"retitled", "added"}
    data = compare([plan("Visit", uid="x")], [plan("visit", uid="x")])
    assert [c.kind for c in data.changes] == ["retitled"]


def test_legs_of_travel_are_known_by_where_they_begin_and_end() -> None:
    def leg(origin: str, destination: str, clock: str) -> Plan:
        summary = f"Departure from {origin} for {destination}"
        return plan(summary, clock, kind="departure", origin=origin, destination=destination, place=origin)

    before = [leg("Palace", "Residence", "16:00")]
    after = [leg("Palace", "Opera", "17:30"), leg("Opera", "Residence", "19:20")]
    found = [(c.kind, c.field, c.before, c.after) for c in compare(before, after).changes if c.field != "starts"]
    assert found[0] == ("relocated", "destination", "Residence", "Opera")
    assert [f[0] for f in found] == ["relocated", "added"]


def test_items_of_one_title_keep_their_places_around_a_new_one() -> None:
    before = [
        plan("Arrival of guests", "11:35"),
        plan("Office time", "11:45", ends=at("12:45")),
        plan("Talks", "12:45"),
    ]
    after = [
        before[0],
        plan("Office time", "11:45", ends=at("12:15")),
        plan("Drop-by", "12:15"),
        plan("Office time", "12:20", ends=at("12:45")),
        before[2],
    ]
    found = [(c.kind, c.summary, words(c.after)) for c in compare(before, after).changes]
    assert found == [
        ("shortened", "Office time", "12:15"),
        ("added", "Drop-by", "12:15"),
        ("added", "Office time", "12:20"),
    ]


def test_restored_needs_a_version_before() -> None:
    gone, stays = plan("Tea with the choir", "15:00"), plan("Talks")
    back = [stays, plan("Tea with the choir", "15:30")]
    assert [c.kind for c in compare([stays], back).changes] == ["added"]
    change = compare([stays], back, [[gone, stays]]).changes[0]
    assert (change.kind, words(change.before), words(change.after)) == ("restored", "15:00", "15:30")
    twice = [stays, plan("Talks", "18:00")]
    assert [c.kind for c in compare([stays], twice, [[stays]]).changes] == ["added"]


def test_many_changes_of_one_kind_are_held() -> None:
    old = many(40)
    for count, held in ((19, 0), (20, 1)):
        new = [msgspec.structs.replace(p, place="Annex") if n < count else p for n, p in enumerate(old)]
        made = compare(old, new)
        assert (len(made.mass_changes), len(made.changes)) == (held, 0 if held else count)
    assert made.mass_changes[0].count == 20
    assert len(made.mass_changes[0].members) == 20


def test_eight_that_move_together_are_held_and_what_else_changed_of_them_is_told() -> None:
    old = many(12)
    new = [msgspec.structs.replace(p, starts=p.starts.shifted(1800, "stated")) for p in old[:8]] + old[8:]  # type: ignore[union-attr]
    new[0] = msgspec.structs.replace(new[0], place="Annex")
    made = compare(old, new)
    assert [(m.kind, m.count, m.seconds) for m in made.mass_changes] == [("delayed", 8, 1800)]
    assert [c.kind for c in made.changes] == ["relocated"]
    assert not compare(old, [*new[:7], *old[7:]]).mass_changes


@pytest.mark.parametrize("uid", [True, False])
def test_an_outage_and_its_end_tell_nothing_one_by_one(uid: bool) -> None:
    full = many(30, uid)
    gone, back = compare(full, full[:1]), compare(full[:1], full, [full])
    assert (gone.changes, back.changes) == ((), ())
    assert [(m.kind, m.count) for m in gone.mass_changes] == [("dropped", 29)]
    assert [(m.kind, m.count) for m in back.mass_changes] == [("restored", 29)]
    few = many(5, uid)
    assert [m.kind for m in compare(few, []).mass_changes] == ["dropped"]
    assert [m.kind for m in compare([], few).mass_changes] == ["added"]


def test_a_day_of_five_with_two_changes_is_never_held() -> None:
    few = many(5)
    assert not compare(few, few[2:]).mass_changes
    assert len(compare(few, few[2:]).changes) == 2
    assert not compare(few[2:], few).mass_changes
