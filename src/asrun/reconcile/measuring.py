"""What rules measure on an account: clocks that were printed or seen, and the sentences about them."""

from datetime import datetime

from asrun.model.account import Account, Deviation, EventAccount, Known
from asrun.model.span import Span
from asrun.model.time import Instant
from asrun.reconcile.wording import length, moment, say, sentence

SLIGHT = 5 * 60
"""Less than so many seconds is no deviation: clocks of schedules and of reporters are rounded to it."""


def clock(known: Known | None) -> Instant | None:
    """The instant of a value, where it is one."""
    return known.value if known and isinstance(known.value, Instant) else None


def seconds(later: Instant, earlier: Instant) -> int:
    """How much later one instant is than another, in seconds."""
    return round((later.utc - earlier.utc).total_seconds())


def evidence(*values: Known | None) -> tuple[Span, ...]:
    """The words that values rest on, each once."""
    return tuple(dict.fromkeys(s for v in values if v for s in v.evidence))


def deviation(
    account: Account,
    rule: str,
    event: EventAccount,
    spans: tuple[Span, ...],
    amount: int | None = None,
    key: str | None = None,
    **slots: object,
) -> Deviation:
    """What a rule found of an event, in the account's language; `key` is the sentence, the rule's own by default."""
    if amount is not None:
        slots["length"] = length(amount, account.language)
    told = {k: moment(v, language=account.language) if isinstance(v, Instant) else v for k, v in slots.items()}
    words = say(account.language, f"rule.{key or rule}", event=event.name, **told)
    return Deviation(rule, event.id, sentence(words), spans, amount)


def latest(account: Account) -> datetime | None:
    """The moment that an account speaks of: the one asked about, else the last word or issue of its sources."""
    known = [c.known_from for c in account.changes if c.known_from]
    known += [o.known_from for o in account.observations if o.known_from]
    issued = [s.issued_at for s in account.sources if s.issued_at]
    return account.as_of or max((*known, *issued), default=None)
