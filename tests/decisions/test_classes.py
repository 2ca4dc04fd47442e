"""What earlier bets did to a metric: enough of them, against the reading before."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.accounts.actions import add_product
from leadline.accounts.models import Product
from leadline.decisions import actions, queries
from leadline.decisions.models import Prediction
from leadline.decisions.types import OutcomeIn, PredictionIn, PredictionKind
from leadline.roadmap import actions as roadmap
from leadline.roadmap.models import Bet
from leadline.strategy.models import Metric
from tests.conftest import Person
from tests.decisions.making import NOW
from tests.factories import make_bet, make_goal, make_metric, make_reading

pytestmark = pytest.mark.django_db


def outcome(
    person: Person, metric: Metric, value: str, name: str, **of: object
) -> None:
    bet = make_bet(person.actor, name, **of)
    asked = actions.create_prediction(
        actor=person.actor,
        prediction=PredictionIn(
            name, kind=PredictionKind.RANGE, metric_id=metric.pk, bet_id=bet.pk,
            unit=metric.unit, resolve_on=NOW.date() + timedelta(days=30),
        ),
        on=NOW.date(),
    )  # fmt: skip
    Prediction.objects.filter(pk=asked.pk).update(created_at=NOW)
    said = OutcomeIn(value=Decimal(value), source="Counted")
    actions.resolve_prediction(
        actor=person.actor, prediction_id=asked.pk, outcome=said,
        now=NOW + timedelta(days=31),
    )  # fmt: skip


def new_bet(person: Person, metric: Metric, **of: object) -> Bet:
    goal = make_goal(person.actor, metric_id=metric.pk)
    bet = make_bet(person.actor, "The new one", **of)
    roadmap.set_bet_goals(
        actor=person.actor, bet_id=bet.pk, goal_ids=[goal.pk], now=NOW
    )
    return bet


def test_bets_moved_a_metric_by_so_much(ana: Person) -> None:
    metric = make_metric(ana.actor, "Orders", currency="", unit="orders")
    make_reading(ana.actor, metric, NOW.date() - timedelta(days=9), 100)
    make_reading(ana.actor, metric, NOW.date(), 200)
    make_reading(ana.actor, metric, NOW.date() + timedelta(days=1), 500)
    bet = new_bet(ana, metric)
    for at, value in enumerate(("200", "201", "204", "198")):
        outcome(ana, metric, value, f"Bet {at}")

    (few,) = queries.reference_classes(actor=ana.actor, bet_id=bet.pk)
    assert (few.n, few.is_enough) == (4, False)
    assert few.words == "too few outcomes of bets on it (n 4)"
    outcome(ana, metric, "203", "Bet 5")
    (found,) = queries.reference_classes(actor=ana.actor, bet_id=bet.pk)
    assert found.words == "bets moved it by -1% to 2%, middle 0.5% (n 5)"
    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/roadmap/bets/{bet.pk}/")
    assert found.words in page.content.decode()


def test_a_metric_in_per_cent_moves_by_points(ana: Person) -> None:
    metric = make_metric(ana.actor, "Churn", currency="", unit="%")
    make_reading(ana.actor, metric, NOW.date(), 8)
    bet = new_bet(ana, metric)
    for at in range(5):
        outcome(ana, metric, str(8 - at), f"Bet {at}")
    (found,) = queries.reference_classes(actor=ana.actor, bet_id=bet.pk)
    assert found.words == (
        "bets moved it by -4 points to 0 points, middle -2 points (n 5)"
    )


def test_bets_of_the_same_product_count_where_there_are_enough(
    olu: Person,
) -> None:
    add_product(actor=olu.actor, name="Keel")
    keel = Product.objects.get()
    metric = make_metric(olu.actor, "Orders", currency="", unit="orders")
    make_reading(olu.actor, metric, NOW.date(), 100)
    bet = new_bet(olu, metric, product_id=keel.pk)
    outcome(olu, metric, "150", "Elsewhere")
    for at in range(4):
        outcome(olu, metric, "101", f"Bet {at}", product_id=keel.pk)
    (of_all,) = queries.reference_classes(actor=olu.actor, bet_id=bet.pk)
    assert of_all.words == "bets moved it by 1% to 50%, middle 1% (n 5)"
    outcome(olu, metric, "103", "Bet 5", product_id=keel.pk)
    (of_keel,) = queries.reference_classes(actor=olu.actor, bet_id=bet.pk)
    assert of_keel.words == "bets of Keel moved it by 1% to 3%, middle 1% (n 5)"


def test_what_has_no_reading_before_or_is_its_own_outcome_does_not_count(
    ana: Person, cleo: Person
) -> None:
    metric = make_metric(ana.actor, "Orders", currency="", unit="orders")
    make_reading(ana.actor, metric, NOW.date() + timedelta(days=1), 100)
    bet = new_bet(ana, metric)
    outcome(ana, metric, "101", "Bet 1")

    (found,) = queries.reference_classes(actor=ana.actor, bet_id=bet.pk)
    assert found.words == "too few outcomes of bets on it (none came out yet)"
    assert queries.reference_classes(actor=cleo.actor, bet_id=bet.pk) == []


@pytest.mark.parametrize("n", [1, 6])
def test_it_takes_the_same_queries_for_any_number(ana: Person, n: int) -> None:
    metric = make_metric(ana.actor, "Orders", currency="", unit="orders")
    make_reading(ana.actor, metric, NOW.date(), 100)
    bet = new_bet(ana, metric)
    for at in range(n):
        outcome(ana, metric, "101", f"Bet {at}")
    with CaptureQueriesContext(connection) as made:
        queries.reference_classes(actor=ana.actor, bet_id=bet.pk)
    assert len(made) == 4
