"""Slow work stays out of transactions: read off the code, and refused when run."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

import leadline
from leadline.foundation.slow import WithinTransaction, nobody_waits, takes_long

ROOT = Path(leadline.__file__).parent
BRIDGES = sorted([*ROOT.glob("*/bridge.py"), *ROOT.glob("*/bridge/*.py")])
DOMAIN_FILES = [
    path
    for layer in ("actions", "queries", "bridge")
    for path in sorted([*ROOT.glob(f"*/{layer}/*.py"), *ROOT.glob(f"*/{layer}.py")])
]
SLOW = {
    "word_vectors", "load_encoder", "propose_sides", "best_plan", "choose_in", "learn",
    "ways", "ask_model", "detect", "read_events", "fetch", "send", "project",
}  # fmt: skip
"""What encodes, solves, reads large files or asks others."""
MARK = "takes_long"
ATOMIC = "transaction.atomic"
Names = dict[str, set[str]]


def called(node: ast.AST) -> set[str]:
    """The names of functions that a piece of code calls, or has a child call."""
    made = [n for n in ast.walk(node) if isinstance(n, ast.Call)]
    calls = [call.func for call in made]
    plain = {f.id for f in calls if isinstance(f, ast.Name)}
    handed = {
        one.id
        for call in made
        if ast.unparse(call.func) == "child.run"
        for one in call.args
        if isinstance(one, ast.Name)
    }
    return plain | handed | {f.attr for f in calls if isinstance(f, ast.Attribute)}


def functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text())
    return [n for n in tree.body if isinstance(n, ast.FunctionDef)]


def is_marked(function: ast.FunctionDef, mark: str) -> bool:
    return any(ast.unparse(d).startswith(mark) for d in function.decorator_list)


def reaching(calls: Names, goals: set[str]) -> set[str]:
    """The names that lead to one of the goals, however many calls away."""
    found = set(goals)
    while more := {name for name, to in calls.items() if to & found} - found:
        found |= more
    return found


@pytest.mark.parametrize("path", BRIDGES, ids=lambda p: p.parent.name)
def test_a_bridge_says_which_of_its_functions_take_long(path: Path) -> None:
    found = reaching({f.name: called(f) for f in functions(path)}, SLOW)
    public = [f for f in functions(path) if not f.name.startswith("_")]
    slow = {f.name for f in public if f.name in found}
    assert {f.name for f in public if is_marked(f, MARK)} == slow


def test_there_are_bridges_with_slow_work() -> None:
    marked = {f.name for path in BRIDGES for f in functions(path) if is_marked(f, MARK)}
    assert {"propose", "group_pieces", "find_plan", "calendar_around"} <= marked


def transactions(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """The code of a file that runs within a transaction, and in which function."""
    for function in functions(path):
        if is_marked(function, ATOMIC):
            yield function.name, function
        for node in ast.walk(function):
            if isinstance(node, ast.With) and any(
                ast.unparse(item.context_expr).startswith(ATOMIC) for item in node.items
            ):
                yield function.name, node


def key(path: Path, name: str) -> str:
    """A private name means something in its own file only."""
    return f"{path}:{name}" if name.startswith("_") else name


def test_no_transaction_leads_to_slow_work() -> None:
    calls: Names = {}
    slow = {f.name for path in BRIDGES for f in functions(path) if is_marked(f, MARK)}
    for path in DOMAIN_FILES:
        for function in functions(path):
            if function.name not in slow:
                into = {key(path, name) for name in called(function)}
                calls.setdefault(key(path, function.name), set()).update(into)
    found = reaching(calls, slow)
    wrong = {
        f"{path.relative_to(ROOT)}:{name}": sorted(within & found)
        for path in DOMAIN_FILES
        for name, node in transactions(path)
        if (within := {key(path, called_) for called_ in called(node)}) & found
    }
    assert wrong == {}


@takes_long
def think(of: str) -> str:
    return of


@pytest.mark.django_db
def test_slow_work_runs_where_no_transaction_is_open() -> None:
    assert think("a need") == "a need"


@pytest.mark.django_db
def test_slow_work_refuses_to_run_within_a_transaction() -> None:
    with transaction.atomic(), pytest.raises(WithinTransaction, match="think"):
        think("a need")


@pytest.mark.django_db
def test_slow_work_runs_in_a_new_database_that_nobody_else_uses() -> None:
    with nobody_waits(), transaction.atomic():
        assert think("a need") == "a need"
    with transaction.atomic(), pytest.raises(WithinTransaction):
        think("a need")


def test_slow_work_is_done_where_there_is_no_database() -> None:
    program = (
        "from leadline.foundation.slow import takes_long\n"
        "print(takes_long(lambda: 'done')())"
    )
    alone = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}

    done = subprocess.run(
        [sys.executable, "-c", program], env=alone, capture_output=True, text=True
    )

    assert (done.stdout.strip(), done.returncode) == ("done", 0), done.stderr
