"""Addresses in other alphabets, and servers that answer what nobody can follow."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from leadline.foundation.errors import Invalid
from leadline.foundation.fetch import Version, _parts, _sayable, fetch
from leadline.foundation.hosts import is_open

LARGEST = 10_000


class Odd(BaseHTTPRequestHandler):
    """A server that sends on to odd places and tells odd versions."""

    seen: list[tuple[str, str]] = []
    there = {
        "/bracket": "http://[::1",
        "/port": "http://localhost:99999999/x",
        "/nowhere": "https://",
        "/umlaut": "/gr\u00fcn kalender.ics".encode().decode("latin-1"),
        "/plain": "/gr%C3%BCn%20kalender.ics",
    }

    def do_GET(self) -> None:
        Odd.seen.append((self.path, self.headers.get("If-None-Match", "")))
        if place := self.there.get(self.path):
            return self.say(302, Location=place)
        return self.say(200, ETag="v\x01\x7f1")

    def say(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    Odd.seen.clear()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _here(*_: object, **__: object) -> list[object]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]


def test_an_address_goes_over_the_wire_in_ascii() -> None:
    parts = _parts(
        "https://b\u00fcro.example:8443/gr\u00fcn%20x/\u65e5.ics?f=\u00e4&g=1"
    )

    assert parts.geturl() == (
        "https://xn--bro-hoa.example:8443/gr%C3%BCn%20x/%E6%97%A5.ics?f=%C3%A4&g=1"
    )
    assert _parts("http://[2001:db8::1]:80/a").netloc == "[2001:db8::1]:80"


@pytest.mark.parametrize("path", ["/bracket", "/port", "/nowhere"])
def test_a_place_that_is_none_is_refused_with_a_sentence(site: str, path: str) -> None:
    with pytest.raises(Invalid) as caught:
        fetch(site + path, largest=LARGEST, allow_private=True, resolve=_here)

    assert "localhost" not in str(caught.value)


@pytest.mark.parametrize("path", ["/umlaut", "/plain", "/gr\u00fcn%20kalender.ics"])
def test_a_path_in_another_alphabet_is_read(site: str, path: str) -> None:
    if path == "/umlaut":
        # A blank in a place to go on to is none of an address.
        with pytest.raises(Invalid):
            fetch(site + path, largest=LARGEST, allow_private=True, resolve=_here)
        return

    got = fetch(site + path, largest=LARGEST, allow_private=True, resolve=_here)

    assert got.content == b"ok"
    assert Odd.seen[-1][0] == "/gr%C3%BCn%20kalender.ics"


def test_a_version_that_cannot_be_sent_back_is_not_kept(site: str) -> None:
    bad = Version(etag="a\r\nX: y", modified="\u00fc")

    got = fetch(
        f"{site}/x", largest=LARGEST, allow_private=True, known=bad, resolve=_here
    )

    assert got.version == Version()
    assert Odd.seen == [("/x", "")]
    assert _sayable('W/"12 a"') == 'W/"12 a"'


@pytest.mark.parametrize("number", ["fec0::1", "feff::1", "fe80::1", "fc00::1"])
def test_addresses_of_a_site_are_not_open(number: str) -> None:
    assert not is_open(number)
    assert is_open("2606:4700::1111")


def test_what_is_encrypted_is_not_sent_on_to_what_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["http://cal.example/a.ics"])
    monkeypatch.setattr("leadline.foundation.fetch._ask", lambda *_: next(answers))

    with pytest.raises(Invalid, match="not encrypted"):
        fetch(
            "https://cal.example/a.ics",
            largest=LARGEST,
            allow_private=True,
            resolve=_here,
        )
