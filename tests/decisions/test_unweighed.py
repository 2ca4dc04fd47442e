"""Customers without a rate weigh nothing in the coverage, and the chair says so."""

from __future__ import annotations

import pytest

from leadline.decisions import actions, queries
from leadline.evidence.models import Customer
from tests.conftest import Person
from tests.decisions.making import NOW, make_customer, make_decision, option_of, say


@pytest.mark.parametrize(
    ("foreign", "told"),
    [
        (0, ""),
        (
            1,
            "1 customer it touches pays in a currency without a rate and is not "
            "weighed.",
        ),
        (
            2,
            "2 customers it touches pay in a currency without a rate and are not "
            "weighed.",
        ),
    ],
)
def test_the_reason_counts_who_is_not_weighed(
    ana: Person, foreign: int, told: str
) -> None:
    made = make_decision(ana)
    for n, name in enumerate(("Elbe", "Weser", "Saale")):
        customer = make_customer(ana, name, "Ports", 100)
        if n < foreign:
            Customer.objects.filter(pk=customer.pk).update(revenue_currency="CHF")
        actions.add_word(
            actor=ana.actor, decision_id=made.pk, option_id=option_of(made).pk,
            feedback_id=say(ana, f"{name} says build it", customer).pk, side="for",
            now=NOW,
        )  # fmt: skip

    found = queries.chair_of(actor=ana.actor, decision_id=made.pk, now=NOW)

    coverage = found.scores[0].reason
    assert coverage.endswith(told) if told else "weighed" not in coverage
    assert "100%" in coverage, "of the revenue that is weighed"


def test_who_pays_nothing_needs_no_rate(ana: Person) -> None:
    made = make_decision(ana)
    customer = make_customer(ana, "Elbe", "Ports", 0)
    Customer.objects.filter(pk=customer.pk).update(revenue_currency="CHF")
    actions.add_word(
        actor=ana.actor, decision_id=made.pk, option_id=option_of(made).pk,
        feedback_id=say(ana, "Build it", customer).pk, side="for", now=NOW,
    )  # fmt: skip

    found = queries.chair_of(actor=ana.actor, decision_id=made.pk, now=NOW)

    assert "weighed" not in found.scores[0].reason
