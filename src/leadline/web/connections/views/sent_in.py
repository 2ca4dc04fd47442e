"""Where other programs send what they have: proven, kept, answered at once."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from leadline.accounts.queries import owner_of
from leadline.connections import actions, queries
from leadline.connections.types import LARGEST_ARRIVAL
from leadline.foundation.errors import Conflict, Invalid, NotFound

KEPT = "Kept. It is read within ten minutes, with what else comes."
KNOWN = "This was here before; nothing was kept twice."
NO_JSON = "Send a record, a list of records, or either under data, as JSON."


def _said(status: int, why: str) -> HttpResponse:
    response = JsonResponse({"detail": why}, status=status)
    response["Cache-Control"] = "no-store"
    return response


@csrf_exempt  # programs come without a browser; each message is signed
@require_POST
def sent_in(request: HttpRequest, key: str) -> HttpResponse:
    """Keep a message until it is read; the same one again is taken as one."""
    content, now = request.body, timezone.now()
    if len(content) > LARGEST_ARRIVAL:
        return _said(413, "A message has at most 1 MB.")
    given = {name.lower(): value for name, value in request.headers.items()}
    try:
        found = queries.open_intake(
            actor=None, key=key, given=given, content=content, now=now
        )
    except NotFound as error:
        return _said(404, str(error))
    except Invalid as error:
        return _said(401, str(error))
    if (body := _json(content)) is None:
        return _said(400, NO_JSON)
    owner = owner_of(workspace_id=found.workspace_id, surface="hook")
    try:
        is_new = actions.take_arrival(
            actor=owner, intake_id=found.intake_id, message=found.message, body=body,
            now=now,
        )  # fmt: skip
    except Conflict as error:
        response = _said(429, str(error))
        response["Retry-After"] = "600"
        return response
    return _said(202, KEPT) if is_new else _said(200, KNOWN)


def _json(content: bytes) -> str | None:
    """Return a message that is JSON of a record or of several, as text."""
    try:
        body = content.decode("utf-8-sig")
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(said, dict | list) and said else None
