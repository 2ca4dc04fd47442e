"""The values of a customer, each edited where it stands."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from leadline.accounts.types import Actor
from leadline.evidence import actions, queries
from leadline.evidence.types import CustomerCard
from leadline.web.evidence.forms import CustomerForm
from leadline.web.shell.requests import Request
from leadline.web.shell.values import Kind


def _read(request: Request, pk: int) -> dict[str, Any]:
    actor = request.actor
    row = queries.customer_card(actor=actor, customer_id=pk)
    heard = queries.heard_of_customer(actor=actor, customer_id=pk)
    return {"row": row, "customer": row, "heard": heard}


def _form(actor: Actor, row: CustomerCard, data: Any) -> CustomerForm:
    names = [name for name in CustomerForm.base_fields if name != "seen"]
    stands = {name: getattr(row, name) for name in names}
    form = CustomerForm(data, actor=actor, initial=stands)
    form.watch(row.version)
    return form


def _keep(actor: Actor, pk: int, said: dict[str, Any], seen: int | None) -> object:
    return actions.save_customer(
        actor=actor, now=timezone.now(), values=said, customer_id=pk, seen=seen
    )


CUSTOMER = Kind(
    word="customer",
    labels={
        "name": "name", "state": "state", "segment": "segment", "plan": "plan",
        "revenue": "revenue", "owner": "owner", "since_date": "first day",
        "country": "country", "domain": "domain", "external_id": "number",
        "is_archived": "place in the archive",
    },
    fields={"revenue": ("revenue_amount", "revenue_currency")},
    address="evidence:customer_value", own="evidence:customer",
    template="evidence/customer_value.html", title="name",
    read=_read, form=_form, keep=_keep,
)  # fmt: skip
