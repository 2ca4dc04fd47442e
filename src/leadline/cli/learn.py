"""``leadline learn``: which uncertainty of a plan is worth resolving first."""

from __future__ import annotations

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
from leadline.cli.saying import amount, say, say_json
from leadline.cli.solving import only_ours_on_stdout, telling


@click.command()
@click.argument("plan", type=click.Path(path_type=Path), metavar="PLAN.json")
@futures_option("How many futures to weigh plans in", 64, 200_000, 16_384)
@seed_option()
@out_option("Where to write bet, measure, evpi, evppi and se.", "L.csv")
@json_option
@says_why
def learn(plan: Path, futures: int, seed: int, out: Path, as_json: bool) -> None:
    """Say what it is worth to know more about a bet before deciding.

    Reads a plan file whose values and efforts are ranges {"p10": , "p50": , "p90": }.
    For each of them writes what knowing it would be worth (evppi, with its standard
    error), most valuable first, beside what knowing everything would be (evpi), in the
    unit of the objective; the measure all is everything about a bet at once.

    Example: leadline learn plan.json --out learn.csv
    """
    from leadline.workbench.learn import learn_file

    with only_ours_on_stdout(), telling() as tell:
        found = learn_file(plan, out=out, futures=futures, seed=seed, progress=tell)
    say_json(found) if as_json else say(_told(found))


def _told(found: dict[str, Any]) -> str:
    from leadline.foundation.words import plural

    unit = found["currency"]
    lessons = [one for one in found["lessons"] if one["evppi"] > 0][:3]
    most = ", ".join(
        f"{x['bet']} {x['measure']} {amount(x['evppi'], unit)}" for x in lessons
    )
    return (
        f"Knowing everything is worth {amount(found['evpi'], unit)}. "
        + (
            f"Knowing one thing is worth most for: {most}."
            if most
            else "No single range is worth knowing."
        )
        + f" {plural(found['plans'], 'plan', 'plans')} weighed in"
        f" {found['futures']:,} futures."
    )
