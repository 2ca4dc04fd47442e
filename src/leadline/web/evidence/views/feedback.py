"""One piece of feedback: read, written down, mended."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leadline.evidence import actions, queries
from leadline.evidence.types import FeedbackIn, FeedbackKept
from leadline.foundation.errors import Conflict, Invalid
from leadline.web.evidence.addresses import here, whole
from leadline.web.evidence.forms import ASIDE_REASONS, FeedbackForm, needs_to_choose
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


@require_safe
@in_workspace
def feedback_item(request: Request, pk: int) -> HttpResponse:
    """Show one piece with everything that is known of it."""
    piece = queries.feedback_card(actor=request.actor, feedback_id=pk)
    newer, older = queries.feedback_beside(actor=request.actor, piece=piece)
    context = {
        "piece": piece,
        "quote": queries.get_quote(actor=request.actor, feedback_id=pk),
        "parts": queries.original_parts(actor=request.actor, feedback_id=pk)
        if piece.has_original
        else [],
        "reasons": ASIDE_REASONS,
        "newer": newer,
        "older": older,
        "needs": needs_to_choose(request.actor),
    }
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
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        said_on = given["said_on"]
        piece = FeedbackIn(
            words=given["words"],
            source=given["source"],
            said_at=datetime.combine(said_on, time(12), UTC) if said_on else None,
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
            made = actions.record_feedback(
                actor=request.actor, piece=piece, now=timezone.now(), need_id=need
            )
        except (Invalid, Conflict) as error:
            show_on(form, error)
        else:
            toast(request, _receipt(made))
            return go(request, here(request, "feedback_item", made.pk))
    status = 422 if form.errors else 200
    context = {"form": form, "need": need}
    return render(request, "evidence/feedback_form.html", context, status=status)


def _receipt(piece: FeedbackKept) -> str:
    """Return what happened, and whether the customer was found."""
    if piece.customer:
        return f"Written down for {piece.customer}."
    return "Written down. No customer was found for it."


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def feedback_edit(request: Request, pk: int) -> HttpResponse:
    """Mend what is known of a piece."""
    request.actor.require("change")
    piece = queries.feedback_card(actor=request.actor, feedback_id=pk)
    start = {
        "words": piece.words,
        "author": piece.author,
        "author_email": piece.author_email,
        "customer_name": piece.customer,
        "said_on": piece.said_at.date() if piece.is_dated else None,
        "source": piece.source,
        "kind": piece.kind,
        "area": piece.area,
        "link": piece.link,
        "noted_by": piece.noted_by,
        "speech": piece.speech,
    }
    form = FeedbackForm(request.POST or None, initial=start)
    form.fields["source"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_feedback(
                actor=request.actor,
                feedback_id=pk,
                now=timezone.now(),
                values=_values(request, form, start),
            )
        except (Invalid, Conflict) as error:
            show_on(form, error)
        else:
            toast(request, "The piece is mended; imports leave these fields alone.")
            return go(request, here(request, "feedback_item", pk))
    status = 422 if form.errors else 200
    context = {"form": form, "piece": piece}
    return render(request, "evidence/feedback_form.html", context, status=status)


def _values(
    request: Request, form: FeedbackForm, start: dict[str, Any]
) -> dict[str, Any]:
    """Return the changed columns; a customer is found by its name."""
    given = form.cleaned_data
    values = {
        name: given[name]
        for name in ("words", "author", "author_email", "kind", "area", "link")
    }
    values |= {"noted_by": given["noted_by"]}
    if given["speech"]:
        values["speech"] = given["speech"]
    if given["said_on"] != start["said_on"] and given["said_on"]:
        values["said_at"] = datetime.combine(given["said_on"], time(12), UTC)
    name = given["customer_name"].strip()
    if name != start["customer_name"]:
        known = queries.customer_named(actor=request.actor, name=name) if name else None
        if name and known is None:
            raise Invalid(f"There is no customer “{name}”. Add it first.")
        values["customer_id"] = known
    return values
