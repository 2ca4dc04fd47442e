"""Economic models for tests, and their arithmetic done one number at a time."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from leadline.engine.economics.model import DRIVERS

PERIODS = ["Q1", "Q2", "Q3"]


def reckoned(model: dict[str, Any]) -> dict[str, list[float]]:
    """Return revenue and profit of a model of plain numbers, all chances being 1."""
    periods = model["periods"]
    revenue, profit = [0.0] * len(periods), [0.0] * len(periods)
    for segment in model["segments"]:
        customers, price = segment["customers"], segment["price"]
        for at in range(len(periods)):
            now = {d: _pushed(model, segment, d, at) for d in DRIVERS[2:]}
            stay = 1 - min(max(now["churn"], 0), 1)
            customers = max(customers * stay + now["new"], 0)
            price = price * (1 + now["expansion"])
            there = _pushed(model, segment, "customers", at, customers)
            paid = _pushed(model, segment, "price", at, price)
            revenue[at] += there * paid
            profit[at] += there * paid * now["margin"]
    for at in range(len(periods)):
        profit[at] -= sum(model.get("costs", {}).values())
        for bet in model["bets"]:
            done = periods.index(bet["finished"]) if bet["finished"] else len(periods)
            profit[at] -= bet.get("cost_once", 0) if at == done else 0
            profit[at] -= bet.get("cost_per_period", 0) if at > done else 0
    return {"revenue": revenue, "profit": profit}


def _pushed(
    model: dict[str, Any],
    segment: dict[str, Any],
    driver: str,
    at: int,
    base: float | None = None,
) -> float:
    absent = 1.0 if driver == "margin" else 0.0
    value = segment.get(driver, absent) if base is None else base
    factor, added = 1.0, 0.0
    for bet in model["bets"]:
        if bet["finished"] is None:
            continue
        since = at - model["periods"].index(bet["finished"]) - 1
        for effect in bet["effects"]:
            where = effect.get("segment") in (None, segment["id"])
            if since < 0 or effect["driver"] != driver or not where:
                continue
            ramp = effect.get("ramp", [1.0])
            share = ramp[min(since, len(ramp) - 1)]
            factor *= 1 + share * effect.get("relative", 0.0)
            added += share * effect.get("absolute", 0.0)
    return float(value * factor + added)


@st.composite
def certain_models(draw: st.DrawFn) -> dict[str, Any]:
    """Return a model without any doubt: two segments, up to four bets."""
    share = st.floats(0, 0.9).map(lambda x: round(x, 3))
    names = ["big", "small"]
    segments = [
        {
            "id": name,
            "customers": draw(st.integers(0, 200)),
            "price": draw(st.integers(0, 900)),
            "new": draw(st.integers(0, 30)),
            "churn": draw(share),
            "expansion": draw(share),
            "margin": draw(share),
        }
        for name in names
    ]
    effect = st.builds(
        lambda driver, where, way, ramp: (
            {"driver": driver, "ramp": ramp}
            | way
            | ({"segment": where} if where else {})
        ),
        st.sampled_from(DRIVERS),
        st.sampled_from([None, *names]),
        st.one_of(
            st.sampled_from([-1.0, -0.5, 0.0, 0.25, 2.0]).map(
                lambda x: {"relative": x}
            ),
            st.sampled_from([-0.3, 0.0, 0.1]).map(lambda x: {"absolute": x}),
        ),
        st.sampled_from([[1.0], [0.5, 1.0], [0.0, 0.2]]),
    )
    bets = [
        {
            "id": f"bet {at}",
            "finished": draw(st.sampled_from([None, *PERIODS])),
            "cost_once": draw(st.integers(0, 50)),
            "cost_per_period": draw(st.integers(0, 9)),
            "effects": draw(st.lists(effect, max_size=3)),
        }
        for at in range(draw(st.integers(0, 4)))
    ]
    return {
        "periods": PERIODS,
        "segments": segments,
        "costs": {"teams": 1000, "other": 50.5},
        "bets": bets,
    }


def doubtful_model() -> dict[str, Any]:
    """Return a model in which everything may be otherwise."""
    return {
        "periods": PERIODS,
        "currency": "EUR",
        "segments": [
            {
                "id": "clinic",
                "customers": 120,
                "price": {"p10": 1100, "p50": 1200, "p90": 1350},
                "new": {"p10": 4, "p50": 8, "p90": 15},
                "churn": {"p10": 0.01, "p50": 0.02, "p90": 0.04},
                "expansion": 0.01,
                "margin": 0.8,
            },
            {
                "id": "port",
                "customers": {"p10": 28, "p50": 30, "p90": 31},
                "price": 5000,
                "new": {"p10": 1, "p50": 2, "p90": 3, "nothing": 0.3},
            },
        ],
        "costs": {"teams": 90000, "other": {"p10": 40000, "p50": 50000, "p90": 70000}},
        "bets": [
            {
                "id": "sso",
                "finished": "Q1",
                "chance": 0.8,
                "cost_once": {"p10": 8000, "p50": 9000, "p90": 12000},
                "cost_per_period": 2000,
                "effects": [
                    {
                        "driver": "churn",
                        "segment": "clinic",
                        "relative": {"p10": -0.3, "p50": -0.15, "p90": 0.0},
                        "ramp": [0.5, 1.0],
                    },
                    {"driver": "new", "absolute": {"p10": 1, "p50": 2, "p90": 4}},
                ],
            },
            {
                "id": "app",
                "finished": "Q2",
                "chance": 0.5,
                "effects": [
                    {
                        "driver": "price",
                        "segment": "port",
                        "relative": {"p10": 0.0, "p50": 0.05, "p90": 0.1},
                    }
                ],
            },
        ],
        "goals": [
            {"id": "grow", "measure": "revenue", "period": "Q3", "at_least": 360000},
            {"id": "earn", "measure": "profit", "period": "Q3", "at_least": 150000},
        ],
        "correlation": [{"a": "new:clinic", "b": "price:clinic", "rank": -0.3}],
    }
