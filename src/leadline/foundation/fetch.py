"""Reads an address a person gave, without letting it reach into this network.

Where it may lie is looked at before each connection, at each redirect too (``hosts``).
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from leadline.foundation.errors import Invalid
from leadline.foundation.hosts import Resolver, is_open, number_of

REDIRECTS = 3
SILENCE_SECONDS = 15
WHOLE_SECONDS = 60
CHUNK = 64 * 1024
# What may stand in a path as it is; "%" since a part may be written so already.
SAFE = "/%:=&~+!$,;'@()*-._"
MOVED = {301, 302, 303, 307, 308}
PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Version:
    """What a server calls the state of a thing, to ask whether it changed."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent to an address; nothing of it stands in a log."""

    content: bytes = field(repr=False)
    headers: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was read; ``content`` is ``None`` where nothing changed."""

    content: bytes | None
    version: Version


class Answered(Invalid):
    """A server took what was sent, and answered that it will have none of it.

    ``wait`` are the seconds it asks to be left alone for, where it says so.
    """

    def __init__(self, status: int, wait: int = 0) -> None:
        super().__init__(f"The server answered {status}.")
        self.status, self.wait = status, wait


def plain_address(address: str) -> str:
    """Return an address with its scheme; raise ``Invalid`` with what to do.

    >>> plain_address("webcal://cal.example/me.ics")
    'https://cal.example/me.ics'
    """
    address = address.strip()
    if address.lower().startswith(("webcal://", "webcals://")):
        address = "https://" + address.split("://", 1)[1]
    _parts(address)
    return address


def _parts(address: str) -> SplitResult:
    """Return the parts of an address as they go over the wire: in ASCII alone."""
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise Invalid("This is no address; it begins with https://.") from None
    if parts.scheme not in PORTS or not host:
        raise Invalid("Give an address that begins with https:// or webcal://.")
    if parts.username or parts.password:
        raise Invalid(
            "An address with a name and password in it is not read; ask whoever "
            "gives it out for a private address (a link with a key)."
        )
    if any(ord(letter) <= 32 or ord(letter) == 127 for letter in address):
        raise Invalid("An address has no spaces or line breaks.")
    return parts._replace(
        netloc=_netloc(host, port),
        path=quote(parts.path, safe=SAFE),
        query=quote(parts.query, safe=SAFE + "?"),
        fragment="",
    )


def _netloc(host: str, port: int | None) -> str:
    """Return host and port; a name in another alphabet as the net knows it (IDNA)."""
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            raise Invalid("The name of the server in this address is none.") from None
    host = f"[{host}]" if ":" in host else host
    return host if port is None else f"{host}:{port}"


def fetch(
    address: str,
    *,
    largest: int,
    allow_private: bool = False,
    known: Version | None = None,
    redirects: int = REDIRECTS,
    seconds: float = 0,
    resolve: Resolver = socket.getaddrinfo,
) -> Fetched:
    """Read an address, at most ``largest`` bytes in a minute, or in ``seconds``.

    Raises ``Invalid`` with what to do; no message holds the address, which may be a
    secret.
    """
    until = time.monotonic() + (seconds or WHOLE_SECONDS)
    parts = _parts(address)
    for _ in range(redirects + 1):
        checked = _checked(parts, allow_private, resolve, until)
        try:
            found = _ask(parts, checked, known or Version(), largest, until)
        except (OSError, http.client.HTTPException) as error:
            raise Invalid(f"The server could not be read: {_why(error)}.") from None
        except ValueError:  # its message may hold the address
            raise Invalid("The server could not be asked; check the address.") from None
        if isinstance(found, Fetched):
            return found
        before, parts = parts, _sent_on(parts, found)
        if allow_private and is_open(checked):
            _need_open(parts, resolve, until)
        if before.scheme == "https" and parts.scheme != "https":
            raise Invalid("The server sends on to an address that is not encrypted.")
    raise Invalid("The server sends on and on; copy the address anew.")


def _need_open(parts: SplitResult, resolve: Resolver, until: float) -> None:
    """Raise ``Invalid`` where an open server sends on into a private network.

    What the operator allows is what somebody names here, not what strangers name.
    """
    try:
        _checked(parts, False, resolve, until)
    except Invalid:
        raise Invalid(
            "The server sends on into a private network. Give the address there itself."
        ) from None


def _sent_on(parts: SplitResult, there: str) -> SplitResult:
    """Return where a server sends on to, read as browsers read what it says."""
    # Headers come as Latin-1; what was written in another alphabet is UTF-8.
    raw = there.encode("latin-1", "replace")
    try:
        address = urljoin(parts.geturl(), raw.decode("utf-8", "replace").strip())
        return _parts(address)
    except ValueError:
        raise Invalid(
            "The server sends on to something that is no address to be read; copy the "
            "address anew where it is given out."
        ) from None


def send(
    address: str,
    sent: Sent,
    *,
    largest: int,
    seconds: float = WHOLE_SECONDS,
    allow_private: bool = False,
    taken: tuple[int, ...] = (200,),
    resolve: Resolver = socket.getaddrinfo,
) -> bytes:
    """Post to an address and return the answer, by the rules of :func:`fetch`.

    It follows no redirect: what is sent is meant for this server alone. Raises
    ``Answered`` for a status that is not ``taken``, else
    ``Invalid`` with what to do; no message holds the address or what was sent.
    """
    until = time.monotonic() + seconds
    with _posted(address, sent, until, seconds, allow_private, resolve) as answer:
        if answer.status not in taken:
            raise Answered(answer.status)
        return _content(answer, largest, until)


def hand_in(
    address: str,
    sent: Sent,
    *,
    seconds: float,
    allow_private: bool = False,
    resolve: Resolver = socket.getaddrinfo,
) -> int:
    """Post to an address and return its status, one of those that say it is taken.

    What else it answers is not read. Else as :func:`send`.
    """
    until = time.monotonic() + seconds
    with _posted(address, sent, until, seconds, allow_private, resolve) as answer:
        if not 200 <= answer.status < 300:
            raise Answered(answer.status, _wait(answer))
        return answer.status


def _wait(answer: http.client.HTTPResponse) -> int:
    said = answer.getheader("Retry-After", "").strip()
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else 0


@contextmanager
def _posted(
    address: str,
    sent: Sent,
    until: float,
    seconds: float,
    allow_private: bool,
    resolve: Resolver,
) -> Iterator[http.client.HTTPResponse]:
    parts = _parts(address)
    checked = _checked(parts, allow_private, resolve, until)
    try:
        with _connected(parts, checked, until, seconds) as connection:
            headers = {**_headers(parts), **sent.headers}
            connection.request("POST", _path(parts), body=sent.content, headers=headers)
            with closing(connection.getresponse()) as answer:
                yield answer
    except (OSError, http.client.HTTPException) as error:
        raise Invalid(f"The server could not be read: {_why(error)}.") from None
    except ValueError:  # its message would hold the header, and so the key
        raise Invalid("What is sent cannot be written; check the key.") from None


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    if isinstance(error, ssl.SSLError):
        return "its certificate is not valid"
    return "the connection failed"


def _checked(
    parts: SplitResult, allow_private: bool, resolve: Resolver, until: float
) -> str:
    """Return an address of the host that may be read; every one has to be open."""
    return number_of(
        parts.hostname or "",
        _port(parts),
        allow_private=allow_private,
        resolve=resolve,
        seconds=until - time.monotonic(),
    )


def _port(parts: SplitResult) -> int:
    return parts.port or PORTS[parts.scheme]


def _ask(
    parts: SplitResult, number: str, known: Version, largest: int, until: float
) -> Fetched | str:
    """Return what the server says, or where it sends on to."""
    with _connected(parts, number, until, SILENCE_SECONDS) as connection:
        headers = {
            **_headers(parts),
            "If-None-Match": _sayable(known.etag),
            "If-Modified-Since": _sayable(known.modified),
        }
        given = {name: value for name, value in headers.items() if value}
        connection.request("GET", _path(parts), headers=given)
        with closing(connection.getresponse()) as answer:
            return _answer(answer, known, largest, until)


@contextmanager
def _connected(
    parts: SplitResult, number: str, until: float, silence: float
) -> Iterator[http.client.HTTPConnection]:
    """Connect to the address that was looked at; all ends when the time is over."""
    host = parts.hostname or ""
    left = max(min(silence, until - time.monotonic()), 0.01)
    wire = socket.create_connection((number, _port(parts)), left)
    wire.settimeout(silence)
    if parts.scheme == "https":
        context = ssl.create_default_context()
        wire = context.wrap_socket(
            wire, server_hostname=host, do_handshake_on_connect=False
        )
    # A server that sends a byte now and then keeps every single wait short: what ends
    # the whole of it is a clock beside it, from the handshake to the last byte.
    ended = threading.Timer(max(until - time.monotonic(), 0), hang_up, [wire])
    ended.start()
    connection = http.client.HTTPConnection(host, _port(parts))
    connection.sock = wire
    try:
        if isinstance(wire, ssl.SSLSocket):
            wire.do_handshake()
        yield connection
    finally:
        ended.cancel()
        connection.close()
        wire.close()


def _path(parts: SplitResult) -> str:
    path = parts._replace(scheme="", netloc="", fragment="").geturl()
    return path if path.startswith("/") else f"/{path}"


def _headers(parts: SplitResult) -> dict[str, str]:
    return {
        "Host": parts.netloc,
        "User-Agent": "Leadline",
        "Accept-Encoding": "identity",
    }


def hang_up(wire: socket.socket | None) -> None:
    """End a connection that another thread waits for, TLS or not."""
    if wire is None:
        return
    with suppress(OSError):
        socket.socket.shutdown(wire, socket.SHUT_RDWR)


def _answer(
    answer: http.client.HTTPResponse, known: Version, largest: int, until: float
) -> Fetched | str:
    if answer.status in MOVED and (there := answer.getheader("Location")):
        return there
    if answer.status == 304:
        return Fetched(None, known)
    if answer.status in (401, 403, 404, 410):
        raise Invalid(
            "The server does not give it out any more; copy the address anew where "
            f"it is given out (answer {answer.status})."
        )
    if answer.status != 200:
        raise Invalid(f"The server answered {answer.status}; it is tried again later.")
    content = _content(answer, largest, until)
    version = Version(
        _sayable(answer.getheader("ETag", ""))[:200],
        _sayable(answer.getheader("Last-Modified", ""))[:80],
    )
    return Fetched(content, version)


def _sayable(value: str) -> str:
    """Return what may be sent back as a header, nothing of what may not."""
    return value if value.isascii() and value.isprintable() else ""


def _size(largest: int) -> str:
    kilobytes = largest // 1024
    return f"{kilobytes // 1024} MB" if kilobytes >= 1024 else f"{kilobytes} KB"


def _content(answer: http.client.HTTPResponse, largest: int, until: float) -> bytes:
    if answer.getheader("Content-Encoding", "identity") != "identity":
        raise Invalid("The server packs what it sends; it is not unpacked.")
    content = bytearray()
    for chunk in iter(partial(answer.read1, CHUNK), b""):
        content += chunk
        if len(content) > largest:
            raise Invalid(f"It is larger than {_size(largest)}.")
    if time.monotonic() > until:
        raise TimeoutError
    if answer.length:
        raise http.client.IncompleteRead(bytes(content), answer.length)
    return bytes(content)
