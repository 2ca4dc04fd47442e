"""The example's money, added up from its files as a finance director would."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

import leadline.demo
from leadline.demo.build import company
from leadline.demo.company import Company

TODAY = date(2026, 11, 23)
CONTENT = Path(leadline.demo.__file__).parent / "content"
STORY = tomllib.loads((CONTENT / "story.toml").read_text(encoding="utf-8"))
MEMBERS = 78


@pytest.fixture(scope="module")
def harbour() -> Company:
    return company(TODAY, share=0.01)


def _rows() -> list[dict[str, str]]:
    text = (CONTENT / "customers.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _in_euros(rows: list[dict[str, str]]) -> Decimal:
    """Add up what customers pay, each currency by itself first."""
    paid: Counter[str] = Counter()
    for row in rows:
        paid[row["currency"]] += int(row["revenue"])
    rates = {"EUR": "1"} | STORY["rates"]
    assert set(paid) == set(rates)
    return sum((Decimal(rates[c]) * paid[c] for c in paid), Decimal(0))


def _newest(harbour: Company, key: str) -> Decimal:
    metric = next(one for one in harbour.metrics if one.key == key)
    return metric.readings[-1].value


def test_revenue_today_is_what_all_customers_pay(harbour: Company) -> None:
    assert _newest(harbour, "arr") == _in_euros(_rows()).quantize(Decimal(1))
    assert _newest(harbour, "ports") == sum(r["segment"] == "pc" for r in _rows())


def test_prices_are_those_of_the_decisions() -> None:
    """€6 a head and month at the ports, somewhat under €4 at the hospitals."""

    def a_head(letter: str) -> Decimal:
        rows = [row for row in _rows() if row["segment"].startswith(letter)]
        return _in_euros(rows) / sum(int(row["staff"]) for row in rows) / 12

    assert a_head("p") == pytest.approx(Decimal(6), abs=Decimal("0.3"))
    assert a_head("h") == pytest.approx(Decimal("3.7"), abs=Decimal("0.3"))


def test_what_it_earns_pays_for_the_people_it_has(harbour: Company) -> None:
    costs = _newest(harbour, "arr") * (1 - _newest(harbour, "margin") / 100)

    assert f"{MEMBERS} people" in STORY["about"]
    assert 55_000 < costs / MEMBERS < 95_000


def test_revenue_grows_without_a_jump_and_the_goal_is_above_its_pace(
    harbour: Company,
) -> None:
    readings = [one.value for one in harbour.metrics[0].readings]
    steps = [(b - a) / a for a, b in pairwise(readings)]
    goal = next(one for one in harbour.goals if one.key == "grow")
    year = readings[-1] - readings[0]

    assert max(steps) < 0.03
    assert min(steps) > -0.01
    assert year / readings[0] == pytest.approx(Decimal("0.1"), abs=Decimal("0.03"))
    assert year < goal.target - readings[-1] < 2 * year


def test_goals_are_not_reached_yet_and_not_absurd(harbour: Company) -> None:
    for goal in harbour.goals:
        metric = next(one for one in harbour.metrics if one.key == goal.metric)
        newest = metric.readings[-1].value
        if metric.better == "up":
            assert newest < goal.target <= newest * Decimal("1.5"), goal.key
        else:
            assert newest > goal.target >= newest * Decimal("0.7"), goal.key


def test_growth_counts_for_growth_and_profit_for_the_margin(harbour: Company) -> None:
    for bet in harbour.bets:
        assert ("grow" in bet.goals) or bet.growth.p50 < 10_000, bet.key
        assert ("margin" in bet.goals) or bet.profit.p50 < 12_000, bet.key
