"""The worker as a real process: it is killed, stopped, and nothing is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.worker import Folder

pytestmark = pytest.mark.sqlite
# A second; a machine that does other things too is given some more.
WITHIN = 3.0

SLOW = '''
"""A job kind for this folder only: writes a line a step."""
import hashlib, os, signal, threading, time
from pathlib import Path
from leadline.foundation.jobs import job

@job("test.slow", title="Slow work")
def slow(*, actor, progress, steps):
    path = Path(os.environ["LEADLINE_DATA_DIR"]) / "lines"
    done = len(path.read_text().split()) if path.exists() else 0
    for step in range(done, steps):
        with path.open("a") as file:
            file.write(f"{step} ")
        time.sleep(0.1)
        progress.step(step + 1, steps, f"step {step + 1}")
    return {"lines": steps}


def deaf():
    """Stay in C for minutes: no signal of Python's gets through."""
    hashlib.pbkdf2_hmac("sha256", b"a", b"b", 10**9)


@job("test.stuck", title="Stand still", silence=1)
def stuck(*, actor, progress):
    progress.step(1, 2, "and then nothing")
    deaf()


@job("test.long", title="Go on and on", seconds=1)
def long(*, actor, progress):
    for step in range(10_000):
        progress.step(step, 10_000)
        time.sleep(0.05)


@job("test.deaf", title="Search", grace=0.3)
def search(*, actor, progress):
    progress.step(0, 1, "searching")
    deaf()


@job("test.behind", title="Leave a thread behind")
def behind(*, actor, progress):
    thread = threading.Thread(target=deaf, daemon=True)
    thread.start()
    progress.step(0, 1, "searching")
    return {"process": os.getpid()}


@job("test.poison", title="Take the process down")
def poison(*, actor, progress):
    os.kill(os.getpid(), signal.SIGSEGV)
'''


WITH_SLOW = """
from leadline.config.settings import *
INSTALLED_APPS = [*INSTALLED_APPS, "slow_app"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path / "data")
    app = tmp_path / "code" / "slow_app"
    app.mkdir(parents=True)
    (app / "__init__.py").touch()
    (app / "jobs.py").write_text(SLOW)
    (app.parent / "with_slow.py").write_text(WITH_SLOW)
    known = os.environ.get("PYTHONPATH", "")
    folder.environment["PYTHONPATH"] = os.pathsep.join([str(app.parent), known])
    folder.environment["DJANGO_SETTINGS_MODULE"] = "with_slow"
    return folder


def start(folder: Folder, kind: str = "test.slow", **args: int) -> int:
    job_id: int = folder.python(
        """
        workspace, user = actions.set_up(
            workspace_name="Acme", owner_email="olu@example.com", owner_name="Olu",
            now=clock(),
        )
        actor = Actor(workspace, user, Role.OWNER, "test")
        job = actions.start_job(actor=actor, kind=kind, args=args)
        answer = job.pk
        """,
        kind=kind,
        args=args,
    )
    return job_id


def lines(folder: Folder) -> list[int]:
    return [int(word) for word in (folder.path / "lines").read_text().split()]


def test_a_killed_worker_s_job_is_finished_by_the_next(folder: Folder) -> None:
    job_id = start(folder, steps=15)
    with folder.worker() as worker:
        folder.wait_for_job(job_id, "running", done=3)
        worker.kill()

    with folder.worker():
        folder.wait_for_job(job_id, "queued")
        folder.end_pauses()
        row = folder.wait_for_job(job_id, "done")

    assert (row["attempts"], row["done"], row["error"]) == (2, 15, "")
    assert lines(folder) == list(range(15))


def test_a_stopped_worker_gives_its_job_back_at_once(folder: Folder) -> None:
    job_id = start(folder, steps=30)
    with folder.worker() as worker:
        folder.wait_for_job(job_id, "running", done=3)
        assert worker.stop() == 0

    assert folder.job(job_id)["state"] == "queued"
    assert folder.job(job_id)["attempts"] == 0
    assert not list((folder.path / "run").glob("worker-*"))


def test_two_workers_share_a_job_only_one_after_the_other(folder: Folder) -> None:
    job_id = start(folder, steps=8)
    with folder.worker() as first, folder.worker() as second:
        row = folder.wait_for_job(job_id, "done")
        assert first.process.poll() is second.process.poll() is None

    assert row["attempts"] == 1
    assert lines(folder) == list(range(8))


def children(pid: int) -> list[int]:
    shown = ["ps", "-o", "pid=", "--ppid", str(pid)]
    out = subprocess.run(shown, capture_output=True, text=True, check=False).stdout
    return [int(word) for word in out.split()]


def until(true: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


def stop(folder: Folder, job_id: int) -> None:
    """Ask a job to stop, as the page does, without the time a process needs."""
    with closing(sqlite3.connect(folder.path / "leadline.sqlite3")) as database:
        database.execute(
            "UPDATE accounts_job SET is_cancel_asked = 1 WHERE id = ?", [job_id]
        )
        database.commit()


def test_a_stopped_search_ends_within_a_second_though_it_cannot_hear(
    folder: Folder,
) -> None:
    job_id = start(folder, "test.deaf")
    with folder.worker() as worker:
        folder.wait_for_job(job_id, "running")
        assert until(lambda: folder.job(job_id)["message"] == "searching")
        (searching,) = children(worker.process.pid)

        stop(folder, job_id)
        folder.wait_for_job(job_id, "cancelled", seconds=WITHIN)

        assert until(lambda: searching not in children(worker.process.pid), WITHIN)
        assert worker.process.poll() is None


def test_a_thread_left_behind_ends_with_its_process(folder: Folder) -> None:
    job_id = start(folder, "test.behind")
    with folder.worker() as worker:
        folder.wait_for_job(job_id, "done")

        assert until(lambda: not _running(children(worker.process.pid)))
        again = start_again(folder, "test.behind")
        folder.wait_for_job(again, "done")


def _running(pids: list[int]) -> list[int]:
    """Return those that were not collected and have not ended."""
    shown = ["ps", "-o", "stat=", "-p", ",".join(map(str, pids)) or "0"]
    out = subprocess.run(shown, capture_output=True, text=True, check=False).stdout
    return [1 for state in out.split() if not state.startswith("Z")]


def start_again(folder: Folder, kind: str) -> int:
    job_id: int = folder.python(
        """
        first = Job.objects.first()
        actor = Actor(first.workspace_id, first.user_id, Role.OWNER, "test")
        answer = actions.start_job(actor=actor, kind=kind, args={}).pk
        """,
        kind=kind,
    )
    return job_id


@pytest.mark.parametrize(
    ("kind", "state", "says"),
    [
        ("test.stuck", "queued", "stood still"),
        ("test.long", "failed", "longer than"),
        ("test.poison", "queued", "stopped in the middle"),
    ],
)
def test_a_job_that_hangs_runs_on_or_crashes_is_ended_and_the_next_one_runs(
    folder: Folder, kind: str, state: str, says: str
) -> None:
    bad = start(folder, kind)
    with folder.worker() as worker:
        assert until(lambda: says in folder.job(bad)["error"])
        row = folder.job(bad)
        good = start_again(folder, "test.behind")
        folder.wait_for_job(good, "done")
        assert worker.process.poll() is None

    assert (row["state"], row["attempts"]) == (state, 1)


def test_what_takes_every_process_down_fails_after_five_and_says_so(
    folder: Folder,
) -> None:
    job_id = start(folder, "test.poison")
    with folder.worker() as worker:
        for attempt in range(1, 5):
            assert until(lambda n=attempt: _waits_after(folder, job_id, n))
            folder.end_pauses()
        row = folder.wait_for_job(job_id, "failed")
        assert worker.process.poll() is None

    assert row["attempts"] == 5
    assert "tried 5 times and is left alone now" in row["error"]


def _waits_after(folder: Folder, job_id: int, attempts: int) -> bool:
    row = folder.job(job_id)
    return row["state"] == "queued" and row["attempts"] == attempts


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux's")
def test_the_job_s_process_ends_with_its_worker(folder: Folder) -> None:
    job_id = start(folder, "test.deaf")
    with folder.worker() as worker:
        folder.wait_for_job(job_id, "running")
        assert until(lambda: len(children(worker.process.pid)) == 1)
        (searching,) = children(worker.process.pid)
        worker.kill()

        assert until(lambda: not _running([searching]))


def test_a_worker_that_is_shut_down_waits_for_no_search(folder: Folder) -> None:
    job_id = start(folder, "test.deaf")
    with folder.worker() as worker:
        folder.wait_for_job(job_id, "running")
        assert worker.stop() == 0

    assert (folder.job(job_id)["state"], folder.job(job_id)["attempts"]) == (
        "queued",
        0,
    )
