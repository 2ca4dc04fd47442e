"""Letting an assistant in: what it asks for is read here, and answered by a person."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from leadline.accounts.actions import admit_assistant, take_assistant_try
from leadline.accounts.queries import actor_for, list_workspaces
from leadline.accounts.types import BY_PROVIDER, LINK_BY, AssistantIn
from leadline.foundation.client_documents import (
    ClientDocument,
    check_address,
    read_client,
)
from leadline.foundation.errors import (
    Conflict,
    Invalid,
    LeadlineError,
    NotAllowed,
    StepNeeded,
)
from leadline.web.accounts.asked import (
    Asked,
    NotSo,
    answer,
    asked_of,
    issuer,
    way_back_of,
)
from leadline.web.accounts.assistant_forms import AdmitForm
from leadline.web.accounts.views.sign_in import wait_page
from leadline.web.shell.forms import show_on

SIGNED = "leadline.assistant.asked"
READ_FOR = 600  # seconds that a member has for reading what is asked
KNOWN_FOR = 300  # seconds that a document counts as it was read
TOO_LATE = "It was asked too long ago, or by somebody else. Let the assistant ask anew."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: Any) -> HttpResponse:
    """Show what an assistant asks for; then let it in, or not, and send it back."""
    if request.method == "POST":
        return _answered(request)
    address = request.GET.get("client_id", "")
    try:
        check_address(address)
        known: ClientDocument | None = cache.get(f"assistant:{address}")
        if known is None:
            now = timezone.now()
            if wait := take_assistant_try(user_id=request.user.pk, now=now):
                return wait_page(request, wait)
            known = read_client(address, allow_private=settings.PRIVATE_ADDRESSES)
            cache.set(f"assistant:{address}", known, KNOWN_FOR)
        way_back = way_back_of(request.GET, known)
    except Invalid as error:
        return _refused(request, error)
    here = issuer(request)
    try:
        asked = asked_of(request.GET, known, way_back, here)
    except NotSo as error:
        told = {"error": error.error, "error_description": str(error)}
        state = request.GET.get("state", "")[:1024]
        return HttpResponseRedirect(answer(way_back, here, state=state, **told))
    spaces = _workspaces(request)
    if not spaces:
        return _refused(
            request, Invalid("You belong to no workspace it could look at.")
        )
    return _page(request, asked, AdmitForm(asked.scopes, spaces))


def _answered(request: Any) -> HttpResponse:
    try:
        said = signing.loads(
            request.POST.get("asked", ""), salt=SIGNED, max_age=READ_FOR
        )
        if said.pop("by") != request.user.pk:
            raise signing.BadSignature
        asked = Asked(**said | {"scopes": tuple(said["scopes"])})
    except (signing.BadSignature, TypeError, KeyError):
        return _refused(request, Invalid(TOO_LATE))
    here = issuer(request)
    if request.POST.get("answer") != "yes":
        no = answer(asked.way_back, here, state=asked.state, error="access_denied")
        return HttpResponseRedirect(no)
    form = AdmitForm(asked.scopes, _workspaces(request), request.POST)
    if form.is_valid():
        try:
            code = _let_in(request, asked, form)
        except (Conflict, Invalid) as error:
            show_on(form, error)
        except (NotAllowed, StepNeeded) as error:
            return _refused(request, error)
        else:
            yes = answer(asked.way_back, here, state=asked.state, code=code)
            return HttpResponseRedirect(yes)
    return _page(request, asked, form, status=422)


def _let_in(request: Any, asked: Asked, form: AdmitForm) -> str:
    actor = actor_for(
        user_id=request.user.pk,
        workspace_id=form.cleaned_data["workspace"],
        surface="web",
        asks_step=not request.session.get(BY_PROVIDER),
    )
    name = asked.name if asked.name == asked.host else f"{asked.name} ({asked.host})"
    return admit_assistant(
        actor=actor,
        assistant=AssistantIn(
            address=asked.address,
            back_to=asked.way_back,
            challenge=asked.challenge,
            token=form.token(name[:80]),
        ),
        now=timezone.now(),
        by_link_of=request.session.get(LINK_BY, ""),
    )


def _workspaces(request: Any) -> list[tuple[int, str]]:
    return [(one.id, one.name) for one in list_workspaces(user_id=request.user.pk)]


def _page(
    request: Any, asked: Asked, form: AdmitForm, status: int = 200
) -> HttpResponse:
    kept = signing.dumps(asdict(asked) | {"by": request.user.pk}, salt=SIGNED)
    said = {"asked": asked, "form": form, "kept": kept, "seconds": READ_FOR}
    page = render(request, "accounts/admit_assistant.html", said, status=status)
    # The form's answer is a redirect, which the policy of this page has to let through:
    # to this one assistant, and nowhere else.
    page._csp_update = {"form-action": [asked.origin]}  # type: ignore[attr-defined]
    return page


def _refused(request: Any, error: LeadlineError) -> HttpResponse:
    said = {"says": str(error)}
    return render(request, "accounts/assistant_refused.html", said, status=400)
