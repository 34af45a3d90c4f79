"""The terminal's table and the plain story."""

import re

import pytest
from sample import EMPTY, account, hostile

from asrun.publish import Options, publish
from asrun.publish.parts.lines import cells

EVIDENCE = re.compile(r'^ +\[\d+\] .*@\d+-\d+ "')


def lines(told, format="table", **options):
    return publish(told, format, Options(**options)).decode().splitlines()


@pytest.mark.parametrize("width", [80, 100, 132])
@pytest.mark.parametrize("format", ["table", "text"])
@pytest.mark.parametrize(
    "told", [account(), EMPTY, hostile("W" * 150), hostile("長い名前" * 40)], ids=["day", "empty", "long", "wide"]
)
def test_no_line_but_evidence_is_wider_than_asked(format, width, told):
    for line in lines(told, format, width=width):
        assert cells(line) <= width or EVIDENCE.match(line), line


def test_plan_against_actual_in_both_zones():
    told = lines(account())
    row = next(line for line in told if "Opening session [2]" in line)
    assert row.startswith("09:00–10:15      05:00–06:15      Opening session [2]")
    assert row.endswith("Held, 25 min late")
    assert any(line.startswith("02:30            22:30 −1 day") for line in told)
    assert any(line.startswith("to 00:45 +1 day") for line in told)
    assert any("Lisbon (UTC+0)" in line and "Ottawa (UTC−4)" in line for line in told)


def test_the_state_word_is_first_and_the_plan_stays():
    row = next(line for line in lines(account()) if line.startswith("15:05–15:40"))
    assert re.search(r"  Cancelled$", row)


def test_references_lead_to_exact_words():
    told = "\n".join(lines(account()))
    assert '[25] notice.txt@122-168 "The signing of the Tagus Protocol is cancelled"' in told
    body, _, evidence = told.partition("EVIDENCE")
    assert set(re.findall(r"\[\d+\]", body)) == set(re.findall(r"\[\d+\](?= )", evidence))


def test_changes_say_when_who_and_how_sure():
    told = " ".join("\n".join(lines(account())).split())
    assert "12:40 Lisbon, 08:40 Ottawa Working lunch: skipped. (Press pool) [22]" in told
    assert "With reservation: Meeting of the two delegations: apparently 30 min later." in told


def test_colour_only_where_asked_and_it_changes_no_word():
    plain, coloured = lines(account()), lines(account(), colour=True)
    assert not any("\x1b" in line for line in plain)
    assert any("\x1b" in line for line in coloured)
    assert [re.sub(r"\x1b\[[\d;]*m", "", line).rstrip() for line in coloured] == plain


def test_a_clock_and_its_zone_stay_together():
    for width in range(60, 100):
        told = "\n".join(lines(account(), "text", width=width))
        assert not re.search(r"\d:\d\d\n +(Lisbon|Ottawa)|[−+]\d\n +day", told)


def test_the_story_has_no_boxes():
    told = "\n".join(lines(account(), "text"))
    assert not re.search(r"[\u2500-\u257f]", told)
    assert "Cancelled: Signing of the Tagus Protocol" in told
    assert "“Nobody is eating here today,”" in told
