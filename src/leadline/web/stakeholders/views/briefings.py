"""Briefings: made from the record, edited by a person, mailed or sent by hand."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
)

from leadline.accounts.actions import start_job
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.mailing import can_mail
from leadline.foundation.paging import PER_PAGE
from leadline.overview.briefing import draft_briefing
from leadline.stakeholders import actions, queries
from leadline.stakeholders.types import letter_of
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast
from leadline.web.stakeholders.telling_forms import (
    AudienceForm,
    BriefingForm,
    SendForm,
)
from leadline.web.stakeholders.views.telling import address


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def briefings(request: Request) -> HttpResponse:
    """Show briefings; make a draft of one from the record."""
    actor = request.actor
    form = AudienceForm(request.POST or None, actor=actor)
    if request.method == "POST":
        actor.require("change")
        if form.is_valid():
            made = _draft(request, form.of, form.partner_id)
            toast(request, "A draft from the record. Make it yours.")
            return go(request, address(request, "briefing", made))
    status = 422 if form.is_bound else 200
    found = queries.list_briefings(
        actor=actor, page=request.GET.get("page"), size=PER_PAGE
    )
    context = {"form": form, "briefings": found}
    return render(request, "stakeholders/briefings.html", context, status=status)


def _draft(request: Request, audience: str, partner_id: int | None) -> int:
    actor, now = request.actor, timezone.now()
    draft = draft_briefing(
        actor=actor, audience=audience, now=now, partner_id=partner_id
    )
    made = actions.create_briefing(
        actor=actor,
        audience=audience,
        title=draft.title,
        body=draft.body,
        facts=draft.facts,
        now=now,
        parts=draft.parts,
        partner_id=partner_id,
    )
    return made.pk


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def briefing(request: Request, pk: int) -> HttpResponse:
    """Show a briefing; edit it while it is a draft."""
    actor = request.actor
    row = queries.get_briefing(actor=actor, briefing_id=pk)
    kept = {"title": row.title, "body": row.body}
    form = BriefingForm(request.POST or None, initial=kept)
    if request.method == "POST":
        actor.require("change")
        if form.is_valid():
            try:
                actions.change_briefing(
                    actor=actor,
                    briefing_id=pk,
                    without=_without(request),
                    **form.cleaned_data,
                )
            except (Conflict, Invalid) as error:
                show_on(form, error)
            else:
                toast(request, "The draft is saved.")
                return go(request, address(request, "briefing", pk))
    return _page(request, pk, form, SendForm(), 422 if form.is_bound else 200)


def _without(request: Request) -> dict[str, list[int]]:
    """Return the places of the parts a person has ticked to leave out."""
    return {
        name: [int(n) for n in request.POST.getlist(f"without_{name}") if is_number(n)]
        for name in ("figures", "words", "asks")
    }


def _page(
    request: Request, pk: int, form: BriefingForm, send_form: SendForm, status: int
) -> HttpResponse:
    row = queries.get_briefing(actor=request.actor, briefing_id=pk)
    context = {
        "row": row,
        "form": form,
        "send_form": send_form,
        "can_mail": can_mail(),
        "letter": letter_of(row, _base(request)),
    }
    return render(request, "stakeholders/briefing.html", context, status=status)


def _base(request: Request) -> str:
    return request.build_absolute_uri(f"/w/{request.actor.workspace_id}/")


@require_POST
@in_workspace
def send(request: Request, pk: int) -> HttpResponse:
    """Mail a briefing: a job does it, each address once."""
    actor = request.actor
    actor.require("change")
    row = queries.get_briefing(actor=actor, briefing_id=pk)
    form = SendForm(request.POST)
    if form.is_valid():
        try:
            if not can_mail():
                raise Invalid(
                    "No mail server is set up here, so nothing was sent. Copy it as a "
                    "mail, or ask the operator to set LEADLINE_SMTP_URL."
                )
            actions.send_briefing(
                actor=actor, briefing_id=pk, addresses=form.addresses()
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            _mail(request, pk)
            return go(request, address(request, "briefing", pk))
    kept = BriefingForm(initial={"title": row.title, "body": row.body})
    return _page(request, pk, kept, form, 422)


@require_POST
@in_workspace
def send_again(request: Request, pk: int) -> HttpResponse:
    """Mail a briefing once more to those whom it did not reach."""
    actions.retry_briefing(actor=request.actor, briefing_id=pk)
    _mail(request, pk)
    return go(request, address(request, "briefing", pk))


def _mail(request: Request, pk: int) -> None:
    args = {"briefing_id": pk, "base": _base(request)}
    start_job(actor=request.actor, kind="stakeholders.mail_briefing", args=args)
    toast(request, "It is on its way; this page tells who has got it.")


@require_POST
@in_workspace
def sent_by_hand(request: Request, pk: int) -> HttpResponse:
    """Note that a person sent it themselves."""
    now = timezone.now()
    actions.mark_sent_by_hand(actor=request.actor, briefing_id=pk, now=now)
    toast(request, "Noted: you sent it yourself.")
    return go(request, address(request, "briefing", pk))
