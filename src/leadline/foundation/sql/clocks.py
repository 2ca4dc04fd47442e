"""How long a question may take: of the processor, and of patience with others."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from leadline.foundation.errors import Conflict

PATIENCE = 2.0
"""How many times its seconds a question may wait for a processor that others use."""
LOOK_SECONDS = 0.1
BUSY = (
    "This machine was too busy to finish the question in time. Nothing was written "
    "and nothing is lost; try again in a minute."
)


@dataclass(slots=True)
class Clock:
    """What a question has left, by what this process worked and by the wall.

    ``is_up`` is looked at while it runs; afterwards ``was_slow`` says that it had its
    time, so that a machine with other work is not taken for a question without end.
    """

    seconds: float
    processor: Callable[[], float] = time.process_time
    wall: Callable[[], float] = time.monotonic
    was_slow: bool = False
    was_busy: bool = False
    _worked: float = field(default=0.0, init=False)
    _began: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        """Begin to count."""
        self._worked, self._began = self.processor(), self.wall()

    def is_up(self) -> bool:
        """Return whether its time is over.

        >>> hours = iter([0.0, 21.0])
        >>> clock = Clock(20, processor=lambda: next(hours), wall=lambda: 0.0)
        >>> clock.is_up(), clock.was_slow, clock.was_busy
        (True, True, False)
        """
        self.was_slow = self.was_slow or self.processor() - self._worked > self.seconds
        waited = self.wall() - self._began
        self.was_busy = not self.was_slow and waited > PATIENCE * self.seconds
        return self.was_slow or self.was_busy

    def check_busy(self) -> None:
        """Raise ``Conflict`` where it ended for want of a processor."""
        if self.was_busy:
            raise Conflict(BUSY)


@contextmanager
def interrupted(clock: Clock, stop: Callable[[], object]) -> Iterator[None]:
    """Call ``stop`` once the time of a clock is over, while what stands inside runs."""
    is_done = threading.Event()

    def look() -> None:
        while not is_done.wait(LOOK_SECONDS):
            if clock.is_up():
                stop()  # again and again: it may have come before the question

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_done.set()
        watcher.join()
