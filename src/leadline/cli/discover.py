"""``leadline discover``: the needs in a file of feedback."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from leadline.cli.context import json_option, out_option, says_why
from leadline.cli.progress import ProgressLine
from leadline.cli.saying import say, say_json

SHOWN = 15


@click.command()
@click.argument(
    "feedback", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--text", required=True, metavar="COL", help="Column with the words.")
@click.option("--id", "id_", metavar="COL", help="Column with the id of a piece.")
@click.option("--customer", metavar="COL", help="Column that names the customer.")
@click.option("--date", metavar="COL", help="Column with the day it was said.")
@click.option(
    "--needs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many needs to make; found out when left out.",
)
@click.option(
    "--encoder",
    type=click.Choice(["auto", "exact", "fast"]),
    default="auto",
    show_default=True,
    help="exact reads every piece; fast reads a sample with the sentence model and "
    "learns the rest; auto is exact while it takes seconds, then fast.",
)
@out_option(
    "Folder for needs.json and assignments.csv.", "DIR", "needs", is_folder=True
)
@json_option
@says_why
def discover(
    feedback: Path,
    text: str,
    id_: str | None,
    customer: str | None,
    date: str | None,
    needs: int | None,
    encoder: Literal["auto", "exact", "fast"],
    out: Path,
    as_json: bool,
) -> None:
    """Find the needs in a file of feedback (CSV, TSV, JSON lines or XLSX).

    Groups what customers say, names each group in their own words, and writes
    DIR/needs.json and DIR/assignments.csv. Nothing leaves this machine.

    Example: leadline discover tickets.csv --text message --date created --out found
    """
    from leadline.workbench import discover as bench

    columns = bench.Columns(text=text, id=id_, customer=customer, date=date)
    pieces = bench.read_pieces(feedback, columns)
    settings = bench.DiscoverSettings(needs=needs, encoder=encoder)
    found = bench.discover(pieces, settings, ProgressLine())
    files = bench.write_discovery(found, out)
    if as_json:
        summary = {
            "pieces": len(found.ids),
            "different": found.different,
            "none": found.none,
            "encoder": found.encoder,
            "seconds": found.seconds,
            "files": [str(path) for path in files],
            "needs": [need.as_json() for need in found.needs],
        }
        say_json(summary, indent=2)
        return
    for need in found.needs[:SHOWN]:
        say(f"{need.size:>7}  {need.name}")
    if len(found.needs) > SHOWN:
        say(f"         … and {len(found.needs) - SHOWN} more")
    say(
        f"{len(found.needs)} needs in {len(found.ids)} pieces of feedback, "
        f"{found.none} without one. Read by the {found.encoder} encoder. "
        f"Written to {files[0]} and {files[1]}."
    )
