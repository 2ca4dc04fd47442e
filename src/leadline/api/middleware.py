"""What is refused before or beside an operation has the same form of error."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from leadline.api.limits import say_limit
from leadline.api.problems import MEDIA, problem

PREFIX = "/api/"
SAID = {
    400: "The request cannot be read.",
    404: "There is no such address.",
    405: "This address does not take that method.",
    413: "The request is too large.",
    429: "Too many requests. Wait, then go on.",
    500: "Leadline made a mistake. The log of the server says more.",
    503: "The server is busy. Send the same again in a moment.",
}
KEPT = ("Allow", "Retry-After")


class ProblemMiddleware:
    """Turns a page of failure under ``/api/`` into a problem; leaves all else alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        status = response.status_code
        if request.path[: len(PREFIX)] != PREFIX:
            return response
        say_limit(request, response)
        if status < 400:
            return response
        if response.get("Content-Type", "").startswith(MEDIA):
            return response
        headers = {name: response[name] for name in KEPT if response.has_header(name)}
        said = SAID.get(status, "The request was refused.")
        failed = problem(request, status, said, headers=headers)
        say_limit(request, failed)
        return failed
