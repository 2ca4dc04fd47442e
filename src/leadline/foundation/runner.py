"""The child process in which a worker's jobs run, so that any of them can be ended.

A job may stand still in a library that cannot be interrupted, take the process down
with it, or leave a thread behind that goes on. All of that ends with this process;
the worker that watches it stays as it is and starts another one.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import resource
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

import structlog

log = structlog.get_logger(__name__)
stopping = threading.Event()
"""Set when this process has been asked to end."""
_FORK = multiprocessing.get_context("fork")
_stepped = _FORK.RawValue("d", 0.0)
MOST_MEMORY = 1024**3
"""Bytes that a child may hold after a task; the models that read text are half."""
REST_SECONDS = 300.0
"""How long a child keeps what it has loaded when there is nothing to do."""


def note_step() -> None:
    """Say that the job in this process goes on."""
    _stepped.value = time.monotonic()


def end_with_parent(number: int = signal.SIGTERM) -> None:
    """Ask the kernel to signal this process when its parent dies, where it can."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, number)


def memory_held() -> int:
    """Return the bytes of this process that are in memory; 0 where nobody says."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()


class Runner:
    """Runs one task after another in a child that is forked when it is needed.

    A child that has grown, or that had nothing to do for a while, is ended: the next
    task gets a new one, and what the old one had loaded goes with it.
    """

    def __init__(self, run: Callable[[Any], None], before: Callable[[], None]) -> None:
        """Keep what runs a task, and what has to be closed before a fork."""
        self._run, self._before = run, before
        self._process: ForkProcess | None = None
        self._wire: Connection | None = None
        self.died, self.reference = False, ""
        self._idle_since = 0.0

    def give(self, task: Any) -> None:
        """Let the child run a task."""
        self.died, self.reference = False, ""
        note_step()
        for _ in range(2):
            if self._process is None or not self._process.is_alive():
                self._start()
            assert self._wire is not None
            # It may have ended between two tasks; the second one is new.
            with suppress(OSError):
                self._wire.send(task)
                return
            self.end()
        raise ChildProcessError("No process for jobs could be started.")

    def is_done(self, seconds: float) -> bool:
        """Wait so long; return whether the task has ended, or the child has died.

        Where what runs tasks failed itself, ``reference`` is what the log says of it.
        """
        assert self._wire is not None
        if not self._wire.poll(seconds):
            return False
        try:
            self.reference, is_spent = self._wire.recv()
        except (EOFError, OSError):
            self.died = is_spent = True
        self._idle_since = time.monotonic()
        if is_spent:
            self.end()
        return True

    def rest(self) -> None:
        """Say that there is nothing to do: a child that waits for long is ended."""
        if self._process and time.monotonic() - self._idle_since > REST_SECONDS:
            self.end()

    def silent_for(self) -> float:
        """Return the seconds since the task began or told where it is."""
        return time.monotonic() - float(_stepped.value)

    def ask_to_stop(self) -> None:
        """Let the task stop at its next step."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()

    def end(self) -> None:
        """End the child at once, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def _start(self) -> None:
        self.end()
        self._before()
        self._wire, theirs = _FORK.Pipe()
        self._process = _FORK.Process(
            target=self._work, args=(theirs, os.getpid()), name="jobs"
        )
        self._process.start()
        theirs.close()

    def _work(self, wire: Connection, parent: int) -> None:
        """Run what comes over the wire until the other side is gone."""
        if self._wire is not None:
            self._wire.close()
        end_with_parent(signal.SIGKILL)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopping.set())
        while os.getppid() == parent and not stopping.is_set():
            try:
                task = wire.recv()
            except (EOFError, OSError):
                return
            note_step()
            reference = ""
            try:
                self._run(task)
            except Exception:
                reference = secrets.token_hex(4)
                log.exception("runner_failed", reference=reference)
            # A search that nobody waits for any more would go on in its thread.
            is_spent = threading.active_count() > 1 or memory_held() > MOST_MEMORY
            wire.send((reference, is_spent))
