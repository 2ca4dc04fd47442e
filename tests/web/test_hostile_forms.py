"""Forms of bets and economics with values that were chosen to break them.

Each is refused or kept, never broken, and what was kept leaves every page of it whole.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from tests.conftest import Person
from tests.contracts.areas.all import BODIES, thing_for
from tests.contracts.doors import Address, addresses
from tests.contracts.examples import Examples

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
FAR = [
    "1e308", "-1e400", "NaN", "Infinity", "9" * 400, "999999999999999", "1e-400",
    "99.99999 % chance of nothing, else 5 to 9", "99999999999999999999", "-1", "0",
    "1..2..3..4", "²", "١٢", "0.00000000001",
]  # fmt: skip
ODD = ["0001-01-01", "9999-12-31", "2026-02-30", "a\x00b", "\u202e", "x" * 5000]
MORE: dict[str, dict[str, Any]] = {
    "roadmap:bet_costs": {"once": "5 to 9", "year": "3"},
}
AREAS = ("roadmap:", "strategy:")
DOORS = [
    one
    for one in addresses()
    if one.name.startswith(AREAS) and (one.name in BODIES or one.name in MORE)
]
PAGES = ("strategy/economics/", "strategy/economics/model.json", "roadmap/bets/")


def url_of(address: Address, examples: Examples) -> str:
    given = {}
    for name in address.parameters:
        make = thing_for(address.route, name)
        assert make is not None
        given[name] = make(examples)
    return reverse(address.name, kwargs=given)


@pytest.mark.parametrize("address", DOORS, ids=lambda one: one.name)
def test_no_hostile_value_breaks_a_form(address: Address, olu: Person) -> None:
    examples, browser = Examples(olu), olu.browser
    body = {**BODIES.get(address.name, lambda _: {})(examples)}
    body |= MORE.get(address.name, {})
    url = url_of(address, examples)
    for field in list(body)[:6]:
        for value in FAR + ODD:
            answer = browser.post(url, {**body, field: value})
            assert answer.status_code < 500, (field, value)
    for page in PAGES:
        shown = browser.get(f"/w/{olu.actor.workspace_id}/{page}")
        assert shown.status_code in (200, 404)
        if page.endswith("json") and shown.status_code == 200:
            json.loads(shown.content, parse_constant=refuse)


def refuse(constant: str) -> float:
    raise AssertionError(constant)
