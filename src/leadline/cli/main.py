"""The ``leadline`` command: a table of contents; commands load when asked for."""

from __future__ import annotations

from importlib import import_module

import click

# name: (module, the line in the list of commands). Modules load on use, so that
# `leadline --help` answers at once.
COMMANDS = {
    "demo": ("demo", "Open Leadline with the example company."),
    "serve": ("serve", "Open Leadline on this machine: web pages and worker."),
    "link": ("link", "Print a link that signs somebody in once."),
    "user": ("users", "Say who may come in; see or end what is kept of a person."),
    "token": ("tokens", "Give programs keys of their own, and take them back."),
    "import": ("importing", "Bring a file of feedback or customers into a workspace."),
    "mcp": ("mcp", "Let an assistant on this machine ask Leadline."),
    "check": ("check", "Verify the audit chain, the database and the data folder."),
    "backup": ("backup", "Write the whole data folder into one file."),
    "restore": ("backup", "Bring a backup back."),
    "workspace": (
        "workspaces",
        "Take a workspace out as open files, and back.",
    ),
    "document": ("document", "Write a record as PDF, slides, a sheet or Markdown."),
    "purge": ("purge", "Delete what has been kept long enough."),
    "rotate-keys": ("rotate", "Put new keys in the place of those others may know."),
    "move-to-postgres": ("moving", "Move a folder from SQLite into PostgreSQL."),
    "move-files": ("moving_files", "Put uploads into the store all machines reach."),
    "discover": ("discover", "Find the needs in a file of feedback."),
    "chair": ("chair", "Find the words about a decision, and where they stand."),
    "optimise": ("optimise", "Find the best plan of a plan file, and prove it."),
    "project": ("project", "Project growth and profit, and the odds of each goal."),
    "frontier": ("frontier", "Find every plan that no other beats in two measures."),
    "learn": ("learn", "Say which uncertainty of a plan is worth resolving."),
    "forecast": ("forecast", "Forecast a series of figures, and say how sure."),
    "lifetime": ("lifetime", "Say which customers buy again, and worth how much."),
    "delivery": ("delivery", "Say by when work is finished, by what was done before."),
    "score": ("score", "Say how good forecasts were, against what happened."),
    "hours": ("hours", "Class the hours of calendars: market, internal, focus."),
    "influence": ("influence", "Rank people by their place in a network."),
}


class Contents(click.Group):
    """Knows the commands by name and imports each one's module on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, importing its module; ``None`` for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"leadline.cli.{COMMANDS[cmd_name][0]}")
        name = "import_" if cmd_name == "import" else cmd_name.replace("-", "_")
        command: click.Command = getattr(module, name)
        return command

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the list from the table, without importing a single module."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Contents)
@click.version_option(package_name="leadline")
def cli() -> None:
    """Leadline: the system of record of a product leader.

    Start with `leadline demo`. Every command has its own --help.
    """
