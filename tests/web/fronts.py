"""Pages behind a front, few of everything, and a way to ask them in pieces."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from leadline.web.front.front import Front
from leadline.web.front.limits import Limits
from leadline.web.front.refusals import REFUSED, STATUS

Got = TypeVar("Got")

FEW = Limits(
    threads=3,
    changes=2,
    queue=4,
    wait_seconds=0.3,
    work_seconds=0.4,
    answer_seconds=5,
    body_grace=0.2,
    body_rate=1000,
    body_seconds=1.0,
    piece_seconds=0.3,
    open_bodies=70,
    file_bytes=400_000,
    form_bytes=200_000,
    stranger_bytes=100_000,
)


def run(asked: Coroutine[Any, Any, Got]) -> Got:
    """Run it in a thread of its own: a browser test leaves a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asked).result()


@dataclass
class Pages:
    """A WSGI application that remembers what it was asked."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    free: threading.Event = field(default_factory=threading.Event)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        why = environ.get(REFUSED, "")
        self.asked.append(environ)
        self.bodies.append(environ["wsgi.input"].read())
        if "hang" in environ["PATH_INFO"] and not why:
            self.free.wait(10)
        start(f"{STATUS.get(why, 200)} .", [("Content-Type", "text/plain")])
        if "stream" in environ["PATH_INFO"]:
            return Stream(environ["PATH_INFO"])
        return [why.encode() or b"a page"]

    def served(self, path: str = "/") -> int:
        return sum(e["PATH_INFO"] == path and REFUSED not in e for e in self.asked)


class Stream:
    streaming = True

    def __init__(self, path: str) -> None:
        self.path, self.is_closed = path, False

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 50_000
        if "broken" in self.path:
            raise RuntimeError("the rows ended in the middle")

    def close(self) -> None:
        self.is_closed = True


@dataclass
class Asked:
    """One request and what came back."""

    status: int = 0
    body: bytes = b""
    is_whole: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


Pieces = list[tuple[float, bytes]]


async def ask(
    front: Front,
    method: str = "GET",
    path: str = "/",
    *,
    pieces: Pieces | None = None,
    reads: Callable[[], Awaitable[None]] | None = None,
    **headers: str,
) -> Asked:
    """Send pieces, each after a pause; a body that is not all there stays open."""
    got, left = Asked(), list(pieces or [])
    start = time.monotonic()

    async def receive() -> dict[str, Any]:
        if not left:
            await asyncio.sleep(60)
        pause, piece = left.pop(0)
        await asyncio.sleep(pause)
        is_last = piece.endswith(b".")
        return {"type": "http.request", "body": piece, "more_body": not is_last}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            got.status = message["status"]
            got.headers = {k.decode(): v.decode() for k, v in message["headers"]}
            return
        if reads is not None:
            await reads()
        got.body += message["body"]
        got.is_whole = not message.get("more_body", False)

    if pieces is not None:
        headers.setdefault("transfer-encoding", "chunked")
    scope = {
        "type": "http", "method": method, "path": path, "query_string": b"a=1",
        "http_version": "1.1", "client": ("192.0.2.7", 4000),
        "server": ("localhost", 8000),
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
    }  # fmt: skip
    await front(scope, receive, send)
    got.seconds = time.monotonic() - start
    return got


def front(pages: Pages, **options: Any) -> Front:
    options.setdefault("limits", FEW)
    options.setdefault("knows", lambda environ: "HTTP_COOKIE" in environ)
    options.setdefault("on_stuck", lambda: None)
    return Front(pages, **options)
