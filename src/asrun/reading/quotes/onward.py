"""Words without a verb of their own: before "So said", behind a colon, and told on in the next sentence."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from asrun.model.wordbook import Wordbook
from asrun.reading.quotes import meant
from asrun.reading.quotes.marks import Quote, is_title
from asrun.reading.quotes.sources import SO
from asrun.reading.quotes.subjects import subjects
from asrun.reading.quotes.told import Stretch, Told
from asrun.reading.quotes.units import Unit
from asrun.reading.quotes.verbs import Cue
from asrun.reading.quotes.words import NAME, PRONOUN, QUOTE, Words, lists

_WORDS = Wordbook(__package__, "onward")
_LABEL = 80
if TYPE_CHECKING:
    from asrun.reading.quotes.statements import Reader

_OWNS = ("'s", "’s")
_FAR = 12
# What stands between a quote and who signs it, and behind who signs it: an office, an age, a town.
_DASH = re.compile(r"[.,]?\s*[—–-]{1,2}\s*(?=[A-ZÀ-Þ])")
_STYLED = re.compile(r"(?:, [^.;:\n\r\"“”]{2,60})?\.?\s*")
_SHIFTED = frozenset(("would", "had"))


def said_so(reader: "Reader", unit: Unit, words: Words, cue: Cue) -> Told | None:
    """The sentence before as what somebody said: "The bus was late. So said the guard."""
    prior = reader.prior
    if cue.verb is not SO or cue.first or cue.subject is None or prior is None or prior.quotes:
        return None
    source = words.starts[cue.subject[0]], words.ends[cue.subject[1] - 1]
    return _made(reader, unit, source, (prior.start, prior.end), (words.starts[0], words.ends[cue.last - 1]))


def behind_colon(reader: "Reader", unit: Unit, words: Words, acting: Stretch | None = None) -> Told | None:
    """What stands behind a colon, where a quote does or the words before tell of another account: "They disagree: …".

    `acting` is the subject of the verb before.
    """
    colon = words.kinds.find(":")
    rest = words.kinds[colon + 1 :]
    if colon < 1 or not rest.strip("."):
        return None
    quoted = rest.rstrip(".'") == QUOTE * len(rest.rstrip(".'"))
    differs = lists().differing | lists().phrasing | lists().account
    near = words.lower[max(0, colon - _FAR) : colon]
    addressed = near[-1] in _WORDS.words("addressed") and "to" in near[-3:]
    if not quoted and (QUOTE in words.kinds or not (addressed or differs.intersection(near))):
        return None
    source = acting or _speaks(words, colon)
    speaker = reader.named(source) if source else None
    if speaker is None and quoted and words.lower[0] in _WORDS.words("asked"):
        # "Asked about the fare: …"
        source = meant.acting(reader, reader.prior, None)
        speaker = reader.named(source) if source else None
    if source is None or speaker is None or is_place(reader, speaker):
        return None
    told = _made(reader, unit, source, (words.starts[colon + 1], words.ends[-1]), (words.starts[0], words.ends[colon]))
    if quoted:
        told.quotes = [q for q in unit.quotes if q.opens > words.starts[colon] and not is_title(reader.text, q)]
        told.parts = [reader.inside(q) for q in told.quotes]
        told.channel = reader.channel(told, unit, told.parts) if told.quotes else None
    return told if not quoted or told.quotes else None


def addresses(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] has a report's shorthand for words to those present: "Ruiz to pool: …"."""
    colon = text.find(": ", start, min(end, start + _LABEL))
    return colon > 0 and text[start:colon].rpartition(" ")[2] in _WORDS.words("addressed")


def signed(reader: "Reader", unit: Unit, said: Sequence[Quote]) -> Told | None:
    """A quote with its speaker behind a dash: "…" – Ana Ruiz, harbour master."""
    behind = _DASH.match(reader.text, said[-1].closes, unit.end)
    if behind is None or reader.text[unit.start : said[0].opens].strip():
        return None
    hits = reader.context.names.between(behind.end(), behind.end() + 1)
    hit = next((h for h in hits if h.kind in ("person", "organization") and h.form == "name"), None)
    if hit is None or not _STYLED.fullmatch(reader.text, hit.end, unit.end):
        return None
    told = _made(reader, unit, (hit.start, hit.end), (said[0].start, said[-1].end), None)
    told.quotes, told.parts = list(said), [reader.inside(q) for q in said]
    return told


def is_place(reader: "Reader", name: str) -> bool:
    """Whether a name of the reading is a place's alone."""
    return any(p.name == name for p in reader.context.names.places)


def _speaks(words: Words, colon: int) -> Stretch | None:
    """Who speaks before a colon: the owner of an answer or account, whom it is from, else the subject that opens."""
    lower = words.lower
    nouns = lists().phrasing | lists().account
    for at in range(1, colon):
        if lower[at] in nouns and lower[at - 1].endswith(_OWNS):
            first = at - 1
            while first and words.kinds[first - 1] in "Ndw" and at - first < _FAR:
                first -= 1
            return words.starts[first], words.ends[at - 1] - 2
    if lower[0] == "from" and "," in words.kinds[:colon]:
        return words.starts[1], words.ends[words.kinds.index(",") - 1]
    opening = next((s for s in subjects(words) if s[1] <= colon), None)
    if opening is None:
        return None
    first, last = opening
    while lower[last - 1].endswith(_OWNS) and last < colon and words.kinds[last] in "wN":
        last += 1
        while last < colon and words.kinds[last] in "wN":
            last += 1
    whole = last
    while whole < colon and words.kinds[whole] in "wN'":
        whole += 1
    if words.kinds[whole] in ",:" and (words.kinds[whole] == "," or NAME in words.kinds[last:whole]):
        last = whole
    return words.starts[first], words.ends[last - 1]


def told_on(reader: "Reader", unit: Unit) -> Told | None:
    """A sentence that goes on with what was told in the one before, by its shifted tense: "It would open at noon."""
    before = reader.told[-1]
    text = reader.text[unit.start : unit.end]
    plain = text.split()
    if (
        not _SHIFTED.intersection(plain)
        or lists().reserved.intersection(plain)
        or reader.context.times.between(unit.start, unit.end)
    ):
        return None
    words = Words(reader.text, unit.start, unit.end, ())
    verb = next((n for n, w in enumerate(words.lower) if words.kinds[n] == "x"), 0)
    if (
        not verb
        or words.lower[verb] not in _SHIFTED
        or _WORDS.words("unsure").intersection(words.lower[:verb])
        or words.kinds[0] == NAME
    ):
        return None
    subject = words.lower[0] if words.kinds[0] == PRONOUN and verb < 3 else ""
    if words.lower[verb] == "had" and subject not in _WORDS.words("personal"):
        return None
    if before.source is None or ":" in words.kinds:
        return None
    told = _made(reader, unit, before.source, (unit.start, unit.end), None)
    told.speaker, told.via, told.channel = before.speaker, before.via, before.channel
    told.rule = "quotes.told-on"
    return told


def _made(reader: "Reader", unit: Unit, source: Stretch, content: Stretch, cue: Stretch | None) -> Told:
    part = reader.trim(*content, False)
    whole = min(unit.start, part[0]), max(unit.end, part[1])
    return Told("said", source, reader.named(source), [part], [], whole, unit.line, "quotes.cue", cue)
