"""Write docs/reference/cli.md from the help of every command, or check it.

python tools/reference.py [--check]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from leadline.cli.main import COMMANDS, cli

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "cli.md"
WIDTH = 80
INTRODUCTION = """\
# The commands

Written by `make docs` from the help of each command; change it there.

Exit codes: 0 done; 1 could not, with a line that says why and what to do;
2 wrong usage. With `--json` the answer on standard output is one JSON value, and
everything for people goes to standard error.
"""


def page() -> str:
    """Return the page as the commands are now."""
    os.environ.pop("LEADLINE_DATA_DIR", None)
    parts = [INTRODUCTION, _section("leadline", cli, None)]
    with click.Context(cli, info_name="leadline") as context:
        for name in COMMANDS:
            command = cli.get_command(context, name)
            assert command is not None
            parts.append(_section(f"leadline {name}", command, context))
    return "\n".join(parts)


def _section(name: str, command: click.Command, parent: click.Context | None) -> str:
    shown = name.split()[-1]
    with click.Context(
        command,
        info_name=shown,
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
    ) as context:
        text = command.get_help(context)
    return f"## {name}\n\n```text\n{text.strip()}\n```\n"


def main() -> None:
    """Write the page, or end with 1 when it is not what the help says."""
    text = page()
    if "--check" not in sys.argv:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        sys.exit(f"{PAGE} is not what the commands say now. Do: make docs")


if __name__ == "__main__":
    main()
