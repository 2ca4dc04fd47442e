"""Which cells read like labels of columns, and names under headings of groups."""

from __future__ import annotations

import pytest

from leadline.foundation.tables.header_words import MOST_WORDS, is_header_word
from leadline.foundation.tables.headers import _under_groups


@pytest.mark.parametrize(
    ("cell", "is_label"),
    [
        ("created" + "0" * 53, True),
        ("created" + "0" * 54, False),
        (" ".join(["name"] * MOST_WORDS), True),
        (" ".join(["name"] * (MOST_WORDS + 1)), False),
        ("name of", True),
        ("name of pier", False),
        ("Created:", True),
        ("Created.", False),
        ("createdAt", True),
        ("", False),
        ("\u2013", False),
    ],
)
def test_a_label_is_short_and_half_of_it_is_known(cell: str, is_label: bool) -> None:
    assert is_header_word(cell) is is_label


@pytest.mark.parametrize(
    ("above", "names"),
    [
        (
            ["Pier", "", "Gate"],
            ["Pier \u2013 id", "Pier \u2013 day", "Gate \u2013 id", "Gate \u2013 day"],
        ),
        (["", "", "Gate", "B"], ["id", "day", "Gate \u2013 id", "B \u2013 day"]),
        (["Pier"], ["id", "day", "id", "day"]),
        (["Pier", "A", "Gate", "B"], ["id", "day", "id", "day"]),
    ],
)
def test_names_that_repeat_get_the_heading_of_their_group(
    above: list[str], names: list[str]
) -> None:
    assert _under_groups([above, ["id", "day", "id", "day"]], 1) == names


def test_names_that_stand_once_get_no_heading() -> None:
    above, header = ["Pier", "", "Gate"], ["id", "text", "id", "day"]

    assert _under_groups([above, header], 1) == [
        "Pier \u2013 id", "text", "Gate \u2013 id", "day",
    ]  # fmt: skip
