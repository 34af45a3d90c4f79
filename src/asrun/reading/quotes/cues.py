"""Verbs of reporting in a sentence, and whose they are."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from asrun.reading.context import Hit

_PEOPLE = ("person", "unnamed", "group")
_ASIDE = re.compile(
    r", (?:who|whose|which|the|a|an|his|her|its|speaking|asked|through|with|in|on|at|by|via)\b[^\"“”]*,\s*"
    r"(?:also |then |later )?$"
)
_WEAK = re.compile(
    r"\b(?:to|of|by|with|from|for|at|in|on|about|against|toward|towards|between)\s(?:the |a |an )?$", re.I
)


class Cue(NamedTuple):
    """A verb of reporting: text[start:end], its class, its lemma-like form and its speaker's mention."""

    start: int
    end: int
    verb: str
    kind: str
    speaker: Hit | None
    inverted: bool


@cache
def data() -> dict[str, Any]:
    """The cue lexicon."""
    return tomllib.loads(files(__package__).joinpath("data/cues.toml").read_text(encoding="utf-8"))


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern over all forms of the verbs, and the class of each form."""
    kinds: dict[str, str] = {}
    for kind in ("clause", "quoting", "posting"):
        for lemma in data()[kind]:
            for form in data()["forms"].get(lemma) or _inflected(lemma):
                kinds[form] = kind
    forms = "|".join(sorted(kinds, key=len, reverse=True))
    return re.compile(rf"\b(?:{forms}|[Aa]ccording to|[Pp]er)\b"), kinds


def words() -> list[str]:
    """Every form that may be a cue."""
    return [*_verbs()[1], "according to", "per"]


def _inflected(lemma: str) -> list[str]:
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    return [lemma, lemma + "s", stem + "ed", stem + "ing"]


def cues(text: str, start: int, end: int, inside: Sequence[tuple[int, int]], hits: Sequence[Hit]) -> list[Cue]:
    """The cues of a sentence text[start:end] outside of its quotes, with their speakers among the sentence's mentions."""
    pattern, kinds = _verbs()
    found: list[Cue] = []
    for match in pattern.finditer(text, start, end):
        if any(a <= match.start() < b for a, b in inside):
            continue
        verb = match.group()
        if verb.lower() in ("according to", "per"):
            speaker = next((h for h in hits if match.end() <= h.start <= match.end() + 24 and h.kind != "place"), None)
            if speaker and (verb.lower() == "according to" or speaker.start - match.end() < 6):
                found.append(Cue(match.start(), match.end(), verb.lower(), "source", speaker, True))
            continue
        floor = found[-1].end if found else start
        before = _subject(text, floor, match.start(), hits)
        quoted = bool(re.search(r"[,.?!…][\"”»]\s*$", text[max(start, match.start() - 4) : match.start()]))
        after = next(
            (h for h in hits if match.end() < h.start <= match.end() + 16 and h.kind in (*_PEOPLE, "organization")),
            None,
        )
        lead = text[max(start, match.start() - 3) : match.start()]
        if (quoted and after) or (before is None and after and re.search(r",\s?$", lead)):
            found.append(Cue(match.start(), match.end(), verb, kinds[verb], after, True))
        elif before or (
            found
            and re.search(
                r"\b(?:and|but|also|then)\s(?:also |then |later )?$",
                text[max(start, match.start() - 12) : match.start()],
            )
        ):
            speaker = before or found[-1].speaker
            found.append(Cue(match.start(), match.end(), verb, kinds[verb], speaker, False))
    return found


def _subject(text: str, start: int, verb: int, hits: Sequence[Hit]) -> Hit | None:
    """The mention that is the subject of a verb: the last before it, asides between commas left out."""
    stop = verb
    aside = _ASIDE.search(text[start:verb])
    if aside:
        stop = start + aside.start()
        before = [h for h in hits if start <= h.start and h.end <= stop]
        if not before:
            stop = verb
    fitting = [h for h in hits if start <= h.start and h.end <= stop and h.kind != "place" and h.form != "adjective"]
    fitting = [h for h in fitting if not re.match(r"[’']s\b", text[h.end : h.end + 2]) or h.kind == "unnamed"]
    fitting = [h for h in fitting if not any(o is not h and o.start <= h.start and h.end <= o.end for o in fitting)]
    for hit in reversed(fitting):
        gap = text[hit.end : stop]
        whole = (
            hit.form in ("pronoun",)
            and hit.end - hit.start == 3
            and text[hit.start : hit.end].lower() in ("his", "her", "him")
        )
        if whole or len(gap) > 40 or re.search(r"[.;:\"“”]|\b(?:that|because|and|but|if|when)\b", gap):
            continue
        if _WEAK.search(text[max(start, hit.start - 12) : hit.start]) and any(h.end < hit.start for h in fitting):
            continue
        return hit
    return None


def channel(region: str) -> str | None:
    """How it was said, by the words around the cue."""
    lower = region.lower()
    return next((name for name, words in data()["channels"].items() if any(w in lower for w in words)), None)
