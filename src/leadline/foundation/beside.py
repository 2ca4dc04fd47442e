"""Work in a process of its own beside this one, that can be ended at any moment.

The process is forked, so it begins at once with all that is here, and it ends with
this one however that ends: nothing that searches goes on without anybody to hear it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from leadline.foundation.runner import end_with_parent

_FORK = multiprocessing.get_context("fork")


class Line:
    """A line to the process at the other end."""

    def __init__(self, wire: Connection) -> None:
        """Keep the wire."""
        self._wire = wire

    def send(self, news: object) -> None:
        """Send something; raises ``OSError`` if nobody is there any more."""
        self._wire.send(news)

    def take(self, seconds: float = 0.0) -> list[Any]:
        """Return what has come, after waiting so long for the first of it.

        Raises ``EOFError`` if nobody is there any more.
        """
        came: list[Any] = []
        while self._wire.poll(0.0 if came else seconds):
            try:
                came.append(self._wire.recv())
            except (EOFError, ConnectionError):
                if not came:
                    raise EOFError from None
                return came
        return came


class Side(Line):
    """Work that goes on beside this process."""

    def __init__(self, work: Callable[[Line], None]) -> None:
        """Fork a process and let it work."""
        ours, theirs = _FORK.Pipe()
        super().__init__(ours)
        parent = os.getpid()
        self._process = _FORK.Process(
            target=self._run, args=(work, theirs, parent), name="beside"
        )
        self._process.start()
        theirs.close()

    @property
    def number(self) -> int | None:
        """The number of the process."""
        return self._process.pid

    def end(self) -> None:
        """End the work at once, whatever it does; nothing of it stays behind."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._wire.close()

    def _run(self, work: Callable[[Line], None], wire: Connection, parent: int) -> None:
        """Work, then end without any of what ends a process usually does."""
        try:
            end_with_parent(signal.SIGKILL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            self._wire.close()
            # Whoever waited may have gone before the kernel was asked.
            if os.getppid() == parent:
                with suppress(EOFError, OSError):
                    work(Line(wire))
        finally:
            os._exit(0)


def hands() -> int:
    """Return how many processes can work here at the same time without waiting."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
