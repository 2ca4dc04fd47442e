"""The smallest set of demands that cannot all be met."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array, hstack, vstack

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.check import violations
from leadline.engine.portfolio.demands import in_words
from leadline.engine.portfolio.model import STRUCTURE, PlanModel, build_model
from leadline.engine.portfolio.problem import PlanProblem
from leadline.engine.portfolio.result import Clash
from leadline.engine.portfolio.solver import Answer, Program, Watch, maximise

NOT_IN_TIME = (
    "The demands clash, but the smallest set was not found in the time; give more time."
)

Ints = npt.NDArray[np.int64]


def smallest_clash(problem: PlanProblem, watch: Watch) -> tuple[Clash, ...]:
    """Return the smallest set of demands that clash; empty if a plan exists.

    Any demand of the set may be given up to resolve this clash; no set with
    fewer demands clashes. Found by implicit hitting sets: a set of demands
    that hits every known correction (demands whose giving up makes the rest
    possible) is smallest; if it clashes it is the answer, if not, the demands it
    leaves unmet at the best are one more correction.

    Parameters
    ----------
    problem : PlanProblem
    watch : Watch

    Returns
    -------
    tuple of Clash

    Raises
    ------
    EngineError
        If the time ends before the set is proven.

    References
    ----------
    Ignatiev, A., Previti, A., Liffiton, M. and Marques-Silva, J. (2015). Smallest
    MUS extraction with minimal hitting set dualization. *CP 2015*, 173-182.
    """
    search = _Search(build_model(problem, whole_closure=True), watch)
    demands = search.smallest()
    return tuple(
        Clash(search.model.demands[at], in_words(problem, search.model.demands[at]))
        for at in demands
    )


class _Search:
    def __init__(self, model: PlanModel, watch: Watch) -> None:
        self.model = model
        self.watch = watch
        self.count = len(model.demands)
        self.soft = _softened(model)

    def smallest(self) -> list[int]:
        """Return the demands of the smallest clash; empty if there is none."""
        corrections: list[set[int]] = []
        while True:
            asked = self._hitting(corrections)
            unmet = self._correction(asked)
            if unmet is None:
                return sorted(asked)
            if not unmet:
                return []
            # Corrections without a demand in common raise the least size fastest.
            while unmet:
                corrections.append(unmet)
                asked = asked | unmet
                unmet = self._correction(asked)

    def _correction(self, asked: set[int]) -> set[int] | None:
        """Return few demands that, given up, leave the others and those asked met.

        None if those asked clash among themselves.
        """
        kept = np.zeros(self.soft.gain.size)
        kept[[self.model.matrix.shape[1] + at for at in asked]] = 1.0
        program = Program(
            self.soft.gain,
            vstack([self.soft.matrix, coo_array(kept[None, :])]).tocsr(),
            np.append(self.soft.low, -np.inf),
            np.append(self.soft.high, 0.0),
        )
        solved = maximise(program, self.watch, gap=0.2, stage="finding the clash")
        if solved.answer is Answer.INFEASIBLE:
            return None
        if solved.x is None:
            raise EngineError(NOT_IN_TIME)
        chosen = self.model.chosen(solved.x)
        broken = {b.demand for b in violations(self.model.problem, chosen)}
        return {at for at, d in enumerate(self.model.demands) if d in broken} - asked

    def _hitting(self, corrections: list[set[int]]) -> set[int]:
        """Return the fewest demands that hit every correction."""
        if not corrections:
            return set()
        row = [n for n, found in enumerate(corrections) for _ in found]
        col = [at for found in corrections for at in found]
        shape = (len(corrections), self.count)
        matrix = coo_array((np.ones(len(row)), (row, col)), shape=shape).tocsr()
        low = np.ones(len(corrections))
        program = Program(-np.ones(self.count), matrix, low, np.full_like(low, np.inf))
        solved = maximise(program, self.watch, stage="finding the clash")
        if solved.answer is not Answer.SOLVED or solved.x is None:
            raise EngineError(NOT_IN_TIME)
        return {int(at) for at in np.flatnonzero(solved.x > 0.5)}


def _softened(model: PlanModel) -> Program:
    """Add one column a demand that loosens its rows; maximise demands kept."""
    tagged = np.flatnonzero(model.tag != STRUCTURE)
    below = tagged[np.isfinite(model.high[tagged])]
    above = tagged[np.isfinite(model.low[tagged])]
    plain = np.flatnonzero(model.tag == STRUCTURE)
    blocks = [
        hstack([model.matrix[plain], _loose(model, plain, 0.0)]),
        hstack([model.matrix[below], _loose(model, below, -1.0)]),
        hstack([model.matrix[above], _loose(model, above, 1.0)]),
    ]
    free = np.full(below.size, -np.inf)
    low = np.concatenate([model.low[plain], free, model.low[above]])
    high = np.concatenate(
        [model.high[plain], model.high[below], np.full(above.size, np.inf)]
    )
    gain = np.concatenate([np.zeros(model.gain.size), -np.ones(len(model.demands))])
    return Program(gain, vstack(blocks).tocsr(), low, high)


def _loose(model: PlanModel, rows: Ints, sign: float) -> csr_array:
    col = np.maximum(model.tag[rows], 0)
    shape = (rows.size, len(model.demands))
    entries = (sign * model.slack[rows], (np.arange(rows.size), col))
    return coo_array(entries, shape=shape).tocsr()
