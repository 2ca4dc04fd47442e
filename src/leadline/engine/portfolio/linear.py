"""A program with shares of columns that grows row by row, solved again each time."""

from __future__ import annotations

import highspy
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from leadline.engine.portfolio.solver import quiet_solver

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Shares:
    """Maximise ``gain @ x`` with every x from 0 to 1 and the rows added so far.

    Each solve begins where the last one ended, so a few more rows cost little.

    Parameters
    ----------
    gain : array of float, shape (columns,)

    Examples
    --------
    >>> shares = Shares(np.array([2.0, 1.0]))
    >>> shares.add(np.array([0, 1]), np.array([1.0, 1.0]), 1.5)
    >>> x, value = shares.solve()
    >>> x.tolist(), value
    ([1.0, 0.5], 2.5)
    """

    def __init__(self, gain: Floats) -> None:
        self._solver = quiet_solver()
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = gain.size, 0
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = gain
        lp.col_lower_, lp.col_upper_ = np.zeros(gain.size), np.ones(gain.size)
        lp.a_matrix_.start_ = np.zeros(gain.size + 1, dtype=np.int32)
        self._solver.passModel(lp)

    def add(
        self, columns: Ints, values: Floats, high: float, low: float = -np.inf
    ) -> None:
        """Add a row ``low <= values @ x[columns] <= high``."""
        at = columns.astype(np.int32)
        self._solver.addRow(low, high, at.size, at, values)

    def add_all(self, matrix: csr_array, low: Floats, high: Floats) -> None:
        """Add every row of a matrix."""
        start = matrix.indptr.astype(np.int32)
        index = matrix.indices.astype(np.int32)
        self._solver.addRows(
            high.size, low, high, index.size, start[:-1], index, matrix.data
        )

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self._solver.getNumRow())

    @property
    def is_impossible(self) -> bool:
        """Whether the last solve proved that no columns meet all rows."""
        return bool(
            self._solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible
        )

    def change(self, row: int, low: float, high: float) -> None:
        """Let a row ask for something else."""
        self._solver.changeRowBounds(row, low, high)

    def hold(self, column: int, low: float, high: float) -> None:
        """Let a column be between these only."""
        self._solver.changeColBounds(column, low, high)

    def drop_loose(self, first: int) -> None:
        """Drop the rows from ``first`` on that the last answer does not reach."""
        reached = np.array(self._solver.getSolution().row_value)[first:]
        high = np.array(self._solver.getLp().row_upper_)[first:]
        loose = (np.flatnonzero(reached < high - 1e-6) + first).astype(np.int32)
        if loose.size:
            self._solver.deleteRows(loose.size, loose)

    def basis(self) -> highspy.HighsBasis:
        """Return where the last solve ended, to begin there again."""
        return self._solver.getBasis()

    def begin_at(self, basis: highspy.HighsBasis) -> None:
        """Begin the next solve where an earlier one ended; the rows are the same."""
        self._solver.setBasis(basis)

    def limit(self, seconds: float) -> None:
        """Let the next solve take at most so long."""
        until = self._solver.getRunTime() + seconds
        self._solver.setOptionValue("time_limit", float(until))

    def solve(self) -> tuple[Floats, float] | None:
        """Return the best columns and their value, or None if there are none."""
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        value = float(self._solver.getInfo().objective_function_value)
        return np.array(self._solver.getSolution().col_value), value
