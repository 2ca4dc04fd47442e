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
    where those are from. A stakeholder may be a body that is called by what it is, as
    "Works council": such words stay, or half the texts would be about a customer.
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
        if _is_own_name(name):
            (customers if is_organisation else people).add(name)
    return screen(customers, people, hides_money=not has_money)


def _is_own_name(name: str) -> bool:
    """Return whether a name is one of its own, and not a noun in small letters.

    >>> [_is_own_name(name) for name in ("Works council", "Renata Vogel", "Kestrel")]
    [False, True, True]
    """
    words = name.split()
    capital = sum(not word[0].islower() for word in words)
    return capital > 1 or len(words) == 1
