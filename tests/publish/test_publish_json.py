"""The account as data."""

import json

import msgspec
from sample import account, utc

from asrun.model.account import Account
from asrun.publish import publish
from asrun.publish.parts.discretion import withhold


def test_what_is_published_can_be_read_back_whole():
    told = withhold(account(utc(12, 30)))
    assert msgspec.json.decode(publish(told, "json"), type=Account) == told


def test_schema_sorted_keys_and_line_end():
    told = publish(account(), "json")
    data = json.loads(told)
    assert data["schema"] == "asrun-account/1"
    assert list(data) == sorted(data)
    assert told.endswith(b"}\n")


def test_instants_stand_in_utc_and_in_their_zone():
    data = json.loads(publish(account(), "json"))
    start = data["events"][0]["planned_start"]["value"]
    assert start["utc"] == "2031-03-14T02:30:00Z"
    assert start["local"] == "2031-03-14T02:30:00+00:00"
    assert data["recorded_by"] == "2031-03-14T18:02:00Z"
