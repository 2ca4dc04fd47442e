"""What the documents name is there: files, folders, targets, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md")] + sorted(
    path for path in (ROOT / "docs").rglob("*.md") if "adr" not in path.parts
)
# `foundation/fetch.py` is said for `src/leadline/foundation/fetch.py`.
PLACES = (
    "", "src/leadline", "src/leadline/engine/text", "src/leadline/web",
    "src/leadline/web/templates", "src/leadline/web/static/web",
)  # fmt: skip
QUOTED = re.compile(r"`([\w./-]+/[\w./-]*)`")
LINKED = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def named(page: Path) -> set[str]:
    """Return the paths a page quotes: with a known ending, or inside this tree."""
    quoted = {word.rstrip("/") for word in QUOTED.findall(page.read_text())}
    quoted = {word for word in quoted if "NNNN" not in word}  # a number to come
    roots = {path.name for path in ROOT.iterdir()}
    roots |= {path.name for path in (ROOT / "src/leadline").iterdir()}
    return {
        word
        for word in quoted
        if word.endswith((".py", ".html", ".md", ".js", ".css", ".toml"))
        or word.split("/")[0] in roots - {"web", "api"}
    }


def is_there(word: str, page: Path) -> bool:
    return any(
        (base / word).exists()
        for base in (page.parent, *(ROOT / place for place in PLACES))
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_that_a_page_names_are_there(page: Path) -> None:
    linked = LINKED.findall(page.read_text())

    assert [word for word in sorted(named(page)) if not is_there(word, page)] == []
    assert [word for word in linked if not (page.parent / word).exists()] == []


def test_targets_that_pages_name_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text()
    there = set(re.findall(r"^([a-z]+):", makefile, re.M))
    quoted = re.compile(r"`make ([a-z]+)|^make ([a-z]+)", re.M)
    said = {
        (page.name, one or other)
        for page in PAGES
        for one, other in quoted.findall(page.read_text())
    }

    assert [pair for pair in sorted(said) if pair[1] not in there] == []
    assert said
