"""The account as data: JSON of schema `asrun-account/1`, sorted keys, every instant in UTC and in its own zone."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from asrun.model.account import Account
from asrun.publish import Options

MEDIA_TYPE = "application/json"
EXTENSION = ".json"
SCHEMA = "asrun-account/1"


def publish(account: Account, options: Options) -> bytes:
    """The fields of an Account as they are named there, with `schema` beside them.

    Moments are ISO 8601 in UTC; an instant has its wall clock with offset in `local` as well. The keys of structs that may
    be of several kinds carry `is`. Readers ignore keys they do not know.
    """
    told = _plain(msgspec.to_builtins(account, builtin_types=(datetime,)))
    data = msgspec.json.encode({"schema": SCHEMA, **told}, order="sorted")
    return msgspec.json.format(data, indent=2) + b"\n"


def _plain(value: Any) -> Any:
    """Moments as ISO in UTC, `local` beside each instant, and no lone surrogates, which JSON in UTF-8 cannot hold."""
    if isinstance(value, dict):
        told = {key: _plain(inner) for key, inner in value.items()}
        if value.get("is") == "instant":
            told["local"] = value["utc"].astimezone(ZoneInfo(value["zone"])).isoformat()
        return told
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode("utf-8")
    return value
