"""Files of history: by when work is finished, and what estimates come out at."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from leadline.engine.delivery.backtest import backtest
from leadline.engine.delivery.estimates import actual_of, estimate_record
from leadline.engine.delivery.throughput import Draws, Floats, weeks_to_finish
from leadline.engine.errors import EngineError
from leadline.foundation.errors import Invalid
from leadline.workbench.delivery_rows import WEEK, History, read_history

CHANCES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
SHOWN = (0.5, 0.8, 0.95)


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """What remains (open items without), until when history counts, and the day asked.

    ``runs`` futures are drawn from ``seed``.
    """

    remaining: float | None = None
    until: date | None = None
    by: date | None = None
    runs: int = 4_000
    seed: int = 0


def delivery_file(
    path: Path, *, out: Path, settings: DeliverySettings
) -> dict[str, Any]:
    """Forecast when work is finished, and write a day for each chance.

    Returns the figures, for JSON. Raises ``Invalid`` saying why there can be none; then
    nothing is written.
    """
    history = read_history(path, settings.until)
    remaining = settings.remaining
    if remaining is None:
        remaining = history.open_items
    if not remaining:
        raise Invalid("Say how much is still to be finished, with --remaining.")
    draws = Draws(settings.runs, settings.seed)
    try:
        weeks = weeks_to_finish(history.weeks, remaining, draws)
        tested = backtest(history.weeks, remaining)
    except EngineError as error:
        raise Invalid(f"{path}: {error}") from error
    lines = [_line(weeks, chance, history.until) for chance in CHANCES]
    _write(out, lines)
    return {
        "weeks": len(history.weeks),
        "done": sum(history.weeks),
        "until": history.until.isoformat(),
        "remaining": remaining,
        "by": [line for line in lines if line["chance"] in SHOWN],
        "odds": _odds(weeks, history.until, settings.by),
        "backtest": {"n": tested.n, "held": tested.held, "within": tested.within},
        "estimates": _estimates(path, history, draws),
        "notes": list(history.notes),
    }


def _line(weeks: Floats, chance: float, until: date) -> dict[str, Any]:
    needed = float(np.quantile(weeks, chance, method="higher"))
    if not isfinite(needed):
        return {"chance": chance, "weeks": None, "by": None}
    day = until + int(needed) * WEEK
    return {"chance": chance, "weeks": int(needed), "by": day.isoformat()}


def _odds(weeks: Floats, until: date, by: date | None) -> dict[str, Any] | None:
    if by is None:
        return None
    share = float((weeks <= (by - until) / timedelta(weeks=1)).mean())
    error = (share * (1 - share) / weeks.size) ** 0.5
    return {"by": by.isoformat(), "probability": share, "se": error}


def _estimates(path: Path, history: History, draws: Draws) -> dict[str, Any] | None:
    if not history.estimates:
        return None
    try:
        got = estimate_record(history.estimates, history.actuals)
        found: dict[str, Any] = {
            "n": got.n, "is_enough": got.is_enough, "unit": history.unit,
            "factor": got.factor if got.is_enough else None,
            "low": got.low if got.is_enough else None,
            "high": got.high if got.is_enough else None,
        }  # fmt: skip
        if got.is_enough and history.open_estimates:
            took = actual_of(
                history.open_estimates, history.estimates, history.actuals, draws
            )
            ends = np.quantile(took, [0.1, 0.5, 0.9]).tolist()
            found["open"] = dict(zip(("p10", "p50", "p90"), ends, strict=True))
    except EngineError as error:
        raise Invalid(f"{path}: {error}") from error
    return found


def _write(out: Path, lines: list[dict[str, Any]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, ("chance", "weeks", "by"), lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    part = out.with_name(out.name + ".part")
    try:
        part.write_text(text.getvalue(), encoding="utf-8")
        part.replace(out)
    except OSError as error:
        raise Invalid(f"{out} cannot be written: {error.strerror}.") from error
