"""What one thinks of people, where one puts them, and with whom one shares it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leadline.accounts.queries import list_people as list_members
from leadline.foundation.errors import Conflict, Invalid
from leadline.stakeholders import actions, queries
from leadline.stakeholders.types import PersonPage
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast
from leadline.web.stakeholders.judgement_forms import (
    JudgementForm,
    ListensForm,
    SharingForm,
    StanceForm,
)
from leadline.web.stakeholders.views.people import address, person_page

WRITTEN = (
    "stance", "wanted", "influence", "interest", "wants", "worries", "next_move",
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def judgement(request: Request, pk: int) -> HttpResponse:
    """Write what one thinks of a stakeholder."""
    request.actor.require("judge")
    today = timezone.localdate()
    page = queries.person_page(actor=request.actor, person_id=pk, on=today)
    form = JudgementForm(
        request.POST or None,
        readers=queries.readers_for(actor=request.actor, person_id=pk),
        initial=_start(request, page),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.judge_person(
                actor=request.actor, person_id=pk, judgement=form.judgement(),
                now=timezone.now(),
            )  # fmt: skip
        except Invalid as error:
            show_on(form, error)
        else:
            toast(request, "Kept. Only you read it, and whom you named.")
            return go(request, address(request, pk))
    status = 422 if form.is_bound else 200
    context = {"form": form, "row": page.row, "is_you": page.is_you}
    return render(request, "stakeholders/judgement_form.html", context, status=status)


def _start(request: Request, page: PersonPage) -> dict[str, Any]:
    """Return what was written, or for a new one with whom all others are shared."""
    if page.mine is not None:
        told = {name: getattr(page.mine, name) for name in WRITTEN}
        return told | {"shared_with": [pk for pk, _ in page.mine.shared_with]}
    readings = queries.list_readings(actor=request.actor)
    own = next((r for r in readings if r.is_mine), None)
    return {"shared_with": [pk for pk, _ in own.shared_with] if own else []}


@require_POST
@in_workspace
def place(request: Request, pk: int) -> HttpResponse:
    """Put a stakeholder elsewhere on the map; its script asks for no page."""
    given = [request.POST.get(name, "") for name in ("influence", "interest")]
    if not all(is_number(word) for word in given):
        raise Invalid("Influence and interest are whole numbers from 0 to 100.")
    influence, interest = map(int, given)
    actions.move_person(
        actor=request.actor, person_id=pk, influence=influence, interest=interest
    )
    return HttpResponse(status=204)


@require_POST
@in_workspace
def stance(request: Request, pk: int) -> HttpResponse:
    """Say that somebody changed their mind."""
    request.actor.require("judge")
    form = StanceForm(request.POST)
    if form.is_valid():
        try:
            actions.set_stance(
                actor=request.actor, person_id=pk, now=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "The change of mind is saved, with why.")
            return go(request, address(request, pk))
    return person_page(request, pk, status=422, stance_form=form)


@require_POST
@in_workspace
def listens(request: Request, pk: int) -> HttpResponse:
    """Say who somebody listens to."""
    request.actor.require("judge")
    form = ListensForm(request.POST, actor=request.actor, person_id=pk)
    if not form.is_valid():
        return person_page(request, pk, status=422, listens_form=form)
    actions.set_listening(actor=request.actor, listener_id=pk, **form.cleaned_data)
    toast(request, "Kept: your map shows who sways whom.")
    return go(request, address(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def sharing(request: Request) -> HttpResponse:
    """Say who may read all one thinks of people."""
    request.actor.require("judge")
    form = SharingForm(request.POST)
    if request.method == "POST" and form.is_valid():
        is_shared = form.cleaned_data["share"] == "yes"
        count, left = actions.share_judgements(
            actor=request.actor, user_id=form.cleaned_data["user_id"],
            is_shared=is_shared,
        )  # fmt: skip
        toast(request, _told(count, left, is_shared=is_shared))
        where = reverse("stakeholders:sharing", args=[request.actor.workspace_id])
        return go(request, where)
    own = next(
        (r for r in queries.list_readings(actor=request.actor) if r.is_mine), None
    )
    shared = dict(own.shared_with) if own else {}
    members = [m for m in list_members(actor=request.actor)
               if m[0] != request.actor.user_id]  # fmt: skip
    context = {
        "own": own,
        "members": [(pk, name, pk in shared) for pk, name in members],
    }
    return render(request, "stakeholders/sharing.html", context)


def _told(count: int, left: int, *, is_shared: bool) -> str:
    people = f"{count} {'judgement is' if count == 1 else 'judgements are'}"
    if not is_shared:
        return f"{people} yours alone again."
    about = ", without what is about them" if left else ""
    return f"{people} shared{about}."
