"""The customers: invented hospitals and ports, their people and what they pay."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from leadline.demo.company import Contact, Customer
from leadline.demo.grammar import pick
from leadline.demo.needs import content

# segment: (key, name, world, how many, staff from, to, euros a year per head)
SEGMENTS = (
    ("hl", "Hospitals, over 1,000 staff", "h", 39, 1050, 3900, 13.0),
    ("hm", "Hospitals, 200 to 1,000 staff", "h", 66, 210, 980, 18.0),
    ("hs", "Hospitals, under 200 staff", "h", 36, 45, 195, 34.0),
    ("pc", "Container ports", "p", 30, 180, 1400, 21.0),
    ("pf", "Ferry and bulk ports", "p", 43, 40, 420, 32.0),
)
SEGMENT_KEYS = {name: key for key, name, *_ in SEGMENTS}
PERSONAS = {
    "it": {"terse": 5, "plain": 3, "formal": 2},
    "planner": {"plain": 4, "polite": 3, "rambling": 3, "angry": 2},
    "boss": {"plain": 3, "rambling": 3, "angry": 3, "polite": 2},
    "staff": {"informal": 7, "angry": 2, "plain": 2},
    "hr": {"polite": 4, "formal": 3, "plain": 3},
    "payroll": {"polite": 4, "plain": 4, "rambling": 3},
    "finance": {"formal": 5, "terse": 3, "plain": 3},
    "procurement": {"formal": 8, "polite": 2},
}
TITLES = {
    "it": ("Head of IT", "Systems administrator", "Head of workforce IT"),
    "hr": ("HR manager", "Head of personnel"),
    "payroll": ("Payroll officer", "Wages clerk"),
    "finance": ("Finance director", "Controller"),
    "procurement": ("Procurement officer", "Contracts manager"),
    "h-planner": ("Rota planner", "Duty roster clerk", "Staffing coordinator"),
    "p-planner": ("Crew planner", "Labour planner", "Berth and crew planner"),
    "h-boss": ("Director of nursing", "Ward manager", "Night manager"),
    "p-boss": ("Shift superintendent", "Terminal manager", "Operations manager"),
    "h-staff": ("Nurse", "Midwife", "Care assistant", "Theatre nurse"),
    "p-staff": ("Crane driver", "Docker", "Linesman", "Lasher"),
}
ROLE_WEIGHTS = {
    "planner": 6.0,
    "boss": 5.0,
    "it": 4.0,
    "hr": 3.0,
    "payroll": 2.0,
    "finance": 1.5,
    "procurement": 1.5,
}
OWNERS = ("Jonas Falk", "Maren Oltmanns", "Callum Reid", "Béatrice Lemaire")
RATES = {"EUR": 1.0, "USD": 1.08, "GBP": 0.86}
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


def customers(rng: Random, today: date) -> tuple[Customer, ...]:
    """Return all customers, 214 of them, the oldest first."""
    places = content("places.toml")
    sites = _sites(places, rng)
    found: list[Customer] = []
    for key, segment, world, count, low, high, price in SEGMENTS:
        for _ in range(count):
            code, name, place = sites[world].pop()
            found.append(
                _customer(
                    (code, name, place, places[code]),
                    (key, segment, world, low, high, price),
                    today,
                    rng,
                )
            )
    found.sort(key=lambda c: c.since)
    return tuple(replace(c, external_id=f"H-{1000 + i}") for i, c in enumerate(found))


def _sites(
    places: dict[str, Any], rng: Random
) -> dict[str, list[tuple[str, str, str]]]:
    """Return names for hospitals and ports as (country code, name, place)."""
    hospitals: list[tuple[str, str, str]] = []
    ports: list[tuple[str, str, str]] = []
    spare: list[tuple[str, str, str]] = []
    for code, land in places.items():
        plain = [form for form in land["hospital"] if "{s}" not in form]
        saint = [form for form in land["hospital"] if "{s}" in form]
        for place in land["inland"]:
            form = rng.choice(plain)
            hospitals.append((code, form.format(p=place), place))
        for name in land.get("saints", ()):
            hospitals.append((code, saint[0].format(s=name), f"St. {name}'s"))
        for place in land["coast"]:
            ports.append((code, rng.choice(land["port"]).format(p=place), place))
            spare.append((code, rng.choice(plain).format(p=place), place))
    rng.shuffle(spare)
    hospitals += spare[: max(0, 141 - len(hospitals))]
    rng.shuffle(hospitals)
    rng.shuffle(ports)
    return {"h": hospitals, "p": ports}


def _customer(
    site: tuple[str, str, str, dict[str, Any]],
    segment: tuple[str, str, str, int, int, float],
    today: date,
    rng: Random,
) -> Customer:
    code, name, place, land = site
    key, segment_name, world, low, high, price = segment
    staff = round(low * (high / low) ** rng.random())
    euros = staff * price * rng.uniform(0.75, 1.25)
    amount = round(euros * RATES[land["currency"]], -2)
    domain = f"{slug(name)}.example"
    since = today - timedelta(days=rng.randint(200, 2600))
    return Customer(
        external_id="",
        name=name,
        place=place,
        domain=domain,
        segment=segment_name,
        plan="Fleet" if euros > 19000 else "Bridge" if euros > 6000 else "Quay",
        revenue=Decimal(str(int(amount))),
        currency=land["currency"],
        since=since,
        owner=OWNERS[(len(name) + staff) % len(OWNERS)],
        country=land["country"],
        language=land["language"],
        world=world,
        staff=staff,
        renewal_month=rng.randint(1, 12),
        works_council=code in ("DE", "AT", "NL", "FR") and staff > 120,
        payroll=rng.choice(("in house", "in house", "bureau", "group centre")),
        contacts=_contacts(key, world, domain, land, rng),
    )


def _contacts(
    key: str, world: str, domain: str, land: dict[str, Any], rng: Random
) -> tuple[Contact, ...]:
    wanted = rng.randint(2, 4) if key in ("hl", "pc") else rng.randint(1, 3)
    weights = dict(ROLE_WEIGHTS)
    found: list[Contact] = []
    while len(found) < wanted:
        role = pick(weights, rng)
        del weights[role]
        person = someone(role, world, domain, land, rng)
        if person.email not in {other.email for other in found}:
            found.append(person)
    return tuple(found)


def someone(
    role: str, world: str, domain: str, land: dict[str, Any], rng: Random
) -> Contact:
    """Make a person of a role at a customer."""
    name = name_of(land, rng)
    first, _, last = name.partition(" ")
    titles = TITLES.get(role) or TITLES[f"{world}-{role}"]
    return Contact(
        name=name,
        email=f"{slug(first)}.{slug(last)}@{domain}",
        title=rng.choice(titles),
        role=role,
        persona=pick(PERSONAS[role], rng),
    )


def name_of(land: dict[str, Any], rng: Random) -> str:
    """Draw a name of a country that nobody of the company or around it has.

    >>> land = {"first": ["Petra"], "last": ["Lang", "Kurz"]}
    >>> {name_of(land, Random(seed)) for seed in range(9)}
    {'Petra Kurz'}
    """
    first, last = rng.choice(land["first"]), rng.choice(land["last"])
    at = land["last"].index(last)
    while f"{first} {land['last'][at]}" in known_names():
        at = (at + 1) % len(land["last"])
    return f"{first} {land['last'][at]}"


@cache
def known_names() -> frozenset[str]:
    """Return the names of the company's members and of the people with a say."""
    members = (row["name"] for row in content("story.toml")["person"])
    return frozenset(members) | {
        row[0] for row in content("stakeholders.toml")["person"]
    }


def segment_key(customer: Customer) -> str:
    """Return the short key of a customer's segment."""
    return SEGMENT_KEYS[customer.segment]
