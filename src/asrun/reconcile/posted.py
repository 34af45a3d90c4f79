"""Posts that one document dates otherwise than the post itself, in another document, is dated."""

import re
from collections import defaultdict
from collections.abc import Iterator

from asrun.model.account import Contest, ContestSide
from asrun.model.fact import Statement
from asrun.model.span import Span
from asrun.model.time import Timex, day_of
from asrun.reconcile.view import Row, View
from asrun.reconcile.wording import say

_WORD = re.compile(r"\w{3,}")
# So many characters from the words the day may stand; so many words are no chance, of which so many a post must share.
_NEAR, _LEAST, _SHARE = 250, 4, 2


def posted(seen: View, language: str = "en") -> Iterator[Contest]:
    """Quotations of a post whose day differs from that of the post, each beside its own day."""
    posts: dict[str, list[tuple[Row, Statement, set[str]]]] = defaultdict(list)
    told: list[tuple[Row, Statement]] = []
    for row in seen.facts:
        said = row.fact
        if isinstance(said, Statement) and said.speaker and said.at and said.spans:
            if said.handle and said.channel == "post":
                posts[said.speaker].append((row, said, _words(said.spans)))
            elif said.quotes:
                told.append((row, said))
    for row, said in told if posts else ():
        words = _words(said.quotes)
        for post, dated, own in posts[said.speaker or ""]:
            if post.added.version == row.added.version or len(words) < _LEAST or len(words & own) * _SHARE < len(words):
                continue
            if day_of(said.at) != day_of(dated.at):
                sides = (_side(seen, r, s) for r, s in ((row, said), (post, dated)))
                one, other = (str(day_of(s.at)) for s in (said, dated))
                yield Contest("date", say(language, "contest.denied", one=one, other=other), tuple(sides))
            break


def _words(spans: tuple[Span, ...]) -> set[str]:
    return {w for s in spans for w in _WORD.findall(s.exact.lower())}


def _side(seen: View, row: Row, said: Statement) -> ContestSide:
    """The words for the day nearest to what is said, else what is said."""
    own = said.spans[0]
    days = [
        (max(own.start - t.span.end, t.span.start - said.spans[-1].end, 0), t.span)
        for t in (r.fact for r in seen.facts if isinstance(r.fact, Timex) and r.fact.type == "DATE")
        if t.span.doc == own.doc and day_of(t.when) == day_of(said.at)
    ]
    near = min(days, key=lambda d: d[0], default=None)
    span = near[1] if near and near[0] < _NEAR else own
    return ContestSide(span, row.added.claimant, row.added.valid_from)
