"""An empty database is laid as the migrations would have laid it."""

from __future__ import annotations

from collections import Counter

import pytest
from django.core.management import call_command
from django.db import connection

from leadline.cli.laying import is_empty, lay_tables
from tests import tables

OF_POSTGRESQL = (
    "SELECT table_name, column_name, data_type, character_maximum_length,"
    " is_nullable, column_default, generation_expression, is_identity"
    " FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "SELECT event_object_table, trigger_name, action_statement"
    " FROM information_schema.triggers",
)


def parts(sql: str) -> tuple[str, ...]:
    """Return what a table is made of, whatever the order: columns and constraints."""
    head, _, body = sql.partition("(")
    found, depth = [""], 0
    for letter in body:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            found.append("")
        elif depth >= 0:
            found[-1] += letter
    return (head.strip(), *sorted(" ".join(part.split()) for part in found))


def described() -> Counter[tuple[object, ...]]:
    """Return every column, index, constraint and trigger, and the number of rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE sql <> ''")
            found = [
                (kind, name, *(parts(sql) if kind == "table" else (sql,)))
                for kind, name, sql in cursor.fetchall()
            ]
        else:
            found = []
            for query in OF_POSTGRESQL:
                cursor.execute(query)
                found.extend(cursor.fetchall())
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            found.append(("rows", name, cursor.fetchone()[0]))
    return Counter(found)


@pytest.mark.django_db(transaction=True)
def test_tables_are_laid_as_migrations_leave_them() -> None:
    tables.drop_everything()
    assert is_empty()
    lay_tables()
    laid = described()
    call_command("migrate", verbosity=0, interactive=False)
    assert described() == laid, "a migration was left to run"

    tables.drop_everything()
    call_command("migrate", verbosity=0, interactive=False)
    migrated = described()
    tables.lay(tables.name(), lay_tables)

    assert laid - migrated == Counter(), "laid, and no migration makes it"
    assert migrated - laid == Counter(), "migrations make it, and it is not laid"
