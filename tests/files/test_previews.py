"""The first page of a PDF is drawn, or the file goes without: it stops nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadline.foundation.attached import preview
from leadline.foundation.child import Budget
from tests.files.pdfs import DRAWN, ENDED
from tests.foundation.attached.files import pdf

# What honest files take is a tenth of it.
SHORT = Budget(seconds=0.8, memory=preview.BUDGET.memory)


def of(tmp_path: Path, content: bytes) -> preview.Preview | None:
    path = tmp_path / "one.pdf"
    path.write_bytes(content)
    return preview.preview_of(path)


def test_the_first_page_is_drawn_as_large_as_it_is_shown(tmp_path: Path) -> None:
    sizes = {
        b"0 0 595 842": (640, 906), b"0 0 842 595": (640, 453), b"0 0 20 10": (80, 40),
    }  # fmt: skip
    for box, size in sizes.items():
        found = of(tmp_path, pdf(box=box))
        assert found is not None
        assert (found.width, found.height) == size
        assert found.content[:4] + found.content[8:12] == b"RIFFWEBP"


@pytest.mark.usefixtures("light")
def test_no_page_takes_more_than_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "BUDGET", SHORT)
    for name, content in {**DRAWN, **ENDED}.items():
        assert len(content) < 3_000_000, name
        found = of(tmp_path, content)
        if name in DRAWN:
            assert found is not None, name
        if found is not None:
            assert 0 < found.width <= preview.WIDTH + 1, name
            assert 0 < found.height <= preview.HEIGHT + 1, name


def test_without_what_draws_it_nothing_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "can_preview", lambda: False)
    assert of(tmp_path, pdf()) is None
