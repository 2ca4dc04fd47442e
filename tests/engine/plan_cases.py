"""Small random plan problems."""

from __future__ import annotations

from hypothesis import strategies as st

from leadline.engine.portfolio.problem import PlanProblem, parse_plan

TEAMS = ("web", "data")


@st.composite
def plans(draw: st.DrawFn, periods: int | None = None) -> dict[str, object]:
    """The content of a plan file: up to 5 bets, 3 periods, 2 teams, 2 customers."""
    names = ["Q1", "Q2", "Q3"][: periods or draw(st.integers(1, 3))]
    ids = ["a", "b", "c", "d", "e"][: draw(st.integers(1, 5))]
    weeks = st.integers(0, 6)
    period = st.none() | st.sampled_from(names)

    def some(of: list[str], most: int) -> list[str]:
        return draw(st.lists(st.sampled_from(of), max_size=most, unique=True))

    # In this order a bet comes after none but earlier ones: a circle is a mistake.
    order = draw(st.permutations(ids))
    bets = []
    for bet in ids:
        others = [other for other in ids if other != bet]
        earlier = order[: order.index(bet)]
        linked = others and draw(st.booleans())
        bets.append(
            {
                "id": bet,
                "effort": {team: draw(weeks) for team in some(list(TEAMS), 2)},
                "value": {
                    "growth": draw(st.integers(-3, 9)),
                    "profit": draw(st.integers(-3, 9)),
                },
                "after": [
                    draw(
                        st.sampled_from(
                            [
                                other,
                                {"bet": other, "gap": 1},
                                {"bet": other, "later": True},
                            ]
                        )
                    )
                    for other in (some(earlier, 1) if linked and earlier else [])
                ],
                "together": some(others, 1) if linked and draw(st.booleans()) else [],
                "instead_of": some(others, 2) if linked and draw(st.booleans()) else [],
                "earliest": draw(period),
                "latest": draw(period),
                "duration": draw(st.sampled_from([1, 1, 1, 2])),
                "state": draw(
                    st.sampled_from(["candidate"] * 4 + ["committed", "excluded"])
                ),
            }
        )
    customers = [
        {
            "id": name,
            "worth": draw(st.integers(0, 9)),
            "wants": draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3)),
        }
        for name in ("acme", "bolt")[: draw(st.integers(0, 2))]
    ]
    goals = draw(
        st.lists(
            st.builds(
                lambda measure, floor: {"measure": measure, "at_least": floor},
                st.sampled_from(["growth", "profit", "worth"]),
                st.integers(0, 12),
            ),
            max_size=1,
        )
    )
    return {
        "periods": names,
        "teams": {team: [draw(st.integers(0, 9)) for _ in names] for team in TEAMS},
        "bets": bets,
        "customers": customers,
        "goals": goals,
        "objective": {
            "growth": draw(st.sampled_from([0, 0.6, 1])),
            "profit": draw(st.sampled_from([0, 0.4])),
            "worth": draw(st.sampled_from([0, 1])),
        },
        "discount_per_period": draw(st.sampled_from([0, 0.1])),
    }


def problems(periods: int | None = None) -> st.SearchStrategy[PlanProblem]:
    """Small plan problems, read from their plain values."""
    return plans(periods).map(parse_plan)
