from __future__ import annotations

from pathlib import Path

import pytest

from leadline.foundation.errors import Invalid
from leadline.foundation.tables import webpages
from leadline.foundation.tables.webpages import page_rows


def page(folder: Path, rows: str) -> Path:
    path = folder / "page.html"
    path.write_text(f"<html><body><table>{rows}</table>", encoding="utf-8")
    return path


def test_a_few_spans_do_not_make_millions_of_cells(tmp_path: Path) -> None:
    high = "<tr>" + "<td rowspan=1000>x" * 1_900 + "<tr>" * 999

    with pytest.raises(Invalid, match="2,000,000 cells"):
        list(page_rows(page(tmp_path, high * 40), "utf-8"))


def test_a_page_may_have_two_million_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webpages, "MOST_CELLS", 6)
    rows = "<tr><td rowspan=3>x<td>y<tr><td>z<tr><td>z"
    assert len(list(page_rows(page(tmp_path, rows), "utf-8"))) == 3

    with pytest.raises(Invalid, match="cells"):
        list(page_rows(page(tmp_path, rows + "<tr><td>z"), "utf-8"))


def test_a_row_of_a_page_may_have_two_thousand_columns(tmp_path: Path) -> None:
    most = "<tr>" + "<td>x" * 2_000
    assert len(next(page_rows(page(tmp_path, most * 2), "utf-8"))) == 2_000

    with pytest.raises(Invalid, match="2,000 columns"):
        list(page_rows(page(tmp_path, most + "<td>x"), "utf-8"))


def test_a_cell_over_rows_stands_in_each_of_them(tmp_path: Path) -> None:
    rows = "<tr><td>a<td>b<tr><td rowspan=2>x<td>y<tr><td>z"

    assert list(page_rows(page(tmp_path, rows), "utf-8")) == [
        ["a", "b"], ["x", "y"], ["x", "z"],
    ]  # fmt: skip
