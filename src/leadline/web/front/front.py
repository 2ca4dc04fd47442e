"""The ASGI application that ``leadline serve`` serves, in front of the pages."""

from __future__ import annotations

import asyncio
import contextlib
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

import structlog

from leadline.web.front.answers import Answer, Application, Send
from leadline.web.front.bodies import Reading, Receive, has_body
from leadline.web.front.environs import environ_of
from leadline.web.front.limits import Limits
from leadline.web.front.refusals import BARE, REFUSED, Gone, Refused, bare_answer
from leadline.web.front.slots import Slots

SAFE = {"GET", "HEAD", "OPTIONS"}
REFUSALS_AT_ONCE = 16
LOGGED = 200

log = structlog.get_logger(__name__)


class Front:
    """Reads requests whole, lends each a thread for a while, sends answers.

    ``knows`` says by a request's environment whether its session is a person's;
    ``on_stuck`` is called when as many threads as there are came back late.
    """

    def __init__(
        self,
        pages: Application,
        *,
        limits: Limits,
        knows: Callable[[dict[str, Any]], bool],
        on_stuck: Callable[[], None],
        folder: str | None = None,
    ) -> None:
        self.pages, self.limits, self.knows = pages, limits, knows
        self.on_stuck, self.folder = on_stuck, folder
        self.slots = Slots(limits)
        self.reading = self.refusing = self.late = 0
        # Late threads go on: as many again stand ready to take their place.
        self.pool = ThreadPoolExecutor(limits.threads * 2, "page")
        self.refusers = ThreadPoolExecutor(1, "refusal")

    async def __call__(
        self, scope: dict[str, Any], receive: Receive, send: Send
    ) -> None:
        if scope["type"] != "http":
            return
        with contextlib.suppress(Gone):
            try:
                self._look_at_address(scope)
                body, length = await self._body(scope, receive)
            except Refused as refused:
                await self._refuse(refused.why, scope, send)
                return
            with body:
                await self._answer(scope, body, length, send)

    def _look_at_address(self, scope: dict[str, Any]) -> None:
        """Refuse an address that is no page's before anything searches through it."""
        most = self.limits.address_bytes
        if len(scope["path"]) + len(scope["query_string"]) > most:
            raise Refused("address")

    async def _body(
        self, scope: dict[str, Any], receive: Receive
    ) -> tuple[IO[bytes], int]:
        if not has_body(scope):
            return io.BytesIO(), 0
        if self.reading >= self.limits.open_bodies:
            raise Refused("busy")
        reading = Reading(scope, self.limits, lambda: self._ask(scope), self.folder)
        self.reading += 1
        try:
            return await reading.read(receive), reading.got
        finally:
            self.reading -= 1

    async def _ask(self, scope: dict[str, Any]) -> bool:
        environ = environ_of(scope, io.BytesIO(), 0)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.refusers, self.knows, environ)

    async def _answer(
        self, scope: dict[str, Any], body: IO[bytes], length: int, send: Send
    ) -> None:
        try:
            answer = await self._made(environ_of(scope, body, length))
        except Refused as refused:
            is_read = refused.why == "long"  # the late thread has it
            kept = (io.BytesIO(), 0) if is_read else (body, length)
            await self._refuse(refused.why, scope, send, *kept)
            return
        try:
            await answer.send(send, self.limits.piece_seconds)
        finally:
            answer.close()

    async def _made(self, environ: dict[str, Any]) -> Answer:
        """Return an answer that has begun; raise ``Refused``."""
        is_change = environ["REQUEST_METHOD"] not in SAFE
        give_back = await self.slots.take(is_change=is_change)
        loop = asyncio.get_running_loop()
        answer = Answer(loop, self.folder)
        work = loop.run_in_executor(
            self.pool, answer.make, self.pages, environ, self.limits.answer_seconds
        )
        work.add_done_callback(lambda _: give_back())
        try:
            async with asyncio.timeout(self.limits.work_seconds):
                await asyncio.shield(answer.head)
        except TimeoutError:
            answer.close()
            give_back()
            self._count_late(work)
            raise Refused("long") from None
        return answer

    def _count_late(self, work: asyncio.Future[None]) -> None:
        self.late += 1
        log.error("request_took_too_long", late=self.late)
        work.add_done_callback(self._came_back)
        if self.late >= self.limits.threads:
            self.on_stuck()

    def _came_back(self, _: object) -> None:
        self.late -= 1

    async def _refuse(
        self,
        why: str,
        scope: dict[str, Any],
        send: Send,
        body: IO[bytes] | None = None,
        length: int = 0,
    ) -> None:
        """Answer with a page of the product, or one line where too many ask."""
        log.warning("request_refused", why=why, path=scope["path"][:LOGGED])
        if why in BARE or self.refusing >= REFUSALS_AT_ONCE:
            await _say(send, *bare_answer(why))
            return
        environ = environ_of(scope, body or io.BytesIO(), length) | {REFUSED: why}
        loop = asyncio.get_running_loop()
        answer = Answer(loop, self.folder)
        self.refusing += 1
        try:
            seconds = self.limits.piece_seconds
            await loop.run_in_executor(
                self.refusers, answer.make, self.pages, environ, seconds
            )
            status, headers = await answer.head
        finally:
            self.refusing -= 1
            answer.close()
        await _say(send, status, [*headers, (b"connection", b"close")], answer.page)


async def _say(
    send: Send, status: int, headers: list[tuple[bytes, bytes]], page: bytes
) -> None:
    start = {"type": "http.response.start", "status": status, "headers": headers}
    await send(start)
    await send({"type": "http.response.body", "body": page})
