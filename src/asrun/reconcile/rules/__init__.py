"""What is odd about an account as a whole, one module a rule, found by scanning this folder.

A rule has `check(account) -> Iterator[Notice]` and a one-sentence docstring. Rules read an account and change nothing in it.
"""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from asrun.model.account import Account
from asrun.model.notice import Notice


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every rule module, by name."""
    return tuple(import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))


def check(account: Account) -> Iterator[Notice]:
    """What every rule finds."""
    for rule in modules():
        yield from rule.check(account)
