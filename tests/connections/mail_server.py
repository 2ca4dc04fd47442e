"""A real mail server of a test: pymap in a process of its own, TLS in front of it."""

from __future__ import annotations

import imaplib
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

CERTIFICATE = Path(__file__).parents[1] / "foundation" / "localhost.pem"
LOGIN, PASSWORD = "feedback@harbour.example", "zebra-word"


class MailHost:
    """The server: its port of TLS, and a way to put mails into it past that."""

    def __init__(self, plain: int, port: int) -> None:
        self.plain, self.port = plain, port

    @contextmanager
    def opened(self) -> Iterator[imaplib.IMAP4]:
        """Sign in as the mailbox's owner does."""
        wire = imaplib.IMAP4("127.0.0.1", self.plain)
        try:
            wire.login(LOGIN, PASSWORD)
            yield wire
        finally:
            wire.logout()

    def put(self, *mails: bytes, folder: str = "INBOX") -> None:
        """Lay mails into a folder, as a delivery does."""
        with self.opened() as wire:
            for mail in mails:
                wire.append(folder, "", None, mail)  # type: ignore[arg-type]

    def flags(self, folder: str = "INBOX") -> list[bytes]:
        """Return what the mails of a folder are marked with."""
        with self.opened() as wire:
            if wire.select(folder, readonly=True)[0] != "OK":
                return []
            kind, told = wire.fetch("1:*", "(FLAGS)")
            assert kind == "OK"
            return [line for line in told if isinstance(line, bytes)]

    def begin_anew(self, *folders: str) -> None:
        """Leave an empty inbox, and these folders beside it."""
        with self.opened() as wire:
            wire.select("INBOX")
            wire.store("1:*", "+FLAGS", r"(\Deleted)")
            wire.expunge()
            for folder in folders:
                wire.delete(folder)
                wire.create(folder)


@contextmanager
def mail_host() -> Iterator[MailHost]:
    """Run a server until the block ends."""
    plain = _free_port()
    program = shutil.which("pymap", path=str(Path(sys.executable).parent))
    assert program, "pymap is installed for the tests"
    process = subprocess.Popen(
        [program, "--host", "127.0.0.1", "--port", str(plain), "--no-tls", "dict",
         "--demo-user", LOGIN, "--demo-password", PASSWORD],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(plain)
        with _in_tls(plain) as port:
            yield MailHost(plain, port)
    finally:
        process.kill()
        process.wait()


@contextmanager
def answering(said: bytes, pause: float = 0.0) -> Iterator[int]:
    """Run what is no mail server: it says a thing over TLS, again and again."""

    def serve(wire: socket.socket) -> None:
        with suppress(OSError), wire:
            while True:
                wire.sendall(said)
                time.sleep(pause)

    with _listening(serve) as port:
        yield port


@contextmanager
def _in_tls(plain: int) -> Iterator[int]:
    def serve(wire: socket.socket) -> None:
        behind = socket.create_connection(("127.0.0.1", plain))
        back = threading.Thread(target=_pass_on, args=(behind, wire), daemon=True)
        back.start()
        _pass_on(wire, behind)
        back.join(5)
        wire.close()
        behind.close()

    with _listening(serve) as port:
        yield port


@contextmanager
def _listening(serve: object) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        with suppress(OSError):
            while True:
                plain, _ = listener.accept()
                threading.Thread(target=begin, args=(plain,), daemon=True).start()

    def begin(plain: socket.socket) -> None:
        try:
            wire = context.wrap_socket(plain, server_side=True)
        except OSError:  # a client that trusts no such certificate
            plain.close()
            return
        serve(wire)  # type: ignore[operator]

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        listener.close()


def _pass_on(of: socket.socket, to: socket.socket) -> None:
    with suppress(OSError):
        while piece := of.recv(65536):
            to.sendall(piece)
    with suppress(OSError):
        to.shutdown(socket.SHUT_WR)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.05)
    raise AssertionError("The mail server does not answer.")
