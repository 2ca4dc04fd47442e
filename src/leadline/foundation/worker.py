"""The process that works on the queue, and how others see that it is alive.

A worker holds a lock on ``run/worker-<name>.lock`` in the data folder. The kernel
lets go of it however the process ends, so a worker that was killed is known to be
gone at once, and one that is only busy is never taken for dead. The worker itself
runs no job: it watches the child that does, and ends it when it has to.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

import structlog
from django.db import close_old_connections, connection, connections

from leadline.foundation.jobs import Ending, worker_name
from leadline.foundation.runner import Runner, stopping

POLL_SECONDS = 0.2
TICK_SECONDS = 2.0
REGULAR_SECONDS = 60.0
KEEP_LOCK_SECONDS = 86_400
GRACE_SECONDS = 7.0
"""How long a job may take to its next step when the worker is shut down."""

T = TypeVar("T")
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """A job that was taken: its row's id, the claim on it, its limits in seconds."""

    job_id: int
    claim: str
    most: float
    silence: float
    grace: float


class Desk(Protocol):
    """Where the worker gets its jobs, and says how they ended."""

    def take(self) -> Task | None:
        """Claim the next job that is due, or return nothing."""

    def run(self, task: Task) -> None:
        """Run a job and write how it ended; called in the child."""

    def is_to_stop(self, task: Task) -> bool:
        """Return whether a person has asked the job to stop."""

    def ended(self, task: Task, how: Ending, reference: str) -> None:
        """Write how a job ended that could not; the log knows more by ``reference``."""

    def look(self) -> None:
        """Queue what fell due, unless another worker did in this minute."""

    def tick(self, workers: dict[str, bool], busy: str) -> None:
        """Keep the heartbeat of one claim; bring back what dead workers left."""


@contextmanager
def alive(folder: Path) -> Iterator[Path]:
    """Hold this worker's lock while the block runs."""
    run = folder / "run"
    run.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = run / f"worker-{worker_name()}.lock"
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(str(os.getpid()))
        file.flush()
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


def known_workers(folder: Path) -> dict[str, bool]:
    """Return the workers that used this folder, and whether each one is alive."""
    known = {}
    for path in sorted((folder / "run").glob("worker-*.lock")):
        try:
            with path.open() as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                is_alive, age = False, time.time() - os.fstat(file.fileno()).st_mtime
        except BlockingIOError:
            is_alive, age = True, 0.0
        except FileNotFoundError:
            continue
        known[path.stem.removeprefix("worker-")] = is_alive
        if age > KEEP_LOCK_SECONDS:
            path.unlink(missing_ok=True)
    return known


def last_beat(folder: Path, pid: int | None) -> float:
    """Return when the worker of this process last touched its lock; 0 without one."""
    for path in (folder / "run").glob("worker-*.lock"):
        try:
            if path.read_text() == str(pid):
                return path.stat().st_mtime
        except FileNotFoundError:
            continue
    return 0.0


def last_sign_of_a_worker(folder: Path) -> float:
    """Return when any worker of this folder last touched its lock; 0 without one."""
    signs = [0.0]
    for path in (folder / "run").glob("worker-*.lock"):
        with suppress(FileNotFoundError):
            signs.append(path.stat().st_mtime)
    return max(signs)


def _run(desk: Desk, task: Task) -> None:
    """Run a task in the child, and leave it no connection that has grown old."""
    desk.run(task)
    close_old_connections()


def work(folder: Path, desk: Desk) -> None:
    """Work on the queue until ``stopping`` is set or the parent process is gone."""
    with alive(folder) as lock:
        runner = Runner(partial(_run, desk), before=connections.close_all)
        beat = _Beat(folder, lock, desk)
        try:
            while not stopping.is_set():
                beat("")
                task = _try(desk.take)
                if task is None:
                    runner.rest()
                    stopping.wait(POLL_SECONDS)
                    continue
                runner.give(task)
                how = _watch(task, runner, desk, beat)
                if how is not None:
                    log.warning("job_ended", job=task.job_id, how=how)
                    desk.ended(task, how, runner.reference)
        finally:
            runner.end()


def _watch(
    task: Task, runner: Runner, desk: Desk, beat: Callable[[str], None]
) -> Ending | None:
    """Wait for the child; return why it was ended, nothing if it ended well."""
    began, asked = time.monotonic(), 0.0
    while not runner.is_done(POLL_SECONDS):
        beat(task.claim)
        how: Ending | None = None
        if stopping.is_set():
            runner.ask_to_stop()
            asked = asked or time.monotonic()
            if time.monotonic() - asked > GRACE_SECONDS:
                how = Ending.SHUT_DOWN
        elif _try(lambda: desk.is_to_stop(task)):
            asked = asked or time.monotonic()
            if time.monotonic() - asked > task.grace:
                how = Ending.CANCELLED
        elif time.monotonic() - began > task.most:
            how = Ending.TOO_LONG
        elif runner.silent_for() > task.silence:
            how = Ending.SILENT
        if how is not None:
            runner.end()
            return how
    if runner.reference:
        return Ending.FAILED
    return Ending.DIED if runner.died else None


class _Beat:
    """Shows that the worker's own loop goes round, and does what is due."""

    def __init__(self, folder: Path, lock: Path, desk: Desk) -> None:
        self._folder, self._lock, self._desk = folder, lock, desk
        self._parent = os.getppid()
        self._ticked = self._looked = -REGULAR_SECONDS

    def __call__(self, busy: str) -> None:
        """Touch the lock; now and then tick and look for what fell due."""
        moment = time.monotonic()
        if moment - self._ticked < TICK_SECONDS:
            return
        self._ticked = moment
        if os.getppid() != self._parent:
            log.warning("worker_lost_its_parent")
            stopping.set()
        _try(self._lock.touch)
        _try(lambda: self._desk.tick(known_workers(self._folder), busy))
        if moment - self._looked > REGULAR_SECONDS:
            self._looked = moment
            _try(self._desk.look)
        close_old_connections()


def _try(step: Callable[[], T]) -> T | None:
    """Do a step; a full disk or a busy database is tried again the next time."""
    try:
        return step()
    except Exception:
        log.exception("worker_step_failed")
    connection.close()
    return None
