"""Assessments of oneself: beginning, rating, asking, closing, sharing."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.foundation.errors import Conflict, Invalid, NotAllowed
from leadline.growth import actions, queries
from leadline.growth.types import growth_headline
from leadline.web.growth.forms import CycleForm, LevelsForm, MemberForm, StepForm
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast


def address(request: Request, name: str = "growth", *ids: int) -> str:
    """Return an address of the growth area."""
    return reverse(f"growth:{name}", args=[request.actor.workspace_id, *ids])


@require_safe
@in_workspace
def growth(request: Request) -> HttpResponse:
    """Show one's own growth: assessments, the record, next steps."""
    return growth_page(request)


def growth_page(request: Request, status: int = 200, **forms: Any) -> HttpResponse:
    """Render one's own growth, with a form as it was left when there is one."""
    actor, now = request.actor, timezone.now()
    cycles = queries.list_cycles(actor=actor)
    own = [row for row in cycles if row.user_id == actor.user_id]
    others = [row for row in cycles if row.user_id != actor.user_id]
    plan = queries.framework_of(actor=actor)
    latest = next((row for row in own if not row.is_open), None)
    record = queries.record_of(actor=actor, now=now)
    page = None
    if latest:
        page = queries.cycle_page(
            actor=actor, cycle_id=latest.id, now=now, record=record
        )
    widest = page.discrepancies[0].competency.key if page and page.discrepancies else ""
    names = {one.key: one.name for one in plan.competencies}
    steps = queries.list_steps(actor=actor, now=now, record=record)
    standing = page.standing if page else None
    context = {
        "headline": growth_headline(page),
        "standing": standing,
        "learned": [step for step in steps if step.learned],
        "failed": None,
        "own": own,
        "others": others,
        "page": page,
        "record": record,
        "steps": [
            (step, names.get(step.competency, step.competency)) for step in steps
        ],
        "open_steps": sum(1 for step in steps if step.state == "open"),
        "names": names,
        "cycle_form": CycleForm(),
        "step_form": StepForm(plan=plan, initial={"competency": widest}),
        **forms,
    }
    return render(request, "growth/growth.html", context, status=status)


@require_POST
@in_workspace
def new_cycle(request: Request) -> HttpResponse:
    """Begin an assessment."""
    form = CycleForm(request.POST)
    if form.is_valid():
        try:
            made = actions.open_cycle(
                actor=request.actor, on=timezone.localdate(), **form.cleaned_data
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Begin with your own view.")
            return go(request, address(request, "rate", made.pk))
    return growth_page(request, status=422, cycle_form=form)


@require_safe
@in_workspace
def cycle(request: Request, pk: int) -> HttpResponse:
    """Show an assessment: one's own, or one that is shared."""
    return cycle_page(request, pk)


def cycle_page(
    request: Request,
    pk: int,
    *,
    link: str = "",
    member_form: MemberForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render an assessment; a fresh link for a peer shows once."""
    page = queries.cycle_page(actor=request.actor, cycle_id=pk, now=timezone.now())
    context = {
        "page": page,
        "row": page.row,
        "link": link,
        "member_form": member_form or MemberForm(actor=request.actor),
    }
    return render(request, "growth/cycle.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def rate(request: Request, pk: int) -> HttpResponse:
    """Say where one stands on each competency."""
    found = queries.own_cycle(actor=request.actor, cycle_id=pk)
    plan = found.framework
    initial: dict[str, object] = {
        f"level_{key}": level for key, level in found.levels.items()
    }
    initial |= {f"note_{key}": words for key, words in found.notes.items()}
    form = LevelsForm(request.POST or None, plan=plan, notes=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rate_oneself(
                actor=request.actor,
                cycle_id=pk,
                levels=form.levels(),
                notes=form.notes(),
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Your own view is saved. Ask peers next.")
            return go(request, address(request, "cycle", pk))
    status = 422 if form.is_bound else 200
    context = {"form": form, "name": found.name, "who": ""}
    return render(request, "growth/rate.html", context, status=status)


@require_POST
@in_workspace
def manager(request: Request, pk: int) -> HttpResponse:
    """Name who gives the manager's view."""
    queries.own_cycle(actor=request.actor, cycle_id=pk)
    form = MemberForm(request.POST, actor=request.actor)
    if form.is_valid():
        try:
            actions.ask_manager(actor=request.actor, cycle_id=pk, **form.cleaned_data)
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "They find it under Growth; nothing else is shown to them.")
            return go(request, address(request, "cycle", pk))
    return cycle_page(request, pk, member_form=form, status=422)


@require_POST
@in_workspace
def close(request: Request, pk: int) -> HttpResponse:
    """Close an assessment; what peers said is shown, from four on."""
    actions.close_cycle(actor=request.actor, cycle_id=pk, on=timezone.localdate())
    toast(request, "Closed. Look at where the views differ first.")
    return go(request, address(request, "cycle", pk))


@require_POST
@in_workspace
def share(request: Request, pk: int) -> HttpResponse:
    """Let a member see an assessment, or no longer."""
    queries.own_cycle(actor=request.actor, cycle_id=pk)
    given = request.POST.get("user_id", "")
    if request.POST.get("do") == "take" and is_number(given):
        # Also from somebody who is no member any more, whom no choice offers.
        actions.share_cycle(
            actor=request.actor, cycle_id=pk, user_id=int(given), is_shared=False
        )
        return go(request, address(request, "cycle", pk))
    form = MemberForm(request.POST, actor=request.actor)
    form.fields["user_id"].required = True
    if form.is_valid():
        try:
            actions.share_cycle(
                actor=request.actor,
                cycle_id=pk,
                user_id=form.cleaned_data["user_id"],
            )
        except (Invalid, NotAllowed) as error:
            show_on(form, error)
        else:
            return go(request, address(request, "cycle", pk))
    return cycle_page(request, pk, member_form=form, status=422)
