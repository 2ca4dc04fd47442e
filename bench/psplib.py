"""The projects of PSPLIB (Kolisch and Sprecher 1996) as plan files, and their optima.

``LEADLINE_DATA=… python -m bench.psplib --every 10 --seconds 10`` plans every tenth
of the 480 with 30 activities and holds each against the published shortest time. All
activities are committed, one after another in a later period; the sooner the last one
ends, the more it brings. A plan by the list of latest finishes says how many periods
there have to be.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import statistics
import time
import zipfile
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from leadline.engine.portfolio.check import check_plan
from leadline.engine.portfolio.problem import parse_plan
from leadline.engine.portfolio.solve import SolveSettings, best_plan
from leadline.foundation.beside import Side, hands

LOSS = 0.01
"""Share of what the end brings that is lost with each period."""


@dataclass(frozen=True)
class Project:
    """Activities in an order that their needs allow; the last one is the end.

    ``needs`` and ``units`` (a period, by resource) are lists by activity.
    """

    lengths: list[int]
    units: list[list[int]]
    needs: list[list[int]]
    room: list[int]


def read_project(text: str) -> Project:
    """Return the project of a PSPLIB file of one mode."""
    order, asked, room = (
        [[int(word) for word in line.split()] for line in part.splitlines() if line]
        for part in re.findall(
            r"(?:successors|R 4|-{9,})\s*\n((?: +\d[\d ]*\n)+)", text
        )
    )
    needs: list[list[int]] = [[] for _ in order]
    for row in order:
        for after in row[3:]:
            needs[after - 1].append(row[0] - 1)
    return Project([r[2] for r in asked], [r[3:] for r in asked], needs, room[0])


def list_plan(project: Project) -> dict[int, int]:
    """Return when activities end that are taken by their latest finish, in order."""
    count = len(project.lengths)
    behind = [0] * count
    for at in reversed(range(count)):
        for other in project.needs[at]:
            behind[other] = max(behind[other], behind[at] + project.lengths[at])
    horizon = sum(project.lengths)
    free = [list(project.room) for _ in range(horizon + 1)]
    ends: dict[int, int] = {}
    while len(ends) < count:
        ready = [
            at for at in range(count)
            if at not in ends and all(need in ends for need in project.needs[at])
        ]  # fmt: skip
        at = max(ready, key=lambda one: behind[one])
        begin = max((ends[need] for need in project.needs[at]), default=0)
        span, units = range(project.lengths[at]), project.units[at]
        while any(
            unit > left
            for step in span
            for unit, left in zip(units, free[begin + step], strict=True)
        ):
            begin += 1
        for step in span:
            free[begin + step] = [
                left - unit
                for unit, left in zip(units, free[begin + step], strict=True)
            ]
        ends[at] = begin + project.lengths[at]
    return ends


def project_plan(project: Project) -> dict[str, object]:
    """Return the plan file's content; the end takes a period after the last one."""
    last = len(project.lengths) - 1
    teams = [f"r{at + 1}" for at in range(len(project.room))]
    ends = list_plan(project)
    periods = [f"t{at + 1}" for at in range(ends[last] + 1)]
    bets = []
    for at in [at for at in ends if at]:
        length = project.lengths[at]
        units = zip(teams, project.units[at], strict=True)
        bets.append(
            {
                "id": f"a{at + 1}",
                "duration": max(length, 1),
                "effort": {team: unit * length for team, unit in units if unit},
                "after": [
                    {"bet": f"a{need + 1}", "later": True}
                    for need in project.needs[at]
                    if need
                ],
                "value": {"sooner": 1.0} if at == last else {},
                "state": "committed",
            }
        )
    return {
        "periods": periods,
        "teams": {
            team: [room] * len(periods)
            for team, room in zip(teams, project.room, strict=True)
        },
        "bets": bets,
        "objective": {"sooner": 1},
        "discount_per_period": LOSS,
    }


def shortest(project: Project, seconds: float) -> tuple[int, bool, float]:
    """Return the time of the plan found, whether it is proven, and seconds taken."""
    problem = parse_plan(project_plan(project))
    began = time.monotonic()
    settings = SolveSettings(
        time_limit=seconds, pricing_limit=0, beside=Side, hands=hands()
    )
    result = best_plan(problem, settings)
    took = time.monotonic() - began
    if wrong := check_plan(problem, result):
        raise SystemExit(str(wrong))
    end = next(one for one in result.chosen if one.bet == problem.bets[-1].id)
    # The end takes a period of its own.
    return problem.periods.index(end.period), result.status == "optimal", took


def main() -> None:
    """Plan the projects chosen and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=30.0)
    chosen = parser.parse_args()
    folder = Path(os.environ["LEADLINE_DATA"]) / "rcpsp_psplib"
    with (folder / "j30_best_known.csv").open() as lines:
        rows = [(row["problem"], int(row["optimum"])) for row in csv.DictReader(lines)]
    best = proven = 0
    times = []
    rows = rows[:: chosen.every]
    with zipfile.ZipFile(folder / "j30.sm.zip") as files:
        for name, optimum in rows:
            with files.open(name) as file:
                project = read_project(TextIOWrapper(file, "ascii").read())
            found, is_proven, took = shortest(project, chosen.seconds)
            best += found == optimum
            proven += is_proven
            times.append(took)
            print(
                f"{name:<14}{max(list_plan(project).values()):>5}{found:>5}{optimum:>5}"
                f"{'  proven' if is_proven else '':<9}{took:>7.1f} s",
                flush=True,
            )
    print(
        f"shortest {best}, proven {proven} of {len(rows)}; median "
        f"{statistics.median(times):.1f} s, longest {max(times):.1f} s"
    )


if __name__ == "__main__":
    main()
