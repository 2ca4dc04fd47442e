"""What is taken out of a workspace's texts before a stranger reads them."""

from __future__ import annotations

from django.db.models import Q

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Contact, Customer
from leadline.foundation.screening import Screen, only_money, screen
from leadline.stakeholders.models import Person
from leadline.stakeholders.types import Function


def screen_of(*, actor: Actor, has_names: bool, has_money: bool) -> Screen:
    """Return what hides the names of every customer of a workspace, and money.

    Customers are known by their name and their domain, archived ones too; of their
    people the whole name is hidden, also of stakeholders who speak for a customer, with
    where those are from.
    """
    actor.require("read")
    if has_names:
        return only_money(hides_money=not has_money)
    known = rows(Customer, actor).values_list("name", "domain")
    customers = {text for pair in known for text in pair if text}
    people = set(rows(Contact, actor).values_list("name", flat=True))
    speaks = rows(Person, actor).filter(
        Q(customer__isnull=False) | Q(function=Function.CUSTOMER)
    )
    for name, organisation, is_organisation in speaks.values_list(
        "name", "organisation", "is_organisation"
    ):
        customers |= {organisation} if organisation else set()
        (customers if is_organisation else people).add(name)
    return screen(customers, people, hides_money=not has_money)
