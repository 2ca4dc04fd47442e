"""Background work of the strategy domain: metrics that fill themselves."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

import structlog
from django.db import DatabaseError, transaction

from leadline.accounts.actions import start_job
from leadline.accounts.queries import owners, workspace_day
from leadline.accounts.types import Actor
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.jobs import (
    Cancelled,
    Progress,
    Stopping,
    clock,
    job,
    regularly,
)
from leadline.strategy import actions

FILL = "strategy.ask_for_readings"
UNKNOWN = "It could not be asked; the log of this machine says why."

log = structlog.get_logger(__name__)


@job(FILL, title="Fill a metric by its question", needs="plan", seconds=180)
def ask_for_readings(
    *, actor: Actor, progress: Progress, metric_id: int
) -> dict[str, Any]:
    """Ask the question of one metric; what fails keeps what was there.

    Killed at any moment it may run again: readings are written in one transaction,
    and the same answer changes nothing. What went wrong stands on the metric.
    """
    progress.step(0, 1, "Asking")
    now = clock()
    try:
        day = workspace_day(actor=actor, now=now)
        filled = actions.fill_metric(actor=actor, metric_id=metric_id, now=now, day=day)
    except NotFound:
        return {"new": 0}  # taken away in the meantime
    except Conflict as error:  # this machine was busy: no fault of the question
        return _failed(actor, metric_id, str(error), now, counts=False)
    except Invalid as error:
        return _failed(actor, metric_id, str(error), now)
    except (Cancelled, Stopping, DatabaseError):
        raise
    except Exception:
        # Whoever looks at the metric waits for an answer; the log says what it was.
        log.exception("metric_not_filled", metric=metric_id)
        return _failed(actor, metric_id, UNKNOWN, now)
    progress.step(1, 1, "Filled")
    return {"new": filled.new, "changed": filled.changed}


def _failed(
    actor: Actor, metric_id: int, why: str, now: datetime, *, counts: bool = True
) -> dict[str, Any]:
    with suppress(NotFound):
        actions.note_query_failure(
            actor=actor, metric_id=metric_id, why=why, now=now, counts=counts
        )
    return {"new": 0}


@regularly
def ask_what_is_due(now: datetime) -> None:
    """Queue a job for each metric whose question fell due."""
    for owner in owners(surface="job"):
        with transaction.atomic():
            for actor, metric_id in actions.claim_due_queries(actor=owner, now=now):
                start_job(actor=actor, kind=FILL, args={"metric_id": metric_id})
