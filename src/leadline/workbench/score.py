"""Files of forecasts: read one, score it, by group too."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
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
from leadline.foundation.tables import Row, read_table, sniff_table

HAPPENED = {"1", "1.0", "true", "yes", "y"}
DID_NOT = {"0", "0.0", "false", "no", "n"}
DRAW = {"0.5", ".5", "draw", "tie"}
RANGE = ("p10", "p50", "p90", "actual")
DAYS = ("made_on", "resolved_on")


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """What the columns are called, and whether settled rows are left out."""

    probability: str = "probability"
    outcome: str = "outcome"
    group: str = "group"
    drop_settled: bool = False


@dataclass(slots=True)
class Forecasts:
    """The rows of a file: numbers of each, the group of each, what was left out."""

    is_range: bool
    numbers: list[tuple[float, ...]] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    open: int = 0
    settled: int = 0


def score_file(path: Path, settings: ScoreSettings | None = None) -> dict[str, Any]:
    """Score the forecasts of a file: probabilities with outcomes, or ranges.

    Returns plain values for JSON. A row without an outcome is open and not counted;
    one that was made on or after the day it was resolved is settled and not counted.
    Raises ``Invalid`` naming the row and what to do.
    """
    found = _read(path, settings or ScoreSettings())
    if not found.numbers:
        raise Invalid(
            f"{path}: no row has both a forecast and an outcome, so there is nothing "
            f"to score ({found.open} open, {found.settled} settled)."
        )
    tell = _scored_ranges if found.is_range else _scored_events
    try:
        whole = tell(found.numbers)
        names = sorted(set(found.groups) - {""})
        groups = {
            name: tell(
                [
                    n
                    for n, g in zip(found.numbers, found.groups, strict=True)
                    if g == name
                ]
            )
            for name in names
        }
    except EngineError as error:
        raise Invalid(f"{path}: {error}") from error
    kind = "ranges" if found.is_range else "events"
    return {
        "kind": kind, **whole, "open": found.open, "settled": found.settled,
        "groups": groups,
    }  # fmt: skip


def _read(path: Path, settings: ScoreSettings) -> Forecasts:
    if not path.is_file():
        raise Invalid(f"There is no file {path}; give the path of a file of forecasts.")
    try:
        shape = sniff_table(path)
    except Invalid as error:
        raise Invalid(f"{path}: {error}") from error
    at = {name.strip().lower(): i for i, name in enumerate(shape.columns)}
    event = (settings.probability.lower(), settings.outcome.lower())
    is_range = set(RANGE) <= set(at) and event[0] not in at
    wanted = RANGE if is_range else event
    if absent := [name for name in wanted if name not in at]:
        raise Invalid(
            f"{path} has no column {' and no column '.join(absent)}. It needs "
            "probability and outcome, or p10, p50, p90 and actual; --probability and "
            f"--outcome name other columns. It has: {', '.join(shape.columns)}."
        )
    found = Forecasts(is_range)
    for row in read_table(path, shape):
        try:
            _take(found, row, [at[name] for name in wanted], at, settings)
        except Invalid as error:
            raise Invalid(f"{path}, row {row.number}: {error}") from error
    return found


def _take(
    found: Forecasts,
    row: Row,
    places: list[int],
    at: dict[str, int],
    settings: ScoreSettings,
) -> None:
    """Add one row to what was found, or count why it is not scored."""
    cells = [row.cells[i].strip() for i in places]
    if not any(cells):
        return
    if cells[-1] == "":
        found.open += 1
        return
    said = [_number(cell) for cell in cells[:-1]]
    came = _number(cells[-1]) if found.is_range else _outcome(cells[-1])
    if not found.is_range and not 0 <= said[0] <= 1:
        raise Invalid(f"{cells[0]} is no probability; write 0.7 or 70%.")
    if found.is_range and said != sorted(said):
        raise Invalid("p10, p50 and p90 are not in order; put the smallest first.")
    is_certain = not found.is_range and said[0] == came
    if _was_over(row, at) or (settings.drop_settled and is_certain):
        found.settled += 1
        return
    place = at.get(settings.group.lower())
    found.numbers.append((*said, came))
    found.groups.append("" if place is None else row.cells[place].strip())


def _was_over(row: Row, at: dict[str, int]) -> bool:
    """Whether the forecast was made when the outcome was known already."""
    if not set(DAYS) <= set(at):
        return False
    made, resolved = (row.cells[at[name]].strip() for name in DAYS)
    if not made or not resolved:
        return False
    return _day(made) >= _day(resolved)


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell[:10])
    except ValueError:
        raise Invalid(f"{cell} is no day; write it as 2026-11-23.") from None


def _number(cell: str) -> float:
    share = cell.endswith("%")
    try:
        number = float(cell.rstrip("% ")) / (100 if share else 1)
    except ValueError:
        raise Invalid(f"{cell or 'An empty cell'} is no number.") from None
    if not math.isfinite(number):
        raise Invalid(f"{cell} is no number to reckon with.")
    return number


def _outcome(cell: str) -> float:
    word = cell.lower()
    if word in HAPPENED or word in DID_NOT:
        return float(word in HAPPENED)
    if word in DRAW:
        return 0.5
    raise Invalid(
        f"{cell} is no outcome; write 1 (it happened), 0 (it did not) or 0.5 (a draw)."
    )


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
