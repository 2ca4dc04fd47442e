"""The desk where a worker gets its jobs, and says how they ended."""

from __future__ import annotations

from typing import Any

import pytest

from leadline.accounts import actions, jobs
from leadline.accounts.models import Job
from leadline.accounts.types import JobState
from leadline.foundation import jobs as queue
from leadline.foundation.jobs import Ending
from leadline.foundation.runner import Runner
from leadline.foundation.worker import Task
from tests.accounts.job_kind import kind, start
from tests.conftest import Person

__all__ = ["kind"]


def taken(person: Person) -> Task:
    start(person)
    task = jobs.Desk().take()
    assert task is not None
    return task


def test_a_worker_learns_the_limits_of_a_job_s_kind(ana: Person, kind: Any) -> None:
    @queue.job("test.short", title="Short", seconds=60, silence=20, grace=0.3)
    def short(**_: Any) -> dict[str, Any]:
        return {}

    actions.start_job(actor=ana.actor, kind="test.short", args={})
    task = jobs.Desk().take()

    assert task is not None
    assert (task.most, task.silence, task.grace) == (60, 20, 0.3)
    assert jobs.Desk().take() is None


def test_a_job_of_a_kind_that_is_gone_fails_and_stops_nobody(
    ana: Person, kind: Any
) -> None:
    job = start(ana)
    Job.objects.update(kind="test.gone")
    task = jobs.Desk().take()

    assert task is not None
    jobs.Desk().run(task)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 1)


def test_a_worker_sees_that_a_person_has_stopped_its_job(
    ana: Person, kind: Any
) -> None:
    task = taken(ana)

    before = jobs.Desk().is_to_stop(task)
    actions.cancel_job(actor=ana.actor, job_id=task.job_id)

    assert (before, jobs.Desk().is_to_stop(task)) == (False, True)


@pytest.mark.parametrize(
    ("how", "state", "attempts", "says"),
    [
        (Ending.CANCELLED, JobState.CANCELLED, 1, ""),
        (Ending.SHUT_DOWN, JobState.QUEUED, 0, ""),
        (Ending.TOO_LONG, JobState.FAILED, 1, "longer than the 60 minutes"),
        (Ending.SILENT, JobState.QUEUED, 1, "stood still for 15 minutes"),
        (Ending.DIED, JobState.QUEUED, 1, "stopped in the middle"),
        (Ending.FAILED, JobState.QUEUED, 1, "did not expect (reference 3f9c21ab)"),
    ],
)
def test_a_job_that_was_ended_says_why(
    ana: Person, kind: Any, how: Ending, state: JobState, attempts: int, says: str
) -> None:
    task = taken(ana)

    jobs.Desk().ended(task, how, "3f9c21ab")

    job = Job.objects.get()
    assert (job.state, job.attempts) == (state, attempts)
    assert says in job.error


def test_a_job_that_ended_by_itself_is_not_ended_again(ana: Person, kind: Any) -> None:
    task = taken(ana)
    jobs.Desk().run(task)

    jobs.Desk().ended(task, Ending.DIED)

    assert Job.objects.get().state == JobState.DONE


def test_what_fails_around_a_job_is_told_by_its_reference() -> None:
    def fail(task: str) -> None:
        if task == "bad":
            raise RuntimeError("the row could not be read")

    runner = Runner(fail, before=lambda: None)
    try:
        for task in ("bad", "good", "bad"):
            runner.give(task)
            assert runner.is_done(30)
            assert (len(runner.reference), runner.died) == (8 * (task == "bad"), False)
    finally:
        runner.end()
