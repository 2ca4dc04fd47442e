"""A workspace as plain rows that other programs read, and what each row may hold.

For who runs the machine: it sees everything that is in the database. Passwords stay
behind, and so do the secrets of others that only this machine opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db import models

from leadline.accounts.models import (
    ApiToken,
    Assistant,
    DirectoryAccess,
    DirectoryRecord,
    OwnAddress,
    User,
    Workspace,
)
from leadline.accounts.queries.tables import columns_of, every_table, name_of
from leadline.foundation.errors import Invalid

LARGEST = 2**63 - 1
LOT = 2000
# What lets somebody in who comes to this machine, and what a directory wrote here.
OF_THIS_MACHINE = {ApiToken, Assistant, DirectoryAccess, DirectoryRecord}
# What is one person's own: whole areas, and tables of areas that are shared.
PRIVATE_AREAS = frozenset({"attention", "growth"})
PRIVATE_TABLES = frozenset(
    {
        "accounts.ownaddress", "accounts.savedview", "conversation.asleep",
        "conversation.note",
        "conversation.outgoing", "conversation.watch", "conversation.ways",
        "stakeholders.judgement",
        "stakeholders.judgementshare", "stakeholders.listening",
        "stakeholders.stancechange",
    }
)  # fmt: skip
PERSON = ("id", "email", "name", "timezone", "theme", "is_active", "date_joined")
KINDS = {
    models.BooleanField: {"type": "boolean"},
    models.IntegerField: {"type": "integer"},
    models.FloatField: {"type": "number"},
    models.DecimalField: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    models.DateTimeField: {"type": "string", "format": "date-time"},
    models.DateField: {"type": "string", "format": "date"},
    models.TimeField: {"type": "string", "format": "time"},
    models.UUIDField: {"type": "string", "format": "uuid"},
    models.CharField: {"type": "string"},
    models.TextField: {"type": "string"},
    models.JSONField: {},
}


def is_private(model: Any) -> bool:
    """Return whether a table is one person's own."""
    area = model._meta.app_label
    return area in PRIVATE_AREAS or name_of(model) in PRIVATE_TABLES


def portable_tables(*, with_private: bool) -> list[Any]:
    """Return the tables of a workspace; who comes by a token comes by it here alone."""
    own = [
        model for model in every_table()
        if "workspace_id" in _names(model) and model not in OF_THIS_MACHINE
    ]  # fmt: skip
    found = [User, Workspace, OwnAddress, *own]
    return [m for m in found if with_private or not is_private(m)]


def portable_columns(model: Any) -> list[Any]:
    """Return the columns of a table that leave this machine."""
    locked = getattr(model, "LOCKED", ())
    columns = [f for f in columns_of(model) if f.attname not in locked]
    if model is User:
        return [f for f in columns if f.attname in PERSON]
    return columns


def portable_rows(
    *, workspace_id: int, model: Any, people: set[int], database: str = "default"
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table that belong to a workspace, as values of JSON."""
    columns = portable_columns(model)
    rows = model._base_manager.using(database).order_by("pk")
    if model is User:
        rows = rows.filter(pk__in=people)
    elif model is OwnAddress:
        rows = rows.filter(user_id__in=people)
    elif model is Workspace:
        rows = rows.filter(pk=workspace_id)
    else:
        rows = rows.filter(workspace_id=workspace_id)
    names = [field.attname for field in columns]
    for values in rows.values_list(*names).iterator(chunk_size=LOT):
        yield {name: _plain(v) for name, v in zip(names, values, strict=True)}


def people_of(
    *, workspace_id: int, with_private: bool, database: str = "default"
) -> set[int]:
    """Return everybody whom a row of a workspace names, who left too."""
    found: set[int] = set()
    for model in portable_tables(with_private=with_private):
        if model in (User, Workspace, OwnAddress):
            continue
        rows = model._base_manager.using(database).filter(workspace_id=workspace_id)
        for field in columns_of(model):
            if field.related_model is User:
                named = rows.values_list(field.attname, flat=True).distinct().order_by()
                found |= {pk for pk in named if pk is not None}
    return found


def rows_of_person(user_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield table and row of everything that names a person, of every workspace.

    Rows of the log are those of what they did.
    """
    for model in portable_tables(with_private=True):
        columns = portable_columns(model)
        rows = model._base_manager.order_by("pk")
        if model is User:
            rows = rows.filter(pk=user_id)
        elif named := [f for f in columns if f.related_model is User]:
            wanted = [models.Q(**{f.attname: user_id}) for f in named]
            rows = rows.filter(reduce(or_, wanted))
        elif "user_id" in _names(model):
            rows = rows.filter(user_id=user_id)
        else:
            continue
        names = [field.attname for field in columns]
        for values in rows.values_list(*names).iterator(chunk_size=LOT):
            row = zip(names, values, strict=True)
            yield name_of(model), {name: _plain(value) for name, value in row}


def portable_schema() -> dict[str, Any]:
    """Return the JSON Schema of every table, whose rows are lines of JSON."""
    tables = {}
    for model in sorted(portable_tables(with_private=True), key=name_of):
        columns = portable_columns(model)
        tables[name_of(model)] = {
            "description": " ".join((model.__doc__ or "").split("\n\n")[0].split()),
            "type": "object",
            "properties": {field.attname: _said(field) for field in columns},
            "required": [field.attname for field in columns],
            "additionalProperties": False,
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A workspace of Leadline, table by table",
        "$defs": tables,
    }


def check_rows(model: Any, rows: Iterable[dict[str, Any]], *, workspace_id: int) -> int:
    """Return how many rows there are; raise ``Invalid`` for one that does not fit.

    Nothing of the database is asked: whether a number is free shows when it is written.
    """
    columns, count = portable_columns(model), 0
    for row in rows:
        values_of(model, columns, row)
        need_own(model, row, workspace_id)
        count += 1
    return count


def need_own(model: Any, row: dict[str, Any], workspace_id: int) -> None:
    """Raise ``Invalid`` for a row that would go into another workspace."""
    place = "id" if model is Workspace else "workspace_id"
    if row.get(place, workspace_id) != workspace_id:
        raise Invalid(f"Row {row['id']} of {name_of(model)} is of another workspace.")


def row_led_astray(model: Any, *, workspace_id: int) -> str:
    """Return which row of other workspaces the rows of one name, "" for none."""
    if "workspace_id" not in _names(model):
        return ""
    own = model._base_manager.filter(workspace_id=workspace_id)
    for field in columns_of(model):
        kin = field.related_model
        if kin in (None, Workspace) or "workspace_id" not in _names(kin):
            continue
        others = kin._base_manager.exclude(workspace_id=workspace_id).order_by("pk")
        named = own.exclude(**{field.attname: None}).values(field.attname)
        if (first := others.filter(pk__in=named).first()) is not None:
            return f"{first.pk} of {name_of(kin)}"
    return ""


def values_of(model: Any, columns: list[Any], row: dict[str, Any]) -> tuple[Any, ...]:
    """Return what the columns of a row keep; raise ``Invalid`` that names the value."""
    where = f"Row {row.get('id', 'without a number')} of {name_of(model)}"
    if row.keys() != {field.attname for field in columns}:
        raise Invalid(f"{where} has other columns than this version knows.")
    found = []
    for field in columns:
        try:
            found.append(value_of(field, row[field.attname]))
        except Invalid as error:
            raise Invalid(f"{where}, {field.attname}: {error}.") from error
    return tuple(found)


def value_of(field: Any, value: Any) -> Any:
    """Return what a column keeps for a value of JSON; raise ``Invalid`` for another."""
    held = field.target_field if field.is_relation else field
    if value is None:
        if not field.null:
            raise Invalid("it may not be empty")
        return None
    try:
        is_odd = not is_writable(value)
    except RecursionError:
        is_odd = True
    if is_odd:
        raise Invalid("no table holds such a text or number")
    if isinstance(held, models.JSONField):
        return value
    kind = _said(field)["type"]
    wanted: dict[str, Any] = {
        "string": str, "integer": int, "number": (int, float), "boolean": bool,
    }  # fmt: skip
    name = kind[0] if isinstance(kind, list) else kind
    if not isinstance(value, wanted[name]) or (name == "integer" and value is True):
        raise Invalid(f"it has to be a {name}")
    longest = _longest(held)
    if longest and isinstance(value, str) and len(value) > longest:
        raise Invalid(f"it is longer than {longest} characters")
    try:
        return held.to_python(value)
    except Exception as error:
        raise Invalid("it is no value of this kind") from error


def is_writable(value: Any) -> bool:
    """Return whether every database can keep a value of JSON, all the way down.

    >>> [is_writable(v) for v in ("a", "a\\0", "\\ud800", 2**63 - 1, 2**63, [["\\0"]])]
    [True, False, False, True, False, False]
    """
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= c <= "\udfff" for c in value)
    if isinstance(value, int):
        return -LARGEST <= value <= LARGEST
    if isinstance(value, list):
        return all(map(is_writable, value))
    if isinstance(value, dict):
        return all(map(is_writable, [*value, *value.values()]))
    return True


def _longest(held: Any) -> int | None:
    """Return how many characters a column takes, where it says so."""
    is_text = isinstance(held, models.CharField | models.TextField)
    return held.max_length if is_text else None


def _said(field: Any) -> dict[str, Any]:
    """Return what JSON Schema says of a column."""
    held = field.target_field if field.is_relation else field
    kind: dict[str, Any] = next(
        dict(said) for of, said in KINDS.items() if isinstance(held, of)
    )
    if field.is_relation:
        kind["description"] = f"The number of a row of {name_of(field.related_model)}"
    if field.choices:
        kind["enum"] = [value for value, _ in field.flatchoices]
        if kind["type"] == "string" and "" not in kind["enum"]:
            kind["enum"].append("")  # nobody has said which
        if field.null:
            kind["enum"].append(None)
    elif longest := _longest(held):
        kind["maxLength"] = longest
    if field.null and "type" in kind:
        kind["type"] = [kind["type"], "null"]
    return kind


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, UUID):
        return str(value)
    return value


def _names(model: Any) -> set[str]:
    return {field.attname for field in columns_of(model)}
