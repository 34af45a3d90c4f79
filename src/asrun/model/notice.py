"""A problem in the data, as a value: what was read, why it cannot stand, what would."""

from typing import Literal

import msgspec

from asrun.model.span import Span

Severity = Literal["info", "warning", "error"]


class Notice(msgspec.Struct, frozen=True):
    """A problem that a stage met; `code` is kebab-case, documented in docs/notices.md and never reused.

    `message` has the form "what was read; why it cannot stand; what would"; `doc` names the document where no span can.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    doc: str | None = None

    def __str__(self) -> str:
        where = str(self.span) if self.span else self.doc
        return f"{where + ': ' if where else ''}{self.message}  [{self.code}]"
