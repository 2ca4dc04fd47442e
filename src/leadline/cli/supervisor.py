"""Keeps processes running: starts them, starts them anew, stops them together."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess

import structlog

from leadline.foundation.runner import end_with_parent

GRACE_SECONDS = 10.0
QUICK_SECONDS = 2.0
MOST_QUICK_ENDS = 5
PATIENCE_SECONDS = 120.0

log = structlog.get_logger(__name__)


@dataclass
class Child:
    """A process that has to run as long as the supervisor does."""

    name: str
    run: Callable[[], None]
    process: ForkProcess | None = None
    started_at: float = 0.0
    quick_ends: int = 0
    beat: Callable[[int], float] | None = None
    last_beat: float = 0.0
    last_change: float = 0.0

    def is_stuck(self, patience: float) -> bool:
        """Return whether its beat has not changed for so many seconds."""
        if self.beat is None or self.process is None or self.process.pid is None:
            return False
        beat, moment = self.beat(self.process.pid), time.monotonic()
        if beat != self.last_beat:
            self.last_beat, self.last_change = beat, moment
        return moment - max(self.last_change, self.started_at) > patience


@dataclass
class Supervisor:
    """Runs its children until it is asked to stop or one of them cannot live."""

    children: list[Child] = field(default_factory=list)
    is_stopping: bool = False
    patience: float = PATIENCE_SECONDS

    def add(
        self,
        name: str,
        run: Callable[[], None],
        beat: Callable[[int], float] | None = None,
    ) -> None:
        """Start a process that runs ``run``.

        ``beat`` tells of a process something that changes while it is well; one
        that stands still is ended and started anew.
        """
        child = Child(name, run, beat=beat)
        self.children.append(child)
        self._start(child)

    def watch(self) -> str:
        """Keep the children alive; return why it ended, empty when it was asked to."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        while not self.is_stopping:
            ends = [c.process.sentinel for c in self.children if c.process]
            wait(ends, timeout=0.25)
            for child in self.children:
                if child.process and child.is_stuck(self.patience):
                    log.warning("process_hangs", name=child.name)
                    child.process.kill()
                    child.process.join()
                if child.process and not child.process.is_alive():
                    if self.is_stopping:
                        break
                    if why := self._start_anew(child):
                        return why
        return ""

    def stop(self) -> None:
        """Ask all children to end, wait, and end by force what has not."""
        living = [c.process for c in self.children if c.process]
        for process in living:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in living:
            process.join(max(deadline - time.monotonic(), 0))
            if process.is_alive():
                process.kill()
                process.join()

    def _start(self, child: Child) -> None:
        context = multiprocessing.get_context("fork")
        child.process = context.Process(target=_enter, args=(child.run,))
        child.started_at = time.monotonic()
        child.process.start()

    def _start_anew(self, child: Child) -> str:
        lived = time.monotonic() - child.started_at
        child.quick_ends = child.quick_ends + 1 if lived < QUICK_SECONDS else 0
        code = child.process.exitcode if child.process else None
        log.warning("process_ended", name=child.name, code=code, lived=round(lived, 1))
        if child.quick_ends >= MOST_QUICK_ENDS:
            return f"The {child.name} process keeps ending (code {code})."
        time.sleep(0.2 * child.quick_ends)
        self._start(child)
        return ""

    def _ask_to_stop(self, number: int, frame: object) -> None:
        self.is_stopping = True


def _enter(run: Callable[[], None]) -> None:
    """Begin a child: its own signals, no terminal, no way to outlive the parent."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    end_with_parent()
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    try:
        run()
    except Exception as error:
        log.exception("process_failed")
        raise SystemExit(1) from error
