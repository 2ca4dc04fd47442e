from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.problem import (
    After,
    Bet,
    BetState,
    PlanMistake,
    PlanProblem,
    parse_plan,
)
from tests.engine.plan_cases import plans


def _plan(**change: object) -> dict[str, object]:
    """The example of the documentation, with something changed."""
    return {
        "periods": ["2027Q1", "2027Q2"],
        "teams": {"web": [40, 40], "data": [20, 20]},
        "bets": [
            {
                "id": "sso",
                "effort": {"web": 6, "data": {"p10": 1, "p50": 2, "p90": 4}},
                "value": {"growth": 120000, "profit": 80000},
                "after": ["audit-log", {"bet": "export", "gap": 1}],
                "together": [],
                "instead_of": [],
                "earliest": "2027Q1",
                "latest": None,
                "duration": 1,
                "state": "committed",
            },
            {"id": "audit-log"},
            {"id": "export"},
        ],
        "customers": [{"id": "acme", "worth": 120000, "wants": ["sso", "export"]}],
        "goals": [{"measure": "growth", "at_least": 100000}],
        "objective": {"growth": 0.6, "profit": 0.4, "worth": 0.0},
        "discount_per_period": 0.0,
        **change,
    }


def _bet(**change: object) -> dict[str, object]:
    return _plan(bets=[{"id": "a", **change}, {"id": "b"}], customers=[], goals=[])


def test_a_plan_reads_as_it_is_written() -> None:
    problem = parse_plan(_plan())

    assert problem.bets[0] == Bet(
        id="sso",
        effort={"web": 6.0, "data": 2.0},
        value={"growth": 120000.0, "profit": 80000.0},
        after=(After("audit-log"), After("export", 1)),
        earliest="2027Q1",
        state=BetState.COMMITTED,
    )
    assert problem.bets[1] == Bet("audit-log")
    assert problem.teams == {"web": (40.0, 40.0), "data": (20.0, 20.0)}
    assert problem.customers[0].wants == ("sso", "export")
    assert problem.goals[0].at_least == 100000.0


@pytest.mark.parametrize(
    ("plan", "mistake"),
    [
        ([], "the plan: must be an object, not a list"),
        ({"periods": []}, 'the plan: "teams" is missing'),
        (_plan(custmers=[]), 'the plan: unknown key "custmers", perhaps "customers"'),
        (_plan(zzz=1), 'the plan: unknown key "zzz"; known are periods, teams, bets'),
        (_plan(periods="2027"), 'periods: must be a list, not "2027"'),
        (_plan(periods=["2027Q1", 2]), "periods[1]: must be a name in quotes, not 2"),
        (_plan(teams=[]), "teams: must be an object, not a list"),
        (_plan(teams={"web": [1], "data": [1, 2]}), "teams.web: 1 capacities for 2"),
        (_plan(teams={"web": [1, -1], "data": [1, 2]}), "teams.web: a capacity cannot"),
        (
            _plan(teams={"web": [1, "2"], "data": [1, 2]}),
            "teams.web[1]: must be a numb",
        ),
        (_plan(bets=["sso"]), 'bets[0]: must be an object, not "sso"'),
        (_plan(bets=[{"effort": {}}]), 'bets[0]: "id" is missing'),
        (_bet(efort={}), 'bets[0]: unknown key "efort", perhaps "effort"'),
        (_bet(effort={"wb": 1}), 'bets[0] (a).effort: there is no team "wb" in teams'),
        (_bet(effort={"web": -1}), "bets[0] (a).effort.web: an effort ca"),
        (
            _bet(effort={"web": True}),
            "bets[0] (a).effort.web: must be a numb",
        ),
        (
            _bet(value={"growth": None}),
            "bets[0] (a).value.growth: must be a ",
        ),
        (
            _bet(value={"worth": 1}),
            'bets[0] (a).value.worth: "worth" comes ',
        ),
        (
            _bet(value={"growth": {"p50": 1}}),
            "(a).value.growth: a range also ",
        ),
        (
            _bet(effort={"web": {"p10": 3, "p50": 2, "p90": 4}}),
            "bets[0] (a).effort.web: a range must rise: p10, p50, p90",
        ),
        (
            _bet(effort={"web": {"p10": 1, "p50": 2, "p90": 4, "p99": 5}}),
            'bets[0] (a).effort.web: unknown key "p99", perhaps "p90"',
        ),
        (_bet(after="b"), 'bets[0] (a).after: must be a list, not "b"'),
        (_bet(after=["c"]), 'bets[0] (a).after: there is no bet "c"'),
        (_bet(after=["a"]), "bets[0] (a).after: a bet cannot name itself"),
        (_bet(after=["b", "b"]), 'bets[0] (a).after: "b" is named twice'),
        (_bet(after=[{"gap": 1}]), 'bets[0] (a).after[0]: "bet" is missing'),
        (_bet(after=[{"bet": "b", "gap": -1}]), "bets[0] (a).after: a gap cannot be n"),
        (
            _bet(after=[{"bet": "b", "gap": 0.5}]),
            "(a).after[0].gap: must be a ",
        ),
        (
            _bet(after=[{"bet": "b", "later": 1}]),
            "(a).after[0].later: must be true or false, not 1",
        ),
        (_bet(after=[{"bet": "b", "lag": 1}]), '(a).after[0]: unknown key "lag"'),
        (_bet(together=["c"]), 'bets[0] (a).together: there is no bet "c"'),
        (_bet(instead_of=[1]), "bets[0] (a).instead_of[0]: must be a name in quotes"),
        (_bet(earliest="2028Q1"), '(a).earliest: there is no period "2028Q1" in peri'),
        (_bet(latest=3), "bets[0] (a).latest: must be a name in quotes, not 3"),
        (_bet(duration=0), "bets[0] (a).duration: a bet takes at least one period"),
        (_bet(state="maybe"), "(a).state: must be one of candidate, committed, exclud"),
        (_plan(bets=[{"id": "a"}, {"id": "a"}]), 'bets[1]: "a" is there twice'),
        (_plan(customers=[{"id": "c"}]), 'customers[0]: "worth", "wants" are missing'),
        (
            _plan(customers=[{"id": "c", "worth": 1, "wants": []}]),
            "customers[0] (c).wants: name at least one bet",
        ),
        (
            _plan(customers=[{"id": "c", "worth": -1, "wants": ["zz"]}]),
            'customers[0] (c).wants: there is no bet "zz"; customers[0] (c).worth: the',
        ),
        (_plan(goals=[{"measure": "growth"}]), 'goals[0]: "at_least" is missing'),
        (
            _plan(goals=[{"measure": "joy", "at_least": 1}]),
            'goals[0].measure: no bet adds to "joy"; known are growth, profit, worth',
        ),
        (_plan(objective={"joy": 1}), 'objective: no bet adds to "joy"; known are gr'),
        (_plan(objective={"growth": -1}), "objective.growth: a weight cannot be negat"),
        (_plan(discount_per_period=1), "discount_per_period: give a share from 0 up"),
    ],
)
def test_a_mistake_is_named_with_its_place(plan: object, mistake: str) -> None:
    with pytest.raises(EngineError) as caught:
        parse_plan(plan)

    assert mistake in str(caught.value)


def test_every_mistake_is_named_at_once() -> None:
    plan = _plan(
        bets=[{"id": "a", "efort": {}, "after": ["b"]}],
        customers=[{"id": "c", "worth": "much", "wants": ["a"]}],
        goals=[],
    )

    with pytest.raises(PlanMistake) as caught:
        parse_plan(plan)

    assert caught.value.mistakes == (
        'bets[0]: unknown key "efort", perhaps "effort"',
        'customers[0].worth: must be a number, not "much"',
        'bets[0] (a).after: there is no bet "b"',
    )


def test_a_problem_made_by_hand_is_held_to_the_same_references() -> None:
    with pytest.raises(PlanMistake, match="there is no bet"):
        PlanProblem(("Q1",), {}, (Bet("a", after=(After("b"),)),))


@given(plan=plans(), key=st.sampled_from(["periods", "teams", "bets", "objective"]))
@settings(max_examples=30)
def test_whatever_stands_in_place_of_a_part_is_a_named_mistake(
    plan: dict[str, object], key: str
) -> None:
    for wrong in (None, 3, "x", [[]], {"x": {}}):
        with pytest.raises(PlanMistake):
            parse_plan({**plan, key: wrong})
