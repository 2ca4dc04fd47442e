"""What doors hand out: frozen dataclasses and plain values, never rows of the database.

A row lets whoever holds it read columns of other domains, ask the database again in the
middle of a page, and no interface can say what is in it. ``STILL`` are the doors that
hand out rows yet: take one off when it is mended; nothing is ever added.
"""

from __future__ import annotations

import importlib
import inspect
import typing
from pathlib import Path

import pytest
from django.db.models import Model, QuerySet

import leadline
from tests.contracts.models_out import STILL

ROOT = Path(leadline.__file__).parent
DOMAINS = ("accounts", "evidence", "strategy", "stakeholders", "roadmap", "attention",
           "decisions", "growth")  # fmt: skip


def doors() -> dict[str, object]:
    """Every action and query by name, with what it says that it returns."""
    found = {}
    for place in (f"{d}.{layer}" for d in DOMAINS for layer in ("actions", "queries")):
        package = importlib.import_module(f"leadline.{place}")
        for name, door in vars(package).items():
            own = inspect.isfunction(door) and door.__module__.startswith(
                f"leadline.{place}"
            )
            if own and not name.startswith("_"):
                found[f"{place}.{name}"] = typing.get_type_hints(door).get("return")
    return found


def holds_rows(kind: object) -> bool:
    """Whether a type is a table's row, or holds some.

    >>> holds_rows(list[Model]), holds_rows(dict[int, tuple[str, ...]])
    (True, False)
    """
    outer = typing.get_origin(kind) or kind
    if isinstance(outer, type) and issubclass(outer, (Model, QuerySet)):
        return True
    return any(holds_rows(part) for part in typing.get_args(kind))


def test_no_further_door_hands_out_rows() -> None:
    out = {name for name, kind in doors().items() if holds_rows(kind)}
    assert out - STILL == set(), "return a frozen dataclass, as accounts.types.Kept"
    assert STILL - out == set(), "well done: take it off the list in models_out.py"


@pytest.mark.parametrize("surface", ["web", "cli", "api", "mcp"])
def test_surfaces_never_reach_for_the_rows_themselves(surface: str) -> None:
    reached = [
        path.name
        for path in (ROOT / surface).rglob("*.py")
        if ".queries.rows" in path.read_text()
    ]
    assert reached == []
