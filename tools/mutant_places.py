"""Where one change to a line is possible, and the change itself.

The ready-made tools do not know the places where this code errs: lookups of the ORM
(``__lt``, ``__lte``), conditions dropped from a filter, and functions under a
decorator.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = Path("src/leadline")
DOMAINS = (
    "accounts", "attention", "decisions", "evidence", "growth", "importing",
    "overview", "roadmap", "stakeholders", "strategy",
)  # fmt: skip
LAYERS = ("actions", "queries")
WHOLE = ("foundation", "engine", "overview", "importing")
TURNED = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=",
    ast.NotEq: "==", ast.In: "not in", ast.NotIn: "in", ast.Is: "is not",
    ast.IsNot: "is",
}  # fmt: skip
LOOKUPS = {"__lt": "__lte", "__lte": "__lt", "__gt": "__gte", "__gte": "__gt"}
NARROWING = {"filter", "exclude", "Q", "Count", "Sum"}


@dataclass(frozen=True)
class Mutant:
    """One piece of a file and what stands in its place."""

    file: Path
    line: int
    start: int
    end: int
    text: str
    before: str

    @property
    def area(self) -> str:
        """The first folder of the package."""
        return self.file.relative_to(SOURCE).parts[0]

    def __str__(self) -> str:
        place = f"{self.file.relative_to(SOURCE)}:{self.line}"
        return f"{place}  {self.before!r} -> {self.text!r}"


class Places:
    """Every place of one file where a mutant could be."""

    def __init__(self, file: Path, source: str) -> None:
        self.file, self.source = file, source
        self.starts = [0]
        for line in source.encode().splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.bytes = source.encode()

    def __iter__(self) -> Iterator[Mutant]:
        for function in ast.walk(ast.parse(self.source)):
            if isinstance(function, ast.FunctionDef):
                for statement in function.body:
                    for node in ast.walk(statement):
                        yield from self._of(node)

    def _of(self, node: ast.AST) -> Iterator[Mutant]:
        match node:
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                between = self._span(left)[1], self._span(right)[0]
                yield self._mutant(node, *between, f" {TURNED[type(operator)]} ")
            case ast.BoolOp(op=operator, values=[first, second, *_]):
                other = " or " if isinstance(operator, ast.And) else " and "
                yield self._mutant(
                    node, self._span(first)[1], self._span(second)[0], other
                )
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                yield self._mutant(node, self._span(node)[0], self._span(inner)[0], "")
            case ast.Constant(value=bool() as value):
                yield self._mutant(node, *self._span(node), str(not value))
            case ast.Constant(value=int() as value):
                yield self._mutant(node, *self._span(node), str(value + 1))
            case ast.If(test=test, body=[ast.Raise() | ast.Return() | ast.Continue()]):
                yield self._mutant(node, *self._span(test), "False")
            case ast.Call(func=ast.Name(id="min" | "max") as name):
                other = "max" if name.id == "min" else "min"
                yield self._mutant(node, *self._span(name), other)
            case ast.Call():
                yield from self._of_filter(node)

    def _of_filter(self, call: ast.Call) -> Iterator[Mutant]:
        """Drop each condition of a filter, and move the edge of each lookup."""
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name not in NARROWING:
            return
        for word in call.keywords:
            if word.arg is None:
                continue
            start, end = self._span(word)
            comma = self.bytes[end : end + 1] == b","
            yield self._mutant(word, start, end + comma, "")
            for lookup, other in LOOKUPS.items():
                if word.arg.endswith(lookup):
                    edge = start + len(word.arg) - len(lookup)
                    yield self._mutant(word, edge, edge + len(lookup), other)

    def _span(self, node: ast.expr | ast.keyword) -> tuple[int, int]:
        """Return where a node begins and ends, in bytes of the file."""
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        return start, end

    def _mutant(self, node: ast.AST, start: int, end: int, text: str) -> Mutant:
        before = self.bytes[start:end].decode().strip()
        line: int = node.lineno  # type: ignore[attr-defined]
        return Mutant(self.file, line, start, end, text, before)


def every_mutant(areas: list[str]) -> list[Mutant]:
    """Return each place, in the order of files and lines."""
    found: list[Mutant] = []
    for file in sorted((ROOT / SOURCE).rglob("*.py")):
        parts = file.relative_to(ROOT / SOURCE).parts
        inside = parts[0] in WHOLE or (
            parts[0] in DOMAINS and parts[1].startswith(LAYERS)
        )
        if not inside or "migrations" in parts or (areas and parts[0] not in areas):
            continue
        source = file.read_text(encoding="utf-8")
        found += dict.fromkeys(Places(file.relative_to(ROOT), source))
    return found


def draw(every: list[Mutant], number: int, seed: int) -> list[Mutant]:
    """Return so many mutants that still are Python, drawn by a seed."""
    mixed = random.Random(seed).sample(every, len(every))
    good = (one for one in mixed if _is_python(one))
    return list(islice(good, number))


def changed(source: str, mutant: Mutant) -> str:
    """Return the file with the mutant in it."""
    raw = source.encode()
    return (raw[: mutant.start] + mutant.text.encode() + raw[mutant.end :]).decode()


def _is_python(mutant: Mutant) -> bool:
    source = (ROOT / mutant.file).read_text(encoding="utf-8")
    try:
        ast.parse(changed(source, mutant))
    except SyntaxError:
        return False
    return True
