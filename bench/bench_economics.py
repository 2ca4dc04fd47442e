"""The projection beside the least a program could take, and learning beside nesting.

``python -m bench economics`` prints the figures. Models and plans are invented. Time
and memory are those of processes of their own, which hold nothing else; the least is a
process with numpy and scipy that fills arrays as large as the figures that are kept.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from leadline.engine.economics.doubts import doubts_of
from leadline.engine.economics.learning import learn
from leadline.engine.economics.parse import parse_model
from leadline.engine.economics.projection import project
from leadline.engine.portfolio.problem import parse_plan
from tests.engine.test_economics_learning import UNSURE, nested

FUTURES, BETS, QUARTERS, SEGMENTS = 100_000, 40, 12, 5
MEASURED = """
import json, resource, sys, time
begun = time.perf_counter(), time.process_time()
{work}
spent = time.perf_counter() - begun[0], time.process_time() - begun[1]
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([*spent, most]))
"""
PROJECT = """
from pathlib import Path
from leadline.workbench.project import project_file
project_file(Path(sys.argv[1]), out=Path(sys.argv[2]), futures={futures})
"""
FLOOR = """
import numpy, scipy.special
kept = numpy.ones(({rows}, {futures}))
"""


def around(middle: float, share: float) -> dict[str, float]:
    """Return a range around a middle, wider above than below."""
    low, high = middle * (1 - share), middle * (1 + 1.6 * share)
    return {"p10": min(low, high), "p50": middle, "p90": max(low, high)}


def economic_model(seed: int = 1) -> dict[str, Any]:
    """Return a model of 40 bets over 12 quarters in which everything is a range."""
    rng = random.Random(seed)
    periods = [f"{2027 + at // 4}Q{at % 4 + 1}" for at in range(QUARTERS)]
    segments = [
        {
            "id": f"segment {at}",
            "customers": around(rng.uniform(50, 300), 0.02),
            "price": around(rng.uniform(500, 5000), 0.05),
            "new": around(rng.uniform(2, 15), 0.4),
            "churn": around(0.02, 0.4),
            "expansion": around(0.01, 0.4),
            "margin": {"p10": 0.75, "p50": 0.8, "p90": 0.84},
        }
        for at in range(SEGMENTS)
    ]
    bets = []
    for at in range(BETS):
        driver = rng.choice(["churn", "new", "expansion", "price"])
        change = rng.uniform(0.02, 0.2) * (-1 if driver == "churn" else 1)
        effect = {"driver": driver, "segment": f"segment {rng.randrange(SEGMENTS)}",
                  "relative": around(change, 0.7), "ramp": [0.5, 1.0]}  # fmt: skip
        bets.append(
            {"id": f"bet {at}", "finished": rng.choice(periods),
             "chance": round(rng.uniform(0.4, 0.95), 2),
             "cost_once": around(20_000, 0.3), "cost_per_period": 1000,
             "effects": [effect]}
        )  # fmt: skip
    return {
        "periods": periods,
        "segments": segments,
        "costs": {"teams": 300_000, "other": around(50_000, 0.3)},
        "bets": bets,
        "goals": [{"id": "grow", "measure": "revenue", "period": periods[-1],
                   "at_least": 3.9e6}],
    }  # fmt: skip


def _child(work: str, *arguments: str) -> tuple[float, float, float]:
    """Run work in a process of its own: seconds, processor seconds, megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED.format(work=work), *arguments],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    clock, processor, megabytes = json.loads(done.stdout.splitlines()[-1])
    return clock, processor, megabytes


def _figure(name: str, value: float, unit: str, reference: float) -> dict[str, Any]:
    ratio = value / reference if reference else None
    return {"name": name, "value": value, "unit": unit, "reference": reference,
            "ratio": ratio}  # fmt: skip


def run() -> list[dict[str, Any]]:
    """Return the figures: name, value, unit, reference, ratio."""
    return [*_projection(), *_evenness(), *_learning()]


def _projection() -> list[dict[str, Any]]:
    rows = 2 * 3 * QUARTERS + BETS  # of what bets add, half as many futures
    with tempfile.TemporaryDirectory() as folder:
        model, out = Path(folder) / "model.json", Path(folder) / "p.json"
        model.write_text(json.dumps(economic_model()))
        work = PROJECT.format(futures=FUTURES)
        runs = [_child(work, str(model), str(out)) for _ in range(3)]
    floor = _child(FLOOR.format(rows=rows, futures=FUTURES))
    name = f"{FUTURES:,} futures, {BETS} bets, {QUARTERS} quarters"
    parsed = parse_model(economic_model())
    project(parsed, futures=1000)
    begun = time.process_time()
    project(parsed, futures=FUTURES)
    engine = time.process_time() - begun
    return [
        _figure(f"{name}: read, project, write", min(r[0] for r in runs), "s", 1.0),
        _figure(f"{name}: the engine's processor", engine, "s", 1.0),
        _figure(f"{name}: memory", min(r[2] for r in runs), "MB", floor[2]),
    ]


def _evenness() -> list[dict[str, Any]]:
    spread = project(parse_model(economic_model()), futures=FUTURES).measures["revenue"]
    last = list(spread.values())[-1]
    at_random = (last.p90 - last.p10) / 2.563 / FUTURES**0.5
    name = "standard error of mean revenue, of as many at random"
    return [_figure(name, last.se or 0.0, "", at_random)]


def _learning() -> list[dict[str, Any]]:
    found = learn(parse_plan(UNSURE), doubts_of(UNSURE), futures=65_536)
    worth = {(one.bet, one.measure): one.evppi for one in found.lessons}
    return [
        _figure(
            f"knowing {doubt.bet} {doubt.name}, of nested simulation",
            worth[doubt.bet, doubt.name],
            "",
            nested(UNSURE, row),
        )
        for row, doubt in enumerate(doubts_of(UNSURE))
    ]


if __name__ == "__main__":
    for figure in run():
        print(
            f"{figure['name']:<62}{figure['value']:>12,.4g} {figure['unit']:<3}"
            f"{figure['reference']:>12,.4g}{figure['ratio']:>9.3f}"
        )
