"""The same request sent again does nothing again: ``Idempotency-Key``.

The key is kept in the same transaction as what was done. Either both are there and the
answer is given again, or neither is, and the request may be sent anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from leadline.accounts.actions import keep_answer
from leadline.accounts.queries import kept_answer
from leadline.accounts.types import AnswerKept, Bearer
from leadline.api.problems import Problem

HEADER = "Idempotency-Key"
LONGEST = 255
OTHER = "This Idempotency-Key was used for another request. Take a new one."
REPLAYED = "Idempotent-Replayed"
KEPT = ("ETag", "Location")


def done_once(
    request: HttpRequest, bearer: Bearer, do: Callable[[], HttpResponse]
) -> HttpResponse:
    """Do what a request asks for, or answer as the first time where it came before."""
    key = request.headers.get(HEADER, "")
    if not key:
        with transaction.atomic():
            return do()
    if len(key) > LONGEST or not key.isprintable():
        raise Problem(
            422, f"An {HEADER} has up to {LONGEST} signs that can be seen.",
            code="invalid",
        )  # fmt: skip
    asked = _digest(request)
    if (before := _before(bearer, key, asked)) is not None:
        return before
    try:
        with transaction.atomic():
            response = do()
            keep_answer(
                token_id=bearer.token_id,
                key=key,
                answer=AnswerKept(
                    asked=asked,
                    status=response.status_code,
                    body=response.content.decode(),
                    headers={n: response[n] for n in KEPT if response.has_header(n)},
                ),
                now=timezone.now(),
            )
            return response
    except IntegrityError:
        # Another request with this key was quicker; what this one did is undone.
        if (before := _before(bearer, key, asked)) is not None:
            return before
        raise


def _before(bearer: Bearer, key: str, asked: str) -> HttpResponse | None:
    kept = kept_answer(token_id=bearer.token_id, key=key, now=timezone.now())
    if kept is None:
        return None
    if kept.asked != asked:
        raise Problem(422, OTHER, code="key-used")
    response = HttpResponse(
        kept.body, status=kept.status, content_type="application/json"
    )
    for name, value in kept.headers.items():
        response[name] = value
    response[REPLAYED] = "true"
    return response


def _digest(request: HttpRequest) -> str:
    told = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return hashlib.sha256(told).hexdigest()
