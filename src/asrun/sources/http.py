"""One document from the web: one bounded fetch, of public addresses alone.

The address is resolved once and the connection goes to what was resolved, so that a name cannot point elsewhere in between;
each redirect is looked at in the same way.
"""

import hashlib
import ipaddress
import mimetypes
import socket
import time
from collections.abc import Callable

import httpx2

from asrun import __version__
from asrun.model.notice import Notice
from asrun.model.source import Snapshot

LARGEST = 32 * 1024 * 1024
SECONDS = 30.0
_HOPS = 5
_HEADERS = {"User-Agent": f"asrun/{__version__}", "Accept": "*/*"}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class _RefusedError(Exception):
    """Why an address gave no document: a notice's code and message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def public(address: Address) -> bool:
    """Whether an address is one of the public internet, also where it hides an IPv4 address."""
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return address.is_global and not address.is_multicast and (inner is None or inner.is_global)


def fetch(url: str, allow: Callable[[Address], bool] = public) -> Snapshot | Notice:
    """The document at an address, named by it, or an error notice; `allow` says which addresses may be connected to."""
    end = time.monotonic() + SECONDS
    try:
        target = httpx2.URL(url)
        with httpx2.Client(timeout=10, follow_redirects=False, trust_env=False, headers=_HEADERS) as client:
            for _ in range(_HOPS):
                found = _one(client, target, allow, end)
                if isinstance(found, Snapshot):
                    return Snapshot(url, found.data, found.media_type, found.sha256)
                target = target.join(found)
        raise _RefusedError(
            "source-unreachable", f"more than {_HOPS} redirects; the address of the document itself would do"
        )
    except _RefusedError as refused:
        return Notice(refused.code, "error", str(refused), doc=url)
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
        reason = str(error).lower() or type(error).__name__
        message = f"the address could not be fetched; {reason}; an address that a browser opens would do"
        return Notice("source-unreachable", "error", message, doc=url)


def _one(client: httpx2.Client, url: httpx2.URL, allow: Callable[[Address], bool], end: float) -> Snapshot | str:
    """One request: its document, or where it redirects to."""
    if url.scheme not in ("http", "https") or not url.host:
        where = url.scheme or "nothing"
        code, message = (
            "address-refused",
            f"a redirect to {where}; only http and https are fetched; the page itself would do",
        )
        raise _RefusedError(code, message)
    direct = url.copy_with(host=str(_resolved(url, allow)))
    extensions = {"sni_hostname": url.host}
    request = client.build_request("GET", direct, headers={"Host": url.netloc.decode()}, extensions=extensions)
    answer = client.send(request, stream=True)
    try:
        if answer.is_redirect and "location" in answer.headers:
            return str(answer.headers["location"])
        data = _body(answer, end)
    finally:
        answer.close()
    told = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    media_type = told or mimetypes.guess_type(url.path)[0] or "text/plain"
    return Snapshot(str(url), data, media_type, hashlib.sha256(data).hexdigest())


def _body(answer: httpx2.Response, end: float) -> bytes:
    """The bytes of an answer, unpacked; never more than the limit, never for longer."""
    if answer.status_code != 200:
        told = f"the server answered {answer.status_code}"
        code, message = "source-unreachable", f"{told}; there is no document; an address that a browser opens would do"
        raise _RefusedError(code, message)
    data = bytearray()
    for piece in answer.iter_bytes():
        data += piece
        if len(data) > LARGEST:
            told = f"more than {LARGEST // 1024 // 1024} MiB"
            code, message = "too-large", f"{told}; no fetch may be longer; the file saved and added would do"
            raise _RefusedError(code, message)
        if time.monotonic() > end:
            told = f"not there after {SECONDS:.0f} seconds"
            code, message = "source-unreachable", f"{told}; no fetch may take longer; the file saved and added would do"
            raise _RefusedError(code, message)
    return bytes(data)


def _resolved(url: httpx2.URL, allow: Callable[[Address], bool]) -> Address:
    """The address that a host's name stands for; none of those it stands for may be private."""
    port = url.port or (443 if url.scheme == "https" else 80)
    rows = socket.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    found = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in rows]
    if not all(map(allow, found)):
        told = f"{url.host} is an address of a private network"
        code, message = "address-refused", f"{told}; only public ones are fetched; the file saved and added would do"
        raise _RefusedError(code, message)
    return found[0]
