"""Whole tables as they are: what moving, exporting and bringing back is built on.

For who runs the machine; nothing here knows what a table is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models

from leadline.accounts.models import User, Workspace

LOT = 2000
MADE_BY_MIGRATING = (ContentType, Permission)


def every_table() -> list[Any]:
    """Return the model of every table of an installation, those between two too."""
    found = apps.get_models(include_auto_created=True)
    return [m for m in found if m._meta.managed and not m._meta.proxy]


def columns_of(model: Any) -> list[Any]:
    """Return the columns of a table that hold values of their own."""
    return [f for f in model._meta.concrete_fields if not getattr(f, "generated", 0)]


def rows_of(model: Any, database: str = "default") -> Iterator[tuple[Any, ...]]:
    """Yield every row of a table by its number, as plain values of its columns."""
    names = [field.attname for field in columns_of(model)]
    rows = model._base_manager.using(database).order_by("pk")
    return iter(rows.values_list(*names).iterator(chunk_size=LOT))


def is_empty(database: str = "default") -> bool:
    """Return whether nobody has used a database yet."""
    return not any(
        table._base_manager.using(database).exists() for table in (User, Workspace)
    )


def first_difference(model: Any, one: str, other: str) -> Any:
    """Return the number of the first row in which two databases differ, or nothing."""
    place = [f.attname for f in columns_of(model)].index(model._meta.pk.attname)
    for mine, yours in zip_longest(rows_of(model, one), rows_of(model, other)):
        if mine != yours:
            return (mine or yours)[place]
    return None


def name_of(model: type[models.Model]) -> str:
    """Return what a table is called in messages: its label in small letters."""
    return model._meta.label_lower
