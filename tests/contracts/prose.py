"""Where code reads the letters of a text that people write: by column and line.

A text is followed through the local names that a function gives it, and through what
only trims, folds or cuts it; not into another function.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from django.apps import apps
from django.db import models

READS = {"startswith", "endswith", "find", "index", "partition", "rpartition",
         "removeprefix", "removesuffix"}  # fmt: skip
PATTERNS = {"match", "search", "fullmatch", "findall", "finditer"}
SAME = {"strip", "lstrip", "rstrip", "lower", "upper", "casefold", "title", "split",
        "rsplit", "splitlines", "capitalize", "replace"} | READS  # fmt: skip


def columns() -> Iterator[models.Field[object, object]]:
    """Every column of every table of ours."""
    for model in apps.get_models():
        if model.__module__.startswith("leadline."):
            yield from (f for f in model._meta.get_fields() if f.concrete)  # type: ignore[misc]


PROSE = {
    f.name
    for f in columns()
    if isinstance(f, models.CharField | models.TextField) and not f.choices
}


def looked_into(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The columns of a row whose letters are read, by line."""
    for nodes in _scopes(tree):
        names = _names(nodes)
        for node in nodes:
            for text in _texts_read(node):
                if column := column_of(text, names):
                    yield text.lineno, column


def column_of(value: ast.expr, names: dict[str, str]) -> str:
    """The column that a value has its letters from; empty where it is none."""
    match value:
        case ast.Attribute(attr=column):
            return column if column in PROSE else ""
        case ast.Name(id=name):
            return names.get(name, "")
        case ast.Call(func=ast.Attribute(attr=way, value=inner)) if way in SAME:
            return column_of(inner, names)
        case ast.Call(func=ast.Name(id="str"), args=[inner]):
            return column_of(inner, names)
        case ast.Subscript(value=inner) | ast.NamedExpr(value=inner):
            return column_of(inner, names)
        case ast.BoolOp(values=several):
            return next(filter(None, (column_of(one, names) for one in several)), "")
        case ast.IfExp(body=one, orelse=other):
            return column_of(one, names) or column_of(other, names)
    return ""


def _texts_read(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.Call(func=ast.Attribute(attr=way, value=text)) if way in READS:
            return [text]
        case ast.Call(func=ast.Attribute(attr=way), args=said) if way in PATTERNS:
            return said
        case ast.Compare(ops=[ast.In() | ast.NotIn()], comparators=[text]):
            return [text]
    return []


def _scopes(tree: ast.AST) -> Iterator[list[ast.AST]]:
    """What stands in each outermost function, and what in none, in order."""
    outside, left = [], [tree]
    while left:
        node = left.pop()
        if isinstance(node, ast.FunctionDef):
            yield _in_order(ast.walk(node))
        else:
            outside.append(node)
            left += ast.iter_child_nodes(node)
    yield _in_order(outside)


def _in_order(nodes: Iterator[ast.AST] | list[ast.AST]) -> list[ast.AST]:
    return sorted(nodes, key=lambda n: (getattr(n, "lineno", 0), _column(n)))


def _column(node: ast.AST) -> int:
    return getattr(node, "col_offset", 0)


def _names(nodes: list[ast.AST]) -> dict[str, str]:
    """The local names of texts, each with its column."""
    names: dict[str, str] = {}
    for node in nodes:
        for target, value in _given(node):
            if isinstance(target, ast.Name) and (column := column_of(value, names)):
                names[target.id] = column
    return names


def _given(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """What a node gives a name to, each target with its value."""
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                    yield from zip(target.elts, value.elts, strict=False)
                else:
                    yield target, value
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield target, value
        case ast.NamedExpr(target=target, value=value):
            yield target, value
        case ast.For(target=target, iter=several):
            yield target, several
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            for part in node.generators:
                yield part.target, part.iter
