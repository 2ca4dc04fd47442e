"""Finds the account behind a row of a file, a whole chunk of rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Contact, Customer
from leadline.foundation.text import mail_domain, normal_name, plain_domain

M = TypeVar("M", bound=Model)
AT_ONCE = 400


def _by_lots(queryset: QuerySet[M], field: str, values: Iterable[str]) -> Iterator[M]:
    """Yield the rows whose field is among the values, by lots small enough to ask."""
    wanted = sorted({value for value in values if value})
    for start in range(0, len(wanted), AT_ONCE):
        yield from queryset.filter(**{f"{field}__in": wanted[start : start + AT_ONCE]})


class CustomerFinder:
    """The accounts that a chunk of rows may mean, by every key we know.

    The strongest key wins: external id, a contact's address, the domain, the name.
    Where several accounts share a key, the oldest is meant.
    """

    def __init__(
        self,
        actor: Actor,
        *,
        external_ids: Sequence[str] = (),
        addresses: Sequence[str] = (),
        domains: Sequence[str] = (),
        names: Sequence[str] = (),
    ) -> None:
        self.by_external_id: dict[str, Customer] = {}
        self.by_address: dict[str, Contact] = {}
        self.by_domain: dict[str, Customer] = {}
        self.by_name: dict[str, Customer] = {}
        everyone = rows(Customer, actor).order_by("pk")
        asked = {plain_domain(d) for d in domains} | {mail_domain(a) for a in addresses}
        for found in (
            _by_lots(everyone, "external_id", external_ids),
            _by_lots(everyone, "domain", asked),
            _by_lots(everyone, "name_key", map(normal_name, names)),
        ):
            for customer in found:
                self.add(customer)
        people = rows(Contact, actor).select_related("customer")
        for contact in _by_lots(people, "email", (a.casefold() for a in addresses)):
            self.by_address[contact.email] = contact

    def add(self, customer: Customer) -> None:
        """Know one more account."""
        if customer.external_id:
            self.by_external_id.setdefault(customer.external_id, customer)
        if customer.domain:
            self.by_domain.setdefault(customer.domain, customer)
        self.by_name.setdefault(customer.name_key, customer)

    def contact(self, address: str) -> Contact | None:
        """Return the contact of an e-mail address."""
        return self.by_address.get(address.casefold())

    def find(
        self, *, external_id: str, address: str, domain: str, name: str
    ) -> Customer | None:
        """Return the account that the keys mean, or ``None``."""
        contact = self.contact(address)
        return (
            self.by_external_id.get(external_id)
            or (contact.customer if contact else None)
            or self.by_domain.get(plain_domain(domain))
            or self.by_domain.get(mail_domain(address))
            or (self.by_name.get(normal_name(name)) if name else None)
        )
