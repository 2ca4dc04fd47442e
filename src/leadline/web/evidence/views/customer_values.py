"""One value of a customer: its field where it stands, and the way back."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from leadline.web.evidence.value_forms import CUSTOMER
from leadline.web.shell.requests import Request, in_workspace


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def customer_value(request: Request, pk: int, name: str) -> HttpResponse:
    """Give the field of one value, keep it, or give the value as it stands."""
    return CUSTOMER.value(request, pk, name)


@require_POST
@in_workspace
def customer_value_back(request: Request, pk: int, name: str) -> HttpResponse:
    """Put back what one value said, unless somebody changed the customer since."""
    return CUSTOMER.value_back(request, pk, name)
