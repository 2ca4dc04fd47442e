"""The one seam to the mixed-integer solver (HiGHS, through highspy)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, partial
from typing import Any, Protocol

import highspy
import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array, csr_array

from leadline.engine.errors import EngineError

Floats = npt.NDArray[np.float64]
Progress = Callable[[str, float], None]

POLL_SECONDS = 0.1
STATUS = highspy.HighsModelStatus
ENDED_WELL = {STATUS.kOptimal, STATUS.kModelEmpty}
ENDED_EARLY = {
    STATUS.kTimeLimit,
    STATUS.kInterrupt,
    STATUS.kObjectiveTarget,
    STATUS.kSolutionLimit,
}


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

    @cached_property
    def by_column(self) -> csc_array:
        """The matrix, quick to take columns from."""
        return self.matrix.tocsc()


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


class Mate(Protocol):
    """Somebody who searches for the same at the same time."""

    def found(self, x: Floats) -> None:
        """Hear of columns that are better than any before."""

    def bounded(self, bound: float) -> None:
        """Hear of a value that nothing can exceed."""

    def better(self) -> Floats | None:
        """Return columns that were not told before and may be better, or None."""


def maximise(
    program: Program,
    watch: Watch,
    *,
    gap: float = 0.0,
    stage: str = "solving",
    whole: bool = True,
    start: Floats | None = None,
    mate: Mate | None = None,
    nodes: int | None = None,
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
    start : array of float, shape (columns,), optional
        Columns to begin with; if they can be done the answer is no worse.
    mate : Mate, optional
        Told of what is found on the way, and asked for what it found.
    nodes : int, optional
        Stop after so many parts of the search, however fast the machine is.

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
    watch.report(stage, 0.0)
    scale = _scale(program.gain)
    solver = _solver(program, scale, whole=whole)
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("time_limit", max(0.01, watch.left))
    if nodes is not None:
        solver.setOptionValue("mip_max_nodes", nodes)
    if start is not None:
        known = highspy.HighsSolution()
        known.col_value = [float(value) for value in start]
        solver.setSolution(known)
    ear = _Ear(watch, stage, scale, mate)
    ear.listen(solver)
    solver.run()
    # It holds on to itself through what it calls.
    solver.disableCallbacks()  # type: ignore[no-untyped-call]
    ear.raise_failure()
    return _answer(solver, scale, whole=whole)


def _answer(solver: highspy.Highs, scale: float, *, whole: bool) -> Solved:
    status, told = solver.getModelStatus(), solver.getInfo()
    if status in (STATUS.kInfeasible, STATUS.kUnboundedOrInfeasible):
        return Solved(Answer.INFEASIBLE, None, -np.inf)
    if status not in ENDED_WELL and status not in ENDED_EARLY:
        words = solver.modelStatusToString(status)
        raise EngineError(f"The solver failed: {words}")
    is_found = (
        told.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    )
    x = np.array(solver.getSolution().col_value) if is_found else None
    if not whole:
        bound = told.objective_function_value
        solved = status in ENDED_WELL
        return Solved(
            Answer.SOLVED if solved else Answer.STOPPED,
            x,
            float(bound) / scale if solved else np.inf,
        )
    bound = told.mip_dual_bound
    bound = bound / scale if np.isfinite(bound) and abs(bound) < 1e300 else np.inf
    answer = Answer.SOLVED if status in ENDED_WELL else Answer.STOPPED
    return Solved(answer, None if x is None else np.round(x), float(bound))


class _Quiet(highspy.Highs):
    """The solver, silent from the first line on."""

    def enableCallbacks(self) -> None:
        """Set up what it calls, without the notice it would print now."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def _solver(program: Program, scale: float, *, whole: bool) -> highspy.Highs:
    """Return a quiet solver of one thread that has read the program."""
    rows, columns = program.matrix.shape
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, rows
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = program.gain * scale
    lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.ones(columns)
    lp.row_lower_, lp.row_upper_ = program.low, program.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = columns, rows
    lp.a_matrix_.start_ = program.matrix.indptr.astype(np.int32)
    lp.a_matrix_.index_ = program.matrix.indices.astype(np.int32)
    lp.a_matrix_.value_ = program.matrix.data
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
    solver = quiet_solver()
    solver.passModel(lp)
    return solver


def quiet_solver() -> highspy.Highs:
    """Return a solver of one thread that prints nothing and knows no program yet."""
    solver = _Quiet()  # type: ignore[no-untyped-call]
    # Threads of the solver would be lost where a process is forked.
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("parallel", "off")
    return solver


class _Ear:
    """Hears the solver: tells progress, passes on what is found, stops it."""

    def __init__(
        self, watch: Watch, stage: str, scale: float, mate: Mate | None
    ) -> None:
        self.watch, self.stage, self.scale, self.mate = watch, stage, scale, mate
        self.began, self.length = watch.clock(), max(watch.left, 1e-9)
        self.told = self.began
        self.bound = np.inf
        self.failure: BaseException | None = None

    def listen(self, solver: highspy.Highs) -> None:
        """Subscribe to what is needed."""
        if self.watch.tell is not None or self.mate is not None:
            solver.cbMipInterrupt += partial(self._guarded, self._step)
            solver.cbSimplexInterrupt += partial(self._guarded, self._step)
        if self.mate is not None:
            solver.cbMipImprovingSolution += partial(self._guarded, self._found)
            solver.cbMipUserSolution += partial(self._guarded, self._ask)

    def raise_failure(self) -> None:
        """Raise what was raised while the solver was running."""
        if self.failure is not None:
            raise self.failure

    def _guarded(self, step: Callable[[Any], None], event: Any) -> None:
        # An error must not pass through compiled code: keep it, and stop.
        if self.failure is None:
            try:
                step(event)
            except BaseException as error:
                self.failure = error
        if self.failure is not None:
            event.interrupt()

    def _step(self, event: Any) -> None:
        moment = self.watch.clock()
        if moment - self.told < POLL_SECONDS:
            return
        self.told = moment
        share = min(1.0, (moment - self.began) / self.length)
        self.watch.report(self.stage, share)
        if self.mate is not None:
            bound = event.data_out.mip_dual_bound / self.scale
            if abs(bound) < 1e300 and bound < self.bound:
                self.bound = bound
                self.mate.bounded(bound)

    def _found(self, event: Any) -> None:
        assert self.mate is not None
        self.mate.found(np.round(np.array(event.data_out.mip_solution)))

    def _ask(self, event: Any) -> None:
        assert self.mate is not None
        if (x := self.mate.better()) is not None:
            event.data_in.setSolution(x)


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
