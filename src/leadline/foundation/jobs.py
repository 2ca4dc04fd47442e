"""The words of background work, and the one place that knows the queue.

A domain's ``jobs.py`` registers a function with ``@job("area.name", title=…)``;
``leadline.accounts.actions.start_job`` queues it; the worker runs it through
``leadline.accounts.jobs.run_job``. Every job may be killed and run again.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus

_NAME = [secrets.token_hex(8)]
os.register_at_fork(after_in_child=lambda: _NAME.__setitem__(0, secrets.token_hex(8)))


def worker_name() -> str:
    """Return this process's name as a worker; the front half of its claims."""
    return _NAME[0]


class Cancelled(Exception):
    """The job has to stop: a person asked for it; raised by ``Progress.step``."""


class Superseded(Cancelled):
    """Another worker took the job over; nothing this one writes counts any more."""


class Stopping(Exception):
    """The worker is being shut down; the job goes back into the queue as it is."""


class Progress(Protocol):
    """How a job tells where it is; every call also is the place it can be stopped.

    Call ``step`` between transactions, not inside one: a place that is rolled
    back is a place nobody sees. ``started_at`` is the ``now`` of the whole run.
    """

    started_at: datetime

    def step(self, done: int, total: int, message: str = "") -> None:
        """Note ``done`` of ``total``; raise ``Cancelled`` when asked to stop."""


JobFunction = Callable[..., dict[str, Any]]
F = TypeVar("F", bound=JobFunction)


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of background work: its key, the title people see, its function.

    ``needs`` is what a person has to be allowed to start it.
    """

    key: str
    title: str
    run: JobFunction
    needs: str = "change"


_KINDS: dict[str, JobKind] = {}


def job(key: str, *, title: str, needs: str = "change") -> Callable[[F], F]:
    """Register a function ``(*, actor, progress, **args) -> dict`` as a job kind."""

    def register(function: F) -> F:
        if key in _KINDS:
            raise ValueError(f"The job kind {key!r} is registered twice.")
        _KINDS[key] = JobKind(key, title, function, needs)
        return function

    return register


_REGULAR: list[Callable[[datetime], None]] = []


def regularly(function: Callable[[datetime], None]) -> Callable[[datetime], None]:
    """Register a function ``(now)`` that every worker calls about once a minute.

    It queues jobs that fell due and nothing else: it runs beside the worker's
    heartbeat, in each worker, so two calls at once must queue a job once.
    """
    _REGULAR.append(function)
    return function


def run_regular(now: datetime) -> None:
    """Call what was registered with ``regularly``."""
    for function in _REGULAR:
        function(now)


def job_kind(key: str) -> JobKind:
    """Return the registered kind; ``KeyError`` names an unknown one."""
    return _KINDS[key]


def is_job_kind(key: str) -> bool:
    """Return whether a job of this kind could be run."""
    return key in _KINDS


def clock() -> datetime:
    """Return the moment; what a running job passes on as ``now``."""
    return timezone.now()


_RUNNERS: list[Callable[[int], None]] = []


def set_runner(function: Callable[[int], None]) -> None:
    """Name the function that runs a job by its row's id; accounts calls this once."""
    _RUNNERS[:] = [function]


@task()
def run_queued(job_id: int) -> None:
    """Run a queued job; what the worker calls."""
    _RUNNERS[0](job_id)


def enqueue(job_id: int, *, run_after: datetime | None = None) -> None:
    """Put a job's id into the queue, which is a table of the same database.

    Call it inside the transaction that writes the job's row: both are there
    afterwards, or neither is.
    """
    run_queued.using(run_after=run_after).enqueue(job_id)


def waiting_job_ids() -> set[int]:
    """Return the ids of all jobs that still have a place in the queue."""
    from django_tasks_db.models import DBTaskResult

    places = DBTaskResult._default_manager.filter(
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
        task_path=run_queued.module_path,
    )
    return {place["args"][0] for place in places.values_list("args_kwargs", flat=True)}


def close_places(*, workers: Collection[str], now: datetime) -> None:
    """Close the places in the queue that dead workers hold; they never would."""
    from django_tasks_db.models import DBTaskResult

    held = DBTaskResult._default_manager.filter(status=TaskResultStatus.RUNNING)
    for place in held.only("pk", "worker_ids"):
        if place.worker_ids and place.worker_ids[-1] in workers:
            held.filter(pk=place.pk).update(
                status=TaskResultStatus.FAILED, finished_at=now
            )


def prune_queue() -> None:
    """Forget finished places older than a day; the jobs' own rows stay."""
    from django.core.management import call_command

    call_command("prune_db_task_results", min_age_days=1, verbosity=0)


def backoff(attempts: int) -> timedelta:
    """Return how long to wait before the next attempt.

    >>> [backoff(n).total_seconds() for n in (1, 2, 3, 4)]
    [5.0, 30.0, 120.0, 120.0]
    """
    return timedelta(seconds={1: 5, 2: 30}.get(attempts, 120))
