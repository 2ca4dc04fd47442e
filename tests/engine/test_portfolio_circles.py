"""Bets that wait for each other can never start."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.portfolio.problem import PlanMistake, parse_plan
from leadline.engine.portfolio.problem.circles import circles


def plan(**after: list[object]) -> dict[str, object]:
    bets = [
        {"id": name, "effort": {"web": 1}, "value": {"growth": 1}, "after": others}
        for name, others in after.items()
    ]
    return {"periods": ["Q1", "Q2"], "teams": {"web": [10, 10]},
            "objective": {"growth": 1}, "bets": bets}  # fmt: skip


@pytest.mark.parametrize(
    ("after", "says"),
    [
        ({"a": ["b"], "b": ["a"]}, "a after b after a is a circle of 2"),
        ({"a": ["b"], "b": ["c"], "c": [{"bet": "a", "gap": 1}], "d": ["a"]},
         "a after b after c after a is a circle of 3"),
        ({"x": [], "a": ["x", "b"], "b": ["x", "a"]}, "a after b after a"),
    ],
)  # fmt: skip
def test_a_circle_is_a_mistake_that_names_its_bets(
    after: dict[str, list[object]], says: str
) -> None:
    with pytest.raises(PlanMistake, match=says):
        parse_plan(plan(**after))


def test_two_circles_are_two_mistakes() -> None:
    with pytest.raises(PlanMistake) as caught:
        parse_plan(plan(a=["b"], b=["a"], c=["d"], d=["c"]))

    assert len(caught.value.mistakes) == 2


def test_a_bet_after_itself_is_told_once() -> None:
    with pytest.raises(PlanMistake) as caught:
        parse_plan(plan(a=["a"]))

    assert len(caught.value.mistakes) == 1


def test_a_long_circle_names_its_first_bets() -> None:
    names = [f"b{n}" for n in range(3000)]
    after = {
        name: [other] for name, other in zip(names, [*names[1:], names[0]], strict=True)
    }

    with pytest.raises(PlanMistake, match=r"b0 after b1 .*circle of 3000"):
        parse_plan(plan(**after))


def test_a_chain_and_a_diamond_are_no_circles() -> None:
    parse_plan(plan(a=[], b=["a"], c=["a"], d=["b", "c"]))


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_a_circle_is_found_exactly_where_no_order_exists(
    pairs: list[tuple[int, int]],
) -> None:
    after = {str(n): [str(b) for a, b in pairs if a == n != b] for n in range(8)}
    left = dict(after)
    while free := [n for n, others in left.items() if not set(others) & set(left)]:
        left = {n: others for n, others in left.items() if n not in free}

    found = list(circles(after))

    assert bool(found) == bool(left)
    for circle in found:
        following = [*circle[1:], circle[0]]
        assert all(b in after[a] for a, b in zip(circle, following, strict=True))
