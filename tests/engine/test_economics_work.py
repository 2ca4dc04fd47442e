"""Bets that are finished when their work is, in each future: against one at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from leadline.engine.economics.block import KEPT, Course, Futures
from leadline.engine.economics.deck import Deck
from leadline.engine.economics.levers import levers
from leadline.engine.economics.model import BEFORE, ModelMistake
from leadline.engine.economics.parse import parse_model
from leadline.engine.economics.projection import project
from leadline.engine.economics.variants import variants
from leadline.engine.economics.worked import finished_by_work

PERIODS = ["Q1", "Q2", "Q3", "Q4"]
CLINIC = {"id": "clinic", "customers": 100, "price": 10, "margin": 0.5, "churn": 0.02}
WEEKS = {"p10": 5, "p50": 10, "p90": 20}


def plan(*bets: dict[str, Any], periods: list[str] = PERIODS[:2]) -> dict[str, Any]:
    teams = {"web": [10] * len(periods)}
    said = {"teams": teams, "objective": {"growth": 1}, "bets": list(bets)}
    return {"periods": periods} | said


def model(work: dict[str, Any], **more: Any) -> dict[str, Any]:
    bets = [
        {"id": "a", "finished": "Q1", "chance": 0.7, "cost_once": 3,
         "cost_per_period": {"p10": 1, "p50": 2, "p90": 3}, "effects": [
             {"driver": "new", "absolute": {"p10": 1, "p50": 3, "p90": 5},
              "ramp": [0.5, 1.0]},
             {"driver": "margin", "absolute": 0.1}]},
        {"id": "b", "finished": "Q2", "revenue": 20, "profit": {"p10": 1, "p50": 2,
         "p90": 4}},
        {"id": "c", "finished": "Q1", "effects": [
            {"driver": "churn", "relative": -0.5}, {"driver": "new", "relative": 0.2}]},
    ]  # fmt: skip
    return {"periods": PERIODS, "segments": [CLINIC], "bets": bets, "work": work} | more


def test_each_future_is_the_one_in_which_its_bets_are_finished_then() -> None:
    """Three bets queue for one team; one that does no good stands before them."""
    begins = {"old": "Q0", "a": "Q1", "b": "Q2", "c": "Q1"}
    bets = [{"id": one, "effort": {"web": WEEKS}} for one in begins]
    periods = ["Q0", *PERIODS[:3]]
    deck = Deck(parse_model(model({"plan": plan(*bets, periods=periods),
                                   "begins": begins})))  # fmt: skip
    values = deck.deal(64, seed=1, replicate=0)
    out = run(deck, values)
    ends = finished_by_work(deck, values)

    seen = set()
    for at in range(64):
        bets_then = tuple(
            replace(bet, finished=name_of(int(np.broadcast_to(ends[bet.id], 64)[at])))
            for bet in deck.model.bets
        )
        seen.add(tuple(bet.finished for bet in bets_then))
        alone = Deck(replace(deck.model, bets=bets_then, work=None))
        rows = [deck.rows[card.name] for card in alone.cards]
        one = run(alone, values[rows, at : at + 1])
        for mixed, single in zip(out, one, strict=True):
            assert mixed[..., at] == pytest.approx(single[..., 0])
    # Late, never, and (what nobody drew here) before the first quarter are among them.
    assert {None, "Q1", "Q2", "Q3"} <= {end for ends in seen for end in ends}
    assert len(seen) > 5


def name_of(end: int) -> str | None:
    return BEFORE if end < 0 else PERIODS[end] if end < len(PERIODS) else None


def run(deck: Deck, values: Any) -> tuple[Any, Any, Any, Any]:
    shape = (len(KEPT), len(PERIODS), values.shape[1])
    bets = (len(deck.model.bets), values.shape[1])
    out = Futures(*map(np.empty, (shape, shape, bets, bets)))
    Course(deck).run(values, out)
    return out.with_bets, out.without, out.growth, out.profit


def test_what_runs_over_makes_a_goal_as_likely_as_it_is_done_in_time() -> None:
    """Half of the efforts are more than the ten weeks of the first quarter."""
    work = {"plan": plan({"id": "a", "effort": {"web": WEEKS}}), "begins": {"a": "Q1"}}
    sold = {"periods": PERIODS, "segments": [CLINIC], "bets": [
        {"id": "a", "finished": "Q1", "revenue": 500}], "goals": [
        {"id": period, "measure": "revenue", "period": period, "at_least": 1300}
        for period in PERIODS[1:]]}  # fmt: skip
    found = project(parse_model(sold | {"work": work}), futures=8192)
    odds = [goal.probability for goal in found.goals]
    # By the end of Q2 twenty weeks are there: more is needed one time in ten, for ever.
    assert odds == pytest.approx([0.5, 0.9, 0.9], abs=0.002)
    assert all(goal.without_bets == 0 for goal in found.goals)
    assert [goal.probability for goal in project(parse_model(sold)).goals] == [1, 1, 1]
    assert [drive.driver for drive in found.drives] == ["work"]

    later, never = variants(
        parse_model(sold | {"work": work}), [{"a": "Q2"}, {}], period="Q4",
        begins=[{"a": "Q2"}, {}],
    )  # fmt: skip
    assert later.odds == pytest.approx((0.0, 0.5, 0.5), abs=0.002)
    assert never.odds == (0, 0, 0)


def test_weeks_that_are_certain_finish_it_as_planned() -> None:
    bets = [{"id": one, "effort": {"web": 5}} for one in "ac"]
    work = {"plan": plan(*bets), "begins": {"a": "Q1", "c": "Q1"}}
    asked = {"goals": [
        {"id": "g", "measure": "profit", "period": "Q4", "at_least": 480}]}  # fmt: skip
    said = model(work, **asked)
    del said["work"]
    with_work, without = (
        project(parse_model(one), futures=2048) for one in (said | {"work": work}, said)
    )
    assert with_work.as_plain() == without.as_plain()
    held = [levers(parse_model(one), ["bet:a"], futures=512) for one in (
        said | {"work": work}, said)]  # fmt: skip
    assert held[0] == held[1]


def test_work_says_what_is_wrong_with_it() -> None:
    bets = {"id": "a", "effort": {"web": WEEKS}}
    for work, told in (
        ({"plan": plan(bets)}, 'work: "begins" is missing'),
        ({"plan": 3, "begins": {}}, "work.plan: must be a plan"),
        ({"plan": {**plan(bets), "teams": {}}, "begins": {}}, "work.plan: "),
        ({"plan": plan(bets), "begins": {"z": "Q1"}}, 'there is no bet "z"'),
        ({"plan": plan(bets), "begins": {"a": "Q9"}}, 'there is no period "Q9"'),
        ({"plan": plan(bets), "begins": ["a"]}, "work.begins: must be an object"),
    ):
        with pytest.raises(ModelMistake) as raised:
            parse_model(model(work))
        assert told in str(raised.value), (work, str(raised.value))


def lump_by_work(**segment: Any) -> dict[str, Any]:
    """A bet that brings 300 a quarter once its work is done, which may be never."""
    work = {"plan": plan({"id": "b", "effort": {"web": WEEKS}}), "begins": {"b": "Q2"}}
    found = model(work, segments=[CLINIC | segment])
    found["bets"] = [{"id": "b", "finished": "Q2", "revenue": 300}]
    return found


def test_how_long_work_takes_is_all_of_a_doubt_that_comes_of_it_alone() -> None:
    found = project(parse_model(lump_by_work()), futures=2_000)
    assert [drive.driver for drive in found.drives] == ["work"]
    assert found.drives[0].share == pytest.approx(1, abs=1e-6)


def test_how_long_work_takes_has_its_share_of_a_doubt() -> None:
    """The two parts of the figure are independent, so that variances add up."""
    said = parse_model(lump_by_work(price={"p10": 8, "p50": 10, "p90": 12}))
    deck = Deck(said)
    full, bare, *_ = run(deck, deck.deal(20_000, seed=3, replicate=0))
    of_work = np.var(full[1, -1] - bare[1, -1])
    share = of_work / (of_work + np.var(bare[1, -1]))

    drives = {one.driver: one.share for one in project(said, futures=20_000).drives}

    assert 0.3 < share < 0.7
    assert drives["work"] == pytest.approx(share, abs=0.02)
    assert drives["work"] + drives["price:clinic"] == pytest.approx(1, abs=0.02)


def test_work_is_held_at_all_its_long_and_at_all_its_short_ends() -> None:
    lever = levers(parse_model(lump_by_work()), ["work"])[0]
    assert (lever.at_low, lever.at_high) == (None, None)
    assert lever.high - lever.low == pytest.approx(300)
