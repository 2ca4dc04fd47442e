"""What a migration does to code of the release before, which goes on beside it.

While machines are upgraded one after another, old code reads and writes tables that
were changed already. It knows no new column, so one may be empty or has a default in
the database itself; what it reads and writes has to stay. What takes something away
comes a release later, and is then named in ``LOOKED_AT`` with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import migrations, models
from django.db.migrations.state import ProjectState

Operation = migrations.operations.base.Operation
# What old code never meets.
HARMLESS = (
    migrations.CreateModel,
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.RenameIndex,
    migrations.RemoveConstraint,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
    migrations.AlterModelTableComment,
)
NOT_EMPTY = "{} may not be empty: null=True, or db_default besides the default"
OTHERWISE = "{} becomes another column"
LOOK = "{} has to be looked at"


def faults(operation: Operation, before: ProjectState, app: str) -> Iterator[str]:
    """Yield what old code would trip over."""
    if isinstance(operation, HARMLESS):
        return
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        for one in operation.database_operations:
            yield from faults(one, before, app)
    elif isinstance(operation, migrations.AddField):
        if not may_be_left_out(operation.field):
            yield NOT_EMPTY.format(named(operation))
    elif isinstance(operation, migrations.AlterField):
        model = before.models[app, operation.model_name_lower]
        if not holds_the_old(model.fields[operation.name], operation.field):
            yield OTHERWISE.format(named(operation))
    else:
        yield LOOK.format(named(operation))


def named(operation: Any) -> str:
    return f"{type(operation).__name__} {operation.describe()}"


def may_be_left_out(field: Any) -> bool:
    """Return whether code that does not know a column can write the row.

    Django's ``default`` is Python's: the database has none once the migration is done.
    """
    return (
        field.many_to_many
        or field.null
        or field.generated
        or field.db_default is not models.NOT_PROVIDED
    )


def holds_the_old(old: Any, new: Any) -> bool:
    """Return whether a column takes all that it took, and is of the same kind."""
    if type(old) is not type(new) or (old.null and not new.null):
        return False
    if new.unique and not old.unique:
        return False
    if getattr(old, "max_digits", None) != getattr(new, "max_digits", None):
        return False
    if getattr(old, "decimal_places", None) != getattr(new, "decimal_places", None):
        return False
    longest = new.max_length
    if longest is not None and (old.max_length is None or longest < old.max_length):
        return False
    if points_to(old) != points_to(new):
        return False
    return bool(old.db_column == new.db_column)


def points_to(field: Any) -> str:
    return str(field.remote_field.model).lower() if field.remote_field else ""
