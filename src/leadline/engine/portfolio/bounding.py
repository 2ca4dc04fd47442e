"""A bound that comes down: which bets are in, decided where it brings most."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import fmean

import numpy as np
import numpy.typing as npt

from leadline.engine.portfolio.linear import Shares
from leadline.engine.portfolio.model import PlanModel
from leadline.engine.portfolio.solver import Mate, Watch
from leadline.engine.portfolio.tighten import Tightener

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

TRIED = 8
KNOWN = 2
CUT_ROUNDS = 1
MOST_CUTS = 1500
WHOLE = 0.02
UNKNOWN = 100.0
ROUNDING = 1e-9
Decisions = Mapping[int, float]
"""For each group of starts, those of a bet or a single one, 0 for out or 1 for in."""


@dataclass(order=True)
class _Part:
    """A part of all plans; nothing in it exceeds ``-below``."""

    below: float
    number: int
    decided: Decisions = field(compare=False)


class Bounding:
    """Splits plans by which bets are in, the part that may hold the best first.

    Where the shares of a part break rows that every plan meets, these are added for
    all parts. The bet to split by is the one that brings both halves down most, tried
    on a few that did so before. The search of the solver splits by single starts and
    goes deep for plans; this goes wide for the bound.

    Parameters
    ----------
    model : PlanModel
        Tightened or not.
    mate : Mate
        Told of bounds and plans, and asked for better plans.

    References
    ----------
    Achterberg, T., Koch, T. and Martin, A. (2005). Branching rules revisited.
    *Operations Research Letters* 33, 42-54 (pseudocosts and strong branching).
    """

    def __init__(self, model: PlanModel, mate: Mate) -> None:
        self.model, self.mate = model, mate
        self.cuts = Tightener(model)
        self.program = Shares(model.gain)
        self.program.add_all(model.matrix, model.low, model.high)
        lanes = [np.array(model.columns(bet.id)) for bet in model.problem.bets]
        singles = [np.array([at]) for at in range(len(model.owner))]
        self.bets = sum(lane.size > 0 for lane in lanes)
        self.groups = [lane for lane in lanes if lane.size] + singles
        self.first_row = self.program.rows
        for group in self.groups[: self.bets]:
            self.program.add(group, np.ones(group.size), 1.0, 0.0)
        self.first_cut = self.program.rows
        self.costs: dict[tuple[int, float], list[float]] = {}
        self.best = -np.inf
        self.open = [_Part(-np.inf, 0, {})]
        self.made = 0
        self.decided: set[int] = set()

    def search(self, watch: Watch) -> None:
        """Split parts until the time ends or no part can hold a better plan."""
        told = np.inf
        while self.open and watch.left > 0:
            self._ask()
            part = heapq.heappop(self.open)
            self._split(part, watch)
            rest = max(self.best, -self.open[0].below if self.open else -np.inf)
            if -np.inf < rest < told:
                told = rest
                self.mate.bounded(rest)

    def _ask(self) -> None:
        if (x := self.mate.better()) is not None:
            self.best = max(self.best, float(self.model.gain @ x))

    def _is_over(self, value: float) -> bool:
        return value <= self.best + ROUNDING * max(1.0, abs(self.best))

    def _value(self, above: float) -> float:
        """Return what the program with shares brings, at most what is known."""
        solved = self.program.solve()
        if solved is None:
            return -np.inf if self.program.is_impossible else above
        self.x = solved[0]
        return min(above, solved[1])

    def _decide(self, decided: Decisions) -> None:
        for group in self.decided - decided.keys():
            self._set(group, None)
        for group, value in decided.items():
            self._set(group, value)
        self.decided = set(decided)

    def _set(self, group: int, value: float | None) -> None:
        low, high = (0.0, 1.0) if value is None else (value, value)
        if group < self.bets:
            self.program.change(self.first_row + group, low, high)
        else:
            self.program.hold(group - self.bets, low, high)

    def _split(self, part: _Part, watch: Watch) -> None:
        self.x = np.zeros(self.model.gain.size)
        self._decide(part.decided)
        value = self._value(-part.below)
        for _ in range(CUT_ROUNDS):
            if self._is_over(value):
                return
            if not (found := self.cuts.broken(self.x, watch)):
                break
            for columns, values in found:
                self.program.add(columns, values, 1.0 + ROUNDING)
            value = self._value(value)
        if self._is_over(value):
            return
        self._forget_cuts()
        shares = [float(self.x[group].sum()) for group in self.groups]
        open_groups = self._open_groups(part, shares)
        if not open_groups:
            self._whole(value)
            return
        chosen, halves = self._choose(open_groups, shares, value)
        for at, half in enumerate(halves):
            if not self._is_over(half):
                self.made += 1
                decided = {**part.decided, chosen: float(at)}
                heapq.heappush(self.open, _Part(-half, self.made, decided))

    def _open_groups(self, part: _Part, shares: list[float]) -> list[int]:
        """Return bets in shares, or if there are none starts in shares."""
        some = [
            group
            for group, share in enumerate(shares)
            if WHOLE < share < 1.0 - WHOLE and group not in part.decided
        ]
        return [group for group in some if group < self.bets] or some

    def _whole(self, value: float) -> None:
        """Take a part whose shares are whole: its best plan is known."""
        plan = self.model.columns_of(self.model.chosen(self.x))
        matrix, slack = self.model.matrix @ plan, 1e-6
        if np.all(matrix <= self.model.high + slack) and np.all(
            matrix >= self.model.low - slack
        ):
            self.mate.found(plan)
        # What was taken as whole may be a little less: the bound keeps what it said.
        self.best = max(self.best, value)

    def _choose(
        self, groups: list[int], shares: list[float], value: float
    ) -> tuple[int, tuple[float, float]]:
        """Return what to split by, and what each half can bring."""
        groups.sort(key=lambda group: -self._guess(group, shares[group]))
        basis, x = self.program.basis(), self.x
        tried: list[tuple[float, int, tuple[float, float]]] = []
        for group in groups[:TRIED]:
            if tried and self._is_known(group):
                continue
            values = []
            for at in (0.0, 1.0):
                self._set(group, at)
                self.program.begin_at(basis)
                half = self._value(value)
                values.append(half)
                if np.isfinite(half):
                    away = shares[group] if at == 0.0 else 1.0 - shares[group]
                    costs = self.costs.setdefault((group, at), [])
                    costs.append((value - half) / away)
            self._set(group, None)
            down, up = (max(value - half, 1e-6) for half in values)
            tried.append((down * up, group, (values[0], values[1])))
        self.x = x
        _, group, both = max(tried)
        return group, both

    def _is_known(self, group: int) -> bool:
        return all(len(self.costs.get((group, at), ())) >= KNOWN for at in (0.0, 1.0))

    def _guess(self, group: int, share: float) -> float:
        down, up = (
            fmean(self.costs.get((group, at), [UNKNOWN])) * away
            for at, away in ((0.0, share), (1.0, 1.0 - share))
        )
        return min(down, up)

    def _forget_cuts(self) -> None:
        """Drop cuts that are not tight here, where there are very many."""
        if self.program.rows - self.first_cut > MOST_CUTS:
            self.program.drop_loose(self.first_cut)
            self._value(np.inf)
