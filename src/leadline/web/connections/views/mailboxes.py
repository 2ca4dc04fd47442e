"""Mailboxes whose mails come in; for owners."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leadline.connections import actions, queries
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.web.connections.forms import MailboxForm, PasswordForm
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast

SOON = "It is read within a minute."


def _home(request: Request) -> str:
    return reverse("connections:intakes", args=[request.actor.workspace_id])


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def mailbox(request: Request) -> HttpResponse:
    """Open a way in by a mailbox."""
    request.actor.require("administer")
    form = MailboxForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_mailbox(
                actor=request.actor, mailbox=form.said(), now=timezone.now()
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, SOON)
            return go(request, _home(request))
    status = 422 if request.method == "POST" else 200
    return render(request, "connections/mailbox.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def password(request: Request, pk: int) -> HttpResponse:
    """Give a mailbox another password."""
    request.actor.require("administer")
    found = queries.list_intakes(actor=request.actor)
    row = next((one for one in found if one.id == pk and one.is_mailbox), None)
    if row is None:
        raise NotFound("There is no such mailbox.")
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_mailbox_password(
                actor=request.actor,
                intake_id=pk,
                password=form.cleaned_data["password"],
                now=timezone.now(),
            )
        except Invalid as error:
            show_on(form, error)
        else:
            toast(request, SOON)
            return go(request, _home(request))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "row": row}
    return render(request, "connections/mailbox.html", context, status=status)
