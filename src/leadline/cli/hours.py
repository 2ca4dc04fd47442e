"""``leadline hours``: what the hours of a calendar were for."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from leadline.cli.context import json_option, out_option, says_why
from leadline.cli.saying import say, say_json

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument(
    "calendars",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    metavar="CALENDAR.ics...",
)
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@click.option("--to", "last", type=DAY, required=True, help="The last day, included.")
@click.option(
    "--domain",
    "domains",
    multiple=True,
    required=True,
    metavar="OWN",
    help="Your company's mail domain; again for each further one.",
)
@click.option(
    "--customers",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Your customers: a table with name and domain (or email), or a list.",
)
@click.option(
    "--me",
    multiple=True,
    metavar="EMAIL",
    help="Your address, so that what you declined is left out.",
)
@click.option(
    "--timezone",
    default="UTC",
    show_default=True,
    metavar="TZ",
    help="Whose days and clock, such as Europe/Berlin.",
)
@out_option(
    "Where to write the table; it holds no titles and no attendees.", "hours.csv"
)
@json_option
@says_why
def hours(
    calendars: tuple[Path, ...],
    first: datetime,
    last: datetime,
    domains: tuple[str, ...],
    customers: Path | None,
    me: tuple[str, ...],
    timezone: str,
    out: Path,
    as_json: bool,
) -> None:
    """Class the hours of calendars: market, external, internal, focus, personal.

    Reads calendar files (.ics, the table Outlook exports, or a ZIP of them) with
    recurrence, moved instances and time zones. Writes date, start, end, minutes,
    class, counterpart and uid of each; a minute that several claim counts once. Hours
    of which a calendar shows too little are of the class unknown.

    Example: leadline hours me.ics --from 2026-11-01 --to 2026-11-30 --domain acme.com
    --customers accounts.csv --timezone Europe/Berlin --out hours.csv
    """
    from leadline.workbench.hours import HoursSettings, hours_file

    settings = HoursSettings(
        first.date(), last.date(), domains, timezone, customers, me
    )
    found = hours_file(calendars, out=out, settings=settings)
    for line in found["notes"]:
        say(line, err=True)
    say_json(found) if as_json else say(_told(found))


def _told(found: dict[str, Any]) -> str:
    spent = {k: n for k, n in found["minutes"].items() if n or k != "unknown"}
    hours_of = {kind: minutes / 60 for kind, minutes in spent.items()}
    parts = ", ".join(f"{kind} {hours:.1f} h" for kind, hours in hours_of.items())
    if found["market_share"] is None:
        unknown = hours_of.get("unknown", 0)
        more = f", {unknown:.1f} h not known" if unknown else ""
        return f"{found['entries']} entries; no working hours in this time{more}."
    return (
        f"{found['entries']} entries: {parts}. "
        f"{found['market_share']:.0%} of the working hours with the market."
    )
