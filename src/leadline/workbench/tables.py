"""The shape of a table that a command was given, or a sentence with its path."""

from __future__ import annotations

from pathlib import Path

from leadline.foundation.errors import Invalid
from leadline.foundation.tables import TableShape, sniff_table


def shape_of(path: Path, called: str) -> TableShape:
    """Return how a table is laid out; ``called`` is what it should hold.

    Raises ``Invalid`` where there is no such file, or none that is a table.
    """
    if not path.is_file():
        raise Invalid(f"There is no file {path}; give the path of {called}.")
    try:
        return sniff_table(path)
    except Invalid as error:
        raise Invalid(f"{path}: {error}") from error


def one_currency(so_far: str, currency: str, place: str) -> str:
    """Return the currency of a column; raise ``Invalid`` where a cell has another."""
    if so_far and currency and currency != so_far:
        raise Invalid(
            f"{place}: money is in {so_far} above and in {currency} here. Turn all "
            "of it into one currency."
        )
    return so_far or currency
