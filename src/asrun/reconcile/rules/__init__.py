"""What is odd about an account as a whole, one module a rule, found by scanning this folder.

A rule has `check(account) -> Iterator[Deviation | Notice]` and a one-sentence docstring: a Deviation is where the day left
its plan, a Notice a problem in the data. Rules read an account and change nothing in it; `docs/rules.md` has each with an
example.
"""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from asrun.model.account import Account, Deviation
from asrun.model.notice import Notice


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every rule module, by name."""
    return tuple(import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))


def check(account: Account) -> Iterator[Deviation | Notice]:
    """What every rule finds."""
    for rule in modules():
        yield from rule.check(account)
