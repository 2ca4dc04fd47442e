"""The form in which the meanings of columns are written down."""

from __future__ import annotations

from dataclasses import dataclass

LEAVE_OUT = ""
OWN_FIELD = "own"


@dataclass(frozen=True, slots=True)
class Field:
    """One meaning of a column.

    ``names`` are headers seen in the wild in lower case, the likeliest first;
    ``looks`` is the test its cells must pass (``looks.LOOKS``). A field that is
    ``many`` may be made of several columns.
    """

    key: str
    label: str
    looks: str
    names: tuple[str, ...]
    is_needed: bool = False
    many: bool = False


MANY = frozenset({"words", "title", "tags"})


def field(key: str, label: str, looks: str, names: str) -> Field:
    """Return a field from its names, written one after the other with commas."""
    needed = key in {"words", "name"}
    known = tuple(" ".join(name.split()) for name in names.split(","))
    return Field(key, label, looks, known, needed, key in MANY)
