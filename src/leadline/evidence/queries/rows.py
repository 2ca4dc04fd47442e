"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Contact, Customer, Feedback, Import, Need
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import the_one


def get_need(*, actor: Actor, need_id: int) -> Need:
    """Return one need with its demand, or raise ``NotFound``."""
    actor.require("read")
    table = rows(Need, actor).select_related("product", "demand", "merged_into")
    need = the_one(table.filter(pk=need_id))
    if need is None:
        raise NotFound("There is no such need.")
    return need


def get_feedback(*, actor: Actor, feedback_id: int) -> Feedback:
    """Return one piece with what it points at, or raise ``NotFound``."""
    actor.require("read")
    table = rows(Feedback, actor).select_related(
        "customer", "contact", "product", "need", "from_import"
    )
    piece = the_one(table.filter(pk=feedback_id))
    if piece is None:
        raise NotFound("There is no such piece of feedback.")
    return piece


def get_customer(*, actor: Actor, customer_id: int) -> Customer:
    """Return one customer, or raise ``NotFound``."""
    actor.require("read")
    found = the_one(rows(Customer, actor).filter(pk=customer_id))
    if found is None:
        raise NotFound("There is no such customer.")
    return found


def get_contact(*, actor: Actor, contact_id: int) -> Contact:
    """Return one contact, or raise ``NotFound``."""
    actor.require("read")
    found = rows(Contact, actor).select_related("customer").filter(pk=contact_id)
    contact = the_one(found)
    if contact is None:
        raise NotFound("There is no such contact.")
    return contact


def get_import(*, actor: Actor, import_id: int) -> Import:
    """Return one import of the workspace, or raise ``NotFound``."""
    actor.require("read")
    found = the_one(rows(Import, actor).filter(pk=import_id))
    if found is None:
        raise NotFound("There is no such import.")
    return found
