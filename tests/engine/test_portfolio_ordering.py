"""Plans that a ranking makes: in its order, within every demand but the floors."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.check import violations
from leadline.engine.portfolio.ordering import plan_in_order
from leadline.engine.portfolio.problem import (
    After,
    Bet,
    BetState,
    PlanProblem,
    parse_plan,
)
from leadline.engine.portfolio.solve import SolveSettings, best_plan
from leadline.engine.portfolio.value import value_of
from tests.engine.plan_cases import plans


def weeks(capacity: int, *bets: Bet) -> PlanProblem:
    return PlanProblem(("Q1",), {"web": (capacity,)}, bets, objective={"growth": 1})


def test_the_first_choice_goes_in_and_what_does_not_fit_is_passed_over() -> None:
    bets = [Bet(name, {"web": size}) for name, size in (("a", 5), ("b", 4), ("c", 1))]

    assert plan_in_order(weeks(6, *bets), ["a", "b", "c"]) == {"a": "Q1", "c": "Q1"}
    assert plan_in_order(weeks(6, *bets), ["b", "a", "c"]) == {"b": "Q1", "c": "Q1"}


def test_what_a_bet_needs_goes_in_with_it_or_both_stay_out() -> None:
    bets = (
        Bet("a", {"web": 3}, after=(After("base"),)),
        Bet("base", {"web": 3}),
        Bet("c", {"web": 4}),
    )

    assert plan_in_order(weeks(6, *bets), ["a", "c"]) == {"base": "Q1", "a": "Q1"}
    assert plan_in_order(weeks(5, *bets), ["a", "c"]) == {"c": "Q1"}


def test_committed_bets_go_first_excluded_and_unranked_ones_stay_out() -> None:
    bets = (
        Bet("a", {"web": 3}),
        Bet("must", {"web": 3}, state=BetState.COMMITTED),
        Bet("never", {}, state=BetState.EXCLUDED),
        Bet("unranked", {}),
    )

    assert plan_in_order(weeks(5, *bets), ["a", "never"]) == {"must": "Q1"}
    assert plan_in_order(weeks(6, *bets), ["a", "never"]) == {"must": "Q1", "a": "Q1"}


def test_what_is_committed_goes_in_by_its_room_and_the_rest_fills_what_is_left() -> (
    None
):
    bets = (
        Bet("later", {"web": 5}, state=BetState.COMMITTED),
        Bet("soon", {"web": 4}, state=BetState.COMMITTED, latest="Q1"),
        Bet("ranked", {"web": 1}),
        Bet("dear", {"web": 4}, {"growth": 9}),
        Bet("cheap", {"web": 1}, {"growth": 3}),
    )
    problem = PlanProblem(("Q1", "Q2"), {"web": (5, 6)}, bets, objective={"growth": 1})

    kept = {"soon": "Q1", "later": "Q2", "ranked": "Q1"}
    assert plan_in_order(problem, ["ranked"]) == kept
    assert plan_in_order(problem, ["ranked"], fill=True) == kept | {"cheap": "Q2"}


@pytest.mark.parametrize("order", [["a", "a"], ["a", "moon"]])
def test_an_order_names_each_bet_once_and_none_that_is_unknown(
    order: list[str],
) -> None:
    with pytest.raises(EngineError):
        plan_in_order(weeks(5, Bet("a")), order)


@given(content=plans(), chance=st.randoms(use_true_random=False))
def test_it_breaks_nothing_but_floors_and_what_is_committed_and_beats_no_optimum(
    content: dict[str, Any], chance: Any
) -> None:
    problem = parse_plan(content)
    order = [bet.id for bet in problem.bets]
    chance.shuffle(order)

    chosen = plan_in_order(problem, order)

    broken = {found.demand.kind for found in violations(problem, chosen)}
    assert broken <= {"goal", "committed"}
    best = best_plan(problem, SolveSettings(pricing_limit=0.0))
    if not broken and best.objective is not None:
        assert value_of(problem, chosen).objective <= best.objective + 1e-6
