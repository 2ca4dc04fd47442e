"""What stands around an installation: a mail server, and a site that is read and told.

Both count what came, so that what came twice is seen.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from tests.machines import free_ports

CERTIFICATE = Path(__file__).parents[1] / "foundation" / "localhost.pem"
READ = 4


@dataclass
class Around:
    """Where they are, the mails that came by reader, and the messages by their ids."""

    site: str = ""
    mail: str = ""
    mails: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)

    @property
    def variables(self) -> dict[str, str]:
        """What an installation is told of them."""
        return {
            "LEADLINE_SMTP_URL": self.mail,
            "LEADLINE_URL": "https://leadline.example",
            "LEADLINE_PRIVATE_ADDRESSES": "yes",
            "SSL_CERT_FILE": str(CERTIFICATE),
        }

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Count a mail, by whom it is for."""
        self.mails.update(envelope.rcpt_tos)
        return "250 OK"


def _site(around: Around) -> type[BaseHTTPRequestHandler]:
    class Site(BaseHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            mark = self.path.strip("/")
            said = [
                {"id": f"{mark}r-{n}", "words": f"Read of {mark}, as number {n}"}
                for n in range(READ)
            ]
            self.answer(200, json.dumps(said).encode())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            around.told[f"{self.path.strip('/')} {self.headers['webhook-id']}"] += 1
            self.answer(204)

        def answer(self, status: int, content: bytes = b"") -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Site


@contextmanager
def running() -> Iterator[Around]:
    """Run both for the block."""
    around = Around()
    site = ThreadingHTTPServer(("127.0.0.1", 0), _site(around))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    site.socket = context.wrap_socket(site.socket, server_side=True)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    around.site = f"https://localhost:{site.server_port}"
    (port,) = free_ports(1)
    around.mail = f"smtp://127.0.0.1:{port}"
    server = Controller(around, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield around
    finally:
        server.stop()
        site.shutdown()
        site.server_close()
