"""What themes and goals take of a plan's effort: at least, at most, and no more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from leadline.engine.economics.carried_out import order_of
from leadline.engine.economics.doubts import doubts_of
from leadline.engine.economics.learning import learn
from leadline.engine.futures.choice import Draw, choose
from leadline.engine.futures.risk import Risk
from leadline.engine.portfolio.balance import out_of_balance
from leadline.engine.portfolio.check import check_plan, violations
from leadline.engine.portfolio.explain import clashes
from leadline.engine.portfolio.greedy import greedy_plan
from leadline.engine.portfolio.problem import PlanMistake, PlanProblem, parse_plan
from leadline.engine.portfolio.solve import SolveSettings, best_plan

PLAN = {
    "periods": ["Q1", "Q2"],
    "teams": {"web": [20, 20], "data": [5, 5]},
    "objective": {"growth": 1},
    "bets": [
        {"id": "sso", "effort": {"web": 12}, "value": {"growth": 30}},
        {"id": "app", "effort": {"web": 8, "data": 4}, "value": {"growth": 20}},
        {"id": "fast", "effort": {"web": 16}, "value": {"growth": 16}},
        {"id": "disks", "effort": {"web": 4}},
        {"id": "keys", "effort": {"data": 5}, "value": {"growth": -1}},
        {"id": "talk", "value": {"growth": 1}},
    ],
}
LIGHTS = {"name": "Keep the lights on", "bets": ["disks", "keys"], "at_least": 0.2}
DATA = {"data": [5, 5]}
GROWTH = {"name": "Growth", "bets": ["sso", "app", "talk"], "at_most": 0.5}


def plan(*shares: dict[str, object], **more: object) -> PlanProblem:
    return parse_plan({**PLAN, "shares": list(shares), **more})


@pytest.mark.parametrize(
    ("shares", "mistake"),
    [
        (5, "shares: must be a list, not 5"),
        (["x"], 'shares[0]: must be an object, not "x"'),
        ([{"name": "x"}], 'shares[0]: "bets" is missing'),
        ([{**LIGHTS, "name": 5}], "shares[0].name: must be a name in quotes, not 5"),
        ([{**LIGHTS, "most": 1}], 'shares[0]: unknown key "most", perhaps "at_most"'),
        ([{**LIGHTS, "bets": []}], "shares[0] (Keep the lights on).bets: name at lea"),
        ([{**GROWTH, "bets": ["y"]}], 'shares[0] (Growth).bets: there is no bet "y"'),
        (
            [{**GROWTH, "bets": ["sso", "sso"]}],
            'shares[0] (Growth).bets: "sso" is named twice',
        ),
        (
            [{"name": "x", "bets": ["sso"]}],
            "shares[0] (x): give at_least, at_most, or both",
        ),
        (
            [{**LIGHTS, "at_least": 20}],
            "shares[0] (Keep the lights on).at_least: give a share from 0 to 1; 20%",
        ),
        ([{**GROWTH, "at_most": -0.1}], "(Growth).at_most: give a share from 0 to 1"),
        ([{**GROWTH, "at_most": "1"}], 'shares[0].at_most: must be a number, not "1"'),
        (
            [{**GROWTH, "at_least": 0.6}],
            "shares[0] (Growth): at_least is above at_most; turn them round",
        ),
        ([GROWTH, GROWTH], "shares[1] (Growth): the name is there twice; give each"),
        (
            [{**LIGHTS, "at_least": 0.5}, {**GROWTH, "at_least": 0.6, "at_most": 1}],
            "shares: Keep the lights on, Growth have no bet in common and together ask "
            "for 110% of the effort; lower one",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(shares: object, mistake: str) -> None:
    with pytest.raises(PlanMistake) as caught:
        parse_plan({**PLAN, "shares": shares})

    assert mistake in str(caught.value)


def test_shares_that_ask_for_all_of_the_effort_are_none_too_much() -> None:
    shares = ({**LIGHTS, "at_least": 0.4}, {**GROWTH, "at_least": 0.6, "at_most": 1})
    both = {**GROWTH, "bets": ["sso", "disks"], "at_least": 0.7, "at_most": 1}

    assert len(plan(*shares).shares) == 2
    assert len(plan({**LIGHTS, "at_least": 0.5}, both).shares) == 2


def test_a_share_is_one_of_all_weeks_in_the_plan_whoever_works_them() -> None:
    free = best_plan(plan())
    lit = best_plan(plan(LIGHTS))
    most = best_plan(plan(GROWTH))

    assert set(free.periods_of) == {"sso", "app", "fast", "talk"}
    # 4 and 5 weeks are a fifth of 45: sso, app and fast would be 40 beside them.
    assert set(lit.periods_of) == {"sso", "app", "disks", "keys", "talk"}
    assert [limit.used for limit in lit.limits] == [pytest.approx(9 / 33)]
    # 24 weeks of growth need 24 of others, so that even keys are worth having.
    assert set(most.periods_of) == {"sso", "app", "fast", "disks", "keys", "talk"}
    assert [limit.used for limit in most.limits] == [pytest.approx(24 / 49)]


def test_a_plan_without_effort_meets_every_share() -> None:
    problem = plan(LIGHTS, teams={"web": [0, 0], "data": [0, 0]})

    result = best_plan(problem)

    assert result.periods_of == {"talk": "Q1"}
    assert result.status == "optimal"
    assert [limit.used for limit in result.limits] == [0.0]


@pytest.mark.parametrize(
    ("of", "is_met"), [(0.25, True), (0.25 - 1e-9, True), (0.2501, False)]
)
def test_the_checker_refuses_a_hair_below_the_least_and_takes_the_limit(
    of: float, is_met: bool
) -> None:
    problem = plan({**LIGHTS, "bets": ["disks"], "at_least": of})

    broken = violations(problem, {"sso": "Q1", "disks": "Q1"})

    assert [one.words for one in broken] == (
        []
        if is_met
        else ["Keep the lights on takes 4 of 16 person-weeks, less than 25.01%"]
    )


@pytest.mark.parametrize(
    ("of", "is_met"), [(0.75, True), (0.75 + 1e-9, True), (0.7499, False)]
)
def test_the_checker_refuses_a_hair_above_the_most_and_takes_the_limit(
    of: float, is_met: bool
) -> None:
    problem = plan({**GROWTH, "at_most": of})

    broken = violations(problem, {"sso": "Q1", "disks": "Q1"})

    assert [one.words for one in broken] == (
        [] if is_met else ["Growth takes 12 of 16 person-weeks, more than 74.99%"]
    )


def test_the_checker_derives_the_share_again() -> None:
    problem = plan(LIGHTS)
    result = best_plan(problem)
    wrong = replace(result.limits[0], used=0.2)

    assert check_plan(problem, result) == []
    assert check_plan(problem, replace(result, limits=(wrong,))) == [
        f"{wrong.words}: 0.272727 is used, not 0.2"
    ]


def committed(*names: str) -> list[dict[str, object]]:
    return [
        {**bet, "state": "committed"} if bet["id"] in names else bet
        for bet in PLAN["bets"]  # type: ignore[attr-defined]
    ]


def test_a_clash_with_a_share_is_told_in_words() -> None:
    least = plan({**LIGHTS, "at_least": 0.3}, bets=committed("sso", "app"))
    most = plan({**GROWTH, "at_most": 0.4}, bets=committed("sso", "app"))

    assert [clash.words for clash in clashes(least)] == [
        "sso is committed (needs 12 of web)",
        "app is committed (needs 8 of web and 4 of data)",
        "Keep the lights on takes at least 30% of the effort",
    ]
    assert [clash.words for clash in clashes(most)] == [
        "sso is committed (needs 12 of web)",
        "app is committed (needs 8 of web and 4 of data)",
        "Growth takes at most 40% of the effort",
    ]


def test_what_is_left_out_names_the_share_its_price_and_who_would_go() -> None:
    result = best_plan(plan(LIGHTS, GROWTH))

    (app,) = result.left_out
    assert app.why == "Keep the lights on would take less than 20% of the effort"
    assert (app.cost_to_force_in, app.pushes_out) == (10.0, ("sso",))
    assert [(limit.words, limit.keeps_out) for limit in result.limits] == [
        ("Keep the lights on takes at least 20% of the effort", ("app",)),
        ("Growth takes at most 50% of the effort", ()),
    ]
    most = best_plan(plan({**GROWTH, "at_most": 0.4}, teams={"web": [40, 40]} | DATA))
    assert [left.why for left in most.left_out] == [
        "Growth would take more than 40% of the effort",
        "would lower the objective",
    ]


def test_a_bet_that_only_holds_a_share_is_priced_with_it() -> None:
    result = best_plan(plan({**GROWTH, "at_most": 0.4}, teams={"web": [40, 40]} | DATA))

    for left in result.left_out:
        bets = [
            {**bet, "state": "committed"} if bet["id"] == left.bet else bet
            for bet in PLAN["bets"]  # type: ignore[attr-defined]
        ]
        forced = best_plan(
            plan({**GROWTH, "at_most": 0.4}, teams={"web": [40, 40]} | DATA, bets=bets)
        )
        assert forced.objective is not None
        cost = (result.objective or 0.0) - forced.objective
        assert left.cost_to_force_in == pytest.approx(cost)


def test_the_heuristic_takes_in_what_a_share_asks_for_and_out_the_rest() -> None:
    lit = greedy_plan(plan({**LIGHTS, "at_least": 0.15}))
    capped = greedy_plan(plan({**GROWTH, "at_most": 0.4}))
    forced = greedy_plan(plan({**LIGHTS, "at_least": 0.9}, bets=committed("sso")))

    assert lit is not None
    assert {"disks", "keys"} & lit.keys()
    assert capped is not None
    assert not {"app", "sso"} <= capped.keys()
    assert forced is None


def unsure(*shares: dict[str, object]) -> dict[str, object]:
    """Return the plan with a doubt about the effort and the value of its first bet."""
    first, *others = PLAN["bets"]  # type: ignore[misc]
    doubtful = {
        **first,
        "effort": {"web": {"p10": 10, "p50": 12, "p90": 15}},
        "value": {"growth": {"p10": 10, "p50": 30, "p90": 50}},
    }
    return {**PLAN, "bets": [doubtful, *others], "shares": list(shares)}


def test_each_future_holds_the_shares_and_then_there_is_no_bound() -> None:
    def chosen(*shares: dict[str, object]) -> object:
        file = unsure(*shares)
        problem, doubts = parse_plan(file), doubts_of(file)
        limits = SolveSettings(time_limit=60)
        return choose(problem, doubts, Risk(), draw=Draw(16, 2), settings=limits)

    free, lit = chosen(), chosen(LIGHTS)

    assert free.bound is not None  # type: ignore[attr-defined]
    assert lit.bound is None  # type: ignore[attr-defined]
    shares = {one.bet: one.share for one in lit.standings}  # type: ignore[attr-defined]
    assert shares["disks"] == shares["keys"] == 1.0
    assert not violations(lit.problem, lit.chosen)  # type: ignore[attr-defined]


def test_room_that_is_left_is_not_filled_where_that_would_change_a_share() -> None:
    chosen = {"sso": "Q1", "disks": "Q1"}

    assert "fast" in order_of(plan(), chosen)
    assert order_of(plan(LIGHTS), chosen) == ("sso", "disks")


def test_what_to_learn_is_weighed_by_plans_that_hold_the_shares() -> None:
    file = unsure(LIGHTS)
    problem, doubts = parse_plan(file), doubts_of(file)

    found = learn(problem, doubts, futures=256)

    assert out_of_balance(problem, found.chosen) == {}
    assert found.plans > 1
    assert np.isfinite(found.evpi)
