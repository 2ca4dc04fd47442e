"""Plan files with ranges: what is worth learning before deciding, written as CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from leadline.engine.economics.doubts import doubts_of
from leadline.engine.economics.learning import Progress, learn
from leadline.engine.economics.model import ModelMistake
from leadline.engine.errors import EngineError
from leadline.engine.portfolio.problem import PlanMistake, parse_plan
from leadline.foundation.errors import Invalid
from leadline.foundation.text import plain_cell
from leadline.workbench.optimise import TOO_LARGE
from leadline.workbench.plain_json import read_object, some, write_whole

HEADER = ("bet", "measure", "evpi", "evppi", "se")


def learn_file(
    path: Path,
    *,
    out: Path,
    futures: int = 16_384,
    seed: int = 0,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Say what knowing each range of a plan file is worth, the most valuable first.

    Returns what was written. Raises ``Invalid``, with what to do, if the file cannot be
    read, has mistakes or no range, no plan can be done, or nothing can be written.
    """
    plain = read_object(path, called="a plan")
    try:
        problem, doubts = parse_plan(plain), doubts_of(plain)
        found = learn(problem, doubts, futures=futures, seed=seed, progress=progress)
    except (PlanMistake, ModelMistake) as error:
        raise Invalid(f"{path}: {some(error.mistakes)}") from error
    except EngineError as error:
        raise Invalid(f"{path}: {error}") from error
    except (ValueError, OverflowError):  # sums of large numbers are none any more
        raise Invalid(f"{path}: {TOO_LARGE}") from None
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for one in found.lessons:
        figures = (_figure(found.evpi), _figure(one.evppi), _figure(one.se))
        writer.writerow((plain_cell(one.bet), plain_cell(one.measure), *figures))
    write_whole(out, text.getvalue())
    return {
        "evpi": found.evpi,
        "se": found.se,
        "plans": found.plans,
        "futures": futures,
        "seed": seed,
        "order": list(found.chosen),
        "currency": problem.currency,
        "lessons": [
            {"bet": one.bet, "measure": one.measure, "evppi": one.evppi, "se": one.se}
            for one in found.lessons
        ],
    }


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.8g}"
