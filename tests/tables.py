"""Empty tables, laid once in a run and copied from then on.

Every process of a run wants tables, as they are today or before a migration. The first
to come lays them and keeps a copy, named after what they are made from: the text of
all records and migrations and Django's version. On SQLite the copy stays in
``test-results``; on PostgreSQL it is a template in the run's own server.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import django
from django.core.management.commands import migrate
from django.db import connection
from django.test import TransactionTestCase

import leadline
from leadline.cli.laying import lay_tables

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "test-results" / "tables"
# Which tables count their rows, how far the numbers have come, and how they go on.
COUNTED = {
    "sqlite": "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'",
    "postgresql": "SELECT sequencename FROM pg_sequences",
}
NUMBERS = {
    "sqlite": (
        "SELECT name, seq FROM sqlite_sequence",
        "DELETE FROM sqlite_sequence WHERE name = %(table)s",
        "INSERT INTO sqlite_sequence (name, seq) VALUES (%(table)s, %(number)s)",
    ),
    "postgresql": (
        "SELECT sequencename, last_value FROM pg_sequences WHERE last_value > 0",
        "SELECT setval(oid, %(number)s) FROM pg_class"
        " WHERE relkind = 'S' AND relname = %(table)s",
    ),
}


def name() -> str:
    """Return the name of the tables as they are today."""
    digest = hashlib.sha256(django.__version__.encode())
    source = Path(leadline.__file__).parent
    for pattern in ("*/migrations/*.py", "*/models.py", "*/models/*.py"):
        for path in sorted(source.glob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    return f"leadline_{digest.hexdigest()[:16]}"


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Let one process in at a time."""
    with (Path(tempfile.gettempdir()) / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def kept(name: str) -> Path:
    """Return where the file of empty tables lies, or will lie."""
    return KEPT / f"{name}.sqlite3"


def lay_once() -> None:
    """Have the first migration of a process copy the tables, or lay and keep them."""
    real = migrate.Command.handle

    def handle(self: migrate.Command, *args: Any, **options: Any) -> None:
        migrate.Command.handle = real  # type: ignore[method-assign]
        lay(name(), lay_tables)

    migrate.Command.handle = handle  # type: ignore[method-assign]


def lay(name: str, make: Callable[[], object]) -> None:
    """Have the empty tables of a name: copy them, or make and keep them.

    Whatever the database held is gone; ``make`` finds it without a table.
    """
    with numbers_going_on():
        lay_filled(name, make)


def lay_filled(name: str, make: Callable[[], object]) -> None:
    """Have the tables of a name with the rows, and their numbers, that they hold."""
    copy = _in_file if connection.vendor == "sqlite" else _as_template
    with alone(name):
        copy(name, make)


def drop_everything() -> None:
    """Leave a database without a table."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(":memory:")) as nothing:
            nothing.backup(connection.connection)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


@contextmanager
def numbers_going_on() -> Iterator[None]:
    """Number rows on from where they were, so that no two tests have the same one."""
    reached = []
    with connection.cursor() as cursor:
        if "django_migrations" in connection.introspection.table_names(cursor):
            cursor.execute(NUMBERS[connection.vendor][0])
            reached = cursor.fetchall()
    yield
    _number_on(reached)


def number_from(first: int) -> None:
    """Number the rows of every table from a number on."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED[connection.vendor])
        tables = cursor.fetchall()
    _number_on([(table, first) for (table,) in tables])


def _number_on(reached: list[tuple[str, int]]) -> None:
    with connection.cursor() as cursor:
        for write, (table, number) in product(NUMBERS[connection.vendor][1:], reached):
            cursor.execute(write, {"table": table, "number": number})


def clear_by_copy() -> None:
    """Have what a test wrote without a transaction go by a copy of the empty tables.

    Django empties each table and makes all permissions anew, which takes a second.
    """
    slowly = TransactionTestCase._fixture_teardown

    def clear(self: TransactionTestCase) -> None:
        is_here = connection.vendor == "sqlite" and connection.is_in_memory_db()
        if not is_here:
            return slowly(self)
        with numbers_going_on(), closing(sqlite3.connect(kept(name()))) as source:
            source.backup(connection.connection)

    TransactionTestCase._fixture_teardown = clear  # type: ignore[method-assign]


def _in_file(name: str, make: Callable[[], object]) -> None:
    connection.ensure_connection()
    here: sqlite3.Connection = connection.connection
    if (file := kept(name)).exists():
        with closing(sqlite3.connect(file)) as source:
            source.backup(here)
        return
    drop_everything()
    make()
    KEPT.mkdir(parents=True, exist_ok=True)
    begun = file.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(begun)) as target:
        here.backup(target)
    begun.rename(file)


def _as_template(name: str, make: Callable[[], object]) -> None:
    if "POSTGRES_IS_OURS" not in os.environ:  # leave nothing in a server of others
        drop_everything()
        make()
        return
    here = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as server:
        server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        is_laid = server.fetchone() is not None
    if not is_laid:
        drop_everything()
        make()
    connection.close()
    with connection._nodb_cursor() as server:
        if is_laid:
            server.execute(f'DROP DATABASE "{here}"')
        source, target = (name, here) if is_laid else (here, name)
        server.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
