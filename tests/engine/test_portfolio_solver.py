"""The solver tells where it is, however soon it is done."""

from __future__ import annotations

import time

import numpy as np
import pytest
from scipy.sparse import csr_array

from leadline.engine.portfolio.solver import Answer, Program, Watch, maximise

FREE, TAKEN = np.array([0.0]), np.array([1.0])
SMALL = Program(np.array([2.0, 3.0]), csr_array(np.ones((1, 2))), FREE, TAKEN)


def test_a_program_that_is_solved_at_once_still_tells_its_stage() -> None:
    told: list[tuple[str, float]] = []
    watch = Watch(time.monotonic() + 10, tell=lambda *said: told.append(said))

    solved = maximise(SMALL, watch, stage="finding the best plan")

    assert (solved.answer, solved.bound) == (Answer.SOLVED, 3.0)
    assert told[0] == ("finding the best plan", 0.0)
    assert {stage for stage, _ in told} == {"finding the best plan"}


def test_a_listener_that_raises_ends_it_before_it_begins() -> None:
    def stop(stage: str, share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        maximise(SMALL, Watch(time.monotonic() + 10, tell=stop))
