"""The worker is killed ten times in the middle of an import; nothing is lost."""

from __future__ import annotations

import csv
import random
import time
from pathlib import Path
from typing import Any

import pytest

from tests.worker import Folder

pytestmark = pytest.mark.sqlite
ROWS, KILLS = 20_000, 10
BEGIN = """
from leadline.importing import drafts
from leadline.evidence.actions import begin_import
workspace, user = actions.set_up(
    workspace_name="Acme", owner_email="olu@example.com", owner_name="Olu", now=clock()
)
actor = Actor(workspace, user, Role.OWNER, "test")
with open(file, "rb") as stream:
    path = drafts.keep_upload(actor=actor, file_name="big.csv", chunks=[stream.read()])
pk = drafts.start_draft(actor=actor, path=path, file_name="big.csv")
job = actions.start_job(actor=actor, kind="importing.run", args={"import_id": pk})
begin_import(actor=actor, import_id=pk, job_id=job.pk)
answer = [pk, job.pk]
"""
COUNT = """
from leadline.evidence.models import Customer, Feedback, Import
answer = {
    "pieces": Feedback.objects.count(),
    "ids": Feedback.objects.values("source_id").distinct().count(),
    "customers": Customer.objects.count(),
    "import": list(Import.objects.values_list("state", "counts").get()),
}
"""


def write_file(path: Path) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Ticket id", "Body", "Created at", "Organization"])
        for row in range(ROWS):
            words = f"The export of hours stops at line {row}"
            writer.writerow([f"T{row}", words, "2026-03-05 10:00", f"Firm {row % 90}"])
    return path


def come_further(folder: Folder, job_id: int, done: int) -> None:
    """Wait until the job has come so far, without the pauses between attempts."""
    for _ in range(3000):
        row = folder.job(job_id)
        if row["done"] >= done or row["state"] == "done":
            return
        if row["state"] == "queued":
            folder.end_pauses()
        time.sleep(0.02)
    raise AssertionError(f"came no further than {row}")


def kill_somewhere(folder: Folder, job_id: int, dice: random.Random) -> None:
    """Start a worker, wait until it has come a little further, and kill it."""
    before = folder.job(job_id)["done"]
    with folder.worker() as worker:
        come_further(folder, job_id, before + 1)
        time.sleep(dice.random() / 5)
        worker.kill()


def test_an_import_killed_ten_times_loses_and_doubles_nothing(tmp_path: Path) -> None:
    folder, dice = Folder(tmp_path / "data"), random.Random(7)
    file = write_file(tmp_path / "big.csv")
    _, job_id = folder.python(BEGIN, file=str(file))

    for _ in range(KILLS):
        kill_somewhere(folder, job_id, dice)
    with folder.worker():
        come_further(folder, job_id, ROWS)
        row = folder.wait_for_job(job_id, "done")
    found: dict[str, Any] = folder.python(COUNT)

    log = (folder.path / "worker.log").read_text()
    assert log.count("jobs_brought_back") == KILLS
    assert row["done"] == ROWS
    assert (found["pieces"], found["ids"]) == (ROWS, ROWS)
    assert found["customers"] == 90
    state, counts = found["import"]
    assert (state, counts["created"]) == ("done", ROWS)
