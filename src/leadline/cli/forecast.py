"""``leadline forecast``: what a series does next, and how sure that is."""

from __future__ import annotations

from pathlib import Path

import click

from leadline.cli.context import json_option, out_option, says_why
from leadline.cli.saying import amount, say, say_json


@click.command()
@click.argument("series", type=click.Path(path_type=Path), metavar="SERIES.csv")
@click.option(
    "--horizon",
    type=click.IntRange(min=1),
    required=True,
    metavar="H",
    help="How many steps to forecast, in the step of the dates: hours, days, weeks.",
)
@click.option(
    "--date", default="", metavar="COL", help="Column of the dates; found without."
)
@click.option(
    "--value", default="", metavar="COL", help="Column of the values; found without."
)
@out_option("Where to write date, p05, p50 and p95.", "F.csv")
@json_option
@says_why
def forecast(
    series: Path, horizon: int, date: str, value: str, out: Path, as_json: bool
) -> None:
    """Forecast a series of figures, with an interval that holds 9 times in 10.

    Reads dates and values at a regular step (hours, days, weekdays, weeks, months,
    quarters, years); seasons are found from the dates, missing values are passed over.
    Writes date, p05, p50 and p95 for each step; p50 is as likely too high as too low.

    Example: leadline forecast signups.csv --horizon 13 --out next.csv
    """
    from leadline.foundation.words import plural
    from leadline.workbench.forecast import SeriesColumns, forecast_file

    columns = SeriesColumns(date, value)
    found = forecast_file(series, out=out, horizon=horizon, columns=columns)
    for line in found["notes"]:
        say(line, err=True)
    if as_json:
        say_json(found)
        return
    seasons = " and ".join(map(str, found["seasons"]))
    kind = f"seasons of {seasons}" if seasons else "no season"
    missed = amount(found["error"], found["currency"])
    moments = plural(found["moments"], "earlier moment", "earlier moments")
    say(
        f"{plural(found['values'], 'value', 'values')} by {found['step']}, {kind}. "
        f"Such forecasts from {moments} missed by {missed} on average."
    )
