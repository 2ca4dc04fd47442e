"""A record as a file: the document that its page gives, with the rights of a token."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from ninja import NinjaAPI

from leadline.accounts.queries import workspace_of
from leadline.accounts.types import READS, Area, scope
from leadline.api.bearer import AccessToken, Request
from leadline.api.mounting import FAILURES
from leadline.foundation.errors import NotAllowed, NotFound
from leadline.reporting.making import TYPES, Form, Kind, make

AREA_OF = {
    Kind.DECISION: Area.DECISIONS,
    Kind.CARD: Area.DECISIONS,
    Kind.BRIEFING: Area.STAKEHOLDERS,
    Kind.REVIEW: Area.STRATEGY,
    Kind.PLAN: Area.ROADMAP,
    Kind.NEED: Area.EVIDENCE,
    Kind.LAUNCH: Area.LAUNCHES,
}
"""Which area's scope a kind takes; growth is its owner's alone, and has none."""
BINARY = {"schema": {"type": "string", "format": "binary"}}
NEEDS = ", ".join(f"`{scope(area, READS)}`" for area in dict.fromkeys(AREA_OF.values()))


def _document(
    request: Request, workspace_id: int, kind: str, record_id: int, form: str
) -> HttpResponse:
    area = AREA_OF.get(Kind(kind)) if kind in list(Kind) else None
    if area is None:
        kinds = ", ".join(AREA_OF)
        raise NotFound(f"There is no such kind of document. There are: {kinds}.")
    bearer = request.auth
    if not bearer.may(area, READS):
        raise NotAllowed(f"The token “{bearer.name}” lacks {scope(area, READS)}.")
    here = workspace_of(actor=bearer.actor)
    made = make(
        actor=bearer.actor,
        kind=kind,
        record_id=record_id,
        form=form,
        now=timezone.localtime(timezone=ZoneInfo(here.timezone)),
        base=request.build_absolute_uri(f"/w/{workspace_id}/"),
    )
    answer = HttpResponse(made.content, content_type=made.content_type)
    disposition = content_disposition_header(as_attachment=True, filename=made.name)
    answer["Content-Disposition"] = disposition or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


def mount_documents(api: NinjaAPI) -> None:
    """Give an API the documents of records."""
    failures: dict[Any, Any] = {
        code: {"$ref": f"#/components/responses/{code}"}
        for code in sorted(set(FAILURES) - {412})
    }
    done = {
        "description": "The file",
        "content": {
            kind.partition(";")[0]: BINARY
            for kind in dict.fromkeys([*TYPES.values(), "image/svg+xml", "image/png"])
        },
    }
    api.api_operation(
        ["GET"],
        "/w/{int:workspace_id}/documents/{kind}/{int:record_id}/{form}",
        auth=AccessToken(),
        operation_id="get_document",
        summary="Read a record as a document",
        description=(
            f"The kind is one of {_names(map(str, AREA_OF))}, the form one of "
            f"{_names(map(str, Form))}, or a chart alone, as `chart-1.svg`. Needs the "
            f"scope of the kind's area: {NEEDS}."
        ),
        tags=["documents"],
        openapi_extra={"responses": {200: done, **failures}},
    )(_document)


def _names(names: Any) -> str:
    return ", ".join(f"`{name}`" for name in names)
