"""Decisions: the list, one decision, opening and changing it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leadline.accounts.queries import get_job, list_views
from leadline.accounts.types import JobState
from leadline.decisions import actions, queries
from leadline.decisions.types import (
    ChairVerdict,
    DecisionFilter,
    DecisionIn,
    DecisionPage,
    SayRow,
)
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.paging import PER_PAGE
from leadline.launches.queries import launch_of_decision
from leadline.web.decisions.charts import ages_chart
from leadline.web.decisions.forms import (
    DecideForm,
    DecisionFilterForm,
    DecisionForm,
    MoveReviewForm,
    ReverseForm,
    WordForm,
)
from leadline.web.decisions.next_step import next_step
from leadline.web.decisions.peek import decision_peek
from leadline.web.decisions.people_forms import AnswerForm, HeardForm, SayForm
from leadline.web.decisions.voices import sides_of
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.peek import beside, render_list
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast

HEADER = [
    "question", "state", "chair", "words", "door", "decider", "due", "decided",
    "choice", "sentence", "closed around the chair because", "review",
]  # fmt: skip


def address(request: Request, pk: int, name: str = "decision") -> str:
    """Return where a decision, or a page of it, is found."""
    return reverse(f"decisions:{name}", args=[request.actor.workspace_id, pk])


@require_safe
@in_workspace
def decisions(request: Request) -> HttpResponse:
    """Show decisions, those that wait first, one of them beside the list."""
    form = DecisionFilterForm(request.GET, actor=request.actor)
    only, actor = _only(form), request.actor
    turn = partial(queries.list_decisions, actor=actor, only=only, size=PER_PAGE)
    page = turn(page=request.GET.get("page"))
    year = timezone.localtime().replace(
        month=1, day=1, hour=0, minute=0, second=0, microsecond=0
    )
    context = {
        "form": form,
        "page": page,
        "columns": form.shown,
        "group": only.group,
        "dense": form.cleaned_data["dense"],
        "waiting": queries.waiting_of(actor=actor, only=only),
        "overrides": queries.count_overrides(actor=actor, since=year),
        "views": list_views(actor=actor, page="decisions:decisions"),
        "is_filtered": form.is_narrowed,
        "is_new": not (page.total or form.is_narrowed),
        **beside(
            request, page, lambda number: turn(page=number),
            partial(decision_peek, request),
        ),
    }  # fmt: skip
    return render_list(request, "decisions/decisions.html", context)


@require_safe
@in_workspace
def decisions_csv(request: Request) -> HttpResponseBase:
    """Give the decisions of the list as a file."""
    form = DecisionFilterForm(request.GET, actor=request.actor)
    rows = queries.list_decisions(actor=request.actor, only=_only(form))
    lines = (
        [
            d.question, d.state.label, ChairVerdict(d.verdict).label, d.words, d.door,
            d.decider, d.due_date, d.decided_at and d.decided_at.date(), d.choice,
            d.sentence, d.override, d.review_date,
        ]
        for d in rows
    )  # fmt: skip
    return csv_download("decisions.csv", HEADER, lines)


@require_safe
@in_workspace
def decision(request: Request, pk: int) -> HttpResponse:
    """Show one decision with its chair."""
    return decision_page(request, pk)


def seating(request: Request, pk: int) -> dict[str, object]:
    """Return the search for words about a decision, and whether it is still on."""
    job_id = queries.seating_of(actor=request.actor, decision_id=pk, or_failed=True)
    job = get_job(actor=request.actor, job_id=job_id) if job_id else None
    return {"seating": job, "is_seating": job and job.state != JobState.FAILED}


def decision_page(
    request: Request,
    pk: int,
    *,
    form: DecideForm | None = None,
    say_form: SayForm | None = None,
    reverse_form: ReverseForm | None = None,
    move_form: MoveReviewForm | None = None,
    heard: tuple[int, HeardForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page of a decision, with a form as it was left when there is one."""
    actor = request.actor
    page = queries.decision_page(actor=actor, decision_id=pk)
    chair = queries.chair_of(actor=actor, decision_id=pk, now=timezone.now())
    criteria = queries.comparison_of(actor=actor, decision_id=pk)
    predictions = queries.predictions_of(actor=actor, decision_ids=[pk])
    people = _people(request, page, heard)
    is_weak = chair.verdict != ChairVerdict.TAKEN
    said = [who for who, _ in people]
    sides = sides_of(page.options, chair.speaking)
    strongest = sorted(sides, key=lambda one: (not one.option.is_chosen, -one.n))
    context: dict[str, Any] = {
        "page": page,
        "row": page.row,
        "chair": chair,
        "criteria": criteria,
        "launch": launch_of_decision(actor=actor, decision_id=pk),
        "next": next_step(
            page, chair, criteria, said, predictions, timezone.localdate()
        ),
        "sides": sides,
        "chosen_at": next((n for n, o in enumerate(page.options) if o.is_chosen), None),
        "by_strength": strongest[:1],
        "more_sides": [side for side in strongest[1:] if side.n],
        "ages": ages_chart(chair.speaking, chair.half_life_days),
        "talks": queries.next_talks(
            actor=actor, on=timezone.localdate(), decision_id=pk
        )
        if page.row.is_open
        else [],
        "although": [(o, chair.although(o.id)) for o in page.options],
        "chosen": _chosen(form),
        "decide_form": form or DecideForm(page=page, is_weak=is_weak),
        "reverse_form": reverse_form
        or ReverseForm(actor=request.actor, decision_id=pk, auto_id="reverse_%s"),
        "move_form": move_form or MoveReviewForm(auto_id="move_%s"),
        "people": people,
        "say_form": say_form or SayForm(actor=request.actor),
        "is_weak": is_weak,
        "predictions": predictions,
        **seating(request, pk),
        "review": queries.review_of(actor=request.actor, decision_id=pk),
    }
    return render(request, "decisions/decision.html", context, status=status)


def _chosen(form: DecideForm | None) -> int | None:
    """Return the option that is chosen in a form as it was left."""
    given = form["option_id"].value() if form else ""
    return int(given) if given and is_number(str(given)) else None


def _people(
    request: Request, page: DecisionPage, heard: tuple[int, HeardForm] | None
) -> list[tuple[SayRow, HeardForm]]:
    """Return who has a say, each with the form that keeps where they stand."""
    found = queries.people_of_decision(actor=request.actor, decision_id=page.row.id)
    failed = dict([heard]) if heard else {}
    return [
        (
            one,
            failed.get(one.person_id)
            or (AnswerForm if one.is_you else HeardForm)(
                options=page.options,
                initial={
                    "stance": one.stance or "open",
                    "option_id": one.option_id,
                    "why": one.why,
                },
                auto_id=f"say{one.person_id}_%s",
            ),
        )
        for one in found
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def new_decision(request: Request) -> HttpResponse:
    """Open a decision, from a bet, a need or a goal when one is named."""
    request.actor.require("change")
    start = {
        f"{kind}_ids": [request.GET[kind]]
        for kind in ("bet", "need", "goal")
        if is_number(request.GET.get(kind, ""))
    }
    start["decider_id"] = request.actor.user_id  # type: ignore[assignment]
    form = DecisionForm(request.POST or None, actor=request.actor, initial=start)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            made = actions.create_decision(
                actor=request.actor, decision=DecisionIn(**form.said()), now=now
            )
        except (Conflict, Invalid, NotFound) as error:
            show_on(form, error)
        else:
            toast(request, "The question is open. Seat the customer next.")
            return go(request, address(request, made.pk))
    status = 422 if form.is_bound else 200
    return render(
        request, "decisions/decision_form.html", {"form": form}, status=status
    )


def _only(form: DecisionFilterForm) -> DecisionFilter:
    if not form.is_valid():
        raise Invalid("That filter cannot be read. Take it out of the address.")
    return form.only()


def word_form(page: DecisionPage, feedback_id: int) -> WordForm:
    """Return the form that puts a piece on the chair."""
    return WordForm(page=page, initial={"feedback_id": feedback_id})
