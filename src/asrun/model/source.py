"""Where a document came from, and what is known about it from outside its words."""

from datetime import date, datetime

import msgspec


class Given(msgspec.Struct, frozen=True):
    """What is known of a document from outside it; `basis` says for each field "declared" or "assumed from X".

    `zones` are IANA names, the venue's first. A declared day wins over the words; of the rest a declared value
    counts where the words are silent. `clocks` are those of the day's plan in another document, each HH:MM: a bare hour
    takes the half of the day that is near to one. `reported` is the earlier day of
    that plan and `reported_on` the document's own: a clock that would stand on the latter for want of a day is of the former.
    """

    issued_at: datetime | None = None
    day: date | None = None
    zones: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    calendar: str | None = None
    basis: dict[str, str] = {}
    clocks: tuple[str, ...] = ()
    reported: date | None = None
    reported_on: date | None = None


class Snapshot(msgspec.Struct, frozen=True):
    """The bytes of one version as they were fetched; `name` is the file's name or the address."""

    name: str
    data: bytes
    media_type: str
    sha256: str


class Version(msgspec.Struct, frozen=True):
    """One state of a source: `id` names it for life (the source's id, with "~2" and so on from the second one).

    `basis` says why it revises `revision_of`: declared, or the points and reasons for taking it so.
    """

    id: str
    source: str
    number: int
    sha256: str
    media_type: str
    given: Given
    revision_of: str | None = None
    private: bool = False
    basis: str = ""
    embargo_until: datetime | None = None
