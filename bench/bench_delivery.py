"""Forecasts of finishing, held against what came, on invented histories of six kinds.

From 12, 26 and 52 weeks, 10 and 40 items ahead. Beside each share stands that of the
plain way: weeks drawn evenly from all of the history. The truth is invented, so the
share of days that hold should be what was said, 80 of 100.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from leadline.engine.delivery.estimates import actual_of
from leadline.engine.delivery.throughput import Draws, weeks_to_finish

Counts = npt.NDArray[np.int64]
Random = np.random.Generator
WEEKS, NOW, RATE = 400, 200, 4.0
TIMES, FUTURES = 150, 500


def steady(rng: Random) -> Counts:
    """Return a team that is as fast in every week."""
    return rng.poisson(RATE, WEEKS)


def bursty(rng: Random) -> Counts:
    """Return nothing for a while, then much at once."""
    return rng.negative_binomial(RATE / 3, 1 / 4, WEEKS)


def waves(rng: Random) -> Counts:
    """Return slow weeks that follow slow ones."""
    pace = np.zeros(WEEKS)
    for week in range(1, WEEKS):
        pace[week] = 0.7 * pace[week - 1] + 0.5 * rng.normal()
    return rng.poisson(RATE * np.exp(pace - 0.25))


def holidays(rng: Random) -> Counts:
    """Return two weeks of nothing in each half-year."""
    done = rng.poisson(RATE, WEEKS)
    done[(np.arange(WEEKS) + rng.integers(0, 26)) % 26 < 2] = 0
    return done


def growing(rng: Random) -> Counts:
    """Return a team that finishes half as much again each year."""
    return rng.poisson(RATE * 1.5 ** ((np.arange(WEEKS) - NOW) / 52))


def changed(rng: Random) -> Counts:
    """Return a team that lost or won people in the last weeks."""
    ago, by = rng.integers(5, 40), rng.choice([0.6, 1.5])
    return rng.poisson(np.where(np.arange(WEEKS) < NOW - ago, RATE, RATE * by))


KINDS: dict[str, Callable[[Random], Counts]] = {
    kind.__name__: kind for kind in (steady, bursty, waves, holidays, growing, changed)
}


def plain(done: Counts, remaining: int, seed: int) -> npt.NDArray[np.float64]:
    """Return weeks to finish with weeks drawn evenly, the usual way."""
    drawn = np.random.default_rng(seed).choice(done, size=(FUTURES, 300))
    return (drawn.cumsum(axis=1) < remaining).sum(axis=1) + 1.0


def held(kind: str) -> tuple[float, float, float, float]:
    """Return the shares within 8 in 10 and by the 8-in-10 day, here and plainly."""
    shares = []
    for time in range(TIMES):
        done = KINDS[kind](np.random.default_rng([time, len(kind)]))
        for weeks in (12, 26, 52):
            past = done[NOW - weeks : NOW]
            for remaining in (10, 40) if past.any() else ():
                came = int(np.searchsorted(done[NOW:].cumsum(), remaining)) + 1
                both = (
                    weeks_to_finish(past, remaining, Draws(FUTURES, time)),
                    plain(past, remaining, time),
                )
                row = []
                for futures in both:
                    low, likely, high = np.quantile(
                        futures, [0.1, 0.8, 0.9], method="higher"
                    )
                    row += [low <= came <= high, came <= likely]
                shares.append(row)
    within, by, plainly, by_plainly = np.mean(shares, axis=0).tolist()
    return within, by, plainly, by_plainly


def estimates_held() -> float:
    """Return how often what 10 open items took lay within its 8 in 10."""
    rng = np.random.default_rng(5)
    inside = 0
    for time in range(300):
        said = rng.gamma(2, 3, 34) + 0.5
        took = said * np.exp(rng.normal(0.4, 0.6, 34))
        got = actual_of(said[24:], said[:24], took[:24], Draws(FUTURES, time))
        low, high = np.quantile(got, [0.1, 0.9])
        inside += low <= took[24:].sum() <= high
    return inside / 300


def run() -> list[dict[str, Any]]:
    """Measure; the reference is the plain way in the same run."""
    rows = []
    for kind in KINDS:
        within, by, plainly, by_plainly = held(kind)
        for name, value, reference in (
            ("within 8 in 10", within, plainly), ("by the 8-in-10 day", by, by_plainly),
        ):  # fmt: skip
            rows.append({"name": f"{kind}: {name}", "value": value, "unit": "share",
                         "reference": reference})  # fmt: skip
    name = "10 estimates by 24 past items: within 8 in 10"
    return [*rows, {"name": name, "value": estimates_held(), "unit": "share"}]
