"""How commands print: every line passes here, and no sign that a terminal obeys."""

from __future__ import annotations

from typing import Any

import click

from leadline.foundation.shown import json_text, shown


def say(text: object, *, err: bool = False) -> None:
    """Print a text, on standard error where ``err``."""
    click.echo(shown(str(text)), err=err)


def amount(value: float, unit: str = "") -> str:
    """Return an amount with its currency or unit, whole from a thousand on.

    >>> amount(165_312.4, "EUR"), amount(-2.5, "EUR"), amount(12)
    ('165,312 EUR', '-2.5 EUR', '12')
    """
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"
    return f"{'0' if text == '-0' else text} {unit}".strip()


def say_json(value: Any, *, indent: int | None = None) -> None:
    """Print plain values as JSON; raises ``Invalid`` where a number is none."""
    click.echo(json_text(value, indent=indent))
