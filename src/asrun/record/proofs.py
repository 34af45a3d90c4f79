"""Proofs to hand out: that an entry is in a record, checked with the file and the public key alone."""

import base64
from collections.abc import Iterable

import msgspec

from asrun.model.entry import Payload
from asrun.record.errors import RecordError
from asrun.record.keys import Checkpoint, PublicKey, parse_note
from asrun.record.log import commit_to, leaf_of
from asrun.record.merkle import consistency, consistent, included, inclusion, leaf_hash
from asrun.record.store import Store

FORM = "asrun-proof/1"


class Proof(msgspec.Struct, frozen=True):
    """An entry, what its leaf commits to, and the way from the leaf to a signed root.

    `payload` is the entry's JSON as it was committed to, with its `salt`; both are empty where it is redacted.
    """

    form: str
    seq: int
    recorded_at: int
    kind: str
    commitment: bytes
    salt: bytes
    payload: str
    path: tuple[bytes, ...]
    checkpoint: str


def prove(store: Store, seq: int) -> bytes:
    """The proof of an entry as JSON, up to the last checkpoint."""
    last = store.checkpoint()
    row = store.row(seq)
    if last is None or row is None:
        raise RecordError(f"{seq}: no entry of this record; nothing can be proved of it; asrun log lists them")
    clock, kind, commitment, salt, data = row
    path = tuple(inclusion(store.nodes, seq - 1, last.size))
    made = Proof(FORM, seq, clock, kind, commitment, salt, data.decode(), path, last.note)
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def check(data: bytes, key: PublicKey) -> tuple[Proof, Checkpoint]:
    """The proof of a file and the checkpoint that it leads to; raises RecordError where it does not hold."""
    try:
        proof = msgspec.json.decode(data, type=Proof)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise RecordError(f"this is no proof ({error}); asrun proof ENTRY makes one") from error
    if proof.form != FORM:
        raise RecordError(f"a proof of form {proof.form[:40]!r}; {FORM} is known here; a newer asrun would do")
    try:
        checkpoint = parse_note(proof.checkpoint, [str(key)])
    except RecordError as error:
        raise _refuted("its checkpoint was not signed with this key") from error
    if proof.payload:
        raw = proof.payload.encode()
        if commit_to(proof.salt, raw) != proof.commitment:
            raise _refuted("its words are not those that were committed to")
        try:
            msgspec.json.decode(raw, type=Payload)
        except msgspec.MsgspecError as error:
            raise _refuted(f"its words are no entry ({error})") from error
    leaf = leaf_hash(leaf_of(proof.seq, proof.recorded_at, proof.kind, proof.commitment))
    if not included(leaf, proof.seq - 1, checkpoint.size, proof.path, checkpoint.root):
        raise _refuted(f"its path does not lead to the root of the {checkpoint.size} entries that were signed")
    return proof, checkpoint


def _refuted(why: str) -> RecordError:
    return RecordError(f"the proof does not hold: {why}; a proof as the record gave it would do")


def grown(store: Store, old: Checkpoint) -> list[str]:
    """The proof that the record is that of an older checkpoint grown: its hashes in base64; raises RecordError where not."""
    last = store.checkpoint()
    if last is None or last.size < old.size:
        raise _forked(f"the record has {last.size if last else 0} entries, fewer than the {old.size} of the checkpoint")
    path = consistency(store.nodes, old.size, last.size)
    if not consistent(old.size, last.size, path, old.root, last.root):
        raise _forked(f"its first {old.size} entries are not those of the checkpoint")
    return _words(path)


def _words(path: Iterable[bytes]) -> list[str]:
    return [base64.b64encode(one).decode() for one in path]


def _forked(why: str) -> RecordError:
    return RecordError(f"{why}; it was cut off or altered; a copy of the record from before would do")
