"""One form of error: RFC 9457, ``application/problem+json``, with pointers."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import InvalidOperation
from http import HTTPStatus
from typing import Any

import structlog
from django.db import DatabaseError, DataError
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja.errors import AuthenticationError, HttpError, ValidationError

from leadline.foundation.busy import is_busy
from leadline.foundation.errors import (
    Conflict,
    Invalid,
    LeadlineError,
    NotAllowed,
    NotFound,
    Stale,
    StepNeeded,
)
from leadline.foundation.faults import Fault, fault_of, told, unread

MEDIA = "application/problem+json"
BEYOND = "A number or a date in it is beyond what can be reckoned with."
BUSY = "The database is busy. Nothing was changed: send the same again in a moment."
ANEW = "Read it again, and send your change with the ETag that it has now."
NO_TOKEN = (
    "Send an access token that opens this workspace: “Authorization: Bearer ll_pat_…”. "
    "It may have been revoked or have expired."
)

log = structlog.get_logger(__name__)


class Problem(Exception):
    """A failure of the way something was asked, not of what was asked for."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        code: str = "",
        faults: Iterable[Fault] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.code = status, detail, code
        self.faults, self.headers = tuple(faults), headers or {}


KINDS: dict[type[LeadlineError], tuple[int, str]] = {
    NotFound: (404, "not-found"),
    NotAllowed: (403, "not-allowed"),
    StepNeeded: (403, "not-allowed"),
    Invalid: (422, "invalid"),
    Conflict: (409, "conflict"),
    Stale: (409, "stale"),
}


def problem(
    request: HttpRequest,
    status: int,
    detail: str,
    *,
    code: str = "",
    faults: Iterable[Fault] = (),
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """Return a problem as its response; ``code`` names its kind for programs."""
    title = HTTPStatus(status).phrase
    kind = code or title.lower().replace(" ", "-").replace("'", "")
    said: dict[str, Any] = {
        "type": f"urn:leadline:problem:{kind}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.path,
    }
    if listed := [{"pointer": f.pointer, "detail": f.detail} for f in faults]:
        said["errors"] = listed
    response = JsonResponse(said, status=status, content_type=MEDIA)
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def expected(request: HttpRequest, error: LeadlineError) -> HttpResponse:
    """Answer one of the four expected failures; a field becomes a pointer."""
    status, code = KINDS.get(type(error), (400, error.code))
    faults = [Fault(f"/{error.field}", str(error))] if error.field else []
    headers, said = {}, str(error)
    if isinstance(error, Stale):
        said = f"{error.by or 'Somebody'} changed this after you read it. {ANEW}"
        status = 412 if request.headers.get("If-Match") else 409
        headers["ETag"] = etag(error.version)
    return problem(request, status, said, code=code, faults=faults, headers=headers)


def etag(version: int) -> str:
    """Return the entity tag of a version.

    >>> etag(3)
    '"3"'
    """
    return f'"{version}"'


def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a request that is not of the described shape, with every place."""
    faults = [fault_of(one) for one in error.errors]
    first = told(faults[0]) if faults else "The request is not as described."
    return problem(request, 422, first, code="invalid", faults=faults)


def unforeseen(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer what overflows or waits; let every other exception through."""
    if isinstance(error, OverflowError | DataError | InvalidOperation):
        log.warning("beyond_bounds", path=request.path, error=str(error))
        return problem(request, 422, BEYOND, code="invalid")
    if is_busy(error):
        log.warning("database_busy", path=request.path)
        return problem(request, 503, BUSY, code="busy", headers={"Retry-After": "2"})
    raise error


def register(api: Any) -> None:
    """Make an API answer every failure as a problem."""
    api.add_exception_handler(LeadlineError, expected)
    api.add_exception_handler(ValidationError, malformed)
    api.add_exception_handler(
        AuthenticationError,
        lambda request, error: problem(
            request, 401, NO_TOKEN, headers={"WWW-Authenticate": "Bearer"}
        ),
    )
    api.add_exception_handler(
        HttpError,
        lambda request, error: problem(
            request,
            error.status_code,
            unread(error)
            if error.status_code == HTTPStatus.BAD_REQUEST
            else str(error),
        ),
    )
    api.add_exception_handler(
        Problem,
        lambda request, error: problem(
            request,
            error.status,
            error.detail,
            code=error.code,
            faults=error.faults,
            headers=error.headers,
        ),
    )
    for kind in (OverflowError, InvalidOperation, DatabaseError):
        api.add_exception_handler(kind, unforeseen)
