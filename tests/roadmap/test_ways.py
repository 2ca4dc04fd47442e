"""Growth against profit: plans beside the one that stands, and picking one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from leadline.accounts.models import Job
from leadline.engine.futures.ways import ways
from leadline.engine.portfolio.problem import parse_plan
from leadline.engine.portfolio.solve import SolveSettings
from leadline.foundation.errors import Conflict, Invalid, NotAllowed
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Plan
from leadline.roadmap.types import Range
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_plan, make_team
from tests.web.roadmap import at, run_next, text_of


def spread(low: int, middle: int, high: int) -> Range:
    return Range(Decimal(low), Decimal(middle), Decimal(high))


def planned(ana: Person) -> Plan:
    """Six bets of which three fit: three that grow, three that earn."""
    web = make_team(ana.actor, "Web", Q2027Q1=30)
    for name in "ABC":
        make_bet(
            ana.actor, f"Grow {name}", growth=spread(50, 100, 150), effort={web: 10}
        )
        make_bet(
            ana.actor, f"Earn {name}", profit=spread(40, 90, 140), effort={web: 10}
        )
    return make_plan(ana.actor, periods=1, growth=1.0, profit=0.0)


@pytest.fixture
def plan(ana: Person) -> Plan:
    return planned(ana)


def test_every_way_between_growth_and_profit_is_found_and_kept(
    ana: Person, plan: Plan
) -> None:
    found = actions.work_out_ways(actor=ana.actor, plan_id=plan.pk, time_limit=20)

    page = queries.ways_page(actor=ana.actor, plan_id=plan.pk, today=NOW.date())
    # Drawn is what the table says: the mean of the futures, not the sum of middles.
    asked = [(0, 270), (100, 180), (200, 90), (300, 0)]
    for point, middles in zip(page.points, asked, strict=True):
        assert point == pytest.approx(middles, rel=0.05)
    shown = [(row.brings.growth.mean, row.brings.profit.mean) for row in page.rows]
    assert shown == [page.here, page.points[0]]
    assert page.here == page.points[3] != asked[3]
    assert (page.beaten, page.unbeaten) == ([], list(page.points))
    assert (found.found, page.is_exact) == (4, True)


def test_listed_are_plans_that_differ_in_kind_weighed_in_the_same_futures(
    ana: Person, plan: Plan
) -> None:
    actions.work_out_ways(actor=ana.actor, plan_id=plan.pk, time_limit=20)

    this, other = queries.ways_page(
        actor=ana.actor, plan_id=plan.pk, today=NOW.date()
    ).rows

    assert (this.name, this.at, other.name, other.at) == (
        "This plan", None, "Most profit", 0,
    )  # fmt: skip
    assert [bet.title for bet in other.came] == ["Earn A", "Earn B", "Earn C"]
    assert [bet.title for bet in other.went] == ["Grow A", "Grow B", "Grow C"]
    assert this.brings.growth.p10 < 300 < this.brings.growth.p90
    assert other.brings.growth.p90 == 0


def test_a_way_that_is_picked_is_a_draft_with_its_reason(
    ana: Person, plan: Plan
) -> None:
    actions.work_out_ways(actor=ana.actor, plan_id=plan.pk, time_limit=20)

    made = actions.pick_way(
        actor=ana.actor, plan_id=plan.pk, at=0, reason="Petra asked", now=NOW
    )

    page = queries.plan_page(actor=ana.actor, plan_id=made.id)
    assert sorted(bet.bet.title for bet in page.bets) == ["Earn A", "Earn B", "Earn C"]
    assert (page.head.name, page.head.reason, page.head.based_on, page.head.state) == (
        "Plan 2027, most profit", "Petra asked", plan.pk, "draft",
    )  # fmt: skip
    assert (page.head.status, page.head.objective) == ("feasible", 0)
    assert len(page.left_out) == 3


def test_picking_needs_a_reason_a_way_that_is_there_and_somebody_who_may(
    ana: Person, ben: Person, plan: Plan
) -> None:
    def pick(person: Person, at: int, reason: str = "Why not") -> None:
        actions.pick_way(
            actor=person.actor, plan_id=plan.pk, at=at, reason=reason, now=NOW
        )

    with pytest.raises(Conflict, match="not among the ways"):
        pick(ana, 0)
    actions.work_out_ways(actor=ana.actor, plan_id=plan.pk, time_limit=20)
    with pytest.raises(Conflict, match="not among the ways"):
        pick(ana, 4)
    with pytest.raises(Invalid, match="Say why"):
        pick(ana, 0, " ")
    with pytest.raises(NotAllowed):
        pick(ben, 0)


def test_ways_are_worked_out_in_the_background_and_picked_on_the_page(
    ana: Person, plan: Plan
) -> None:
    asked = ana.browser.post(at(ana, f"plans/{plan.pk}/ways/search/"))
    waiting = ana.browser.get(asked.url).content.decode()
    run_next()
    page = ana.browser.get(asked.url).content.decode()
    picked = ana.browser.post(
        at(ana, f"plans/{plan.pk}/ways/0/pick/"), {"reason": "Petra asked"}
    )

    assert "Stop the search" in waiting
    assert Job.objects.get().state == "done"
    assert "4 plans that no other beats in both" in page
    assert "Most profit" in page
    assert "most profit: 3 bets bring" in ana.browser.get(picked.url).content.decode()
    assert "Growth against profit" in text_of(ana, f"plans/{plan.pk}/")


def test_where_there_is_no_time_for_all_the_ways_come_in_steps() -> None:
    """The exact frontier gets no time at all; the steps have what they need."""
    plan = {
        "periods": ["Q1"], "teams": {"web": [40]}, "objective": {"growth": 1},
        "bets": [
            {"id": f"b{n}", "effort": {"web": 5 + n % 3},
             "value": {"growth": 10 + 7 * n % 11, "profit": 30 - 5 * n % 13}}
            for n in range(14)
        ],
    }  # fmt: skip
    ticks = iter(range(10**9))

    class Slow:
        """A clock that jumps past the exact search's share at its first look."""

        def __call__(self) -> float:
            return 0.0 if next(ticks) < 2 else 50.0

    found = ways(
        parse_plan(plan), ("growth", "profit"),
        SolveSettings(time_limit=100, clock=Slow()),
    )  # fmt: skip

    assert not found.is_exact
    assert len(found.points) >= 3
    growths = [point.values[0] for point in found.points]
    profits = [point.values[1] for point in found.points]
    assert growths == sorted(growths)
    assert profits == sorted(profits, reverse=True)
