"""Tables in a web page: what many programs export under the name ``.xls``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from leadline.foundation.errors import Invalid
from leadline.foundation.tables.lines import open_text

PAGE_LIMIT = 64 * 1024**2
CHUNK = 1 << 18
WIDEST = 200
MOST_SPAN = 1000
MOST_COLUMNS = 2_000
MOST_CELLS = 2_000_000
HIDDEN = frozenset(("script", "style", "head"))


class _Tables(HTMLParser):
    """Collects the cells of all tables; one inside a cell is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[_Open] = []
        self._hidden = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self._hidden += 1
        elif tag == "table":
            rows: list[list[str]] = []
            self.tables.append(rows)
            self._open.append(_Open(rows, self._count))
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].begin_row()
        elif tag in {"td", "th"}:
            self._open[-1].begin_cell(dict(attrs))
        elif tag in {"br", "p", "li", "div"}:
            self._open[-1].say("\n")

    def _count(self, row: list[str]) -> None:
        """Refuse what a few spans make out of a small page, while it is read."""
        self._cells += len(row)
        if len(row) > MOST_COLUMNS or self._cells > MOST_CELLS:
            raise Invalid(
                f"A table of this web page has more than {MOST_COLUMNS:,} columns, or "
                f"the page more than {MOST_CELLS:,} cells. Save what you need of it "
                "as CSV."
            )

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
        elif tag == "table" and self._open:
            self._open.pop().end()
        elif tag in {"td", "th"} and self._open:
            self._open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self._open and not self._hidden:
            self._open[-1].say(data)

    def close(self) -> None:
        super().close()
        while self._open:
            self._open.pop().end()


class _Open:
    """A table that is being read; cells that span rows stand in each of them."""

    def __init__(
        self, rows: list[list[str]], count: Callable[[list[str]], None]
    ) -> None:
        self._rows = rows
        self._count = count
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._standing: dict[int, tuple[int, str]] = {}
        self._next: dict[int, tuple[int, str]] = {}

    def begin_row(self) -> None:
        self.end()
        self._row = []
        self._standing |= self._next
        self._next = {}
        self._fill()

    def begin_cell(self, attributes: dict[str, str | None]) -> None:
        self.end_cell()
        if self._row is None:
            self.begin_row()
        self._cell = []
        self._span = (
            _span(attributes.get("colspan")),
            _span(attributes.get("rowspan")),
        )

    def say(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text)

    def end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        lines = "".join(self._cell).split("\n")
        text = "\n".join(" ".join(line.split()) for line in lines).strip()
        wide, high = self._span
        if high > 1:
            self._next[len(self._row)] = (high - 1, text)
        self._row += [text, *[""] * (min(wide, WIDEST) - 1)]
        self._cell = None
        if len(self._row) > MOST_COLUMNS:
            self._count(self._row)
        self._fill()

    def end(self) -> None:
        self.end_cell()
        if self._row:
            self._count(self._row)
            self._rows.append(self._row)
        self._row = None

    def _fill(self) -> None:
        """Put the cells that stand on from the rows above where they belong."""
        row = self._row
        while row is not None and len(row) in self._standing:
            place = len(row)
            left, text = self._standing.pop(place)
            row.append(text)
            if left > 1:
                self._next[place] = (left - 1, text)


def _span(value: str | None) -> int:
    text = (value or "1").strip()
    return min(int(text), MOST_SPAN) if text.isascii() and text.isdigit() else 1


def page_rows(path: Path, encoding: str) -> Iterator[list[str]]:
    """Yield the rows of the largest table of a page.

    Raises ``Invalid`` when the page has none, or is larger than pages are.
    """
    if path.stat().st_size > PAGE_LIMIT:
        raise Invalid("A web page may have 64 MB. Save its table as CSV or XLSX.")
    parser = _Tables()
    with open_text(path, encoding) as text:
        while chunk := text.read(CHUNK):
            parser.feed(chunk)
    parser.close()
    tables = [[row for row in table if any(row)] for table in parser.tables]
    best = max(tables, key=lambda rows: sum(map(len, rows)), default=[])
    if len(best) < 2:
        raise Invalid(
            "This is a web page (HTML) without a table. "
            "Export the data as CSV, XLSX or JSON instead."
        )
    yield from best
