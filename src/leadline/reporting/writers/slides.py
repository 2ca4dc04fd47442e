"""A document as slides: a sentence for a title, native tables and charts, and the
sources of each slide in its notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from leadline.foundation.text import first_words
from leadline.reporting.model import (
    Block,
    Chart,
    Document,
    Figures,
    Points,
    Quote,
    Section,
    Table,
    Text,
    day_of,
    sources_of,
)
from leadline.reporting.writers.fitting import (
    BREADTH,
    LONGEST_LINE,
    ROOM,
    cell_of,
    parts,
    pieces,
    size_of,
    widths_of,
)
from leadline.reporting.writers.words import cell_text, clean, made_words

WIDE, HIGH = 13.333, 7.5  # inches
LEFT, TOP = 0.7, 1.65
MOST_LINES, LETTERS_A_LINE = 10, 95
LONGEST_PROPERTY = 255  # of a file: longer ones the format does not hold
OPENING, TITLES = (34, 30, 26, 22, 18), (26, 22, 18)  # sizes of titles, in points
TITLE, BODY = "Georgia", "Calibri"  # slides carry no typefaces: everybody has these
INK, QUIET, ACCENT, PAPER = "1A2127", "5F686E", "0C5A70", "FFFFFF"
BAND = "F3F2EE"
HUES = ("0C5A70", "CC721E", "8FBFCA", "6B283B")
COLORS = {"quiet": QUIET, "accent": ACCENT, "head": PAPER}
ONLY_TITLE, FIRST = 5, 0


def can_write() -> bool:
    """Return whether python-pptx is installed."""
    return find_spec("pptx") is not None


@dataclass(slots=True)
class Slide:
    """What stands on one slide: lines of text, or one thing that needs all of it."""

    title: str
    lines: list[tuple[str, str]] = field(default_factory=list)
    thing: Table | Chart | Figures | None = None
    blocks: list[Block] = field(default_factory=list)


def write_slides(document: Document) -> bytes:
    """Return a document as PPTX, widescreen."""
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    about = deck.core_properties
    about.title, about.author = _short(document.title), "Leadline"
    about.subject, about.language = _short(document.kind), "en"
    about.created = datetime.combine(document.made_on, time(), UTC)
    _opening(deck, document)
    for section in document.sections:
        for slide in slides_of(section):
            _draw(deck, document, slide)
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def slides_of(section: Section) -> Iterator[Slide]:
    """Yield the slides of a part: text while it fits, tables and charts alone."""
    now = Slide(section.title)
    used = 0
    for block in section.blocks:
        if isinstance(block, (Table, Chart, Figures)) and now.lines:
            yield now
            now, used = Slide(section.title), 0
        if isinstance(block, Table):
            for part in parts(block):
                yield Slide(section.title, thing=part, blocks=[block])
            continue
        if isinstance(block, (Chart, Figures)):
            title = block.finding if isinstance(block, Chart) else section.title
            yield Slide(title, thing=block, blocks=[block])
            continue
        for lines in _lines(block):
            size = sum(1 + len(words) // LETTERS_A_LINE for _, words in lines)
            if now.lines and used + size > MOST_LINES:
                yield now
                now, used = Slide(section.title), 0
            now.lines += lines
            used += size
            if block not in now.blocks:
                now.blocks.append(block)
    if now.lines:
        yield now


def _lines(block: Block) -> Iterator[list[tuple[str, str]]]:
    """Yield what stands together of a part, by lines, each with how it is set."""
    if isinstance(block, Text):
        for line in clean(block.words).split("\n"):
            for piece in pieces(line):
                yield [("voice" if block.is_voice else "text", piece)]
    elif isinstance(block, Quote):
        note = f" · {block.note}" if block.note else ""
        said_by = f"{block.who}, {day_of(block.source.on)}{note}"
        yield [("voice", f"“{_fit(block.words)}”"), ("quiet", _fit(said_by))]
    elif isinstance(block, Points):
        for n, point in enumerate(block.items, 1):
            mark = f"{n}." if block.is_counted else "•"
            note = f" \u2013 {point.note}" if point.note else ""
            yield [("text", _fit(f"{mark} {point.words}{note}"))]


def _short(text: str) -> str:
    return clean(text)[:LONGEST_PROPERTY]


def _fit(text: str) -> str:
    return first_words(clean(text), LONGEST_LINE)


def _opening(deck: Any, document: Document) -> None:
    from pptx.util import Inches

    slide = deck.slides.add_slide(deck.slide_layouts[FIRST])
    title, below = slide.shapes.title, slide.placeholders[1]
    for shape, top, height in ((title, 1.4, 2.4), (below, 4.0, 2.8)):
        shape.left, shape.width = Inches(LEFT), Inches(BREADTH)
        shape.top, shape.height = Inches(top), Inches(height)
    words = clean(document.title)
    _write(title.text_frame, [("title", words)], size_of(words, OPENING, 2.4))
    facts = "  ·  ".join(f"{name}: {value}" for name, value in document.facts[:4])
    lines = [("accent", document.kind), ("voice", document.lede), ("quiet", facts),
             ("quiet", made_words(document))]  # fmt: skip
    _write(below.text_frame, [(how, _fit(text)) for how, text in lines if text], 16)
    _note(slide, document, [])


def _draw(deck: Any, document: Document, what: Slide) -> None:
    from pptx.util import Inches

    slide = deck.slides.add_slide(deck.slide_layouts[ONLY_TITLE])
    title = slide.shapes.title
    title.left, title.width = Inches(LEFT), Inches(BREADTH)
    title.top, title.height = Inches(0.5), Inches(1.0)
    words = _fit(what.title)
    _write(title.text_frame, [("title", words)], size_of(words, TITLES, 0.9))
    place = (Inches(LEFT), Inches(TOP), Inches(BREADTH), Inches(ROOM))
    if isinstance(what.thing, Table):
        _table(slide, what.thing, place)
    elif isinstance(what.thing, Chart):
        _chart(slide, what.thing, place)
    elif isinstance(what.thing, Figures):
        _figures(slide, what.thing)
    else:
        box = slide.shapes.add_textbox(*place)
        _write(box.text_frame, what.lines, 18)
    _note(slide, document, what.blocks)


def _write(frame: Any, lines: Sequence[tuple[str, str]], size: int) -> None:
    """Set lines of text, each in its own manner."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for n, (how, text) in enumerate(lines):
        line = frame.paragraphs[0] if not n else frame.add_paragraph()
        line.alignment, line.space_after = PP_ALIGN.LEFT, Pt(size / 2)
        run = line.add_run()
        run.text = text
        is_serif = how in ("title", "voice")
        run.font.name = TITLE if is_serif else BODY
        run.font.size = Pt(size - 3 if how == "quiet" else size)
        run.font.bold = how in ("title", "accent", "head")
        run.font.color.rgb = _color(COLORS.get(how, INK))


def _color(code: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(code)


def _table(slide: Any, table: Table, place: tuple[Any, ...]) -> None:
    from pptx.util import Inches

    left, top, width, _ = place
    widths = widths_of(table)
    rows = [
        [clean(one.name) for one in table.columns],
        *([cell_text(cell) for cell in row] for row in table.rows),
    ]
    height = int(width / 32) * len(rows)
    shape = slide.shapes.add_table(
        len(rows), len(table.columns), left, top, width, height
    )
    _describe(shape, f"Table: {table.name}")
    for column, inches in zip(shape.table.columns, widths, strict=True):
        column.width = Inches(inches)
    for n, (cells, row) in enumerate(zip(shape.table.rows, rows, strict=True)):
        for cell, text, wide in zip(cells.cells, row, widths, strict=True):
            how = "text" if n else "head"
            _write(cell.text_frame, [(how, cell_of(text, wide))], 11)
            cell.fill.solid()
            band = BAND if n % 2 == 0 else PAPER
            cell.fill.fore_color.rgb = _color(band if n else ACCENT)


def _chart(slide: Any, chart: Chart, place: tuple[Any, ...]) -> None:
    """Draw bars that PowerPoint draws itself, so that people can change them."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Pt

    data = CategoryChartData()
    data.categories = [first_words(clean(label), 60) for label in chart.labels]
    for one in chart.series:
        data.add_series(clean(one.name), one.values)
    shape = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    drawn = shape.chart
    drawn.part.chart_workbook.update_from_xlsx_blob(_numbers_of(data))
    drawn.font.size, drawn.font.name = Pt(12), BODY
    drawn.has_legend, drawn.has_title = len(chart.series) > 1, False
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    drawn.category_axis.reverse_order = True
    # Bars that do not begin at nothing would tell another story than their lengths.
    drawn.value_axis.minimum_scale = min(0.0, *(v or 0.0 for v in _all(chart)))
    drawn.value_axis.visible = drawn.value_axis.has_major_gridlines = False
    plot = drawn.plots[0]
    plot.has_data_labels, plot.gap_width = True, 60
    for series, hue in zip(plot.series, HUES, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _color(hue)
    _describe(shape, f"{chart.finding}. In {chart.unit}.")


def _numbers_of(data: Any) -> bytes:
    """Return the workbook behind a chart, which PowerPoint opens to change its bars.

    The one that comes with the chart makes formulas and links of what people wrote.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"  # as the chart names it
    sheet.append([None, *(one.name for one in data)])
    values = zip(*(one.values for one in data), strict=True)
    for label, row in zip(data.categories, values, strict=True):
        sheet.append([label.label, *row])
    for text in (*sheet[1][1:], *sheet["A"][1:]):
        text.data_type = "s"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _all(chart: Chart) -> list[float | None]:
    return [0.0, *(value for one in chart.series for value in one.values)]


def _figures(slide: Any, figures: Figures) -> None:
    from pptx.util import Inches

    breadth = BREADTH / max(len(figures.items), 1)
    for n, one in enumerate(figures.items):
        box = slide.shapes.add_textbox(
            Inches(LEFT + n * breadth), Inches(TOP), Inches(breadth - 0.2), Inches(ROOM)
        )
        frame = box.text_frame
        _write(frame, [("quiet", clean(one.label))], 16)
        big = frame.add_paragraph()
        _run(big, one.value, TITLE, 32)
        if one.unit:
            _run(big, f" {one.unit}", BODY, 14)
        for text in (one.note, f"{one.source.name}, {day_of(one.source.on)}"):
            _run(frame.add_paragraph(), text, BODY, 13)


def _run(line: Any, text: str, font: str, size: int) -> None:
    from pptx.util import Pt

    run = line.add_run()
    run.text, run.font.name, run.font.size = clean(text), font, Pt(size)


def _note(slide: Any, document: Document, blocks: Sequence[Block]) -> None:
    """Put what a slide rests on into its notes, with days, ages and addresses."""
    found = [source for block in blocks for source in sources_of(block)]
    told = []
    for source in dict.fromkeys(found or [document.source]):
        address = document.address(source)
        words = clean(source.told(document.made_on))
        told.append(f"{words}{f': {address}' if address else ''}")
    slide.notes_slide.notes_text_frame.text = "Sources\n" + "\n".join(told)


def _describe(shape: Any, words: str) -> None:
    """Say what a shape shows, to who does not see it."""
    shape._element._nvXxPr.cNvPr.set("descr", clean(words))
