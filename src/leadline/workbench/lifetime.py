"""Files of purchases: who buys again, how often, and worth how much."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from leadline.engine.errors import EngineError
from leadline.engine.lifetime.purchases import Histories, PurchaseModel, fit_purchases
from leadline.engine.lifetime.worth import WorthModel, fit_worth
from leadline.foundation.amounts import decimal_sign_of, read_money, read_number
from leadline.foundation.errors import Invalid
from leadline.foundation.tables import read_table
from leadline.foundation.text import plain_cell
from leadline.foundation.words import plural
from leadline.workbench.dates import days_of
from leadline.workbench.tables import one_currency, shape_of

Floats = npt.NDArray[np.float64]
WEEK = 7.0
CUSTOMERS = ("customer", "customer_id", "customerid", "id", "client", "user", "user_id",
             "account", "kunde", "email")  # fmt: skip
DATES = (
    "date",
    "day",
    "ordered_at",
    "order_date",
    "invoice_date",
    "datum",
    "timestamp",
)
AMOUNTS = ("amount", "value", "sales", "total", "price", "revenue", "betrag", "umsatz")
HEAD = ("customer", "repeats", "last_week", "age_weeks", "alive", "purchases")
WORTH = ("average", "worth")


@dataclass(frozen=True, slots=True)
class PurchaseColumns:
    """What the columns of a file of purchases are called; "" finds them."""

    customer: str = ""
    date: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True)
class LifetimeSettings:
    """Until which day purchases are looked at, and how many weeks ahead is asked."""

    until: date | None = None
    weeks: float = 52.0
    columns: PurchaseColumns = PurchaseColumns()


@dataclass(frozen=True, slots=True)
class Purchases:
    """Days of purchases by customer with the amount of each day; notes for people."""

    by_customer: dict[str, dict[date, float]]
    has_amounts: bool
    until: date
    notes: tuple[str, ...]
    currency: str = ""


def lifetime_file(
    path: Path, *, out: Path, settings: LifetimeSettings | None = None
) -> dict[str, Any]:
    """Fit who buys again to a file of purchases, and write a row for each customer.

    Written are repeats, week of the last and age, the chance to be still a customer,
    purchases expected in the weeks ahead, and with amounts what one is worth and all
    are. Returns the figures of the models, for JSON. Raises ``Invalid`` saying why
    there can be none; then nothing is written.
    """
    asked = settings or LifetimeSettings()
    bought = read_purchases(path, asked)
    names = sorted(bought.by_customer)
    seen, mean = _histories(bought, names)
    try:
        model = fit_purchases(seen)
        alive, ahead = model.alive(seen), model.expected(seen, asked.weeks)
    except EngineError as error:
        raise Invalid(f"{path}: {error}") from error
    notes = list(bought.notes)
    if model.is_at_edge:
        notes.append(
            "The model ran to its edge: these customers differ too little, or too few "
            "stopped, to tell rates from leaving. Do not lean on single figures."
        )
    paid = np.where(mean > 0, seen.repeats, 0.0)  # for nothing tells no amount
    worth = _worth(paid, mean, notes) if bought.has_amounts else None
    average = worth.average(paid, mean) if worth else None
    columns = [seen.repeats, seen.last, seen.age, alive, ahead]
    _write(out, names, columns, average)
    total = float(ahead @ np.nan_to_num(average)) if average is not None else None
    return {
        "customers": len(names),
        "again": int((seen.repeats > 0).sum()),
        "until": bought.until.isoformat(),
        "weeks": asked.weeks,
        "model": _model(model),
        "worth": {"p": worth.p, "q": worth.q, "v": worth.v} if worth else None,
        "alive": float(alive.sum()),
        "purchases": float(ahead.sum()),
        "total": total,
        "currency": bought.currency,
        "notes": notes,
    }


def _model(model: PurchaseModel) -> dict[str, float]:
    return {
        "r": model.r,
        "alpha": model.alpha,
        "a": model.a,
        "b": model.b,
        "log_likelihood": model.log_likelihood,
    }


def _worth(repeats: Floats, mean: Floats, notes: list[str]) -> WorthModel | None:
    try:
        return fit_worth(repeats, mean)
    except EngineError as error:
        notes.append(f"No worth: {error}")
        return None


def read_purchases(path: Path, asked: LifetimeSettings) -> Purchases:
    """Read a file of purchases; raise ``Invalid`` naming the row and what to do.

    Purchases of one customer on one day are one; an amount below 0 is a refund and
    none.
    """
    shape = shape_of(path, "a file of purchases")
    names = [name.strip().lower() for name in shape.columns]
    of = asked.columns
    customer = _column(names, of.customer, CUSTOMERS, path, "customer")
    day = _column(names, of.date, DATES, path, "date")
    amount = _column(names, of.amount, AMOUNTS, path, "amount", must=False)
    rows = list(read_table(path, shape))
    days = days_of([row.cells[day] for row in rows])
    amounts = [row.cells[amount] if amount is not None else "" for row in rows]
    sign = decimal_sign_of(amounts)
    found: dict[str, dict[date, float]] = {}
    refunds = later = 0
    unit = ""
    last: date | None = None
    for row, when, cell in zip(rows, days, amounts, strict=True):
        place = f"{path}, row {row.number}"
        name = " ".join(row.cells[customer].split())
        if not name or when is None:
            what = "who bought" if not name else f"the day “{row.cells[day][:30]}”"
            raise Invalid(f"{place}: {what} is missing or cannot be read.")
        value, currency = (1.0, "") if amount is None else _amount(cell, sign, place)
        unit = one_currency(unit, currency, place)
        if asked.until and when > asked.until:
            later += 1
        elif value < 0:
            refunds += 1
        else:
            last = when if last is None else max(last, when)
            own = found.setdefault(name, {})
            own[when] = own.get(when, 0.0) + value
    if last is None:
        raise Invalid(f"{path} has no purchase to read.")
    notes = []
    if refunds:
        rows_were = plural(refunds, "row", "rows")
        notes.append(f"{rows_were} with an amount below 0 {_passed(refunds)}.")
    if later:
        notes.append(
            f"{plural(later, 'row', 'rows')} after {asked.until} {_passed(later)}."
        )
    end = asked.until or last
    return Purchases(found, amount is not None, end, tuple(notes), unit)


def _passed(rows: int) -> str:
    return "was passed over" if rows == 1 else "were passed over"


def _column(
    names: list[str],
    asked: str,
    usual: tuple[str, ...],
    path: Path,
    option: str,
    must: bool = True,
) -> Any:
    if asked and asked.strip().lower() not in names:
        raise Invalid(f"{path} has no column {asked}; --{option} names another.")
    if asked:
        return names.index(asked.strip().lower())
    place = next((names.index(name) for name in usual if name in names), None)
    if place is None and must:
        raise Invalid(
            f"{path} has no column {option}; --{option} names it. It has: "
            f"{', '.join(names)}."
        )
    return place


def _amount(cell: str, sign: str, place: str) -> tuple[float, str]:
    try:
        return float(read_number(cell, decimal_sign=sign or ".")), ""
    except ValueError:
        pass
    try:
        value, currency = read_money(cell)
        return float(value), currency
    except ValueError:
        raise Invalid(f"{place}: the amount “{cell[:40]}” is no number.") from None


def _histories(bought: Purchases, names: list[str]) -> tuple[Histories, Floats]:
    """Return what each customer did in weeks, and the mean amount of their repeats."""
    repeats, last, age, mean = np.zeros((4, len(names)))
    for i, name in enumerate(names):
        days = sorted(bought.by_customer[name])
        repeats[i] = len(days) - 1
        last[i] = (days[-1] - days[0]).days / WEEK
        age[i] = (bought.until - days[0]).days / WEEK
        again = [bought.by_customer[name][day] for day in days[1:]]
        mean[i] = sum(again) / len(again) if again else 0.0
    return Histories(repeats, last, age), mean


def _write(
    out: Path, names: list[str], columns: list[Floats], average: Floats | None
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEAD if average is None else HEAD + WORTH)
    for i, name in enumerate(names):
        cells = [f"{column[i]:.6g}" for column in columns]
        if average is not None:
            has_one = not np.isnan(average[i])
            cells.append(f"{average[i]:.6g}" if has_one else "")
            cells.append(f"{average[i] * columns[-1][i]:.6g}" if has_one else "")
        writer.writerow((plain_cell(name), *cells))
    part = out.with_name(out.name + ".part")
    try:
        part.write_text(text.getvalue(), encoding="utf-8")
        part.replace(out)
    except OSError as error:
        raise Invalid(f"{out} cannot be written: {error.strerror}.") from error
