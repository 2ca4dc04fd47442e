"""``leadline move-to-postgres``: a folder with SQLite goes on with PostgreSQL."""

from __future__ import annotations

import time
from pathlib import Path

import click

from leadline.cli import folder as place
from leadline.cli.context import (
    boot,
    choose_folder,
    folder_option,
    json_option,
    need_folder,
    says_why,
)
from leadline.cli.saying import say, say_json
from leadline.foundation.errors import Conflict, Invalid

FILE = "leadline.sqlite3"
SOURCE = "source"


@click.command()
@folder_option
@json_option
@says_why
def move_to_postgres(folder: Path | None, as_json: bool) -> None:
    """Move a folder's database from SQLite into PostgreSQL.

    LEADLINE_DATABASE_URL names an empty database. Every row goes there as it is, in
    one transaction, and is read back and compared; then the SQLite file is put aside
    into backups/. Uploads, keys and the log stay in the folder. Leadline must not be
    open meanwhile, and has to be opened with the same setting from then on.

    Example: leadline move-to-postgres
    """
    home = choose_folder(folder)
    need_folder(home)
    boot()
    _need_both(home)
    with place.held(home):
        _open_source(home)
        counts = _move(as_json)
        aside = _put_aside(home)
    rows = sum(counts.values())
    if as_json:
        say_json({"tables": len(counts), "rows": rows, "aside": str(aside)})
        return
    say(f"{rows:,} rows of {len(counts)} tables are in PostgreSQL, each compared.")
    say(f"The SQLite database is now {aside}.")
    say(f"Look at it with leadline check --folder {home}, then open it.")


def _need_both(home: Path) -> None:
    from django.db import connection

    if connection.vendor != "postgresql":
        raise Invalid("Name an empty PostgreSQL database in LEADLINE_DATABASE_URL.")
    if not (home / FILE).is_file():
        raise Invalid(f"There is no SQLite database in {home}: nothing is to be moved.")


def _open_source(home: Path) -> None:
    """Name the file as a second database; raise ``Conflict`` for another version's."""
    from django.conf import settings
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import ConnectionHandler

    own = {"default": settings.OWN_SQLITE}
    named = ConnectionHandler(own).settings["default"]
    connections.settings[SOURCE] = named
    executor = MigrationExecutor(connections[SOURCE])
    known = executor.loader.disk_migrations or {}
    applied = executor.loader.applied_migrations
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting or place.of_later_versions(applied, known):
        raise Conflict(
            f"{home / FILE} is of another version. Open it once with this one, without "
            "LEADLINE_DATABASE_URL: leadline serve"
        )


def _move(as_json: bool) -> dict[str, int]:
    from django.core.management import call_command

    from leadline.accounts.actions import copy_everything
    from leadline.cli.laying import is_empty, lay_tables

    def tell(name: str, count: int) -> None:
        if count and not as_json:
            say(f"  {name}  {count:,}", err=True)

    if is_empty():
        lay_tables()
    else:
        call_command("migrate", verbosity=0, interactive=False)
    return copy_everything(source=SOURCE, say=tell)


def _put_aside(home: Path) -> Path:
    """Put the file where no start without the setting finds it."""
    from django.db import connections

    connections[SOURCE].close()
    backups = home / "backups"
    backups.mkdir(mode=0o700, exist_ok=True)
    aside = backups / f"moved-to-postgres-{time.strftime('%Y-%m-%dT%H-%M-%S')}.sqlite3"
    (home / FILE).rename(aside)
    for end in ("-wal", "-shm"):
        (home / f"{FILE}{end}").unlink(missing_ok=True)
    return aside
