"""Makes a workspace many times as large by copying its rows, quickly.

Every table of the domains and its people are copied with all that ties them together:
row 7 of the first copy is row 7 plus one stride, and whatever pointed at row 7 points
at that. Names that stand once get the number of the copy behind them; what there is
only one of in a workspace (a half-life, a setting) stays alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models, transaction

DOMAINS = "evidence strategy roadmap decisions stakeholders attention growth".split()
PEOPLE = ("user", "membership")
LOOSE = {"grouped_as": "evidence.need"}  # ids that are kept without a foreign key


def _copied() -> list[type[models.Model]]:
    """Return every table to copy; those that hold one row a workspace are not."""
    found = [apps.get_model("accounts", name) for name in PEOPLE]
    for domain in DOMAINS:
        found += apps.get_app_config(domain).get_models(include_auto_created=True)
    managed = [m for m in found if m._meta.managed and not m._meta.proxy]
    return [m for m in managed if all(_apart(m, managed, u) for u in _unique(m))]


def _unique(model: type[models.Model]) -> Iterator[list[models.Field]]:
    """Give the fields of each rule that lets rows stand only once."""
    meta = model._meta
    for rule in meta.constraints:
        if isinstance(rule, models.UniqueConstraint):
            yield [meta.get_field(name) for name in rule.fields]
    for field in meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield [field]


def _apart(
    model: type[models.Model],
    copied: list[type[models.Model]],
    together: list[models.Field],
) -> bool:
    """Tell whether a copy of a row would not stand in the way of the row."""
    return any(_follows(f, copied) for f in together) or bool(_text(together))


def _follows(field: models.Field, copied: list[type[models.Model]]) -> bool:
    return field.is_relation and field.related_model in copied


def _text(together: list[models.Field]) -> list[models.Field]:
    kinds = (models.CharField, models.TextField)
    return [f for f in together if isinstance(f, kinds) and not f.is_relation]


def _renamed(model: type[models.Model], copied: list[type[models.Model]]) -> set[str]:
    """Return the columns of names that get the number of the copy."""
    names = set()
    for together in _unique(model):
        if not any(_follows(field, copied) for field in together):
            names |= {field.column for field in _text(together)[:1]}
    return names


def _strides(copied: list[type[models.Model]]) -> dict[type[models.Model], int]:
    """Return for each table how far apart a row and its copy are."""
    top = models.Max("pk")
    counted = [m for m in copied if isinstance(m._meta.pk, models.AutoField)]
    return {m: (m._base_manager.aggregate(n=top)["n"] or 0) + 1 for m in counted}


def multiply(times: int) -> int:
    """Make every table ``times`` as large; return how many rows there are then."""
    with transaction.atomic(), connection.cursor() as cursor:
        copied = _copied()
        strides = _strides(copied)
        held = {m: m._base_manager.count() for m in copied}
        for model in copied:
            for copy in range(1, times):
                cursor.execute(_statement(model, copied, strides, copy, held[model]))
    return sum(m._base_manager.count() for m in copied)


def _statement(model, copied, strides, copy: int, rows: int) -> str:
    """Return the statement that copies the first ``rows`` rows of a table."""
    meta, renamed = model._meta, _renamed(model, copied)
    wanted = []
    for field in meta.concrete_fields:
        column, target = f'"{field.column}"', model
        if field.is_relation:
            target = field.related_model
        elif field.name in LOOSE:
            target = apps.get_model(LOOSE[field.name])
        is_tied = field.is_relation or field.primary_key or field.name in LOOSE
        if isinstance(field, models.UUIDField) and field.primary_key:
            wanted.append("lower(hex(randomblob(16)))")
        elif is_tied and target in strides:
            wanted.append(f"{column} + {copy * strides[target]}")
        elif field.column in renamed:
            wanted.append(f"{column} || ' {copy}'")
        else:
            wanted.append(column)
    names = ", ".join(f'"{f.column}"' for f in meta.concrete_fields)
    return (
        f'INSERT INTO "{meta.db_table}" ({names}) SELECT {", ".join(wanted)} '
        f'FROM "{meta.db_table}" ORDER BY rowid LIMIT {rows}'
    )
