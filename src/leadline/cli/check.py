"""``leadline check``: is everything as it should be?"""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from leadline.cli.attached import files_are_there
from leadline.cli.context import (
    boot,
    choose_folder,
    folder_option,
    json_option,
    need_folder,
    says_why,
)
from leadline.cli.record import Finding, key_of_record, record_holds
from leadline.cli.saying import say, say_json
from leadline.foundation.words import plural

DATABASE_FILES = [f"leadline.sqlite3{end}" for end in ("", "-wal", "-shm")]
MOST_NAMED = 20
MARKS = {"ok": "✓", "note": "·", "wrong": "✗"}


@click.command()
@folder_option
@click.option(
    "--against",
    multiple=True,
    metavar="HEAD|FILE",
    help="An earlier head, a backup, or a file with heads; may be said again.",
)
@json_option
@says_why
def check(folder: Path | None, against: tuple[str, ...], as_json: bool) -> None:
    """Verify the record, the database and the data folder.

    Reads every line of every audit log and compares with it the decisions,
    predictions, roles and words of feedback it vouches for. Says where the key of the
    record lies and what that is worth, and prints where each log ends: kept elsewhere,
    such a head proves later that nothing before it was cut off or rewritten. Exit code
    1 when anything is wrong.

    Example: leadline check --folder ~/leadline --against ~/leadline-monday.tar.gz
    """
    home = choose_folder(folder)
    need_folder(home)
    boot()
    looks: list[Callable[[Path], Iterator[Finding]]] = [
        folder_is_private,
        database_is_whole,
        database_is_up_to_date,
        values_are_possible,
        key_of_record,
        lambda _: record_holds(against),
        files_are_there,
        worker_is_alive,
        backups_are_made,
    ]
    findings: list[Finding] = []
    for look in looks:
        findings += look(home)
        if any(f.state == "wrong" and f.check == "unreadable" for f in findings):
            break
    wrong = [finding for finding in findings if finding.state == "wrong"]
    if as_json:
        about = {"ok": not wrong, "checks": [asdict(f) for f in findings]}
        say_json(about)
    else:
        for finding in findings:
            say(f"{MARKS[finding.state]} {finding.line}")
    if wrong:
        raise click.ClickException(f"{len(wrong)} of {len(findings)} checks failed.")


def folder_is_private(home: Path) -> Iterator[Finding]:
    """Look whether others on this machine can read the folder, a key or the data."""
    names = ("secret.key", "record.key", *DATABASE_FILES)
    for path in (home, *(home / name for name in names)):
        if not path.exists():
            continue
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            fix = "700" if path.is_dir() else "600"
            line = f"Others can read {path} (mode {mode:o}). Do: chmod {fix} {path}"
            yield Finding("folder", "wrong", line)
            return
    yield Finding("folder", "ok", f"{home} is readable for its owner alone.")


def database_is_whole(home: Path) -> Iterator[Finding]:
    """Let the database verify itself."""
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            if connection.vendor != "sqlite":
                cursor.execute("SELECT 1")
                yield Finding("database", "ok", "The database answers.")
                return
            cursor.execute("PRAGMA integrity_check")
            damage = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
            cursor.execute("PRAGMA foreign_key_check")
            damage += _that_point_to_nothing(cursor.fetchall())
    except DatabaseError as error:
        line = f"The database cannot be read: {' '.join(str(error).split())}."
        yield Finding("unreadable", "wrong", f"{line} Restore a backup.")
        return
    for one in damage[:MOST_NAMED]:
        line = f"The database is damaged: {one}. Restore a backup."
        yield Finding("database", "wrong", line)
    if not damage:
        yield Finding("database", "ok", "The database is whole.")


def _that_point_to_nothing(found: list[Any]) -> list[str]:
    """Return how many rows of each table point to a row that is gone."""
    rows = Counter((table, parent) for table, _, parent, _ in found)
    return [
        f"{n} {'row' if n == 1 else 'rows'} of {table} point to what is gone from "
        f"{parent}"
        for (table, parent), n in sorted(rows.items())
    ]


def values_are_possible(home: Path) -> Iterator[Finding]:
    """Look for values that no column of their kind can hold, which SQLite keeps."""
    from django.db import DatabaseError, connection

    from leadline.cli.columns import impossible_values

    if connection.vendor != "sqlite":
        return
    try:
        found = list(impossible_values())
    except DatabaseError:  # tables of another version, which the look before says
        return
    for table, row, column in found:
        line = (
            f"Row {row} of {table} holds in {column} what no such column can: it was "
            "written by hand. Restore a backup."
        )
        yield Finding("database", "wrong", line)


def database_is_up_to_date(home: Path) -> Iterator[Finding]:
    """Look for migrations that have not run, and for those of a later version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from leadline.cli.folder import of_later_versions
    from leadline.cli.machines import runs_beside

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    known, applied = executor.loader.disk_migrations, executor.loader.applied_migrations
    if of_later_versions(applied, known or {}) and runs_beside():
        line = "A later version has brought the tables up to date; this one may go on."
        yield Finding("migrations", "note", line)
    elif of_later_versions(applied, known or {}):
        line = "A later version of Leadline has written this folder. Install it."
        yield Finding("migrations", "wrong", line)
    elif plan:
        line = f"{len(plan)} migrations have not run. Do: leadline serve"
        yield Finding("migrations", "wrong", line)
    else:
        yield Finding("migrations", "ok", "The tables are those of this version.")


def worker_is_alive(home: Path) -> Iterator[Finding]:
    """Look whether a worker runs, where Leadline is open."""
    from django.db import DatabaseError

    from leadline.accounts.queries import schedule_is_kept
    from leadline.cli.folder import is_served
    from leadline.foundation.jobs import clock
    from leadline.foundation.worker import known_workers

    living = sum(known_workers(home).values())
    try:
        elsewhere = schedule_is_kept(now=clock())
    except DatabaseError:  # tables of another version, which another look says
        elsewhere = False
    if living:
        yield Finding(
            "worker",
            "ok",
            f"{plural(living, 'worker process is', 'worker processes are')} alive.",
        )
    elif elsewhere:
        yield Finding("worker", "ok", "A worker of another machine is alive.")
    elif is_served(home):
        line = "Leadline is open but no worker is alive. Start it again."
        yield Finding("worker", "wrong", line)
    else:
        yield Finding("worker", "note", "Leadline is not open with this folder.")


def backups_are_made(home: Path) -> Iterator[Finding]:
    """Look what became of the last backup on schedule."""
    from datetime import timedelta

    from django.conf import settings
    from django.db import DatabaseError

    from leadline.accounts.queries import last_backup
    from leadline.foundation.backups import RESTORED
    from leadline.foundation.jobs import clock

    if settings.BACKUP_HOURS <= 0:
        line = "No backup is made on schedule. To have one: LEADLINE_BACKUP_HOURS=24"
        yield Finding("backup", "note", line)
        return
    try:
        last = last_backup()
    except DatabaseError:  # tables of another version, which another look says
        return
    if last is None:
        line = "No backup on schedule has been made yet; the worker makes the first."
        yield Finding("backup", "note", line)
    elif last.fault:
        line = f"The backup of {last.at:%-d %B %Y %H:%M} UTC failed: {last.fault}"
        yield Finding("backup", "wrong", line)
    elif clock() - last.at > timedelta(hours=2 * settings.BACKUP_HOURS + 1):
        line = f"The last backup is of {last.at:%-d %B %Y %H:%M} UTC: none came since."
        yield Finding("backup", "wrong", line)
    else:
        proof = (
            "brought back for trial" if last.trial == RESTORED else "read to its end"
        )
        line = f"The backup of {last.at:%-d %B %Y %H:%M} UTC was {proof}: {last.file}"
        yield Finding("backup", "ok", line)
