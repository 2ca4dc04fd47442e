"""One value of a launch: its field where it stands, and the way back."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from leadline.web.launches.value_forms import LAUNCH
from leadline.web.shell.requests import Request, in_workspace


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def launch_value(request: Request, pk: int, name: str) -> HttpResponse:
    """Give the field of one value, keep it, or give the value as it stands."""
    return LAUNCH.value(request, pk, name)


@require_POST
@in_workspace
def launch_value_back(request: Request, pk: int, name: str) -> HttpResponse:
    """Put back what one value said, unless somebody has changed the launch since."""
    return LAUNCH.value_back(request, pk, name)
