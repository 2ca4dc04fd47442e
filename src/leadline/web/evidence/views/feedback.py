"""One piece of feedback: read, written down, mended."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leadline.evidence import actions, queries
from leadline.evidence.types import FeedbackIn, FeedbackKept
from leadline.foundation.errors import Conflict, Invalid
from leadline.web.evidence.addresses import here, whole
from leadline.web.evidence.feedback_forms import (
    FeedbackForm,
    customer_of,
    noon,
)
from leadline.web.evidence.piece import about_piece
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


@require_safe
@in_workspace
def feedback_item(request: Request, pk: int) -> HttpResponse:
    """Show one piece with everything that is known of it."""
    about = about_piece(request, pk)
    newer, older = queries.feedback_beside(actor=request.actor, piece=about["piece"])
    context = {**about, "newer": newer, "older": older}
    return render(request, "evidence/feedback_item.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def feedback_add(request: Request) -> HttpResponse:
    """Write one piece down."""
    request.actor.require("add_words")
    asked = whole(request.GET.getlist("need"))
    need = asked[0] if asked and request.actor.can_change else None
    start = {
        "customer_name": request.GET.get("customer", "")[:200],
        "said_on": request.GET.get("on", "")[:10],
    }
    form = FeedbackForm(request.POST or None, initial=start)
    if not request.actor.can_change:
        del form.fields["add_customer"]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        said_on = given["said_on"]
        piece = FeedbackIn(
            words=given["words"],
            source=given["source"],
            said_at=noon(said_on) if said_on else None,
            author=given["author"],
            author_email=given["author_email"],
            customer_name=given["customer_name"],
            kind=given["kind"],
            area=given["area"],
            link=given["link"],
            noted_by=given["noted_by"],
            speech=given["speech"],
        )
        try:
            made = _recorded(request, piece, given, need)
        except (Invalid, Conflict) as error:
            show_on(form, error)
        else:
            toast(request, _receipt(made))
            return go(request, here(request, "feedback_item", made.pk))
    status = 422 if form.errors else 200
    context = {"form": form, "need": need}
    return render(request, "evidence/feedback_form.html", context, status=status)


@transaction.atomic
def _recorded(
    request: Request, piece: FeedbackIn, said: dict[str, Any], need: int | None
) -> FeedbackKept:
    """Write a piece down, for a customer that is added first where that is ticked."""
    actor, now = request.actor, timezone.now()
    is_new = said.get("add_customer") and said["customer_name"].strip()
    customer = customer_of(actor, said, now=now) if is_new else None
    return actions.record_feedback(
        actor=actor, piece=piece, now=now, need_id=need, customer_id=customer
    )


def _receipt(piece: FeedbackKept) -> str:
    """Return what happened, and whether the customer was found."""
    if piece.customer:
        return f"Written down for {piece.customer}."
    return "Written down. No customer was found for it."
