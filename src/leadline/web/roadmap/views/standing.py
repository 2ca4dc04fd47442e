"""How sure a bet is in the plan, and how far it may go."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leadline.accounts.actions import start_job
from leadline.accounts.queries import get_job, workspace_day
from leadline.accounts.types import JobState
from leadline.foundation.errors import Conflict
from leadline.roadmap import queries
from leadline.roadmap.types import BetStanding, Delivery
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render


@require_safe
@in_workspace
def standing(request: Request, pk: int) -> HttpResponse:
    """Show how sure a bet is in the plan, or how far the search for its limits is."""
    job_id = request.GET.get("job", "")
    job = None
    if is_number(job_id):
        job = get_job(actor=request.actor, job_id=int(job_id))
        if job.state == JobState.DONE:
            job = None
    found = queries.standing_of_bet(actor=request.actor, bet_id=pk)
    delivery = _delivery(request, found)
    context = {
        "bet": queries.name_of_bet(actor=request.actor, bet_id=pk),
        "found": found,
        "delivery": delivery,
        "finish": next((row for row in delivery.rows if row.bet.id == pk), None),
        "job": job,
        "runs": job is not None and job.state in (JobState.QUEUED, JobState.RUNNING),
    }
    return render(request, "roadmap/standing.html", context, part="standing")


def _delivery(request: Request, found: BetStanding | None) -> Delivery:
    """Return the odds of the dates of the plan to steer by, none without it."""
    if found is None:
        return Delivery(())
    today = workspace_day(actor=request.actor, now=timezone.now())
    return queries.delivery_of_plan(
        actor=request.actor, plan_id=found.plan.id, today=today
    )


@require_POST
@in_workspace
def limits(request: Request, pk: int) -> HttpResponse:
    """Look for the limits in the background."""
    request.actor.require("change")
    found = queries.standing_of_bet(actor=request.actor, bet_id=pk)
    if found is None or not found.period:
        raise Conflict("The bet is not in the plan, so there is nothing to stay in.")
    job = start_job(
        actor=request.actor,
        kind="roadmap.limits",
        args={"plan_id": found.plan.id, "bet_id": pk},
    )
    address = reverse("roadmap:bet_standing", args=[request.actor.workspace_id, pk])
    return go(request, f"{address}?job={job.pk}")
