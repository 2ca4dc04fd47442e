"""How sure a bet is in the plan, and how far it may go."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from leadline.accounts.actions import start_job
from leadline.accounts.queries import get_job
from leadline.accounts.types import JobState
from leadline.foundation.errors import Conflict
from leadline.roadmap import queries
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
    context = {
        "bet": queries.name_of_bet(actor=request.actor, bet_id=pk),
        "found": queries.standing_of_bet(actor=request.actor, bet_id=pk),
        "job": job,
        "runs": job is not None and job.state in (JobState.QUEUED, JobState.RUNNING),
    }
    return render(request, "roadmap/standing.html", context, part="standing")


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
