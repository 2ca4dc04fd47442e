"""``leadline chair``: which words are about a decision, and where they stand."""

from __future__ import annotations

from pathlib import Path

import click

from leadline.cli.context import json_option, out_option
from leadline.cli.saying import say, say_json
from leadline.foundation.errors import LeadlineError


@click.command()
@click.argument(
    "decision", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.argument("words", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--text", required=True, metavar="COL", help="Column with the words.")
@click.option(
    "--id", "id_", required=True, metavar="COL", help="Column with the id of a word."
)
@click.option("--customer", metavar="COL", help="Column that names the customer.")
@out_option("CSV with id, option, side, strength and passage.", "FILE", "sides.csv")
@json_option
def chair(
    decision: Path,
    words: Path,
    text: str,
    id_: str,
    customer: str | None,
    out: Path,
    as_json: bool,
) -> None:
    """Find which words of a file are about a decision, and on which side they stand.

    DECISION is a JSON file: {"question": "…", "options": [{"id": "…", "title": "…",
    "note": "…"}]}. WORDS is a table (CSV, TSV, JSON lines or XLSX). Writes a row for
    each word and option held relevant: for, against or neither. A side is proposed
    only where it is sure, so most rows say neither; a person says the rest. Nothing
    leaves this machine.

    Example: leadline chair price.json tickets.csv --text message --id number
    """
    from leadline.workbench import chair as bench
    from leadline.workbench.discover import Columns

    try:
        asked = bench.read_question(decision)
        columns = Columns(text=text, id=id_, customer=customer)
        pieces = bench.read_words(words, columns)
        sides = bench.hear(pieces, asked)
        bench.write_sides(sides, out)
    except LeadlineError as error:
        raise click.ClickException(str(error)) from error
    summary = bench.told(pieces, sides)
    if as_json:
        rows = [side.as_json() for side in sides]
        shown = {**summary, "file": str(out), "sides": rows}
        say_json(shown, indent=2)
        return
    say(
        f"{summary['relevant']} of {summary['words']} words are about it, "
        f"{summary['sided']} take a side. Written to {out}."
    )
    if summary["why_no_side"]:
        say(summary["why_no_side"])
