"""A whole installation moved into another database, row by row as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import DatabaseError, connections, transaction

from leadline.accounts.queries.tables import (
    LOT,
    MADE_BY_MIGRATING,
    columns_of,
    every_table,
    first_difference,
    is_empty,
    name_of,
    rows_of,
)
from leadline.foundation.errors import Conflict, Invalid

REFUSED = (DatabaseError, ValueError, TypeError)


def copy_everything(*, source: str, say: Callable[[str, int], None]) -> dict[str, int]:
    """Copy every row of the database ``source`` into the default one; return counts.

    All of it or nothing: one transaction, after which every row has been read back and
    compared. ``say`` hears each table and how many rows it has. Raises ``Conflict``
    where somebody has used the target, ``Invalid`` for a row that it does not take.
    """
    if not is_empty():
        raise Conflict(
            "The database that LEADLINE_DATABASE_URL names is in use: there are people "
            "or workspaces in it. Make an empty one: createdb leadline"
        )
    counts = {}
    with transaction.atomic():
        for made in reversed(MADE_BY_MIGRATING):
            made._base_manager.all().delete()
        for model in every_table():
            counts[name_of(model)] = _copy(model, rows_of(model, source))
            say(name_of(model), counts[name_of(model)])
        number_on(every_table())
        for model in every_table():
            if (row := first_difference(model, source, "default")) is not None:
                raise Invalid(
                    f"Row {row} of {name_of(model)} does not read back as it was: "
                    "nothing was moved."
                )
    return counts


def number_on(tables: Iterable[Any]) -> None:
    """Let new rows be numbered after those that came with their numbers."""
    here = connections["default"]
    with here.cursor() as cursor:
        for statement in here.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


def _copy(model: Any, rows: Iterator[tuple[Any, ...]]) -> int:
    count = 0
    while lot := list(islice(rows, LOT)):
        put(model, lot)
        count += len(lot)
    return count


def put(model: Any, lot: list[tuple[Any, ...]]) -> None:
    """Write rows as they are; raise ``Invalid`` that names the first refused."""
    put_named(model, [field.attname for field in columns_of(model)], lot)


def put_named(model: Any, names: list[str], lot: list[tuple[Any, ...]]) -> None:
    """Write rows of the columns that are named, as ``put`` does."""
    made = [model(**dict(zip(names, row, strict=True))) for row in lot]
    try:
        with transaction.atomic():
            model._base_manager.bulk_create(made)
    except REFUSED as error:
        if len(lot) == 1:
            why = " ".join(str(error).split())[:200]
            raise Invalid(
                f"Row {made[0].pk} of {name_of(model)} cannot be written: {why}"
            ) from error
        half = len(lot) // 2
        put_named(model, names, lot[:half])
        put_named(model, names, lot[half:])
