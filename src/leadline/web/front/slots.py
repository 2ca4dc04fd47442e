"""Who gets a thread: first come, and never all of them for changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from leadline.web.front.limits import Limits
from leadline.web.front.refusals import Refused


class Slots:
    """A place for each thread; some are kept free of requests that may write.

    So pages can be read while every change waits for a writer that does not end.
    Both stand in one line: a change waits no longer than a page that came with it,
    but where as many changes are at work as may be.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.threads, self.changes = limits.threads, limits.changes
        self.line: dict[asyncio.Future[None], bool] = {}

    async def take(self, *, is_change: bool) -> Callable[[], None]:
        """Wait for a place and return what gives it back, once.

        Raises ``Refused`` when too many wait already, or it takes too long.
        """
        if len(self.line) >= self.limits.queue:
            raise Refused("busy")
        place = asyncio.get_running_loop().create_future()
        self.line[place] = is_change
        self._let_in()
        held = [is_change]

        def give_back() -> None:
            while held:
                self._free(is_change=held.pop())

        try:
            async with asyncio.timeout(self.limits.wait_seconds):
                await place
        except BaseException as error:
            # The place may have come in the same moment as the end of the wait.
            if self.line.pop(place, None) is None:
                give_back()
            if isinstance(error, TimeoutError):
                raise Refused("busy") from None
            raise
        return give_back

    def _free(self, *, is_change: bool) -> None:
        self.threads += 1
        self.changes += is_change
        self._let_in()

    def _let_in(self) -> None:
        for place, is_change in list(self.line.items()):
            if not self.threads:
                return
            if place.done() or (is_change and not self.changes):
                continue
            del self.line[place]
            self.threads -= 1
            self.changes -= is_change
            place.set_result(None)
