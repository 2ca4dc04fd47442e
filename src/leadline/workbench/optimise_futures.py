"""Plan files with ranges: choose the plan on many futures, check it, write it."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path

from leadline.engine.economics.doubts import doubts_of
from leadline.engine.economics.model import ModelMistake
from leadline.engine.errors import EngineError
from leadline.engine.futures.choice import Choice, Draw, NoPlan, choose
from leadline.engine.futures.risk import Risk
from leadline.engine.portfolio.check import check_plan
from leadline.engine.portfolio.problem import PlanMistake, parse_plan
from leadline.engine.portfolio.result import PlanStatus
from leadline.engine.portfolio.solve import SolveSettings, best_plan, judged
from leadline.engine.portfolio.solver import Progress
from leadline.foundation.beside import Side, hands
from leadline.foundation.errors import Invalid
from leadline.foundation.samples import error_of_share
from leadline.foundation.shown import json_text
from leadline.workbench.optimise import TOO_LARGE, read_plan, refuse_what_is_wrong
from leadline.workbench.plain_json import read_object, some, write_whole


def optimise_in_futures(
    path: Path,
    *,
    out: Path,
    futures: int,
    risk: str = "expected",
    seed: int = 0,
    time_limit: float = 60.0,
    progress: Progress | None = None,
) -> dict[str, object]:
    """Choose the plan of a plan file over joint futures of its ranges, and write it.

    The result file is that of ``optimise_file``, about the plan at the middles of the
    ranges, with ``futures`` beside: how it does there, and where each bet stands. If
    the demands clash the result names the clash. Raises ``Invalid``, with what to do,
    where ``optimise_file`` does, and if the risk is not known.
    """
    read_plan(path)  # names every mistake as without futures
    plain = read_object(path, called="a plan")
    settings = SolveSettings(
        time_limit=time_limit,
        progress=progress,
        pricing_limit=0,
        beside=Side,
        hands=hands(),
    )
    began = time.monotonic()
    try:
        problem, doubts = parse_plan(plain), doubts_of(plain)
        measure = Risk.read(risk)
        draw = Draw(futures, seed)
        found = choose(problem, doubts, measure, draw=draw, settings=settings)
        result = judged(found.problem, found.chosen, found.bound_at_middles)
        problem = found.problem
    except NoPlan:
        result, found = best_plan(problem, settings), None
    except (PlanMistake, ModelMistake) as error:
        raise Invalid(f"{path}: {some(error.mistakes)}") from error
    except EngineError as error:
        raise Invalid(f"{path}: {error}") from error
    except (ValueError, OverflowError):
        raise Invalid(f"{path}: {TOO_LARGE}") from None
    if found is None and result.status is not PlanStatus.INFEASIBLE:
        raise Invalid(f"{path}: too little time to plan its futures; give more time.")
    refuse_what_is_wrong(path, check_plan(problem, result))
    told = result.as_plain() | {"currency": problem.currency}
    told["seconds"] = round(time.monotonic() - began, 3)
    if found is not None:
        told["futures"] = _plain(found, draw, risk, bool(doubts))
    write_whole(out, json_text(told, indent=1) + "\n")
    return told


def _plain(
    found: Choice, draw: Draw, risk: str, is_uncertain: bool
) -> dict[str, object]:
    """Return how the plan does in the futures as it stands in the result file."""
    gap = None
    if found.bound is not None:
        gap = (found.bound - found.value) / max(abs(found.value), 1e-9)
    return {
        "count": draw.futures if is_uncertain else 1,
        "seed": draw.seed,
        "risk": risk,
        "value": found.value,
        "bound": found.bound,
        "gap": gap,
        "middle": found.middle,
        "objective": asdict(found.outcomes),
        "worst_tenth": found.worst_tenth,
        "regret": asdict(found.regret),
        "goals": [asdict(goal) for goal in found.goals],
        "bets": [
            asdict(bet) | {"se": error_of_share(bet.share, found.planned)}
            for bet in found.standings
        ],
        "planned": found.planned,
        "proven": found.proven,
        "plans": found.plans,
    }
