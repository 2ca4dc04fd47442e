"""What doors hand out: frozen dataclasses and plain values, never rows of the database.

A row lets whoever holds it read columns of other domains, ask the database again in the
middle of a page, and no interface can say what is in it. A door is what a domain's
``actions`` or ``queries`` name in ``__all__``, and every read of ``overview``; rows are
read through modules that no surface may reach: ``queries/rows.py`` of each domain, and
``rows(Model, actor)`` itself.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import typing
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.db.models import Model, QuerySet

import leadline
from leadline import overview

ROOT = Path(leadline.__file__).parent
DOMAINS = ("accounts", "evidence", "strategy", "stakeholders", "roadmap", "attention",
           "decisions", "growth")  # fmt: skip
# Read by other modules of the same package alone, which make sentences of it.
INSIDE = {"overview.briefing.record.read_record"}


def packages() -> Iterator[tuple[ModuleType, list[str]]]:
    """Every package of doors, with the names of its doors."""
    for place in (f"{d}.{layer}" for d in DOMAINS for layer in ("actions", "queries")):
        package = importlib.import_module(f"leadline.{place}")
        yield package, package.__all__
    for found in pkgutil.walk_packages(overview.__path__, "leadline.overview."):
        module = importlib.import_module(found.name)
        yield (
            module,
            [
                name
                for name, one in vars(module).items()
                if not name.startswith("_")
                and getattr(one, "__module__", "") == found.name
            ],
        )


def doors() -> dict[str, object]:
    """Every action and query by name, with what it says that it returns."""
    return {
        f"{package.__name__.removeprefix('leadline.')}.{name}": hints.get("return")
        for package, names in packages()
        for name in names
        if inspect.isfunction(door := getattr(package, name))
        for hints in (typing.get_type_hints(door),)
    }


def holds_rows(kind: object, seen: frozenset[object] = frozenset()) -> bool:
    """Whether a type is a table's row, or holds some, at any depth.

    >>> holds_rows(list[Model]), holds_rows(dict[int, tuple[str, ...]])
    (True, False)
    """
    outer = typing.get_origin(kind) or kind
    if isinstance(outer, type) and issubclass(outer, (Model, QuerySet)):
        return True
    parts = list(typing.get_args(kind))
    if dataclasses.is_dataclass(outer) and outer not in seen:
        seen |= {outer}
        parts += typing.get_type_hints(outer).values()
    return any(holds_rows(part, seen) for part in parts)


@dataclasses.dataclass(frozen=True)
class Inner:
    """Something that holds rows."""

    rows: list[Model]


@dataclasses.dataclass(frozen=True)
class Outer:
    """Something that holds what holds rows."""

    inner: Inner | None


def test_a_row_is_seen_however_deep_it_lies() -> None:
    assert holds_rows(Outer)
    assert holds_rows(dict[str, list[Outer]])
    assert not holds_rows(dict[str, list[int]])


def test_no_door_hands_out_rows() -> None:
    out = {name for name, kind in doors().items() if holds_rows(kind)}
    assert out == INSIDE, "return a frozen dataclass, as accounts.types.Kept"


def test_every_door_says_what_it_returns() -> None:
    silent = {name for name, kind in doors().items() if kind is None}
    nothing = {name for name in silent if not name.startswith("overview.")}
    assert all(".actions." in name or "check_" in name for name in nothing)


@pytest.mark.parametrize("surface", ["web", "cli", "api", "mcp"])
def test_surfaces_never_reach_for_the_rows_themselves(surface: str) -> None:
    reached = [
        f"{path.name}: {node.module}"
        for path in (ROOT / surface).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("leadline.")
        and ".queries" in (node.module or "")
        and ((node.module or "").endswith(".rows")
             or any(name.name == "rows" for name in node.names))
    ]  # fmt: skip
    assert reached == []
