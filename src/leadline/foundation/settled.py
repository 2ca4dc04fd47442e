"""Up to which id a table is settled: whoever goes on after it has missed no row.

Ids are given out before their rows are seen: a row with a smaller id may be committed
after one with a greater. SQLite has one writer at a time, so nothing of it can happen
there. On PostgreSQL an id may still be on its way while somebody else holds the lock
that every insert takes before it asks for its number.
"""

from __future__ import annotations

import time
from typing import Any

from django.db import connection, models

LOOKS, PAUSE = 20, 0.05  # a second altogether
LAST = "SELECT last_value FROM {}"
WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE relation = %s::regclass AND mode = 'RowExclusiveLock' AND granted
  AND pid <> pg_backend_pid()
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_settled: dict[str, int] = {}


def settled(model: type[models.Model], wanted: int) -> int | None:
    """Return the id up to which rows of a table may be read without missing any.

    ``wanted`` is the last id that is asked for; ``None`` sets no bound. Writers that
    are under way are waited for, a second at most; after that, what was settled
    before is the bound.
    """
    if connection.vendor != "postgresql":
        return None
    table = model._meta.db_table
    if wanted <= _settled.get(table, 0):
        return None
    with connection.cursor() as cursor:
        last = _last(cursor, table)
        waits = _writers(cursor, table)
        for _ in range(LOOKS):
            if not waits:
                _settled[table] = last
                return last
            time.sleep(PAUSE)
            waits &= _writers(cursor, table)
    return _settled.get(table, 0)


def _last(cursor: Any, table: str) -> int:
    cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
    sequence = cursor.fetchone()[0]
    cursor.execute(LAST.format(sequence))
    return int(cursor.fetchone()[0])


def _writers(cursor: Any, table: str) -> set[str]:
    cursor.execute(WRITERS, [table])
    return {row[0] for row in cursor.fetchall()}
