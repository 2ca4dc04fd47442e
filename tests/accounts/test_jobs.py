"""Background jobs: one claim, one end, and nothing lost when a worker dies."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from leadline.accounts import actions, jobs
from leadline.accounts.models import Event, Job
from leadline.accounts.types import JobState
from leadline.foundation import jobs as queue
from leadline.foundation import runner
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.accounts.job_kind import NOW, kind, start
from tests.conftest import Person
from tests.factories import as_row

__all__ = ["kind"]


def run(job: Job) -> Job:
    """Take the next job, as a worker does, and run it here."""
    taken = actions.take_job(claim=actions.new_claim(), now=jobs.clock())
    if taken is not None:
        jobs.run_job(as_row(Job, taken))
    job.refresh_from_db()
    return job


def claimed(job: Job, *, worker: str = "f" * 16, at: datetime = NOW) -> str:
    claim = worker + "0" * 16
    taken = actions.take_job(claim=claim, now=at)
    assert taken is not None
    assert taken.id == job.pk
    return claim


def test_a_job_gets_its_arguments_and_keeps_its_result(ana: Person, kind: Any) -> None:
    kind["run"] = lambda *, actor, progress, n: {
        "n": n + 1,
        "who": actor.user_id,
        "surface": actor.surface,
        "at": progress.started_at.isoformat(),
    }

    job = run(start(ana, n=1))

    assert (job.state, job.attempts, job.error) == (JobState.DONE, 1, "")
    assert job.result == {
        "n": 2,
        "who": ana.user.pk,
        "surface": "job",
        "at": NOW.isoformat(),
    }
    assert job.finished_at == NOW


def test_a_started_job_waits_and_is_written_down(ana: Person, kind: Any) -> None:
    job = start(ana)

    assert job.state == JobState.QUEUED
    assert Event.objects.latest("pk").verb == "accounts.start_job"


def test_jobs_are_taken_in_their_order_and_each_once(ana: Person, kind: Any) -> None:
    first, second = start(ana), start(ana)

    taken = [actions.take_job(claim=str(n), now=NOW) for n in range(3)]

    assert [job and (job.id, job.claim) for job in taken] == [
        (first.pk, "0"),
        (second.pk, "1"),
        None,
    ]


def test_a_reader_starts_stops_and_retries_nothing(
    ana: Person, ben: Person, cleo: Person, kind: Any
) -> None:
    job = start(ana)

    with pytest.raises(NotAllowed):
        start(ben)
    for change in (actions.cancel_job, actions.retry_job):
        with pytest.raises(NotAllowed):
            change(actor=ben.actor, job_id=job.pk)
        with pytest.raises(NotFound):
            change(actor=cleo.actor, job_id=job.pk)


def test_an_unknown_kind_is_refused_when_it_is_started(ana: Person) -> None:
    with pytest.raises(KeyError, match=r"test\.nothing"):
        actions.start_job(actor=ana.actor, kind="test.nothing", args={})

    assert not Job.objects.exists()


def test_a_job_that_has_ended_is_not_run_again(ana: Person, kind: Any) -> None:
    runs = []
    kind["run"] = lambda **_: runs.append(1) or {}
    job = start(ana)

    run(job)
    run(job)

    assert (runs, job.attempts) == ([1], 1)


def test_a_job_cancelled_while_it_waits_never_starts(ana: Person, kind: Any) -> None:
    kind["run"] = lambda **_: pytest.fail("it was cancelled")
    job = start(ana)

    actions.cancel_job(actor=ana.actor, job_id=job.pk)

    assert run(job).state == JobState.CANCELLED
    assert Event.objects.latest("pk").verb == "accounts.cancel_job"


def test_a_running_job_stops_at_its_next_step(ana: Person, kind: Any) -> None:
    reached = []

    def body(*, progress: Any, **_: Any) -> dict[str, Any]:
        actions.cancel_job(actor=ana.actor, job_id=job.pk)
        reached.append("before")
        progress.step(1, 2, "half")
        reached.append("after")
        return {}

    kind["run"] = body
    job = start(ana)

    assert run(job).state == JobState.CANCELLED
    assert (reached, job.message) == (["before"], "half")


def test_an_ended_job_cannot_be_cancelled(ana: Person, kind: Any) -> None:
    job = run(start(ana))

    with pytest.raises(Conflict, match="ended already"):
        actions.cancel_job(actor=ana.actor, job_id=job.pk)


def test_an_expected_failure_ends_the_job_with_its_message(
    ana: Person, kind: Any
) -> None:
    def body(**_: Any) -> dict[str, Any]:
        raise Invalid("Row 3 has no words.")

    kind["run"] = body

    job = run(start(ana))

    assert (job.state, job.error) == (JobState.FAILED, "Row 3 has no words.")
    assert job.run_after is None


def test_a_failed_job_can_be_retried_and_a_done_one_cannot(
    ana: Person, kind: Any
) -> None:
    def body(**_: Any) -> dict[str, Any]:
        raise Invalid("Not yet.")

    kind["run"] = body
    job = run(start(ana))
    kind["run"] = lambda **_: {"ok": True}

    actions.retry_job(actor=ana.actor, job_id=job.pk)

    assert run(job).result == {"ok": True}
    assert (job.state, job.error, job.attempts) == (JobState.DONE, "", 1)
    with pytest.raises(Conflict):
        actions.retry_job(actor=ana.actor, job_id=job.pk)


def test_a_surprise_is_retried_with_growing_pauses_and_then_fails(
    ana: Person, kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def body(**_: Any) -> dict[str, Any]:
        raise ZeroDivisionError("a secret word")

    kind["run"] = body
    job, moment, pauses = start(ana), NOW, []
    monkeypatch.setattr(jobs, "clock", lambda: moment)

    while run(job).state == JobState.QUEUED:
        pauses.append((job.run_after - moment).total_seconds())
        moment = job.run_after

    assert (pauses, job.attempts) == ([5, 30, 120, 120], 5)
    assert job.state == JobState.FAILED
    assert "reference" in job.error
    assert "secret" not in job.error


def test_a_job_does_not_start_before_its_pause_is_over(ana: Person, kind: Any) -> None:
    job = start(ana)
    Job.objects.filter(pk=job.pk).update(run_after=NOW + timedelta(seconds=1))

    assert run(job).state == JobState.QUEUED


def test_steps_are_written_with_the_time_left(
    ana: Person, kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([0.0, 10.0, 20.0])
    watch = SimpleNamespace(monotonic=lambda: next(moments))
    monkeypatch.setattr(jobs, "time", watch)
    seen = []

    def body(*, progress: Any, **_: Any) -> dict[str, Any]:
        for done in (0, 10, 30):
            progress.step(done, 60, f"{done} rows")
            now = Job.objects.get()
            seen.append((now.done, now.total, now.message, now.seconds_left))
        return {}

    kind["run"] = body
    run(start(ana))

    assert seen == [
        (0, 60, "0 rows", None),
        (10, 60, "10 rows", 50),
        (30, 60, "30 rows", 20),
    ]


def test_a_worker_that_was_given_up_can_no_longer_write(ana: Person, kind: Any) -> None:
    def body(*, progress: Any, **_: Any) -> dict[str, Any]:
        Job.objects.update(claim="the successor")
        progress.step(1, 2)
        return {"never": True}

    kind["run"] = body

    job = run(start(ana))

    assert (job.state, job.claim, job.done) == (JobState.RUNNING, "the successor", 0)
    actions.end_job(job_id=job.pk, claim="old", state=JobState.DONE, now=NOW)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def test_a_worker_that_is_shut_down_gives_its_job_back_uncounted(
    ana: Person, kind: Any
) -> None:
    def body(*, progress: Any, **_: Any) -> dict[str, Any]:
        runner.stopping.set()
        progress.step(1, 2)
        return {}

    kind["run"] = body

    job = run(start(ana))

    assert (job.state, job.attempts, job.run_after) == (JobState.QUEUED, 0, None)


def test_a_dead_worker_is_replaced_at_once_and_a_live_one_left_alone(
    ana: Person, kind: Any
) -> None:
    dead = start(ana)
    claimed(dead, worker="d" * 16)
    living = start(ana)
    claimed(living, worker="e" * 16, at=NOW - timedelta(hours=1))

    lost = actions.reap_jobs(now=NOW, workers={"d" * 16: False, "e" * 16: True})

    assert lost == [dead.pk]
    dead.refresh_from_db()
    living.refresh_from_db()
    assert (dead.state, dead.run_after) == (JobState.QUEUED, NOW + timedelta(seconds=5))
    assert living.state == JobState.RUNNING


@pytest.mark.parametrize(("seconds", "lost"), [(59, False), (61, True)])
def test_a_worker_elsewhere_is_judged_by_its_heartbeat(
    ana: Person, kind: Any, seconds: int, lost: bool
) -> None:
    job = start(ana)
    claim = claimed(job, at=NOW - timedelta(hours=1))
    actions.beat_job(claim=claim, now=NOW)

    reaped = actions.reap_jobs(now=NOW + timedelta(seconds=seconds))

    assert reaped == ([job.pk] if lost else [])


def test_a_job_that_kills_every_worker_fails_after_five(ana: Person, kind: Any) -> None:
    job, moment = start(ana), NOW
    for _ in range(5):
        claimed(job, at=moment)
        actions.reap_jobs(now=moment, workers={"f" * 16: False})
        job.refresh_from_db()
        moment = job.run_after or moment

    assert (job.state, job.attempts) == (JobState.FAILED, 5)
    assert job.error == (
        "The worker stopped in the middle of this job. It was tried 5 times and is "
        "left alone now; Try again begins anew."
    )


def test_a_dead_worker_s_job_is_not_brought_back_when_it_was_to_stop(
    ana: Person, kind: Any
) -> None:
    job = start(ana)
    claimed(job)
    actions.cancel_job(actor=ana.actor, job_id=job.pk)

    actions.reap_jobs(now=NOW, workers={"f" * 16: False})

    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_a_claim_this_process_lost_is_brought_back(ana: Person, kind: Any) -> None:
    lost = start(ana)
    claimed(lost, worker=queue.worker_name())
    kept = actions.new_claim()
    start(ana)
    actions.take_job(claim=kept, now=NOW)

    assert actions.reap_jobs(now=NOW, busy=kept) == [lost.pk]
