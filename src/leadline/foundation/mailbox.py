"""Reads what is new in a mailbox, by IMAP over TLS and the rules of ``hosts``.

A folder is gone through by the numbers that its server gives mails (UID), which only
count up while its UIDVALIDITY stays; where that is another, it is read from the start.
Nothing is marked as read. Whatever the server sends has an end: of one mail 2 MB are
asked for, of all that comes at once 64 MB are taken, in three minutes.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from leadline.foundation.errors import Invalid
from leadline.foundation.fetch import hang_up
from leadline.foundation.hosts import Resolver, number_of

SILENCE_SECONDS = 20.0
WHOLE_SECONDS = 180.0
LARGEST_MAIL = 2 * 1024**2
MOST_BYTES = 20 * 1024**2
MOST_MAILS = 500
MOST_TAKEN = 64 * 1024**2
WINDOW = 5000
NUMBER = re.compile(rb"\d{1,10}")
MAIL = f"(INTERNALDATE BODY.PEEK[]<0.{LARGEST_MAIL}>)"
REFUSED = (
    "The server refuses the name or the password; some want one made for programs."
)
ODD = "The server does not speak as a mail server does; check its name and port."


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where a mailbox is, and what opens it; nothing of it stands in a log."""

    host: str
    port: int
    login: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadTo:
    """How far a folder was read: up to a number, while the validity is the same."""

    validity: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it stands in the mailbox, and when it came there (seconds, Unix)."""

    content: bytes = field(repr=False)
    came: float


@dataclass(frozen=True, slots=True)
class NewMails:
    """What was new, how far that goes, and whether there is more."""

    mails: tuple[Mail, ...]
    read_to: ReadTo
    is_more: bool


class _Wire(imaplib.IMAP4_SSL):
    """A connection to the address that was looked at, which ends when time is over."""

    def __init__(self, server: MailServer, number: str, until: float) -> None:
        self._number, self._until, self._taken = number, until, 0
        self._ended: threading.Timer | None = None
        context = ssl.create_default_context()
        super().__init__(
            server.host, server.port, ssl_context=context, timeout=SILENCE_SECONDS
        )

    def _create_socket(self, timeout: float | None) -> ssl.SSLSocket:
        left = max(min(timeout or 0, self._until - time.monotonic()), 0.01)
        plain = socket.create_connection((self._number, self.port), left)
        plain.settimeout(timeout)
        wire: ssl.SSLSocket = self.ssl_context.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        # A byte now and then keeps every single wait short: a clock ends the whole.
        left = max(self._until - time.monotonic(), 0)
        self._ended = threading.Timer(left, hang_up, [wire])
        self._ended.daemon = True
        self._ended.start()
        try:
            wire.do_handshake()
        except BaseException:
            self.let_go()
            wire.close()
            raise
        return wire

    def read(self, size: int) -> bytes:
        self._take(size)
        return super().read(size)

    def readline(self) -> bytes:
        line = super().readline()
        self._take(len(line))
        return line

    def _take(self, size: int) -> None:
        self._taken += size
        if size > LARGEST_MAIL + 1024 or self._taken > MOST_TAKEN:
            raise self.abort("too much")

    def shutdown(self) -> None:
        """Close the connection, and stop its clock."""
        self.let_go()
        super().shutdown()

    def let_go(self) -> None:
        """Stop the clock."""
        if self._ended is not None:
            self._ended.cancel()


@contextmanager
def _opened(
    server: MailServer, allow_private: bool, resolve: Resolver
) -> Iterator[_Wire]:
    """Open a mailbox; whatever goes wrong is ``Invalid`` with what to do."""
    until = time.monotonic() + WHOLE_SECONDS
    number = number_of(
        server.host, server.port, allow_private=allow_private, resolve=resolve
    )
    wire: _Wire | None = None
    try:
        wire = _Wire(server, number, until)
        _sign_in(wire, server)
        yield wire
    except (OSError, imaplib.IMAP4.abort) as error:
        raise Invalid(f"The mailbox could not be read: {_why(error)}.") from None
    except (imaplib.IMAP4.error, ValueError, IndexError):
        raise Invalid(ODD) from None
    finally:
        if wire is not None:
            with suppress(OSError, imaplib.IMAP4.error):
                wire.logout()
            wire.let_go()


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "the server did not answer in time"
    if isinstance(error, ssl.SSLError):
        return "its certificate is not valid, or the port is not one of TLS"
    if isinstance(error, imaplib.IMAP4.abort):
        return "the server broke off, or does not speak as a mail server does"
    return "the connection failed"


def _sign_in(wire: _Wire, server: MailServer) -> None:
    """Give name and password; what the server answers may hold both: it is not told."""
    said = f"\0{server.login}\0{server.password}".encode()
    try:
        if "AUTH=PLAIN" in wire.capabilities:
            wire.authenticate("PLAIN", lambda _: said)
        else:
            wire.login(server.login, server.password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeError):
        raise Invalid(REFUSED) from None
    _, told = wire.capability()  # a server tells more to whom it knows
    wire.capabilities = tuple(told[-1].decode("ascii", "replace").upper().split())


def read_new(
    server: MailServer,
    folder: str,
    known: ReadTo,
    *,
    allow_private: bool = False,
    resolve: Resolver = socket.getaddrinfo,
) -> NewMails:
    """Return the mails of a folder that came after those known, the oldest first.

    Raises ``Invalid`` with what to do; no message holds name or password.
    """
    with _opened(server, allow_private, resolve) as wire:
        count = _select(wire, folder, is_read_only=True)
        validity, following = _said(wire, "UIDVALIDITY"), _said(wire, "UIDNEXT")
        last = known.last if known.validity == validity else 0
        mails: list[Mail] = []
        size = 0
        for numbers, end in _windows(wire, last, following, count):
            for number in numbers:
                if len(mails) >= MOST_MAILS or size >= MOST_BYTES:
                    return NewMails(tuple(mails), ReadTo(validity, last), True)
                if (mail := _mail(wire, number)) is not None:
                    mails.append(mail)
                    size += len(mail.content)
                last = number
            last = max(last, end)
        return NewMails(tuple(mails), ReadTo(validity, last), False)


def move_read(
    server: MailServer,
    folder: str,
    known: ReadTo,
    to: str,
    *,
    allow_private: bool = False,
    resolve: Resolver = socket.getaddrinfo,
) -> int:
    """Move what was read to another folder; return how many mails.

    Whatever was read and still lies there goes, a lot at a time. Raises ``Invalid``.
    """
    with _opened(server, allow_private, resolve) as wire:
        _select(wire, folder, is_read_only=False)
        if _said(wire, "UIDVALIDITY") != known.validity or not known.last:
            return 0
        numbers = _search(wire, 1, known.last)[: 2 * MOST_MAILS]
        if not numbers:
            return 0
        lot = ",".join(map(str, numbers))
        if "MOVE" in wire.capabilities:
            _ok(wire.uid("MOVE", lot, _quoted(to)), to)
            return len(numbers)
        _ok(wire.uid("COPY", lot, _quoted(to)), to)
        wire.uid("STORE", lot, "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in wire.capabilities:  # else others' deletions would go as well
            wire.uid("EXPUNGE", lot)
        return len(numbers)


def _ok(answer: tuple[str, list[object]], folder: str) -> None:
    if answer[0] != "OK":
        raise Invalid(f"Nothing can be moved to “{folder}”: is there such a folder?")


def _select(wire: _Wire, folder: str, *, is_read_only: bool) -> int:
    """Open a folder; return how many mails lie in it."""
    kind, told = wire.select(_quoted(folder), readonly=is_read_only)
    if kind != "OK":
        raise Invalid(f"There is no folder “{folder}” in the mailbox.")
    return int(told[0] or 0)


def _said(wire: _Wire, name: str) -> int:
    """Return a number that the server told with the folder, 0 where it did not."""
    _, told = wire.response(name)
    found = NUMBER.search(told[-1]) if told and told[-1] else None
    return int(found[0]) if found else 0


def _windows(
    wire: _Wire, last: int, following: int, count: int
) -> Iterator[tuple[list[int], int]]:
    """Yield the numbers after one, and how far they go: an answer is never long."""
    if count <= 4 * WINDOW or not following:
        yield _search(wire, last + 1, 0), max(last, following - 1)
        return
    first = last + 1
    while first < following:
        end = min(first + WINDOW, following) - 1
        yield _search(wire, first, end), end
        first = end + 1


def _search(wire: _Wire, first: int, end: int) -> list[int]:
    kind, told = wire.uid("SEARCH", "UID", f"{first}:{end or '*'}")
    if kind != "OK":
        raise wire.error("search")
    found = {int(one) for line in told if line for one in NUMBER.findall(line)}
    # "*" is the last mail, whatever its number.
    return sorted(n for n in found if n >= first and (not end or n <= end))


def _mail(wire: _Wire, number: int) -> Mail | None:
    """Return one mail; nothing where it is gone, or the server keeps it."""
    kind, told = wire.uid("FETCH", str(number), MAIL)
    if kind != "OK":
        return None
    pairs = [one for one in told if isinstance(one, tuple)]
    if not pairs:
        return None
    heads = [one[0] if isinstance(one, tuple) else one for one in told if one]
    came = imaplib.Internaldate2tuple(b" ".join(heads))
    return Mail(pairs[0][1], time.mktime(came) if came else 0.0)


def _quoted(folder: str) -> str:
    r"""Return a folder as IMAP writes it: in UTF-7 of its own, between quotes.

    >>> _quoted("Read"), _quoted("Entwürfe & mehr"), _quoted('a"b')
    ('"Read"', '"Entw&APw-rfe &- mehr"', '"a\\"b"')
    """
    parts = re.split(r"([^\x20-\x7e]+)", folder.replace("&", "&-"))
    for at in range(1, len(parts), 2):
        packed = parts[at].encode("utf-7").decode("ascii")
        parts[at] = "&" + packed[1:-1].replace("/", ",") + "-"
    told = "".join(parts).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{told}"'
