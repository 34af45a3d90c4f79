"""The only package that knows every stage: read -> link -> append -> as of -> reconcile -> publish.

`reading` reads documents together, so that what one leaves open is filled from the others as assumed; `apart` gives files
that hold a PDF a process of their own to be read in; `entries` turns a reading into rows of the record with their claimants
and valid times; `store` adds to a stored record; `asking` asks it; `clocks` reads time expressions alone, `quoting` who
says what, `lines` texts by the thousand; `differing` compares two versions of a schedule; `formats` lists what can be read;
`telling` puts readings and rows into words; `joint` gives the joint reading; `replaying` tells a day again as it became
known, `counting` how many days came out; `noting` takes a person's own word, `judging` keeps what one decides; `picture`
shows a printed page; `keeping` proves, verifies, redacts and moves a record, `rereading` reads its documents again.
Commands, servers and watchers call these functions and never a stage. Names are loaded when they are first used, so that
a command starts with what it needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asrun.pipeline.asking import Question, ask, ask_changed, ask_files, find_events, place
    from asrun.pipeline.clocks import times_lines, times_text
    from asrun.pipeline.counting import stats
    from asrun.pipeline.differing import diff_json, diff_text, differ
    from asrun.pipeline.formats import format_lines
    from asrun.pipeline.joint import reading_json
    from asrun.pipeline.judging import correct, doubts, fact_text, judge, merge, relink, split
    from asrun.pipeline.keeping import (
        check_proof,
        doctor_lines,
        export,
        export_tiles,
        import_lines,
        prove,
        redact,
        verify_record,
    )
    from asrun.pipeline.lines import LineError
    from asrun.pipeline.noting import keep_note, note, read_note
    from asrun.pipeline.picture import page_picture
    from asrun.pipeline.quoting import quotes_lines, quotes_text
    from asrun.pipeline.reading import read_together
    from asrun.pipeline.replaying import replay, replay_lines
    from asrun.pipeline.rereading import reread, reread_lines, rezone, supersede, zone_lines
    from asrun.pipeline.store import Added, accept, add, open_record, withdraw
    from asrun.pipeline.telling import axes_line, event_text, explain, log_lines, reading_text
    from asrun.publish import Options, publish
    from asrun.reconcile.wording import languages
    from asrun.record.errors import RecordError

_HOMES = {
    "asrun.pipeline.asking": ("Question", "ask", "ask_changed", "ask_files", "find_events", "place"),
    "asrun.pipeline.clocks": ("times_lines", "times_text"),
    "asrun.pipeline.lines": ("LineError",),
    "asrun.pipeline.quoting": ("quotes_lines", "quotes_text"),
    "asrun.pipeline.formats": ("format_lines",),
    "asrun.pipeline.counting": ("stats",),
    "asrun.pipeline.replaying": ("replay", "replay_lines"),
    "asrun.pipeline.differing": ("diff_json", "diff_text", "differ"),
    "asrun.pipeline.joint": ("reading_json",),
    "asrun.pipeline.judging": ("correct", "doubts", "fact_text", "judge", "merge", "relink", "split"),
    "asrun.pipeline.keeping": (
        "check_proof",
        "doctor_lines",
        "export",
        "export_tiles",
        "import_lines",
        "prove",
        "redact",
        "verify_record",
    ),
    "asrun.pipeline.noting": ("keep_note", "note", "read_note"),
    "asrun.pipeline.picture": ("page_picture",),
    "asrun.pipeline.reading": ("read_together",),
    "asrun.pipeline.rereading": ("reread", "reread_lines", "rezone", "supersede", "zone_lines"),
    "asrun.pipeline.store": ("Added", "accept", "add", "open_record", "withdraw"),
    "asrun.pipeline.telling": ("axes_line", "event_text", "explain", "log_lines", "reading_text"),
    "asrun.publish": ("Options", "publish"),
    "asrun.reconcile.wording": ("languages",),
    "asrun.record.errors": ("RecordError",),
}

__all__ = [
    "Added",
    "LineError",
    "Options",
    "Question",
    "RecordError",
    "accept",
    "add",
    "ask",
    "ask_changed",
    "ask_files",
    "axes_line",
    "check_proof",
    "correct",
    "diff_json",
    "diff_text",
    "differ",
    "doctor_lines",
    "doubts",
    "event_text",
    "explain",
    "export",
    "export_tiles",
    "fact_text",
    "find_events",
    "format_lines",
    "import_lines",
    "judge",
    "keep_note",
    "languages",
    "log_lines",
    "merge",
    "note",
    "open_record",
    "page_picture",
    "place",
    "prove",
    "publish",
    "quotes_lines",
    "quotes_text",
    "read_note",
    "read_together",
    "reading_json",
    "reading_text",
    "redact",
    "relink",
    "replay",
    "replay_lines",
    "reread",
    "reread_lines",
    "rezone",
    "split",
    "stats",
    "supersede",
    "times_lines",
    "times_text",
    "verify_record",
    "withdraw",
    "zone_lines",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
