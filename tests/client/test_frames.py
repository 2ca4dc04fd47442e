"""Rows become the data frame of whichever library there is."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest

from leadline.client import frame
from leadline.client.frames import columns_of

ROWS = [
    {"id": "1", "revenue": {"amount": "2.50", "parts": [{"of": 2}]}, "trend": None},
    {"id": "2", "revenue": {"amount": None, "parts": []}, "trend": {"word": "up"}},
]


class Library(ModuleType):
    """What stands for a library: it keeps how a frame of it was asked for."""

    def DataFrame(self, columns: dict[str, Any], **how: Any) -> tuple[Any, ...]:
        return self.__name__, columns, how


def put(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    for name in ("pandas", "polars"):
        monkeypatch.setitem(sys.modules, name, Library(name) if name in names else None)


def test_what_lies_inside_gets_a_dotted_column() -> None:
    assert columns_of(ROWS) == {
        "id": ["1", "2"],
        "revenue.amount": ["2.50", None],
        "revenue.parts": [[{"of": 2}], []],
        "trend.word": [None, "up"],
    }
    assert columns_of([]) == {}
    assert columns_of([{"a": None}, {"b": 1}]) == {"a": [None, None], "b": [None, 1]}
    assert columns_of([{"a": 1}, {"a": {"b": 2}}]) == {"a": [1, None], "a.b": [None, 2]}


def test_the_first_of_two_libraries_or_the_one_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(monkeypatch, "pandas", "polars")
    assert frame(ROWS)[0] == "pandas"
    assert frame(iter(ROWS), "polars") == (
        "polars", columns_of(ROWS), {"strict": False}
    )  # fmt: skip
    put(monkeypatch, "polars")
    assert frame(ROWS)[0] == "polars"


def test_without_one_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch)
    # ``None`` among the modules is how Python says that there is none.
    with pytest.raises(ImportError, match="pandas or polars: pip install pandas"):
        frame(ROWS)
    with pytest.raises(ImportError, match="pip install polars"):
        frame(ROWS, "polars")
    with pytest.raises(ValueError, match="Say one of pandas, polars"):
        frame(ROWS, "dask")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_with_the_library_itself_where_it_is(library: str) -> None:
    pytest.importorskip(library)
    made = frame(ROWS, library)

    assert list(made.columns) == ["id", "revenue.amount", "revenue.parts", "trend.word"]
    assert made.shape == (2, 4)
