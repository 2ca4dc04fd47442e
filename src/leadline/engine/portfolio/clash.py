"""The smallest set of demands that cannot all be met."""

from __future__ import annotations

from collections.abc import Collection

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

NOT_IN_TIME = "Whether the demands clash was not found in the time; give more time."
STAGE = "finding the clash"
WHOLE = {"capacity", "budget", "share_at_least", "share_at_most", "goal"}
"""Demands that are about the plan as a whole, not about single bets."""

Ints = npt.NDArray[np.int64]


def smallest_clash(
    problem: PlanProblem, watch: Watch
) -> tuple[tuple[Clash, ...], bool]:
    """Return the smallest set of demands that clash, and whether that is proven.

    First a set of which none can be spared, by leaving demands out while the rest
    still clash. Then implicit hitting sets: a smallest set of demands that hits
    every known correction (demands whose giving up makes the rest possible) is no
    larger than the smallest clash; if it clashes it is the answer, if not, what it
    leaves unmet at the best is one more correction. Of two committed bets that
    differ in effort alone, the larger is asked first.

    Parameters
    ----------
    problem : PlanProblem
    watch : Watch

    Returns
    -------
    tuple of Clash
        Empty if a plan exists. Where the time ended first, a set that clashes and
        is perhaps not the smallest.
    bool
        Whether no smaller set clashes.

    Raises
    ------
    EngineError
        If the time ends before it is known whether the demands clash.

    References
    ----------
    Ignatiev, A., Previti, A., Liffiton, M. and Marques-Silva, J. (2015). Smallest
    MUS extraction with minimal hitting set dualization. *CP 2015*, 173-182.
    """
    search = _Search(build_model(problem, whole_closure=True), watch)
    found, proven = search.smallest()
    demands = [search.model.demands[at] for at in found]
    return tuple(Clash(d, in_words(problem, d)) for d in demands), proven


class _Search:
    def __init__(self, model: PlanModel, watch: Watch) -> None:
        self.model = model
        self.watch = watch
        self.count = len(model.demands)
        self.soft = _softened(model)
        self.larger = _larger(model)

    def smallest(self) -> tuple[list[int], bool]:
        """Return the demands of a clash, and whether it is proven smallest."""
        clash = self._clashes(range(self.count))
        if clash is None:
            raise EngineError(NOT_IN_TIME)
        if not clash:
            return [], True
        needed = self._least_first()
        if self._clashes(needed, whole=False):
            needed = self._none_to_spare(needed, whole=False)
        needed = self._none_to_spare(needed, whole=True)
        corrections: list[set[int]] = []
        while True:
            asked = self._hitting(corrections)
            if asked is None:
                return sorted(needed), False
            if len(asked) >= len(needed):
                return sorted(needed), True
            if self._clashes(asked):
                return sorted(asked), True
            # Corrections without a demand in common raise the least size fastest.
            known = len(corrections)
            while unmet := self._correction(asked):
                corrections.append(unmet)
                asked = asked | unmet
            if len(corrections) == known:
                return sorted(needed), False

    def _clashes(self, asked: Collection[int], *, whole: bool = True) -> bool | None:
        """Say whether these demands clash; None if the time ended first.

        Not ``whole``: whether they do even if bets could be done in part.
        """
        model = self.model
        rows = np.isin(model.tag, [STRUCTURE, *asked])
        program = Program(
            np.zeros_like(model.gain),
            model.matrix[np.flatnonzero(rows)],
            model.low[rows],
            model.high[rows],
        )
        solved = maximise(program, self.watch, stage=STAGE, whole=whole)
        if solved.answer is Answer.INFEASIBLE:
            return True
        return None if solved.x is None else False

    def _none_to_spare(self, open_: list[int], *, whole: bool) -> list[int]:
        """Leave demands out, many at a time, while the rest still clash."""
        needed: list[int] = []
        size = max(1, len(open_) // 4)
        while open_:
            tried, rest = open_[:size], open_[size:]
            if self._clashes(needed + rest, whole=whole):
                open_, size = rest, size * 2
            elif len(tried) == 1:
                needed, open_ = needed + tried, rest
            else:
                size = max(1, size // 4)
        return needed

    def _least_first(self) -> list[int]:
        """Sort demands: links, then what is committed by effort, then capacity."""
        bet = self.model.problem.bet

        def rank(at: int) -> tuple[int, float]:
            demand = self.model.demands[at]
            if demand.kind in WHOLE:
                return (2, 0.0)
            if demand.kind == "committed":
                return (1, sum(bet[demand.names[0]].effort.values()))
            return (0, 0.0)

        return sorted(range(self.count), key=rank)

    def _correction(self, asked: set[int]) -> set[int]:
        """Return few demands that, given up, leave the others and those asked met.

        Empty if those asked clash among themselves, or the time ended.
        """
        kept = np.zeros(self.soft.gain.size)
        kept[[self.model.matrix.shape[1] + at for at in asked]] = 1.0
        program = Program(
            self.soft.gain,
            vstack([self.soft.matrix, coo_array(kept[None, :])]).tocsr(),
            np.append(self.soft.low, -np.inf),
            np.append(self.soft.high, 0.0),
        )
        solved = maximise(program, self.watch, gap=0.2, stage=STAGE)
        if solved.x is None:
            return set()
        chosen = self.model.chosen(solved.x)
        broken = {b.demand for b in violations(self.model.problem, chosen)}
        return {at for at, d in enumerate(self.model.demands) if d in broken} - asked

    def _hitting(self, corrections: list[set[int]]) -> set[int] | None:
        """Return the fewest demands that hit every correction; None out of time."""
        if not corrections:
            return set()
        count, pairs = len(corrections), len(self.larger)
        row = [n for n, found in enumerate(corrections) for _ in found]
        col = [at for found in corrections for at in found]
        val = [1.0] * len(row)
        for n, (small, large) in enumerate(self.larger):
            row += [count + n, count + n]
            col += [large, small]
            val += [1.0, -1.0]
        shape = (count + pairs, self.count)
        matrix = coo_array((val, (row, col)), shape=shape).tocsr()
        low = np.concatenate([np.ones(count), np.zeros(pairs)])
        program = Program(-np.ones(self.count), matrix, low, np.full_like(low, np.inf))
        solved = maximise(program, self.watch, stage=STAGE)
        if solved.answer is not Answer.SOLVED or solved.x is None:
            return None
        return {int(at) for at in np.flatnonzero(solved.x > 0.5)}


def _larger(model: PlanModel) -> list[tuple[int, int]]:
    """Pairs of committed bets, the second at least as large and else alike.

    Where the smaller is part of a clash, the larger may stand in for it: a plan
    with the larger in has room for the smaller in its place. That needs bets
    without windows and links, and neither goals nor shares of the effort.
    """
    problem = model.problem
    if problem.goals or problem.shares:
        return []
    named = {
        name
        for bet in problem.bets
        for name in (*(a.bet for a in bet.after), *bet.together, *bet.instead_of)
    }
    plain = [
        (sum(bet.effort.values()), at, bet)
        for at, demand in enumerate(model.demands)
        if demand.kind == "committed"
        for bet in [problem.bet[demand.names[0]]]
        if bet.id not in named
        and bet.id not in problem.pairs
        and not (bet.after or bet.together or bet.instead_of)
        and bet.earliest is None
        and bet.latest is None
    ]
    plain.sort(key=lambda one: one[:2])
    pairs = []
    for n, (_, small, bet) in enumerate(plain):
        larger = [
            large
            for _, large, other in plain[n + 1 :]
            if bet.duration == other.duration
            and all(w <= other.effort.get(team, 0.0) for team, w in bet.effort.items())
            and (problem.budget is None or bet.cost <= other.cost)
        ]
        pairs += [(small, large) for large in larger[:3]]
    return pairs


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
