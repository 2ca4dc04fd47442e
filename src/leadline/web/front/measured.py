"""Measures each request where the operator wants figures or traces, and else is not
there: Django takes a middleware out that says it is not used."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from leadline.foundation.tracing import is_traced, traced

OUTSIDE, NOWHERE = "outside", "nowhere"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OTHER = "other"
TRACE_HEADERS = {"HTTP_TRACEPARENT": "traceparent", "HTTP_TRACESTATE": "tracestate"}


class MeasuredMiddleware:
    """Counts and times requests by method, area and answer, and traces them by route.

    The path itself is never kept: it may hold the key of a link.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.counts = bool(settings.METRICS_FROM or settings.METRICS_TOKEN)
        if not (self.counts or is_traced()):
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        words = request.META
        method = request.method if request.method in METHODS else OTHER
        said = {to: words[name] for name, to in TRACE_HEADERS.items() if name in words}
        facts = {"http.request.method": method}
        with traced(method, caller=said, **facts) as span:
            response = self.get_response(request)
            route, area = place_of(request)
            if span is not None:
                span.update_name(f"{method} {route}".strip())
                span.set_attribute("http.route", route)
                span.set_attribute("http.response.status_code", response.status_code)
        if self.counts:
            from leadline.web.front.figures import note_request

            seconds = time.perf_counter() - began
            note_request(method, area, response.status_code, seconds)
        return response


def place_of(request: HttpRequest) -> tuple[str, str]:
    """Return the route of a request, and the area it lies in."""
    match = request.resolver_match
    if match is None:
        return "", NOWHERE
    return f"/{match.route}", match.namespace or OUTSIDE
