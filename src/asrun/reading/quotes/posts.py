"""Posts without a verb: one statement of the account that signs it."""

import re

from asrun.model.document import Section
from asrun.model.fact import Statement
from asrun.model.time import Instant
from asrun.reading.context import Context
from asrun.reading.lines import is_embed_mark
from asrun.reading.scan import Spot

_HANDLE = re.compile(r"@\w+")
_LINK = re.compile(r"\s*(?:https?://\S+|pic\.\S+|t\.co/\S+)\s*$")


def read_post(section: Section, context: Context) -> list[Statement]:
    """A post: one statement of the account that its head or its signature names, dated there."""
    own = context.document.lines_between(section.start, section.end)
    headed = context.dispatch(section.start)
    if headed and headed.kind == "post":
        return [_statement(context, (headed.start, headed.body), headed.body, headed.end)]
    signature = next((n for n in own if is_embed_mark(n)), None)
    body = [n for n in own if signature is None or n.start < signature.start]
    if not body or signature is None:
        return []
    return [_statement(context, (signature.start, signature.end), body[0].start, body[-1].end)]


def _statement(context: Context, signed: Spot, start: int, end: int) -> Statement:
    """What a post says, text[start:end], and who signs it where."""
    text = context.document.text
    link = _LINK.search(text, start, end)
    hits = context.names.between(*signed)
    signers = [h for h in hits if h.kind in ("person", "organization")]
    account = next((h for h in signers if h.form == "handle"), next(iter(signers), None))
    handle = _HANDLE.search(text, *signed)
    dates = [t.when for t in context.times.between(*signed) if t.when]
    clock = next((d for d in dates if isinstance(d, Instant)), None)
    return Statement(
        account.name if account else None,
        "direct",
        (context.document.span(start, end),),
        (context.document.span(start, link.start() if link else end),),
        channel="post",
        at=clock or (dates[0] if dates else None),
        cue=context.document.span(*signed),
        handle=handle[0] if handle else None,
        rule="quotes.post",
    )
