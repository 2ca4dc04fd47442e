"""Files of one series: read dates and values, forecast them, write the interval."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from leadline.engine.errors import EngineError
from leadline.engine.series.forecast import LONGEST, Forecast
from leadline.engine.series.forecast import forecast as forecast_series
from leadline.engine.series.timeline import Timeline, timeline_of
from leadline.foundation.amounts import decimal_sign_of, read_money, read_number
from leadline.foundation.errors import Invalid
from leadline.foundation.tables import read_table
from leadline.workbench.moments import moments_of, style_of, written_moment
from leadline.workbench.tables import one_currency, shape_of

DATES = ("date", "ds", "day", "week", "month", "quarter", "year", "time", "timestamp",
         "datetime", "period", "datum", "tag", "monat")  # fmt: skip
VALUES = ("value", "y", "values", "wert", "valeur", "amount", "total", "count")
EMPTY = frozenset(("", "na", "n/a", "nan", "null", "none", "-", "\u2013"))
FIGURES = 7


@dataclass(frozen=True, slots=True)
class SeriesColumns:
    """What the columns of a series are called; "" finds them."""

    date: str = ""
    value: str = ""


def forecast_file(
    path: Path, *, out: Path, horizon: int, columns: SeriesColumns | None = None
) -> dict[str, Any]:
    """Forecast the series of a file and write ``date,p05,p50,p95``, step by step.

    Returns what was found, for JSON. Raises ``Invalid`` saying why there can be no
    forecast and what to do; then nothing is written.
    """
    cells = read_series(path, columns or SeriesColumns())
    moments, values, unit = _in_order(cells, path)
    try:
        line = timeline_of(moments)
        steps = _on_steps(line, moments, values)
        found = forecast_series(steps, horizon, line.periods)
    except EngineError as error:
        raise Invalid(f"{path}: {error}") from error
    style = style_of([cell for _, cell, _ in cells])
    _write(out, line, found, len(steps), style)
    missing = int(np.isnan(steps).sum())
    return {
        "values": len(values),
        "step": line.name,
        "missing": missing,
        "seasons": list(found.periods),
        "horizon": horizon,
        "error": found.error,
        "currency": unit,
        "moments": found.moments,
        "notes": _notes(found, line, missing, len(steps)),
    }


def read_series(path: Path, columns: SeriesColumns) -> list[tuple[int, str, str]]:
    """Return row number, date and value of each row that has a date, as written."""
    shape = shape_of(path, "a series")
    names = [name.strip().lower() for name in shape.columns]
    if len(names) < 2:
        raise Invalid(f"{path} has one column; a series has dates and values.")
    date = _column(names, columns.date, DATES, path, "--date")
    date = 0 if date is None else date
    value = _column(names, columns.value, VALUES, path, "--value")
    others = [i for i in range(len(names)) if i != date]
    if value is None and len(others) > 1:
        raise Invalid(
            f"{path} has several columns that could hold the values: "
            f"{', '.join(shape.columns[i] for i in others)}. Name one with --value."
        )
    value = others[0] if value is None else value
    rows = [(r.number, r.cells[date].strip(), r.cells[value].strip())
            for r in read_table(path, shape)]  # fmt: skip
    return [row for row in rows if row[1] or row[2]]


def _column(
    names: list[str], asked: str, usual: tuple[str, ...], path: Path, option: str
) -> int | None:
    if asked:
        if asked.strip().lower() not in names:
            raise Invalid(f"{path} has no column {asked}; {option} names another.")
        return names.index(asked.strip().lower())
    return next((names.index(name) for name in usual if name in names), None)


def _in_order(
    cells: list[tuple[int, str, str]], path: Path
) -> tuple[list[datetime], list[float], str]:
    """Return moments and values in order of time, and the currency they are in."""
    moments = moments_of([cell for _, cell, _ in cells])
    sign = decimal_sign_of([value for _, _, value in cells])
    found: dict[datetime, float] = {}
    unit = ""
    for (number, cell, value), moment in zip(cells, moments, strict=True):
        if moment is None:
            raise Invalid(
                f"{path}, row {number}: “{cell[:40]}” is no date. Write it like "
                "2026-11-28, 2026-11, 2026Q4 or 2026-11-28 14:00."
            )
        if moment in found:
            raise Invalid(
                f"{path}, row {number}: there are two values for {cell}. Add them up "
                "or keep one."
            )
        place = f"{path}, row {number}"
        found[moment], currency = _value(value, sign, place)
        unit = one_currency(unit, currency, place)
    ordered = sorted(found)
    seen = [i for i, moment in enumerate(ordered) if not np.isnan(found[moment])]
    kept = ordered[: seen[-1] + 1] if seen else []
    return kept, [found[moment] for moment in kept], unit


def _value(cell: str, sign: str, place: str) -> tuple[float, str]:
    """Return the value of a cell, nan where it is empty, and the currency of money.

    Where the column does not show its decimal sign it is the point, as machines write.
    """
    if cell.lower() in EMPTY:
        return float("nan"), ""
    try:
        return float(read_number(cell, is_percent=True, decimal_sign=sign or ".")), ""
    except ValueError:
        pass
    try:
        value, currency = read_money(cell)
        return float(value), currency
    except ValueError:
        raise Invalid(f"{place}: “{cell[:40]}” is no number.") from None


def _on_steps(
    line: Timeline, moments: list[datetime], values: list[float]
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return the values at every step, nan where one is missing."""
    steps = np.full(line.place(moments[-1]) + 1, np.nan)
    steps[[line.place(moment) for moment in moments]] = values
    return steps


def _write(out: Path, line: Timeline, found: Forecast, first: int, style: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("date", "p05", "p50", "p95"))
    for i, ends in enumerate(zip(found.p05, found.p50, found.p95, strict=True)):
        moment = written_moment(line.moment(first + i), style)
        writer.writerow((moment, *(f"{end:.{FIGURES}g}" for end in ends)))
    part = out.with_name(out.name + ".part")
    try:
        part.write_text(text.getvalue(), encoding="utf-8")
        part.replace(out)
    except OSError as error:
        raise Invalid(f"{out} cannot be written: {error.strerror}.") from error


def _notes(found: Forecast, line: Timeline, missing: int, n: int) -> list[str]:
    notes = []
    if missing:
        notes.append(
            f"{missing} of {n} {line.name} have no value and were passed over."
        )
    short = [str(p) for p in line.periods if p not in found.periods]
    if short:
        notes.append(
            f"No season of {' or '.join(short)} {line.name}: the series does not hold "
            "it twice with something left to judge it by."
        )
    if n > LONGEST:
        notes.append(f"The last {LONGEST} of {n} {line.name} were used.")
    return notes
