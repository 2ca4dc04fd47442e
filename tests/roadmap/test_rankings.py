"""Rankings: scores with their places, one's own formulas, plans they would make."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from leadline.accounts.models import Event
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from leadline.foundation.periods import period_of
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet
from leadline.roadmap.queries.plan_values import projected_values
from leadline.roadmap.types import BUILT_IN, BetFilter, BetIn, by_key
from leadline.web.templatetags.planning import scored
from tests.conftest import Person
from tests.factories import (
    NOW,
    make_bet,
    make_customer,
    make_known_need,
    make_plan,
    make_team,
)
from tests.roadmap.sheets import clinics, effect

RICE = BUILT_IN[0]
TODAY = NOW.date()
BY_SCORE = BetFilter(sort="-score")


def asked_by(ana: Person, bet_id: int, *customers: str) -> None:
    asking = tuple(make_customer(ana.actor, name, 1_000) for name in customers)
    need = make_known_need(ana.actor, f"n {bet_id}", asking)
    actions.set_bet_needs(actor=ana.actor, bet_id=bet_id, need_ids=[need.pk], now=NOW)


def test_rice_is_worked_out_and_shown_as_it_is_worked_out(ana: Person) -> None:
    web = make_team(ana.actor)
    loud = make_bet(
        ana.actor, "Loud", effort={web: 4}, impact=Decimal(2), confidence=80
    )
    quiet = make_bet(
        ana.actor, "Quiet", effort={web: 1}, impact=Decimal("0.5"), confidence=100
    )
    make_bet(ana.actor, "Unsaid", effort={web: 1}, confidence=50)
    asked_by(ana, loud.pk, "Acme", "Bolt")
    asked_by(ana, quiet.pk, "Core")

    found = queries.ranked_bets(
        actor=ana.actor, only=BY_SCORE, ranking=RICE, today=TODAY
    )

    assert [(b.title, s.value, s.place, s.of) for b, s in found] == [
        ("Loud", Decimal("0.8"), 1, 2),
        ("Quiet", Decimal("0.5"), 2, 2),
        ("Unsaid", None, None, 0),
    ]
    assert found.items[0][1].working == "2 × 2 × 80% ÷ 4"  # noqa: RUF001
    assert found.items[2][1].lacks == ("impact",)


def test_equal_scores_share_a_place(ana: Person) -> None:
    ranking = replace(RICE, formula="quarters * 2")
    for title, quarters in (("a", 2), ("b", 3), ("c", 3), ("d", 1)):
        make_bet(ana.actor, title, duration=quarters)

    found = queries.ranked_bets(
        actor=ana.actor, only=BY_SCORE, ranking=ranking, today=TODAY
    )

    places = [(bet.title, score.place) for bet, score in found]
    assert places == [("b", 1), ("c", 1), ("a", 3), ("d", 4)]


def test_money_without_a_rate_gives_no_score_and_cost_of_delay_is_money(
    ana: Person,
) -> None:
    delay = by_key(BUILT_IN, "delay")
    assert delay is not None
    assert delay.is_money
    assert not RICE.is_money
    make_bet(ana.actor, "Said", profit=52_000, confidence=50)
    far = make_bet(ana.actor, "Elsewhere", profit=52_000, confidence=50)
    Bet.objects.filter(pk=far.pk).update(currency="USD")
    make_bet(ana.actor, "Unsaid", growth=1, confidence=50)

    found = queries.ranked_bets(
        actor=ana.actor, only=BY_SCORE, ranking=delay, today=TODAY
    )

    scores = {bet.title: score for bet, score in found}
    assert scores["Said"].value == 500
    assert scores["Said"].currency == "EUR"
    assert scores["Elsewhere"].value is None
    assert scores["Unsaid"].lacks == ("profit",)


def test_cost_of_delay_counts_profit_as_plans_do_a_week(ana: Person) -> None:
    clinics(ana)
    acts = make_bet(ana.actor, "Acts", profit=1, confidence=50)
    effect(ana, acts)
    plain = make_bet(ana.actor, "Said", profit=52_000, confidence=50)
    delay = by_key(BUILT_IN, "delay")
    assert delay is not None

    found = queries.ranked_bets(
        actor=ana.actor, only=BY_SCORE, ranking=delay, today=TODAY
    )

    scores = {bet.id: score for bet, score in found}
    values = projected_values(
        actor=ana.actor, first_period=period_of(TODAY), bet_ids=[acts.pk]
    )[acts.pk]["profit"]
    middle = values["p50"] if isinstance(values, dict) else values
    assert middle > 0
    assert float(scores[acts.pk].value or 0) == pytest.approx(middle / 52)
    assert scores[plain.pk].value == 500
    assert scored(scores[plain.pk]) == "\u20ac500 a week"


def test_only_open_bets_have_a_place(ana: Person) -> None:
    bet, done = make_bet(ana.actor, "Open"), make_bet(ana.actor, "Done")
    actions.set_bet_state(
        actor=ana.actor, bet_ids=[done.pk], state="done", reason="Shipped", now=NOW
    )

    scores = queries.scores_of_bet(actor=ana.actor, bet_id=bet.pk, today=TODAY)

    assert [score.ranking for score in scores] == list(BUILT_IN)
    assert queries.scores_of_bet(actor=ana.actor, bet_id=done.pk, today=TODAY) == ()


@pytest.mark.parametrize(
    "said",
    [{"impact": Decimal("1.5")}, {"urgency": 4}, {"user_value": 21},
     {"risk_reduction": 0}],
)  # fmt: skip
def test_a_score_is_one_of_its_steps(ana: Person, said: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refused:
        actions.create_bet(actor=ana.actor, bet=BetIn(title="x", **said), now=NOW)

    assert refused.value.field == next(iter(said))


def test_own_rankings_are_kept_changed_and_deleted_with_a_line_each(
    ana: Person,
) -> None:
    kept = actions.add_ranking(
        actor=ana.actor, name="Ours", formula=" revenue / effort ", note="Loud money"
    )

    own = queries.list_rankings(actor=ana.actor)[-1]
    assert (own.key, own.formula) == (f"own-{kept.id}", "revenue / effort")

    actions.change_ranking(
        actor=ana.actor, ranking_id=kept.id, name="Ours", formula="reach", seen=1
    )
    with pytest.raises(Stale):
        actions.change_ranking(
            actor=ana.actor, ranking_id=kept.id, name="Ours", formula="reach", seen=1
        )
    actions.remove_ranking(actor=ana.actor, ranking_id=kept.id)

    assert queries.list_rankings(actor=ana.actor).items == BUILT_IN
    verbs = Event.objects.order_by("-pk").values_list("verb", flat=True)[:3]
    assert list(verbs) == [
        "roadmap.remove_ranking", "roadmap.change_ranking", "roadmap.add_ranking",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "formula", "failure"),
    [
        ("", "reach", Invalid), ("x" * 41, "reach", Invalid), ("Ours", "moon", Invalid),
        ("rice", "reach", Conflict), ("taken", "reach", Conflict),
    ],
)  # fmt: skip
def test_a_ranking_has_a_name_of_its_own_and_a_formula_that_is_read(
    ana: Person, name: str, formula: str, failure: type[Exception]
) -> None:
    actions.add_ranking(actor=ana.actor, name="Taken", formula="reach")

    with pytest.raises(failure):
        actions.add_ranking(actor=ana.actor, name=name, formula=formula)


def test_readers_see_rankings_and_strangers_find_none(
    ana: Person, ben: Person, cleo: Person
) -> None:
    kept = actions.add_ranking(actor=ana.actor, name="Ours", formula="reach")

    with pytest.raises(NotAllowed):
        actions.add_ranking(actor=ben.actor, name="His", formula="reach")
    assert len(queries.list_rankings(actor=ben.actor)) == len(BUILT_IN) + 1
    assert queries.list_rankings(actor=cleo.actor).items == BUILT_IN
    with pytest.raises(NotFound):
        actions.remove_ranking(actor=cleo.actor, ranking_id=kept.id)


def test_a_plan_by_a_ranking_brings_less_and_says_what_it_swaps(ana: Person) -> None:
    web = make_team(ana.actor, Q2027Q1=4)
    make_bet(ana.actor, "Dear", growth=90, effort={web: 4}, urgency=1, user_value=1,
             risk_reduction=1)  # fmt: skip
    make_bet(ana.actor, "Loud", growth=10, effort={web: 1}, urgency=20, user_value=20,
             risk_reduction=20)  # fmt: skip
    make_bet(ana.actor, "Unsaid", growth=1, effort={web: 4})
    make_bet(ana.actor, "Small", growth=2, effort={web: 2})
    make_bet(ana.actor, "Smaller", growth=1, effort={web: 2})
    plan = make_plan(ana.actor, periods=1)

    found = queries.plans_by_ranking(actor=ana.actor, plan_id=plan.pk, today=TODAY)

    wsjf = next(one for one in found if one.ranking.key == "wsjf")
    assert (wsjf.bets, wsjf.growth, wsjf.unranked, wsjf.filled) == (2, 12, 3, 1)
    assert (wsjf.came_in, wsjf.went_out) == (("Loud", "Small"), ("Dear",))
    assert wsjf.objective < plan.objective
