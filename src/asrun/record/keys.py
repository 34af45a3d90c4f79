"""The key of a record: made on first use, kept in a file of its own, and the signed notes that it makes (C2SP)."""

import base64
import hmac
import os
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from asrun.record.errors import RecordError

_ED25519 = b"\1"
_PRIVATE = "PRIVATE+KEY"
_SECRET = "SECRET"


class PublicKey(NamedTuple):
    """What a signature is checked with: the record's name and the key, as one word ("verifier key" of C2SP)."""

    origin: str
    raw: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return sha256(self.origin.encode() + b"\n" + _ED25519 + self.raw).digest()[:4]

    def __str__(self) -> str:
        return f"{self.origin}+{self.id.hex()}+{_encoded(_ED25519 + self.raw)}"

    def signed(self, text: bytes, signature: bytes) -> bool:
        """Whether a signature is this key's over a text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True


@cache
def public_key(word: str) -> PublicKey:
    """The key of its word; raises RecordError where it is none."""
    origin, _, rest = word.strip().partition("+")
    raw = _decoded(rest.partition("+")[2])
    if len(raw) == 33 and raw[:1] == _ED25519 and str(found := PublicKey(origin, raw[1:])) == word.strip():
        return found
    raise RecordError(f"{word.strip()[:60]!r}: no public key of a record; one as asrun doctor prints it would do")


class KeyPair(NamedTuple):
    """A key that can sign, and the secret that marks of redacted bytes are keyed with."""

    public: PublicKey
    seed: bytes
    secret: bytes

    def sign(self, text: bytes) -> bytes:
        """The signature over a text."""
        return _private(self.seed).sign(text)

    def mark(self, digest: str) -> str:
        """The keyed hash that bytes are known by once they are gone."""
        return hmac.digest(self.secret, digest.encode(), "sha256").hex()


@lru_cache(8)
def _private(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


def new_pair(origin: str, secret: bytes | None = None) -> KeyPair:
    """A new key for a record; it keeps the secret of the one before."""
    key = Ed25519PrivateKey.generate()
    raw = key.public_key().public_bytes_raw()
    return KeyPair(PublicKey(origin, raw), key.private_bytes_raw(), secret or os.urandom(32))


class KeyFile:
    """Where the key of a record is kept, mode 0600; without a path it lasts as long as its use.

    In a `folder` each record has a file of its own name.
    """

    def __init__(self, path: Path | None, folder: Path | None = None) -> None:
        self.path, self.folder = path, folder
        self._held: KeyPair | None = None

    def _find(self, origin: str) -> None:
        """The file of a record's name, where keys are kept in a folder."""
        if self.folder and origin:
            self.path = self.folder / f"{origin.rpartition('/')[2]}.key"

    def read(self, origin: str) -> KeyPair | None:
        """The key, where there is one; raises RecordError where the file is none of this record ("": of any)."""
        self._find(origin)
        if self.path is None or self._held:
            return self._held
        try:
            lines = self.path.read_text(encoding="ascii").split()
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise self._off("it cannot be read") from error
        try:
            private, secret = lines
            kind, key, name, _, seed = private.split("+", 4)
        except ValueError as error:
            raise self._off("it is no key of a record") from error
        raw = _decoded(seed)[1:]
        if f"{kind}+{key}" != _PRIVATE or len(raw) != 32 or not secret.startswith(_SECRET):
            raise self._off("it is no key of a record")
        if origin not in ("", name):
            raise self._off(f"it is the key of {name}, not of {origin}")
        public = _private(raw).public_key().public_bytes_raw()
        self._held = KeyPair(PublicKey(name, public), raw, _decoded(secret.partition("+")[2]))
        return self._held

    def forget(self) -> None:
        """Reads the file again the next time, where there is one."""
        if self.path:
            self._held = None

    def _off(self, why: str) -> RecordError:
        return RecordError(f"{self.path}: {why}; nothing was added; the key file of this record would do")

    def write(self, pair: KeyPair) -> None:
        """Keeps a key in the place of the one before, whole or not at all."""
        self._held, public = pair, pair.public
        self._find(public.origin)
        if self.path is None:
            return
        lines = [
            f"{_PRIVATE}+{public.origin}+{public.id.hex()}+{_encoded(_ED25519 + pair.seed)}",
            f"{_SECRET}+{_encoded(pair.secret)}",
        ]
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write("\n".join(lines) + "\n")
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
            folder = os.open(self.path.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
        except OSError as error:
            raise RecordError(
                f"{self.path}: {(error.strerror or str(error)).lower()}; the key cannot be kept and nothing was added; "
                "a folder that may be written would do"
            ) from error


class Checkpoint(NamedTuple):
    """The root of a record's first entries, signed: `signature` by `key`, `before` by the key that it replaced."""

    size: int
    root: bytes
    key: str
    signature: bytes
    before: bytes | None = None

    @property
    def public(self) -> PublicKey:
        """The key that signed it."""
        return public_key(self.key)

    @property
    def text(self) -> bytes:
        """What is signed: origin, size and root, a line each."""
        return checkpoint_text(self.public.origin, self.size, self.root)

    @property
    def note(self) -> str:
        """The signed note."""
        public = self.public
        return f"{self.text.decode()}\n— {public.origin} {_encoded(public.id + self.signature)}\n"

    def stands(self) -> bool:
        """Whether its own key signed it."""
        return self.public.signed(self.text, self.signature)


def checkpoint_text(origin: str, size: int, root: bytes) -> bytes:
    """The text of a checkpoint."""
    return f"{origin}\n{size}\n{_encoded(root)}\n".encode()


def signed_checkpoint(pair: KeyPair, size: int, root: bytes, before: KeyPair | None = None) -> Checkpoint:
    """A checkpoint signed by a key, and by the one that it replaces."""
    text = checkpoint_text(pair.public.origin, size, root)
    return Checkpoint(size, root, str(pair.public), pair.sign(text), before.sign(text) if before else None)


def parse_note(note: str, keys: Iterable[str]) -> Checkpoint:
    """The checkpoint of a note that one of some keys signed; raises RecordError where it is none."""
    text, _, signatures = note.strip().partition("\n\n")
    for key in map(public_key, keys):
        try:
            origin, size, root = text.split("\n")
            for line in signatures.splitlines():
                dash, name, word = line.split(" ")
                made = Checkpoint(int(size), _decoded(root), str(key), _decoded(word)[4:])
                if (
                    (dash, name, origin) == ("—", key.origin, key.origin)
                    and _decoded(word)[:4] == key.id
                    and made.stands()
                ):
                    return made
        except ValueError:
            break
    raise RecordError(
        f"{note[:40]!r}: no checkpoint signed with this key; a signed note as asrun verify prints would do"
    )


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _decoded(word: str) -> bytes:
    try:
        return base64.b64decode(word, validate=True)
    except ValueError:
        return b""
