"""The log of a record: what its leaves commit to, the stored tree over them, and the signed checkpoints."""

import os
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from asrun.model.entry import Payload
from asrun.record.errors import RecordError
from asrun.record.keys import Checkpoint, KeyFile, KeyPair, new_pair, signed_checkpoint
from asrun.record.looking import Looking
from asrun.record.merkle import TILE, Edge, leaf_hash

SALT = 16
_encoder = msgspec.json.Encoder(order="sorted")


class Sealed(NamedTuple):
    """A payload as it is kept: its kind, the salt, its JSON, and what the tree commits to. Redacted, it has no JSON."""

    kind: str
    salt: bytes
    data: bytes
    commitment: bytes
    payload: Payload


def encode(payload: Payload) -> bytes:
    """A payload's canonical JSON: sorted keys, no blanks (RFC 8785 for strings and whole numbers)."""
    return _encoder.encode(payload)


def commit_to(salt: bytes, data: bytes) -> bytes:
    """What the tree holds of a payload."""
    return sha256(salt + data).digest()


def leaf_of(seq: int, clock: int, kind: str, commitment: bytes) -> bytes:
    """The canonical JSON of an entry's leaf."""
    return f'{{"commitment":"{commitment.hex()}","kind":"{kind}","recorded_at":{clock},"seq":{seq}}}'.encode()


def seal(payloads: Sequence[Payload]) -> list[Sealed]:
    """Payloads with salts of their own."""
    salts = os.urandom(SALT * len(payloads))
    found = []
    for number, payload in enumerate(payloads):
        data = _encoder.encode(payload)
        salt = salts[number * SALT : number * SALT + SALT]
        found.append(Sealed(str(payload.__struct_config__.tag), salt, data, sha256(salt + data).digest(), payload))
    return found


class Log(Looking):
    """The tree and the checkpoints of a record."""

    keys: KeyFile

    @abstractmethod
    def _do(self, statement: str, *values: Any) -> None:
        """Runs a statement with "?" for its values."""

    @abstractmethod
    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]], once: bool) -> None:
        """Inserts whole rows; with `once` rows that are there stay as they are."""

    @property
    def origin(self) -> str:
        """The name of the record, under which its checkpoints are signed; empty before the first entry."""
        return next((name for (name,) in self._ask("SELECT origin FROM record")), "")

    # The tree

    def edge(self, size: int) -> Edge:
        """The right edge of the tree over the first entries."""
        levels, level = [self.nodes(0, size - size % TILE, size % TILE)], 1
        while size >> 8 * level:
            count = size >> 8 * level
            levels.append(self.nodes(level, count - count % TILE, count % TILE))
            level += 1
        return Edge(levels)

    def nodes(self, level: int, first: int, count: int) -> list[bytes]:
        """The hashes of a level of the tree, from a place on, so many: those of whole subtrees of 256 ** level entries."""
        if not level:
            return [leaf_hash(leaf) for leaf in self.leaves(first, count)]
        query = "SELECT root FROM tiles WHERE level = ? AND number >= ? AND number < ? ORDER BY number"
        return [root for (root,) in self._ask(query, level - 1, first, first + count)]

    def leaves(self, first: int, count: int) -> list[bytes]:
        """The leaves from a place on (from 0), so many."""
        query = "SELECT seq, recorded_at, kind, commitment FROM entries WHERE seq > ? AND seq <= ? ORDER BY seq"
        return [leaf_of(*row) for row in self._ask(query, first, first + count)]

    # Keys and checkpoints

    def _sign(self, size: int, root: bytes) -> None:
        """Signs the root of a batch."""
        self._keep(signed_checkpoint(self._pair(), size, root))

    def _keep(self, made: Checkpoint) -> None:
        """Keeps a checkpoint."""
        key = self._one("SELECT id FROM keys WHERE key = ?", made.key)
        self._insert("checkpoints", [(made.size, made.root, key, made.signature, made.before)], False)

    def _pair(self) -> KeyPair:
        """The key that this record is signed with; that of a new record is made on first use."""
        newest, origin = self._newest_key(), self.origin
        pair = self.keys.read(origin) if origin else None
        if pair and newest and str(pair.public) != newest:
            self.keys.forget()  # another process may have changed it
            pair = self.keys.read(origin)
        if newest is None:
            pair = self.keys.read("") or new_pair(f"asrun.record/{os.urandom(8).hex()}")
            self.keys.write(pair)
            self._do("INSERT INTO record VALUES (?)", pair.public.origin)
            self._insert_key(str(pair.public))
        elif pair is None or str(pair.public) != newest:
            found = "not there" if pair is None else "another one"
            raise RecordError(
                f"{self.keys.path}: the key that this record is signed with is {found}; nothing was added; a copy of it "
                "would do, or asrun rotate-key, which makes a new one"
            )
        return pair

    def key_problem(self) -> str:
        """Why this record cannot be signed here; empty where it can."""
        newest = self._newest_key()
        try:
            pair = self.keys.read(self.origin)
        except RecordError as error:
            return str(error)
        if newest is None or (pair and str(pair.public) == newest):
            return ""
        return f"{self.keys.path} does not hold the key that signs now; a copy of it would do, or asrun rotate-key"

    def _newest_key(self) -> str | None:
        return next((key for (key,) in self._ask("SELECT key FROM keys ORDER BY id DESC LIMIT 1")), None)

    def _insert_key(self, key: str) -> None:
        self._do("INSERT INTO keys (id, key) SELECT coalesce(max(id), 0) + 1, CAST(? AS TEXT) FROM keys", key)

    def public_keys(self) -> list[str]:
        """The keys that have signed this record, in order."""
        return [key for (key,) in self._ask("SELECT key FROM keys ORDER BY id")]

    def checkpoints(self, after: int = 0) -> Iterator[Checkpoint]:
        """The signed checkpoints over more than so many entries, in order."""
        query = (
            "SELECT c.size, c.root, k.key, c.signature, c.before FROM checkpoints c JOIN keys k ON k.id = c.key "
            "WHERE c.size > ? ORDER BY c.size LIMIT 1000"
        )
        while rows := self._ask(query, after):
            yield from (Checkpoint(*row) for row in rows)
            after = rows[-1][0]

    def checkpoint(self, size: int | None = None) -> Checkpoint | None:
        """The first checkpoint over at least so many entries; the last one by default."""
        query = "SELECT c.size, c.root, k.key, c.signature, c.before FROM checkpoints c JOIN keys k ON k.id = c.key "
        query += "ORDER BY c.size DESC LIMIT 1" if size is None else "WHERE c.size >= ? ORDER BY c.size LIMIT 1"
        found = self._ask(query, *(() if size is None else (size,)))
        return Checkpoint(*found[0]) if found else None
