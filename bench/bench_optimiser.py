"""The optimiser beside a plain integer program and the published optima.

``python -m bench.bench_optimiser`` prints the figures. The Next Release files
come from the folder in LEADLINE_DATA; the schedules are invented (bench.schedules).
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from bench.nrp import nrp_plan
from bench.schedules import schedule_plan
from leadline.engine.portfolio.check import check_plan
from leadline.engine.portfolio.model import build_model
from leadline.engine.portfolio.problem import parse_plan
from leadline.engine.portfolio.solve import SolveSettings, best_plan

SCHEDULE_SECONDS = 10.0


def run() -> list[dict[str, Any]]:
    """Return the figures: name, value, unit, reference, ratio."""
    return [*_releases(), *_schedules()]


def _figure(name: str, value: float, unit: str, reference: float) -> dict[str, Any]:
    ratio = value / reference if reference else None
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "reference": reference,
        "ratio": ratio,
    }


def _releases() -> list[dict[str, Any]]:
    data = os.environ.get("LEADLINE_DATA")
    if not data:
        print(
            "Next Release files passed over: LEADLINE_DATA is not set.", file=sys.stderr
        )
        return []
    folder = Path(data) / "nrp_xuan"
    found = []
    with (folder / "verified_optima.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        name = row["instance"]
        kind = "realistic-nrp" if name.startswith("nrp-") else "classic-nrp"
        plan = nrp_plan(folder / kind / f"{name}.txt", f".{row['budget_pct']}")
        found += _release(
            f"{name} {row['budget_pct']} %", plan, float(row["optimum_rounded_budget"])
        )
    return found


def _release(name: str, plan: dict[str, object], best: float) -> list[dict[str, Any]]:
    text = json.dumps(plan)
    began = time.perf_counter()
    problem = parse_plan(json.loads(text))
    result = best_plan(problem, SolveSettings(pricing_limit=0))
    wrong = check_plan(problem, result)
    ours = time.perf_counter() - began
    if wrong or result.status != "optimal":
        print(f"{name}: {result.status} {wrong}", file=sys.stderr)
    began = time.perf_counter()
    _plain_release(json.loads(text))
    plain = time.perf_counter() - began
    return [
        _figure(f"{name}: worth, proven, of the optimum", result.objective, "", best),
        _figure(f"{name}: read, solve, check, of a plain model", ours, "s", plain),
    ]


def _plain_release(plan: dict[str, Any]) -> float:
    """The textbook model: a column a bet and a customer, a row a wish."""
    bets = {bet["id"]: at for at, bet in enumerate(plan["bets"])}
    pairs = [(bets[b["id"]], bets[a]) for b in plan["bets"] for a in b["after"]]
    worth = [0.0] * len(bets)
    for customer in plan["customers"]:
        pairs += [(len(worth), bets[want]) for want in customer["wants"]]
        worth.append(customer["worth"])
    count = len(pairs)
    row = [*np.repeat(np.arange(count), 2), *([count] * len(bets))]
    col = [*np.array(pairs, dtype=int).ravel(), *range(len(bets))]
    cost = [bet["effort"]["all"] for bet in plan["bets"]]
    val = [*np.tile([1.0, -1.0], count), *cost]
    high = [0.0] * count + [plan["teams"]["all"][0]]
    matrix = coo_array((val, (row, col)), shape=(count + 1, len(worth))).tocsr()
    found = milp(
        -np.array(worth),
        constraints=LinearConstraint(matrix, -np.inf, high),
        integrality=np.ones(len(worth)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "time_limit": 60.0},
    )
    return -found.fun


def _schedules() -> list[dict[str, Any]]:
    found = []
    for seed in range(2):
        problem = parse_plan(schedule_plan(seed))
        settings = SolveSettings(time_limit=SCHEDULE_SECONDS, gap=0.01, pricing_limit=0)
        result = best_plan(problem, settings)
        if wrong := check_plan(problem, result):
            print(f"schedule {seed}: {wrong}", file=sys.stderr)
        model = build_model(problem)
        plain = milp(
            -model.gain,
            constraints=LinearConstraint(model.matrix, model.low, model.high),
            integrality=np.ones_like(model.gain),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0.01, "time_limit": SCHEDULE_SECONDS},
        )
        name = f"300 bets, 8 quarters, 12 teams, no. {seed}"
        value = 0.0 if plain.fun is None else -plain.fun
        found.append(_figure(f"{name}: in 10 s", result.objective, "", value))
        gap = float("nan") if plain.mip_gap is None else plain.mip_gap
        found.append(_figure(f"{name}: proven gap", result.gap, "", gap))
    return found


if __name__ == "__main__":
    for figure in run():
        print(
            f"{figure['name']:<62}{figure['value']:>12,.4g} {figure['unit']:<2}"
            f"{figure['reference']:>12,.4g}{figure['ratio']:>9.3f}"
        )
