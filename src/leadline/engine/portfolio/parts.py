"""Which part of a plan to plan anew: several kinds, of a size that is learned."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

from leadline.engine.portfolio.model import Floats, PlanModel
from leadline.engine.portfolio.solver import Answer, Program, Solved, Watch, maximise

Bools = npt.NDArray[np.bool_]

PART_SECONDS = 3.0
PART_NODES = 150
FIRST_PART = 24.0
GROW, SHRINK = 1.1, 0.8
FORGET = 0.9
LEAST_SHARE = 0.25
MONEY = frozenset(("the budget",))
"""What bets that cost money share beside teams."""


class Parts:
    """Chooses parts of a plan, those that brought much for their time more often.

    Parameters
    ----------
    model : PlanModel
    rng : numpy.random.Generator
    watch : Watch
        Until when the program may be solved with shares of bets; where they differ
        from the plan there is something to win.
    """

    def __init__(self, model: PlanModel, rng: np.random.Generator, watch: Watch):
        self.model, self.rng = model, rng
        problem = model.problem
        self.bets = [bet.id for bet in problem.bets if len(model.columns(bet.id))]
        self.teams = {
            bet.id: frozenset(t for t, weeks in bet.effort.items() if weeks)
            | (MONEY if problem.budget is not None and bet.cost else frozenset())
            for bet in problem.bets
        }
        relaxed = maximise(
            model.program, watch.at("improving the plan", 0), whole=False
        )
        self.relaxed = relaxed.x
        self.kinds: dict[str, Callable[[Floats, int], list[str]]] = {
            "teams": self._of_teams,
            "swap": self._around_one,
        }
        if len(problem.periods) > 1:
            self.kinds["window"] = self._in_window
        if self.relaxed is not None:
            self.kinds["shares"] = self._where_shares_differ
        self.size = dict.fromkeys(self.kinds, FIRST_PART)
        self.score = dict.fromkeys(self.kinds, 1.0)

    def choose(self) -> str:
        """Return a kind of part."""
        kinds = list(self.kinds)
        score = np.array([self.score[kind] for kind in kinds])
        share = score / score.sum() if score.sum() else np.full(len(kinds), 1.0)
        share = np.maximum(share, LEAST_SHARE)
        return kinds[int(self.rng.choice(len(kinds), p=share / share.sum()))]

    def take(self, kind: str, x: Floats) -> Bools:
        """Return the columns of a part of this kind, with every customer's."""
        size = max(2, min(round(self.size[kind]), len(self.bets)))
        return self.columns(self.kinds[kind](x, size))

    def columns(self, bets: Iterable[str]) -> Bools:
        """Return the columns of bets, with those together and every customer's."""
        units = self.model.problem.units
        some = {mate for bet in bets for mate in units[bet]}
        free = np.zeros(self.model.gain.size, dtype=bool)
        for bet in some:
            free[list(self.model.columns(bet))] = True
        free[len(self.model.owner) :] = True
        return free

    def learn(self, kind: str, *, gain: float, seconds: float, is_stuck: bool) -> None:
        """Take note of what a part brought: larger ones where all was settled."""
        better = gain > 0
        scaled = max(0.0, gain) / max(seconds, 0.01)
        self.score[kind] = FORGET * self.score[kind] + (1 - FORGET) * scaled
        self.size[kind] *= SHRINK if is_stuck else 1.0 if better else GROW
        self.size[kind] = min(max(self.size[kind], 2.0), float(len(self.bets)))

    def _some(self, near: Iterable[str], size: int) -> list[str]:
        """Return so many of those that are near, filled up from all others."""
        first = list(near)
        self.rng.shuffle(first)
        if len(first) < size:
            rest = sorted(set(self.bets) - set(first))
            self.rng.shuffle(rest)
            first += rest
        return first[:size]

    def _of_teams(self, x: Floats, size: int) -> list[str]:
        teams = list(self.model.problem.teams)
        count = int(self.rng.integers(1, 4))
        taken = set(self.rng.permutation(teams)[:count].tolist())
        return self._some((b for b in self.bets if taken & self.teams[b]), size)

    def _around_one(self, x: Floats, size: int) -> list[str]:
        """Take a bet that is out, and those that share its teams."""
        chosen = self.model.chosen(x)
        out = [bet for bet in self.bets if bet not in chosen] or self.bets
        one = out[int(self.rng.integers(len(out)))]
        near = [b for b in self.bets if b != one and self.teams[one] & self.teams[b]]
        return [one, *self._some(near, size - 1)]

    def _in_window(self, x: Floats, size: int) -> list[str]:
        """Take what goes on in some periods, and bets that are out."""
        problem, chosen = self.model.problem, self.model.chosen(x)
        width = int(self.rng.integers(1, max(2, len(problem.periods) // 2) + 1))
        first = int(self.rng.integers(0, len(problem.periods) - width + 1))
        inside = []
        for bet, period in chosen.items():
            start = problem.period_position[period]
            if start < first + width and start + problem.bet[bet].duration > first:
                inside.append(bet)
        near = self._some(inside, min(len(inside), max(2, 2 * size // 3)))
        out = [bet for bet in self.bets if bet not in chosen]
        self.rng.shuffle(out)
        return near + out[: max(0, size - len(near))]

    def _where_shares_differ(self, x: Floats, size: int) -> list[str]:
        """Take bets that the program with shares of bets would place elsewhere."""
        assert self.relaxed is not None
        far = np.abs(self.relaxed - x)
        return self._some(
            (b for b in self.bets if far[list(self.model.columns(b))].max() > 0.01),
            size,
        )


def part_anew(
    program: Program,
    x: Floats,
    free: Bools,
    watch: Watch,
    *,
    gain: Floats | None = None,
) -> Solved:
    """Solve for the free columns, exactly, while the others stay as they are.

    Another ``gain`` than the program's may be asked for.

    Returns
    -------
    Solved
        With all columns, those that stayed too; the bound is that of the part.
    """
    fixed = np.where(free, 0.0, x)
    used = program.matrix @ fixed
    columns = program.by_column[:, np.flatnonzero(free)].tocsr()
    rows = np.flatnonzero(np.diff(columns.indptr))
    empty = np.flatnonzero(np.diff(columns.indptr) == 0)
    slack = 1e-6 * np.maximum(1.0, np.abs(used[empty]))
    if np.any(used[empty] > program.high[empty] + slack) or np.any(
        used[empty] < program.low[empty] - slack
    ):
        return Solved(Answer.INFEASIBLE, None, -np.inf)
    part = Program(
        (program.gain if gain is None else gain)[free],
        columns[rows],
        program.low[rows] - used[rows],
        program.high[rows] - used[rows],
    )
    solved = maximise(part, watch, gap=1e-4, start=x[free], nodes=PART_NODES)
    if solved.x is None:
        return solved
    fixed[free] = solved.x
    return Solved(solved.answer, fixed, solved.bound)
