"""What one team can hold in one period: the best set, and what every set meets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from leadline.engine.portfolio.linear import Shares

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

WHOLE_UNITS = (1, 2, 3, 4, 6, 12)
MOST_UNITS = 1200
GRAIN = 1000
ROUNDS = 60
VIOLATED = 1e-3
NOTHING = 1e-9


@dataclass
class Knapsack:
    """Items of whole ``weights`` of which as many as fit go into ``room``.

    ``known`` are the sets met so far; they make the next question cheaper.
    """

    weights: Ints
    room: int
    known: list[Floats] = field(default_factory=list)

    def best(self, values: Floats, room: int | None = None) -> tuple[float, Floats]:
        """Return the most that a set brings, and that set as zeros and ones.

        Parameters
        ----------
        values : array of float, shape (items,)
        room : int, optional
            Room instead of all there is.

        Examples
        --------
        >>> sack = Knapsack(np.array([3, 2, 2]), 4)
        >>> value, taken = sack.best(np.array([5.0, 3.0, 3.0]))
        >>> value, taken.tolist()
        (6.0, [0.0, 1.0, 1.0])
        """
        room = self.room if room is None else room
        taken = np.zeros(self.weights.size)
        if room < 0:
            return -np.inf, taken
        most = np.zeros(room + 1)
        better = np.zeros((self.weights.size, room + 1), dtype=bool)
        useful = np.flatnonzero((values > NOTHING) & (self.weights <= room))
        for item in useful:
            weight = self.weights[item]
            with_it = most[: room + 1 - weight] + values[item]
            better[item, weight:] = with_it > most[weight:]
            most[weight:] = np.maximum(with_it, most[weight:])
        left = room
        for item in useful[::-1]:
            if better[item, left]:
                taken[item] = 1.0
                left -= self.weights[item]
        return float(most[room]), taken

    def cut(self, shares: Floats) -> tuple[Floats, float] | None:
        """Return what these shares break and every set that fits meets.

        Parameters
        ----------
        shares : array of float, shape (items,)
            From 0 to 1.

        Returns
        -------
        array of float, float
            ``values`` and ``most`` with ``values @ set <= most`` for each set that
            fits and ``values @ shares > most``; None if no such values exist, that
            is if the shares are a mixture of sets that fit.

        References
        ----------
        Boccia, M. (2006) and Avella, P., Boccia, M. and Vasilyev, I. (2010). A
        computational study of exact knapsack separation for the generalized
        assignment problem. *Computational Optimization and Applications* 45.

        Examples
        --------
        >>> sack = Knapsack(np.array([3, 3, 3]), 6)
        >>> values, most = sack.cut(np.array([0.9, 0.9, 0.9]))
        >>> (values / most).round(3).tolist()
        [0.5, 0.5, 0.5]
        """
        some = np.flatnonzero(shares > 1e-6)
        if self.weights[some].sum() <= self.room:
            return None
        values = self._separating(shares, some)
        return None if values is None else self._lifted(values, some, shares)

    def _separating(self, shares: Floats, some: Ints) -> Floats | None:
        program = Shares(shares[some])
        inside = Knapsack(self.weights[some], self.room)
        for taken in self.known:
            _forbid_above_one(program, taken[some])
        for _ in range(ROUNDS):
            solved = program.solve()
            if solved is None or solved[1] <= 1.0 + VIOLATED:
                return None
            most, taken = inside.best(solved[0])
            if most <= 1.0 + 1e-6:
                return solved[0]
            whole = np.zeros(self.weights.size)
            whole[some] = taken
            self.known.append(whole)
            _forbid_above_one(program, taken)
        return None

    def _lifted(
        self, inside: Floats, some: Ints, shares: Floats
    ) -> tuple[Floats, float] | None:
        """Give the other items the largest values that no set exceeds, one by one."""
        values = np.zeros(self.weights.size)
        values[some] = np.where(inside > NOTHING, inside, 0.0)
        most = max(1.0, self.best(values)[0])
        for item in np.argsort(-self.weights, kind="stable"):
            if item not in some:
                room = self.room - int(self.weights[item])
                values[item] = max(0.0, most - self.best(values, room)[0])
                if room < 0:
                    values[item] = most
        is_broken = float(values @ shares) > most * (1 + VIOLATED / 2)
        return (values, most) if is_broken else None


def _forbid_above_one(program: Shares, taken: Floats) -> None:
    inside = np.flatnonzero(taken)
    if inside.size > 1:
        program.add(inside, np.ones(inside.size), 1.0)


def in_whole_units(weights: Sequence[float], room: float) -> tuple[Ints, int]:
    """Return weights and room in whole units, never more than they are.

    What fits before fits in units too. Nothing is lost where the weights are whole
    numbers, halves, thirds, quarters, sixths or twelfths of not too many weeks.

    Examples
    --------
    >>> weights, room = in_whole_units([1.5, 2.0], 4.0)
    >>> weights.tolist(), room
    ([3, 4], 8)
    """
    exact = np.asarray(weights, dtype=float)
    for units in WHOLE_UNITS:
        scaled = exact * units
        is_whole = np.allclose(scaled, np.round(scaled), rtol=0, atol=1e-9)
        if is_whole and room * units <= MOST_UNITS:
            return np.round(scaled).astype(np.int64), int(np.floor(room * units + 1e-6))
    scaled = exact * (GRAIN / max(room, 1e-9))
    return np.floor(scaled + 1e-6).astype(np.int64), GRAIN
