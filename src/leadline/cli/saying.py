"""How commands print: every line passes here, and no sign that a terminal obeys."""

from __future__ import annotations

from typing import Any

import click

from leadline.foundation.shown import json_text, shown


def say(text: object, *, err: bool = False) -> None:
    """Print a text, on standard error where ``err``."""
    click.echo(shown(str(text)), err=err)


def say_json(value: Any, *, indent: int | None = None) -> None:
    """Print plain values as JSON; raises ``Invalid`` where a number is none."""
    click.echo(json_text(value, indent=indent))
