"""Holding the options of a decision against its criteria."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leadline.decisions import actions, queries
from leadline.foundation.errors import Conflict, Invalid
from leadline.web.decisions.compare_forms import CompareForm
from leadline.web.decisions.views.decisions import address
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def compare(request: Request, pk: int) -> HttpResponse:
    """Say by which criteria the options differ, and what each does by them."""
    actor = request.actor
    actor.require("change")
    page = queries.decision_page(actor=actor, decision_id=pk)
    form = CompareForm(
        request.POST or None,
        options=page.options,
        criteria=queries.comparison_of(actor=actor, decision_id=pk),
    )
    if request.method == "POST" and form.is_valid():
        try:
            _order(request, pk)
            actions.compare_options(
                actor=actor, decision_id=pk, criteria=form.criteria(),
                now=timezone.now(),
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "The options are compared.")
            return go(request, address(request, pk))
    status = 422 if form.is_bound else 200
    context = {"form": form, "page": page, "row": page.row}
    return render(request, "decisions/compare.html", context, status=status)


def _order(request: Request, pk: int) -> None:
    """Keep the order of the options, where the form names all of them."""
    said = request.POST.getlist("option")
    if said and all(map(is_number, said)):
        actions.order_options(
            actor=request.actor, decision_id=pk, option_ids=[int(one) for one in said]
        )
