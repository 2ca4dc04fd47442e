"""Growth against profit: work it out, look at it, and pick one of its plans."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leadline.accounts.actions import start_job
from leadline.accounts.queries import get_job, workspace_day
from leadline.accounts.types import JobState
from leadline.foundation.errors import Invalid
from leadline.roadmap import actions, queries
from leadline.web.roadmap.forms import ReasonForm
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast


@require_safe
@in_workspace
def ways(request: Request, pk: int) -> HttpResponse:
    """Show the plans of growth against profit, or how far their search is."""
    job_id = request.GET.get("job", "")
    job = None
    if is_number(job_id):
        job = get_job(actor=request.actor, job_id=int(job_id))
        if job.state == JobState.DONE:
            job = None
    today = workspace_day(actor=request.actor, now=timezone.now())
    found = queries.ways_page(actor=request.actor, plan_id=pk, today=today)
    context = {"found": found, "plan": found.plan, "job": job, "form": ReasonForm()}
    return render(request, "roadmap/ways.html", context, part="ways")


@require_POST
@in_workspace
def work_out(request: Request, pk: int) -> HttpResponse:
    """Look for them in the background."""
    request.actor.require("change")
    queries.head_of_plan(actor=request.actor, plan_id=pk)
    job = start_job(actor=request.actor, kind="roadmap.ways", args={"plan_id": pk})
    address = reverse("roadmap:ways", args=[request.actor.workspace_id, pk])
    return go(request, f"{address}?job={job.pk}")


@require_POST
@in_workspace
def pick(request: Request, pk: int, at: int) -> HttpResponse:
    """Make one of them a plan."""
    request.actor.require("change")
    queries.head_of_plan(actor=request.actor, plan_id=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid("Say why you choose this plan; it is kept with it.")
    made = actions.pick_way(
        actor=request.actor, plan_id=pk, at=at, now=timezone.now(),
        **form.cleaned_data,
    )  # fmt: skip
    toast(request, f"“{made.name}” is a draft of its own now.")
    args = [request.actor.workspace_id, made.id]
    return go(request, reverse("roadmap:plan_detail", args=args))
