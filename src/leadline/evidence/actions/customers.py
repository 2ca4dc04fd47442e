"""What people do to customers and contacts by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from leadline.accounts.actions import (
    record,
    result_of,
    take_version,
)
from leadline.accounts.queries import rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.evidence.actions.currency import own_or_first
from leadline.evidence.actions.demand import refresh_demand
from leadline.evidence.models import Contact, Customer, Feedback
from leadline.evidence.types import CustomerState
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.text import normal_name, one_line, plain_domain

EDITABLE = frozenset(
    {"name", "external_id", "domain", "segment", "plan", "revenue_amount"}
    | {"revenue_currency", "since_date", "owner", "country", "state"}
    | {"own_fields", "is_archived"}
)


@transaction.atomic
def save_customer(
    *,
    actor: Actor,
    now: datetime,
    values: dict[str, Any],
    customer_id: int | None = None,
    seen: int | None = None,
) -> Kept:
    """Add an account, or change one; later imports leave the changed fields alone.

    ``values`` holds the columns to write, and of a new one ``is_another``: that it is
    meant although there is one of its name. Raises ``NotAllowed``, ``NotFound``,
    ``Invalid``, ``Conflict`` when another account has the external id or, unless it
    is said to be another, the name; ``Stale`` where ``seen`` is not the version that
    stands.
    """
    actor.require("change")
    values = dict(values)
    is_another = values.pop("is_another", False)
    if unknown := values.keys() - EDITABLE:
        raise Invalid(f"This cannot be edited: {', '.join(sorted(unknown))}.")
    customer = _customer(actor, customer_id) if customer_id else Customer()
    customer.workspace_id = actor.workspace_id
    if customer_id:
        take_version(actor=actor, row=customer, seen=seen)
    written = _written(actor, customer, values)
    changed = {k: v for k, v in written.items() if getattr(customer, k) != v}
    taken = rows(Customer, actor).exclude(pk=customer_id or 0)
    external_id = changed.get("external_id")
    if external_id and taken.filter(external_id=external_id).exists():
        raise Conflict(
            f"Another customer has the id “{external_id}”.", field="external_id"
        )
    if not (customer_id or is_another):
        _need_own_name(taken, customer, changed)
    for name, value in changed.items():
        setattr(customer, name, value)
    if customer_id:
        customer.edited_fields = sorted(set(customer.edited_fields) | changed.keys())
    customer.touched_at = now
    customer.save()
    if {"revenue_amount", "revenue_currency"} & changed.keys():
        spoken = rows(Feedback, actor).filter(customer=customer).exclude(need=None)
        needs = spoken.values_list("need_id", flat=True).distinct()
        refresh_demand(actor=actor, need_ids={pk for pk in needs if pk})
    record(
        actor=actor,
        verb="evidence.save_customer",
        subject=customer,
        version=customer.version,
        fields=sorted(changed),
    )
    return result_of(customer)


def _need_own_name(
    there: QuerySet[Customer], made: Customer, values: dict[str, Any]
) -> None:
    """Raise ``Conflict`` where there is one of the name that nothing tells apart.

    Two numbers elsewhere do: whoever gave them knows two companies.
    """
    named = there.filter(name_key=values["name_key"])
    if values.get("external_id"):
        named = named.filter(external_id="")
    if same := named.order_by("pk").first():
        raise Conflict(
            f"There is a customer “{same.name}” already. Use that one, or say that "
            "this is another of the same name.",
            field="name",
        )


def _customer(actor: Actor, customer_id: int) -> Customer:
    found = rows(Customer, actor).select_for_update().filter(pk=customer_id).first()
    if found is None:
        raise NotFound("There is no such customer.")
    return found


def _written(
    actor: Actor, customer: Customer, values: dict[str, Any]
) -> dict[str, Any]:
    """Return the values as they are kept, or raise ``Invalid``."""
    written: dict[str, Any] = {
        name: one_line(value) if isinstance(value, str) else value
        for name, value in values.items()
    }
    if not written.get("name", customer.name):
        raise Invalid("A customer needs a name.", field="name")
    if "name" in written:
        written["name_key"] = normal_name(written["name"])[:200]
    if "domain" in written:
        written["domain"] = plain_domain(written["domain"])
    if written.get("state", CustomerState.ACTIVE) not in CustomerState.values:
        raise Invalid("A customer is a customer, a prospect or lost.", field="state")
    amount = written.get("revenue_amount", customer.revenue_amount)
    if amount is not None:
        if amount < 0:
            raise Invalid("Revenue is 0 or more.", field="revenue_amount")
        said = written.get("revenue_currency", customer.revenue_currency)
        written["revenue_currency"] = own_or_first(
            actor=actor, named=[said.upper()], said=said
        )
    return written


@transaction.atomic
def save_contact(
    *,
    actor: Actor,
    customer_id: int,
    name: str,
    email: str = "",
    title: str = "",
    contact_id: int | None = None,
    seen: int | None = None,
) -> Kept:
    """Add a person at a customer, or change one.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for no name or a bad address,
    ``Conflict`` when the address is another contact's, ``Stale`` where ``seen`` is not
    the version that stands.
    """
    actor.require("change")
    customer = _customer(actor, customer_id)
    contact = _contact(actor, contact_id) if contact_id else Contact()
    if contact_id:
        take_version(actor=actor, row=contact, seen=seen)
    email = email.strip().casefold()
    if not one_line(name):
        raise Invalid("A contact needs a name.", field="name")
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise Invalid(
                f"“{email}” is not an e-mail address.", field="email"
            ) from error
        others = rows(Contact, actor).exclude(pk=contact_id or 0).filter(email=email)
        if other := others.select_related("customer").first():
            raise Conflict(
                f"{other.name} of {other.customer} has this address.", field="email"
            )
    contact.workspace_id, contact.customer = actor.workspace_id, customer
    contact.name, contact.email, contact.title = one_line(name), email, one_line(title)
    contact.save()
    record(
        actor=actor,
        verb="evidence.save_contact",
        subject=contact,
        version=contact.version,
    )
    return result_of(contact)


def _contact(actor: Actor, contact_id: int) -> Contact:
    found = rows(Contact, actor).filter(pk=contact_id).first()
    if found is None:
        raise NotFound("There is no such contact.")
    return found


@transaction.atomic
def remove_contact(*, actor: Actor, contact_id: int) -> None:
    """Remove a person; their feedback stays with the customer.

    Raises ``NotAllowed``, ``NotFound``.
    """
    actor.require("change")
    contact = _contact(actor, contact_id)
    record(
        actor=actor, verb="evidence.remove_contact", subject=contact, name=contact.name
    )
    contact.delete()
