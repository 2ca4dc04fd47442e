"""The door of a company's directory (SCIM), and the page that gives it a key."""

from __future__ import annotations

import json
from http import HTTPStatus

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from scim2_models import UnauthorizedException
from scim2_server.handler import ScimHandler
from scim2_server.requests import ScimRequest
from scim2_server.responses import ScimResponse

from leadline.accounts.actions import (
    end_directory_access,
    make_directory_access,
    note_directory_used,
    set_directory_groups,
)
from leadline.accounts.queries import directory_actor, directory_card
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.web.accounts.scim import Directory, scim_service
from leadline.web.accounts.views.workspace import address
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast

BEARER = "bearer"


class GroupsForm(forms.Form):
    """Which groups of the directory give which role."""

    owner_group = forms.CharField(label="Owners", max_length=120, required=False)
    lead_group = forms.CharField(label="Leads", max_length=120, required=False)
    contributor_group = forms.CharField(
        label="Contributors", max_length=120, required=False
    )


@csrf_exempt
@never_cache
def scim(request: HttpRequest, path: str) -> HttpResponse:
    """Let a directory read and write people and groups."""
    asked = ScimRequest(
        method=request.method or "GET",
        base_url=request.build_absolute_uri("/scim/v2"),
        path=f"/{path}",
        query=request.GET.dict(),
        headers=dict(request.headers),
        body=request.body,
    )
    try:
        actor = _actor(request)
        with transaction.atomic():
            note_directory_used(actor=actor, now=timezone.now())
            answer = ScimHandler(scim_service(), Directory(actor)).handle(asked)
    except Exception as error:
        answer = scim_service().error_response(error)
        if answer.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
    return _sent(answer)


def _actor(request: HttpRequest) -> Actor:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    try:
        if scheme.lower() == BEARER:
            return directory_actor(token=token.strip())
    except NotFound:
        pass
    raise UnauthorizedException


def _sent(answer: ScimResponse) -> HttpResponse:
    body = b"" if answer.body is None else json.dumps(answer.body).encode()
    return HttpResponse(body, status=int(answer.status), headers=answer.headers)


@never_cache
@require_safe
@in_workspace
def directory(request: Request) -> HttpResponse:
    """Show owners which directory has access."""
    return _page(request)


def _page(request: Request, key: str = "", status: int = 200) -> HttpResponse:
    request.actor.require("administer")
    card = directory_card(actor=request.actor)
    names = tuple(GroupsForm.base_fields)
    form = GroupsForm(initial={n: getattr(card, n) for n in names} if card else {})
    where = request.build_absolute_uri("/scim/v2")
    context = {"card": card, "key": key, "form": form, "where": where}
    return render(request, "accounts/directory.html", context, status=status)


@never_cache
@require_POST
@in_workspace
def directory_make(request: Request) -> HttpResponse:
    """Make a key and show it, once."""
    key = make_directory_access(actor=request.actor, now=timezone.now())
    return _page(request, key=key)


@require_POST
@in_workspace
def directory_end(request: Request) -> HttpResponse:
    """End the directory's key."""
    end_directory_access(actor=request.actor)
    toast(request, "The directory has no access any more. Who is here stays.")
    return go(request, address(request, "directory"))


@require_POST
@in_workspace
def directory_groups(request: Request) -> HttpResponse:
    """Keep which groups give which role."""
    request.actor.require("administer")
    form = GroupsForm(request.POST)
    if form.is_valid():
        set_directory_groups(actor=request.actor, **form.cleaned_data)
        toast(request, "The groups give these roles now.")
    return go(request, address(request, "directory"))
