"""A scheduler of dask and workers, each a process of its own on a port of this machine.

``running()`` gives them; ``kill(0)`` ends a worker as a lost plug does::

    with running(port) as crew:
        crew.wait()
        settings.DASK = crew.address
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@dataclass
class Crew:
    """The scheduler and its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def wait(self) -> None:
        """Wait until all workers are there."""
        distributed = pytest.importorskip("distributed")
        terms = {"timeout": 60, "set_as_default": False}
        with distributed.Client(self.address, **terms) as client:
            client.wait_for_workers(len(self.workers), timeout=60)

    def kill(self, number: int) -> None:
        """End a worker at once and without a word."""
        self.workers[number].kill()
        self.workers[number].wait()

    def kill_all(self) -> None:
        """End all of them so, the scheduler first."""
        for one in (self.scheduler, *self.workers):
            one.kill()
            one.wait()


def _worker(address: str) -> subprocess.Popen[bytes]:
    return _started("worker", address, "--nthreads=2", "--no-nanny")


def _started(part: str, *words: str) -> subprocess.Popen[bytes]:
    """Start a part; whoever works finds the tests' own functions, too."""
    module = f"distributed.cli.dask_{part}"
    command = [sys.executable, "-m", module, *words, "--no-dashboard"]
    environment = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "3s"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, **QUIET)  # type: ignore[call-overload,no-any-return]


@contextmanager
def running(port: int, workers: int = 2) -> Iterator[Crew]:
    """Run a scheduler on a port and some workers; ``wait()`` until all are there."""
    words = ("--host=127.0.0.1", f"--port={port}")
    found = Crew(f"tcp://127.0.0.1:{port}", _started("scheduler", *words))
    try:
        for _ in range(workers):
            found.workers.append(_worker(found.address))
        yield found
    finally:
        found.kill_all()


LATE = 40


def squared(part: tuple[int, str]) -> int:
    """Return a square; of the late numbers only when a file is there."""
    number, gate = part
    while number >= LATE and not Path(gate).exists():
        time.sleep(0.02)
    return number * number
