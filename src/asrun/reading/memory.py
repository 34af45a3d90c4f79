"""Judgements on the words of short texts, kept: the same lines are looked at by several readers, the same words recur."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_KEPT, _LONGEST = 4096, 240

T = TypeVar("T")


def remembered(judge: Callable[[str], T]) -> Callable[[str], T]:
    """A judgement on words that is made once for each of the last few thousand texts.

    Only short texts are kept, so that no hostile line fills the memory.
    """
    kept = lru_cache(_KEPT)(judge)

    @wraps(judge)
    def look(text: str) -> T:
        return kept(text) if len(text) <= _LONGEST else judge(text)

    return look
