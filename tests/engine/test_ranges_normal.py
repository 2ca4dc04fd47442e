"""Normal scores are those of another implementation, at every place."""

from __future__ import annotations

import subprocess
import sys
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from leadline.engine.ranges.normal import CENTRE, normal_score

TINY = float(np.nextafter(0.0, 1.0))
DEEPEST = float(np.exp(-25.0))
"""Where the tail turns into far out."""


def test_scores_are_those_of_scipy_all_over() -> None:
    spaced = np.linspace(0, 1, 200_003)[1:-1]
    deep = np.logspace(-300, -1, 5_000)
    for share in (spaced, deep, 1 - np.logspace(-15, -1, 5_000)):
        assert np.allclose(normal_score(share), ndtri(share), rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize(
    "share", [0.5 - CENTRE, 0.5 + CENTRE, DEEPEST, 1 - DEEPEST, 0.5]
)
def test_the_three_parts_meet_on_both_sides(share: float) -> None:
    ends = [np.nextafter(share, 0), share, np.nextafter(share, 1)]
    found = normal_score(ends)

    assert found == pytest.approx([NormalDist().inv_cdf(end) for end in ends], 1e-14)
    assert found[0] <= found[1] + 1e-13
    assert found[1] <= found[2] + 1e-13


@given(st.floats(TINY, 1 - 2**-53))
def test_one_share_at_a_time_is_as_the_library_of_python_has_it(share: float) -> None:
    assert float(normal_score(share)) == pytest.approx(
        NormalDist().inv_cdf(share), rel=1e-12, abs=1e-15
    )


def test_the_ends_are_infinite_and_beyond_is_nothing() -> None:
    with np.errstate(all="raise"):
        assert normal_score([0.0, 1.0]).tolist() == [-np.inf, np.inf]
    assert np.isnan(normal_score([-0.1, 1.1, np.nan])).all()


@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3)])
def test_the_shape_stays(shape: tuple[int, ...]) -> None:
    assert normal_score(np.full(shape, 0.3)).shape == shape


def test_projecting_does_without_scipy() -> None:
    """It would take longer to start than half of the futures to draw."""
    told = (
        "import sys, leadline.workbench.project; "
        "print(any(name.startswith('scipy') for name in sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"
