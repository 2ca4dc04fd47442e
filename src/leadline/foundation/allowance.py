"""How much of a minute is left to somebody, told without a write for each request.

A process takes a lot at a time out of what all processes share, so that together they
keep to the limit and most requests cost no write.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

REMEMBERED = 10_000


@dataclass
class Lot:
    """What this process holds of somebody's minute."""

    window: datetime
    left: int = 0
    used: int = 0


class Allowance:
    """The lots of everybody who asks this process."""

    def __init__(self) -> None:
        self._lots: dict[int, Lot] = {}
        self._lock = threading.Lock()

    def take(
        self,
        key: int,
        window: datetime,
        refill: Callable[[], tuple[int, int | None]],
    ) -> Lot | None:
        """Take one out of a minute; return what is held then, ``None`` for no more.

        ``refill`` returns how many more there are, and how many are used by now where
        it knows. Nobody else waits while it asks.
        """
        while True:
            with self._lock:
                lot = self._lot(key, window)
                if lot.left >= 1:
                    lot.left -= 1
                    return Lot(lot.window, lot.left, lot.used)
            more, used = refill()
            with self._lock:
                lot = self._lot(key, window)
                lot.left += more
                lot.used = lot.used if used is None else max(lot.used, used)
                if lot.left < 1:
                    return None

    def forget(self) -> None:
        """Forget what this process holds: for tests, each of which begins anew."""
        self._lots.clear()

    def _lot(self, key: int, window: datetime) -> Lot:
        lot = self._lots.get(key)
        if lot is None or lot.window != window:
            if len(self._lots) >= REMEMBERED:
                self._lots.clear()
            lot = self._lots[key] = Lot(window)
        return lot


def minute_of(now: datetime) -> tuple[datetime, int]:
    """Return where a moment's minute begins, and in how many seconds the next does.

    >>> from datetime import UTC
    >>> minute_of(datetime(2026, 1, 2, 12, 0, 15, tzinfo=UTC))[1]
    46
    """
    window = now.replace(second=0, microsecond=0)
    return window, int((window + timedelta(minutes=1) - now).total_seconds()) + 1


OF_TOKENS = Allowance()
"""What tokens have left, whatever surface they ask."""
