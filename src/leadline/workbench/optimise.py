"""Plan files: read one, find the best plan, check it, write the result."""

from __future__ import annotations

from pathlib import Path

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.check import check_plan
from leadline.engine.portfolio.problem import PlanMistake, PlanProblem, parse_plan
from leadline.engine.portfolio.solve import SolveSettings, best_plan
from leadline.engine.portfolio.solver import Progress
from leadline.foundation.beside import Side, hands
from leadline.foundation.errors import Invalid
from leadline.foundation.shown import json_text
from leadline.workbench.plain_json import read_object, some, write_whole

MISTAKES_SHOWN = 10
TOO_LARGE = "a number in it is too large to plan with; write a smaller one."


def optimise_file(
    plan: Path,
    *,
    out: Path,
    time_limit: float = 60.0,
    gap: float = 0.0,
    pricing_limit: float = 5.0,
    progress: Progress | None = None,
) -> dict[str, object]:
    """Find the best plan of a plan file, check it and write the result file.

    An infeasible plan is an answer too: its result names the smallest set of
    demands that clash. Raises ``Invalid``, with what to do, if the file cannot be
    read, has mistakes, nothing was found in the time, the result cannot be
    written, or does not pass the independent checker (then nothing is written).
    """
    problem = read_plan(plan)
    settings = SolveSettings(
        time_limit=time_limit,
        gap=gap,
        progress=progress,
        pricing_limit=pricing_limit,
        beside=Side,
        hands=hands(),
    )
    try:
        result = best_plan(problem, settings)
    except EngineError as error:
        raise Invalid(f"{plan}: {error}") from error
    except (ValueError, OverflowError):  # sums of large numbers are none any more
        raise Invalid(f"{plan}: {TOO_LARGE}") from None
    refuse_what_is_wrong(plan, check_plan(problem, result))
    plain = result.as_plain() | {"currency": problem.currency}
    write_whole(out, json_text(plain, indent=1) + "\n")
    return plain


def refuse_what_is_wrong(plan: Path, wrong: list[str]) -> None:
    """Raise ``Invalid`` for a plan that the independent checker finds mistakes in."""
    if wrong:
        raise Invalid(
            f"{plan}: the plan found did not pass the independent checker, so nothing "
            f"was written; please report it with the plan file: {some(tuple(wrong))}"
        )


def read_plan(path: Path) -> PlanProblem:
    """Read a plan file in a child; raise ``Invalid`` naming each mistake and place."""
    plan = read_object(path, called="a plan")
    try:
        return parse_plan(plan)
    except PlanMistake as error:
        raise Invalid(f"{path}: {some(error.mistakes)}") from error
    except OverflowError:
        raise Invalid(f"{path}: {TOO_LARGE}") from None
