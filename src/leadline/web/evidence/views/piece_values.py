"""One value of a piece of feedback: its field where it stands, and the way back."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leadline.evidence import queries
from leadline.evidence.types import Receipt
from leadline.foundation.text import in_one_run
from leadline.web.evidence.addresses import here, undo_of
from leadline.web.evidence.feedback_forms import (
    FeedbackValueForm,
    keep_value,
    label_of,
)
from leadline.web.evidence.piece import about_piece
from leadline.web.shell.requests import Request, in_workspace
from leadline.web.shell.values import Value, edited, put_back, shown, way_back


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def piece_value(request: Request, pk: int, name: str) -> HttpResponse:
    """Give the field of one value, keep it, or give the value as it stands."""
    actor, now = request.actor, timezone.now()
    piece = queries.feedback_card(actor=actor, feedback_id=pk)
    label, show = label_of(name), partial(_shown, request, pk, name)
    if "shown" in request.GET:
        return show()
    actor.require("change")
    form = FeedbackValueForm(request.POST or None, actor=actor, piece=piece, name=name)
    receipts: list[Receipt | None] = []

    def keep(seen: int | None) -> None:
        receipts.append(keep_value(actor, piece, name, form, seen, now=now))

    def back() -> str | None:
        if receipts[-1] is not None:
            return undo_of(request, receipts[-1])
        if name == "said_on" and not piece.is_dated:
            return None  # no field says that nobody knows the day
        stands = queries.feedback_card(actor=actor, feedback_id=pk)
        return way_back(
            here(request, "piece_value_back", pk, name), form, stands.version
        )

    record = in_one_run(piece.words)[:80]
    own_page = here(request, "feedback_item", pk)
    return edited(request, form, Value(label, record, own_page, keep, back, show))


def _shown(request: Request, pk: int, name: str) -> HttpResponse:
    context = {**about_piece(request, pk), "name": name, "label": label_of(name)}
    return shown(request, "evidence/piece_value.html", context)


@require_POST
@in_workspace
def piece_value_back(request: Request, pk: int, name: str) -> HttpResponse:
    """Put back what one value said, unless somebody has changed the piece since."""
    actor = request.actor
    actor.require("change")
    piece, label = queries.feedback_card(actor=actor, feedback_id=pk), label_of(name)
    form = FeedbackValueForm(request.GET, actor=actor, piece=piece, name=name)
    keep = partial(keep_value, actor, piece, name, form, now=timezone.now())
    return put_back(request, form, label, here(request, "feedback_item", pk), keep)
