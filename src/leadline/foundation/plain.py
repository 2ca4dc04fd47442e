"""The plain fields of a record: declared once, carried by name everywhere else.

A domain declares them in a frozen dataclass; what a person says, a row of a list, the
form, the file and the search inherit or read that class, so that a new field is one
line here and one column in the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, TypeVar

from leadline.foundation.errors import Invalid

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Words:
    """How a field of words is asked for, and whether a list is searched by it."""

    label: str
    longest: int
    lines: int = 1
    hint: str = ""
    is_searched: bool = True


def words(
    label: str, *, longest: int, lines: int = 1, hint: str = "", searched: bool = True
) -> Any:
    """Declare a field of words that may stay empty.

    >>> @dataclass(frozen=True)
    ... class Said:
    ...     title: str
    ...     risk: str = words("What may go wrong", longest=200)
    >>> words_of(Said)["risk"].label, names_of(Said)
    ('What may go wrong', ('title', 'risk'))
    """
    said = Words(label, longest, lines, hint, searched)
    return field(default="", metadata={"words": said})


@cache
def names_of(kind: type) -> tuple[str, ...]:
    """Return the names of the fields that a dataclass declares."""
    return tuple(one.name for one in fields(kind))


def words_of(kind: type) -> dict[str, Words]:
    """Return the fields of words that a dataclass declares, in their order."""
    declared = {one.name: one.metadata.get("words") for one in fields(kind)}
    return {name: said for name, said in declared.items() if said}


def searched(kind: type, *also: str) -> Iterable[str]:
    """Return the names of the fields in which a list is searched."""
    return (*also, *(n for n, said in words_of(kind).items() if said.is_searched))


def plain_of(source: object, kind: type) -> dict[str, Any]:
    """Return what a row or an input says in the fields that a dataclass declares."""
    return {name: getattr(source, name) for name in names_of(kind)}


def changed_in(stands: T, said: dict[str, Any], what: str) -> T:
    """Return what stands with the fields that somebody says anew.

    Raises ``Invalid`` for a field that it does not have; ``what`` is its word.
    """
    unknown = sorted(set(said) - {one.name for one in fields(stands)})  # type: ignore[arg-type]
    if unknown:
        raise Invalid(f"A {what} has no “{unknown[0]}”.", field=unknown[0])
    return replace(stands, **said)  # type: ignore[type-var]
