"""Files of forecasts: read one, score it, by group too."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from leadline.engine.calibration.ranges import range_scores
from leadline.engine.calibration.reliability import (
    ENOUGH,
    bin_of,
    calibration_error,
    rate_interval,
    reliability,
)
from leadline.engine.calibration.scores import (
    brier_parts,
    brier_score,
    log_score,
    skill_score,
)
from leadline.engine.errors import EngineError
from leadline.foundation.errors import Invalid
from leadline.workbench.score_rows import Forecasts, read_forecasts
from leadline.workbench.score_rows import ScoreSettings as ScoreSettings

MOST_GROUPS = 1_000


def score_file(path: Path, settings: ScoreSettings | None = None) -> dict[str, Any]:
    """Score the forecasts of a file: probabilities with outcomes, or ranges.

    Returns plain values for JSON. A row without an outcome is open and not counted;
    one that was made on or after the day it was resolved is settled and not counted.
    Raises ``Invalid`` naming the row and what to do.
    """
    found = read_forecasts(path, settings or ScoreSettings())
    if not found.numbers:
        raise Invalid(
            f"{path}: no row has both a forecast and an outcome, so there is nothing "
            f"to score ({found.open} open, {found.settled} settled)."
        )
    tell = _scored_ranges if found.is_range else _scored_events
    try:
        whole = tell(found.numbers)
        groups = {name: tell(own) for name, own in sorted(_by_group(found).items())}
    except EngineError as error:
        raise Invalid(f"{path}: {error}") from error
    kind = "ranges" if found.is_range else "events"
    return {
        "kind": kind, **whole, "open": found.open, "settled": found.settled,
        "groups": groups, "notes": found.notes,
    }  # fmt: skip


def _by_group(found: Forecasts) -> dict[str, list[tuple[float, ...]]]:
    """Return the numbers of each group; of too many to be read there are none."""
    groups: dict[str, list[tuple[float, ...]]] = {}
    for numbers, name in zip(found.numbers, found.groups, strict=True):
        if name:
            groups.setdefault(name, []).append(numbers)
    if len(groups) > MOST_GROUPS:
        found.notes.append(
            f"There are {len(groups):,} groups, more than {MOST_GROUPS:,}: none is "
            "scored by itself. Name another column with --group."
        )
        return {}
    return groups


def _scored_events(numbers: list[tuple[float, ...]]) -> dict[str, Any]:
    p, y = [n[0] for n in numbers], [n[1] for n in numbers]
    table = reliability(p, y)
    brier, rate = brier_score(p, y), sum(y) / len(y)
    parts = brier_parts(p, y, bin_of(p))
    skill = skill_score(brier, rate * (1 - rate))
    low, high = rate_interval(sum(y), len(y))
    return {
        "n": len(p),
        "enough": len(p) >= ENOUGH,
        "brier": brier,
        "log_score": log_score(p, y),
        "base_rate": rate,
        "base_rate_low": low,
        "base_rate_high": high,
        "brier_of_base_rate": rate * (1 - rate),
        "skill": None if math.isnan(skill) else skill,
        "calibration_error": calibration_error(table),
        "parts": {
            "reliability": parts.reliability,
            "resolution": parts.resolution,
            "uncertainty": parts.uncertainty,
            "within": parts.within,
        },
        "reliability": [
            {
                "from": row.start, "to": row.end, "n": row.n, "said": row.said,
                "came": row.came, "low": row.low, "high": row.high,
            }
            for row in table
        ],
    }  # fmt: skip


def _scored_ranges(numbers: list[tuple[float, ...]]) -> dict[str, Any]:
    found = range_scores([n[:3] for n in numbers], [n[3] for n in numbers])
    return {
        "n": found.n,
        "enough": found.n >= ENOUGH,
        "coverage": found.coverage,
        "coverage_low": found.low,
        "coverage_high": found.high,
        "above_p50": found.above_middle,
        "pinball": found.pinball,
        "interval_score": found.interval,
    }
