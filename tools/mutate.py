"""Change one line at a time and see whether a test turns red.

    .venv/bin/python tools/mutate.py --sample 60 --seed 7 [--floor 0.8] [AREA ...]

Draws mutants by a seed out of every place in the actions, queries, foundation and
engine where one could be, and runs the tests of the area on each, in a copy of the
repository. The ready-made tools do not know the places where this code errs:
lookups of the ORM (``__lt``, ``__lte``), conditions dropped from a filter, and
functions under a decorator. See docs/testing.md for the figure and how to read it.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parent.parent
SOURCE = Path("src/leadline")
DOMAINS = (
    "accounts", "attention", "decisions", "evidence", "growth", "importing",
    "overview", "roadmap", "stakeholders", "strategy",
)  # fmt: skip
LAYERS = ("actions", "queries")
WHOLE = ("foundation", "engine", "overview", "importing")
# Beside tests/AREA and tests/web/test_AREA*.py: who else reads the area's rows.
ALSO = {
    "evidence": ["tests/importing"],
    "strategy": ["tests/roadmap"],
    "foundation": ["tests/importing", "tests/web/test_number_fields.py"],
    "overview": ["tests/stakeholders"],
}  # fmt: skip
TURNED = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=",
    ast.NotEq: "==", ast.In: "not in", ast.NotIn: "in", ast.Is: "is not",
    ast.IsNot: "is",
}  # fmt: skip
LOOKUPS = {"__lt": "__lte", "__lte": "__lt", "__gt": "__gte", "__gte": "__gt"}
NARROWING = {"filter", "exclude", "Q", "Count", "Sum"}
EXAMPLES = "tests/contracts/test_examples.py::test_the_examples_of_a_module_hold"
SURVIVED, KILLED = "survived", "killed"


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


def tests_of(area: str) -> list[str]:
    """Return the tests that stand nearest to an area."""
    near = [f"tests/{area}", *ALSO.get(area, [])]
    pages = sorted((ROOT / "tests" / "web").glob(f"test_{area}*.py"))
    near += [str(page.relative_to(ROOT)) for page in pages]
    return [place for place in near if (ROOT / place).exists()]


def tests_near(mutant: Mutant) -> list[str]:
    """Return the tests for a mutant: in the engine only those of its part."""
    near = tests_of(mutant.area)
    if mutant.area == "engine":
        part = mutant.file.relative_to(SOURCE).parts[1].removesuffix(".py")
        own = sorted((ROOT / "tests" / "engine").glob(f"test_{part}*.py"))
        near = [str(path.relative_to(ROOT)) for path in own] or near
    if ">>> " in (ROOT / mutant.file).read_text(encoding="utf-8"):
        module = ".".join(mutant.file.with_suffix("").parts[1:])
        near.append(f"{EXAMPLES}[{module.removesuffix('.__init__')}]")
    return near


def run_tests(copy: Path, places: list[str], seconds: float) -> str:
    """Run tests in a copy; a run that takes too long is a mutant found, too."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(copy / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [
        sys.executable, "-m", "pytest", "-x", "-q", "-n", "0",
        "-p", "no:cacheprovider", "-m", "not browser and not data", *places,
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command, cwd=copy, env=environment, timeout=seconds,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return KILLED
    return SURVIVED if done.returncode == 0 else KILLED


def make_copy(folder: Path) -> Path:
    """Return a copy of what tests need, to be changed and thrown away."""
    kept = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in kept.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def judge(mutant: Mutant, copies: Queue[Path], seconds: float) -> str:
    """Put a mutant into a free copy, run its tests, and take it out again."""
    copy = copies.get()
    file = copy / mutant.file
    source = file.read_text(encoding="utf-8")
    try:
        file.write_text(changed(source, mutant), encoding="utf-8")
        return run_tests(copy, tests_near(mutant), seconds)
    finally:
        file.write_text(source, encoding="utf-8")
        copies.put(copy)


def main() -> int:
    """Draw, judge, print each survivor and the share that was found."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("areas", nargs="*", help="only these folders of src/leadline")
    ask.add_argument("--sample", type=int, default=120)
    ask.add_argument("--seed", type=int, default=7)
    ask.add_argument("--floor", type=float, default=0.0)
    ask.add_argument("--workers", type=int, default=2)
    ask.add_argument("--seconds", type=float, default=600)
    asked = ask.parse_args()
    every = every_mutant(asked.areas)
    drawn = draw(every, asked.sample, asked.seed)
    print(f"{len(drawn)} of {len(every)} places, seed {asked.seed}", flush=True)
    begun, results = time.monotonic(), []
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        copies: Queue[Path] = Queue()
        for number in range(asked.workers):
            copies.put(make_copy(Path(name) / str(number)))
        with ThreadPoolExecutor(asked.workers) as pool:
            for mutant, result in zip(
                drawn,
                pool.map(lambda one: judge(one, copies, asked.seconds), drawn),
                strict=True,
            ):
                results.append(result)
                print(f"{result:<9}{mutant}", flush=True)
    killed = results.count(KILLED)
    share = killed / len(results) if results else 1.0
    took = (time.monotonic() - begun) / 60
    print(f"killed {killed} of {len(results)} ({share:.0%}) in {took:.0f} minutes")
    return int(share < asked.floor)


if __name__ == "__main__":
    raise SystemExit(main())
