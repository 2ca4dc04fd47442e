"""Plans over several quarters beside plain HiGHS and plain CP-SAT, in the same run.

``LEADLINE_DATA=… python -m bench.bench_roadmaps`` plans every size of the grid, the
rivals one after another on the same processors. The plans come from
``roadmaps/roadmap.py``, the rivals from ``roadmaps/rival.py`` there. CP-SAT needs
OR-Tools in an environment of its own, named by ``--ortools PYTHON``; without it only
HiGHS stands beside. ``--seeds 1-5``, ``--sizes 40-4-4,60-6-8`` and ``--seconds 30``
choose what is run.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leadline.engine.portfolio.check import check_plan
from leadline.engine.portfolio.problem import parse_plan
from leadline.engine.portfolio.solve import SolveSettings, best_plan
from leadline.foundation.beside import Side, hands

GRID = (
    "20-4-3,20-6-4,20-8-5,40-4-4,40-6-5,40-8-8,"
    "60-4-5,60-6-8,60-8-12,80-4-6,80-6-8,80-8-12"
)
GRACE_SECONDS = 60.0


@dataclass(frozen=True)
class Answer:
    """What one of them says about a plan; ``busy`` are seconds of processor time."""

    plan: str
    who: str
    objective: float
    bound: float
    seconds: float
    busy: float

    @property
    def gap(self) -> float:
        """The share by which the plan may fall short."""
        return max(0.0, self.bound - self.objective) / max(abs(self.objective), 1e-9)


def _busy() -> float:
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


def ours(path: Path, seconds: float) -> Answer:
    """Plan with the product, in as many processes as there are processors."""
    problem = parse_plan(json.loads(path.read_text()))
    began, busy = time.monotonic(), _busy()
    settings = SolveSettings(
        time_limit=seconds, pricing_limit=0, beside=Side, hands=hands()
    )
    result = best_plan(problem, settings)
    took, busy = time.monotonic() - began, _busy() - busy
    if wrong := check_plan(problem, result):
        raise SystemExit(f"{path.stem}: {wrong}")
    assert result.objective is not None
    assert result.bound is not None
    return Answer(path.stem, "leadline", result.objective, result.bound, took, busy)


def rival(path: Path, seconds: float, who: str, python: str) -> Answer | None:
    """Plan with a rival, in an environment of its own."""
    script = Path(os.environ["LEADLINE_DATA"]) / "roadmaps" / "rival.py"
    began, busy = time.monotonic(), _busy()
    told = subprocess.run(
        [python, str(script), str(path), who, f"{seconds:g}", str(hands())],
        capture_output=True,
        text=True,
        check=True,
        timeout=seconds + GRACE_SECONDS,
    )
    took, busy = time.monotonic() - began, _busy() - busy
    said = json.loads(told.stdout.splitlines()[-1])
    if said["obj"] is None:
        return None
    return Answer(path.stem, who, said["obj"], said["bound"], took, busy)


def plans(sizes: list[str], seeds: range, folder: Path) -> Iterator[Path]:
    """Write the plan files and yield each."""
    script = Path(os.environ["LEADLINE_DATA"]) / "roadmaps" / "roadmap.py"
    for size in sizes:
        for seed in seeds:
            path = folder / f"{size}-{seed}.json"
            words = [str(seed), *size.split("-"), str(path)]
            subprocess.run([sys.executable, str(script), *words], check=True)
            yield path


def run(
    sizes: list[str], seeds: range, seconds: float, ortools: str | None
) -> list[Answer]:
    """Return every answer; print each as it comes."""
    answers: list[Answer] = []
    rivals = [("highs", sys.executable)]
    if ortools:
        rivals.append(("cpsat", ortools))
    with tempfile.TemporaryDirectory() as folder:
        for path in plans(sizes, seeds, Path(folder)):
            found = [ours(path, seconds)]
            found += [
                answer
                for who, python in rivals
                if (answer := rival(path, seconds, who, python)) is not None
            ]
            for answer in found:
                print(
                    f"{answer.plan:<14}{answer.who:<10}{answer.objective:>12,.1f}"
                    f"{answer.bound:>12,.1f}{answer.gap:>9.2%}"
                    f"{answer.seconds:>7.1f} s{answer.busy:>7.1f} busy",
                    flush=True,
                )
            answers += found
    return answers


def summed_up(answers: list[Answer]) -> Iterator[str]:
    """Yield the figures that count, line by line."""
    by_plan: dict[str, dict[str, Answer]] = {}
    for answer in answers:
        by_plan.setdefault(answer.plan, {})[answer.who] = answer
    for who in sorted({answer.who for answer in answers}):
        gaps = [answer.gap for answer in answers if answer.who == who]
        yield (
            f"{who}: median gap {statistics.median(gaps):.2%}, largest {max(gaps):.2%},"
            f" proven {sum(gap < 1e-6 for gap in gaps)} of {len(gaps)}"
        )
    short = {
        plan: 1 - of["leadline"].objective / max(a.objective for a in of.values())
        for plan, of in by_plan.items()
    }
    worst = max(short, key=short.__getitem__)
    below = sum(share > 0.001 for share in short.values())
    yield f"plans more than .1 % below a rival's: {below} of {len(short)}"
    yield f"furthest below a rival's plan: {short[worst]:.2%} ({worst})"


def main() -> None:
    """Read the choice of plans and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=GRID)
    parser.add_argument("--seeds", default="1-5")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--ortools")
    chosen = parser.parse_args()
    first, _, last = chosen.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    answers = run(chosen.sizes.split(","), seeds, chosen.seconds, chosen.ortools)
    print(*summed_up(answers), sep="\n")


if __name__ == "__main__":
    main()
