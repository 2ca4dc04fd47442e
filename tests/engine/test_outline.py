"""The shape of a range: it has the area of its chance, and peaks where it should."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.errors import EngineError
from leadline.engine.ranges.distribution import fit
from leadline.engine.ranges.outline import outline
from leadline.engine.ranges.said import Range


@given(
    low=st.floats(0.5, 50),
    first=st.floats(1.15, 2.5),
    second=st.floats(1.15, 2.5),
    spike=st.sampled_from([0.0, 0.3]),
)
def test_the_area_is_what_is_not_nothing(
    low: float, first: float, second: float, spike: float
) -> None:
    said = Range(low, low * first, low * first * second, spike)

    drawn = outline(fit(said), points=401)

    area = np.trapezoid(drawn.density, drawn.x)
    assert list(drawn.x) == sorted(drawn.x)
    assert area <= 1.01 * (1 - spike)
    # A peak four times as high as an even range is cut: a quarter of the area at most.
    assert area >= 0.75 * (1 - spike)


def test_an_even_range_peaks_in_its_middle() -> None:
    drawn = outline(fit(Range(-10, 0, 10)))

    assert drawn.x[int(np.argmax(drawn.density))] == pytest.approx(0, abs=0.5)


def test_a_sharp_peak_is_cut() -> None:
    drawn = outline(fit(Range(0, 5, 5.0001)))
    assert max(drawn.density) <= 4 * 0.8 / 5


def test_one_number_has_no_shape() -> None:
    with pytest.raises(EngineError):
        outline(fit(Range(5, 5, 5)))
    with pytest.raises(EngineError):
        outline(fit(Range(1, 2, 3)), points=7)
    assert outline(fit(Range(1, 2, 3)), points=8)
