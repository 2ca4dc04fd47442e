"""Receipts of what a person just did, with a way back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


def toast(request: HttpRequest, text: str, undo_url: str | None = None) -> None:
    """Show ``text`` for eight seconds on the next page or part.

    ``undo_url`` takes a POST that puts everything back; without it there is no
    Undo. Errors are no toasts: show them where they happened.
    """
    messages.add_message(request, messages.SUCCESS, text, extra_tags=undo_url or "")


def undone(request: HttpRequest, text: str) -> None:
    """Say ``text`` where a receipt asked for it, and not a button of the page."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    if htmx and htmx.boosted:
        toast(request, f"Undone: {text}")
