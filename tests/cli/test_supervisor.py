"""The supervisor: what ends is started anew, and so is what hangs."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from leadline.cli.supervisor import Supervisor
from leadline.foundation.worker import alive, last_beat

PATIENCE = 0.6


class Watched:
    """A supervisor over one process that writes its number and then beats."""

    def __init__(self, folder: Path, *, hangs: bool) -> None:
        self.folder, self.hangs = folder, hangs
        self.supervisor = Supervisor(patience=PATIENCE)
        self.supervisor.add("worker 1", self._run, self._beat)

    def _run(self) -> None:
        pid = os.getpid()
        with (self.folder / "pids").open("a") as file:
            file.write(f"{pid} ")
        while True:
            (self.folder / str(pid)).touch()
            if self.hangs:
                signal.pause()
            time.sleep(0.05)

    def _beat(self, pid: int) -> float:
        path = self.folder / str(pid)
        return path.stat().st_mtime if path.exists() else 0.0

    def pids(self) -> list[str]:
        path = self.folder / "pids"
        return path.read_text().split() if path.exists() else []

    def watch(self, seconds: float, processes: int) -> int:
        """Watch until so many processes have begun; return how many have."""
        end = time.monotonic() + seconds

        def stop() -> None:
            while time.monotonic() < end and len(self.pids()) < processes:
                time.sleep(0.02)
            self.supervisor.is_stopping = True

        beside = threading.Thread(target=stop)
        beside.start()
        try:
            assert self.supervisor.watch() == ""
        finally:
            beside.join()
            self.supervisor.stop()
        return len(self.pids())


@pytest.fixture(autouse=True)
def _signals() -> object:
    kept = {
        n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_a_process_that_hangs_is_ended_and_started_anew(tmp_path: Path) -> None:
    assert Watched(tmp_path, hangs=True).watch(30, processes=2) == 2


def test_a_process_that_beats_is_left_alone(tmp_path: Path) -> None:
    assert Watched(tmp_path, hangs=False).watch(PATIENCE * 4, processes=2) == 1


def test_a_worker_s_beat_is_when_its_own_loop_touched_its_lock(tmp_path: Path) -> None:
    with alive(tmp_path) as lock:
        os.utime(lock, (1000, 2000))

        assert last_beat(tmp_path, os.getpid()) == 2000
        assert last_beat(tmp_path, 1) == 0
    assert last_beat(tmp_path, os.getpid()) == 0
