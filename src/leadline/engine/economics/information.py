"""What it is worth to know something before deciding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.replicates import standard_error
from leadline.engine.errors import EngineError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CELLS, MIDDLING = (16, 32, 64, 128, 256), 36


@dataclass(frozen=True, slots=True)
class Information:
    """What knowing something is worth, with its standard error; never below 0."""

    worth: float
    se: float | None


@dataclass(frozen=True)
class Decision:
    """Options whose worth is known in each of many futures.

    ``benefits`` has one row an option and one column a future; ``counts`` says how many
    futures each independent randomisation has, in order.
    """

    benefits: Floats
    counts: Sequence[int]

    def __post_init__(self) -> None:
        if self.benefits.ndim != 2 or not self.benefits.size:
            raise EngineError("There must be at least one option and one future.")
        if sum(self.counts) != self.benefits.shape[1] or len(self.counts) < 2:
            raise EngineError("Two counts or more must add up to the futures.")

    @cached_property
    def chosen(self) -> int:
        """The option that is best on average: what is chosen without knowing more."""
        return int(np.argmax(self.benefits.mean(axis=1)))

    def perfect(self) -> Information:
        """Return the expected value of knowing everything.

        Examples
        --------
        >>> Decision(np.array([[1.0, 1.0], [0.0, 3.0]]), [1, 1]).perfect().worth
        0.5
        """
        better = self.benefits.max(axis=0) - self.benefits[self.chosen]
        return told(better, self.counts)

    def partial(self, basis: Floats) -> Information:
        """Return the expected value of knowing what a basis is a function of.

        For each option, what it is worth once that is known is regressed on the basis.
        The option is chosen by a regression on one half of the randomisations and
        judged by one on the other, and the other way round, so that noise that looks
        like an advantage is not counted as one. The error is that of the sums of the
        regression's influence over the randomisations.

        Parameters
        ----------
        basis : array_like of float, shape (functions, futures)
            Functions of what would be known, a constant among what they span.

        Returns
        -------
        Information

        References
        ----------
        Strong, Oakley and Brennan (2014). Estimating multiparameter partial expected
        value of perfect information from a probabilistic sensitivity analysis sample.
        Medical Decision Making 34. Chernozhukov and others (2018). Double/debiased
        machine learning. Econometrics Journal 21, for the halves.

        Examples
        --------
        >>> x = np.tile([-1.0, 1.0], 8)
        >>> found = Decision(np.stack([0 * x, x]), [4] * 4).partial(np.stack([x**0, x]))
        >>> round(found.worth, 12)
        0.5
        """
        found = np.empty(self.benefits.shape[1])
        for here, there in self._halves:
            guide = _fitted(basis[:, there], self._advantage[:, there])
            taken = np.argmax(guide @ basis[:, here], axis=0)
            found[here] = _influence(basis[:, here], self._advantage[:, here], taken)
        return told(found, self.counts)

    def in_cells(self, values: Sequence[Floats]) -> Information:
        """Return the expected value of knowing values at which worth may jump anywhere.

        The futures are parted into cells with as many in each; in each cell that option
        is taken which is best in it on average in the other half of the randomisations.
        Of 16, 32, ... 256 cells those are used that find most: each finds rather too
        little, few because they are coarse, many because they hold few futures.

        Parameters
        ----------
        values : sequence of ndarray of float64, shape (futures,)

        Returns
        -------
        Information

        Examples
        --------
        >>> x = np.tile([-1.0, 1.0], 512)
        >>> Decision(np.stack([0 * x, x]), [256] * 4).in_cells([x]).worth
        0.5
        """
        return max(
            (self._in_cells(cells_of(values, most)) for most in CELLS),
            key=lambda found: found.worth,
        )

    def _in_cells(self, cell: Ints) -> Information:
        found = np.zeros(len(cell))
        for here, there in self._halves:
            guide = np.zeros((len(self._advantage), int(cell.max()) + 1))
            order = np.flatnonzero(there)
            order = order[np.argsort(cell[order], kind="stable")]
            filled, starts = np.unique(cell[order], return_index=True)
            sums = np.add.reduceat(self._advantage[:, order], starts, axis=1)
            guide[:, filled] = sums
            taken = np.argmax(guide, axis=0)[cell[here]]
            found[here] = self._advantage[taken, np.flatnonzero(here)]
        return told(found, self.counts)

    @cached_property
    def _advantage(self) -> Floats:
        """What each option is worth more than the one chosen without knowing more."""
        better: Floats = self.benefits - self.benefits[self.chosen]
        return better

    @cached_property
    def _halves(self) -> list[tuple[Flags, Flags]]:
        """The futures judged and those that choose, each half once."""
        turns = np.repeat(np.arange(len(self.counts)) % 2, self.counts)
        return [(turns == side, turns != side) for side in (0, 1)]


def along_a_line(
    value: Floats, heights: Floats, slopes: Floats, counts: Sequence[int]
) -> Information:
    """Return the expected value of knowing what all options are straight lines of.

    Parameters
    ----------
    value : ndarray of float64, shape (futures,)
        What would be known, less its mean.
    heights, slopes : ndarray of float64, shape (options, randomisations)
        Of the lines, as each randomisation says; their means are those of all.
    counts : sequence of int
        Futures of each randomisation.

    Returns
    -------
    Information

    Examples
    --------
    >>> lines = np.array([[[0.0, 0.0], [0.0, 0.0]], [[0.0, 0.0], [1.0, 1.0]]])
    >>> along_a_line(np.array([-1.0, 1.0]), lines[0], lines[1], [1, 1]).worth
    0.5
    """
    weight = np.asarray(counts, dtype=np.float64) / sum(counts)
    height, slope = heights @ weight, slopes @ weight
    best = int(np.argmax(height))
    taken = np.argmax(height[:, None] + slope[:, None] * value, axis=0)
    of = np.repeat(np.arange(len(counts)), counts)
    parts = heights[taken, of] + slopes[taken, of] * value - heights[best, of]
    # The mean of a value over one randomisation is not 0: that is not worth anything.
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    off = np.add.reduceat(value, starts) / np.asarray(counts)
    parts -= (slopes[best] * off)[of]
    return told(parts, counts)


def told(parts: Floats, counts: Sequence[int]) -> Information:
    """Return the mean of what each future says, and its error."""
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    means = np.add.reduceat(parts, starts) / np.asarray(counts)
    return Information(max(0.0, float(parts.mean())), standard_error(means, counts))


def _fitted(basis: Floats, advantage: Floats) -> Floats:
    """Return the coefficients of each option, shape (options, functions)."""
    inner = np.linalg.pinv(basis @ basis.T, hermitian=True)
    found: Floats = (advantage @ basis.T) @ inner
    return found


def _influence(basis: Floats, advantage: Floats, taken: Ints) -> Floats:
    """Return parts, one a future, whose mean is the regressed worth of what is taken.

    Those of the futures' own noise cancel in the mean; they tell how far it may be off.
    """
    options = np.unique(taken)
    expected = _fitted(basis, advantage[options]) @ basis
    picked = (taken == options[:, None]).astype(np.float64)
    weights = _fitted(basis, picked) @ basis
    noise = (weights * (advantage[options] - expected)).sum(axis=0)
    parts: Floats = (picked * expected).sum(axis=0) + noise
    return parts


def straight(value: Floats) -> Floats:
    """Return a basis for what every option's worth is a straight line of.

    >>> straight(np.array([1.0, 3.0])).tolist()
    [[1.0, 1.0], [-1.0, 1.0]]
    """
    spread = value.std() or 1.0
    return np.stack([np.ones_like(value), (value - value.mean()) / spread])


def cells_of(values: Sequence[Floats], most: int) -> Ints:
    """Return the cell of each future: equally many in each, where no values are equal.

    With several values the cells are products, ``most`` of them at most.

    >>> np.bincount(cells_of([np.arange(96.0)], 16)).tolist() == [6] * 16
    True
    """
    each = max(2, int(most ** (1 / len(values)) + 1e-9))
    cell = np.zeros(len(values[0]), dtype=np.int64)
    for value in values:
        # The first value of each further cell: equal values are in one.
        begins = -(-np.arange(1, each) * len(value) // each)
        firsts = np.sort(value)[begins[begins < len(value)]]
        cell = cell * each + np.searchsorted(firsts, value, side="right")
    return cell


def within_cells(values: Sequence[Floats], slope: Floats) -> Floats:
    """Return a basis of a straight line of one value in each of 36 cells of others."""
    cell = cells_of(values, MIDDLING)
    filled = np.unique(cell)
    there: Floats = (cell == filled[:, None]).astype(np.float64)
    return np.concatenate([there, there * straight(slope)[1]])
