"""``leadline project``: what growth and profit come to, and the odds of goals."""

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
from leadline.cli.solving import telling


@click.command()
@click.argument("model", type=click.Path(path_type=Path), metavar="MODEL.json")
@futures_option("How many futures to draw", 1, 1_000_000, 100_000)
@seed_option()
@out_option("Where to write the projection.", "P.json")
@json_option
@says_why
def project(model: Path, futures: int, seed: int, out: Path, as_json: bool) -> None:
    """Project growth and profit, period by period, with the odds of each goal.

    Reads segments with customers, price, new ones, churn, expansion and margin, costs,
    and bets that act on these; any number may be a range {"p10": , "p50": , "p90": }.
    Writes customers, revenue, profit, margin and cash by period, with the bets and
    without them in the same futures, what drives the doubt, and what each bet adds.

    Example: leadline project model.json --futures 100000 --out projection.json
    """
    from leadline.workbench.project import project_file

    with telling() as tell:
        found = project_file(model, out=out, futures=futures, seed=seed, progress=tell)
    say_json(found) if as_json else say(_told(found))


def _points(error: float) -> str:
    """Return an error of a probability: no rounding makes it nothing.

    >>> _points(0.00213), _points(0.00001), _points(0.0)
    ('0.21 points', 'less than 0.01 points', '0.00 points')
    """
    points = error * 100
    return "less than 0.01 points" if 0 < points < 0.005 else f"{points:.2f} points"


def _share(share: float) -> str:
    """Return a share of all doubt: no rounding makes it nothing.

    >>> _share(0.892), _share(0.0004)
    ('89%', 'under 1%')
    """
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"


def _is_sure(spread: dict[str, Any]) -> bool:
    return bool(spread["p10"] == spread["p90"])


def _middle(spread: dict[str, Any], currency: str) -> str:
    """Return the middle of a figure, said to be one where the figure is uncertain."""
    how = "" if _is_sure(spread) else " in the middle"
    return f"{amount(spread['p50'], currency)}{how}"


def _range(spread: dict[str, Any], currency: str) -> str:
    """Return a figure with how sure it is.

    >>> _range({"p10": 1000.0, "p50": 1000.0, "p90": 1000.0}, "EUR")
    '1,000 EUR, nothing in it is uncertain'
    """
    middle = _middle(spread, currency)
    if _is_sure(spread):
        return f"{middle}, nothing in it is uncertain"
    low, high = (amount(spread[end], currency) for end in ("p10", "p90"))
    return f"{middle}, eight times in ten from {low} to {high}"


def _goal(goal: dict[str, Any], found: dict[str, Any]) -> str:
    """Return the odds of a goal; where nothing is uncertain it is reached or missed."""
    if goal["se"] == 0:
        here, bare = ("reached" if goal[of] else "missed"
                      for of in ("probability", "without_bets"))  # fmt: skip
    else:
        here, bare = f"{goal['probability']:.1%}", f"{goal['without_bets']:.1%}"
        if goal["se"] is not None:
            here += f" (standard error {_points(goal['se'])})"
    without = f"; without bets {bare}" if found["bets"] else ""
    return f"Goal {goal['id']}: {here}{without}."


def _told(found: dict[str, Any]) -> str:
    measures, currency = found["measures"], found["currency"]
    last = list(measures["revenue"])[-1]
    lines = []
    for measure in ("revenue", "profit"):
        here, bare = measures[measure][last], found["without_bets"][measure][last]
        without = f"; without bets {_middle(bare, currency)}" if found["bets"] else ""
        lines.append(
            f"{measure.capitalize()} in {last}: {_range(here, currency)}{without}."
        )
    lines += [_goal(goal, found) for goal in found["goals"]]
    if found["drives"]:
        drivers = [f"{d['driver']} {_share(d['share'])}" for d in found["drives"][:3]]
        of = found["drives_of"]
        lines.append(
            f"What drives the doubt about {of['measure']} in {of['period']}: "
            f"{', '.join(drivers)}."
        )
    return "\n".join([*lines, *found["notices"]])
