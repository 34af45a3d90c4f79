"""Reading in a process of its own, under limits of processor time and memory, of files that are read by foreign code in C.

PDFium trusts what it opens: a file made for it can cost any time and memory, or end the process. `read_apart` gives it a
process to end. Nothing is shared with it: it gets the snapshot on its standard input and answers with the reading.
"""

import sys
from typing import NamedTuple

import msgspec

from asrun.model.notice import Notice
from asrun.model.reading import Header, Reading
from asrun.model.source import Given, Snapshot
from asrun.reading.reader import READER, Opened, read, tzdata

SECONDS = 120
MEBIBYTES = 4096
_PACKED = frozenset({"application/pdf", "application/gzip", "application/x-gzip"})
_MAIL = frozenset({"message/rfc822", "application/mbox"})
# A PDF in a mail: as it is, and in base64.
_WITHIN = (b"%PDF-", b"JVBERi0")


class _Order(msgspec.Struct, frozen=True):
    snapshot: Snapshot
    given: Given
    doc: str
    seconds: int


def read_safely(snapshot: Snapshot, given: Given, doc: str | None = None) -> Reading:
    """The reading of a snapshot, in a process of its own where a PDF may be in it."""
    return opened_safely(snapshot, doc).read(given)


def opened_safely(snapshot: Snapshot, doc: str | None = None) -> "Opened | Apart":
    """A snapshot to be read by what is given of it, in a process of its own where a PDF may be in it."""
    kind, name = snapshot.media_type, doc or snapshot.name
    apart = kind in _PACKED or (kind in _MAIL and any(sign in snapshot.data for sign in _WITHIN))
    return Apart(snapshot, name) if apart else Opened(snapshot, name)


class Apart(NamedTuple):
    """A snapshot that is read in a process of its own each time."""

    snapshot: Snapshot
    name: str

    def read(self, given: Given) -> Reading:
        """The whole reading."""
        return read_apart(self.snapshot, given, self.name)

    def outline(self, given: Given) -> tuple[Reading, bool]:
        """The whole reading, and that it is."""
        return self.read(given), True


def read_apart(snapshot: Snapshot, given: Given, doc: str, seconds: int = SECONDS) -> Reading:
    """The reading that another process makes; without facts and with a notice where it came to its limits or broke."""
    import subprocess

    order = msgspec.msgpack.encode(_Order(snapshot, given, doc, seconds))
    command = [sys.executable, "-P", "-m", "asrun.pipeline.apart"]
    done = subprocess.run(command, input=order, capture_output=True, check=False)
    try:
        return msgspec.msgpack.decode(done.stdout, type=Reading)
    except msgspec.DecodeError:
        message = (
            f"a file that could not be read within {seconds} s of processor time and {MEBIBYTES // 1024} GiB of memory, or"
            " that broke its reader; it is damaged or made to do harm; a copy saved or printed anew would do"
        )
        notice = Notice("reading-ended", "error", message, doc=doc)
        return Reading(doc, snapshot.sha256, READER, tzdata(), given, Header("news_article"), notices=(notice,))


def main() -> None:
    """Reads what standard input orders, within the limits, and writes the reading."""
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=_Order)
    try:
        import resource
    except ImportError:  # systems without such limits
        pass
    else:
        for kind, wanted in ((resource.RLIMIT_CPU, order.seconds), (resource.RLIMIT_AS, MEBIBYTES << 20)):
            most = resource.getrlimit(kind)[1]
            kept = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
            resource.setrlimit(kind, (kept, kept))
    sys.stdout.buffer.write(msgspec.msgpack.encode(read(order.snapshot, order.given, order.doc)))


if __name__ == "__main__":
    main()
