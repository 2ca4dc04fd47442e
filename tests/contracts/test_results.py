"""What passes a door: frozen dataclasses and plain values, never rows of the database.

A row lets whoever holds it read columns of other domains, ask the database again in the
middle of a page, and no interface can say what is in it; and who has to give one must
have reached for it first. A door is what a domain's ``actions`` or ``queries`` name in
``__all__``, and every read of ``overview``. Rows are read and written through what no
surface may reach: ``queries/rows.py`` of each domain, ``rows(Model, actor)`` itself,
and the few functions that each action tells of its row, such as ``record``.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from django.db.models import Model, QuerySet

import leadline
from leadline import overview

ROOT = Path(leadline.__file__).parent
DOMAINS = ("accounts", "evidence", "strategy", "stakeholders", "roadmap", "attention",
           "decisions", "launches", "growth", "conversation",
           "connections")  # fmt: skip


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


def doors() -> dict[str, dict[str, object]]:
    """Every action and query by name, with the kinds it says it takes and returns."""
    return {
        f"{package.__name__.removeprefix('leadline.')}.{name}": (
            dict.fromkeys(inspect.signature(door).parameters)
            | typing.get_type_hints(door)
        )
        for package, names in packages()
        for name in names
        if inspect.isfunction(door := getattr(package, name))
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
    # What a callable takes stands in a list of its own.
    inner = [one for part in parts for one in (part if type(part) is list else [part])]
    return any(holds_rows(part, seen) for part in inner)


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
    assert holds_rows(Sequence[Model] | QuerySet[Model])
    assert holds_rows(type[Model])
    assert holds_rows(Callable[[Model], int])
    assert not holds_rows(dict[str, list[int]])
    assert not holds_rows(Callable[[int], int])


def test_no_door_hands_out_rows() -> None:
    out = {name for name, kinds in doors().items() if holds_rows(kinds.get("return"))}
    assert out == set(), "return a frozen dataclass, as accounts.types.Kept"


def test_no_door_takes_rows() -> None:
    taken = {
        f"{name}({parameter})"
        for name, kinds in doors().items()
        for parameter, kind in kinds.items()
        if parameter != "return" and holds_rows(kind)
    }
    assert taken == set(), "take the id, or a frozen dataclass"


def test_every_door_says_what_it_takes_and_returns() -> None:
    unsaid = {
        f"{name}({parameter})"
        for name, kinds in doors().items()
        for parameter, kind in kinds.items()
        if parameter != "return" and kind is None
    }
    assert unsaid == set()
    silent = {name for name, kinds in doors().items() if kinds.get("return") is None}
    nothing = {name for name in silent if not name.startswith("overview.")}
    assert all(".actions." in name or "check_" in name for name in nothing)


OPEN = {
    package.__name__: set(names)
    for package, names in packages()
    if "overview" not in package.__name__
}


def reached(tree: ast.AST) -> Iterator[str]:
    """What a module reaches of ``actions`` and ``queries`` past their doors."""
    called: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                whole = f"{node.module}.{one.name}"
                if whole in OPEN:
                    called[one.asname or one.name] = whole
                elif node.module.startswith(tuple(f"{name}." for name in OPEN)) or (
                    one.name not in OPEN.get(node.module, {one.name})
                ):
                    yield whole
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            place = called.get(node.value.id, "")
            if place and node.attr not in OPEN[place]:
                yield f"{place}.{node.attr}"


def test_who_reaches_past_a_door_is_seen() -> None:
    tree = ast.parse(
        "from leadline.accounts.queries import rows, list_members\n"
        "from leadline.evidence.queries.rows import get_need\n"
        "from leadline.accounts import actions as accounts, queries\n"
        "from leadline.evidence import queries as evidence\n"
        "accounts.record(); accounts.invite()\n"
        "queries.rows(); evidence.needs.WEEKS; evidence.list_needs()\n"
    )
    assert list(reached(tree)) == [
        "leadline.accounts.queries.rows",
        "leadline.evidence.queries.rows.get_need",
        "leadline.accounts.actions.record",
        "leadline.accounts.queries.rows",
        "leadline.evidence.queries.needs",
    ]


@pytest.mark.parametrize("surface", ["web", "cli", "api", "mcp"])
def test_surfaces_never_reach_past_the_doors(surface: str) -> None:
    past = [
        f"{path.relative_to(ROOT)}: {one}"
        for path in (ROOT / surface).rglob("*.py")
        for one in reached(ast.parse(path.read_text()))
    ]
    assert past == []
