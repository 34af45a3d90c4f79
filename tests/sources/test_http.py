"""One fetch from a real server on loopback, and addresses that are refused."""

import gzip
import ipaddress
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from asrun.model.notice import Notice
from asrun.model.source import Snapshot
from asrun.sources import http
from asrun.sources.file import snapshots

PAGE = b"<h1>Agenda</h1><p>10:00 Welcome</p>"


HOPS = {"hop1": "/page", "hopfile": "file:///etc/passwd", "hopprivate": "http://10.0.0.1/"}
PRIVATE = (
    "10.1.2.3 127.0.0.1 169.254.169.254 192.168.0.1 0.0.0.0 100.64.0.1 224.0.0.1 ::1 fe80::1 ::ffff:10.0.0.1 fd00::1"
)
BROKEN = ["http://", "http:///x", "https://[::1", "http://a b/", "http://127.0.0.1:1/", "http://" + "a" * 70_000]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.path.strip("/")
        if name.startswith("hop"):
            self.send_response(302)
            self.send_header(
                "Location",
                {"hop1": "/page", "hopfile": "file:///etc/passwd", "hopprivate": "http://10.0.0.1/"}.get(name, "/hop"),
            )
            self.end_headers()
            return
        if name == "missing":
            self.send_error(404)
            return
        body = b"a" * 5000 if name == "long" else gzip.compress(b"\0" * 50_000_000) if name == "bomb" else PAGE
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if name == "bomb":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def loopback(address: http.Address) -> bool:
    return address.is_loopback


def refused(found: Snapshot | Notice) -> Notice:
    assert isinstance(found, Notice)
    assert found.severity == "error"
    return found


@pytest.mark.parametrize("path", ["/page", "/hop1"])
def test_a_page_is_fetched_under_its_address(server: str, path: str) -> None:
    found = http.fetch(server + path, loopback)
    assert isinstance(found, Snapshot)
    assert (found.name, found.data, found.media_type) == (server + path, PAGE, "text/html")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/missing", "answered 404"),
        ("/hop", "more than 5 redirects"),
        ("/hopfile", "only http and https"),
        ("/hopprivate", "10.0.0.1 is an address of a private network"),
    ],
)
def test_what_gives_no_document_is_a_notice(server: str, path: str, words: str) -> None:
    assert words in refused(http.fetch(server + path, loopback)).message


@pytest.mark.parametrize("path", ["/long", "/bomb"])
def test_a_fetch_is_bounded(server: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "LARGEST", 4096)
    assert refused(http.fetch(server + path, loopback)).code == "too-large"


def test_private_addresses_are_refused(server: str) -> None:
    found, (notice,) = snapshots([server + "/page"])
    assert not found
    assert notice.code == "address-refused"
    for address in PRIVATE.split():
        assert not http.public(ipaddress.ip_address(address)), address
    assert http.public(ipaddress.ip_address("93.184.215.14"))


def test_a_name_that_also_stands_for_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80)) for host in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    assert refused(http.fetch("http://two-faced.example/")).code == "address-refused"


@pytest.mark.parametrize("url", BROKEN, ids=lambda u: u[:20])
def test_an_address_that_is_none_is_a_notice(url: str) -> None:
    assert refused(http.fetch(url, loopback)).code in ("source-unreachable", "address-refused")
