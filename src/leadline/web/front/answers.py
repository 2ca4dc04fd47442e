"""Answers on their way out: made at full speed by a thread, read at leisure."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from tempfile import SpooledTemporaryFile
from threading import Lock
from time import monotonic
from typing import Any

from leadline.web.front.refusals import Gone

Send = Callable[[dict[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

IN_MEMORY = 1024 * 1024
PIECE = 64 * 1024


class Answer:
    """What one request is answered with; written by a thread, read by the loop.

    ``head`` is there when the status is known and, of a page, all of it; a file that
    is made as it is sent follows through a spool, so that no reader holds the thread.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, folder: str | None) -> None:
        self.loop, self.folder = loop, folder
        self.head: asyncio.Future[tuple[int, Headers]] = loop.create_future()
        self.is_gone = False
        self.page = b""
        self._came = asyncio.Event()
        self._spool: SpooledTemporaryFile[bytes] | None = None
        self._lock = Lock()
        self._written = self._read = 0
        self._is_whole = self._is_broken = False
        self._started: tuple[int, Headers] | None = None

    # In the thread

    def make(self, run: Application, environ: dict[str, Any], seconds: float) -> None:
        """Run the application and keep what it says."""
        try:
            self._make(run, environ, seconds)
        except Exception as error:
            self._tell(self._fail, error)
            self._end(is_whole=False)
        else:
            self._end(is_whole=True)

    def _end(self, *, is_whole: bool) -> None:
        with self._lock:
            self._is_whole, self._is_broken = is_whole, not is_whole
            if self.is_gone and self._spool is not None:
                self._spool.close()
        self._tell(self._came.set)

    def _make(self, run: Application, environ: dict[str, Any], seconds: float) -> None:
        pieces = run(environ, self._start)
        try:
            if getattr(pieces, "streaming", False):
                self._follow(pieces, monotonic() + seconds)
            else:
                self.page = b"".join(pieces)
                self._tell(self._begin)
        finally:
            if (close := getattr(pieces, "close", None)) is not None:
                close()

    def _follow(self, pieces: Iterable[bytes], end: float) -> None:
        self._spool = SpooledTemporaryFile(  # noqa: SIM115 - closed by who ends last
            max_size=IN_MEMORY, dir=self.folder
        )
        self._tell(self._begin)
        for piece in pieces:
            if self.is_gone or monotonic() > end:
                raise Gone
            with self._lock:
                self._spool.seek(self._written)
                self._spool.write(piece)
                self._written += len(piece)
            self._tell(self._came.set)

    def _start(
        self, status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> None:
        encoded = [(n.lower().encode(), v.encode("latin-1")) for n, v in headers]
        self._started = int(status.split(" ", 1)[0]), encoded

    def _tell(self, call: Callable[..., None], *words: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended
            self.loop.call_soon_threadsafe(call, *words)

    # In the loop

    def _begin(self) -> None:
        if not self.head.done() and self._started is not None:
            self.head.set_result(self._started)

    def _fail(self, error: Exception) -> None:
        self._came.set()
        if not self.head.done():
            self.head.set_exception(error)
            self.head.exception()  # looked at, for who left before it came

    async def send(self, send: Send, seconds: float) -> None:
        """Send head and body; raise ``Gone`` for who does not read them.

        A body that broke off is not ended, so that its reader can tell.
        """
        status, headers = await self.head
        start = {"type": "http.response.start", "status": status, "headers": headers}
        await _within(seconds, send(start))
        if self._spool is None:
            await _within(seconds, send({"type": BODY, "body": self.page}))
            return
        while True:
            self._came.clear()
            piece = self._next()
            if piece:
                message = {"type": BODY, "body": piece, "more_body": True}
                await _within(seconds, send(message))
            elif self._is_broken:
                raise Gone
            elif self._is_whole:
                break
            else:
                await self._came.wait()
        await _within(seconds, send({"type": BODY, "body": b""}))

    def _next(self) -> bytes:
        with self._lock:
            if self._spool is None or self._read == self._written:
                return b""
            self._spool.seek(self._read)
            piece = self._spool.read(min(PIECE, self._written - self._read))
            self._read += len(piece)
            return piece

    def close(self) -> None:
        """Let go of the spool; a thread that still fills it stops and closes it."""
        with self._lock:
            self.is_gone = True
            if self._spool is not None and (self._is_whole or self._is_broken):
                self._spool.close()


BODY = "http.response.body"


async def _within(seconds: float, sent: Awaitable[None]) -> None:
    try:
        async with asyncio.timeout(seconds):
            await sent
    except TimeoutError:
        raise Gone from None
