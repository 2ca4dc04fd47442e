"""A question has so much of the processor; a busy machine is not taken for slowness."""

from __future__ import annotations

import pytest

from leadline.foundation.errors import Conflict
from leadline.foundation.sql.clocks import PATIENCE, Clock


@pytest.mark.parametrize(
    ("worked", "waited", "slow", "busy"),
    [
        (20.0, 20.0, False, False),
        (20.1, 20.1, True, False),
        (1.0, PATIENCE * 20, False, False),
        (1.0, PATIENCE * 20 + 0.1, False, True),
        (20.1, PATIENCE * 20 + 0.1, True, False),
    ],
)
def test_its_time_is_that_of_the_processor_and_patience(
    worked: float, waited: float, slow: bool, busy: bool
) -> None:
    at = [0.0, 0.0]
    clock = Clock(20, processor=lambda: at[0], wall=lambda: at[1])
    at[:] = [worked, waited]
    assert clock.is_up() is (slow or busy)
    assert (clock.was_slow, clock.was_busy) == (slow, busy)
    if busy:
        with pytest.raises(Conflict, match="nothing is lost"):
            clock.check_busy()
    else:
        clock.check_busy()
