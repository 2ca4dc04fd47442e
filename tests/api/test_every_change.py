"""What a page changes a program changes too, or a reason says why not (yet)."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType

import pytest

from leadline.accounts.types import GRANTS, READS, Area, Role
from leadline.api.operations import Op
from leadline.api.site import OPS
from tests.api.without import WITHOUT
from tests.contracts.test_results import DOMAINS, ROOT

Door = tuple[str, str]


def doors_of(layer: str) -> set[Door]:
    """Every action or query of the domains."""
    found = set()
    for domain in DOMAINS:
        package = importlib.import_module(f"leadline.{domain}.{layer}")
        found |= {
            (domain, name)
            for name in package.__all__
            if inspect.isfunction(getattr(package, name))
        }
    return found


ACTIONS, QUERIES = doors_of("actions"), doors_of("queries")
SAID = {tuple(door.split(":")) for op in OPS for door in op.doors}


def changes_of_pages() -> set[Door]:
    """The actions that the pages call."""
    called: set[Door] = set()
    for path in (ROOT / "web").rglob("*.py"):
        tree, packages = ast.parse(path.read_text()), {}
        for node in ast.walk(tree):
            if not (isinstance(node, ast.ImportFrom) and node.module):
                continue
            _, _, place = node.module.partition("leadline.")
            domain, _, layer = place.partition(".")
            names = {one.name: one.asname or one.name for one in node.names}
            if layer == "actions":
                called |= {(domain, name) for name in names}
            elif not layer and "actions" in names:
                packages[names["actions"]] = domain
        called |= {
            (packages[node.value.id], node.attr)
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in packages
        }
    return called & ACTIONS


def test_every_change_of_a_page_has_an_operation_or_a_reason() -> None:
    pages = changes_of_pages()

    assert len(pages) > 200
    assert pages - SAID - WITHOUT.keys() == set(), "declare it, or say why not"
    assert WITHOUT.keys() - pages == set(), "no page does that any more"
    assert WITHOUT.keys() & SAID == set(), "there is an operation now"


def called_in(does: object, seen: set[int]) -> Iterator[Door]:
    """The doors that a function calls, itself or by what it calls or holds."""
    if not isinstance(does, FunctionType) or id(does) in seen:
        return
    seen.add(id(does))
    names = set(names_in(does.__code__))
    held = [cell.cell_contents for cell in does.__closure__ or ()]
    for value in [*(does.__globals__.get(name) for name in names), *held]:
        if isinstance(value, ModuleType) and value.__name__.count(".") == 2:
            _, domain, layer = value.__name__.split(".")
            known = {"actions": ACTIONS, "queries": QUERIES}.get(layer, set())
            yield from {(domain, name) for name in names} & known
        elif getattr(value, "__module__", "").startswith("leadline.api."):
            yield from called_in(value, seen)
            yield from called_in(getattr(value, "get", None), seen)


def names_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from names_in(one)


@pytest.mark.parametrize("op", OPS, ids=lambda op: op.id)
def test_an_operation_uses_the_doors_that_it_names_and_no_other(op: Op) -> None:
    called = set(called_in(op.does, set()))
    said = {tuple(door.split(":")) for door in op.doors}

    assert said
    assert said <= called
    assert called & ACTIONS <= said
    if op.right == READS:
        assert called & ACTIONS == set()


@pytest.mark.parametrize("op", OPS, ids=lambda op: op.id)
def test_an_operation_stands_in_the_area_of_its_doors(op: Op) -> None:
    assert op.area in Area.values
    assert {door.split(":")[0] for door in op.doors} == {op.area}


def test_no_operation_reaches_what_is_private_or_owners_own() -> None:
    assert not {domain for domain, _ in SAID} & {"growth", "attention"}
    assert GRANTS[Role.OWNER] > {"administer", "judge"}
    for op in OPS:
        assert "judge" not in op.id
        if op.answers is not None:
            shown = {one for one in op.answers.__dataclass_fields__} - op.without
            assert not shown & {"judged", "judgements", "password"}, op.id
