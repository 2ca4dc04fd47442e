"""Of whom and of what a review of a month is, and what is not in it."""

from __future__ import annotations

from datetime import date

import pytest

from leadline.accounts.actions import add_product
from leadline.decisions.types import ForecastIn, OutcomeIn
from leadline.foundation.errors import NotFound
from leadline.overview.review import (
    month_facts,
)
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import JudgementIn
from leadline.strategy.types import ReviewFacts, Section
from tests.conftest import Person
from tests.factories import make_bet, make_metric, make_reading
from tests.overview.month_world import (
    MONTH,
    NOW,
    forecast,
    make_month,
)

pytestmark = pytest.mark.django_db


def facts_of(who: Person, month: str = MONTH, **more: object) -> ReviewFacts:
    said = {"now": NOW} | more
    return month_facts(actor=who.actor, month=month, **said)


def test_the_facts_are_the_same_whoever_asks(
    ana: Person, ben: Person, cleo: Person
) -> None:
    make_month(ana.actor)

    assert facts_of(ana) == facts_of(ben)
    assert facts_of(cleo).marks == {}
    assert facts_of(cleo).goals == ()


def test_what_is_private_is_not_in_it(ana: Person) -> None:
    """What one thinks of people and who forecast what: not even in the kept facts."""
    world = make_month(ana.actor)
    stakeholders.judge_person(
        actor=ana.actor, person_id=world.renata.pk, now=NOW,
        judgement=JudgementIn(stance="against", worries="Quagga: her budget is gone"),
    )  # fmt: skip

    kept = str(facts_of(ana).kept).lower()

    assert "renata vogel" in kept
    for private in ("quagga", "against", "'ana'", "ana@"):
        assert private not in kept


def test_a_review_of_a_product_holds_what_belongs_to_it(
    ana: Person, olu: Person, cleo: Person
) -> None:
    make_month(ana.actor)
    rota = add_product(actor=olu.actor, name="Rota")
    metric = make_metric(ana.actor, "Rota users", currency="", unit="users",
                         product_id=rota.pk)  # fmt: skip
    make_reading(ana.actor, metric, date(2026, 10, 20), 40)
    bet = make_bet(ana.actor, "Rota export", product_id=rota.pk)
    came = OutcomeIn(happened=True, source="Contract")
    forecast(ana.actor, "It is out", ForecastIn(probability=70), came, bet_id=bet.pk)

    facts = facts_of(ana, product_id=rota.pk)

    assert facts.lines_of(Section.READINGS) == (
        "Rota users: 40 users, the first reading (20 Oct, Finance, 14 days old)",
    )
    assert [line.words for line in facts.bets] == [
        "Rota export: “It is out” happened; we said 70%, as expected"
    ]
    assert (facts.goals, facts.tally.due, facts.tally.taken) == ((), 0, 0)
    assert "than Rota, is not in them" in facts.notes[-1].words
    with pytest.raises(NotFound):
        facts_of(cleo, product_id=rota.pk)
