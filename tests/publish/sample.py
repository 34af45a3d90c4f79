# ruff: noqa: E501  (the programme and its events are laid out by hand, one a paragraph)
"""A rich account made by hand: invented people and a forum in Lisbon, told to readers in Ottawa."""

from datetime import UTC, date, datetime, timedelta

from asrun.model.account import (
    Account,
    ChangeLine,
    ClaimLine,
    Contest,
    ContestSide,
    EventAccount,
    Highlight,
    Known,
    ObservationLine,
    SourceLine,
    StatementLine,
    ZoneColumn,
)  # fmt: skip
from asrun.model.fact import Change, Mention, Observation, Statement
from asrun.model.notice import Notice
from asrun.model.span import Span
from asrun.model.time import Day, DayPart, Instant, Relative, instant

LISBON, OTTAWA = "Europe/Lisbon", "America/Toronto"
DAY = date(2031, 3, 14)

TEXTS = {
    "programme.txt": """River Forum Secretariat: programme for Friday 14 March 2031
2:30 a.m./10:30 p.m. Arrival of the Canadian delegation, Figo Maduro air base
9:00 a.m./5:00 a.m. Opening session, Palácio das Águas (75 minutes)
Photo call immediately after the opening session
11:30 a.m./7:30 a.m. Meeting of the two delegations
12:15 p.m./8:15 a.m. Working lunch, Casa do Arco
2:00 p.m./10:00 a.m. Youth panel on flood plains, Sala Tejo
3:05 p.m./11:05 a.m. 35-minute-long signing of the Tagus Protocol
3:40 p.m./11:40 a.m. Boat from Cais das Colunas to Belém
5:00 p.m./1:00 p.m. Press conference by Minister Odile Marchetti
11:30 p.m./7:30 p.m. Reception by the City of Lisbon, until 12:45 a.m.
Saturday 15 March: visit to the Alqueva dam; round table on fish ladders, in the evening
""",
    "pool-1.txt": """Pool report 1, 12:25 p.m. local. The plane door opened at 2:30 on the dot. The opening session began at 9:25
because the interpreters' booth had no power. At 11:50 the meeting of the delegations appeared to run about
30 minutes behind.
""",
    "pool-2.txt": """Pool report 2, 12:40 p.m. local. We were told at 12:35 that there is a change of programme. Tables at Casa do
Arco are being cleared; lunch is off. "Nobody is eating here today," said head waiter Rui Lobato.
""",
    "notice.txt": """The Secretariat informs the press that the press conference of Minister Marchetti is brought forward from
17:00 to 15:00. The signing of the Tagus Protocol is cancelled. The youth panel does not take place.
""",
    "gazette.txt": """The ministers left without a signature. Instead of the boat they drove straight to the airport at 15:50.
"We were a sentence apart, and it was a long sentence," Marchetti told reporters. Her counterpart, Tomás Ferraz, said
through a spokesperson that Ottawa wanted all dams listed and Lisbon could not agree. Pupils said they discussed
flood plains in the Sala Tejo for an hour from 2 o'clock. The visit to the dam had been "on Sunday" in an earlier notice.
""",
    "private-note.txt": "Between us: the reception is going to be called off because of SECRETWORD.\n",
}


def quote(doc: str, words: str) -> Span:
    """The span of words in a sample document."""
    start = TEXTS[doc].index(words)
    return Span(doc, start, start + len(words), words)


def lisbon(hour: int, minute: int = 0, day: int = 14, basis: str = "stated", bound: str | None = None) -> Instant:
    """An instant of the day in Lisbon."""
    told = instant(datetime(2031, 3, day, hour, minute), LISBON)
    return Instant(told.utc, LISBON, basis, bound)  # type: ignore[arg-type]


def utc(hour: int, minute: int = 0, day: int = 14) -> datetime:
    """A moment of the record's clock; Lisbon is on UTC that day."""
    return datetime(2031, 3, day, hour, minute, tzinfo=UTC)


SECRETARIAT, POOL, GAZETTE = "River Forum Secretariat", "Press pool", "Tagus Gazette"
_RECORDED = utc(18, 2)


def plan(line: str, value: object, words: str = SECRETARIAT) -> Known:
    """A planned value of the programme."""
    return Known(value, (quote("programme.txt", line),), words)  # type: ignore[arg-type]


def event(id: str, summary: str, line: str, start: object, **fields: object) -> EventAccount:
    """An event of the programme."""
    known = plan(line, start) if start else None
    settled: dict[str, object] = {
        "publisher": SECRETARIAT,
        "mentions": (quote("programme.txt", line),) if line else (),
        "recorded_at": _RECORDED,
        "first_recorded_at": utc(7),
    }
    return EventAccount(id, summary, **{"kind": "other", "planned_start": known, **settled, **fields})  # type: ignore[arg-type]


def _events() -> tuple[EventAccount, ...]:
    late = quote("pool-1.txt", "began at 9:25")
    behind = quote("pool-1.txt", "appeared to run about\n30 minutes behind")
    off = quote("notice.txt", "The signing of the Tagus Protocol is cancelled")
    moved = quote("notice.txt", "brought forward from\n17:00 to 15:00")
    drove = quote("gazette.txt", "Instead of the boat they drove straight to the airport at 15:50")
    door = quote("pool-1.txt", "The plane door opened at 2:30 on the dot")
    signing = "3:05 p.m./11:05 a.m. 35-minute-long signing of the Tagus Protocol"
    return (
        event("e01", "Arrival of the Canadian delegation", "2:30 a.m./10:30 p.m. Arrival of the Canadian delegation, Figo Maduro air base", lisbon(2, 30),
              kind="arrival", outcome="held", state="Held", origin="Ottawa", destination="Lisbon", place="Figo Maduro air base",
              actual_start=Known(lisbon(2, 30), (door,), POOL), deviation_seconds=0, deviation="on time",
              participants=("Canadian delegation",)),
        event("e02", "Opening session", "9:00 a.m./5:00 a.m. Opening session, Palácio das Águas (75 minutes)", lisbon(9), kind="meeting",
              outcome="held", state="Held", place="Palácio das Águas", planned_duration="PT75M",
              planned_end=plan("(75 minutes)", lisbon(10, 15, basis="derived")), actual_start=Known(lisbon(9, 25), (late,), POOL),
              deviation_seconds=1500, deviation="25 min late", revisions=1,
              participants=("Odile Marchetti, Minister of Waters", "Tomás Ferraz, Secretary of State")),
        event("e03", "Photo call", "Photo call immediately after the opening session", Relative("e02"), kind="ceremony",
              place="Palácio das Águas"),
        event("e04", "Meeting of the two delegations", "11:30 a.m./7:30 a.m. Meeting of the two delegations", lisbon(11, 30), kind="meeting",
              certainty="hedged", expected_start=Known(lisbon(12, basis="inferred"), (behind,), POOL), deviation_seconds=1800,
              deviation="30 min late, it seems", revisions=1),
        event("e05", "Working lunch", "12:15 p.m./8:15 a.m. Working lunch, Casa do Arco", lisbon(12, 15), kind="meal", outcome="not_held",
              state="Skipped", place="Casa do Arco", revisions=1),
        event("e06", "Youth panel on flood plains", "2:00 p.m./10:00 a.m. Youth panel on flood plains, Sala Tejo", lisbon(14), kind="meeting",
              plan="cancelled", outcome="contested", state="Contested", certainty="contested", place="Sala Tejo", revisions=1),
        event("e07", "Signing of the Tagus Protocol", signing, lisbon(15, 5), kind="ceremony", plan="cancelled", outcome="not_held",
              state="Cancelled", planned_duration="PT35M", planned_end=plan(signing, lisbon(15, 40, basis="derived")),
              result="no_agreement", revisions=2, mentions=(off,)),
        event("e08", "Boat to Belém", "3:40 p.m./11:40 a.m. Boat from Cais das Colunas to Belém", lisbon(15, 40), kind="journey",
              plan="cancelled", outcome="replaced", state="Replaced", origin="Cais das Colunas", destination="Belém",
              replaced_by="e09", revisions=1),
        event("e09", "Drive to the airport", "", None, kind="journey", outcome="held", unplanned=True, state="Held, not planned",
              destination="Lisbon airport", actual_start=Known(lisbon(15, 50), (drove,), GAZETTE), mentions=(drove,), publisher=None),
        event("e10", "Press conference by Minister Odile Marchetti", "5:00 p.m./1:00 p.m. Press conference by Minister Odile Marchetti",
              lisbon(17), kind="press_conference", outcome="held", state="Held", place="Sala dos Mapas",
              expected_start=Known(lisbon(15), (moved,), SECRETARIAT), actual_start=Known(lisbon(15, basis="derived"), (moved,), SECRETARIAT),
              deviation_seconds=-7200, deviation="2 h earlier", revisions=1, participants=("Odile Marchetti, Minister of Waters",)),
        event("e11", "Reception by the City of Lisbon", "11:30 p.m./7:30 p.m. Reception by the City of Lisbon, until 12:45 a.m.", lisbon(23, 30),
              kind="reception", planned_end=plan("until 12:45 a.m.", lisbon(0, 45, 15)),
              mentions=(quote("private-note.txt", "the reception"),)),
        event("e12", "Visit to the Alqueva dam", "visit to the Alqueva dam", Day(date(2031, 3, 15), LISBON), kind="visit", plan="dropped",
              state="Dropped from the schedule", place="Alqueva"),
        event("e13", "Round table on fish ladders", "round table on fish ladders, in the evening", DayPart(date(2031, 3, 15), "EV", LISBON),
              kind="meeting", plan="postponed", state="Postponed", revisions=1),
    )  # fmt: skip


def _change(
    event: str, kind: str, words: str, span: Span, who: str, known: datetime, seq: int, **fields: object
) -> ChangeLine:
    line = {k: fields.pop(k) for k in ("before", "after", "replaced_by", "restated_in") if k in fields}
    return ChangeLine(event, Change(kind, (span,), **fields), words, who, known, seq, **line)  # type: ignore[arg-type]


def _changes() -> tuple[ChangeLine, ...]:
    return (
        _change("e02", "delayed", "Opening session: 25 min later, 09:00 → 09:25.", quote("pool-1.txt", "began at 9:25"), POOL, utc(12, 25), 31,
                delta="PT25M", before=lisbon(9), after=lisbon(9, 25)),
        _change("e04", "delayed", "Meeting of the two delegations: apparently 30 min later.",
                quote("pool-1.txt", "appeared to run about\n30 minutes behind"), POOL, utc(12, 25), 32, delta="PT30M", certainty="hedged"),
        _change("e05", "skipped", "Working lunch: skipped.", quote("pool-2.txt", "lunch is off"), POOL, utc(12, 40), 41),
        _change("e10", "advanced", "Press conference by Minister Odile Marchetti: 2 h earlier, 17:00 → 15:00.",
                quote("notice.txt", "brought forward from\n17:00 to 15:00"), SECRETARIAT, utc(13, 10), 50, delta="-PT2H",
                before=lisbon(17), after=lisbon(15)),
        _change("e07", "cancelled", "Signing of the Tagus Protocol: cancelled.",
                quote("notice.txt", "The signing of the Tagus Protocol is cancelled"), SECRETARIAT, utc(13, 10), 51,
                restated_in=(quote("gazette.txt", "The ministers left without a signature"),)),
        _change("e06", "cancelled", "Youth panel on flood plains: cancelled.", quote("notice.txt", "The youth panel does not take place"),
                SECRETARIAT, utc(13, 10), 52),
        _change("e08", "replaced", "Boat to Belém: did not take place as planned; instead: Drive to the airport.",
                quote("gazette.txt", "Instead of the boat they drove straight to the airport at 15:50"), GAZETTE, utc(17, 30), 60,
                replaced_by="e09"),
        _change("e11", "cancelled", "Reception by the City of Lisbon: cancelled.",
                quote("private-note.txt", "the reception is going to be called off because of SECRETWORD"), "A friend", utc(17, 45), 70),
    )  # fmt: skip


def _observations() -> tuple[ObservationLine, ...]:
    def seen(
        event: str | None,
        phase: str,
        doc: str,
        words: str,
        at: object,
        seq: int,
        certainty: str = "asserted",
        what: str = "",
    ) -> ObservationLine:
        known = utc(12, 25) if doc == "pool-1.txt" else utc(12, 40) if doc == "pool-2.txt" else utc(17, 30)
        who = GAZETTE if doc == "gazette.txt" else POOL
        fact = Observation(phase, (quote(doc, words),), None, at, what, certainty)  # type: ignore[arg-type]
        return ObservationLine(event, fact, who, known, seq)

    return (
        seen("e01", "arrival", "pool-1.txt", "The plane door opened at 2:30 on the dot", lisbon(2, 30), 30),
        seen("e02", "started", "pool-1.txt", "began at 9:25", lisbon(9, 25), 31),
        seen(
            "e04",
            "running_late",
            "pool-1.txt",
            "appeared to run about\n30 minutes behind",
            lisbon(11, 50),
            32,
            "hedged",
        ),
        seen(
            None,
            "announcement",
            "pool-2.txt",
            "there is a change of programme",
            lisbon(12, 35),
            40,
            what="a change of programme",
        ),
        seen(
            "e05", "other", "pool-2.txt", "are being cleared", lisbon(12, 40, bound="latest"), 41, what="tables cleared"
        ),
        seen(
            "e06",
            "in_progress",
            "gazette.txt",
            "they discussed\nflood plains in the Sala Tejo for an hour from 2 o'clock",
            lisbon(14),
            61,
        ),
    )


def _statements() -> tuple[StatementLine, ...]:
    waiter = quote("pool-2.txt", "Nobody is eating here today,")
    apart = quote("gazette.txt", "We were a sentence apart, and it was a long sentence,")
    wanted = quote("gazette.txt", "that Ottawa wanted all dams listed and Lisbon could not agree")
    secret = quote("private-note.txt", "going to be called off because of SECRETWORD")
    return (
        StatementLine(Statement("Rui Lobato", "direct", (waiter,), (waiter,), verb="said"), "pool-2.txt", utc(12, 40), 42),
        StatementLine(Statement("Odile Marchetti", "direct", (apart,), (apart,), verb="told", channel="press_conference",
                                at=lisbon(15)), "gazette.txt", utc(17, 30), 62),
        StatementLine(Statement("Tomás Ferraz", "indirect", (wanted,), via=("a spokesperson",), channel="statement"), "gazette.txt",
                      utc(17, 30), 63),
        StatementLine(Statement(None, "indirect", (secret,)), "private-note.txt", utc(17, 45), 71),
    )  # fmt: skip


def account(as_of: datetime | None = None) -> Account:
    """The account of the forum's day."""
    signing = quote("notice.txt", "The signing of the Tagus Protocol is cancelled")
    sources = (
        SourceLine("programme.txt", "schedule", SECRETARIAT, "2031-03-13T16:00:00+00:00", "3f" * 32),
        SourceLine("pool-1.txt", "pool_report", POOL, "2031-03-14T12:25:00+00:00", "a1" * 32),
        SourceLine("pool-2.txt", "pool_report", POOL, "2031-03-14T12:40:00+00:00", "b2" * 32),
        SourceLine("notice.txt", "statement", SECRETARIAT, "2031-03-14T13:10:00+00:00", "c3" * 32),
        SourceLine("gazette.txt", "news_article", GAZETTE, None, "d4" * 32),
        SourceLine("private-note.txt", "post", "A friend", "2031-03-14", "e5" * 32, True),
    )
    dam, sunday = (
        quote("programme.txt", "Saturday 15 March: visit to the Alqueva dam"),
        quote("gazette.txt", '"on Sunday" in an earlier notice'),
    )
    off, pupils = (
        quote("notice.txt", "The youth panel does not take place"),
        quote("gazette.txt", "Pupils said they discussed\nflood plains in the Sala Tejo for an hour from 2 o'clock"),
    )
    return Account(
        "River Forum Secretariat, 14 and 15 March 2031: as run",
        (DAY, DAY + timedelta(days=1)),
        as_of,
        72,
        _RECORDED,
        (ZoneColumn(LISBON, "Lisbon (UTC+0)", "local"), ZoneColumn(OTTAWA, "Ottawa (UTC−4)", "home")),
        (
            Highlight("Signing of the Tagus Protocol, planned for 15:05 (35 min), was cancelled.", (plan("3:05 p.m./11:05 a.m. 35-minute-long signing of the Tagus Protocol", None).evidence[0], signing)),
            Highlight("Working lunch, planned for 12:15, was skipped.", (quote("pool-2.txt", "lunch is off"),)),
            Highlight("Boat to Belém, planned for 15:40, did not take place; instead: Drive to the airport.", (quote("gazette.txt", "Instead of the boat they drove straight to the airport at 15:50"),)),
            Highlight("Press conference by Minister Odile Marchetti: 2 h earlier (17:00 → 15:00).", (quote("notice.txt", "brought forward from\n17:00 to 15:00"),)),
            Highlight("Contested: Youth panel on flood plains: called off by one source, seen to take place by another.", (off, pupils)),
        ),
        _events(),
        _changes(),
        _observations(),
        _statements(),
        (
            ClaimLine("Tomás Ferraz", "+", "Ottawa wanted all dams listed", quote("gazette.txt", "Ottawa wanted all dams listed")),
            ClaimLine("Tomás Ferraz", "-", "Lisbon could not agree", quote("gazette.txt", "Lisbon could not agree")),
        ),
        (
            Contest("outcome", "Youth panel on flood plains: called off by one source, seen to take place by another", (ContestSide(off, "Press office"), ContestSide(pupils, "Ana Reis"))),
            Contest("date", "The visit to the dam is on Saturday in the programme and on Sunday in an earlier notice", (ContestSide(dam, "Press office"), ContestSide(sunday, "Press office"))),
        ),
        sources,
        (
            Notice("relative-start", "info", '"immediately after the opening session" names no clock; an expected time could only be inferred; a stated time would settle it', quote("programme.txt", "immediately after the opening session")),
            Notice("event-dropped", "warning", '"Visit to the Alqueva dam" is not in the latest version; nobody cancelled it; a word of its publisher would tell', dam),
        ),
    )  # fmt: skip


def hostile(words: str) -> Account:
    """A small account in which every free text is the given words."""
    span = Span("doc " + words, 0, len(words), words)
    start = Known(lisbon(10), (span,), words)
    mention = Mention(words, "meeting", (span,))
    one = EventAccount(
        "e1",
        words,
        "meeting",
        "cancelled",
        "not_held",
        state="Cancelled",
        planned_start=start,
        place=words,
        participants=(words,),
        deviation=words,
        notes=(words,),
        result=words,
        mentions=(span,),
        publisher=words,
        current_place=words + "!",
        origin=words,
        destination=words,
    )
    return Account(
        words,
        (DAY,),
        None,
        5,
        _RECORDED,
        (ZoneColumn(LISBON, words + " (UTC+0)", "local"),),
        (Highlight(words, (span,)),),
        (one, EventAccount("e2", words, "other", planned_start=Known(words, (span,)))),
        (ChangeLine("e1", Change("cancelled", (span,), mention), words, words, utc(9), 3),),
        (ObservationLine(None, Observation("other", (span,), mention, Day(DAY), words), words, None, 4),),
        (StatementLine(Statement(words, "direct", (span,), (span,), (words,), channel=words), span.doc, None, 5),),
        (ClaimLine(words, "+", words, span),),
        (Contest("date", words, (ContestSide(span, words), ContestSide(span, words))),),
        (SourceLine(span.doc, words, words, words, words),),
        (Notice("a-code", "warning", words, span),),
    )


EMPTY = Account("", (), None, 0, None)
