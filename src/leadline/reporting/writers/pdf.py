"""A document as PDF, by typst: PDF/A-2a and PDF/UA-1, without network and packages.

Every text goes to typst as data, in one JSON value that its page of markup reads; no
word of a person's is ever markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from leadline.reporting.model import (
    Block,
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

PAGE, DRAWING = "page.typ", "chart.typ"
STANDARDS = ["a-2a", "ua-1"]
FONTS = ("fontpkg_inter", "fontpkg_source_serif_4")
ON_ONE_PAGE = 800  # characters of a cell that a page holds, however narrow it is
WIDE = 8  # columns of a table from which pages lie across
WIDTH = 2.0  # pixels of a drawing for each point


def can_write() -> bool:
    """Return whether typst is installed."""
    return find_spec("typst") is not None


def write_pdf(document: Document) -> bytes:
    """Return a document as PDF.

    A letter that none of the fonts at hand has is looked for in those of the machine;
    where it is in none, a box stands for it and the file claims no standard.
    """
    found: bytes = _compile(PAGE, _told(document))
    return found


def write_drawing(document: Document, number: int, form: str) -> bytes:
    """Return one of the charts of a document as SVG or PNG, as the PDF draws it."""
    chart = document.charts[number]
    told = {
        **_chart(chart),
        "source": f"Source: {clean(chart.source.told(document.made_on))}",
    }
    return _draw(told, form)


def _draw(told: dict[str, Any], form: str) -> bytes:
    return _compile(DRAWING, told, form)


def _compile(name: str, told: dict[str, Any], form: str = "pdf") -> bytes:
    """Return what typst makes of a page of ours and a value."""
    import typst

    compiled: Any = typst.compile
    folder = Path(str(files("leadline.reporting.writers") / "typst"))
    given: dict[str, Any] = {
        "sys_inputs": {"told": json.dumps(told)},
        "font_paths": [str(place) for place in _fonts()],
        "root": str(folder),
        "format": form,
    }
    if form != "pdf":
        more = {"ppi": 72 * WIDTH} if form == "png" else {}
        drawn: bytes = compiled(
            str(folder / name), ignore_system_fonts=False, **given, **more
        )
        return drawn
    for is_strict, is_alone in ((True, True), (True, False), (False, False)):
        try:
            made: bytes = compiled(
                str(folder / name),
                ignore_system_fonts=is_alone,
                pdf_standards=STANDARDS if is_strict else [],
                **given,
            )
        except typst.TypstError:
            if not is_strict:
                raise
        else:
            return made
    raise AssertionError  # without a standard every letter is taken


def _fonts() -> Iterator[Path]:
    """Yield the folders of the two typefaces, where they are installed."""
    for package in FONTS:
        spec = find_spec(package)
        if spec and spec.origin:
            yield Path(spec.origin).parent / "files"


def _told(document: Document) -> dict[str, Any]:
    """Return a document as plain values, each source by its number."""
    places = {one: n for n, one in enumerate(document.sources, 1)}
    on = document.made_on
    return {
        "kind": clean(document.kind),
        "title": clean(document.title),
        "lede": clean(document.lede),
        "made": made_words(document),
        "ages": f"{ages_words(document)}.",
        "day": [on.year, on.month, on.day],
        "wide": any(
            isinstance(block, Table) and len(block.columns) >= WIDE
            for block in document.blocks
        ),
        "facts": [[clean(name), clean(value)] for name, value in document.facts],
        "sections": [
            {
                "title": clean(section.title),
                "page": section.is_page,
                "blocks": [_block(block, places) for block in section.blocks],
            }
            for section in document.sections
        ],
        "sources": [
            {"told": clean(one.told(on)), "address": document.address(one)}
            for one in places
        ],
    }


def _block(block: Block, places: dict[Source, int]) -> dict[str, Any]:
    """Return a part as plain values; ``is`` says which it is."""
    if isinstance(block, Text):
        return {
            "is": "text",
            "words": [clean(line) for line in block.words.split("\n") if line.strip()],
            "voice": block.is_voice,
            "from": [places[one] for one in block.sources],
        }
    if isinstance(block, Figures):
        return {
            "is": "figures",
            "items": [
                {
                    "label": clean(one.label), "value": clean(one.value),
                    "unit": clean(one.unit), "note": clean(one.note),
                    "from": [places[one.source]],
                    "on": day_of(one.source.on),
                }
                for one in block.items
            ],
        }  # fmt: skip
    told: dict[str, Any] = {"from": [places[block.source]]}
    if isinstance(block, Quote):
        return told | {
            "is": "quote", "words": clean(block.words), "who": clean(block.who),
            "note": clean(block.note), "on": day_of(block.source.on),
        }  # fmt: skip
    if isinstance(block, Points):
        return told | {
            "is": "points",
            "counted": block.is_counted,
            "items": [[clean(one.words), clean(one.note)] for one in block.items],
        }
    if isinstance(block, Table):
        rows = [[cell_text(cell) for cell in row] for row in block.rows]
        return told | {
            "is": "table",
            "short": all(len(cell) < ON_ONE_PAGE for row in rows for cell in row),
            "heads": [
                {"name": clean(one.name), "width": one.width, "number": one.is_number}
                for one in block.columns
            ],
            "rows": rows,
        }
    return told | {"is": "chart", **_chart(block)}


def _chart(chart: Chart) -> dict[str, Any]:
    """Return bars with what each is worth in words, and all of it in a sentence."""
    said = [[cell_text(value) for value in one.values] for one in chart.series]
    alt = "; ".join(
        f"{label}: "
        + ", ".join(f"{one.name} {said[n][at]}" for n, one in enumerate(chart.series))
        for at, label in enumerate(chart.labels)
    )
    known = [v for one in chart.series for v in one.values if v is not None]
    return {
        "finding": clean(chart.finding),
        "unit": clean(chart.unit),
        "labels": [clean(label) for label in chart.labels],
        "names": [clean(one.name) for one in chart.series],
        "values": [[value or 0.0 for value in one.values] for one in chart.series],
        "said": said,
        "most": max([*known, 0.0]) or 1.0,
        "alt": clean(f"{chart.finding}. {alt}."),
    }
