"""What commands that solve have alike: progress, and a clean standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def telling() -> Iterator[Callable[[str, float], None]]:
    """Tell stages on standard error: a moving line on a terminal, else one each."""
    moving = sys.stderr.isatty()
    told = ""

    def tell(stage: str, share: float) -> None:
        nonlocal told
        if moving:
            click.echo(
                f"\r{stage}: {share:4.0%} of the time \x1b[K", nl=False, err=True
            )
        elif stage != told:
            click.echo(stage, err=True)
        told = stage

    yield tell
    if moving:
        click.echo("\r\x1b[K", nl=False, err=True)


@contextmanager
def only_ours_on_stdout() -> Iterator[None]:
    """Send what the solver prints by itself to standard error meanwhile.

    Its notices come from compiled code and would break ``--json`` for readers.
    """
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
