"""Parts of the projection: points, correlations, shares of doubt, what may be said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri
from scipy.stats import spearmanr

from leadline.engine.economics.correlate import tied
from leadline.engine.economics.deck import Deck
from leadline.engine.economics.draws import MOST_SOBOL, even_points
from leadline.engine.economics.model import ModelMistake, RankLink
from leadline.engine.economics.parse import parse_model
from leadline.engine.economics.projection import project
from leadline.engine.economics.replicates import sizes
from leadline.engine.errors import EngineError
from tests.engine.economic_cases import doubtful_model

Z = float(ndtri(0.9))


@pytest.mark.parametrize("power", [3, 6, 10])
def test_each_row_of_points_has_one_in_each_of_as_many_cells(power: int) -> None:
    count = 2**power

    points = even_points(MOST_SOBOL + 3, count, seed=5, replicate=2)

    cells = np.sort(np.floor(points * count).astype(int), axis=1)
    assert (cells == np.arange(count)).all()
    assert 0 < points.min() < points.max() < 1


def test_two_rows_of_points_fill_a_square_evenly() -> None:
    """Of 2^10 Sobol points each of 2^10 rectangles of any shape holds one."""
    first, second = even_points(2, 1024, seed=1, replicate=0)

    for power in range(11):
        wide, high = 2**power, 2 ** (10 - power)
        cells = np.floor(first * wide) * high + np.floor(second * high)
        assert len(np.unique(cells)) == 1024


def test_randomisations_differ_and_are_each_uniform() -> None:
    means = np.array(
        [even_points(2, 3, seed=1, replicate=at)[:, 0] for at in range(2000)]
    )

    assert means.mean(axis=0) == pytest.approx([0.5, 0.5], abs=0.03)
    assert means.var(axis=0) == pytest.approx([1 / 12, 1 / 12], abs=0.01)
    assert abs(np.corrcoef(means.T)[0, 1]) < 0.08


@pytest.mark.parametrize(
    ("dimensions", "count", "seed"), [(0, 1, 0), (1, 0, 0), (1, 1, -1)]
)
def test_points_are_asked_for_within_bounds(
    dimensions: int, count: int, seed: int
) -> None:
    with pytest.raises(EngineError):
        even_points(dimensions, count, seed=seed, replicate=0)


@given(futures=st.integers(1, 1_000_000))
def test_randomisations_have_all_futures_between_them(futures: int) -> None:
    counts = sizes(futures)

    assert sum(counts) == futures
    assert all(count & (count - 1) == 0 for count in counts)
    assert len(counts) >= min(futures, 24)


@pytest.mark.parametrize("rank", [-0.9, -0.3, 0.5, 1.0])
def test_ranks_correlate_as_said_and_each_driver_keeps_its_points(rank: float) -> None:
    model = doubtful_model()
    model["correlation"] = [{"a": "new:clinic", "b": "price:clinic", "rank": rank}]
    deck = Deck(parse_model(model))

    values = deck.deal(16384, seed=3, replicate=0)

    new, price = (values[deck.rows[n]] for n in ("new:clinic", "price:clinic"))
    assert spearmanr(new, price).statistic == pytest.approx(rank, abs=0.02)
    assert np.quantile(new, [0.1, 0.5, 0.9]) == pytest.approx([4, 8, 15], rel=0.02)
    assert np.quantile(price, [0.1, 0.9]) == pytest.approx([1100, 1350], rel=0.01)


def test_correlations_that_contradict_one_another_give_way_and_say_so() -> None:
    names = ["price:clinic", "new:clinic", "churn:clinic"]
    model = doubtful_model()
    model["correlation"] = [
        {"a": a, "b": b, "rank": rank}
        for a, b, rank in zip(
            names, names[1:] + names[:1], [0.9, 0.9, -0.9], strict=True
        )
    ]

    found = project(parse_model(model), futures=64)

    (notice,) = found.notices
    assert notice.startswith("The correlations contradict one another")
    mix = tied(Deck(parse_model(model)).model.links, names).mix
    assert np.diag(mix @ mix.T) == pytest.approx(1, abs=1e-12)


def test_the_nearest_correlations_are_those_of_the_literature() -> None:
    """Higham's example of 2002: [[1, 1, 0], [1, 1, 1], [0, 1, 1]]."""
    links = [RankLink("a", "b", 1.0), RankLink("b", "c", 1.0)]

    ties = tied(links, ["a", "b", "c"])

    nearest = ties.mix @ ties.mix.T
    assert nearest[0, 1] == pytest.approx(0.7607, abs=1e-4)
    assert nearest[0, 2] == pytest.approx(0.1573, abs=1e-4)


def test_what_is_certain_goes_with_nothing_and_that_is_said() -> None:
    model = doubtful_model()
    model["correlation"] = [{"a": "margin:clinic", "b": "new:clinic", "rank": 0.5}]

    found = project(parse_model(model), futures=64)

    assert found.notices == ("margin:clinic is certain, so that nothing goes with it.",)


def lognormal(sigma: float) -> dict[str, float]:
    low, mid, high = np.exp(sigma * np.array([-Z, 0.0, Z]))
    return {"p10": float(low), "p50": float(mid), "p90": float(high)}


def test_shares_of_doubt_are_those_of_the_closed_form() -> None:
    """For a product of two lognormals: (exp s1^2 - 1) / (exp(s1^2 + s2^2) - 1)."""
    model = {
        "periods": ["Q1"],
        "segments": [{"id": "a", "customers": lognormal(0.5), "price": lognormal(0.3)}],
    }

    drives = {d.driver: d.share for d in project(parse_model(model)).drives}

    whole = np.exp(0.34) - 1
    wanted = {
        "customers:a": (np.exp(0.25) - 1) / whole,
        "price:a": (np.exp(0.09) - 1) / whole,
    }
    assert drives == pytest.approx(wanted, abs=0.01)


def test_a_bet_is_one_source_of_doubt_with_its_chance_and_its_effect() -> None:
    """Of s x, with x of mean m and variance v, the variance is p v + p (1 - p) m^2."""
    bet = {"id": "sso", "finished": "Q1", "chance": 0.6, "effects": [
        {"driver": "price", "relative": {"p10": 0.1 - 0.1 * Z, "p50": 0.1,
                                         "p90": 0.1 + 0.1 * Z}}]}  # fmt: skip
    model = {
        "periods": ["Q1", "Q2"],
        "segments": [{"id": "a", "customers": 1, "price": 100}],
        "costs": {"other": {"p10": -10 * Z, "p50": 0, "p90": 10 * Z}},
        "bets": [bet],
        "goals": [{"id": "g", "measure": "profit", "period": "Q2", "at_least": 0}],
    }

    found = project(parse_model(model))

    of_bet = 100**2 * (0.6 * 0.01 + 0.6 * 0.4 * 0.01)
    shares = {d.driver: d.share for d in found.drives}
    assert found.drives_of == ("profit", "Q2")
    assert shares["bet:sso"] == pytest.approx(of_bet / (of_bet + 100), abs=0.01)
    assert shares["costs:other"] == pytest.approx(100 / (of_bet + 100), abs=0.01)
    assert found.bets[0].growth.mean == pytest.approx(6, abs=0.01)


CHANGES: list[tuple[Any, str]] = [
    (lambda m: m.update(perods=[]),
     'the model: unknown key "perods"; known are periods, currency, segments, costs'),
    (lambda m: m["segments"][0].update(prise=1),
     'segments[0] (clinic): unknown key "prise"; known are id, customers, price, new'),
    (lambda m: m["segments"][0].pop("price"), 'segments[0] (clinic): "price" is miss'),
    (lambda m: m["segments"][0].update(churn={"p10": 0.1, "p50": 0.2, "P90": 0.3}),
     'segments[0] (clinic).churn: unknown key "P90"; known are p10, p50, p90, nothing'),
    (lambda m: m["segments"][0].update(churn={"p10": 0.3, "p50": 0.2, "p90": 0.4}),
     "segments[0] (clinic).churn: a range must rise"),
    (lambda m: m["segments"][0].update(churn=2),
     "segments[0] (clinic).churn: must be at most 1, not 2"),
    (lambda m: m["segments"][0].update(new=10**400),
     "segments[0] (clinic).new: is a number too large to reckon with"),
    (lambda m: m["segments"][0].update(new=float("inf")),
     "segments[0] (clinic).new: is a number too large to reckon with; write a"),
    (lambda m: m["segments"][0].update(new=True),
     "segments[0] (clinic).new: must be a number, not true"),
    (lambda m: m["costs"].update(rent=3), 'costs: unknown key "rent"; known are teams'),
    (lambda m: m["bets"][0].update(done="Q1"), 'bets[0] (sso): unknown key "done"'),
    (lambda m: m["bets"][0].pop("finished"), 'bets[0] (sso): "finished" is missing'),
    (lambda m: m["bets"][0].update(finished="Q9"),
     'sso.finished: there is no "Q9"; known are Q1, Q2, Q3'),
    (lambda m: m["bets"][0].update(chance=1.5), "bets[0] (sso).chance: must be at mos"),
    (lambda m: m["bets"][0]["effects"][0].update(absolute=1),
     'bets[0] (sso).effects[0]: give either "relative" or "absolute"'),
    (lambda m: m["bets"][0]["effects"][0].update(driver="sales"),
     'sso.effects[0].driver: there is no "sales"; known are customers, price'),
    (lambda m: m["bets"][0]["effects"][0].update(segment="zoo"),
     'sso.effects[0].segment: there is no "zoo"; known are clinic, port'),
    (lambda m: m["bets"][0]["effects"][0].update(ramp=[]),
     "bets[0] (sso).effects[0].ramp: must hold at least one share"),
    (lambda m: m["goals"][0].update(measure="joy"),
     'goal grow.measure: there is no "joy"; known are customers, revenue'),
    (lambda m: m["goals"][0].pop("at_least"), 'goals[0] (grow): "at_least" is missing'),
    (lambda m: m["correlation"][0].update(a="new:zoo"),
     'correlation[0].a: there is no "new:zoo"; known are churn:clinic'),
    (lambda m: m["correlation"][0].update(rank=1.1), "correlation[0].rank: must be at"),
    (lambda m: m["correlation"].append({"a": "price:clinic", "b": "new:clinic",
                                        "rank": 0}), "are there already; keep one"),
    (lambda m: m["correlation"].append({"a": "new:port", "b": "new:port", "rank": 0}),
     "correlation[1]: new:port is named twice"),
    (lambda m: m["segments"].append(m["segments"][0]),
     'segments: "clinic" is there 2 times; keep one'),
    (lambda m: m.update(periods=[]), "periods: at least one is needed"),
    (lambda m: m.update(segments=[]), "segments: at least one is needed"),
    (lambda m: m.update(segments="all"), 'segments: must be a list, not "all"'),
    (lambda m: m.update(currency=3), "currency: must be a name in quotes, not 3"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), CHANGES, ids=[t for _, t in CHANGES])
def test_a_mistake_names_its_place_and_what_is_allowed(change: Any, told: str) -> None:
    model = doubtful_model()
    change(model)

    with pytest.raises(ModelMistake) as caught:
        parse_model(model)

    assert any(one.startswith(told) or told in one for one in caught.value.mistakes)


def test_all_mistakes_of_a_model_are_told_at_once() -> None:
    model = doubtful_model()
    model["segments"][0]["prise"] = 1
    model["bets"][1]["chance"] = -1

    with pytest.raises(ModelMistake) as caught:
        parse_model(model)

    assert len(caught.value.mistakes) == 2
