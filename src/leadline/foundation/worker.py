"""The process that works on the queue, and how others see that it is alive.

A worker holds a lock on ``run/worker-<name>.lock`` in the data folder. The
kernel lets go of it however the process ends, so a worker that was killed is
known to be gone at once, and one that is only busy is never taken for dead.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from django.db import OperationalError, close_old_connections, connection

from leadline.foundation.jobs import clock, prune_queue, run_regular, worker_name

if TYPE_CHECKING:
    from django_tasks_db.models import DBTaskResult

POLL_SECONDS = 0.25
TICK_SECONDS = 2.0
PRUNE_SECONDS = 3600.0
REGULAR_SECONDS = 60.0
KEEP_LOCK_SECONDS = 86_400

log = structlog.get_logger(__name__)
stopping = threading.Event()
"""Set when this process has been asked to end."""


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


def work(folder: Path, tick: Callable[[dict[str, bool]], None]) -> None:
    """Work on the queue until ``stopping`` is set or the parent process is gone.

    ``tick`` is called every two seconds, beside the running job, with the known
    workers: it keeps the heartbeat and brings back what dead workers left.
    """
    parent = os.getppid()
    with alive(folder) as lock:
        tick(known_workers(folder))
        beside = threading.Thread(
            target=_keep_ticking, args=(folder, lock, tick, parent), daemon=True
        )
        beside.start()
        _loop()
        beside.join(timeout=TICK_SECONDS * 2)


def _keep_ticking(
    folder: Path, lock: Path, tick: Callable[[dict[str, bool]], None], parent: int
) -> None:
    pruned, looked = -PRUNE_SECONDS, -REGULAR_SECONDS
    while not stopping.wait(TICK_SECONDS):
        if os.getppid() != parent:
            log.warning("worker_lost_its_parent")
            stopping.set()
        try:
            lock.touch()
            tick(known_workers(folder))
            if time.monotonic() - looked > REGULAR_SECONDS:
                looked = time.monotonic()
                run_regular(clock())
            if time.monotonic() - pruned > PRUNE_SECONDS:
                pruned = time.monotonic()
                prune_queue()
        except Exception:
            # The next tick tries again: a full disk or a busy database must not
            # take the job's heartbeat away for good.
            log.exception("worker_tick_failed")
            connection.close()
    connection.close()


def _loop() -> None:
    from django_tasks_db.management.commands.db_worker import Worker

    worker = Worker(
        queue_names=["default"],
        interval=POLL_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_name(),
        excluded_queue_names=[],
    )
    while not stopping.is_set():
        try:
            place = _take()
        except OperationalError:
            log.warning("worker_database_busy", exc_info=True)
            connection.close()
            place = None
        if place is None:
            stopping.wait(POLL_SECONDS)
        else:
            worker.run_task(place)
            close_old_connections()


def _take() -> DBTaskResult[..., None] | None:
    """Claim the next place in the queue; looking alone takes no lock."""
    from django_tasks_db.models import DBTaskResult
    from django_tasks_db.utils import exclusive_transaction

    ready = DBTaskResult._default_manager.ready().filter(backend_name="default")
    if not ready.exists():
        return None
    with exclusive_transaction(ready.db):
        place = ready.get_locked()
        if place is not None:
            place.claim(worker_name())
        return place
