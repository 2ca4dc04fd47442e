"""Plan files with two objectives: find every plan that no other beats."""

from __future__ import annotations

import csv
import io
import time
from dataclasses import dataclass
from pathlib import Path

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.check import rederive, violations
from leadline.engine.portfolio.frontier import Frontier, frontier
from leadline.engine.portfolio.problem import WORTH, PlanProblem
from leadline.engine.portfolio.solver import Progress, Watch
from leadline.foundation.errors import Invalid
from leadline.foundation.shown import json_text
from leadline.workbench.optimise import TOO_LARGE, read_plan
from leadline.workbench.plain_json import write_whole


@dataclass(frozen=True)
class FrontierFile:
    """What was written: the two measures, how many points, and whether all."""

    objectives: tuple[str, str]
    points: tuple[tuple[float, float], ...]
    is_complete: bool
    currency: str = ""


def frontier_file(
    plan: Path,
    *,
    objectives: str,
    out: Path,
    time_limit: float = 60.0,
    progress: Progress | None = None,
) -> FrontierFile:
    """Find the frontier of a plan file in two measures, and write it as CSV.

    A row a point: its place, the two measures, and the plan as JSON (the period each
    bet starts in). Raises ``Invalid``, with what to do, if the file cannot be read, the
    measures are not two that it knows, no plan meets its demands, or the file cannot
    be written.
    """
    names = tuple(name.strip() for name in objectives.split(","))
    if len(names) != 2:
        raise Invalid(
            "Give two measures with a comma between, as in growth,profit.",
            field="objectives",
        )
    problem = read_plan(plan)
    _refuse_what_is_empty(plan, problem, names)
    watch = Watch(time.monotonic() + time_limit, tell=progress)
    try:
        found = frontier(problem, (names[0], names[1]), watch)
    except EngineError as error:
        raise Invalid(f"{plan}: {error}") from error
    except (ValueError, OverflowError):
        raise Invalid(f"{plan}: {TOO_LARGE}") from None
    _check(plan, problem, found)
    write_whole(out, _rows(found))
    values = tuple(point.values for point in found.points)
    return FrontierFile(found.objectives, values, found.is_complete, problem.currency)


def _refuse_what_is_empty(
    plan: Path, problem: PlanProblem, names: tuple[str, ...]
) -> None:
    """Raise ``Invalid`` for a measure that nothing in the plan adds to."""
    values = [bet.value for bet in problem.bets]
    values += [pair.value for pair in problem.synergies]
    there = {name: None for of in values for name, value in of.items() if value}
    if any(customer.worth for customer in problem.customers):
        there[WORTH] = None
    for name in names:
        if name not in there:
            has = f"they add to {', '.join(there)}" if there else "they add to nothing"
            raise Invalid(
                f'{plan}: No bet adds to "{name}"; {has}.', field="objectives"
            )


def _check(plan: Path, problem: PlanProblem, found: Frontier) -> None:
    """Let the independent checker derive every point again."""
    for point in found.points:
        wrong = [broken.words for broken in violations(problem, point.chosen)]
        measures = rederive(problem, point.chosen).measures
        for name, value in zip(found.objectives, point.values, strict=True):
            if abs(measures.get(name, 0.0) - value) > 1e-6 * max(1.0, abs(value)):
                wrong.append(f"{name} is {measures.get(name, 0.0):g}, not {value:g}")
        if wrong:
            raise Invalid(
                f"{plan}: a plan found did not pass the independent checker, so "
                "nothing was written; please report it with the plan file: "
                f"{wrong[0]}"
            )


def _rows(found: Frontier) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["point", *found.objectives, "chosen"])
    for at, point in enumerate(found.points, start=1):
        values = [f"{value:.12g}" for value in point.values]
        chosen = json_text(dict(point.chosen))
        writer.writerow([at, *values, chosen])
    return text.getvalue()
