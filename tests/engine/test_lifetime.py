"""Who buys again and worth how much, on invented customers of known kinds."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import gammaln, hyp2f1

from leadline.engine.errors import EngineError
from leadline.engine.lifetime.purchases import (
    FEWEST,
    FEWEST_AGAIN,
    Histories,
    PurchaseModel,
    fit_purchases,
)
from leadline.engine.lifetime.worth import fit_worth

TRUE = PurchaseModel(0.8, 6.0, 0.7, 2.5, 0.0)


def customers(n: int, weeks: float, ahead: float = 0.0) -> tuple[Histories, np.ndarray]:
    """Return invented histories of ``weeks`` weeks, and purchases after them."""
    draw = np.random.default_rng(4)
    repeats, last, later = np.zeros((3, n))
    for i in range(n):
        rate = draw.gamma(TRUE.r, 1 / TRUE.alpha)
        leave = draw.beta(TRUE.a, TRUE.b)
        t = 0.0
        while True:
            t += draw.exponential(1 / rate)
            if t > weeks + ahead:
                break
            if t <= weeks:
                repeats[i], last[i] = repeats[i] + 1, t
            else:
                later[i] += 1
            if draw.random() < leave:
                break
    return Histories(repeats, last, np.full(n, weeks)), later


def test_the_model_that_made_the_customers_is_found() -> None:
    seen, later = customers(4000, 60.0, 40.0)

    model = fit_purchases(seen)

    assert model.r == pytest.approx(TRUE.r, rel=0.15)
    assert model.alpha == pytest.approx(TRUE.alpha, rel=0.2)
    assert model.a / (model.a + model.b) == pytest.approx(0.7 / 3.2, rel=0.15)
    assert not model.is_at_edge
    ahead = model.expected(seen, 40.0)
    assert ahead.sum() == pytest.approx(later.sum(), rel=0.06)
    assert np.corrcoef(ahead, later)[0, 1] > 0.6


def test_the_likelihood_is_that_of_the_paper() -> None:
    seen, _ = customers(300, 40.0)
    model = fit_purchases(seen)
    x, last, age = seen.repeats, seen.last, seen.age
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    stay = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
    rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    either = (alpha + age) ** -(r + x)
    either = either + np.where(x > 0, a / (b + x - 1) * (alpha + last) ** -(r + x), 0)

    assert model.log_likelihood == pytest.approx((stay + rate + np.log(either)).sum())


def test_the_unit_of_time_changes_nothing_but_alpha() -> None:
    seen, _ = customers(500, 40.0)
    days = Histories(seen.repeats, seen.last * 7, seen.age * 7)

    weekly, daily = fit_purchases(seen), fit_purchases(days)

    assert daily.r == pytest.approx(weekly.r, rel=1e-4)
    assert daily.alpha == pytest.approx(7 * weekly.alpha, rel=1e-4)
    assert np.allclose(daily.expected(days, 70), weekly.expected(seen, 10), rtol=1e-3)


def test_expected_purchases_are_the_sum_of_what_may_happen() -> None:
    """The closed form against a plain simulation of one customer's future."""
    seen = Histories(np.array([3.0]), np.array([20.0]), np.array([30.0]))
    draw = np.random.default_rng(8)
    n = 400_000
    rate = draw.gamma(TRUE.r + 3, 1 / (TRUE.alpha + 30), n)
    leave = draw.beta(TRUE.a, TRUE.b + 3, n)
    t, number, is_here = np.zeros(n), np.zeros(n), np.ones(n, dtype=bool)
    for _ in range(200):
        t = t + draw.exponential(1 / rate)
        is_here &= t <= 25.0
        number += is_here
        is_here &= draw.random(n) >= leave
    expected = number.mean() * TRUE.alive(seen)[0]

    assert TRUE.expected(seen, 25.0)[0] == pytest.approx(expected, rel=0.01)


def test_large_counts_and_far_futures_stay_finite() -> None:
    x = np.array([0.0, 1, 50, 5_000, 100_000])
    seen = Histories(x, np.where(x > 0, 90.0, 0.0), np.full(5, 100.0))

    for a in (0.01, 0.5, 1.0, 3.0, 3000.0):
        model = PurchaseModel(0.3, 4.0, a, 2.0, 0.0)
        ahead = model.expected(seen, 1e4)
        assert np.isfinite(ahead).all()
        assert (ahead >= 0).all()
        assert (model.expected(seen, 0.0) == 0).all()
    assert (np.diff(TRUE.expected(seen, 10.0)[:3]) > 0).all()
    with pytest.raises(EngineError, match="at least 0"):
        TRUE.expected(seen, -1.0)


def test_expected_purchases_agree_with_the_paper() -> None:
    x = np.array([0.0, 1, 4, 20, 60])
    seen = Histories(x, np.where(x > 0, 29.0, 0.0), np.full(5, 30.0))

    for a in (0.3, 0.8, 3.0):
        model, t = PurchaseModel(0.3, 4.0, a, 2.5, 0.0), 25.0
        whole, r, b, alpha = 4.0 + 30 + t, 0.3, 2.5, 4.0
        kept = ((alpha + 30) / whole) ** (r + x) * hyp2f1(
            r + x, b + x, a + b + x - 1, t / whole
        )
        paper = (a + b + x - 1) / (a - 1) * (1 - kept) * model.alive(seen)
        assert np.allclose(model.expected(seen, t), paper, rtol=1e-8)


def few(n: int, again: int) -> Histories:
    x = np.array([1.0] * again + [0.0] * (n - again))
    return Histories(x, x * 3, np.full(n, 10.0))


def test_too_few_have_no_figure_and_it_is_said_why() -> None:
    with pytest.raises(EngineError, match="Nobody bought again"):
        fit_purchases(few(200, 0))
    with pytest.raises(EngineError, match="1 customers, 1 of whom"):
        fit_purchases(few(1, 1))
    with pytest.raises(EngineError, match="too few"):
        fit_purchases(few(FEWEST - 1, FEWEST_AGAIN))
    with pytest.raises(EngineError, match="too few"):
        fit_purchases(few(FEWEST, FEWEST_AGAIN - 1))
    assert fit_purchases(few(FEWEST, FEWEST_AGAIN)).log_likelihood < 0


@pytest.mark.parametrize(
    ("repeats", "last", "age"),
    [([1], [5], [4]), ([0], [1], [4]), ([-1], [0], [4]), ([1], [1], [float("inf")])],
)
def test_histories_that_cannot_be_are_refused(
    repeats: list[float], last: list[float], age: list[float]
) -> None:
    with pytest.raises(EngineError, match=r"between|finite"):
        Histories(*(np.array(part, dtype=float) for part in (repeats, last, age)))


def test_amounts_are_drawn_to_everybodys_mean_by_how_few_they_are() -> None:
    draw = np.random.default_rng(2)
    rate = draw.gamma(4.0, 1 / 15.0, 3000)
    x = draw.integers(1, 8, 3000).astype(float)
    mean = draw.gamma(6.0 * x, 1 / (rate * x))

    model = fit_worth(x, mean)

    assert model.p == pytest.approx(6.0, rel=0.15)
    assert model.q == pytest.approx(4.0, rel=0.15)
    assert model.v == pytest.approx(15.0, rel=0.25)
    everybody = 6.0 * 15.0 / 3.0
    found = model.average(np.array([0.0, 1.0, 100.0]), np.array([0.0, 90.0, 90.0]))
    assert found[0] == pytest.approx(everybody, rel=0.1)
    assert found[0] < found[1] < found[2] < 90.0


def test_amounts_without_a_spread_or_too_few_are_refused() -> None:
    many = np.ones(FEWEST_AGAIN)
    with pytest.raises(EngineError, match="are the same"):
        fit_worth(many, many * 5)
    with pytest.raises(EngineError, match="9 customers bought again"):
        fit_worth(many[1:], np.arange(1.0, FEWEST_AGAIN))
    with pytest.raises(EngineError, match="above 0"):
        fit_worth(many, np.arange(FEWEST_AGAIN) * 1.0)
