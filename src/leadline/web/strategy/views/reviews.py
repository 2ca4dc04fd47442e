"""Business reviews: made from the record, written into, finished, printed."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.queries import workspace_day, workspace_of
from leadline.accounts.types import Actor
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.months import month_of, next_month
from leadline.foundation.paging import PER_PAGE
from leadline.overview.review import changed_since, month_facts, moves_of
from leadline.strategy import actions, queries
from leadline.strategy.types import (
    ReviewFacts,
    ReviewRow,
    Section,
    density_of,
    left_off,
    lines_too_many,
    on_paper,
    text_of,
)
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast
from leadline.web.strategy.review_forms import MakeForm, SectionForm


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def reviews(request: Request) -> HttpResponse:
    """Show the reviews and what moved between them; make one from the record."""
    actor, now = request.actor, timezone.now()
    today = workspace_day(actor=actor, now=now)
    last = next_month(month_of(today), -1)
    form = MakeForm(request.POST or None, actor=actor, today=today, month=last)
    if request.method == "POST":
        actor.require("change")
        if form.is_valid():
            month, product = form.cleaned_data["month"], form.product()
            try:
                made = actions.make_review(
                    actor=actor,
                    month=month,
                    facts=_facts(actor, month, product),
                    today=today,
                    now=now,
                    product_id=product,
                )
            except (Conflict, Invalid) as error:
                show_on(form, error)
            else:
                toast(request, "Made from the record. Make it yours.")
                return go(request, _address(request, "review", made.pk))
    months, goals = moves_of(queries.list_facts(actor=actor))
    context = {
        "form": form,
        "reviews": queries.list_reviews(
            actor=actor, page=request.GET.get("page"), size=PER_PAGE
        ),
        "months": months,
        "goals": goals,
    }
    status = 422 if form.is_bound else 200
    return render(request, "strategy/reviews.html", context, status=status)


@require_safe
@in_workspace
def review(request: Request, pk: int) -> HttpResponse:
    """Show a review as it stands, or one of its versions."""
    asked = request.GET.get("version", "")
    if asked and not is_number(asked):
        raise NotFound("There is no such version of this review.")
    actor = request.actor
    page = queries.get_review(
        actor=actor, review_id=pk, number=int(asked) if asked else None
    )
    changed = []
    if page.is_newest:
        now = _facts(actor, page.row.month, page.row.product_id)
        changed = changed_since(page.facts, now)
    paper = on_paper(page)
    context = {
        "page": page,
        "row": page.row,
        "facts": page.facts,
        "changed": changed,
        "density": density_of(page),
        "paper": paper,
        "is_cut": any(one.is_cut for one in paper.values()),
        "left_off": left_off(page, paper),
        "address": request.build_absolute_uri(_address(request, "review", pk)),
        "too_many": lines_too_many(page),
    }
    return render(request, "strategy/review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(request: Request, pk: int) -> HttpResponse:
    """Write into a review, section by section, beside what was computed."""
    actor = request.actor
    actor.require("change")
    page = queries.get_review(actor=actor, review_id=pk)
    said = request.POST.get("section", "")
    forms = [
        SectionForm(request.POST if one == said else None, section=one, page=page)
        for one in Section
    ]
    if request.method == "POST":
        form = next((one for one in forms if one.is_bound), None)
        if form is None:
            raise Invalid("A review has no such section.")
        if form.is_valid():
            try:
                actions.write_section(
                    actor=actor,
                    review_id=pk,
                    section=form.section,
                    now=timezone.now(),
                    seen=form.saw(),
                    **form.cleaned_data,
                )
            except (Conflict, Invalid) as error:
                show_on(form, error)
            else:
                toast(request, f"“{form.section.label}” is saved as a version.")
                return go(request, f"{_address(request, 'review_edit', pk)}#{said}")
    context = {"page": page, "row": page.row, "forms": forms}
    status = 422 if request.method == "POST" else 200
    return render(request, "strategy/review_edit.html", context, status=status)


@require_safe
@in_workspace
def versions(request: Request, pk: int) -> HttpResponse:
    """Show what was done to a review, by whom and when."""
    actor = request.actor
    context = {
        "row": queries.get_review(actor=actor, review_id=pk).row,
        "steps": queries.review_steps(actor=actor, review_id=pk),
    }
    return render(request, "strategy/review_versions.html", context)


@require_POST
@in_workspace
def take_in(request: Request, pk: int) -> HttpResponse:
    """Put what the record says now into a draft."""
    actor = request.actor
    actor.require("change")
    row = queries.get_review(actor=actor, review_id=pk).row
    facts = _facts(actor, row.month, row.product_id)
    now = timezone.now()
    actions.take_in_facts(
        actor=actor, review_id=pk, facts=facts, now=now, seen=_seen(request, row)
    )
    toast(request, "What changed is in it; the version before keeps what it said.")
    return go(request, _address(request, "review", pk))


@require_POST
@in_workspace
def finish(request: Request, pk: int) -> HttpResponse:
    """Close a review."""
    actor = request.actor
    actor.require("plan")
    row = queries.get_review(actor=actor, review_id=pk).row
    actions.finish_review(
        actor=actor, review_id=pk, now=timezone.now(), seen=_seen(request, row)
    )
    toast(request, "It is finished and stays as it is.")
    return go(request, _address(request, "review", pk))


@require_safe
@in_workspace
def as_text(request: Request, pk: int) -> HttpResponse:
    """Give a review as plain text, to paste."""
    page = queries.get_review(actor=request.actor, review_id=pk)
    text = text_of(page, workspace_of(actor=request.actor).name)
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = f"business-review-{page.row.month}.txt"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _facts(actor: Actor, month: str, product_id: int | None) -> ReviewFacts:
    now = timezone.now()
    return month_facts(actor=actor, month=month, now=now, product_id=product_id)


def _seen(request: Request, row: ReviewRow) -> int:
    """Return the version the person saw; the one that stands where none is named."""
    said = request.POST.get("seen", "")
    return int(said) if is_number(said) else row.version


def _address(request: Request, name: str, pk: int) -> str:
    return reverse(f"strategy:{name}", args=[request.actor.workspace_id, pk])
