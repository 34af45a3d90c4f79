"""Tables as text, comma-separated and the like: a row an event, by a declared mapping of its columns."""

from datetime import date, datetime, timedelta

from asrun.model.document import Document, Mark, Section
from asrun.model.notice import Notice
from asrun.model.source import Given, Snapshot
from asrun.model.time import known_zone
from asrun.reading.formats import text as plain
from asrun.reading.mapped import DELIMITERS, Cell, Mapping, clock_of, day_of, fitting, mappings, rows, words_of
from asrun.reading.weaving import Weaver

MEDIA_TYPES = frozenset({"text/csv", "text/tab-separated-values"})
MOST = 5000
_HEAD = 6
_PROSE = ("summary", "location", "description")
_YES = frozenset({"true", "yes", "1", "y"})


def document(snapshot: Snapshot, version: str) -> Document | Notice:
    """The rows of a table whose columns a mapping knows; else a notice with the columns read and those that would do."""
    found = plain.document(snapshot, version)
    if isinstance(found, Notice):
        return found
    text = found.text
    for delimiter in DELIMITERS:
        for number, row in zip(range(_HEAD), rows(text, delimiter), strict=False):
            fit = fitting([words_of(text, c) for c in row])
            if fit:
                return _Making(text, version, *fit).document(snapshot, delimiter, number)
    return _unknown(text, version)


def _unknown(text: str, version: str) -> Notice:
    """Why no mapping fits, with what was read."""
    delimiter = max(DELIMITERS, key=text[:2000].partition("\n")[0].count)
    heads = [words_of(text, c)[:30] for c in next(rows(text, delimiter), [])][:12]
    wanted = " or ".join(
        ", ".join(f'"{m.columns[n][0]}"' for n in m.needs) + f" ({m.title})" for m in mappings() if m.needs
    )
    read = ", ".join(f'"{h}"' for h in heads) or "no columns"
    named = {"\t": "tab"}.get(delimiter, delimiter)
    message = f"a table with the columns {read} (parted by {named}); no mapping knows them; {wanted} would do"
    return Notice("csv-columns", "error", message, doc=version)


class _Making:
    """One document under way."""

    def __init__(self, text: str, version: str, mapping: Mapping, columns: dict[str, list[int]]) -> None:
        self.text, self.version, self.mapping, self.columns = text, version, mapping, columns
        self.woven = Weaver()
        self.notices: list[Notice] = []
        self.unread = 0

    def document(self, snapshot: Snapshot, delimiter: str, header: int) -> Document | Notice:
        """The document of all rows below the header."""
        count = 0
        for number, row in enumerate(rows(self.text, delimiter)):
            if number <= header:
                continue
            if count >= MOST:
                message = f"more than {MOST:,} rows; those behind were not read; parts of the table would do"
                self.notices.append(Notice("csv-cut", "warning", message, doc=self.version))
                break
            count += self._row(row)
        if not count:
            message = (
                "a table with no row that holds an event and its day; nothing is announced; a whole table would do"
            )
            return Notice("csv-empty", "error", message, doc=self.version)
        if self.unread:
            forms = ", ".join(datetime(2024, 3, 12, 14, 5).strftime(f) for f in self.mapping.days[:3])
            message = f"{self.unread} rows whose day or clock could not be read; they have none now; {forms} would do"
            self.notices.append(Notice("csv-date", "warning", message, doc=self.version))
        zone = self.mapping.zone
        return Document(
            self.version,
            snapshot.media_type,
            self.woven.text(),
            sections=(Section("schedule", 0, self.woven.length, genre="calendar"),),
            pieces=tuple(self.woven.pieces),
            marks=self.woven.ordered(),
            stated=Given(zones=(zone,), basis={"zones": f"mapping {self.mapping.name}"}) if zone else None,
            notices=tuple(self.notices),
        )

    def _row(self, row: list[Cell]) -> bool:
        """One row as a record; whether it was one."""
        found = {field: cell for field in self.columns if (cell := self._cell(row, field))}
        skipped = any(
            field in found and words_of(self.text, found[field]).lower() in words
            for field, words in self.mapping.skip.items()
        )
        if skipped or "summary" not in found:
            return False
        moments = self._moments(found)
        if "day" in found and not moments.get("day"):
            self.unread += 1
        self.woven.line(2)
        begin = self.woven.length
        for field in sorted(found, key=lambda f: found[f].start):
            value = "" if field in _PROSE else moments.get(field, "")
            if field == "status":
                value = f"status={words_of(self.text, found[field]).upper()}"
            if field == "uid":
                self.woven.mark("field", self.woven.length, f"uid={words_of(self.text, found[field])[:400]}")
            elif field in _PROSE or value:
                at = self.woven.length
                self._copy(found[field])
                self.woven.mark("field", at, value or field)
                self.woven.line()
        self.woven.marks.append(Mark("record", begin, self.woven.length, "row"))
        return True

    def _cell(self, row: list[Cell], field: str) -> Cell | None:
        """The first of a field's cells that holds something; of clocks the first that is one."""
        cells = [row[n] for n in self.columns[field] if n < len(row) and words_of(self.text, row[n])]
        if "clock" in field:
            read = [c for c in cells if clock_of(words_of(self.text, c), self.mapping.clocks)]
            return next(iter(read), cells[0] if cells else None)
        return next(iter(cells), None)

    def _moments(self, found: dict[str, Cell]) -> dict[str, str]:
        """The machine's values of the cells that hold a day or a clock."""

        def words(field: str) -> str:
            return words_of(self.text, found[field])

        day = day_of(words("day"), self.mapping.days) if "day" in found else None
        if day is None:
            return {}
        zone = f"[{words('zone')}]" if "zone" in found and known_zone(words("zone")) else ""
        until = day_of(words("end_day"), self.mapping.days) if "end_day" in found else day
        clock = clock_of(words("clock"), self.mapping.clocks) if "clock" in found else None
        if ("whole" in found and words("whole").lower() in _YES) or clock is None:
            if "clock" in found and clock is None and any(c.isdigit() for c in words("clock")):
                self.unread += 1
            ends = until + timedelta(days=1) if until and until > day and until < date.max else None
            return {"day": f"dtstart={day}"} | ({"end_day": f"dtend={ends}"} if ends else {})
        made = {"day": f"date={day}", "clock": f"dtstart={day}T{clock:%H:%M}{zone}"}
        ended = clock_of(words("end_clock"), self.mapping.clocks) if "end_clock" in found else None
        if until and ended:
            if until == day and ended < clock and "end_day" not in found and until < date.max:
                until += timedelta(days=1)
            made["end_clock"] = f"dtend={until}T{ended:%H:%M}{zone}"
        return made

    def _copy(self, cell: Cell) -> None:
        """A cell's words, a doubled quote mark as one, its line breaks as blanks."""
        at = cell.start + len(self.text[cell.start : cell.end]) - len(self.text[cell.start : cell.end].lstrip())
        end = cell.start + len(self.text[cell.start : cell.end].rstrip())
        while at < end:
            quote = self.text.find('""', at, end) if cell.escaped else -1
            stop = quote if quote >= 0 else end
            self.woven.copy(self.text[at:stop].replace("\r", " ").replace("\n", " "), at)
            if quote >= 0:
                self.woven.put('"', quote, quote + 2)
            at = stop + 2 if quote >= 0 else end
