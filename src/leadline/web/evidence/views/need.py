"""One need: who asks, what they said, and what people do to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.decisions.queries import next_talks
from leadline.evidence import actions, queries
from leadline.evidence.types import Receipt
from leadline.foundation.errors import Invalid
from leadline.roadmap.queries import bets_of_need, dates_of_plan
from leadline.web.evidence.addresses import here, undo_of, whole
from leadline.web.evidence.forms import NeedForm, needs_to_choose
from leadline.web.evidence.views.needs import NAMES_THAT_FIT
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, back_to, go, in_workspace, render
from leadline.web.shell.toasts import toast

STATES: dict[str, tuple[Callable[..., Receipt], str]] = {
    "dismiss": (actions.dismiss_need, "The need is dismissed, and its like with it."),
    "reopen": (actions.reopen_need, "The need is open again."),
    "meet": (actions.meet_need, "The need is met. Its feedback still counts."),
}


@require_safe
@in_workspace
def need(request: Request, pk: int) -> HttpResponse:
    """Show one need; a merged one leads to where it went."""
    found = queries.need_card(actor=request.actor, need_id=pk)
    if found.merged_into_id:
        return go(request, here(request, "need", found.merged_into_id))
    sort = "typical" if request.GET.get("quotes") == "typical" else "newest"
    page = (whole([request.GET.get("page", "1")]) or [1])[0]
    about = queries.need_page(actor=request.actor, need_id=pk, now=timezone.now())
    bets = bets_of_need(actor=request.actor, need_id=pk)
    context = {
        "about": about,
        "talks": next_talks(actor=request.actor, on=timezone.localdate(), need_id=pk),
        "fit": NAMES_THAT_FIT,
        "need": about.row,
        "page": queries.quotes_of(
            actor=request.actor, need_id=pk, page=page, sort=sort
        ),
        "quotes_sort": sort,
        "bets": bets,
        "dates": dates_of_plan(actor=request.actor) if bets else None,
        "needs": needs_to_choose(request.actor),
        "top_share": max(
            (max(s.base_share, s.asking_share) for s in about.segments), default=1.0
        ),
        "bar_names": ["Pieces"],
        "labels": [_week(start) for start, _ in about.weeks_shown],
        "layers": [[count for _, count in about.weeks_shown]],
    }
    return render(request, "evidence/need.html", context, part="quotes")


def _week(monday: str) -> str:
    """Return the Monday of a week as it stands under a bar: "28 Sep"."""
    return f"{date.fromisoformat(monday):%-d %b}"


@require_POST
@in_workspace
def need_confirm(request: Request, pk: int) -> HttpResponse:
    """Say that the name Leadline gave the need is right."""
    receipt = actions.confirm_need(actor=request.actor, need_id=pk)
    said = "The name is confirmed, and stays."
    toast(request, said, undo_of(request, receipt))
    return go(request, back_to(request, here(request, "need", pk)))


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def need_split(request: Request, pk: int) -> HttpResponse:
    """Give the chosen pieces a need of their own."""
    request.actor.require("change")
    found = queries.need_card(actor=request.actor, need_id=pk)
    form = NeedForm(request.POST or None)
    chosen = whole(request.POST.getlist("piece"))
    if request.method == "POST" and form.is_valid():
        try:
            receipt = actions.split_need(
                actor=request.actor,
                need_id=pk,
                feedback_ids=chosen,
                statement=form.cleaned_data["statement"],
                now=timezone.now(),
            )
        except Invalid as error:
            show_on(form, error)
        else:
            said = f"{receipt.count} pieces have a need of their own."
            toast(request, said, undo_of(request, receipt))
            return go(request, here(request, "need", receipt.need_id))
    page = (whole([request.GET.get("page", "1")]) or [1])[0]
    quotes = queries.quotes_of(actor=request.actor, need_id=pk, page=page, per_page=100)
    status = 422 if form.errors else 200
    context = {"form": form, "need": found, "page": quotes, "chosen": set(chosen)}
    return render(request, "evidence/need_split.html", context, status=status)


@require_POST
@in_workspace
def need_merge(request: Request, pk: int) -> HttpResponse:
    """Merge this need into another, which keeps its words."""
    into = whole([request.POST.get("into", "")])
    if not into:
        raise Invalid("Choose the need to merge this one into.")
    receipt = actions.merge_needs(
        actor=request.actor,
        keep_id=into[0],
        absorb_ids=[pk],
        reason=request.POST.get("reason", "")[:500],
    )
    said = f"The two needs are one now; {receipt.count} pieces moved."
    toast(request, said, undo_of(request, receipt))
    return go(request, here(request, "need", into[0]))


@require_POST
@in_workspace
def need_state(request: Request, pk: int) -> HttpResponse:
    """Put a need aside, open it again, or say that it is met."""
    if request.POST.get("do") not in STATES:
        raise Invalid("Choose what to do with the need.")
    act, said = STATES[request.POST["do"]]
    reason = request.POST.get("reason", "")[:500]
    receipt = act(actor=request.actor, need_id=pk, reason=reason)
    toast(request, said, undo_of(request, receipt))
    return go(request, here(request, "need", pk))
