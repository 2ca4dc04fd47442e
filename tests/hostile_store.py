"""A store that answers whatever an attacker would, as a process of its own.

``python -m tests.hostile_store`` says its port, and a second one that nobody should
ever ask. The first part of a key says how it behaves; what the second
port was asked, it says at ``/asked``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

CONTENT = b"a picture"
ROOT = Path(__file__).parents[1]
LIST = (
    '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">{}'
    "</ListBucketResult>"
)
ONE = "<Contents><Key>{}</Key><LastModified>{}</LastModified><Size>{}</Size></Contents>"
DAY = "2026-11-30T00:00:00.000Z"
BOMB = '<!DOCTYPE a [<!ENTITY a "' + "z" * 50_000 + '">]><Error><Code>{}</Code></Error>'
asked: list[str] = []


class Store(BaseHTTPRequestHandler):
    """Answers by the first part of a key; where that says nothing, as a store does."""

    protocol_version = "HTTP/1.1"
    canary = 0

    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def any(self) -> None:
        """Read what is sent, and behave."""
        if self.server.server_port == self.canary:
            asked.append(self.path)
            return self.say(200, json.dumps(asked).encode())
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        key = query.get("prefix", [parts.path.partition("/files/")[2]])[0]
        mood, _, rest = key.partition("/")
        how: Callable[[str], None] = getattr(self, mood.replace("-", "_"), self.kind)
        if mood != "deaf":
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.close_connection = True
        how("list" if "list-type" in query else rest)

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = any

    def say(self, status: int, content: bytes = b"", **heads: object) -> None:
        """Answer in one go."""
        heads = {"Content_Length": len(content), **heads}
        lines = [f"HTTP/1.1 {status} So"]
        lines += [f"{name.replace('_', '-')}: {it}" for name, it in heads.items()]
        self.wfile.write("\r\n".join([*lines, "", ""]).encode())
        self.wfile.write(b"" if self.command == "HEAD" else content)

    def drip(self, begin: bytes, again: bytes, pause: float = 0.05) -> None:
        """Say one thing, and then another without end."""
        self.wfile.write(begin)
        while True:
            self.wfile.write(again)
            time.sleep(pause)

    def kind(self, rest: str) -> None:
        if rest == "list":
            return self.say(200, LIST.format("").encode())
        is_read = self.command in ("GET", "HEAD")
        self.say(200, CONTENT if is_read else b"", ETag='"0"')

    def swapped(self, rest: str) -> None:
        self.say(200, b"another pi", ETag='"0"')

    def empty(self, rest: str) -> None:
        self.say(200)

    def moved(self, rest: str, status: int = 307, region: str = "") -> None:
        there = f"http://127.0.0.1:{self.canary}{self.path}"
        body = (
            f"<Error><Code>TemporaryRedirect</Code><Endpoint>127.0.0.1:{self.canary}"
            f"</Endpoint><Region>{region}</Region></Error>"
        )
        self.say(status, body.encode(), Location=there, x_amz_bucket_region=region)

    def moved_for_good(self, rest: str) -> None:
        self.moved(rest, 301, f"127.0.0.1:{self.canary}/")

    def moved_to_keys(self, rest: str) -> None:
        self.say(302, Location="http://169.254.169.254/latest/meta-data/")

    def short(self, rest: str) -> None:
        self.say(200, CONTENT, Content_Length=900)

    def long(self, rest: str) -> None:
        self.say(200, CONTENT, Content_Length=4)

    def no_number(self, rest: str) -> None:
        self.say(200, CONTENT, Content_Length="many")

    def beyond(self, rest: str) -> None:
        self.say(200, CONTENT, Content_Length=2**63 - 1)

    def without_length(self, rest: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 So\r\nConnection: close\r\n\r\n" + CONTENT[:4])

    def endless(self, rest: str) -> None:
        self.drip(b"HTTP/1.1 200 So\r\nConnection: close\r\n\r\n", b"x" * 65536, 0)

    def endless_chunks(self, rest: str) -> None:
        head = b"HTTP/1.1 200 So\r\nTransfer-Encoding: chunked\r\n\r\n"
        self.drip(head, b"10000\r\n" + b"x" * 65536 + b"\r\n", 0)

    def endless_error(self, rest: str) -> None:
        self.drip(b"HTTP/1.1 403 So\r\n\r\n<Error>", b"x" * 65536, 0)

    def slow(self, rest: str) -> None:
        self.drip(b"HTTP/1.1 200 So\r\nContent-Length: 9000\r\n\r\n", b"x")

    def slow_chunk(self, rest: str) -> None:
        self.drip(b"HTTP/1.1 200 So\r\nTransfer-Encoding: chunked\r\n\r\n", b"0")

    def slow_error(self, rest: str) -> None:
        self.drip(b"HTTP/1.1 403 So\r\nContent-Length: 9000\r\n\r\n", b"x")

    def slow_heads(self, rest: str) -> None:
        self.drip(b"HTTP/1.1 200 So\r\nOdd: ", b"x")

    def not_yet(self, rest: str) -> None:
        self.drip(b"", b"HTTP/1.1 102 Not yet\r\n\r\n")

    def go_on(self, rest: str) -> None:
        self.drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n")

    def deaf(self, rest: str) -> None:
        time.sleep(60)

    def goes_on(self, rest: str) -> None:
        self.wfile.write(b"HTTP/1.1 100 Continue\r\nOdd: 1\r\n")

    def gibberish(self, rest: str) -> None:
        self.wfile.write(b"\x16\x03\x01 so it is\r\n\r\n")

    def echoes(self, rest: str) -> None:
        said = f"{self.headers} <b>\x1b[31mred"
        body = (
            f"<Error><Code>\x1b[2J&lt;script></Code><Message>{said}</Message></Error>"
        )
        self.say(403, body.encode())

    def markup(self, rest: str) -> None:
        self.say(
            400, b"<html><script>alert(1)</script><p>a-key", Content_Type="text/html"
        )

    def bomb(self, rest: str) -> None:
        self.say(200 if rest == "list" else 403, BOMB.format("&a;" * 9000).encode())

    def other_names(self, rest: str) -> None:
        names = ["elsewhere/8/a", "other-names/8/a", "other-names/7/" + "n" * 300]
        names += ["other-names/7/a&#10;b", "other-names/7/../../up", "other-names/7"]
        names += ["other-names/7/deep/er", "other-names/7/good"]
        found = "".join(ONE.format(name, DAY, 9) for name in names)
        self.say(200, LIST.format(found).encode())

    def odd_days(self, rest: str) -> None:
        found = ONE.format("odd-days/7/a", "99999-99-99T", 9)
        self.say(200, LIST.format(found).encode())

    def odd_sizes(self, rest: str) -> None:
        found = ONE.format("odd-sizes/7/a", DAY, "a lot")
        self.say(200, LIST.format(found).encode())

    def no_days(self, rest: str) -> None:
        self.say(
            200, LIST.format("<Contents><Key>no-days/7/a</Key></Contents>").encode()
        )

    def more(self, rest: str) -> None:
        more = f"<IsTruncated>true</IsTruncated><NextContinuationToken>{time.time()}"
        found = ONE.format(f"more/7/{time.time()}", DAY, 9)
        self.say(200, LIST.format(f"{found}{more}</NextContinuationToken>").encode())


def serve() -> None:
    """Answer on two ports until whoever started it ends it."""
    store, canary = (ThreadingHTTPServer(("127.0.0.1", 0), Store) for _ in range(2))
    Store.canary = canary.server_port
    threading.Thread(target=canary.serve_forever, daemon=True).start()
    print(store.server_port, canary.server_port, flush=True)
    store.handle_error = lambda *_: None  # type: ignore[method-assign]
    store.serve_forever()


@contextmanager
def running() -> Iterator[tuple[int, int]]:
    """Run the store; yield its port, and the one that nobody should ask."""
    command = [sys.executable, "-m", "tests.hostile_store"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as one:
        assert one.stdout is not None
        port, canary = map(int, one.stdout.readline().split())
        try:
            yield port, canary
        finally:
            one.kill()


if __name__ == "__main__":
    serve()
