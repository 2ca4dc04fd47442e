"""Three stances choose three plans of the example's bets, and one can say why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from leadline.demo.build import company
from leadline.demo.company import Bet, Company, Span
from leadline.demo.fill_plans import HORIZON, LATE, _confidence
from leadline.engine.portfolio.problem import parse_plan
from leadline.engine.portfolio.solve import SolveSettings, best_plan

STANCES = {"balanced": (0.6, 0.4), "growth": (1.0, 0.0), "profit": (0.0, 1.0)}


def _spread(span: Span, share: float = 1.0) -> dict[str, float]:
    return {end: float(getattr(span, end)) * share for end in ("p10", "p50", "p90")}


def _bet(
    bet: Bet, names: dict[str, str], known: set[str], first: str
) -> dict[str, Any]:
    sure = _confidence(bet.growth) / 100
    return {
        "id": bet.key,
        "effort": {names[team]: _spread(span) for team, span in bet.effort},
        "value": {
            "growth": _spread(bet.growth, sure),
            "profit": _spread(bet.profit, sure),
        },
        "after": [key for key in bet.after if key in known],
        "together": [],
        "instead_of": [key for key in bet.instead_of if key in known],
        "earliest": None,
        "latest": first if bet.state == "doing" else None,
        "duration": bet.duration,
        "state": "candidate" if bet.state == "candidate" else "committed",
    }


def _file(harbour: Company, growth: float, profit: float) -> dict[str, Any]:
    periods = list(harbour.quarters[1 : 1 + HORIZON])
    names = {team.key: team.name for team in harbour.teams}
    open_ones = [bet for bet in harbour.bets if bet.state != "done"]
    known = {bet.key for bet in open_ones}
    return {
        "periods": periods,
        "teams": {t.name: [float(t.weeks)] * HORIZON for t in harbour.teams},
        "bets": [_bet(bet, names, known, periods[0]) for bet in open_ones],
        "objective": {"growth": growth, "profit": profit, "worth": 0.0},
        "discount_per_period": LATE,
    }


@pytest.fixture(scope="module")
def chosen() -> dict[str, set[str]]:
    harbour = company(date(2026, 11, 23), share=0.01)
    settings = SolveSettings(time_limit=300, pricing_limit=0)
    return {
        name: set(best_plan(parse_plan(_file(harbour, *w)), settings).periods_of)
        for name, w in STANCES.items()
    }


def _sum(keys: set[str], what: str) -> Decimal:
    bets = company(date(2026, 11, 23), share=0.01).bets
    counted = [bet for bet in bets if bet.key in keys]
    return sum(
        (getattr(b, what).p50 * _confidence(b.growth) / 100 for b in counted),
        Decimal(0),
    )


def test_each_stance_brings_most_of_what_it_asks_for(
    chosen: dict[str, set[str]],
) -> None:
    growth = {name: _sum(keys, "growth") for name, keys in chosen.items()}
    profit = {name: _sum(keys, "profit") for name, keys in chosen.items()}

    assert growth["growth"] > growth["balanced"] > growth["profit"]
    assert profit["profit"] > profit["balanced"] > profit["growth"]


def test_what_differs_can_be_said(chosen: dict[str, set[str]]) -> None:
    """As docs/example-company.md tells it."""
    balanced, growth, profit = (chosen[name] for name in STANCES)

    assert {"tide", "fair"} <= growth - balanced
    assert {"rest", "licences", "draft"} <= balanced - growth
    assert "per-planner" in profit - balanced - growth
