"""Ways back: where a form came from, and the address that undoes what it did."""

from __future__ import annotations

from django.urls import reverse

from leadline.evidence.types import Receipt
from leadline.web.shell.requests import Request, numbers


def here(request: Request, name: str, *args: object) -> str:
    """Return an address of the evidence area in this workspace."""
    return reverse(f"evidence:{name}", args=[request.actor.workspace_id, *args])


def undo_of(request: Request, receipt: Receipt) -> str:
    """Return the address whose POST takes a change back."""
    return here(request, "undo", receipt.change_id)


def whole(values: list[str]) -> list[int]:
    """Return the values that are numbers of rows, each once."""
    return numbers(values)
