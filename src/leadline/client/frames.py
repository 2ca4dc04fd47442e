"""Rows as a data frame of pandas or polars, whichever there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

LIBRARIES = ("pandas", "polars")


def frame(rows: Iterable[Mapping[str, Any]], library: str = "") -> Any:
    """Return a data frame of rows; what lies inside a field gets a dotted column.

    Raises ``ImportError`` with what to install where there is no such library, and
    ``ValueError`` for one that is not known. Decimals and days stay strings.

    Parameters
    ----------
    rows
        A list of records, or what a ``list_…`` gave.
    library
        ``pandas`` or ``polars``; without it the first of the two that is installed.
    """
    if library and library not in LIBRARIES:
        raise ValueError(f"Say one of {', '.join(LIBRARIES)}.")
    module = _first(library)
    columns = columns_of(rows)
    if module.__name__ == "polars":
        return module.DataFrame(columns, strict=False)
    return module.DataFrame(columns)


def _first(library: str) -> Any:
    wanted = (library,) if library else LIBRARIES
    for name in wanted:
        try:
            return import_module(name)
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
    raise ImportError(
        f"A data frame needs {' or '.join(wanted)}: pip install {wanted[0]}."
    )


def columns_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return rows by columns, each as long as there are rows.

    >>> columns_of([{"id": "1", "sum": {"amount": "2.50", "parts": []}},
    ...             {"id": "2", "sum": None}])
    {'id': ['1', '2'], 'sum.amount': ['2.50', None], 'sum.parts': [[], None]}
    """
    columns: dict[str, list[Any]] = {}
    height = 0
    for row in rows:
        for name, value in _flat(row).items():
            column = columns.setdefault(name, [])
            column.extend([None] * (height - len(column)))
            column.append(value)
        height += 1
    for column in columns.values():
        column.extend([None] * (height - len(column)))
    # A field that is at times nothing and at times more is told by its parts.
    parents = {name[:at] for name in columns for at in _dots(name)}
    return {
        name: column
        for name, column in columns.items()
        if name not in parents or any(value is not None for value in column)
    }


def _dots(name: str) -> list[int]:
    return [at for at, letter in enumerate(name) if letter == "."]


def _flat(row: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            flat.update(_flat(value, f"{before}{name}."))
        else:
            flat[f"{before}{name}"] = value
    return flat
