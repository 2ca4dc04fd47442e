"""What the frame of every page needs: where the person is and may go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the frame."""
    return {"actor": getattr(request, "actor", None)}
