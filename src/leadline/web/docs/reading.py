"""Which documents there are, in which order, and where what they name is found.

The order is that of ``index.md``: each heading a part, each link under it a page. The
decisions taken are a part of their own, in the order of their numbers.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from leadline.web.docs.marked import Marked, Ways, reader, to_page, words_of

PACKED = Path(__file__).parent / "pages"
"""Where they lie in what is installed; in a checkout they are read where they stand."""
FOLDER = PACKED if PACKED.is_dir() else Path(__file__).parents[4] / "docs"
HOME = "index"
DECISIONS = "adr"
TAKEN = "Decisions taken"
SPOKEN_OF = ("reference/openapi.json", "reference/export.schema.json")
PNG_SIZE = slice(16, 24)  # where a PNG says how wide and how high it is


@dataclass(frozen=True, slots=True)
class Entry:
    """A document by its place: "methods/chair", and what lists call it."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """Documents for the same readers."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A document as it is shown, with what comes before it and after it."""

    slug: str
    part: str
    marked: Marked
    before: Entry | None
    after: Entry | None


@dataclass(frozen=True, slots=True)
class Places:
    """What pages and files are called where the documents are shown."""

    page: Callable[[str], str]
    file: Callable[[str], str]


@cache
def contents() -> tuple[Part, ...]:
    """Return the parts that a reader goes through, without the decisions taken."""
    return tuple(Part(title, tuple(entries)) for title, entries in _parts())


def _parts() -> Iterator[tuple[str, list[Entry]]]:
    title, entries = "", list[Entry]()
    tokens = reader().parse(read(HOME))
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            if title:
                yield title, entries
            title, entries = words_of(tokens[at + 1].children or ()), []
        line = token.children or []
        for n, child in enumerate(line):
            if title and child.type == "link_open":
                slug = str(child.attrGet("href")).removesuffix(".md").rstrip("/")
                entries.append(Entry(slug, words_of(line[n : n + 2])))
    yield title, entries


@cache
def decisions() -> Part:
    """Return the decisions taken."""
    found = sorted((FOLDER / DECISIONS).glob("*.md"))
    slugs = (f"{DECISIONS}/{path.stem}" for path in found)
    return Part(TAKEN, tuple(Entry(slug, _title(slug)) for slug in slugs))


def _title(slug: str) -> str:
    return read(slug).partition("\n")[0].removeprefix("# ")


@cache
def places() -> dict[str, tuple[str, Entry | None, Entry | None]]:
    """Return of each document its part, and what stands before and after it."""
    found = dict[str, tuple[str, Entry | None, Entry | None]]()
    read_through = [(part, e) for part in contents() for e in part.entries]
    for row in (read_through, [(decisions(), e) for e in decisions().entries]):
        alone = [entry for _, entry in row]
        around = zip([None, *alone], [*alone[1:], None], strict=False)
        for (part, entry), (before, after) in zip(row, around, strict=True):
            found[entry.slug] = part.title, before, after
    return {HOME: ("", None, read_through[0][1])} | found


@cache
def files() -> frozenset[str]:
    """Return what is no page: pictures, and files that pages speak of."""
    pictures = (f"images/{path.name}" for path in (FOLDER / "images").glob("*.png"))
    return frozenset((*SPOKEN_OF, *pictures))


def read(slug: str) -> str:
    """Return the words of a document."""
    if slug == DECISIONS:
        lines = (f"- [{e.title}]({Path(e.slug).name}.md)" for e in decisions().entries)
        return "\n".join((f"# {TAKEN}", "", "Choices with a price.", "", *lines))
    return (FOLDER / f"{slug}.md").read_text(encoding="utf-8")


def page_of(slug: str, where: Places) -> Page:
    """Return a document as a page. ``slug`` is one of :func:`places`."""
    part, before, after = places()[slug]
    folder = slug if slug == DECISIONS else posixpath.dirname(slug)

    def there(path: str) -> str:
        return posixpath.normpath(posixpath.join(folder, path))

    def link(written: str) -> str:
        if ":" in written or written.startswith("#"):
            return written
        path, sign, anchor = written.partition("#")
        if there(path) in files():
            return where.file(there(path))
        return where.page(there(path).removesuffix(".md")) + sign + anchor

    def picture(written: str) -> tuple[str, int, int]:
        head = (FOLDER / there(written)).read_bytes()[PNG_SIZE]
        width, height = int.from_bytes(head[:4]), int.from_bytes(head[4:])
        return where.file(there(written)), width, height

    return Page(slug, part, to_page(read(slug), Ways(link, picture)), before, after)
