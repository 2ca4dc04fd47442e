"""Forecasts of series: seasons, gaps, honest intervals, and refusals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from leadline.engine.errors import EngineError
from leadline.engine.series.forecast import SHORTEST, forecast
from leadline.engine.series.timeline import timeline_of

rng = np.random.default_rng(7)


def test_a_season_with_a_trend_is_carried_on() -> None:
    t = np.arange(96 + 12)
    whole = 100 + 0.5 * t + 20 * np.sin(2 * np.pi * t / 12)

    got = forecast(whole[:96], 12, (12,))

    assert got.periods == (12,)
    assert np.abs(got.p50 - whole[96:]).max() < 2
    assert (got.p05 <= got.p50).all()
    assert (got.p50 <= got.p95).all()


def test_two_seasons_a_day_and_a_week_are_carried_on() -> None:
    t = np.arange(24 * 28 + 48)
    day = 10 * np.sin(2 * np.pi * t / 24)
    whole = 60 + day * np.where((t // 24) % 7 < 5, 1.0, 0.3)
    whole = whole + np.random.default_rng(3).normal(0, 0.2, t.size)

    got = forecast(whole[: 24 * 28], 48, (24, 168))

    assert np.abs(got.p50 - whole[24 * 28 :]).mean() < 0.5


def growth(draw: np.random.Generator, n: int) -> np.ndarray:
    season = 0.3 * np.sin(2 * np.pi * np.arange(n) / 12)
    return np.exp(3 + 0.01 * np.arange(n) + season + 0.05 * draw.normal(size=n))


def walk(draw: np.random.Generator, n: int) -> np.ndarray:
    return 100 + np.cumsum(draw.normal(size=n))


def counts(draw: np.random.Generator, n: int) -> np.ndarray:
    return draw.poisson(5 + 2 * np.sin(2 * np.pi * np.arange(n) / 12)).astype(float)


@pytest.mark.parametrize("kind", [growth, walk, counts])
def test_intervals_hold_nine_times_in_ten(kind: object) -> None:
    draw = np.random.default_rng(11)
    held, error, naive = [], [], []
    for _ in range(25):
        whole = kind(draw, 84 + 12)  # type: ignore[operator]
        got, came = forecast(whole[:84], 12, (12,)), whole[84:]
        held.append((got.p05 <= came) & (came <= got.p95))
        error.append(np.abs(came - got.p50).mean())
        naive.append(min(np.abs(came - np.resize(whole[72:84], 12)).mean(),
                         np.abs(came - whole[83]).mean()))  # fmt: skip

    assert 0.83 <= np.mean(held) <= 0.98
    assert np.mean(error) < 1.15 * np.mean(naive)  # the better of two, known after


def test_missing_steps_are_passed_over() -> None:
    t = np.arange(72)
    whole = 50 + 10 * np.sin(2 * np.pi * t / 12)
    holed = whole[:60].copy()
    holed[[5, 17, 18, 40, 58]] = np.nan

    got = forecast(holed, 12, (12,))

    assert np.abs(got.p50 - whole[60:]).max() < 1


def test_counts_never_fall_below_nothing_and_a_constant_stays() -> None:
    few = np.tile([0.0, 0, 1, 0, 3, 0, 0, 2], 5)

    assert forecast(few, 8).p05.min() >= 0
    assert forecast(np.full(30, 7.0), 5).p50.tolist() == pytest.approx([7.0] * 5)
    assert forecast(np.zeros(20), 3).p95.tolist() == pytest.approx([0.0] * 3, abs=1e-6)
    assert forecast(-5 - np.arange(30) % 3.0, 3).p50.max() < -4


def test_a_season_is_used_only_where_it_is_held_twice() -> None:
    assert forecast(rng.normal(9, 1, 30), 3, (12,)).periods == (12,)
    assert forecast(rng.normal(9, 1, 29), 3, (12,)).periods == ()


def test_smoothings_that_run_away_leave_a_forecast_of_numbers() -> None:
    t, draw = np.arange(900), np.random.default_rng(1)
    seen = 100 + 20 * np.sin(2 * np.pi * t / 7) + draw.normal(size=900) * 3

    got = forecast(seen, 30, (7, 300))

    for line in (got.p05, got.p50, got.p95):
        assert np.isfinite(line).all()
    assert (got.p95 - got.p05).mean() < 40


def test_scaling_a_series_scales_its_forecast() -> None:
    seen = rng.gamma(5, 2, 60)

    one, many = forecast(seen, 6, (12,)), forecast(seen * 1000, 6, (12,))

    assert np.allclose(many.p95, one.p95 * 1000)


@pytest.mark.parametrize(
    ("values", "horizon", "words"),
    [
        ([1.0] * (SHORTEST - 1), 1, "at least 8"),
        ([1.0] * SHORTEST, SHORTEST + 1, "at most as many"),
        ([1.0] * SHORTEST, 0, "at least 1"),
        ([1.0] * 9 + [float("inf")], 1, "finite"),
        ([1.0] * 10 + [float("nan")] * 11, 1, "more than half"),
    ],
)
def test_why_there_is_no_forecast_is_said(
    values: list[float], horizon: int, words: str
) -> None:
    with pytest.raises(EngineError, match=words):
        forecast(np.array(values), horizon)


def test_the_least_there_can_be_is_forecast() -> None:
    assert forecast(np.arange(1.0, SHORTEST + 1), SHORTEST).p50.size == SHORTEST
    half = np.array([1.0, np.nan] * 9 + [1.0])
    assert forecast(half, 2).p50.tolist() == pytest.approx([1.0, 1.0])


START = datetime(2026, 1, 5, tzinfo=UTC)


def on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


def moments(*steps: int, unit: str = "days") -> list[datetime]:
    return [START + timedelta(**{unit: step}) for step in steps]


@pytest.mark.parametrize(
    ("found", "name", "periods", "after"),
    [
        (moments(0, 1, 2, 5, 6), "days", (7, 365), "2026-01-12"),
        (moments(0, 7, 14, 28), "weeks", (52,), "2026-02-09"),
        (moments(0, 1, 2, 3, 4, 7, 8), "weekdays", (5,), "2026-01-14"),
        (moments(0, 2, 4, 8), "2 days", (), "2026-01-15"),
        (moments(0, 1, 2, 4, unit="hours"), "hours", (24, 168), "2026-01-05"),
        (moments(0, 30, 60, unit="minutes"), "1800 seconds", (48, 336), "2026-01-05"),
        ([on(2025, m, 1) for m in (1, 4, 7)], "quarters", (4,), "2025-10-01"),
        ([on(y, 1, 1) for y in (2019, 2020, 2022)], "years", (), "2023-01-01"),
        ([on(2025, 1, 31), on(2025, 2, 28), on(2025, 3, 31)], "months", (12,),
         "2025-04-30"),
    ],
)  # fmt: skip
def test_the_step_is_found_from_the_dates(
    found: list[datetime], name: str, periods: tuple[int, ...], after: str
) -> None:
    line = timeline_of(found)

    assert (line.name, line.periods) == (name, periods)
    places = [line.place(moment) for moment in found]
    assert [line.moment(place) for place in places] == found
    assert line.moment(places[-1] + 1).date().isoformat() == after


def test_dates_at_no_step_are_refused() -> None:
    with pytest.raises(EngineError, match="no regular step"):
        timeline_of([*moments(0, 86_400 * 30, unit="seconds"), START.replace(year=2027,
                    second=1)])  # fmt: skip
    with pytest.raises(EngineError, match="at least 3"):
        timeline_of(moments(0, 1))
