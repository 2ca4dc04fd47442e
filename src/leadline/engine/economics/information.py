"""What it is worth to know something before deciding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.replicates import standard_error
from leadline.engine.errors import EngineError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

BINS = 48
"""Cells of one uncertain effort; with two, the square root each."""


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
        if sum(self.counts) != self.benefits.shape[1]:
            raise EngineError("The counts must add up to the number of futures.")

    @property
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
        return self._told(better)

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
        advantage = self.benefits - self.benefits[self.chosen]
        half = np.repeat(np.arange(len(self.counts)) % 2, self.counts)
        if len(self.counts) < 2:
            half = np.arange(self.benefits.shape[1]) % 2
        found = np.empty(self.benefits.shape[1])
        for side in (0, 1):
            here, there = half == side, half != side
            if not here.any() or not there.any():
                return Information(0.0, None)
            guide = _fitted(basis[:, there], advantage[:, there])
            taken = np.argmax(guide @ basis[:, here], axis=0)
            found[here] = _influence(basis[:, here], advantage[:, here], taken)
        return self._told(found)

    def _told(self, parts: Floats) -> Information:
        starts = np.concatenate([[0], np.cumsum(self.counts)[:-1]])
        means = np.add.reduceat(parts, starts) / np.asarray(self.counts)
        return Information(
            max(0.0, float(parts.mean())), standard_error(means, self.counts)
        )


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


def in_cells(values: Sequence[Floats]) -> Floats:
    """Return a basis of cells, as many futures in each: for jumps at any place.

    With several values the cells are their products, about 48 in all.

    >>> in_cells([np.arange(96.0)]).sum(axis=1).tolist() == [2.0] * 48
    True
    """
    each = max(2, int(BINS ** (1 / len(values)) + 1e-9))
    cell = np.zeros(len(values[0]), dtype=np.int64)
    for value in values:
        rank = np.empty(len(value), dtype=np.int64)
        rank[np.argsort(value, kind="stable")] = np.arange(len(value))
        cell = cell * each + rank * each // len(value)
    filled = np.unique(cell)
    found: Floats = (cell == filled[:, None]).astype(np.float64)
    return found
