"""What each writer makes of a document: files that open, and nothing that runs."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from leadline.foundation.child import Budget, ask
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.reporting import making
from leadline.reporting.making import Form, file_of, forms_here
from leadline.reporting.model import Column, Section, Table, Text
from leadline.reporting.writers import fitting, pdf, slides
from tests.reporting.samples import CHAIR, HOSTILE, MAIL, sample

SHOWN = HOSTILE.removesuffix("\x07\u202e")


def test_a_pdf_is_tagged_and_made_to_be_kept_and_read_by_everybody() -> None:
    made = file_of(sample(), "pdf")

    assert (made.name, made.content_type) == ("decision-1.pdf", "application/pdf")
    about = made.content.decode("latin-1")
    assert re.search(r"pdfaid:part>2<.*pdfaid:conformance>A<", about, re.S)
    assert "pdfuaid:part>1<" in about
    assert "/Lang" in about
    assert "/StructTreeRoot" in about


def test_a_letter_that_no_typeface_has_does_not_stop_a_pdf() -> None:
    for words in ("日本語の声 🙂", "\ue000 of nobody", "Привет, Ελλάδα", "مرحبا"):
        assert file_of(sample(words), "pdf").content.startswith(b"%PDF")


def test_the_same_document_is_the_same_pdf() -> None:
    assert file_of(sample(), "pdf").content == file_of(sample(), "pdf").content


def test_a_chart_can_be_taken_as_a_drawing() -> None:
    drawn = file_of(sample(), "chart-1.svg")

    assert (drawn.name, drawn.content_type) == (
        "decision-1-chart-1.svg",
        "image/svg+xml",
    )
    assert drawn.content.startswith(b"<svg")
    assert b"<script" not in drawn.content
    assert file_of(sample(), "chart-1.png").content.startswith(b"\x89PNG")
    for form in ("chart-0.svg", "chart-2.svg"):
        with pytest.raises(NotFound, match="no such chart"):
            file_of(sample(), form)


def test_slides_have_titles_native_charts_and_their_sources_in_the_notes() -> None:
    deck = Presentation(BytesIO(file_of(sample(), "pptx").content))
    made = list(deck.slides)

    assert all(slide.shapes.title.text_frame.text.strip() for slide in made)
    for slide in made:
        assert "months old" in slide.notes_slide.notes_text_frame.text or (
            "10 days old" in slide.notes_slide.notes_text_frame.text
        )
    shapes = [shape for slide in made for shape in slide.shapes]
    (chart,) = [shape for shape in shapes if shape.has_chart]
    assert [s.name for s in chart.chart.plots[0].series] == ["For", "Against"]
    assert list(chart.chart.plots[0].series[0].values) == [1.0, None]
    assert chart.chart.value_axis.minimum_scale == 0
    tables = [shape for shape in shapes if shape.has_table]
    described = [s._element._nvXxPr.cNvPr.get("descr") for s in [chart, *tables]]
    assert all(described)
    assert deck.core_properties.title == SHOWN


def test_the_sheet_behind_a_chart_of_a_slide_runs_nothing() -> None:
    for words in (HOSTILE, "@SUM(1)", "https://a.example/", "-2"):
        deck = Presentation(BytesIO(file_of(sample(words), "pptx").content))
        shapes = [shape for slide in deck.slides for shape in slide.shapes]
        (chart,) = [shape.chart for shape in shapes if shape.has_chart]
        book = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert [c.value for c in cells if c.data_type == "f" or c.hyperlink] == []
        assert f"{chart.plots[0].categories[0]}".lstrip("'")[:2] == words[:2]


def test_slides_hold_a_long_question_and_no_sign_that_cannot_be_written() -> None:
    for words in ("so " * 100, "W" * 300, "half \ud83d of a sign"):
        content = file_of(sample(words), "pptx").content
        assert len(Presentation(BytesIO(content)).core_properties.title) <= 255


def test_a_long_table_goes_over_several_slides_and_none_of_it_is_lost() -> None:
    rows = tuple((f"Bet {n} {'so ' * (n % 90)}",) for n in range(60))
    table = Table("Bets", (Column("Bet"),), rows, CHAIR)
    parts = list(slides.slides_of(Section("Bets", (table,))))

    told = [row for part in parts for row in part.thing.rows]  # type: ignore[union-attr]
    assert len(parts) > 3
    assert tuple(told) == rows


def test_no_row_stands_alone_on_a_last_slide_and_no_word_of_a_head_is_broken() -> None:
    names = (
        "Goal",
        "Odds with nothing built, %",
        "Sure, %",
        "Person-weeks",
        "So it is",
    )
    heads = tuple(
        Column(name, width) for name, width in zip(names, (9, 1, 1, 1, 9), strict=True)
    )
    for n in (1, 2, 14, 15, 16, 31, 50):
        rows = tuple((f"Goal {k}", 23, 5, 12, "So it is. " * 9) for k in range(n))
        shown = list(fitting.parts(Table("Goals", heads, rows, CHAIR)))
        counts = [len(part.rows) for part in shown]
        assert sum(counts) == n
        assert min(counts) * 2 >= max(counts), counts

    widths = fitting.widths_of(Table("Goals", heads, (), CHAIR))
    assert sum(widths) == pytest.approx(fitting.BREADTH)
    for name, width in zip(names, widths, strict=True):
        assert width > 0.2 + 0.1 * max(map(len, name.replace("-", " ").split()))


def test_a_long_paragraph_is_whole_on_slides() -> None:
    words = " ".join(f"Sentence {n} says what it says, and no more." for n in range(60))
    shown = slides.slides_of(Section("How", (Text(words, (CHAIR,)),)))
    lines = [line for slide in shown for _, line in slide.lines]

    assert len(lines) > 5
    assert " ".join(lines) == words


def test_a_sheet_holds_numbers_and_days_and_runs_nothing() -> None:
    book = load_workbook(BytesIO(file_of(sample(), "xlsx").content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.quotePrefix for cell in cells if cell.value == SHOWN] != []
    assert all(cell.quotePrefix for cell in cells if str(cell.value)[:1] in "=+-@")
    assert book.sheetnames == ["Document", "=Options   a  b", "Options"]
    weeks = [row[1] for row in book["=Options   a  b"].iter_rows(values_only=True)]
    assert weeks == ["Weeks", 12, 3.5, None, None, None]
    for name in book.sheetnames[1:]:
        source, address = (cell.value for cell in list(book[name]["A"])[-2:])
        assert source.startswith("Source: ")
        assert source.endswith(" old)")
        assert address.startswith("https://leadline.example.com/w/1/")
    lines = list(book["Document"].iter_rows(min_row=2, values_only=True))
    assert all(line[5] and line[6] for line in lines[:-1]), "a source and its day"


def test_what_looks_like_an_error_of_a_sheet_is_text() -> None:
    book = load_workbook(BytesIO(file_of(sample("#REF!"), "xlsx").content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == "#REF!"} == {"s"}


def test_in_markdown_no_text_of_peoples_is_a_mark() -> None:
    text = file_of(sample(), "md").content.decode()

    assert "\\<b\\>" in text
    assert "\\[x\\](javascript:y)" in text
    assert "\x07" not in text
    assert f"1. {CHAIR.told(sample().made_on)}" in text
    assert "https://leadline.example.com/w/1/evidence/feedback/7/" in text
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {4}


def test_where_nobody_knows_the_address_nothing_is_linked() -> None:
    text = file_of(replace(sample(), base=""), "md").content.decode()

    assert "http" not in text
    assert MAIL.name in text


def test_without_its_packages_markdown_and_sheets_are_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for writer in (pdf, slides):
        monkeypatch.setattr(writer, "can_write", lambda: False)

    assert forms_here() == [Form.SHEET, Form.MARKDOWN]
    with pytest.raises(Invalid, match=r"leadline\[documents\]"):
        file_of(sample(), "pdf")


def test_a_form_that_there_is_none_of_is_not_found() -> None:
    with pytest.raises(NotFound, match="pdf, pptx, xlsx, md"):
        file_of(sample(), "docx")


def test_a_document_is_written_in_a_child_with_limits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ask.Place, "inside", False)
    assert file_of(sample(), "pdf").content.startswith(b"%PDF")

    monkeypatch.setattr(making, "BUDGET", Budget(seconds=0.001))
    with pytest.raises(Conflict, match="too long"):
        file_of(sample(), "pptx")
