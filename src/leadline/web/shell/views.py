"""Pages of the frame itself: the gallery, and how far a job is."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as django_render
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from leadline.accounts.actions import cancel_job
from leadline.accounts.queries import get_job
from leadline.accounts.types import JobState
from leadline.web.shell.gallery import samples
from leadline.web.shell.requests import Request, in_workspace, render, wants_part

ENDED = {JobState.DONE, JobState.FAILED, JobState.CANCELLED}


@require_GET
@login_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    return django_render(request, "shell/gallery.html", samples())


@require_GET
@in_workspace
def progress(request: Request, job_id: int) -> HttpResponse:
    """Show how far a job is; a page that waits for it loads again when it ends."""
    job = get_job(actor=request.actor, job_id=job_id)
    if job.state in ENDED and wants_part(request):
        return HttpResponseClientRefresh()
    return render(request, "shell/progress_page.html", {"job": job}, part="progress")


@require_POST
@in_workspace
def stop(request: Request, job_id: int) -> HttpResponse:
    """Ask a job to stop; what it has written stays until somebody undoes it."""
    job = cancel_job(actor=request.actor, job_id=job_id)
    return render(request, "shell/progress_page.html", {"job": job}, part="progress")
