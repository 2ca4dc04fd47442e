"""Ranges read by somebody's record, on invented forecasters of known bias."""

from __future__ import annotations

import numpy as np
import pytest

from leadline.engine.calibration.record import (
    ENOUGH_RANGES,
    WIDEST,
    range_record,
    read_by_record,
)
from leadline.engine.errors import EngineError
from leadline.engine.ranges.distribution import TENTH, fit
from leadline.engine.ranges.reference import FEW, reference_class
from leadline.engine.ranges.said import Range

FORECASTERS, RECORD, LATER = 200, 24, 50


def outcomes(kind: str, z: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return how far off the middle a forecaster of a kind is, in true widths."""
    if kind == "to one side":
        return z + 0.7
    if kind == "wild":
        return rng.standard_t(3, z.shape)
    return z


@pytest.mark.parametrize(
    ("kind", "width"),
    [
        ("sure", 0.45), ("rather sure", 0.7), ("honest", 1.0), ("shy", 1.6),
        ("to one side", 0.6), ("wild", 0.5),
    ],
)  # fmt: skip
@pytest.mark.parametrize("n", [ENOUGH_RANGES, RECORD, 60])
def test_corrected_ranges_hold_eight_times_in_ten(
    kind: str, width: float, n: int
) -> None:
    rng = np.random.default_rng(13)
    held = []
    for _ in range(FORECASTERS):
        middle = np.exp(rng.normal(3, 1, n + LATER))
        spread = rng.uniform(0.2, 0.8, n + LATER)
        miss = outcomes(kind, rng.normal(size=n + LATER), rng)
        came = middle * np.exp(spread * miss)
        half = width * spread * TENTH
        said = np.stack([middle * np.exp(-half), middle, middle * np.exp(half)], 1)
        record = range_record(said[:n], came[:n])
        reach = np.exp(half[n:] * record.factor)
        later = came[n:]
        held.append((later >= middle[n:] / reach) & (later <= middle[n:] * reach))

    assert 0.78 <= np.mean(held) <= 0.82


def test_a_record_of_fourteen_of_24_reads_a_range_wider() -> None:
    said = Range(8, 160**0.5, 20)
    found = fit(said)
    scores = np.concatenate([np.linspace(-1.2, 1.2, 14), [1.3, -1.4, 1.5, 1.6, 1.7]])
    came = found.given_something([*scores, 2.0377, -2.2, 2.5, 3, 3.5])

    record = range_record([[said.low, said.mid, said.high]] * 24, came)

    assert (record.n, record.held, record.is_enough) == (24, 14, True)
    assert record.low < 14 / 24 < record.high
    assert record.factor == pytest.approx(2.0377 / TENTH)
    read = read_by_record(said, record.factor)
    assert (round(read.low), read.mid, round(read.high)) == (6, said.mid, 26)


def test_too_few_ranges_change_nothing() -> None:
    said, came = [[1, 2, 3]] * ENOUGH_RANGES, [9.0] * ENOUGH_RANGES

    few = range_record(said[1:], came[1:])
    enough = range_record(said, came)

    assert (few.is_enough, few.factor, few.held) == (False, 1.0, 0)
    assert enough.is_enough
    assert enough.factor > 1


def test_ranges_without_a_width_are_no_ranges() -> None:
    said = [[1, 2, 3]] * ENOUGH_RANGES + [[2, 2, 2]] * 9

    assert range_record(said, [2.0] * len(said)).n == ENOUGH_RANGES
    with pytest.raises(EngineError, match="None of these"):
        range_record([[2, 2, 2]], [2])
    with pytest.raises(EngineError, match="in order"):
        range_record([[3, 2, 1]], [2])


def test_a_factor_has_ends() -> None:
    said = [[1, 2, 3]] * ENOUGH_RANGES

    assert range_record(said, [0.0] * ENOUGH_RANGES).factor == WIDEST
    assert range_record(said, [2.0] * ENOUGH_RANGES).factor == 1 / WIDEST
    mostly = [2.0] * 16 + [2.2] + [0.0] * 3
    assert range_record(said, mostly).factor < 1


def test_reading_by_the_record_keeps_the_chance_of_nothing_and_the_bounds() -> None:
    read = read_by_record(Range(0.1, 0.2, 0.9, 0.3), 3, lowest=0, highest=1)

    assert read.spike == 0.3
    assert 0 < read.low < 0.1
    assert 0.9 < read.high < 1
    assert read_by_record(Range.exact(5), 2) == Range.exact(5)
    assert read_by_record(Range(0, 2, 5), 2, lowest=0).low == 0


def test_few_of_a_kind_are_told_by_their_ends() -> None:
    few, enough = reference_class([1, 2, 9, 3]), reference_class([1, 2, 9, 3, 4])

    assert (few.is_few, few.low, few.mid, few.high) == (True, 1, 2.5, 9)
    assert (enough.n, enough.is_few) == (FEW, False)
    assert reference_class(np.arange(1, 20)).low == 2
    assert reference_class(np.arange(1, 20)).high == 18
    assert reference_class([0, 0, 1, 2]).nothing == 0.5
    for wrong in ([], [float("nan")], [[1, 2]]):
        with pytest.raises(EngineError, match="at least one"):
            reference_class(wrong)
