"""What a goal misses taken apart, and the worths of a bet, each by its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from leadline.roadmap.types import (
    Bases,
    Comes,
    Outlook,
    Range,
    WorthInPlan,
    comes_words,
)
from leadline.strategy.types import (
    Direction,
    GoalKind,
    GoalRow,
    GoalState,
    MeasureRow,
    ModelFile,
    ProjectionRow,
    ReadingRow,
)
from leadline.web.roadmap.worths import worths_of

PERIODS = ("2027Q1", "2027Q2", "2027Q3", "2027Q4")


def goal(now: int, target: int, unit: str = "", currency: str = "EUR") -> GoalRow:
    read = ReadingRow(1, date(2026, 10, 31), Decimal(now), "Billing", "")
    measure = MeasureRow(
        id=3, goal_id=1, kind=GoalKind.GROWTH, measure="Revenue", metric_id=9,
        unit=unit, currency=currency, direction=Direction.UP,
        baseline=Decimal(0),
        baseline_date=date(2026, 1, 1), target=Decimal(target),
        target_date=date(2027, 12, 31), since=date(2026, 1, 1), latest=read,
    )  # fmt: skip
    return GoalRow(
        id=1, version=1, name="Grow", kind=GoalKind.GROWTH, state=GoalState.OPEN,
        depth=0, parent_id=None, parent="", measures=(measure,), owner="",
        owner_id=None, product="", product_id=None, set_on=date(2026, 1, 1),
    )  # fmt: skip


def table(value: float, measure: str = "revenue") -> dict[str, Any]:
    spread = {"p10": value, "p50": value, "p90": value, "mean": value}
    return {measure: dict.fromkeys(PERIODS, spread)}


def seen(
    bare: float, full: float, at_least: float, measure: str = "revenue",
    bets: tuple[dict[str, Any], ...] = (), in_model: tuple[dict[str, Any], ...] = (),
) -> Outlook:  # fmt: skip
    """An outlook that asks for one goal by the end of 2027."""
    way = {"id": "1-3-up", "measure": measure, "period": "2027Q4"}
    plain = {"measures": table(full, measure), "without_bets": table(bare, measure),
             "bets": bets, "goals": []}  # fmt: skip
    found = ProjectionRow(
        id=1, plan_id=1, digest="a", seed=0, futures=9, made_by="", currency="EUR",
        made_at=datetime(2026, 11, 29, tzinfo=UTC), periods=PERIODS, plain=plain,
    )  # fmt: skip
    model = {"goals": [way | {"at_least": at_least}], "bets": in_model}
    return Outlook(found, ModelFile(model, digest="a"), {})


def test_what_comes_by_itself_what_the_plan_brings_and_the_rest_add_up() -> None:
    """A quarter's revenue of 1.9m is 7.6m a year, from 7,013,345."""
    aim = goal(7_013_345, 7_900_000)
    found = seen(1_900_000, 1_960_000, 1_975_000).comes(aim)

    assert isinstance(found, Comes)
    assert (found.by_itself, found.by_bets, found.missing) == (587e3, 240e3, 887e3)
    assert found.by_itself + found.by_bets + found.short == found.missing
    assert comes_words(found, aim) == (
        "Of the €887k missing, €587k comes by itself and €240k with the plan: €60k "
        "short of it, by the middle of the futures at the end of December 2027."
    )


@pytest.mark.parametrize(("bare", "full", "words"), [
    (1_900_000, 2_000_000, "€400k with the plan: €100k more than that"),
    (1_875_000, 1_975_000, "€400k with the plan: just that"),
    (1_700_000, 1_800_000,
     "nothing comes by itself (it loses €200k) and €400k with the plan"),
    (1_900_000, 1_875_000, "the plan costs €100k of it"),
])  # fmt: skip
def test_every_way_it_may_go_is_said(bare: int, full: int, words: str) -> None:
    aim = goal(7_000_000, 7_900_000)
    found = seen(bare, full, 1_975_000).comes(aim)
    assert found is not None
    assert words in comes_words(found, aim)


def test_per_cents_come_in_points() -> None:
    aim = goal(20, 22, unit="%", currency="")
    found = seen(0.21, 0.215, 0.22, "margin").comes(aim)
    assert found is not None
    assert "Of the 2 points missing, 1 point comes by itself and 0.5 points" in (
        comes_words(found, aim)
    )


@pytest.mark.parametrize(("starts", "kind"), [
    (0.161, Bases), (0.1979, Bases), (0.1981, Comes), (0.2019, Comes), (0.2021, Bases),
])  # fmt: skip
def test_two_bases_have_no_difference(starts: float, kind: type) -> None:
    """Two points are missing: a model that begins 0.2 from the reading is its own."""
    aim = goal(20, 22, unit="%", currency="")
    whole = replace(seen(0.214, 0.247, 0.22, "margin"), starts={"margin": starts})
    assert type(whole.comes(aim)) is kind


def test_two_bases_are_both_said() -> None:
    aim = goal(20, 22, unit="%", currency="")
    whole = replace(seen(0.214, 0.247, 0.22, "margin"), starts={"margin": 0.161})
    found = whole.comes(aim)
    assert found is not None
    told = comes_words(found, aim)
    assert told == (
        "21.4% with nothing built and 24.7% with the plan, by the middle of the "
        "futures at the end of December 2027, from 16.1% by the sheet of economics. "
        "Revenue was read at 20%: two bases, so no difference between them is given."
    )


def test_nothing_is_said_of_a_goal_that_is_met_or_not_projected() -> None:
    assert seen(1.0, 1.0, 1_975_000).comes(goal(8_000_000, 7_900_000)) is None
    other = seen(1.0, 1.0, 1_975_000)
    empty = Outlook(other.projection, ModelFile({"goals": []}), {})
    assert empty.comes(goal(7_000_000, 7_900_000)) is None
    assert Outlook(None, other.file, {}).comes(goal(7_000_000, 7_900_000)) is None


def bet(confidence: int | None = 60) -> Any:
    said = Range(*map(Decimal, (50, 100, 200)), currency="EUR")
    return SimpleNamespace(id=4, growth=said, profit=Range(), confidence=confidence)


def counted(*, is_projected: bool) -> WorthInPlan:
    return WorthInPlan(
        "Balanced", 60.0, 0.0, "EUR", "2027Q1", date(2026, 10, 20), is_projected
    )


def test_each_worth_has_a_name_and_says_why_it_differs() -> None:
    """Finished in the second quarter it has two quarters to bring 80 in: 160 a year."""
    spread = {"p10": 0, "p50": 80, "p90": 90, "mean": 80}
    ours = ({"id": "sso-4", "growth": spread, "profit": spread},)
    model = ({"id": "sso-4", "finished": "2027Q2"},)
    outlook = seen(1, 1, 1, bets=ours, in_model=model)

    said, plan, projected = worths_of(bet(), counted(is_projected=True), outlook)

    assert (said.name, said.growth, said.profit) == ("As said", "€100", "not said")
    assert (plan.name, plan.growth) == ("As the plan counts it", "€60")
    assert "from what it moves on the sheet, alone, finished in Q1 2027" in plan.why
    assert (projected.name, projected.growth) == ("In the projection", "€160")
    assert projected.why.endswith("from Q3 2027 to the end of Q4 2027")


@pytest.mark.parametrize(
    ("sure", "why"), [(60, "by how sure people"), (None, "as said")]
)
def test_an_opinion_is_counted_as_it_was_said(sure: int | None, why: str) -> None:
    worths = worths_of(bet(sure), counted(is_projected=False), seen(1, 1, 1))
    assert [one.name for one in worths] == ["As said", "As the plan counts it"]
    assert why in worths[1].why


def test_a_plan_in_another_currency_has_no_figure_beside_ours() -> None:
    in_dollars = replace(counted(is_projected=False), currency="USD")
    said, plan = worths_of(bet(), in_dollars, seen(1, 1, 1))
    assert (said.growth, plan.growth, plan.profit) == ("€100", "no figure", "no figure")
    assert plan.why.endswith("it counts in USD; plan again to compare")


def test_one_worth_alone_needs_no_table() -> None:
    assert worths_of(bet(), None, seen(1, 1, 1)) == []
