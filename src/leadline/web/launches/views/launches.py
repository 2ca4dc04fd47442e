"""Launches: all of them by function, one of them, beginning and ending one."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.queries import list_views, workspace_day
from leadline.accounts.types import Actor
from leadline.decisions.queries import predictions_of
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.paging import PER_PAGE, Listed, Page
from leadline.launches import actions, queries
from leadline.launches.types import (
    LaunchFilter,
    LaunchIn,
    LaunchPart,
    LaunchRow,
    launch_headline,
    launches_headline,
)
from leadline.roadmap.queries import name_of_bet
from leadline.web.launches.after_forms import OutcomeForm
from leadline.web.launches.file import HEADER, launch_lines
from leadline.web.launches.forms import (
    LaunchedForm,
    LaunchFilterForm,
    LaunchForm,
    NewStepForm,
    OffForm,
)
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.peek import beside, nothing_yet, render_list
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast


def address(request: Request, pk: int) -> str:
    """Return where a launch has its page."""
    return reverse("launches:launch", args=[request.actor.workspace_id, pk])


@require_safe
@in_workspace
def launches(request: Request) -> HttpResponse:
    """Show launches with the readiness of each function."""
    form = LaunchFilterForm(request.GET)
    only = _only(form)
    actor, today = request.actor, timezone.localdate()
    turn = partial(_turn, actor, only)
    page = turn(request.GET.get("page"))
    held = queries.launches_held(actor=actor, only=only)
    following = next((row for row in page if row.is_open and row.day >= today), None)
    built = queries.built_by(
        actor=actor,
        launch_ids=[row.id for row in page if row.is_open],
        today=workspace_day(actor=actor, now=timezone.now()),
    )
    soon = built.get(following.id) if following else None
    context = {
        "form": form,
        "page": page,
        **beside(request, page, turn, partial(_peek, request)),
        "built": built,
        "held": held,
        "headline": launches_headline(held, following, soon, today),
        "parts": list(LaunchPart),
        "silent": queries.silent_of_launches(actor=actor),
        "next_days": queries.next_days(actor=actor, on=today),
        "today": today,
        "views": list_views(actor=actor, page="launches:launches"),
        "is_new": nothing_yet(
            page,
            any(form.cleaned_data.values()),
            partial(queries.list_launches, actor=actor, only=LaunchFilter()),
        ),
    }
    return render_list(request, "launches/launches.html", context)


def _turn(actor: Actor, only: LaunchFilter, page: Page) -> Listed[LaunchRow]:
    return queries.list_launches(actor=actor, only=only, page=page, size=PER_PAGE)


def _peek(request: Request, pk: int) -> dict[str, Any]:
    """Return what the panel of a launch shows; raise ``NotFound``."""
    actor, today = request.actor, timezone.localdate()
    about = queries.launch_page(actor=actor, launch_id=pk)
    dates = queries.dates_of(actor=actor, launch_id=pk, today=today)
    return {
        "about": about, "row": about.row, "says": launch_headline(about, dates, today)
    }  # fmt: skip


def _only(form: LaunchFilterForm) -> LaunchFilter:
    if not form.is_valid():
        raise Invalid("That filter cannot be read. Take it out of the address.")
    return form.only()


@require_safe
@in_workspace
def launches_csv(request: Request) -> HttpResponseBase:
    """Give the launches of the list as a file, a line for each step."""
    actor = request.actor
    found = queries.list_launches(
        actor=actor, only=_only(LaunchFilterForm(request.GET))
    )
    built = queries.built_by(
        actor=actor,
        launch_ids=[row.id for row in found if row.is_open],
        today=workspace_day(actor=actor, now=timezone.now()),
    )
    lines = launch_lines(found, queries.list_steps(actor=actor), built)
    return csv_download("launches.csv", HEADER, lines)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def new_launch(request: Request) -> HttpResponse:
    """Begin a launch, of a bet or of none."""
    actor = request.actor
    actor.require("change")
    start: dict[str, Any] = {"owner_id": actor.user_id}
    asked = request.GET.get("bet", "")
    if is_number(asked):
        bet = name_of_bet(actor=actor, bet_id=int(asked))
        start |= {"bet_id": bet.id, "title": bet.title}
    form = LaunchForm(request.POST or None, actor=actor, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_launch(
                actor=actor, launch=LaunchIn(**form.said()),
                template_id=form.cleaned_data["template_id"],
            )  # fmt: skip
        except (Invalid, NotFound) as error:
            show_on(form, error)
        else:
            toast(request, "The launch is begun. Give each step an owner.")
            return go(request, address(request, made.pk))
    status = 422 if form.is_bound else 200
    return render(request, "launches/launch_form.html", {"form": form}, status=status)


@require_safe
@in_workspace
def launch(request: Request, pk: int) -> HttpResponse:
    """Show one launch: its way to market, what is missing, who has not answered."""
    return launch_page(request, pk)


def launch_page(
    request: Request, pk: int, status: int = 200, **given: Any
) -> HttpResponse:
    """Render the page of a launch, with a form as it was left when there is one."""
    context = {**context_of(request, pk), **_after_of(request, pk, given)}
    return render(request, "launches/launch.html", context, status=status)


def _after_of(request: Request, pk: int, given: dict[str, Any]) -> dict[str, Any]:
    """Return the day of a launch and what came of it, with forms to say it by."""
    actor, today = request.actor, timezone.localdate()
    asked = queries.afterwards_of(actor=actor, launch_id=pk)
    left = given.pop("outcome_form", (0, None))
    told = [
        (one, left[1] if left[0] == one.after else OutcomeForm(asked=one))
        if actor.can_change and one.is_due(today)
        else (one, None)
        for one in asked
    ]
    row = queries.launch_row(actor=actor, launch_id=pk)
    predicted = predictions_of(
        actor=actor,
        bet_ids=[row.bet_id] if row.bet_id else [],
        decision_ids=[row.decision_id] if row.decision_id else [],
    )
    letters = queries.letters_held(actor=actor, launch_id=pk)
    return {
        "afterwards": told, "predictions": predicted, "letters": letters, **given
    }  # fmt: skip


def context_of(request: Request, pk: int) -> dict[str, Any]:
    """Return what the page of a launch shows, and every part of it."""
    actor, today = request.actor, timezone.localdate()
    page = queries.launch_page(actor=actor, launch_id=pk)
    dates = queries.dates_of(actor=actor, launch_id=pk, today=today)
    return {
        "page": page,
        "row": page.row,
        "headline": launch_headline(page, dates, today),
        "dates": dates,
        "today": today,
        "new_step": NewStepForm(actor=actor) if actor.can_change else None,
        "launched_form": LaunchedForm(initial={"on": today}),
        "off_form": OffForm(),
    }


@require_POST
@in_workspace
def state(request: Request, pk: int) -> HttpResponse:
    """Say that it went to market, that it is called off, or take it up again."""
    request.actor.require("change")
    do = request.POST.get("do")
    forms = {"launched": LaunchedForm, "off": OffForm}
    form = forms[do](request.POST) if do in forms else None
    if form is None or form.is_valid():
        try:
            _end(request, pk, do, form.cleaned_data if form else {})
        except (Conflict, Invalid) as error:
            if form is None:
                raise
            show_on(form, error)
        else:
            return go(request, address(request, pk))
    return launch_page(request, pk, status=422, **{f"{do}_form": form})


def _end(request: Request, pk: int, do: str | None, said: dict[str, Any]) -> None:
    actor = request.actor
    if do == "launched":
        actions.mark_launched(
            actor=actor, launch_id=pk, today=timezone.localdate(), **said
        )
        toast(request, "It is on the market. Tell who asked for it.")
    elif do == "off":
        actions.call_off(actor=actor, launch_id=pk, **said)
        toast(request, "Called off, with the reason.")
    else:
        actions.take_up(actor=actor, launch_id=pk)
        toast(request, "It is in preparation again.")


@require_POST
@in_workspace
def decide(request: Request, pk: int) -> HttpResponse:
    """Open the decision whether it goes."""
    made = actions.ask_to_go(
        actor=request.actor, launch_id=pk, now=timezone.now(),
        today=timezone.localdate(),
    )  # fmt: skip
    toast(request, "The question is opened. Hear the customers who asked for it.")
    return go(
        request,
        reverse("decisions:decision", args=[request.actor.workspace_id, made.pk]),
    )
