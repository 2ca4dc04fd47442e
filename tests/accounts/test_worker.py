"""The worker as a real process: it is killed, stopped, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.worker import Folder

pytestmark = pytest.mark.sqlite

SLOW = '''
"""A job kind for this folder only: writes a line a step."""
import os, time
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
    folder.environment["PYTHONPATH"] = str(app.parent)
    folder.environment["DJANGO_SETTINGS_MODULE"] = "with_slow"
    return folder


def start(folder: Folder, steps: int) -> int:
    job_id: int = folder.python(
        """
        workspace, user = actions.set_up(
            workspace_name="Acme", owner_email="olu@example.com", owner_name="Olu",
            now=clock(),
        )
        actor = Actor(workspace, user, Role.OWNER, "test")
        job = actions.start_job(actor=actor, kind="test.slow", args={"steps": steps})
        answer = job.pk
        """,
        steps=steps,
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
