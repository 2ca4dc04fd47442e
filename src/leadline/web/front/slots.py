"""Who gets a thread: first come, and never all of them for changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from leadline.web.front.limits import Limits
from leadline.web.front.refusals import Refused


class Slots:
    """A place for each thread; some are kept free of requests that may write.

    So pages can be read while every change waits for a writer that does not end.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.all = asyncio.Semaphore(limits.threads)
        self.changes = asyncio.Semaphore(limits.changes)
        self.waiting = 0

    async def take(self, *, is_change: bool) -> Callable[[], None]:
        """Wait for a place and return what gives it back, once.

        Raises ``Refused`` when too many wait already, or it takes too long.
        """
        if self.waiting >= self.limits.queue:
            raise Refused("busy")
        wanted = [self.changes, self.all] if is_change else [self.all]
        taken: list[asyncio.Semaphore] = []

        def give_back() -> None:
            while taken:
                taken.pop().release()

        self.waiting += 1
        try:
            async with asyncio.timeout(self.limits.wait_seconds):
                for places in wanted:
                    await places.acquire()
                    taken.append(places)
        except TimeoutError:
            give_back()
            raise Refused("busy") from None
        except BaseException:
            give_back()
            raise
        finally:
            self.waiting -= 1
        return give_back
