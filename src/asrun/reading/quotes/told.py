"""Statements under way, before they are facts."""

from dataclasses import dataclass, field

from asrun.model.time import When
from asrun.reading.quotes.contents import Manner
from asrun.reading.quotes.marks import Quote

Stretch = tuple[int, int]


@dataclass
class Told:
    """One statement under way: `parts` are its content, `whole` all of its words with cue and speaker.

    `source` is where the speaker is named, `rival` where another one is whom the place of the quote speaks for.
    """

    manner: Manner
    source: Stretch | None
    speaker: str | None
    parts: list[Stretch]
    quotes: list[Quote]
    whole: Stretch
    line: int
    rule: str
    cue: Stretch | None = None
    verb: str | None = None
    asserted: bool = True
    asks: bool = False
    at: When | None = None
    channel: str | None = None
    via: tuple[str, ...] = ()
    rival: Stretch | None = None
    rival_name: str | None = None
    doubtful: bool = False
    inner: list["Told"] = field(default_factory=list)

    @property
    def mode(self) -> str:
        """Direct where all of the content is quoted, mixed where some is, else indirect."""
        if not self.quotes:
            return "indirect"
        quoted = sum(q.end - q.start for q in self.quotes)
        return "direct" if quoted >= sum(b - a for a, b in self.parts) - 6 else "mixed"
