"""Every regular expression that sees other people's text, and its worst openers.

An opener is text that a pattern may take for the beginning of a match, over and over,
and that never comes to the end of one: read off the parsed pattern itself.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeVar

import leadline

T = TypeVar("T")
ROOT = Path(leadline.__file__).parent
READERS = (
    "importing", "foundation", "engine.text", "engine.calendar", "engine.chair",
    "workbench", "evidence",
)  # fmt: skip
ANYWHERE = {"search", "sub", "subn", "split", "findall", "finditer"}
AT_THE_START = {"match", "fullmatch"}
LONG, MOST_MEMBERS, MOST_BRANCHES, MOST_OPENERS = 20, 3, 6, 24
CANDIDATES = "a1 .\n-A_<>\"'@/:,\t\r\u00e9\u0431"
NOTHING = "\x01"


@dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and whether it is tried at the start alone."""

    name: str
    pattern: re.Pattern[Any]
    ways: frozenset[str]

    def run(self, text: str) -> None:
        """Use it on a text as its module does."""
        whole = text if isinstance(self.pattern.pattern, str) else text.encode()
        for way in self.ways & AT_THE_START:
            getattr(self.pattern, way)(whole)
        if self.ways & ANYWHERE:
            for _ in self.pattern.finditer(whole):
                pass


@cache
def every_pattern() -> list[Found]:
    """Return each compiled pattern of the readers, and each written in a call."""
    found: dict[int, Found] = {}
    for module in _modules():
        path = Path(str(module.__file__))
        short = module.__name__.removeprefix("leadline.")
        for one in (*_kept_in(module, path, short), *_written_in_calls(path, short)):
            found.setdefault(id(one.pattern), one)
    return list(found.values())


def _kept_in(module: Any, path: Path, short: str) -> Iterator[Found]:
    ways, brought = _called(path), _brought(path)
    for name, value in sorted(vars(module).items()):
        if name in brought:
            continue
        used = set(ways.get(name, ()))
        for other in _importers().get((module.__name__, name), []):
            used |= _called(other).get(name, set())
        for index, pattern in enumerate(_patterns_in(value, 5)):
            number = f"[{index}]" if index else ""
            yield Found(
                f"{short}:{name}{number}", pattern, frozenset(used or {"search"})
            )


def _modules() -> Iterator[Any]:
    for name in READERS:
        package = importlib.import_module(f"leadline.{name}")
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in found.name:
                yield importlib.import_module(found.name)


def _patterns_in(value: object, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from _patterns_in(item, depth - 1)
    elif depth and isinstance(value, Mapping):
        for pair in value.items():
            yield from _patterns_in(pair, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _patterns_in(getattr(value, field.name, None), depth - 1)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _brought(path: Path) -> dict[str, str]:
    """Return the names that a module imports from others, and from where."""
    return {
        alias.asname or alias.name: node.module or ""
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@cache
def _importers() -> Mapping[tuple[str, str], list[Path]]:
    """Return, for a module and a name of it, the files that import it."""
    found: dict[tuple[str, str], list[Path]] = {}
    for path in ROOT.rglob("*.py"):
        for name, module in _brought(path).items():
            found.setdefault((module, name), []).append(path)
    return found


@cache
def _called(path: Path) -> dict[str, set[str]]:
    """Return by name what is called on it, or on what a loop takes out of it."""
    ways: dict[str, set[str]] = {}
    loops: list[tuple[set[str], set[str]]] = []
    for node in ast.walk(_tree(path)):
        match node:
            case ast.Attribute(value=value, attr=way) if way in ANYWHERE | AT_THE_START:
                for name in _names(value):
                    ways.setdefault(name, set()).add(way)
            case (
                ast.For(target=target, iter=iterable)
                | ast.comprehension(target=target, iter=iterable)
            ):
                loops.append((_names(target), _names(iterable)))
    for inside, outside in loops:
        used = set[str]().union(*(ways.get(name, set()) for name in inside))
        for name in outside:
            ways.setdefault(name, set()).update(used)
    return ways


def _names(node: ast.expr) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _written_in_calls(path: Path, short: str) -> Iterator[Found]:
    """Yield ``re.split("…", text)`` and its like."""
    for node in ast.walk(_tree(path)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=way),
                args=[ast.Constant(value=str() | bytes() as text), *_],
            ) if way in ANYWHERE | AT_THE_START:
                yield Found(
                    f"{short}:{node.lineno}", re.compile(text), frozenset({way})
                )


@dataclass(frozen=True)
class Opener:
    """Text that begins once, and text that then comes over and over."""

    before: str
    again: str

    def of(self, size: int) -> str:
        """Return a text of about so many characters, which ends in nothing usual."""
        return self.before + self.again * (size // len(self.again)) + NOTHING


def openers(pattern: re.Pattern[Any]) -> list[Opener]:
    """Return what a pattern begins on and on, at most so many."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    found: dict[Opener, None] = {}
    for before, piece in islice(_pumps(list(tree), ""), 4_000):
        for again in (piece, before + piece, f"{before}{piece} ", f"{before}{piece}\n"):
            if again:
                found.setdefault(Opener("", again))
        if before and piece:
            found.setdefault(Opener(before, piece))
    return _some(list(found), MOST_OPENERS)


def _pumps(nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """Yield what leads to each place of a pattern, and what may stand there long."""
    for kind, value in nodes:
        match kind:
            case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
                _, most, inner = value
                if most >= LONG:
                    for piece in _heads(list(inner)):
                        yield before, piece
                yield from _pumps(list(inner), before)
            case op.BRANCH:
                for way in _some(value[1], MOST_BRANCHES):
                    yield from _pumps(list(way), before)
            case op.SUBPATTERN:
                yield from _pumps(list(value[3]), before)
            case op.ATOMIC_GROUP:
                yield from _pumps(list(value), before)
            case op.ASSERT | op.ASSERT_NOT:
                yield from _pumps(list(value[1]), before)
        before += _sample([(kind, value)])
        yield before, ""


def _heads(nodes: list[Any]) -> list[str]:
    """Return a few texts that a part of a pattern takes."""
    if len(nodes) == 1:
        kind, value = nodes[0]
        match kind:
            case op.IN:
                return _members(value)
            case op.BRANCH:
                ways = _some(value[1], MOST_BRANCHES)
                return [text for way in ways for text in _heads(list(way))]
            case op.SUBPATTERN:
                return _heads(list(value[3]))
            case op.ANY:
                return ["a", " "]
    return [text] if (text := _sample(nodes)) else []


def _some(every: Sequence[T], most: int) -> list[T]:
    return list(every)[:: max(1, len(every) // most)][:most]


def _sample(nodes: list[Any]) -> str:
    """Return a short text that a part of a pattern takes."""
    made = ""
    for kind, value in nodes:
        match kind:
            case op.LITERAL:
                made += chr(value)
            case op.NOT_LITERAL:
                made += next(one for one in CANDIDATES if ord(one) != value)
            case op.ANY:
                made += "a"
            case op.IN:
                made += next(iter(_members(value)), "")
            case op.BRANCH:
                made += _sample(list(value[1][0]))
            case op.SUBPATTERN:
                made += _sample(list(value[3]))
            case op.ATOMIC_GROUP:
                made += _sample(list(value))
            case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
                made += _sample(list(value[2])) * max(1, min(value[0], LONG))
    return made


def _members(choices: list[Any]) -> list[str]:
    """Return a few characters of a class: of each of its kinds one."""
    if choices[0][0] is op.NEGATE:
        rest = choices[1:]
        return [c for c in CANDIDATES if not _is_in(rest, c)][:MOST_MEMBERS]
    usual = [one for one in CANDIDATES if _is_in(choices, one)]
    named = [chr(value) for kind, value in choices if kind is op.LITERAL]
    named += [chr(value[0]) for kind, value in choices if kind is op.RANGE]
    return list(dict.fromkeys([*usual, *named]))[:MOST_MEMBERS]


CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S", op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _is_in(choices: list[Any], one: str) -> bool:
    for kind, value in choices:
        if kind is op.LITERAL and value == ord(one):
            return True
        if kind is op.RANGE and value[0] <= ord(one) <= value[1]:
            return True
        if kind is op.CATEGORY and re.match(CATEGORIES[value], one):
            return True
    return False
