"""A document as Markdown: every text of people's is text, none of it is a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadline.reporting.model import (
    Block,
    Cell,
    Chart,
    Document,
    Figures,
    Points,
    Quote,
    Source,
    Table,
    Text,
    day_of,
)
from leadline.reporting.writers.words import ages_words, cell_text, clean, made_words

MARKS = re.compile(r"([\\`*_\[\]<>|~])")
FIRST = re.compile(r"^(\s*)([#+\-=]|\d+(?=[.)]\s))", re.M)


def write_markdown(document: Document) -> bytes:
    """Return a document as Markdown; its sources stand numbered at its end."""
    lines = [f"# {_plain(document.title)}", "", _plain(document.kind), ""]
    if document.lede:
        lines += [_plain(document.lede), ""]
    lines += [f"- {_plain(name)}: {_plain(value)}" for name, value in document.facts]
    writer = _Writer(document)
    for section in document.sections:
        lines += ["", f"## {_plain(section.title)}", ""]
        for block in section.blocks:
            lines += [*writer.block(block), ""]
    lines += ["", "## Sources", "", *writer.sources(), "", made_words(document),
              f"{ages_words(document)}."]  # fmt: skip
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return f"{text.strip()}\n".encode()


class _Writer:
    """Knows the number of every source."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.places = {one: n for n, one in enumerate(document.sources, 1)}

    def sources(self) -> Iterator[str]:
        """Yield the sources, each with its day, its age and its address."""
        for source, n in self.places.items():
            told = _plain(source.told(self.document.made_on))
            address = self.document.address(source)
            yield f"{n}. {told}{f' <{address}>' if address else ''}"

    def block(self, block: Block) -> Iterator[str]:
        """Yield the lines of a part."""
        if isinstance(block, Text):
            words = _plain(block.words).replace("\n", "  \n")
            yield f"{words}{self._of(*block.sources)}"
        elif isinstance(block, Figures):
            for one in block.items:
                value = _plain(f"{one.value} {one.unit}".strip())
                note = f" ({_plain(one.note)})" if one.note else ""
                yield f"- {_plain(one.label)}: **{value}**{note}{self._of(one.source)}"
        elif isinstance(block, Quote):
            yield from (f"> {line}" for line in _plain(block.words).split("\n"))
            note = f", {_plain(block.note)}" if block.note else ""
            who = f"{_plain(block.who)}, {day_of(block.source.on)}"
            yield f">\n> {who}{note}{self._of(block.source)}"
        elif isinstance(block, Points):
            for n, point in enumerate(block.items, 1):
                mark = f"{n}." if block.is_counted else "-"
                note = f" \u2013 {_in_line(point.note)}" if point.note else ""
                yield f"{mark} {_in_line(point.words)}{note}"
            yield f"\n{self._from(block.source)}"
        elif isinstance(block, Table):
            yield from _table([one.name for one in block.columns], block.rows)
            yield f"\n{self._from(block.source)}"
        else:
            yield from self._chart(block)

    def _chart(self, chart: Chart) -> Iterator[str]:
        yield f"{_plain(chart.finding)}{self._of(chart.source)}\n"
        heads = ["", *(f"{one.name}, {chart.unit}" for one in chart.series)]
        values = zip(*(one.values for one in chart.series), strict=True)
        rows = [(label, *row) for label, row in zip(chart.labels, values, strict=True)]
        yield from _table(heads, rows)

    def _of(self, *sources: Source) -> str:
        return "".join(f" \\[{self.places[one]}\\]" for one in sources)

    def _from(self, source: Source) -> str:
        return f"Source:{self._of(source)}"


def _table(
    heads: list[str], rows: list[tuple[Cell, ...]] | tuple[tuple[Cell, ...], ...]
) -> Iterator[str]:
    yield f"| {' | '.join(map(_in_line, heads))} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(_in_line(cell_text(cell)) for cell in row)} |"


def _plain(text: str) -> str:
    r"""Return a text of which Markdown reads nothing as a mark.

    >>> print(_plain("# *so* <b>"))
    \# \*so\* \<b\>
    """
    return FIRST.sub(r"\1\\\2", MARKS.sub(r"\\\1", clean(text)))


def _in_line(text: str) -> str:
    return _plain(" ".join(text.split()))
