"""From the cells of a row to a customer, or the reason why not."""

from __future__ import annotations

from decimal import Decimal

from leadline.evidence.types import CustomerIn
from leadline.foundation.amounts import KRONER, is_in_kroner
from leadline.foundation.tables import Row
from leadline.foundation.text import is_free_mail
from leadline.importing.blanks import is_nobody, is_nothing
from leadline.importing.labels import STATE_WORDS, label_of
from leadline.importing.records import Cells
from leadline.importing.values import read_domain, read_money


def account_of(row: Row, cells: Cells) -> CustomerIn:
    """Return the customer that a row speaks of.

    Raises ``ValueError`` with a sentence for people.
    """
    name = cells.one("name")
    if is_nothing(name):
        raise ValueError(
            f"“{name}” is no name of a customer." if name
            else "The customer has no name."
        )  # fmt: skip
    amount, currency = revenue_of(cells)
    since = cells.moment("since")
    owner = cells.one("owner")
    return CustomerIn(
        name=name,
        external_id=_said(cells.one("external_id")),
        domain=own_domain(cells, "domain"),
        segment=_said(cells.one("segment")),
        plan=_said(cells.one("plan")),
        revenue_amount=amount,
        revenue_currency=currency,
        since_date=since.astimezone(cells.options.zone).date() if since else None,
        owner="" if is_nobody(owner) else owner,
        country=_said(cells.one("country")),
        state=label_of(cells.one("state"), STATE_WORDS),
        own_fields=cells.own,
        row=row.number,
    )


def own_domain(cells: Cells, field: str) -> str:
    """Return the domain in a field; that of a mail provider is nobody's own."""
    domain = read_domain(cells.one(field))
    if domain and is_free_mail(domain):
        cells.notes.append(f"{domain} is a provider of mail and no customer's domain.")
        return ""
    return domain


def revenue_of(cells: Cells) -> tuple[Decimal | None, str]:
    """Return the revenue a year and its currency; a monthly one counts twelve times."""
    for field, times in (("revenue", 1), ("revenue_month", 12)):
        text = cells.one(field)
        if is_nothing(text):
            continue
        amount, currency = read_money(text)
        if amount < 0:
            raise ValueError(f"“{text}” is a negative revenue.")
        if amount * times >= Decimal(10) ** 13:
            raise ValueError(f"“{text}” is more than a revenue can be.")
        named = cells.one("currency").upper()
        code = currency or named[:3] or cells.options.currency
        if not currency and code not in KRONER and is_in_kroner(text):
            raise ValueError(
                f"“{text}” may be in {', '.join(KRONER[:-1])} or {KRONER[-1]}. Write "
                "which in place of kr, or in a column of currencies."
            )
        return amount * times, code
    return None, ""


def _said(text: str) -> str:
    return "" if is_nothing(text) else text
