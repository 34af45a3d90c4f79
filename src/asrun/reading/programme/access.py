"""Who of the press may come, as the words of an item or the line under it say."""

import re

from asrun.model.fact import Press
from asrun.reading.scan import Sieve

_ACCESS: tuple[tuple[Press, tuple[str, ...]], ...] = (
    (
        "closed",
        (
            r"\bclosed (?:press|media|event|door)\b",
            r"\bclosed to (?:the )?(?:press|media|public)\b",
            r"\bno (?:press|media) (?:access|coverage)\b",
            r"^\W*no (?:press|media|cameras|coverage)\W*$",
            r"^\W*(?:press|media)?\W*(?:closed|private)\W*$",
        ),
    ),
    (
        "pooled",
        (
            r"\bpool(?:ed)?[ -](?:press|spray|photo|coverage|for|event|media|only|camera|at the (?:top|bottom|start|end))\b",
            r"\b(?:print|travel|tv|photo) pool\b",
            r"\b(?:photo|camera|pool|press) spray\b",
            r"^\W*(?:press|media)?\W*pool(?:ed)?\W*$",
        ),
    ),
    (
        "stills",
        (
            r"\bstills?(?: (?:and|&) (?:cameras?|video))? only\b",
            r"\bphoto(?:graph)?(?:er)?s? only\b",
            r"^\W*stills?\W*$",
        ),
    ),
    (
        "open",
        (
            r"\bopen (?:press|coverage|media)\b",
            r"\bopen (?:to|for) (?:the |all |limited )?(?:pre-?credentialed |accredited |local )*(?:press|media)\b",
            r"\b(?:press|media|cameras|reporters) (?:are |is )?(?:welcome|invited|permitted|allowed|admitted)\b",
            r"^\W*(?:press|media)\W+open\b",
            r"^\W*open\W*$",
        ),
    ),
)
_PRESS = Sieve([re.compile("|".join(patterns), re.I) for _, patterns in _ACCESS])
_REMARK = re.compile(r"\s*[,;]\s+|\s+[-–—|]\s+|\s+(?=[(\[])")


def press_of(text: str) -> Press | None:
    """Who of the press may come, as a remark says.

    >>> press_of("Pool Spray at the Top"), press_of("Closed to media"), press_of("Blue Room")
    ('pooled', 'closed', None)
    """
    number = _PRESS.first(text)
    return None if number is None else _ACCESS[number][0]


def without_access(line: str) -> tuple[str, str]:
    """A line's words for a place, and the remark on who of the press may come that stands behind them.

    >>> without_access("Sports Hall, Open Press"), without_access("Pool spray at the top")
    (('Sports Hall', 'Open Press'), ('', 'Pool spray at the top'))
    """
    found = list(_REMARK.finditer(line))
    ends = [*(m.start() for m in found[1:]), len(line)][: len(found)]
    for one, end in zip(found, ends, strict=True):
        if press_of(line[one.end() : end]):
            where = line[: one.start()]
            return ("", line) if press_of(where) else (where, line[one.end() :])
    return "", line
