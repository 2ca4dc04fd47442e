"""Taking a change by hand back."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from leadline.evidence import actions
from leadline.web.evidence.addresses import here
from leadline.web.shell.requests import Request, back_to, go, in_workspace
from leadline.web.shell.toasts import toast


@require_POST
@in_workspace
def undo(request: Request, pk: int) -> HttpResponse:
    """Put everything back that nobody has changed since."""
    receipt = actions.undo_change(actor=request.actor, change_id=pk, now=timezone.now())
    kept = f" {receipt.kept} changed since stay." if receipt.kept else ""
    toast(request, f"Undone: everything is as before.{kept}")
    return go(request, back_to(request, here(request, "feedback")))
