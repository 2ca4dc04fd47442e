"""The needs behind the feedback, read from ``content/needs``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from leadline.demo.grammar import weighted

CONTENT = files("leadline.demo") / "content"


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence to be filled in, and who may say it.

    ``worlds`` is "h" (hospitals), "p" (ports) or both; ``voices`` is "s" (staff),
    "m" (those who plan and manage) or both.
    """

    text: str
    worlds: str = "hp"
    voices: str = "sm"
    is_praise: bool = False

    def fits(self, world: str, voice: str) -> bool:
        """Tell whether somebody of this world and voice may say it."""
        return world in self.worlds and voice in self.voices


@dataclass(frozen=True, slots=True)
class NeedText:
    """One need and everything people say about it."""

    key: str
    name: str
    area: str
    trend: str
    size: int
    kinds: dict[str, int]
    roles: dict[str, int]
    sources: dict[str, int]
    segments: dict[str, int]
    gist: tuple[str, ...]
    topic: tuple[str, ...]
    core: tuple[Template, ...]
    cost: tuple[Template, ...]
    now: tuple[Template, ...]
    foreign: dict[str, tuple[str, ...]]


def content(name: str) -> dict[str, Any]:
    """Read one content file."""
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


@cache
def need_texts() -> tuple[NeedText, ...]:
    """Return all needs, in the order of their files."""
    folder = CONTENT / "needs"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    found = []
    for name in names:
        page = content(f"needs/{name}")
        found += [_need(page["area"], row) for row in page["need"]]
    return tuple(found)


def _need(area: str, row: dict[str, Any]) -> NeedText:
    return NeedText(
        key=row["key"],
        name=row["name"],
        area=area,
        trend=row["trend"],
        size=row["size"],
        kinds=weighted(row["kinds"]),
        roles=weighted(row["roles"]),
        sources=weighted(row["sources"]),
        segments=weighted(row["segments"]),
        gist=tuple(row["gist"]),
        topic=tuple(row["topic"]),
        core=tuple(template(text) for text in row["core"]),
        cost=tuple(template(text) for text in row["cost"]),
        now=tuple(template(text) for text in row["now"]),
        foreign={code: tuple(row[code]) for code in ("de", "fr", "es")},
    )


def template(text: str) -> Template:
    """Read the mark in front of a line: ``h:``, ``p:``, ``s:``, ``m:`` or ``+:``.

    >>> template("p: The ship is late.")
    Template(text='The ship is late.', worlds='p', voices='sm', is_praise=False)
    """
    mark, _, rest = text.partition(": ")
    if mark not in ("h", "p", "s", "m", "+"):
        return Template(text)
    return Template(
        text=rest,
        worlds=mark if mark in "hp" else "hp",
        voices=mark if mark in "sm" else "sm",
        is_praise=mark == "+",
    )
