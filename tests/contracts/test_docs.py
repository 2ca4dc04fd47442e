"""What the documents name is there: files, folders, targets, commands."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

from tests.each import of_each

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


@of_each(PAGES, lambda page: str(page.relative_to(ROOT)))
def test_files_that_a_page_names_are_there(page: Path) -> None:
    linked = LINKED.findall(page.read_text())

    assert [word for word in sorted(named(page)) if not is_there(word, page)] == []
    assert [word for word in linked if not (page.parent / word).exists()] == []


HELD = re.compile(r"`([\w/]+\.py)`: `(\w+)`")


@of_each(PAGES, lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_says_is_in_a_file_is_made_there(page: Path) -> None:
    """As ``undo`` in `web/importing/views.py`: `undo`: a function, class or name."""
    gone = []
    for file, word in HELD.findall(page.read_text()):
        found = [
            ROOT / place / file for place in PLACES if (ROOT / place / file).exists()
        ]
        made = rf"^\s*(?:def |class )?{word}\b(?:\(|:| =)"
        if not any(re.search(made, path.read_text(), re.M) for path in found):
            gone.append(f"{file}: {word}")
    assert gone == []


# `tests.py` alone is a file of the package that the page or the paragraph is about.
BARE = re.compile(r"`(\w+\.(?:py|html|js|css))`")
LAYERS = {"types.py", "models.py", "bridge.py", "queries.py", "actions.py", "jobs.py"}
WRITTEN = {
    path.name
    for folder in ("src", "tests", "tools", "bench")
    for path in (ROOT / folder).rglob("*.*")
}
NAMED_IN = re.compile(r"`([\w/]+\.py): (\w+)`")


@of_each(PAGES, lambda page: str(page.relative_to(ROOT)))
def test_files_named_without_their_folder_are_somewhere(page: Path) -> None:
    said = set(BARE.findall(page.read_text())) - LAYERS

    assert sorted(said - WRITTEN) == []


@of_each(PAGES, lambda page: str(page.relative_to(ROOT)))
def test_functions_that_a_page_names_with_their_file_are_in_it(page: Path) -> None:
    for path, function in NAMED_IN.findall(page.read_text()):
        source = next(ROOT / p / path for p in PLACES if (ROOT / p / path).exists())
        assert re.search(rf"^(?:def|class) {function}\b", source.read_text(), re.M)


CELL = re.compile(r"`([a-z]+(?:\.\w+)+)`")


def reached(word: str) -> bool:
    """Whether a dotted word leads to something: a module, a door, a table, a field."""
    first, *rest = word.split(".")
    homes = (f"leadline.{first}", *(f"leadline.{first}.{layer}"
             for layer in ("models", "types", "queries", "actions")))  # fmt: skip
    return any(_leads(start, rest) for start in homes)


def _leads(start: str, rest: list[str]) -> bool:
    try:
        here: object = import_module(start)
    except ImportError:
        return False
    for at, name in enumerate(rest):
        if not hasattr(here, name):
            if not isinstance(here, ModuleType):
                return False
            return _leads(f"{here.__name__}.{name}", rest[at + 1 :])
        here = getattr(here, name)
    return True


def test_every_word_lives_where_the_page_of_words_says() -> None:
    page = (ROOT / "docs/concepts.md").read_text()
    packages = {p.parent.name for p in (ROOT / "src/leadline").glob("*/__init__.py")}
    said = {word for word in CELL.findall(page) if word.split(".")[0] in packages}

    assert len(said) > 50
    assert [word for word in sorted(said) if not reached(word)] == []


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
