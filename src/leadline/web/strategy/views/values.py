"""One value of a goal or a metric: its field where it stands, and the way back."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from leadline.web.shell.requests import Request, in_workspace
from leadline.web.strategy.value_forms import GOAL, METRIC


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def goal_value(request: Request, pk: int, name: str) -> HttpResponse:
    """Give the field of one value, keep it, or give the value as it stands."""
    return GOAL.value(request, pk, name)


@require_POST
@in_workspace
def goal_value_back(request: Request, pk: int, name: str) -> HttpResponse:
    """Put back what one value said, unless somebody has changed the goal since."""
    return GOAL.value_back(request, pk, name)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def metric_value(request: Request, pk: int, name: str) -> HttpResponse:
    """Give the field of one value, keep it, or give the value as it stands."""
    return METRIC.value(request, pk, name)


@require_POST
@in_workspace
def metric_value_back(request: Request, pk: int, name: str) -> HttpResponse:
    """Put back what one value said, unless somebody changed the metric since."""
    return METRIC.value_back(request, pk, name)
