"""``leadline frontier``: every plan that no other beats in two measures."""

from __future__ import annotations

from pathlib import Path

import click

from leadline.cli.context import out_option, says_why
from leadline.cli.saying import amount, say, say_json
from leadline.cli.solving import only_ours_on_stdout, telling


@click.command()
@click.argument("plan", type=click.Path(path_type=Path), metavar="PLAN.json")
@click.option(
    "--objectives",
    default="growth,profit",
    show_default=True,
    metavar="A,B",
    help="Two measures of the plan; more of each is better.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=300.0,
    show_default=True,
    metavar="S",
    help="Seconds to search for, at most.",
)
@out_option("Where to write a row a point.", "F.csv")
@click.option("--json", "as_json", is_flag=True, help="Print the points as JSON too.")
@says_why
def frontier(
    plan: Path, objectives: str, time_limit: float, out: Path, as_json: bool
) -> None:
    """Find every plan that no other beats in two measures at once.

    Reads a plan file and writes point, the two measures and the plan (bets and the
    period each starts in), the least of the first measure first. All demands of the
    plan hold; its own objective plays no part. Exact: no point is missing, unless
    the time ends, which is said.

    Example: leadline frontier plan.json --objectives growth,profit --out front.csv
    """
    from leadline.foundation.words import plural
    from leadline.workbench.frontier import frontier_file

    with only_ours_on_stdout(), telling() as tell:
        found = frontier_file(
            plan,
            objectives=objectives,
            out=out,
            time_limit=time_limit,
            progress=tell,
        )
    first, second = found.objectives
    if as_json:
        points = [{first: one, second: two} for one, two in found.points]
        told = {"points": points, "complete": found.is_complete}
        say_json(told)
        return
    count = plural(len(found.points), "point", "points")
    each = "beaten by no plan" if len(found.points) == 1 else "each beaten by no plan"
    ends = [
        f"{name} {_from_to([point[at] for point in found.points], found.currency)}"
        for at, name in enumerate(found.objectives)
    ]
    say(f"{count} of {first} and {second}, {each}: {'; '.join(ends)}.")
    if not found.is_complete:
        least = amount(found.points[0][0], found.currency)
        say(
            f"The time ended: points with less {first} than {least} may be missing; "
            "give more time."
        )


def _from_to(values: list[float], unit: str) -> str:
    """Return the ends of a measure over all points.

    >>> _from_to([4.0], "EUR"), _from_to([1.0, 4.0], "EUR")
    ('4 EUR', '1 EUR to 4 EUR')
    """
    ends = dict.fromkeys(amount(end, unit) for end in (min(values), max(values)))
    return " to ".join(ends)
