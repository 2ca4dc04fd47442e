"""``leadline influence``: who moves others in a network of people."""

from __future__ import annotations

from pathlib import Path

import click

from leadline.cli.context import json_option, out_option, says_why
from leadline.cli.saying import say, say_json

MEASURES = ["auto", "betweenness", "pagerank", "degree"]


@click.command()
@click.argument("edges", type=click.Path(path_type=Path), metavar="EDGES.csv")
@click.option(
    "--measure",
    type=click.Choice(MEASURES),
    default="auto",
    show_default=True,
    help="auto joins betweenness and pagerank: what the way leads through and ends at. "
    "It is fitted to one network; compare with pagerank before you lean on it.",
)
@click.option(
    "--from",
    "start",
    default="from",
    show_default=True,
    metavar="COL",
    help="Column of who listens, names or recommends.",
)
@click.option(
    "--to",
    "end",
    default="to",
    show_default=True,
    metavar="COL",
    help="Column of who is listened to.",
)
@click.option(
    "--weight",
    default="weight",
    show_default=True,
    metavar="COL",
    help="Column of how strongly, above 0; 1 where there is none.",
)
@out_option("Where to write name, score and rank.", "rank.csv")
@json_option
@says_why
def influence(
    edges: Path,
    measure: str,
    start: str,
    end: str,
    weight: str,
    out: Path,
    as_json: bool,
) -> None:
    """Rank people by their place in a network of who listens to whom.

    Reads from, to and weight; the same edge twice adds its weights. Writes everybody
    with score and rank, the most influential first; equal scores share a rank.

    Example: leadline influence edges.csv --out rank.csv
    """
    from leadline.workbench.influence import EdgeColumns, rank_file

    columns = EdgeColumns(start, end, weight)
    found = rank_file(edges, out=out, measure=measure, columns=columns)
    if as_json:
        say_json(found)
        return
    first = ", ".join(row["name"] for row in found["first"][:5])
    say(
        f"{found['people']} people, {found['edges']} edges, by {found['measure']}. "
        f"First: {first}."
    )
