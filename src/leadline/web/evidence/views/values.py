"""One value of a need: its field where it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leadline.accounts.queries import list_people
from leadline.accounts.types import Actor
from leadline.evidence import actions, queries
from leadline.evidence.types import NeedRow, Receipt
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.web.evidence.addresses import here, undo_of
from leadline.web.evidence.several_forms import SAID_STATES
from leadline.web.shell.fields import id_field
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, wants_part
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.toasts import toast
from leadline.web.shell.values import asked, keep_on_top, leave_only, shown

LABELS = {"statement": "words", "state": "state", "owner_id": "owner"}


class NeedValueForm(SeenForm):
    """What people say of a need in single values."""

    statement = forms.CharField(
        label="The need, as a customer would say it", max_length=240
    )
    state = forms.ChoiceField(
        label="State", choices=[(s, s.label) for s in SAID_STATES]
    )
    owner_id = id_field("Owner")

    def __init__(self, data: Any, *, actor: Actor, need: NeedRow, name: str) -> None:
        initial = {each: getattr(need, each) for each in LABELS}
        super().__init__(data, initial=initial)
        people = [("", "Nobody yet"), *list_people(actor=actor)]
        self.fields["owner_id"].choices = people  # type: ignore[attr-defined]
        leave_only(self, name)
        self.watch(need.version)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def need_value(request: Request, pk: int, name: str) -> HttpResponse:
    """Give the field of one value, keep it, or give the value as it stands."""
    actor, now = request.actor, timezone.now()
    need = queries.needs_by_id(actor=actor, need_ids=[pk], now=now)[0]
    if name not in LABELS:
        raise NotFound("A need has no such value.")
    if "shown" in request.GET:
        return _shown(request, need, name)
    actor.require("change")
    form = NeedValueForm(request.POST or None, actor=actor, need=need, name=name)
    if request.method == "POST" and form.is_valid():
        try:
            receipt = keep_on_top(
                form, lambda seen: _keep(actor, pk, form.cleaned_data, seen)
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            said = f"The {LABELS[name]} of the need changed."
            toast(request, said, undo_of(request, receipt))
            if not wants_part(request):
                return go(request, here(request, "need", pk))
            stands = queries.needs_by_id(actor=actor, need_ids=[pk], now=now)[0]
            return _shown(request, stands, name)
    own_page = here(request, "need", pk)
    return asked(request, form, own_page, need.statement, LABELS[name])


def _keep(actor: Actor, pk: int, said: dict[str, Any], seen: int | None) -> Receipt:
    """Keep what was said of a need, on top of the version ``seen``."""
    if "statement" in said:
        return actions.rename_need(actor=actor, need_id=pk, seen=seen, **said)
    stood = None if seen is None else {pk: seen}
    return actions.change_needs(actor=actor, need_ids=[pk], seen=stood, **said)


def _shown(request: Request, need: NeedRow, name: str) -> HttpResponse:
    context = {"need": need, "name": name, "label": LABELS[name]}
    context["level"] = request.GET.get("level", "")
    return shown(request, "evidence/value.html", context)
