"""Progress on standard error: a line that moves on a terminal, few lines elsewhere."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime

import click

WIDTH = 24


class ProgressLine:
    """Shows a step, how far it is and how long it will take.

    On a terminal one line is rewritten; in a log each step is written when it begins
    and when it ends, so that nothing fills up.
    """

    def __init__(self) -> None:
        self._step = ""
        self._began = self._shown = 0.0
        self._moving = sys.stderr.isatty()
        self.started_at = datetime.now(UTC)

    def __call__(self, step: str, done: int, total: int) -> None:
        """Tell that so much of a step is done."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._began, self._shown = step, now, 0.0
            if not self._moving:
                click.echo(f"{step} …", err=True)
        finished = done >= total
        if self._moving and (finished or now - self._shown > 0.1):
            self._shown = now
            click.echo(f"\r\x1b[K{self._line(now, done, total)}", err=True, nl=finished)
        elif finished and not self._moving:
            click.echo(f"{step}: done in {now - self._began:.1f} s", err=True)

    def step(self, done: int, total: int, message: str = "") -> None:
        """Tell the same in the words of a background job."""
        self(message, done, total)

    def _line(self, now: float, done: int, total: int) -> str:
        share = done / total if total else 1.0
        bar = "█" * round(share * WIDTH)
        left = ""
        if 0 < share < 1 and now - self._began > 1:
            left = f", {(now - self._began) * (1 - share) / share:.0f} s left"
        return f"{self._step:<18} {bar:·<{WIDTH}} {share:4.0%}{left}"
