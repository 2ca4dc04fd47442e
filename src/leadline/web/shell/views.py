"""Pages of the frame itself: the gallery, how far a job is, light and dark."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.shortcuts import render as django_render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from leadline.accounts.actions import change_profile
from leadline.accounts.queries import get_job, get_user
from leadline.accounts.types import JobState
from leadline.foundation.said_days import read_day
from leadline.web.shell.gallery import samples
from leadline.web.shell.requests import Request, in_workspace, render, wants_part

UNFINISHED = 2  # letters that are the beginning of anything
ENDED = {JobState.DONE, JobState.FAILED, JobState.CANCELLED}


@require_safe
@login_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    return django_render(request, "shell/gallery.html", samples())


@require_safe
@login_required
def day(request: HttpRequest) -> HttpResponse:
    """Say which day is meant by what is typed into a field."""
    text = str(request.GET.get(request.GET.get("field", ""), "")).strip()
    way = request.GET.get("way", "")
    said: dict[str, object] = {}
    try:
        said["day"] = read_day(
            text, timezone.localdate(), at_end="start" not in way, is_past="past" in way
        )
    except ValueError as error:
        said["error"] = str(error) if len(text) > UNFINISHED else ""
    return django_render(request, "shell/day.html", said)


@require_safe
@in_workspace
def progress(request: Request, job_id: int) -> HttpResponse:
    """Give htmx the progress of a job, and let its page load again at the end."""
    job = get_job(actor=request.actor, job_id=job_id)
    if not wants_part(request):
        return redirect("accounts:job", request.actor.workspace_id, job_id)
    if job.state in ENDED:
        return HttpResponseClientRefresh()
    return render(request, "shell/progress.html", {"job": job})


@require_POST
@in_workspace
def theme(request: Request) -> HttpResponse:
    """Change light and dark, and go back to where the person was."""
    user = get_user(user_id=request.actor.user_id)
    change_profile(
        actor=request.actor,
        name=user.called,
        theme=request.POST.get("theme", ""),
        timezone=user.timezone,
    )
    if wants_part(request):
        return HttpResponse(status=204)
    back = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return HttpResponseRedirect(back if is_ours else "/")
