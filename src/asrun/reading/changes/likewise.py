"""What met the fate of another: "and so was the lunch", "the tour went the same way"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from asrun.model.fact import Change
from asrun.model.wordbook import read_book
from asrun.reading.changes.certainty import certainty
from asrun.reading.changes.happenings import Happening
from asrun.reading.context import Context
from asrun.reading.sentences import Sentence

# Of these, what was told of one happening holds for another as it stands.
_KINDS = ("cancelled", "postponed", "delayed", "skipped")
_BACK = 60
_BETWEEN = r"(?: (?:too|also|both|all|then|had|has|have|in turn|soon))*,? "


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the name of one more happening, and what stands behind it."""
    rows = read_book(__package__, "likewise")
    return (
        re.compile(rf"(?:{'|'.join(rows['before'])}),? $", re.I),
        re.compile(rf"{_BETWEEN}(?:{'|'.join(rows['behind'])})", re.I),
    )


def likewise(
    context: Context, sentence: Sentence, own: Sequence[Happening], found: Sequence[Change], last: Change | None
) -> Iterator[Change]:
    """The changes of happenings that met what was `found` of one before them in the sentence, or the `last` told one."""
    text = context.document.text
    before, behind = _patterns()
    about = {c.about.spans[0] for c in found if c.about}
    for one in own if found or last else ():
        if one.mention.spans[0] in about:
            continue
        led = before.search(text[max(sentence.start, one.start - _BACK) : one.start])
        followed = behind.match(text, one.end, sentence.end)
        told = [c for c in found if c.spans[0].end <= one.start]
        like = told[-1] if told else last
        if not (led or followed) or like is None or like.kind not in _KINDS:
            continue
        start = one.start if followed else max(sentence.start, one.start - _BACK) + (led.start() if led else 0)
        end = followed.end() if followed else one.end
        sure = certainty(text, sentence.start, one.start, end, sentence.end)
        span = context.document.span(start, end)
        mention = msgspec.structs.replace(one.mention, definite=True)
        yield Change(
            like.kind, (span,), mention, certainty=sure or "asserted", reported_by=like.reported_by, cue=span,
            rule=f"likewise.{like.kind}",
        )  # fmt: skip
