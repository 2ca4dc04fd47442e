"""``leadline lifetime``: which customers buy again, and worth how much."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from leadline.cli.context import json_option, out_option, says_why
from leadline.cli.saying import amount, say, say_json

COLUMN = "Column of {}; found without."


@click.command()
@click.argument(
    "transactions", type=click.Path(path_type=Path), metavar="TRANSACTIONS.csv"
)
@click.option("--customer", default="", metavar="COL", help=COLUMN.format("who bought"))
@click.option("--date", default="", metavar="COL", help=COLUMN.format("the day"))
@click.option("--amount", default="", metavar="COL", help=COLUMN.format("the amount"))
@click.option(
    "--until",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="DAY",
    help="Look at purchases until this day; the last day in the file without.",
)
@click.option(
    "--weeks",
    type=click.FloatRange(min=0, max=5200),
    default=52.0,
    show_default=True,
    help="How many weeks ahead purchases are expected for.",
)
@out_option("Where to write a row for each customer.", "L.csv")
@json_option
@says_why
def lifetime(
    transactions: Path,
    customer: str,
    date: str,
    amount: str,
    until: datetime | None,
    weeks: float,
    out: Path,
    as_json: bool,
) -> None:
    """Say which customers buy again, how often, and worth how much.

    For businesses without a contract, where nobody says that they leave. Reads who
    bought, when, and for how much (optional); purchases of one day count as one.
    Writes for each customer repeats, week of the last one, age in weeks, the chance to
    be still a customer, and purchases, average and worth in the weeks ahead.

    Example: leadline lifetime orders.csv --weeks 26 --out worth.csv
    """
    from leadline.workbench.lifetime import (
        LifetimeSettings,
        PurchaseColumns,
        lifetime_file,
    )

    columns = PurchaseColumns(customer, date, amount)
    settings = LifetimeSettings(until.date() if until else None, weeks, columns)
    found = lifetime_file(transactions, out=out, settings=settings)
    for line in found["notes"]:
        say(line, err=True)
    say_json(found) if as_json else say(_told(found))


def _told(found: dict[str, Any]) -> str:
    from leadline.foundation.words import plural

    worth = ""
    if found["total"] is not None:
        worth = f", worth {amount(found['total'], found['currency'])}"
    alive = plural(round(found["alive"]), "is still a customer", "are still customers")
    weeks = "a week" if found["weeks"] == 1 else f"{found['weeks']:g} weeks"
    times = plural(round(found["purchases"]), "time", "times")
    return (
        f"{plural(found['customers'], 'customer', 'customers')} until "
        f"{found['until']}, {found['again']:,} bought again; about {alive}. "
        f"In {weeks} they are expected to buy {times}{worth}."
    )
