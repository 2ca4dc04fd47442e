"""The one seam to the mixed-integer solver (HiGHS, through scipy)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from leadline.engine.errors import EngineError

Floats = npt.NDArray[np.float64]
Progress = Callable[[str, float], None]

POLL_SECONDS = 0.1


class Answer(StrEnum):
    """What the solver can say about a program."""

    SOLVED = "solved"
    STOPPED = "stopped"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True)
class Program:
    """Maximise ``gain @ x`` with ``low <= matrix @ x <= high`` and x 0 or 1."""

    gain: Floats
    matrix: csr_array
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Watch:
    """Until when to go on, and whom to tell.

    ``deadline`` is a reading of ``clock``. ``tell`` is called several times a
    second with a stage and its share done; what it raises ends the work.
    """

    deadline: float
    clock: Callable[[], float] = time.monotonic
    tell: Progress | None = None

    @property
    def left(self) -> float:
        """Seconds until the deadline, never negative."""
        return max(0.0, self.deadline - self.clock())

    def until(self, seconds: float) -> Watch:
        """Return a watch that ends after so many seconds, or earlier."""
        return Watch(self.clock() + min(self.left, seconds), self.clock, self.tell)

    def at(self, stage: str, share: float) -> Watch:
        """Return a watch that tells this stage and share, whatever is reported."""
        if self.tell is None:
            return self
        return replace(self, tell=lambda _, __: self.report(stage, share))

    def report(self, stage: str, share: float) -> None:
        """Tell whoever listens; what the listener raises passes through."""
        if self.tell is not None:
            self.tell(stage, share)


@dataclass(frozen=True)
class Solved:
    """An answer: columns and their value if any were found, and the bound."""

    answer: Answer
    x: Floats | None
    bound: float


def maximise(
    program: Program,
    watch: Watch,
    *,
    gap: float = 0.0,
    stage: str = "solving",
    whole: bool = True,
) -> Solved:
    """Solve a 0/1 program as far as time allows.

    Parameters
    ----------
    program : Program
    watch : Watch
    gap : float, default 0.0
        Share of the objective the answer may fall short of the bound by.
    stage : str
        The name under which progress is told.
    whole : bool, default True
        False lets columns be shares: quick, and what is infeasible so is so whole.

    Returns
    -------
    Solved
        ``bound`` is infinite where the solver proved nothing in the time.

    Raises
    ------
    EngineError
        If the solver itself fails.

    References
    ----------
    Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex
    method. *Mathematical Programming Computation* 10, 119-142 (HiGHS).
    """
    if program.gain.size == 0:
        return _empty(program)
    scale = _scale(program.gain)
    options = {"mip_rel_gap": gap, "time_limit": max(0.01, watch.left)}
    found = _watched(
        lambda: milp(
            -program.gain * scale,
            integrality=np.full_like(program.gain, whole),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(program.matrix, program.low, program.high),
            options=options,
        ),
        watch,
        stage,
    )
    if found.status == 2:
        return Solved(Answer.INFEASIBLE, None, -np.inf)
    if found.status not in (0, 1):
        raise EngineError(f"The solver failed: {found.message}")
    bound = found.mip_dual_bound
    bound = np.inf if bound is None or not np.isfinite(bound) else -bound / scale
    answer = Answer.SOLVED if found.status == 0 else Answer.STOPPED
    x = None if found.x is None else np.round(found.x) if whole else found.x
    return Solved(answer, x, float(bound))


def _empty(program: Program) -> Solved:
    feasible = bool(np.all(program.low <= 0) and np.all(program.high >= 0))
    if feasible:
        return Solved(Answer.SOLVED, np.zeros(0), 0.0)
    return Solved(Answer.INFEASIBLE, None, -np.inf)


def _scale(gain: Floats) -> float:
    """Bring the largest gain near 1,000, by a power of two, unless it fits.

    The solver stops at an absolute gap of 1e-6, and its tolerances suit numbers
    of ordinary size; whole numbers up to a million are left as they are.
    """
    most = float(np.abs(gain).max())
    if most == 0.0 or (most <= 1e6 and np.array_equal(gain, np.round(gain))):
        return 1.0
    return float(2.0 ** np.round(np.log2(1000.0 / most)))


def _watched(run: Callable[[], Any], watch: Watch, stage: str) -> Any:
    """Run the solver beside the listener; without one simply run it.

    The stage is told before it begins: a small program is solved before one looks.
    The solver cannot be interrupted: if the listener raises, it runs out in the
    background, at the latest at its time limit.
    """
    if watch.tell is None:
        return run()
    found: list[Any] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            found.append(run())
        except BaseException as error:  # handed to the caller below
            failed.append(error)

    began, length = watch.clock(), max(watch.left, 1e-9)
    thread = threading.Thread(target=work, daemon=True)
    watch.report(stage, 0.0)
    thread.start()
    while thread.is_alive():
        thread.join(POLL_SECONDS)
        watch.report(stage, min(1.0, (watch.clock() - began) / length))
    if failed:
        raise failed[0]
    return found[0]
