"""A server that says what a test tells it to, and keeps what it was asked."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LOST = -1
CUT = -2


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Told:
    """What the next requests are answered: status, JSON or bytes, headers."""

    answers: list[tuple[int, Any, dict[str, str]]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    address: str = ""

    def say(self, status: int, said: Any = None, **headers: str) -> None:
        self.answers.append((status, said, headers))


def _handler(told: Told) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            asked = Asked(
                self.command, self.path, dict(self.headers), self.rfile.read(length)
            )
            told.asked.append(asked)
            status, said, headers = told.answers.pop(0)
            self.close_connection = True
            if status == LOST:
                return
            raw = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(200 if status == CUT else status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(raw) + (status == CUT)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = do_PATCH = do_DELETE = answer

        def log_message(self, *args: Any) -> None: ...

    return Handler


@contextmanager
def telling(context: ssl.SSLContext | None = None) -> Iterator[Told]:
    """Run it for a while, behind TLS where a context is given."""
    told = Told()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(told))
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    told.address = f"http{'s' * bool(context)}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
