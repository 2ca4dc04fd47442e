"""The feedback form as anybody sees it: no cookie, no script, no third party.

What keeps machines out: a field that people do not see, a sheet that is signed when it
is given out and taken once, after the time it takes to write, and bounds for what one
address and one form may take in an hour.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from leadline.accounts.actions import take_form_try
from leadline.accounts.queries import owner_of
from leadline.connections import actions, queries
from leadline.connections.types import OpenForm
from leadline.foundation.errors import Invalid, NotFound
from leadline.web.connections.forms import SheetForm
from leadline.web.shell.closed import closed_page
from leadline.web.shell.forms import show_on

SELF = "'self'"


@csrf_exempt  # nobody is signed in by it, and the page sets no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def form_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the form, or take what was written on it."""
    try:
        found = queries.open_form(actor=None, key=key)
    except NotFound:
        return closed_page("shared/nothing.html", {}, status=404)
    return _answer(request, key, found, sites="'none'")


@csrf_exempt
@xframe_options_exempt  # the policy of the page names who may frame it
@require_http_methods(["GET", "HEAD", "POST"])
def form_embed(request: HttpRequest, key: str) -> HttpResponse:
    """Show the form inside the pages of the sites that an owner named."""
    try:
        found = queries.open_form(actor=None, key=key)
    except NotFound:
        return closed_page("shared/nothing.html", {}, status=404)
    if not found.sites:
        return closed_page("shared/nothing.html", {}, status=404)
    return _answer(request, key, found, sites=" ".join(found.sites))


def _answer(
    request: HttpRequest, key: str, found: OpenForm, *, sites: str
) -> HttpResponse:
    now = timezone.now()
    form = SheetForm(request.POST or None, asks_who=found.asks_who)
    context = {"page": found, "form": form}
    if request.method == "POST" and form.is_valid():
        if form.is_of_a_machine:
            return closed_page("connections/thanks.html", context, sites=sites)
        address = request.META.get("REMOTE_ADDR", "")
        if wait := take_form_try(key=key, address=address, now=now):
            response = closed_page("connections/later.html", context, status=429)
            response["Retry-After"] = str(int(wait.total_seconds()))
            return response
        try:
            _take(key, found, form, now)
        except Invalid as error:
            show_on(form, error)
        else:
            return closed_page("connections/thanks.html", context, sites=sites)
    stamp = int(now.timestamp())
    nonce = secrets.token_urlsafe(12)
    context["sheet"] = queries.new_sheet(actor=None, key=key, nonce=nonce, at=stamp)
    status = 422 if request.method == "POST" else 200
    return closed_page(
        "connections/form_page.html", context, status=status, forms=SELF, sites=sites
    )


def _take(key: str, found: OpenForm, form: SheetForm, now: datetime) -> None:
    sheet = queries.sheet_of(
        actor=None, key=key, sheet=form.cleaned_data["sheet"], now=int(now.timestamp())
    )
    owner = owner_of(workspace_id=found.workspace_id, surface="form")
    actions.take_form(actor=owner, said=form.said(), sheet=sheet, now=now)
