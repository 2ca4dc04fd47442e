"""``leadline delivery``: by when work is finished, by what a team did before."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from leadline.cli.context import (
    futures_option,
    json_option,
    out_option,
    says_why,
    seed_option,
)
from leadline.cli.saying import say, say_json

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("history", type=click.Path(path_type=Path), metavar="HISTORY.csv")
@click.option(
    "--remaining",
    type=click.FloatRange(min=0, min_open=True, max=1e6),
    help="How much is still to be finished; items without a finish, where there are.",
)
@click.option(
    "--until",
    type=DAY,
    metavar="DAY",
    help="The last day of the history; the last one finished without.",
)
@click.option("--by", type=DAY, metavar="DAY", help="Say the odds of this day.")
@futures_option("How many futures are drawn", 100, 100_000, 4_000)
@seed_option("days")
@out_option("Where to write a day for each chance.", "D.csv")
@json_option
@says_why
def delivery(
    history: Path,
    remaining: float | None,
    until: datetime | None,
    by: datetime | None,
    futures: int,
    seed: int,
    out: Path,
    as_json: bool,
) -> None:
    """Say by when work is finished, by how much was finished in the weeks before.

    Reads what was done in each week (columns week, done), or items (columns estimate,
    started, finished; actual instead of started for efforts). Items without a finish
    are what remains. With estimates of 12 finished items or more it says what they come
    out at.

    Example: leadline delivery done.csv --remaining 30 --by 2027-05-14 --out days.csv
    """
    from leadline.workbench.delivery import DeliverySettings, delivery_file

    asked = DeliverySettings(remaining, _day(until), _day(by), futures, seed)
    found = delivery_file(history, out=out, settings=asked)
    for line in found["notes"]:
        say(line, err=True)
    say_json(found) if as_json else say(_told(found))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _told(found: dict[str, Any]) -> str:
    half, likely, sure = (line["by"] or "not in ten years" for line in found["by"])
    text = [
        f"{found['remaining']:g} to finish, by {found['weeks']} weeks in which "
        f"{found['done']:g} were: as likely as not by {half}, 8 in 10 by {likely}, "
        f"19 in 20 by {sure}."
    ]
    if odds := found["odds"]:
        text.append(f"By {odds['by']}: {odds['probability']:.0%}.")
    if tested := found["backtest"]["n"]:
        text.append(
            f"Made in these weeks' own past, {found['backtest']['held']} of {tested} "
            "such forecasts were finished by their 8-in-10 day."
        )
    if estimates := found["estimates"]:
        text.append(_told_of(estimates))
    return "\n".join(text)


def _told_of(estimates: dict[str, Any]) -> str:
    n = estimates["n"]
    if not estimates["is_enough"]:
        return f"{n} finished items have an estimate: too few to correct others by."
    text = (
        f"Estimates of {n} finished items came out {estimates['factor']:.2g} times as "
        f"large ({estimates['low']:.2g} to {estimates['high']:.2g}; "
        f"{estimates['unit']})."
    )
    if taken := estimates.get("open"):
        text += (
            f" The open ones take {taken['p10']:.3g} to {taken['p90']:.3g} together, "
            f"middle {taken['p50']:.3g}."
        )
    return text
