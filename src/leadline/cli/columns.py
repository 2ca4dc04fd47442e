"""Finds values that a row of SQLite holds and no such column can: written by hand.

SQLite keeps whatever it is given. A date on the thirtieth of February, or letters
where a number belongs, would end every page and check that reads the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

WHOLE, NUMBER = "('integer', 'null')", "('integer', 'real', 'null')"
DAY = "({0} IS NOT NULL AND ({0} < '0001' OR date({0}, '+0 days') IS NOT {0}))"
# To the second: of parts of a second SQLite rounds some up to the next.
MOMENT = (
    "({0} IS NOT NULL AND (typeof({0}) <> 'text' OR {0} < '0001' "
    "OR datetime(substr({0}, 1, 19), '+0 days') IS NOT substr({0}, 1, 19) "
    "OR length({0}) > 26 OR rtrim(substr({0}, 20), '0123456789') NOT IN ('', '.')))"
)


def impossible_values() -> Iterator[tuple[str, object, str]]:
    """Yield table, row and column of the first such value in each table."""
    from django.apps import apps
    from django.db import connection

    for model in apps.get_models():
        if not model._meta.managed:
            continue
        looks = dict(_looks(model._meta.local_concrete_fields))
        if not looks or model._meta.pk is None:
            continue
        which = " ".join(f"WHEN {look} THEN '{name}'" for name, look in looks.items())
        table, key = model._meta.db_table, model._meta.pk.column
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT "{key}", CASE {which} END AS "found" FROM "{table}" '
                'WHERE "found" IS NOT NULL LIMIT 1'
            )
            yield from ((table, row, name) for row, name in cursor.fetchall())


def _looks(fields: Any) -> Iterator[tuple[str, str]]:
    """Yield the name of each column and what is true of a value it cannot hold."""
    for field in fields:
        held = field.target_field if field.is_relation else field
        kind, name = held.get_internal_type(), f'"{field.column}"'
        if kind == "DateField":
            yield field.column, DAY.format(name)
        elif kind == "DateTimeField":
            yield field.column, MOMENT.format(name)
        elif kind in ("DecimalField", "FloatField"):
            yield field.column, f"typeof({name}) NOT IN {NUMBER}"
        elif kind.endswith(("IntegerField", "AutoField")) or kind == "BooleanField":
            yield field.column, f"typeof({name}) NOT IN {WHOLE}"
        elif kind.endswith(("CharField", "TextField", "JSONField")):
            yield field.column, f"typeof({name}) NOT IN ('text', 'null')"
