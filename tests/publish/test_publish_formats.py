"""What holds for every format."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import EMPTY, account, hostile, utc

from asrun.publish import Options, extension, formats, media_type, publish


def test_formats_are_the_modules_of_the_folder():
    assert formats() == ("html", "ics", "json", "table", "text")
    assert {extension(f) for f in formats()} == {".html", ".ics", ".json", ".txt"}
    assert all("/" in media_type(f) for f in formats())


def test_listing_formats_imports_none_of_them():
    heavy = "('jinja2', 'icalendar', 'asrun.publish.')"
    code = f"import sys, asrun.publish as p; p.formats(); print([m for m in sys.modules if m.startswith({heavy})])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(ValueError, match="table"):
        publish(EMPTY, "papyrus")


@pytest.mark.parametrize("format", formats())
def test_same_account_same_bytes(format):
    assert publish(account(), format) == publish(account(), format)


@pytest.mark.parametrize("format", formats())
def test_an_empty_account_is_told(format):
    assert publish(EMPTY, format)


@pytest.mark.parametrize("format", formats())
def test_private_words_and_names_are_withheld(format):
    told = publish(account(), format).decode()
    for secret in ("SECRETWORD", "A friend", "private-note.txt", "e5" * 32):
        assert secret not in told
    if format != "ics":
        assert "withheld" in told


@pytest.mark.parametrize("format", ["html", "table", "text"])
def test_both_axes_of_the_question_are_printed(format):
    told = " ".join(publish(account(utc(12, 30)), format).decode().split())
    assert "As of 12:30 Lisbon, 08:30 Ottawa, 14 March 2031" in told
    assert "entry 72 of the record, recorded by 14 March 2031, 18:02 UTC" in told


@pytest.mark.parametrize("format", formats())
@settings(max_examples=25, deadline=None)
@given(words=st.text(max_size=40))
def test_no_text_of_a_source_makes_it_throw(format, words):
    publish(hostile(words), format, Options(width=80)).decode("utf-8")


@pytest.mark.parametrize("format", formats())
def test_lone_surrogates_and_controls_do_no_harm(format):
    told = publish(hostile("\ud800 \x00 \x1b[31m \u202e end"), format, Options(colour=False))
    assert b"\x1b" not in told or format == "json"
    assert b"\x00" not in told
