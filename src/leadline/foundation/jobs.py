"""The words of background work.

A domain's ``jobs.py`` registers a function with ``@job("area.name", title=…)``;
``leadline.accounts.actions.start_job`` writes its row, which is its place in the
queue; a worker takes it and runs it through ``leadline.accounts.jobs``. Every job
may be killed and run again.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, TypeVar

import structlog
from django.db import DatabaseError, connection
from django.utils import timezone

from leadline.foundation.errors import Conflict, Invalid, NotFound

log = structlog.get_logger(__name__)

T = TypeVar("T")
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


UNFORESEEN = "It could not be read; the log of this machine says why."


def tried(step: Callable[[], T], **about: Any) -> tuple[T | None, str]:
    """Do a step of a job; return what it gives, and what people are told went wrong.

    One of the two says nothing. A step raises ``Invalid`` or ``Conflict``; what nobody
    has foreseen stands in the log, so that one bad file does not keep the next from
    being read. What ends the job, or says that a thing is gone, goes on.
    """
    try:
        return step(), ""
    except (Invalid, Conflict) as error:
        return None, str(error)
    except (Cancelled, Stopping, DatabaseError, NotFound):
        raise
    except Exception:
        log.exception("step_not_foreseen", **about)
        return None, UNFORESEEN


JobFunction = Callable[..., dict[str, Any]]
F = TypeVar("F", bound=JobFunction)


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of background work: its key, the title people see, its function.

    ``needs`` is what a person has to be allowed to start it. An attempt may take
    ``seconds``, and ``silence`` of them without a step; ``grace`` is how long it may
    go on after a person has stopped it.
    """

    key: str
    title: str
    run: JobFunction
    needs: str = "change"
    seconds: float = 3600.0
    silence: float = 900.0
    grace: float = 5.0


class Ending(StrEnum):
    """Why a worker ended a job that did not end by itself."""

    CANCELLED = "cancelled"
    SHUT_DOWN = "shut down"
    TOO_LONG = "too long"
    SILENT = "silent"
    DIED = "died"
    FAILED = "failed"


_KINDS: dict[str, JobKind] = {}


def job(key: str, *, title: str, **terms: Any) -> Callable[[F], F]:
    """Register a function ``(*, actor, progress, **args) -> dict`` as a job kind.

    ``terms`` are those of ``JobKind``: what it needs, and its limits.
    """

    def register(function: F) -> F:
        if key in _KINDS:
            raise ValueError(f"The job kind {key!r} is registered twice.")
        _KINDS[key] = JobKind(key, title, function, **terms)
        return function

    return register


_REGULAR: list[Callable[[datetime], None]] = []


def regularly(function: Callable[[datetime], None]) -> Callable[[datetime], None]:
    """Register a function ``(now)`` that is called about once a minute.

    It queues jobs that fell due and nothing else: it runs in a worker's own loop, of
    the worker whose turn it is. One that stands still may be overtaken by the next, so
    two calls at once must queue a job once.
    """
    _REGULAR.append(function)
    return function


def run_regular(now: datetime) -> None:
    """Call what was registered with ``regularly``; one that fails keeps none back."""
    for function in _REGULAR:
        try:
            function(now)
        except Exception:
            log.exception("regular_work_failed", name=function.__name__)
            connection.close()


def job_kind(key: str) -> JobKind:
    """Return the registered kind; ``KeyError`` names an unknown one."""
    return _KINDS[key]


def is_job_kind(key: str) -> bool:
    """Return whether a job of this kind could be run."""
    return key in _KINDS


def clock() -> datetime:
    """Return the moment; what a running job passes on as ``now``."""
    return timezone.now()


def backoff(attempts: int) -> timedelta:
    """Return how long to wait before the next attempt.

    >>> [backoff(n).total_seconds() for n in (1, 2, 3, 4)]
    [5.0, 30.0, 120.0, 120.0]
    """
    return timedelta(seconds={1: 5, 2: 30}.get(attempts, 120))
