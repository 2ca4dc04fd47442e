"""The values of a customer, a person there and a need, each edited where it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from leadline.accounts.queries import list_people
from leadline.evidence import actions, queries
from leadline.evidence.types import ContactCard, Receipt
from leadline.web.evidence.addresses import undo_of
from leadline.web.evidence.forms import ContactForm, CustomerForm
from leadline.web.evidence.several_forms import SAID_STATES
from leadline.web.shell.fields import id_field
from leadline.web.shell.requests import Request
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.values import Edit, Kind


def _read(request: Request, pk: int) -> dict[str, Any]:
    actor = request.actor
    row = queries.customer_card(actor=actor, customer_id=pk)
    heard = queries.heard_of_customer(actor=actor, customer_id=pk)
    return {"row": row, "customer": row, "heard": heard}


def _form(edit: Edit, data: Any) -> CustomerForm:
    names = [name for name in CustomerForm.base_fields if name != "seen"]
    stands = {name: getattr(edit.row, name) for name in names}
    return CustomerForm(data, actor=edit.actor, initial=stands)


def _keep(edit: Edit, form: SeenForm, seen: int | None) -> object:
    return actions.save_customer(
        actor=edit.actor, now=timezone.now(), values=form.cleaned_data,
        customer_id=edit.row.id, seen=seen,
    )  # fmt: skip


CUSTOMER = Kind(
    word="customer",
    labels={
        "name": "name", "state": "state", "segment": "segment", "plan": "plan",
        "revenue": "revenue", "owner": "owner", "since_date": "first day",
        "country": "country", "domain": "domain", "external_id": "number",
        "is_archived": "place in the archive",
    },
    fields={"revenue": ("revenue_amount", "revenue_currency")},
    url_name="evidence:customer_value", own="evidence:customer",
    template="evidence/_customer_value.html", title="name",
    read=_read, form=_form, keep=_keep,
)  # fmt: skip


def _read_contact(request: Request, pk: int) -> dict[str, Any]:
    row = queries.contact_card(actor=request.actor, contact_id=pk)
    return {"row": row, "contact": row}


def _contact(row: ContactCard) -> dict[str, str]:
    return {name: getattr(row, name) for name in CONTACT.labels}


def _contact_form(edit: Edit, data: Any) -> ContactForm:
    return ContactForm(data, initial=_contact(edit.row))


def _keep_contact(edit: Edit, form: SeenForm, seen: int | None) -> object:
    said = {**_contact(edit.row), **form.cleaned_data}
    return actions.save_contact(
        actor=edit.actor, customer_id=edit.row.customer_id, contact_id=edit.row.id,
        seen=seen, **said,
    )  # fmt: skip


CONTACT = Kind(
    word="person at a customer",
    labels={"name": "name", "title": "position", "email": "e-mail"},
    url_name="evidence:contact_value", own="evidence:customer", of="customer_id",
    template="evidence/_contact_value.html", title="name",
    read=_read_contact, form=_contact_form, keep=_keep_contact,
)  # fmt: skip


class NeedValueForm(SeenForm):
    """What people say of a need in single values."""

    statement = forms.CharField(
        label="The need, as a customer would say it", max_length=240
    )
    state = forms.ChoiceField(
        label="State", choices=[(s, s.label) for s in SAID_STATES]
    )
    owner_id = id_field("Owner")


def _read_need(request: Request, pk: int) -> dict[str, Any]:
    now = timezone.now()
    need = queries.needs_by_id(actor=request.actor, need_ids=[pk], now=now)[0]
    return {"row": need, "need": need}


def _need_form(edit: Edit, data: Any) -> NeedValueForm:
    stands = {name: getattr(edit.row, name) for name in NEED.labels}
    form = NeedValueForm(data, initial=stands)
    people = [("", "Nobody yet"), *list_people(actor=edit.actor)]
    form.fields["owner_id"].choices = people  # type: ignore[attr-defined]
    return form


def _keep_need(edit: Edit, form: SeenForm, seen: int | None) -> Receipt:
    actor, pk, said = edit.actor, edit.row.id, form.cleaned_data
    if edit.name == "statement":
        return actions.rename_need(actor=actor, need_id=pk, seen=seen, **said)
    stood = None if seen is None else {pk: seen}
    return actions.change_needs(actor=actor, need_ids=[pk], seen=stood, **said)


NEED = Kind(
    word="need",
    labels={"statement": "words", "state": "state", "owner_id": "owner"},
    url_name="evidence:need_value", own="evidence:need",
    template="evidence/_value.html", title="statement",
    read=_read_need, form=_need_form, keep=_keep_need, undo=undo_of,
)  # fmt: skip
