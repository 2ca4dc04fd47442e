"""Forecasts of M4's hourly series and CDNOW's customers, beside the published.

``python -m bench series`` prints the figures; the files come from LEADLINE_DATA. The
hourly series take about four minutes of one core; LEADLINE_EVERY=4 takes each fourth.
"""

from __future__ import annotations

import csv
import os
import tempfile
import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from leadline.engine.series.forecast import forecast
from leadline.workbench.lifetime import LifetimeSettings, lifetime_file

HOURS, DAY = 48, 24
NAIVE2 = (18.383, 2.395)
"""sMAPE and MASE of the competition's benchmark on the hourly series."""
SEASONAL_NAIVE, UNTIL = 0.627, date(1997, 9, 30)


def figure(name: str, value: float, reference: float, unit: str = "") -> dict[str, Any]:
    return {
        "name": name,
        "value": float(value),
        "unit": unit,
        "reference": reference,
        "ratio": float(value) / reference,
    }


def run() -> list[dict[str, Any]]:
    data = Path(os.environ.get("LEADLINE_DATA", "/nowhere"))
    found = []
    for part, folder in ((hourly, "forecast_m4"), (cdnow, "clv_cdnow")):
        if (data / folder).is_dir():
            found += part(data / folder)
        else:
            print(f"{data / folder} is not there; set LEADLINE_DATA.")
    return found


def series_of(path: Path) -> list[np.ndarray]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))[1:]
    return [np.array([float(cell) for cell in line[1:] if cell]) for line in lines]


def hourly(folder: Path) -> list[dict[str, Any]]:
    every = int(os.environ.get("LEADLINE_EVERY", "1"))
    seen = series_of(folder / "Hourly-train.csv")[::every]
    came = series_of(folder / "Hourly-test.csv")[::every]
    scores, naive, held, start = [], [], [], time.perf_counter()
    for y, ahead in zip(seen, came, strict=True):
        got = forecast(y, HOURS, (DAY, 7 * DAY))
        scores.append(errors(y, got.p50, ahead))
        naive.append(errors(y, np.resize(y[-DAY:], HOURS), ahead))
        held.append(np.mean((got.p05 <= ahead) & (ahead <= got.p95)))
    seconds = (time.perf_counter() - start) / len(seen)
    return [
        figure("M4 hourly, OWA, seasonal naive in the same run", owa(naive), 0.627),
        figure("M4 hourly, OWA", owa(scores), SEASONAL_NAIVE),
        figure("M4 hourly, intervals that hold", np.mean(held), 0.9),
        figure("M4 hourly, a series", seconds, 1.0, "s"),
    ]


def errors(y: np.ndarray, said: np.ndarray, came: np.ndarray) -> tuple[float, float]:
    """Return sMAPE and MASE of one series."""
    miss = np.abs(came - said)
    smape = np.mean(200 * miss / (np.abs(came) + np.abs(said)))
    return float(smape), float(miss.mean() / np.abs(y[DAY:] - y[:-DAY]).mean())


def owa(scores: list[tuple[float, float]]) -> float:
    return float(np.mean(np.mean(scores, axis=0) / np.array(NAIVE2)))


def cdnow(folder: Path) -> list[dict[str, Any]]:
    bought = [line.split() for line in (folder / "CDNOW_sample.txt").open()]
    rows = [(p[1], date.fromisoformat(p[2]), p[4]) for p in bought if len(p) == 5]
    later: dict[str, set[date]] = defaultdict(set)
    for who, when, _ in rows:
        if when > UNTIL:
            later[who].add(when)
    with tempfile.TemporaryDirectory() as name:
        path, out = Path(name) / "t.csv", Path(name) / "l.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("customer", "date", "amount"), *rows])
        got = lifetime_file(path, out=out, settings=LifetimeSettings(UNTIL, 39.0))
        with out.open(encoding="utf-8", newline="") as file:
            expected = {
                r["customer"]: float(r["purchases"]) for r in csv.DictReader(file)
            }
    made = np.array([len(later[who]) for who in expected])
    held_out = np.corrcoef(list(expected.values()), made)[0, 1]
    model, published = (
        got["model"],
        {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426},
    )
    return [
        *(
            figure(f"CDNOW, {name}", model[name], was)
            for name, was in published.items()
        ),
        figure("CDNOW, log likelihood", model["log_likelihood"], -9582.4),
        figure("CDNOW, correlation in weeks 40 to 78", held_out, 0.626),
    ]
