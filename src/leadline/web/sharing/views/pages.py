"""What a link opens, for people without an account: own templates, no cookie.

Whatever is not to be read, for whatever reason, is the same page with the same status.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from leadline.accounts.actions import forget_share_tries, note_opened, take_share_try
from leadline.accounts.queries import get_view, open_share, own_share, unlock_share
from leadline.accounts.types import OpenShare, SharedKind
from leadline.foundation.errors import NotFound
from leadline.overview.sharing import (
    shared_briefing,
    shared_decision,
    shared_goal,
    shared_list,
    shared_need,
    shared_plan,
    shared_review,
    shared_roadmap,
)
from leadline.web.sharing.forms import PasswordForm
from leadline.web.sharing.lists import lines_of
from leadline.web.shell.closed import closed_page
from leadline.web.shell.requests import Request, in_workspace

Page = tuple[str, dict[str, Any]]
ONE = "shared/one.html"


def _as_made(share: OpenShare) -> dict[str, Any]:
    """Return as whom a link is read, and what of it is shown."""
    return {
        "actor": share.actor,
        "has_names": share.has_names,
        "has_money": share.has_money,
    }


def roadmap_page(share: OpenShare, now: datetime) -> Page:
    """Return the template of a roadmap and what it shows."""
    page = shared_roadmap(
        plan_id=share.record_id, today=_today(share, now), **_as_made(share)
    )
    return "shared/roadmap.html", {"page": page, "shown_as": share.shown_as}


def need_page(share: OpenShare, now: datetime) -> Page:
    """Return the template of a need and what it shows."""
    return ONE, {
        "page": shared_need(need_id=share.record_id, now=now, **_as_made(share))
    }


def goal_page(share: OpenShare, now: datetime) -> Page:
    """Return the template of a goal and what it shows."""
    return ONE, {"page": shared_goal(goal_id=share.record_id, **_as_made(share))}


def decision_page(share: OpenShare, now: datetime) -> Page:
    """Return the template of a decision and what it shows."""
    page = shared_decision(decision_id=share.record_id, **_as_made(share))
    return ONE, {"page": page}


def plan_page(share: OpenShare, now: datetime) -> Page:
    """Return the template of a plan and what it shows."""
    page = shared_plan(
        plan_id=share.record_id, today=_today(share, now), **_as_made(share)
    )
    return ONE, {"page": page}


def briefing_page(share: OpenShare, now: datetime) -> Page:
    """Return the template of a briefing and what it shows."""
    return ONE, {
        "page": shared_briefing(briefing_id=share.record_id, **_as_made(share))
    }


def review_page(share: OpenShare, now: datetime) -> Page:
    """Return the template of a review and what it shows."""
    return ONE, {"page": shared_review(review_id=share.record_id, **_as_made(share))}


def list_page(share: OpenShare, now: datetime) -> Page:
    """Return the template of a saved list and what it shows."""
    view = get_view(actor=share.actor, view_id=share.record_id)
    lines, total = lines_of(
        share.actor, view.page, view.query, now, has_money=share.has_money
    )
    page = shared_list(name=view.name, lines=lines, total=total, **_as_made(share))
    return ONE, {"page": page}


PAGES: dict[SharedKind, Callable[[OpenShare, datetime], Page]] = {
    SharedKind.ROADMAP: roadmap_page,
    SharedKind.NEED: need_page,
    SharedKind.GOAL: goal_page,
    SharedKind.DECISION: decision_page,
    SharedKind.PLAN: plan_page,
    SharedKind.BRIEFING: briefing_page,
    SharedKind.REVIEW: review_page,
    SharedKind.LIST: list_page,
}


def _today(share: OpenShare, now: datetime) -> date:
    return now.astimezone(ZoneInfo(share.timezone)).date()


@csrf_exempt  # nothing is changed by it, and the page sets no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link opens, or ask for its password."""
    now = timezone.now()
    try:
        if request.method == "POST":
            return _unlocked(request, token, now)
        share = open_share(token=token, now=now)
        if share.has_password:
            return closed_page("shared/password.html", {}, forms="'self'")
        return _shown(share, now, counts=request.method == "GET")
    except NotFound:
        return closed_page("shared/nothing.html", {}, status=404)


@xframe_options_exempt  # the policy of the page names who may frame it
@require_safe
def embedded(request: HttpRequest, token: str) -> HttpResponse:
    """Show a roadmap inside the pages of the sites that an owner named."""
    now = timezone.now()
    try:
        share = open_share(token=token, now=now)
        if not share.sites or share.has_password:
            raise NotFound
        counts = request.method == "GET"
        return _shown(share, now, counts=counts, sites=" ".join(share.sites))
    except NotFound:
        return closed_page("shared/nothing.html", {}, status=404)


def _unlocked(request: HttpRequest, token: str, now: datetime) -> HttpResponse:
    """Show what a password opens; how many tries there are is counted for any key."""
    address = request.META.get("REMOTE_ADDR", "")
    wait = take_share_try(token=token, address=address, now=now)
    if wait:
        seconds = int(wait.total_seconds()) or 1
        response = closed_page("shared/slow.html", {"seconds": seconds}, status=429)
        response["Retry-After"] = str(seconds)
        return response
    form = PasswordForm(request.POST)
    given = form.cleaned_data["password"] if form.is_valid() else ""
    share = unlock_share(token=token, password=given, now=now)
    forget_share_tries(token=token, address=address)
    return _shown(share, now, counts=True)


@require_safe
@in_workspace
def look(request: Request, share_id: int) -> HttpResponse:
    """Show a link of one's own as others see it, without counting."""
    now = timezone.now()
    share = own_share(actor=request.actor, share_id=share_id, now=now)
    return _shown(share, now, counts=False)


def _shown(
    share: OpenShare, now: datetime, *, counts: bool, sites: str = "'none'"
) -> HttpResponse:
    template, page = PAGES[share.kind](share, now)
    context = {"share": share, "today": _today(share, now), **page}
    with timezone.override(ZoneInfo(share.timezone)):
        response = closed_page(template, context, sites=sites)
    if counts:
        with suppress(DatabaseError):  # nobody waits for it
            note_opened(share_id=share.id, now=now)
    return response
