"""Plans over several quarters beside plain HiGHS and plain CP-SAT, in the same run.

``LEADLINE_DATA=… python -m bench.bench_roadmaps`` plans every size of the grid, the
rivals one after another on the same processors. The plans come from
``roadmaps/roadmap.py``, the rivals from ``roadmaps/rival.py`` there. CP-SAT needs
OR-Tools in an environment of its own, named by ``--ortools PYTHON``; without it only
HiGHS stands beside. ``--seeds 1-5``, ``--sizes 40-4-4,60-6-8`` and ``--seconds 30``
choose what is run. ``--keep ANSWERS.jsonl`` writes each answer down as it comes; begun
again with the same file, what stands there for the same seconds is not run again.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
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
PROVEN = 1e-6


@dataclass(frozen=True)
class Answer:
    """What one of them says about a plan; ``busy`` are seconds of processor time.

    ``limit`` are the seconds it was given; a plan it did not find is minus infinity.
    """

    plan: str
    who: str
    limit: float
    objective: float
    bound: float
    seconds: float
    busy: float

    @property
    def gap(self) -> float:
        """The share by which the plan may fall short."""
        if self.objective == -math.inf:
            return math.inf
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
    return Answer(
        path.stem, "leadline", seconds, result.objective, result.bound, took, busy
    )


def rival(path: Path, seconds: float, who: str, python: str) -> Answer:
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
    value = -math.inf if said["obj"] is None else said["obj"]
    return Answer(path.stem, who, seconds, value, said["bound"], took, busy)


def plans(sizes: list[str], seeds: range, folder: Path) -> Iterator[Path]:
    """Write the plan files and yield each."""
    script = Path(os.environ["LEADLINE_DATA"]) / "roadmaps" / "roadmap.py"
    for size in sizes:
        for seed in seeds:
            path = folder / f"{size}-{seed}.json"
            words = [str(seed), *size.split("-"), str(path)]
            subprocess.run([sys.executable, str(script), *words], check=True)
            yield path


class Kept:
    """The answers so far, in a file where there is one."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.answers: list[Answer] = []
        if path is not None and path.exists():
            lines = path.read_text().splitlines()
            self.answers = [Answer(**json.loads(line)) for line in lines]

    def ask(
        self, plan: str, who: str, seconds: float, work: Callable[[], Answer]
    ) -> Answer:
        """Return the answer that is there for this, or work it out and keep it."""
        for answer in self.answers:
            if (answer.plan, answer.who, answer.limit) == (plan, who, seconds):
                return answer
        answer = work()
        self.answers.append(answer)
        if self.path is not None:
            with self.path.open("a") as file:
                file.write(json.dumps(asdict(answer)) + "\n")
        return answer


def run(
    sizes: list[str], seeds: range, seconds: float, whos: dict[str, str], kept: Kept
) -> list[Answer]:
    """Return every answer; print each as it comes.

    ``whos`` gives for each of those asked the Python it runs in.
    """
    answers: list[Answer] = []
    with tempfile.TemporaryDirectory() as folder:
        for path in plans(sizes, seeds, Path(folder)):
            for who, python in whos.items():
                work = (
                    partial(ours, path, seconds)
                    if who == "leadline"
                    else partial(rival, path, seconds, who, python)
                )
                answer = kept.ask(path.stem, who, seconds, work)
                print(
                    f"{answer.plan:<14}{answer.who:<10}{answer.objective:>12,.1f}"
                    f"{answer.bound:>12,.1f}{answer.gap:>9.2%}"
                    f"{answer.seconds:>7.1f} s{answer.busy:>7.1f} busy",
                    flush=True,
                )
                answers.append(answer)
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
            f" proven {sum(gap < PROVEN for gap in gaps)} of {len(gaps)}"
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
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--alone", action="store_true", help="without the rivals")
    chosen = parser.parse_args()
    first, _, last = chosen.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    whos = {"leadline": sys.executable}
    if not chosen.alone:
        whos["highs"] = sys.executable
        if chosen.ortools:
            whos["cpsat"] = chosen.ortools
    sizes, kept = chosen.sizes.split(","), Kept(chosen.keep)
    answers = run(sizes, seeds, chosen.seconds, whos, kept)
    print(*summed_up(answers), sep="\n")


if __name__ == "__main__":
    main()
