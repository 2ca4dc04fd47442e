"""The one reader of JSON files, on both sides of each of its bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadline.foundation.errors import Invalid
from leadline.foundation.shown import json_text, shown
from leadline.workbench.plain_json import read_object


def read(folder: Path, text: str) -> object:
    path = folder / "plan.json"
    path.write_text(text, encoding="utf-8")
    return read_object(path, called="a plan")["a"]


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("999999999999999999", 999999999999999999),
        ("-9.99e17", -9.99e17),
        ("1e-18", 1e-18),
        ("-9e-19", 0.0),
        ("5e-324", 0.0),
        ("0", 0),
    ],
)
def test_a_number_in_bounds_is_kept(number: str, kept: float, tmp_path: Path) -> None:
    assert read(tmp_path, f'{{"a": {number}}}') == kept


@pytest.mark.parametrize(
    "number", ["1000000000000000000", "-1e18", "1e999", "-1e999", "9" * 400]
)
def test_a_number_out_of_bounds_is_refused(number: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="too large to plan with"):
        read(tmp_path, f'{{"a": {number}}}')


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(number: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="is not a number that can be used"):
        read(tmp_path, f'{{"a": {number}}}')


@pytest.mark.parametrize(
    "value", ['"\\ud83d"', '["\\ude00"]', '{"\\ud83d": 1}', '[[{"x": "\\ud83d y"}]]']
)
def test_half_a_character_is_refused_and_a_whole_one_kept(
    value: str, tmp_path: Path
) -> None:
    with pytest.raises(Invalid, match="half of a character"):
        read(tmp_path, f'{{"a": {value}}}')
    assert read(tmp_path, '{"a": "\\ud83d\\ude00"}') == "😀"


def test_no_false_number_is_written() -> None:
    for number in (float("nan"), float("inf"), float("-inf")):
        with pytest.raises(Invalid, match="too large"):
            json_text({"a": [number]})


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x9b", "\r", "\u202e", "\ud800"])
def test_a_sign_that_commands_is_written_out(sign: str) -> None:
    assert sign not in shown(f"a{sign}b")
    assert sign not in json_text({f"a{sign}": sign})
    assert shown("Größe\tof\n🙂") == "Größe\tof\n🙂"
