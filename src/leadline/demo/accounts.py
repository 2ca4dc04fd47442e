"""The customers of the example company, read from ``content/customers.csv``."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from leadline.demo.company import Contact, Customer
from leadline.demo.content_files import CONTENT

SEGMENTS = {
    "hl": "Hospitals, over 1,000 staff",
    "hm": "Hospitals, 200 to 1,000 staff",
    "hs": "Hospitals, under 200 staff",
    "pc": "Container ports",
    "pf": "Ferry and bulk ports",
}
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "æ": "ae", "å": "a"}
)


def slug(text: str) -> str:
    """Return a text as a host name would have it.

    >>> slug("Fährhafen Norderoog")
    'faehrhafen-norderoog'
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    plain = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def address(name: str, customer: Customer) -> str:
    """Return the e-mail address of somebody at a customer."""
    first, _, last = name.partition(" ")
    return f"{slug(first)}.{slug(last)}@{customer.domain}"


@cache
def accounts() -> Mapping[str, Customer]:
    """Return all customers by their key, the oldest first."""
    text = (CONTENT / "customers.csv").read_text(encoding="utf-8")
    found = [_customer(row) for row in csv.DictReader(text.splitlines())]
    return {customer.key: customer for customer in found}


def _customer(row: Mapping[str, str]) -> Customer:
    domain = f"{slug(row['name'])}.example"
    people = (one.partition(", ") for one in row["people"].split("; "))
    return Customer(
        key=row["key"],
        external_id=row["id"],
        name=row["name"],
        domain=domain,
        segment=SEGMENTS[row["segment"]],
        plan=row["plan"],
        revenue=Decimal(row["revenue"]),
        currency=row["currency"],
        days=int(row["days"]),
        owner=row["owner"],
        country=row["country"],
        staff=int(row["staff"]),
        renewal_month=int(row["renews"]),
        works_council=row["council"] == "yes",
        payroll=row["payroll"],
        contacts=tuple(Contact(name, title) for name, _, title in people),
    )
