"""Files of comments: taken in with a form, and given out to be saved, never opened."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from leadline.conversation import actions, queries
from leadline.conversation.types import MOST_FILES, AttachedFile, Came
from leadline.foundation.errors import Invalid
from leadline.web.shell.requests import Request, in_workspace

NOTHING_RUNS = "default-src 'none'; sandbox"


@require_safe
@in_workspace
def attachment(request: Request, pk: int) -> HttpResponse:
    """Give a file out: to be saved, and by no other type than it was found to be."""
    return _given_out(queries.attached_file(actor=request.actor, attachment_id=pk))


@require_safe
@in_workspace
def preview(request: Request, pk: int) -> HttpResponse:
    """Give out the picture of a file's first page."""
    return _given_out(queries.attached_preview(actor=request.actor, attachment_id=pk))


def _given_out(found: AttachedFile) -> HttpResponse:
    answer = HttpResponse(found.path.read_bytes(), content_type=found.media_type)
    disposition = content_disposition_header(as_attachment=True, filename=found.name)
    answer["Content-Disposition"] = disposition or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = NOTHING_RUNS
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def files_of(request: Request) -> tuple[Came, ...]:
    """Take in what came with a form; raises ``Invalid`` naming the first wrong file."""
    came = request.FILES.getlist("files")
    if len(came) > MOST_FILES:
        raise Invalid(f"A comment has {MOST_FILES} files at most.", field="files")
    return tuple(
        actions.take_in(actor=request.actor, name=one.name or "", chunks=one.chunks())
        for one in came
    )
