"""``leadline mcp``: the tools for an assistant on this machine, over its pipes."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import click

from leadline.cli.context import boot, choose_folder, folder_option, says_why
from leadline.foundation.errors import Invalid

VARIABLE = "LEADLINE_TOKEN"
PIPES = "leadline.mcp.pipes"


@click.command()
@folder_option
@says_why
def mcp(folder: Path | None) -> None:
    """Let an assistant on this machine ask Leadline, over standard input and output.

    The access token stands in LEADLINE_TOKEN; make one in the settings, under tokens.
    An assistant that runs elsewhere calls https://…/mcp with the same token instead.

    Example: leadline mcp --folder ~/leadline
    """
    token = os.environ.get(VARIABLE, "").strip()
    if not token:
        raise Invalid(f"Set {VARIABLE} to an access token: settings, then tokens.")
    choose_folder(folder)
    boot()
    import_module(PIPES).serve(token)
