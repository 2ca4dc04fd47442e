"""Predictions, their outcomes, reviews of decisions, and calibration."""

from __future__ import annotations

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

from leadline.accounts.queries import workspace_day
from leadline.decisions import actions, queries
from leadline.decisions.types import (
    ForecastRow,
    PredictionPage,
    PredictionRow,
    PredictionState,
    Span,
    plain_ends,
)
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.foundation.paging import PER_PAGE
from leadline.foundation.ranges import Asked, SaidRange
from leadline.web.decisions.charts import (
    axes_by_unit,
    reliability_chart,
    shared_axis,
)
from leadline.web.decisions.prediction_forms import (
    ForecastForm,
    OutcomeForm,
    PredictionFilterForm,
    PredictionForm,
    ReviewForm,
)
from leadline.web.decisions.views.decisions import address
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.range_field import said_range, say_back
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast

HEADER = [
    "prediction", "kind", "state", "settles on", "unit", "decision", "bet", "goal",
    "my probability", "my low", "my middle", "my high", "came out", "source", "lesson",
]  # fmt: skip


@require_safe
@in_workspace
def outcomes(request: Request) -> HttpResponse:
    """Show what is due to be settled, what is open, and what came out."""
    form = PredictionFilterForm(request.GET)
    only = _only(form)
    today = workspace_day(actor=request.actor, now=timezone.now())
    page = queries.list_predictions(
        actor=request.actor, page=request.GET.get("page"), size=PER_PAGE, **only
    )
    opened = [row for row in page.items if row.state == PredictionState.OPEN]
    context = {
        "form": form,
        "page": page,
        "held": queries.predictions_held(actor=request.actor, on=today, **only),
        "due": [row for row in opened if row.resolve_on <= today],
        "coming": [row for row in opened if row.resolve_on > today],
        "settled": [row for row in page.items if row.state != PredictionState.OPEN],
        "axes": axes_by_unit(page.items),
        "is_new": not (page.total or any(form.cleaned_data.values())),
    }
    return render(request, "decisions/outcomes.html", context, part="rows")


@require_safe
@in_workspace
def outcomes_csv(request: Request) -> HttpResponseBase:
    """Give the predictions of the list as a file, with one's own forecasts only."""
    only = _only(PredictionFilterForm(request.GET))
    rows = queries.list_predictions(actor=request.actor, **only)
    return csv_download("predictions.csv", HEADER, (_line(row) for row in rows))


def _line(row: PredictionRow) -> list[object]:
    mine = row.mine
    said = [mine.probability, mine.p10, mine.p50, mine.p90] if mine else [None] * 4
    return [
        row.text, row.kind.label, row.state.label, row.resolve_on, row.unit,
        row.decision, row.bet, row.goal, *said, row.came_out, row.source, row.lesson,
    ]  # fmt: skip


def _only(form: PredictionFilterForm) -> dict[str, Any]:
    if not form.is_valid():
        raise Invalid("That filter cannot be read. Take it out of the address.")
    return form.cleaned_data


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def new_prediction(request: Request) -> HttpResponse:
    """Ask what will happen, about a decision, bet or goal when one is named."""
    request.actor.require("change")
    start: dict[str, Any] = {"judge_id": request.actor.user_id}
    start |= {
        f"{name}_id": request.GET[name]
        for name in ("decision", "bet", "goal", "metric")
        if is_number(request.GET.get(name, ""))
    }
    form = PredictionForm(request.POST or None, actor=request.actor, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_prediction(
                actor=request.actor,
                prediction=form.prediction(),
                on=timezone.localdate(),
            )
        except (Conflict, Invalid, NotFound) as error:
            show_on(form, error)
        else:
            toast(request, "The question stands. Say what you expect.")
            return go(request, address(request, made.pk, "prediction"))
    status = 422 if form.is_bound else 200
    return render(
        request, "decisions/prediction_form.html", {"form": form}, status=status
    )


@require_safe
@in_workspace
def prediction(request: Request, pk: int) -> HttpResponse:
    """Show a prediction: one's own answer, then what others said."""
    return _page(request, pk)


def _page(
    request: Request,
    pk: int,
    *,
    answer_form: ForecastForm | None = None,
    outcome_form: OutcomeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = queries.prediction_page(actor=request.actor, prediction_id=pk)
    mine = page.row.mine
    start: dict[str, Any] = {"probability": mine.probability} if mine else {}
    if mine and mine.p10 is not None and mine.p50 is not None and mine.p90 is not None:
        start["said"] = said_range(mine.p10, mine.p50, mine.p90)
    kind = page.row.kind
    about = mine.probability if mine and mine.probability else 70
    said, scale = _drawn(page)
    asked = answer_form or ForecastForm(kind=kind, unit=page.row.unit, initial=start)
    say_back(asked, request.actor.workspace_id, page.row.unit, "said")
    context = {
        "page": page,
        "row": page.row,
        "said": [(f, span, _read_as(request, f, page)) for f, span in said],
        "scale": scale,
        "is_due": page.row.resolve_on
        <= workspace_day(actor=request.actor, now=timezone.now()),
        "answer_form": asked,
        "outcome_form": outcome_form
        or OutcomeForm(kind=kind, can_be_read=page.can_be_read, unit=page.row.unit),
        "hint": queries.hint_for(actor=request.actor, probability=about)
        if kind == "event"
        else "",
    }
    return render(request, "decisions/prediction.html", context, status=status)


def _drawn(
    page: PredictionPage,
) -> tuple[list[tuple[ForecastRow, Span | None]], tuple[float, float] | None]:
    """Return each forecast with its range, and the scale that all of them share."""
    said = [(f, f.span(page.row.value)) for f in page.forecasts or []]
    spans = [span for _, span in said if span]
    if not spans:
        return said, None
    return said, shared_axis(spans)


def _read_as(request: Request, said: ForecastRow, page: PredictionPage) -> str:
    """Return how a person's range is read, where their record is open: "6 to 26"."""
    low, mid, high = said.p10, said.p50, said.p90
    if low is None or mid is None or high is None:
        return ""
    _, read = queries.ranges_as_read(
        actor=request.actor,
        user_id=said.user_id,
        said=[SaidRange(low, mid, high)],
        asked=Asked(page.row.unit),
    )
    return plain_ends(read[0]) if read else ""


@require_POST
@in_workspace
def answer(request: Request, pk: int) -> HttpResponse:
    """Say what one expects, or revise it."""
    request.actor.require("predict")
    asked = queries.prediction_row(actor=request.actor, prediction_id=pk)
    form = ForecastForm(request.POST, kind=asked.kind, unit=asked.unit)
    if form.is_valid():
        try:
            actions.answer_prediction(
                actor=request.actor,
                prediction_id=pk,
                forecast=form.forecast(),
                now=timezone.now(),
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Kept. Now you see what others expect.")
            return go(request, address(request, pk, "prediction"))
    return _page(request, pk, answer_form=form, status=422)


@require_POST
@in_workspace
def resolve(request: Request, pk: int) -> HttpResponse:
    """Say what came out."""
    request.actor.require("settle")
    page = queries.prediction_page(actor=request.actor, prediction_id=pk)
    form = OutcomeForm(
        request.POST,
        kind=page.row.kind,
        can_be_read=page.can_be_read,
        unit=page.row.unit,
    )
    if form.is_valid():
        try:
            actions.resolve_prediction(
                actor=request.actor,
                prediction_id=pk,
                outcome=form.outcome(),
                now=timezone.now(),
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "The outcome is saved.")
            return go(request, address(request, pk, "prediction"))
    return _page(request, pk, outcome_form=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def review(request: Request, pk: int) -> HttpResponse:
    """Look back at a decision: how it was taken, how it went, what was learned."""
    request.actor.require("change")
    page = queries.decision_page(actor=request.actor, decision_id=pk)
    before = queries.review_of(actor=request.actor, decision_id=pk)
    start = (
        {"process": before.process, "result": before.result, "lesson": before.lesson}
        if before
        else {}
    )
    form = ReviewForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_decision(
                actor=request.actor,
                decision_id=pk,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Reviewed. The lesson stays with the decision.")
            return go(request, address(request, pk))
    context = {
        "form": form,
        "row": page.row,
        "premortem": page.premortem,
        "checks": queries.review_checks(actor=request.actor, decision_id=pk),
        "predictions": queries.predictions_of(actor=request.actor, decision_ids=[pk]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "decisions/review.html", context, status=status)


@require_safe
@in_workspace
def calibration(request: Request) -> HttpResponse:
    """Show how good one's forecasts were, and those of who shares theirs."""
    actor = request.actor
    given = request.GET.get("person", "")
    people = queries.sharing_people(actor=actor)
    shown = {str(pk): pk for pk in (*dict(people), actor.user_id)}
    if given and given not in shown:
        raise NotAllowed("How well somebody forecasts is theirs until they share it.")
    user_id = shown.get(given, actor.user_id)
    name = dict(people).get(user_id, "You")
    found = queries.calibration_of(actor=actor, user_id=user_id, name=name)
    context = {
        "found": found,
        "chart": reliability_chart(found.bins),
        "team": queries.team_calibration(actor=actor),
        "people": people,
        "is_own": user_id == actor.user_id,
        "is_shared": queries.shares_calibration(actor=actor, user_id=actor.user_id),
    }
    return render(request, "decisions/calibration.html", context)


@require_POST
@in_workspace
def share(request: Request) -> HttpResponse:
    """Share how good one's forecasts are, or keep it to oneself again."""
    is_shared = request.POST.get("share") == "yes"
    actions.share_calibration(actor=request.actor, is_shared=is_shared)
    toast(request, "Shared with the workspace." if is_shared else "Yours alone again.")
    return go(
        request, reverse("decisions:calibration", args=[request.actor.workspace_id])
    )
