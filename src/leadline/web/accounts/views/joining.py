"""The page behind an invitation's link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from leadline.accounts.actions import accept_invitation, join
from leadline.accounts.queries import enforced_for, invitation_of
from leadline.accounts.types import LINK_BY
from leadline.foundation.errors import Conflict, NotAllowed
from leadline.web.accounts.forms import JoinForm
from leadline.web.accounts.views.sign_in import (
    by_provider_alone,
    welcome,
    workspace_home,
)
from leadline.web.shell.forms import show_on


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let a person who is signed in join, or somebody new make an account."""
    now = timezone.now()
    card = invitation_of(token=token, now=now)
    is_known = request.user.is_authenticated
    form = JoinForm(request.POST or None, initial={"email": card.email})
    if request.method == "POST" and is_known:
        workspace_id = accept_invitation(
            token=token,
            user_id=request.user.pk or 0,
            now=now,
            by_link_of=request.session.get(LINK_BY, ""),
        )
        return HttpResponseRedirect(workspace_home(workspace_id))
    if request.method == "POST" and form.is_valid():
        try:
            if elsewhere := enforced_for(email=form.cleaned_data["email"]):
                raise Conflict(by_provider_alone(elsewhere), field="email")
            user_id, workspace_id = join(token=token, now=now, **form.cleaned_data)
        except (Conflict, NotAllowed) as error:
            show_on(form, error)
        else:
            return welcome(request, user_id, "invitation", workspace_home(workspace_id))
    context = {"form": form, "card": card}
    status = 422 if form.errors and not is_known else 200
    return render(request, "accounts/join.html", context, status=status)
