"""The way out of mails: by the key in one, without an account, and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from leadline.accounts.queries import actor_for
from leadline.conversation import actions, queries
from leadline.foundation.errors import NotFound

FALSE = "This link is not whole. Copy it from the mail again."


# Programs of mail post here by themselves (RFC 8058): they have no session and no token
# of a form. The key stands for both, and opening the page changes nothing.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def no_more_mail(request: HttpRequest, key: str) -> HttpResponse:
    """Ask whether the mails shall stop, or stop them; signs nobody in."""
    found = queries.reader_of(actor=None, key=key)
    if found is None:
        raise NotFound(FALSE)
    workspace_id, user_id = found
    reader = actor_for(user_id=user_id, workspace_id=workspace_id, surface="link")
    is_done = request.method == "POST"
    if is_done:
        actions.stop_mail(actor=reader, now=timezone.now())
    return render(request, "conversation/no_more_mail.html", {"is_done": is_done})
