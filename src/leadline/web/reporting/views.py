"""A record as a file, with the rights of its page."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from leadline.foundation.mailing import own_address
from leadline.reporting.making import make
from leadline.web.shell.requests import Request, in_workspace


@require_safe
@in_workspace
def document(request: Request, kind: str, pk: int, form: str) -> HttpResponse:
    """Give a record as a document in one of the forms."""
    here = own_address() or request.build_absolute_uri("/").rstrip("/")
    made = make(
        actor=request.actor,
        kind=kind,
        record_id=pk,
        form=form,
        now=timezone.localtime(),
        base=f"{here}/w/{request.actor.workspace_id}/",
    )
    answer = HttpResponse(made.content, content_type=made.content_type)
    disposition = content_disposition_header(as_attachment=True, filename=made.name)
    answer["Content-Disposition"] = disposition or "attachment"
    return answer
