"""Reads of customers and contacts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.expressions import Expression, OrderBy

from leadline.accounts.queries import in_own, rates_of, rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Contact, Customer, Feedback
from leadline.evidence.queries.rows import get_contact, get_customer
from leadline.evidence.types import (
    ContactCard,
    CustomerCard,
    CustomerFilter,
    CustomerRow,
    CustomerState,
    FeedbackSide,
    FeedbackState,
    NeedOfCustomer,
)
from leadline.foundation.errors import Invalid
from leadline.foundation.money import Rates
from leadline.foundation.paging import PER_PAGE, Listed, Page, listed
from leadline.foundation.plain import plain_of
from leadline.foundation.text import normal_name

ORDERS = {
    "name": "name_key",
    "segment": "segment",
    "since": "since_date",
}
FEW = 400
Heard = dict[int, tuple[int, datetime | None]]


def _spoken(actor: Actor) -> QuerySet[Feedback]:
    """Return what customers said: neither words of ours nor what is set aside."""
    said = rows(Feedback, actor).filter(side=FeedbackSide.CUSTOMER, set_aside="")
    return said.filter(customer__isnull=False)


def _heard(actor: Actor, ids: Iterable[int] | None = None) -> Heard:
    """Return pieces and newest piece of each customer; of all when no ids are given."""
    spoken = _spoken(actor).order_by()
    if ids is not None:
        spoken = spoken.filter(customer__in=list(ids))
    counted = spoken.values_list("customer_id").annotate(
        n=Count("pk"), last=Max("said_at")
    )
    return {pk: (n, last) for pk, n, last in counted}


def _found(actor: Actor, wanted: CustomerFilter) -> QuerySet[Customer]:
    found = rows(Customer, actor).filter(is_archived=False)
    for word in wanted.text.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(domain__icontains=word)
            | Q(external_id__iexact=word)
        )
    if wanted.segment:
        found = found.filter(segment=wanted.segment)
    if wanted.state:
        found = found.filter(state=wanted.state)
    return found


def _rows(
    rates: Rates, customers: Iterable[Customer], heard: Heard
) -> list[CustomerRow]:
    made = []
    for customer in customers:
        pieces, last = heard.get(customer.pk, (0, None))
        made.append(
            CustomerRow(
                id=customer.pk,
                name=customer.name,
                domain=customer.domain,
                segment=customer.segment,
                plan=customer.plan,
                state=customer.state,
                state_label=CustomerState(customer.state).label,
                owner=customer.owner,
                revenue=customer.revenue_amount,
                currency=customer.revenue_currency,
                pieces=pieces,
                last_at=last,
                paid=rates.one(customer.revenue_amount, customer.revenue_currency),
            )
        )
    return made


def list_customers(
    *, actor: Actor, wanted: CustomerFilter, page: Page = 1, per_page: int = PER_PAGE
) -> Listed[CustomerRow]:
    """Return a page of customers with how much and when each was heard.

    Sorted by revenue, what is paid in other currencies is converted first; what has
    no rate comes last.
    """
    actor.require("read")
    found = _found(actor, wanted)
    name, is_down = wanted.sort.lstrip("-"), wanted.sort.startswith("-")
    if wanted.heard or name in ("pieces", "last"):
        return _by_voice(actor, found, wanted, page, per_page)
    rates = rates_of(actor=actor)
    column: Expression | F = F(ORDERS.get(name, "name_key"))
    if name == "revenue":
        column = in_own(rates, "revenue_amount", "revenue_currency")
    order = OrderBy(column, descending=is_down, nulls_last=True)

    def make(part: QuerySet[Customer]) -> list[CustomerRow]:
        shown = list(part)
        ids = [customer.pk for customer in shown]
        return _rows(rates, shown, _heard(actor, ids if len(ids) <= FEW else None))

    return listed(found.order_by(order, "name_key", "pk"), make, page, per_page)


def list_customer_cards(
    *,
    actor: Actor,
    wanted: CustomerFilter,
    page: Page = 1,
    size: int | None = PER_PAGE,
) -> Listed[CustomerCard]:
    """Return a page of customers with everything that is kept of each, by name.

    The filter's ``heard`` and ``sort`` narrow and sort ``list_customers`` alone.
    """
    actor.require("read")
    return listed(
        _found(actor, wanted).order_by("name_key", "pk"),
        lambda part: [CustomerCard(**plain_of(one, CustomerCard)) for one in part],
        page,
        size,
    )


def _by_voice(
    actor: Actor,
    found: QuerySet[Customer],
    wanted: CustomerFilter,
    page: Page,
    per_page: int,
) -> Listed[CustomerRow]:
    """Return customers narrowed to or sorted by how they were heard.

    Who was heard, or how often, comes from the index alone; what a page shows of a
    customer is fetched for that page.
    """
    name, is_down = wanted.sort.lstrip("-"), wanted.sort.startswith("-")
    rates = rates_of(actor=actor)
    spoken = _spoken(actor).order_by()
    by = Max("said_at") if name == "last" else Count("pk")
    heard = spoken.values("customer_id").annotate(by=by).order_by("by", "customer_id")
    voices = dict.fromkeys(heard.values_list("customer_id", flat=True))
    by_name = found.order_by("name_key", "pk").values_list("pk", flat=True)
    ids = list(by_name)
    if wanted.heard:
        ids = [pk for pk in ids if (pk in voices) == (wanted.heard == "yes")]
    if name in ("pieces", "last"):
        place = {pk: n for n, pk in enumerate(voices, 1)}
        ids.sort(key=lambda pk: place.get(pk, 0), reverse=is_down)

    def make(part: list[int]) -> list[CustomerRow]:
        there = rows(Customer, actor).in_bulk(part if len(part) <= FEW else None)
        shown = [there[pk] for pk in part if pk in there]
        return _rows(rates, shown, _heard(actor, part if len(part) <= FEW else None))

    return listed(ids, make, page, per_page)


def export_customers(
    *, actor: Actor, wanted: CustomerFilter, limit: int
) -> list[CustomerRow]:
    """Return everything a filter means as rows, at most ``limit``."""
    actor.require("read")
    return list(list_customers(actor=actor, wanted=wanted, per_page=limit).items)


def heard_of_customer(*, actor: Actor, customer_id: int) -> CustomerRow:
    """Return a customer as a row: how much and when it was heard."""
    customer = get_customer(actor=actor, customer_id=customer_id)
    rates = rates_of(actor=actor)
    return _rows(rates, [customer], _heard(actor, [customer_id]))[0]


def needs_of_customer(
    *, actor: Actor, customer_id: int, limit: int = 20
) -> list[NeedOfCustomer]:
    """Return the needs a customer has spoken of, the most often first."""
    actor.require("read")
    spoken = (
        rows(Feedback, actor)
        .filter(customer=customer_id, need__isnull=False)
        .exclude(state=FeedbackState.ARCHIVED)
        .order_by()
        .values_list("need_id", "need__statement", "need__state")
        .annotate(n=Count("pk"), last=Max("said_at"))
        .order_by("-n", "-last")
    )
    return [NeedOfCustomer(*values) for values in spoken[:limit]]


def customer_card(*, actor: Actor, customer_id: int) -> CustomerCard:
    """Return everything that is kept of one customer, or raise ``NotFound``."""
    actor.require("read")
    found = get_customer(actor=actor, customer_id=customer_id)
    return CustomerCard(**plain_of(found, CustomerCard))


def contacts_of(
    *, actor: Actor, customer_id: int, page: Page = 1, size: int | None = None
) -> Listed[ContactCard]:
    """Return the people known at a customer."""
    actor.require("read")
    found = rows(Contact, actor).filter(customer=customer_id).order_by("name")
    return listed(
        found,
        lambda part: [ContactCard(**plain_of(one, ContactCard)) for one in part],
        page,
        size,
    )


def contact_card(*, actor: Actor, contact_id: int) -> ContactCard:
    """Return one person at a customer, or raise ``NotFound``."""
    actor.require("read")
    found = get_contact(actor=actor, contact_id=contact_id)
    return ContactCard(**plain_of(found, ContactCard))


def customer_names(
    *, actor: Actor, text: str, limit: int = 20
) -> list[tuple[int, str]]:
    """Return customers whose name or domain holds the words, by name: (id, name)."""
    actor.require("read")
    found = _found(actor, CustomerFilter(text=text)).order_by("name_key", "pk")
    return list(found.values_list("pk", "name")[:limit])


def said_of_customers(*, actor: Actor, what: str) -> list[str]:
    """Return what is said of customers in one field, each once, in order.

    ``what`` is segment, plan, owner or country; ``Invalid`` for another field.
    """
    actor.require("read")
    if what not in ("segment", "plan", "owner", "country"):
        raise Invalid("There is no such field of customers.", field=what)
    table = rows(Customer, actor).exclude(**{what: ""}).order_by(what)
    return list(table.values_list(what, flat=True).distinct())


def list_segments(*, actor: Actor) -> list[str]:
    """Return the segments that there are."""
    actor.require("read")
    table = rows(Customer, actor).exclude(segment="").order_by("segment")
    return list(table.values_list("segment", flat=True).distinct())


def count_customers(*, actor: Actor) -> dict[str, int]:
    """Return how many customers there are, and how many of them were ever heard."""
    actor.require("read")
    held = rows(Customer, actor).filter(is_archived=False)
    spoken = _spoken(actor).filter(customer=OuterRef("pk"))
    return {"all": held.count(), "heard": held.filter(Exists(spoken)).count()}


def customer_named(*, actor: Actor, name: str) -> int | None:
    """Return the oldest customer of a name, without case and legal form, by id."""
    actor.require("read")
    alike = rows(Customer, actor).filter(name_key=normal_name(name)[:200])
    return alike.order_by("pk").values_list("pk", flat=True).first()
