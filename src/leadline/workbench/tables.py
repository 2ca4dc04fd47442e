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
