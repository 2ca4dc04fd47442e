"""``leadline demo``: Leadline with the example company."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from leadline.cli.context import choose_folder, says_why
from leadline.cli.saying import say
from leadline.cli.serve import Opening, opening_options, run


@click.command()
@opening_options
@says_why
def demo(folder: Path | None, **options: Any) -> None:
    """Open Leadline with the example company.

    The same as serve, in a folder of its own (leadline-demo), filled the first
    time with customers and what they said, goals, bets and a plan.

    Example: leadline demo --port 8001 --no-browser
    """
    run(Opening(choose_folder(folder, "leadline-demo"), **options), _fill)


def _fill() -> None:
    from leadline.demo.seed import seed
    from leadline.foundation.jobs import clock

    seed(now=clock(), progress=_say)


def _say(step: str) -> None:
    say(step, err=True)
