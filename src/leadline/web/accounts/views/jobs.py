"""Background work: what runs, how far it is, stop and try again."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from leadline.accounts.actions import cancel_job, retry_job
from leadline.accounts.queries import (
    count_open_jobs,
    get_job,
    last_backup,
    list_jobs,
)
from leadline.accounts.types import JobState
from leadline.foundation.errors import Invalid
from leadline.web.accounts.forms import JobFilter
from leadline.web.accounts.views.workspace import address
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast

# Where a person goes on when a job of a kind is done: a page, and what to call it.
NEXT = {
    "decisions.look_for_words": ("decisions:decisions", "See the decisions"),
    "evidence.group_feedback": ("evidence:needs", "See the needs"),
    "evidence.place_feedback": ("evidence:feedback", "See the feedback"),
    "importing.run": ("importing:start", "See the imports"),
    "roadmap.optimise": ("roadmap:plans", "See the plans"),
}


@require_safe
@in_workspace
def jobs(request: Request) -> HttpResponse:
    """List the latest jobs of the workspace."""
    form = JobFilter(request.GET)
    if not form.is_valid():
        raise Invalid("That filter cannot be read.")
    page = list_jobs(
        actor=request.actor,
        state=form.cleaned_data["state"],
        page=request.GET.get("page"),
    )
    context = {
        "form": form,
        "page": page,
        "running": count_open_jobs(actor=request.actor),
        "failed": sum(job.state == JobState.FAILED for job in page),
        "may_change": request.actor.may("change"),
        "backup": last_backup() if request.actor.can_administer else None,
    }
    return render(request, "accounts/jobs.html", context, part="list")


@require_safe
@in_workspace
def job(request: Request, job_id: int) -> HttpResponse:
    """Show where one job stands; htmx asks for its progress alone."""
    found = get_job(actor=request.actor, job_id=job_id)
    context = {
        "job": found,
        "may_change": request.actor.may("change"),
        "next": NEXT.get(found.kind) if found.state == JobState.DONE else None,
    }
    return render(request, "accounts/job.html", context, part="progress")


@require_POST
@in_workspace
def job_cancel(request: Request, job_id: int) -> HttpResponse:
    """Stop a job at its next step."""
    cancel_job(actor=request.actor, job_id=job_id)
    toast(request, "The job stops at its next step.")
    return go(request, address(request, "job", job_id=job_id))


@require_POST
@in_workspace
def job_retry(request: Request, job_id: int) -> HttpResponse:
    """Queue a job again; it goes on from where it was."""
    retry_job(actor=request.actor, job_id=job_id)
    toast(request, "The job waits for its turn again.")
    return go(request, address(request, "job", job_id=job_id))
