"""``leadline score``: how good the forecasts of a file were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from leadline.cli.context import json_option, says_why
from leadline.cli.saying import say, say_json


@click.command()
@click.argument("forecasts", type=click.Path(path_type=Path), metavar="FORECASTS.csv")
@click.option(
    "--probability",
    default="probability",
    show_default=True,
    metavar="COL",
    help="Column of the probability.",
)
@click.option(
    "--outcome",
    default="outcome",
    show_default=True,
    metavar="COL",
    help="Column of the outcome: 1 or yes it happened, 0 or no it did not.",
)
@click.option(
    "--group",
    default="group",
    show_default=True,
    metavar="COL",
    help="Column to score by as well, such as the person or the kind.",
)
@click.option(
    "--drop-settled",
    is_flag=True,
    help="Leave out rows that say 0 or 1 and are right: known when they were made.",
)
@json_option
@says_why
def score(
    forecasts: Path,
    probability: str,
    outcome: str,
    group: str,
    drop_settled: bool,
    as_json: bool,
) -> None:
    """Score forecasts against what happened.

    Reads probability and outcome, or p10, p50, p90 and actual; group, made_on and
    resolved_on if they are there. Decimal commas, percent, words like ja or non and
    the order of days are told from the whole file. Rows without an outcome are open,
    rows made on the day of their outcome or later are settled; neither counts. Prints
    Brier and log score, skill over always saying how often it happened, calibration
    error and the reliability table; for ranges coverage, pinball loss and interval
    score.

    Example: leadline score forecasts.csv --json
    """
    from leadline.workbench.score import ScoreSettings, score_file

    settings = ScoreSettings(probability, outcome, group, drop_settled)
    found = score_file(forecasts, settings)
    say_json(found) if as_json else say(_told(found))


def _told(found: dict[str, Any]) -> str:
    tell = _ranges if found["kind"] == "ranges" else _events
    lines = [tell(found)]
    if not found["enough"]:
        lines.append(
            f"{found['n']} forecasts are few: chance alone moves these figures a lot."
        )
    if found["open"] or found["settled"]:
        lines.append(f"Not counted: {found['open']} open, {found['settled']} settled.")
    if found["kind"] == "events":
        lines += _table(found["reliability"])
    lines += found["notes"]
    for name, group in found["groups"].items():
        few = "" if group["enough"] else " (few)"
        lines.append(f"{name}{few}: {tell(group)}")
    return "\n".join(lines)


def _events(found: dict[str, Any]) -> str:
    skill = "none to tell" if found["skill"] is None else f"{found['skill']:.3f}"
    return (
        f"{found['n']:,} forecasts; Brier {found['brier']:.4f} "
        f"(always saying {found['base_rate']:.0%}: {found['brier_of_base_rate']:.4f}), "
        f"skill {skill}, log score {found['log_score']:.4f}, "
        f"calibration error {found['calibration_error']:.3f}."
    )


def _ranges(found: dict[str, Any]) -> str:
    return (
        f"{found['n']:,} ranges; {found['coverage']:.0%} came out within P10 to P90 "
        f"(80% when honest; {found['coverage_low']:.0%} to "
        f"{found['coverage_high']:.0%} by chance), {found['above_p50']:.0%} above P50, "
        f"pinball loss {found['pinball']:.4g}, "
        f"interval score {found['interval_score']:.4g}."
    )


def _table(rows: list[dict[str, Any]]) -> list[str]:
    lines = ["   said      n   came true   (95% range)"]
    for row in rows:
        fits = "" if row["low"] <= row["said"] <= row["high"] else "  off"
        lines.append(
            f"  {row['said']:5.1%} {row['n']:6,} {row['came']:10.1%}   "
            f"({row['low']:.1%} to {row['high']:.1%}){fits}"
        )
    return lines
