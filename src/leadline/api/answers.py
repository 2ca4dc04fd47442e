"""What an operation answers: JSON with its entity tag, or that nothing changed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse

from leadline.api.problems import Problem, etag
from leadline.foundation.faults import Fault

FIELDS = "fields"


def answer(
    request: HttpRequest, said: Any, *, status: int = 200, version: int | None = None
) -> HttpResponse:
    """Return what was found or done; 304 where the asker has that very thing."""
    content = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    tag = etag(version) if version is not None else f'W/"{_digest(content)}"'
    if request.method in ("GET", "HEAD") and _bare(tag) in _known(request):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(content, status=status, content_type="application/json")
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _known(request: HttpRequest) -> set[str]:
    said = request.headers.get("If-None-Match", "")
    return {_bare(one) for one in said.split(",")}


def _bare(tag: str) -> str:
    """Return a tag without its mark of weakness: what is packed on its way gets one.

    >>> _bare(' W/"3"'), _bare('"3"')
    ('"3"', '"3"')
    """
    return tag.strip().removeprefix("W/")


def seen_in(request: HttpRequest, *, is_versioned: bool) -> int | None:
    """Return the version that ``If-Match`` names, ``None`` where nothing is named.

    Raises ``Problem`` for what is no version, or where there are none.
    """
    said = _bare(request.headers.get("If-Match", ""))
    if said in ("", "*"):
        return None
    number = said.strip('"')
    if not is_versioned or not (number.isascii() and number.isdecimal()):
        raise Problem(
            412,
            "“If-Match” names no version of this record. Send the ETag of its last "
            'answer, such as “"3"”, or leave the header out.'
            if is_versioned
            else "This record has no versions. Leave “If-Match” out.",
            code="stale",
        )
    return int(number[:18])


def picked(request: HttpRequest, record: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a record that ``fields`` names, all where it is absent."""
    said = request.GET.get(FIELDS, "")
    if not said:
        return record
    names = [name.strip() for name in said.split(",")]
    if unknown := [name for name in names if name not in record]:
        detail = (
            f"There is no field “{unknown[0][:60]}”. There are: {', '.join(record)}."
        )
        raise Problem(422, detail, code="invalid", faults=[Fault(f"/{FIELDS}", detail)])
    return {name: record[name] for name in names}
