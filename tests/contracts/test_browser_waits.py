"""Browser tests wait for what a person would wait for, read off their own code.

What comes after a click or a key comes later: a test that leads on, or looks at once,
holds on a quick machine only.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "browser"
FILES = sorted(FOLDER.glob("test_*.py"))

# What a person does, and helpers of tests that do it.
ACTS = {"click", "press", "check", "set_checked", "select_option", "use", "tap"}
# What looks, or leads on, without waiting for what was done before.
LOOKS = {
    *("all", "all_inner_texts", "bounding_box", "count", "goto", "inner_text", "pdf"),
    *("is_visible", "reload", "screenshot", "url", "faults", "objects"),
}
# Bound to one element, which htmx may take away meanwhile; or to a time.
NEVER = {
    *("query_selector", "query_selector_all", "scroll_into_view_if_needed"),
    *("wait_for_selector", "wait_for_timeout", "wait_for_load_state"),
}
# Keys that mean something else wherever the focus stands.
BOUND = {"Enter", "Space", "Control+A"}
MAY = {
    ("test_room.py", "wait_for_load_state"),  # then the network is taken away
    ("test_stakeholders.py", "wait_for_load_state"),  # of a page that is there
    ("test_economics.py", "wait_for_load_state"),  # then nothing may be under way
}


def called(statement: ast.stmt) -> set[str]:
    """The names that a statement calls or reads off something."""
    inner = [n for n in ast.walk(statement) if isinstance(n, ast.Attribute | ast.Name)]
    return {n.attr if isinstance(n, ast.Attribute) else n.id for n in inner}


def bodies(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    """Every run of statements that follow each other."""
    for node in ast.walk(tree):
        for name in ("body", "orelse"):
            body = getattr(node, name, None)
            if isinstance(body, list):
                yield body


def is_act(statement: ast.stmt) -> bool:
    if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)):
        return False
    does = statement.value.func
    return (does.attr if isinstance(does, ast.Attribute) else does.id) in ACTS


def is_key(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and "keyboard" in called(statement)


def hasty(tree: ast.AST) -> list[int]:
    """Lines that look, or lead on, right after something was done."""
    return [
        after.lineno
        for body in bodies(tree)
        for before, after in pairwise(body)
        if is_act(before) and not is_key(before)
        if not isinstance(after, ast.If | ast.With | ast.FunctionDef)
        if called(after) & LOOKS and "expect" not in called(after)
    ]


def said(statement: ast.stmt) -> str:
    """What a statement types: the key, or "" for words."""
    words = [n.value for n in ast.walk(statement) if isinstance(n, ast.Constant)]
    return str(words[-1]) if "press" in called(statement) and words else ""


def unfocused(tree: ast.AST) -> list[int]:
    """Lines with a key that needs the focus, which nothing waited for."""
    found = []
    for body in bodies(tree):
        is_sure = False
        for statement in body:
            if not is_key(statement):
                is_sure = "to_be_focused" in called(statement)
            elif said(statement) in BOUND or "type" in called(statement):
                found += [] if is_sure else [statement.lineno]
                is_sure = "type" in called(statement)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_looked_at_before_it_can_be_there(path: Path) -> None:
    tree = ast.parse(path.read_text())
    names = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)} & NEVER

    assert hasty(tree) == [], "wait for what shows that it is done"
    assert unfocused(tree) == [], "say target.press(), or expect the focus first"
    assert {name for name in names if (path.name, name) not in MAY} == set()


@pytest.mark.parametrize(
    "text",
    [
        "button.click()\npage.goto(home)",
        "use(link)\nfor cell in page.locator('td').all(): pass\nassert 1",
        "button.press('Enter')\nassert faults(page) == []",
    ],
)
def test_a_hasty_look_is_seen(text: str) -> None:
    assert hasty(ast.parse(text)) == [2]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("field.focus()\npage.keyboard.press('Enter')", [2]),
        ("expect(field).to_be_focused()\npage.keyboard.press('Enter')", []),
        ("expect(field).to_be_focused()\npage.keyboard.type('a')\n"
         "page.keyboard.press('Enter')", []),
        ("page.keyboard.press('j')", []),
    ],
)  # fmt: skip
def test_a_key_without_its_focus_is_seen(text: str, lines: list[int]) -> None:
    assert unfocused(ast.parse(text)) == lines
