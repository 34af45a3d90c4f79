"""Proofs, verification, redaction and moving, on each store."""

import base64
import json
import os
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from documents import FIRST, NOW, document

from asrun.model.entry import KeyRotated, Payload, Redacted, RedactionAdded, VersionAdded, VersionWithdrawn
from asrun.record import moving, open_record, proofs
from asrun.record.errors import RecordError, RedactedError
from asrun.record.keys import new_pair, public_key
from asrun.record.merkle import leaf_hash, root_of
from asrun.record.redaction import redact
from asrun.record.store import Batch, Store
from asrun.record.verify import verify

DAY = timedelta(days=1)


def fill(record: Store, documents: int = 6) -> None:
    """Documents of several days, a second version, a withdrawn one, a private one."""
    for number in range(documents):
        record.append(*document(f"doc{number}", FIRST + number * DAY, (f"ev-{number}", f"ev-{number}+")), NOW)
    record.append(*document("doc0~2", FIRST, ("ev-0",), ("ev-0",), "Signing, later"), NOW)
    record.append([VersionWithdrawn("doc1" if documents > 1 else "doc0", "the wrong day")], [], NOW)
    record.append(*document("secret", FIRST, ("ev-s",), words="A quiet dinner", private=True), NOW)


def whole(record: Store) -> None:
    found = verify(record)
    assert found.findings == []
    assert found.entries == record.head()


def place(record: Store, name: str) -> int:
    """The entry of a fact or a version."""
    for entry in record.entries():
        row = entry.payload
        if getattr(row, "id", "") == name or (isinstance(row, VersionAdded) and row.version.id == name):
            return entry.seq
    raise AssertionError(name)


def test_every_entry_has_a_proof_that_the_file_and_the_key_alone_show(where: str) -> None:
    with open_record(where) as record:
        fill(record)
        key = public_key(record.public_keys()[0])
        shown = [proofs.prove(record, n) for n in range(1, record.head() + 1)]
        entries = list(record.entries())
    for entry, data in zip(entries, shown, strict=True):
        proof, checkpoint = proofs.check(data, key)
        assert (proof.seq, checkpoint.size) == (entry.seq, len(entries))
        assert msgspec.json.decode(proof.payload, type=Payload) == entry.payload


@pytest.mark.parametrize("field", ["seq", "recorded_at", "kind", "commitment", "salt", "payload", "path", "checkpoint"])
def test_a_proof_that_was_altered_is_refuted(tmp_path: Path, field: str) -> None:
    with open_record(tmp_path / "record.db") as record:
        fill(record)
        key = public_key(record.public_keys()[0])
        proof = json.loads(proofs.prove(record, 5))
    old = proof[field]
    if field == "path":
        proof[field] = old[:-1]
    elif isinstance(old, int):
        proof[field] = old + 1
    elif field in ("commitment", "salt"):
        raw = bytearray(base64.b64decode(old))
        raw[0] ^= 1
        proof[field] = base64.b64encode(raw).decode()
    else:
        proof[field] = old.replace("a", "b").replace("e", "f")
    with pytest.raises(RecordError, match="does not hold"):
        proofs.check(json.dumps(proof).encode(), key)


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b"[1]"])
def test_what_is_no_proof_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(RecordError, match="no proof"):
        proofs.check(data, new_pair("asrun.record/test").public)


def test_every_checkpoint_is_the_root_of_its_entries_and_grew_from_those_before(where: str) -> None:
    with open_record(where) as record:
        fill(record)
        leaves = [leaf_hash(leaf) for leaf in record.leaves(0, record.head())]
        for checkpoint in record.checkpoints():
            assert checkpoint.stands()
            assert checkpoint.root == root_of(leaves[: checkpoint.size])
            proofs.grown(record, checkpoint)
            assert verify(record, checkpoint).findings == []


def test_a_record_is_verified_while_others_write(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_record(where) as record, open_record(where) as other:
        fill(record, 2)
        batches = record.batches

        def written_meanwhile(after: int = 0) -> Iterator[Batch]:
            for number, batch in enumerate(batches(after)):
                other.append(*document(f"meanwhile{number}"), NOW)
                yield batch

        monkeypatch.setattr(record, "batches", written_meanwhile)
        head = record.head()
        found = verify(record)
        assert (found.findings, found.entries) == ([], head)
        assert record.head() > head


def test_another_record_is_not_one_that_grew(tmp_path: Path) -> None:
    with open_record(tmp_path / "one.db") as record, open_record(tmp_path / "other.db") as other:
        fill(record)
        fill(other, 2)
        checkpoint = other.checkpoint()
        assert checkpoint
        assert "not those of the checkpoint" in verify(record, checkpoint).findings[0]


def test_a_new_key_is_recorded_and_signed_by_the_one_before(where: str) -> None:
    with open_record(where) as record:
        fill(record, 1)
        made = record.rotate_key("a new machine", NOW)
        record.append(*document("after", events=("ev-a",)), NOW)
        assert isinstance(made.payload, KeyRotated)
        assert made.payload.key == record.public_keys()[1]
        assert [c.key for c in record.checkpoints()].count(made.payload.key) == 2
        whole(record)
        assert record.keys.path
        assert record.keys.path.stat().st_mode & 0o777 == 0o600
        record.keys.path.unlink()
        record.keys.forget()
        with pytest.raises(RecordError, match="not there; nothing was added"):
            record.append(*document("lost"), NOW)
        record.rotate_key("the key was lost", NOW)
        assert verify(record).findings == [
            f"entry {record.head()}: a new key that the one before did not sign; who made it has to say so"
        ]


def test_a_redaction_takes_the_words_and_leaves_the_proofs(where: str) -> None:
    with open_record(where) as record:
        fill(record)
        before = record.checkpoint()
        assert before
        seq = place(record, "doc2#0")
        made = redact(record, seq, "a private address", NOW)
        assert made.events == ("ev-2",)
        payloads = {e.seq: e.payload for e in record.entries()}
        assert payloads[seq] == Redacted("fact", record.head())
        assert "pact doc2 ev-2'" not in str(payloads)
        assert "pact doc2 ev-2+'" in str(payloads)
        assert [record.snapshot(d) for d in record.digests({"doc2"})] == [None]
        proof, _ = proofs.check(proofs.prove(record, seq), public_key(record.public_keys()[0]))
        assert (proof.payload, proof.salt) == ("", b"")
        proofs.grown(record, before)
        whole(record)
        assert any(isinstance(e.payload, RedactionAdded) for e in record.about(["ev-2"]))
        with pytest.raises(RecordError, match="redacted already"):
            redact(record, seq, "again", NOW)


def test_a_redacted_document_is_gone_whole_and_refused_for_good(where: str) -> None:
    rows, snapshots = document("doc", words="Meets the widow Amalia Ruiz", events=("ev-9", "ev-10"))
    with open_record(where) as record:
        record.append(*document("before"), NOW)
        record.append(rows, snapshots, NOW)
        record.append(*document("doc~2", words="Meets nobody", events=("ev-9",), known=("ev-9",)), NOW)
        made = redact(record, place(record, "doc"), "at her request", NOW)
        assert made.versions == ("doc",)
        assert "Amalia" not in "".join(str(e.payload) for e in record.entries())
        assert record.count_versions("doc") == 2
        assert record.version("doc") is None
        with pytest.raises(RedactedError, match="redacted by entry"):
            record.append(*document("again", text=snapshots[0].data.decode(), events=("ev-11",)), NOW)
        whole(record)


def test_what_cannot_be_redacted_says_so(where: str) -> None:
    with open_record(where) as record:
        record.append(*document("doc"), NOW)
        record.append([VersionWithdrawn("doc")], [], NOW)
        for seq in (record.head(), 99):
            with pytest.raises(RecordError, match="nothing was redacted"):
                redact(record, seq, "x", NOW)


@pytest.mark.parametrize("back", ["sqlite", "the same"])
def test_a_record_moves_with_its_tree(where: str, fresh: Callable[[], str], tmp_path: Path, back: str) -> None:
    other = str(tmp_path / "moved.db") if back == "sqlite" else fresh()
    with open_record(where) as record, open_record(other) as copy:
        fill(record)
        redact(record, place(record, "doc2#0"), "a private address", NOW)
        redact(record, place(record, "doc3"), "x", NOW)
        record.rotate_key("", NOW)
        lines = list(moving.export(record, NOW, private=True))
        assert moving.restore(copy, lines) == record.head()
        assert copy.checkpoint() == record.checkpoint()
        assert list(copy.entries()) == list(record.entries())
        assert list(moving.export(copy, NOW, private=True)) == lines
        assert list(moving.tiles(copy)) == list(moving.tiles(record))
        whole(copy)
        whole(record)
        with pytest.raises(RecordError, match="nothing was added"):
            moving.restore(copy, lines)


def test_a_record_without_its_key_is_not_added_to(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db") as record, open_record(tmp_path / "moved.db") as copy:
        fill(record)
        moving.restore(copy, moving.export(record, NOW))
        with pytest.raises(RecordError, match="not there; nothing was added"):
            copy.append(*document("more"), NOW)


def test_private_words_stay_out_of_an_export_but_not_their_leaves(where: str, tmp_path: Path) -> None:
    with open_record(where) as record, open_record(str(tmp_path / "public.db")) as public:
        fill(record)
        lines = list(moving.export(record, NOW))
        assert b"quiet dinner" not in b"".join(lines)
        assert b"quiet dinner" in b"".join(moving.export(record, NOW, private=True))
        moving.restore(public, lines)
        assert public.checkpoint() == record.checkpoint()
        found = verify(public)
        assert (found.findings, found.left_out > 3) == ([], True)


def test_an_altered_export_is_refused(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db") as record:
        fill(record, 3)
        lines = list(moving.export(record, NOW))
    chance = random.Random(7)
    for number in range(40):
        which = chance.randrange(len(lines))
        line = bytearray(lines[which])
        line[chance.randrange(len(line) - 1)] ^= 1 << chance.randrange(7)
        with open_record(tmp_path / f"{number}.db") as copy:
            try:
                moving.restore(copy, [*lines[:which], bytes(line), *lines[which + 1 :]])
            except RecordError:
                continue
            assert verify(copy).findings or told(bytes(line)) == told(lines[which]), (lines[which], line)


def told(line: bytes) -> Any:
    """What of a line is promised: of a snapshot its bytes, not its name."""
    return {k: v for k, v in json.loads(line).items() if k not in ("name", "media_type", "by", "before")}


def test_the_backup_of_a_record_in_use_is_a_record(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db") as record:
        fill(record)
        record.backup(str(tmp_path / "copy.db"))
        record.append(*document("later"), NOW)
        with pytest.raises(RecordError, match="never overwrites"):
            record.backup(str(tmp_path / "copy.db"))
    with open_record(tmp_path / "copy.db") as copy:
        whole(copy)


def test_redacted_words_are_gone_from_the_files(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db") as record:
        record.append(*document("doc", words="Amalia Ruiz, Calle Mayor 7", claimant="Zacarias the neighbour"), NOW)
        for number in range(40):
            record.append(*document(f"d{number}", events=(f"e{number}",)), NOW)
        redact(record, 1, "at her request", NOW)
        for name in os.listdir(tmp_path):
            data = (tmp_path / name).read_bytes()
            for words in (b"Amalia", b"Calle Mayor", b"Zacarias"):
                assert words not in data, name


def test_payloads_are_canonical_json(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db") as record:
        record.append(*document('tr\u00e8s \u2028\U0001f600 \x7f "\\ \x01'), NOW)
        for (data,) in record._ask("SELECT payload FROM payloads"):
            plain = json.dumps(json.loads(data), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            assert data == plain.encode()
