"""What the example expects adds up with its customers, its metrics and its bets."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import pytest

from leadline.demo.accounts import SEGMENTS
from leadline.demo.build import company
from leadline.demo.company import Company
from leadline.demo.expectations import Move, acting, expectations
from leadline.demo.finance import rates, revenue
from leadline.foundation.ranges import SaidRange, read_range
from leadline.roadmap.types import Push, asked_of_effect
from leadline.strategy.types import Driver, Figure, asked_of_cell

TODAY = date(2026, 11, 23)
YEAR = 365
SHARE = Decimal(100)
PEOPLE = 78
Table = dict[tuple[str, Driver], SaidRange]


@pytest.fixture(scope="module")
def harbour() -> Company:
    return company(TODAY, share=0.01)


@pytest.fixture(scope="module")
def table() -> Table:
    return {
        (cell.segment, cell.driver): read_range(
            cell.says, asked_of_cell(cell.driver, "EUR")
        )
        for cell in expectations().cells
    }


def last(harbour: Company, key: str, months: int = 1) -> Decimal:
    metric = next(one for one in harbour.metrics if one.key == key)
    return sum((one.value for one in metric.readings[-months:]), Decimal(0))


def paid(harbour: Company, segment: str) -> Decimal:
    return revenue(one for one in harbour.customers if one.segment == segment)


def count(harbour: Company) -> Counter[str]:
    return Counter(one.segment for one in harbour.customers)


def test_each_segment_of_the_customers_is_expected_something_of(
    harbour: Company, table: Table
) -> None:
    of_segments = {segment for segment, _ in table if segment}

    assert of_segments == set(count(harbour)) == set(SEGMENTS.values())
    assert sum((paid(harbour, one) for one in of_segments), Decimal(0)) == revenue(
        harbour.customers
    )
    assert {one.currency for one in harbour.customers} == {"EUR", *rates()}


def test_last_year_lies_in_what_is_expected_of_the_next(
    harbour: Company, table: Table
) -> None:
    """Who came by segment, who left in all, what was kept of revenue."""
    came = Counter(c.segment for c in harbour.customers if c.days <= YEAR)
    for segment in SEGMENTS.values():
        said = table[segment, Driver.NEW]
        assert said.low <= came[segment] <= said.high, segment
    leave = {
        end: sum(
            getattr(table[segment, Driver.CHURN], end) * number / SHARE
            for segment, number in count(harbour).items()
        )
        for end in ("low", "high")
    }
    assert leave["low"] < last(harbour, "churned", 12) < leave["high"]

    kept = sum(
        paid(harbour, one)
        * (1 - table[one, Driver.CHURN].mid / SHARE)
        * (1 + table[one, Driver.EXPANSION].mid / SHARE)
        for one in SEGMENTS.values()
    )
    share = kept / revenue(harbour.customers) * SHARE
    assert share == pytest.approx(last(harbour, "nrr"), abs=Decimal("1.5"))


def test_costs_and_margins_are_those_of_the_accounts(
    harbour: Company, table: Table
) -> None:
    now = revenue(harbour.customers)
    left = sum(
        paid(harbour, one) * table[one, Driver.MARGIN].mid / SHARE
        for one in SEGMENTS.values()
    )
    costs = table["", Driver.TEAMS].mid + table["", Driver.OTHER].mid
    people = sum(team.people for team in harbour.teams)

    assert left / now * SHARE == pytest.approx(last(harbour, "gross"), abs=Decimal(1))
    fixed = now * (last(harbour, "gross") - last(harbour, "margin")) / SHARE
    assert 0 < costs / fixed - 1 < Decimal("0.08"), "more than wages rise in a year"
    assert 70_000 < table["", Driver.TEAMS].mid / people < 100_000
    assert people < PEOPLE


def worth(harbour: Company, table: Table, move: Move) -> tuple[Decimal, Decimal]:
    """Return what a move is worth a year once all of it is there: revenue, profit."""
    way, driver = Push(move.way), Driver(move.driver)
    said = read_range(move.says, asked_of_effect(driver, way, "EUR"))
    share = said.mid * way.sign / SHARE * (1 - said.nothing)
    growth = profit = Decimal(0)
    for segment in [move.segment] if move.segment else SEGMENTS.values():
        now = paid(harbour, segment)
        if driver == Driver.MARGIN:
            profit += now * share
        elif driver == Driver.CHURN:
            growth -= now * table[segment, Driver.CHURN].mid / SHARE * share
        elif driver == Driver.NEW:
            price = now / count(harbour)[segment]
            growth += table[segment, Driver.NEW].mid * price * share
        else:
            growth += now * share
    return growth, profit


def test_what_bets_act_on_is_worth_what_they_were_said_to_bring(
    harbour: Company, table: Table
) -> None:
    """Growth within a half and twice, profit where any of it is in a margin."""
    ratios: defaultdict[str, list[Decimal]] = defaultdict(list)
    for bet in harbour.bets:
        if bet.key not in acting():
            continue
        worths = [worth(harbour, table, move) for move in acting()[bet.key].moves]
        growth = sum((one for one, _ in worths), Decimal(0))
        profit = sum((one for _, one in worths), Decimal(0))
        if bet.growth.p50 >= 10_000:
            ratios["growth"].append(growth / bet.growth.p50)
            assert Decimal("0.6") < growth / bet.growth.p50 < Decimal("1.6"), bet.key
        if profit and bet.profit.p50 >= 10_000:
            ratios["profit"].append(profit / bet.profit.p50)
            assert Decimal("0.5") < profit / bet.profit.p50 < 2, bet.key
    assert min(len(found) for found in ratios.values()) > 7
    for found in ratios.values():
        assert sum(found) / len(found) == pytest.approx(Decimal(1), abs=Decimal("0.2"))


def test_bets_act_on_drivers_and_segments_that_there_are(harbour: Company) -> None:
    bets = {bet.key: bet for bet in harbour.bets}

    assert acting().keys() <= bets.keys()
    open_bets = [key for key, bet in bets.items() if bet.state != "done"]
    assert len(acting().keys() & open_bets) > 0.8 * len(open_bets)
    for said in acting().values():
        assert said.moves
        assert said.ramp[-1] == 100
        assert list(said.ramp) == sorted(said.ramp)
        for move in said.moves:
            assert move.segment in {"", *SEGMENTS.values()}
            way, driver = Push(move.way), Driver(move.driver)
            read_range(move.says, asked_of_effect(driver, way, "EUR"))


def test_goals_of_money_and_margin_are_what_is_projected(harbour: Company) -> None:
    known = dict(expectations().yardsticks)
    units = {metric.key: metric.unit for metric in harbour.metrics}
    roots = {g.metric for g in harbour.goals if not g.parent and g.kind != "guardrail"}

    assert known == {"arr": Figure.REVENUE_YEAR, "margin": Figure.MARGIN}
    assert roots == set(known)
    for key, figure in known.items():
        assert figure.is_money == (units[key] == "EUR")


def test_what_was_said_later_differs_and_comes_from_who_may_say_it(
    harbour: Company,
) -> None:
    roles = {person.name: person.role for person in harbour.people}
    first = {(cell.segment, cell.driver): cell.says for cell in expectations().cells}
    for one in expectations().later:
        assert roles[one.author] in ("contributor", "lead", "owner")
        assert one.cell.says != first[one.cell.segment, one.cell.driver]
        asked = asked_of_cell(one.cell.driver, "EUR")
        assert read_range(one.cell.says, asked) != read_range(
            first[one.cell.segment, one.cell.driver], asked
        )
