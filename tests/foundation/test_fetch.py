"""Reading an address somebody gave: what is let through, what is refused."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from leadline.foundation.errors import Invalid
from leadline.foundation.fetch import Version, fetch, plain_address
from leadline.foundation.hosts import is_never_asked, is_open

KEY = "a-key-nobody-else-knows"
LARGEST = 200_000
CERTIFICATE = Path(__file__).with_name("localhost.pem")


class Server(BaseHTTPRequestHandler):
    """A server with the manners of several."""

    def do_GET(self) -> None:
        name = self.path.split("?")[0]
        if name == "/same.ics" and self.headers.get("If-None-Match") == "v1":
            return self.say(304)
        if name in ("/same.ics", "/ok.ics"):
            return self.say(200, b"BEGIN:VCALENDAR", ETag="v1")
        if name == "/round":
            return self.say(302, Location="/round")
        if name == "/on":
            return self.say(302, Location="ok.ics")
        if name == "/inside":
            return self.say(302, Location="http://10.0.0.1/ok.ics")
        if name == "/file":
            return self.say(302, Location="file:///etc/passwd")
        if name == "/large":
            return self.say(200, b"x" * (LARGEST + 1))
        if name == "/cut":
            return self.say(200, b"BEGIN:VCALENDAR", length=9_000)
        if name in ("/drip", "/drip-head"):
            return self.drip(is_head=name == "/drip-head")
        if name == "/packed":
            return self.say(200, b"x", **{"Content-Encoding": "gzip"})
        return self.say(404)

    def drip(self, is_head: bool) -> None:
        """Send a byte now and then, without end, in the head or the body."""
        start = (
            b"HTTP/1.1 200 OK\r\nX-Slow: " if is_head else b"HTTP/1.1 200 OK\r\n\r\n"
        )
        with suppress(OSError):
            self.wfile.write(start)
            for _ in range(200):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)

    def say(
        self,
        status: int,
        content: bytes = b"",
        length: int | None = None,
        **headers: str,
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length or len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def safe_site() -> Iterator[int]:
    """A server with a certificate for localhost that nobody has signed; its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # a client that hangs up is what is tested
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def read(address: str, **more: object):
    return fetch(address, largest=LARGEST, **{"allow_private": True} | more)


def test_what_is_there_is_read_once_and_asked_for_anew(site: str) -> None:
    got = read(f"{site}/same.ics?key={KEY}")

    assert (got.content, got.version.etag) == (b"BEGIN:VCALENDAR", "v1")
    again = read(f"{site}/same.ics?key={KEY}", known=got.version)
    assert (again.content, again.version) == (None, Version("v1"))
    assert read(f"{site}/on").content == b"BEGIN:VCALENDAR"
    with pytest.raises(Invalid, match="does not give it out"):
        read(f"{site}?key={KEY}")  # an address without a path asks for the root


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/none", "does not give it out"), ("/round", "on and on"),
        ("/file", "begins with https"), ("/large", "larger than"),
        ("/packed", "packs"), ("/cut", "connection failed"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_do_and_not_the_address(
    site: str, path: str, words: str
) -> None:
    with pytest.raises(Invalid, match=words) as refusal:
        read(f"{site}{path}?key={KEY}")
    assert KEY not in str(refusal.value)


def test_only_a_trusted_certificate_of_that_name_is_read(
    safe_site: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def here(*_: object, **__: object) -> list[object]:
        return [(2, 1, 6, "", ("127.0.0.1", safe_site))]

    def asked(host: str) -> bytes | None:
        address = f"https://{host}:{safe_site}/ok.ics?key={KEY}"
        return read(address, resolve=here).content

    with pytest.raises(Invalid, match="certificate is not valid") as refusal:
        asked("localhost")
    assert KEY not in str(refusal.value)
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    assert asked("localhost") == b"BEGIN:VCALENDAR"
    with pytest.raises(Invalid, match="certificate is not valid"):
        asked("elsewhere.example")


@pytest.mark.parametrize("path", ["/drip", "/drip-head"])
def test_a_server_that_never_ends_is_hung_up_on(
    site: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leadline.foundation.fetch.WHOLE_SECONDS", 0.5)
    began = time.monotonic()

    with pytest.raises(Invalid, match="could not be read"):
        read(f"{site}{path}")
    assert time.monotonic() - began < 20


def test_nothing_inside_is_asked_unless_it_is_allowed(site: str) -> None:
    with pytest.raises(Invalid, match="private network"):
        read(f"{site}/ok.ics", allow_private=False)

    def named(*numbers: str):
        return lambda *_, **__: [(2, 1, 6, "", (number, 80)) for number in numbers]

    for numbers in (("10.1.2.3",), ("93.184.215.14", "127.0.0.1"), ("::1",)):
        with pytest.raises(Invalid, match="private network"):
            read("http://cal.example/", allow_private=False, resolve=named(*numbers))
    with pytest.raises(Invalid, match="no server"):
        read("http://cal.example/", resolve=named())


def test_a_redirect_is_looked_at_like_the_first_address(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first number is taken for an open one; the second may not be."""
    open_once = iter([True, False])
    monkeypatch.setattr("leadline.foundation.hosts.is_open", lambda _: next(open_once))
    with pytest.raises(Invalid, match="private network"):
        read(f"{site}/inside", allow_private=False)


def test_an_open_server_leads_into_no_network_that_is_allowed(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Allowed is what somebody here names; and nobody leads to a cloud's keys."""
    monkeypatch.setattr("leadline.foundation.fetch.is_open", lambda _: True)
    with pytest.raises(Invalid, match="sends on into a private network"):
        read(f"{site}/inside")
    with pytest.raises(Invalid, match="told its own keys"):
        read("http://169.254.169.254/latest/meta-data/")
    for number in ("169.254.1.1", "fe80::1", "fd00:ec2::254", "100.100.100.200"):
        assert is_never_asked(number), number
    for number in ("169.253.255.255", "169.255.0.0", "fd00:ec2::253", "10.0.0.1"):
        assert not is_never_asked(number), number


def test_where_nothing_is_to_be_followed_nothing_is(site: str) -> None:
    with pytest.raises(Invalid, match="sends on"):
        read(f"{site}/inside", redirects=0)
    assert read(f"{site}/ok.ics", redirects=0).content == b"BEGIN:VCALENDAR"


def test_the_connection_goes_to_the_number_that_was_looked_at(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    real = socket.create_connection

    def connect(place: tuple[str, int], timeout: float):
        asked.append(place[0])
        return real(("127.0.0.1", int(site.rpartition(":")[2])), timeout)

    monkeypatch.setattr(socket, "create_connection", connect)
    names = lambda *_, **__: [(2, 1, 6, "", ("93.184.215.14", 80))]  # noqa: E731
    got = read("http://cal.example/ok.ics", allow_private=False, resolve=names)

    assert (got.content, asked) == (b"BEGIN:VCALENDAR", ["93.184.215.14"])


@pytest.mark.parametrize(
    ("number", "is_let_through"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07::1", True),
        ("10.0.0.1", False), ("172.16.0.1", False), ("192.168.1.1", False),
        ("127.0.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("224.0.0.1", False), ("240.0.0.1", False),
        ("255.255.255.255", False), ("::1", False), ("::", False), ("fe80::1", False),
        ("fc00::1", False), ("ff02::1", False), ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True), ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False), ("2001:0:4136:e378::", False),
        ("192.0.0.192", False), ("192.0.1.1", True), ("192.88.99.1", False),
        ("3fff::1", False), ("::ffff:192.0.0.192", False),
    ],
)  # fmt: skip
def test_which_numbers_are_let_through(number: str, is_let_through: bool) -> None:
    assert is_open(number) is is_let_through


@pytest.mark.parametrize(
    "address",
    ["", "cal.example/me.ics", "ftp://cal.example", "https://", "https://a:b@cal.example",
     "https://cal.example:99999/", "https://cal.example/a b", "https://cal.example/a\nb",
     "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Invalid):
        plain_address(address)


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("webcal://cal.example/me.ics", "https://cal.example/me.ics"),
        ("WEBCALS://cal.example/me.ics", "https://cal.example/me.ics"),
        (" webcal://cal.example/?of=a://b ", "https://cal.example/?of=a://b"),
        ("https://cal.example/?of=webcal://b", "https://cal.example/?of=webcal://b"),
    ],
)
def test_an_address_of_calendar_programs_becomes_a_plain_one_whole(
    address: str, plain: str
) -> None:
    assert plain_address(address) == plain
