"""Reads the body of a request onto the disk, with a deadline and a least speed."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Awaitable, Callable
from tempfile import SpooledTemporaryFile
from typing import Any

from leadline.web.front.limits import Limits
from leadline.web.front.refusals import Refused

Receive = Callable[[], Awaitable[dict[str, Any]]]
Body = SpooledTemporaryFile[bytes]
IN_MEMORY = 64 * 1024
FULL = {errno.ENOSPC, errno.EDQUOT}


def header(scope: dict[str, Any], name: bytes) -> str:
    """Return the first header of a name, or ""."""
    found = (value for key, value in scope["headers"] if key.lower() == name)
    return str(next(found, b"").decode("latin-1"))


def has_body(scope: dict[str, Any]) -> bool:
    """Return whether bytes may follow the head of a request."""
    length = header(scope, b"content-length").strip()
    return bool(header(scope, b"transfer-encoding")) or length not in ("", "0")


def most_bytes(scope: dict[str, Any], limits: Limits) -> int:
    """Return how long a body may be: files may be long, all else is typed."""
    kind = header(scope, b"content-type").lower()
    is_file = kind.startswith("multipart/form-data")
    return limits.file_bytes if is_file else limits.form_bytes


class Reading:
    """One body on its way in; ``ask`` says whether a long one may go on.

    It is asked once, when more than a stranger's bytes are announced or have come.
    """

    def __init__(
        self,
        scope: dict[str, Any],
        limits: Limits,
        ask: Callable[[], Awaitable[bool]],
        folder: str | None = None,
    ) -> None:
        self.limits, self.ask = limits, ask
        self.most = most_bytes(scope, limits)
        self.announced = _announced(scope)
        self.got = 0
        self.is_known = False
        self.body: Body = SpooledTemporaryFile(  # noqa: SIM115 - closed by the front
            max_size=IN_MEMORY, dir=folder
        )

    async def read(self, receive: Receive) -> Body:
        """Return the whole body, rewound; raise ``Refused``.

        The file is closed when this fails, and goes with its last handle.
        """
        try:
            await self._look_at(self.announced)
            async with asyncio.timeout(None) as deadline:
                await self._read(receive, deadline)
        except TimeoutError:
            self.body.close()
            raise Refused("slow") from None
        except BaseException:
            self.body.close()
            raise
        self.body.seek(0)
        return self.body

    async def _read(self, receive: Receive, deadline: asyncio.Timeout) -> None:
        limits = self.limits
        start = asyncio.get_running_loop().time()
        more = True
        while more:
            due = limits.body_grace + self.got / limits.body_rate
            deadline.reschedule(start + min(due, limits.body_seconds))
            message = await receive()
            if message["type"] != "http.request":  # broken off, or no chunk at all
                raise Refused("broken")
            piece = message.get("body", b"")
            self.got += len(piece)
            if self.got > limits.stranger_bytes:
                await self._look_at(self.got)
            self._keep(piece)
            more = message.get("more_body", False)

    async def _look_at(self, length: int) -> None:
        if length > self.most:
            raise Refused("large")
        if length > self.limits.stranger_bytes and not self.is_known:
            self.is_known = await self.ask()
            if not self.is_known:
                raise Refused("large")

    def _keep(self, piece: bytes) -> None:
        try:
            self.body.write(piece)
        except OSError as error:
            if error.errno in FULL:
                raise Refused("busy") from error
            raise


def _announced(scope: dict[str, Any]) -> int:
    length = header(scope, b"content-length").strip()
    return int(length) if length.isascii() and length.isdigit() else 0
