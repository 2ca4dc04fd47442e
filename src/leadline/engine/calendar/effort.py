"""Bounds what the recurrence rules of one file may cost together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from leadline.engine.errors import EngineError

Spend = Callable[[int], None]
# Every event has its own steps; what needs more takes it from what all events share.
OWN, OWN_A_DAY = 1_000, 6
SHARED = 1_000_000
INSTANCE = 2


class TooLongError(EngineError):
    """The events of the file have used up the steps that they share."""


class Effort:
    """Counts the steps taken for the rules of one file.

    An event that every day of the time asked for holds once needs no shared steps, so
    however many of those there are, none is lost.

    Examples
    --------
    >>> effort = Effort(timedelta(days=1))
    >>> effort.begin()
    >>> effort.spend(OWN + OWN_A_DAY * 4 + 5)
    >>> SHARED - effort.shared
    5
    """

    def __init__(self, span: timedelta) -> None:
        self.shared = SHARED
        self.refused = 0
        self._allowance = OWN + OWN_A_DAY * (span.days + 3)
        self._own = self._allowance

    def begin(self) -> None:
        """Begin with the next event."""
        self._own = self._allowance

    def spend(self, steps: int) -> None:
        """Take steps; raises ``TooLongError`` where neither kind is left."""
        own = min(steps, self._own)
        self._own -= own
        if steps - own > self.shared:
            raise TooLongError("Its rule takes too long to work out.")
        self.shared -= steps - own

    def said(self) -> str:
        """Return what to tell of the events refused since it was asked last."""
        refused, self.refused = self.refused, 0
        if not refused:
            return ""
        if refused == 1:
            return "An event was passed over: its rule takes too long to work out."
        return (
            f"{refused:,} events were passed over: their rules take too long to "
            "work out."
        )
