"""A promise beside the list of promises: what its own page says first."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from leadline.roadmap.queries import bets_of_promise, dates_of_plan, promises_ahead
from leadline.stakeholders import queries
from leadline.web.shell.requests import Request


def about_promise(request: Request, pk: int) -> dict[str, Any]:
    """Return what the page and the panel of a promise show; raise ``NotFound``."""
    actor, today = request.actor, timezone.localdate()
    row = queries.promise_row(actor=actor, promise_id=pk, on=today)
    bets = bets_of_promise(actor=actor, promise_id=pk)
    dates = dates_of_plan(actor=actor) if bets else None
    return {
        "row": row,
        "bets": bets,
        "dates": dates,
        "ahead": promises_ahead(
            actor=actor, on=today, person_id=row.person_id, dates=dates
        ),
        "steps": queries.steps_of(actor=actor, promise_id=pk),
    }


def promise_peek(request: Request, pk: int) -> dict[str, Any]:
    """Return what the panel of a promise shows; raise ``NotFound``."""
    about = about_promise(request, pk)
    return {"about": about, "opened": about["row"]}
