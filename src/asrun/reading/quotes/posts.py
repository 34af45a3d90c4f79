"""Posts without a verb: one statement of the account that signs it."""

import re

from asrun.model.document import Section
from asrun.model.fact import Statement
from asrun.reading.context import Context
from asrun.reading.layout import is_embed_mark

_LINK = re.compile(r"\s*(?:https?://\S+|pic\.\S+|t\.co/\S+)\s*$")


def read_post(section: Section, context: Context) -> list[Statement]:
    """A post: one statement of the account that signs it, dated by the signature."""
    own = context.document.lines_between(section.start, section.end)
    signature = next((n for n in own if is_embed_mark(n)), None)
    body = [n for n in own if signature is None or n.start < signature.start]
    if not body or signature is None:
        return []
    start, end = body[0].start, body[-1].end
    link = _LINK.search(context.document.text, start, end)
    inner_end = link.start() if link else end
    signers = [h for h in context.names.between(signature.start, signature.end) if h.kind in ("person", "organization")]
    handle = next((context.document.text[h.start : h.end] for h in signers if h.form == "handle"), None)
    if handle is None:
        mark = re.search(r"@\w+", signature.text)
        handle = mark[0] if mark else None
    dates = [t.when for t in context.times.between(signature.start, signature.end) if t.when]
    said = context.document.span(start, end)
    quote = context.document.span(start, inner_end)
    cue = context.document.span(signature.start, signature.end)
    return [
        Statement(
            signers[0].name if signers else None,
            "direct",
            (said,),
            (quote,),
            channel="post",
            at=dates[0] if dates else None,
            cue=cue,
            handle=handle,
            rule="quotes.post",
        )
    ]
