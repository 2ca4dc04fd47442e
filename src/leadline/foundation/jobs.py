"""The words of background work, and the one place that knows the queue.

A domain's ``jobs.py`` registers a function with ``@job("area.name", title=…)``;
``leadline.accounts.actions.start_job`` queues it; the worker runs it through
``leadline.accounts.jobs.run_job``. Every job may be killed and run again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django_tasks import task


class Cancelled(Exception):
    """A person asked the job to stop; raised by ``Progress.step``."""


class Progress(Protocol):
    """How a job tells where it is; every call also is the place it can be stopped."""

    def step(self, done: int, total: int, message: str = "") -> None:
        """Note ``done`` of ``total``; raise ``Cancelled`` when asked to stop."""


JobFunction = Callable[..., dict[str, Any]]
F = TypeVar("F", bound=JobFunction)


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of background work: its key, the title people see, its function."""

    key: str
    title: str
    run: JobFunction


_KINDS: dict[str, JobKind] = {}


def job(key: str, *, title: str) -> Callable[[F], F]:
    """Register a function ``(*, actor, progress, **args) -> dict`` as a job kind."""

    def register(function: F) -> F:
        if key in _KINDS:
            raise ValueError(f"The job kind {key!r} is registered twice.")
        _KINDS[key] = JobKind(key, title, function)
        return function

    return register


def job_kind(key: str) -> JobKind:
    """Return the registered kind; ``KeyError`` names an unknown one."""
    return _KINDS[key]


_RUNNERS: list[Callable[[int], None]] = []


def set_runner(function: Callable[[int], None]) -> None:
    """Name the function that runs a job by its row's id; accounts calls this once."""
    _RUNNERS[:] = [function]


@task()
def run_queued(job_id: int) -> None:
    """Run a queued job; what the worker calls."""
    _RUNNERS[0](job_id)


def enqueue(job_id: int) -> None:
    """Put a job's id into the queue; call it after the transaction."""
    run_queued.enqueue(job_id)
