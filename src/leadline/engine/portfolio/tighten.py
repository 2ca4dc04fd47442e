"""Rows that every plan meets and mixtures of plans may break: they speed the proof."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack

from leadline.engine.portfolio.cliques import Cliques
from leadline.engine.portfolio.conflicts import conflicts_of
from leadline.engine.portfolio.knapsack import Knapsack, in_whole_units
from leadline.engine.portfolio.linear import Shares
from leadline.engine.portfolio.model import STRUCTURE, PlanModel
from leadline.engine.portfolio.solver import POLL_SECONDS, Watch

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_ROUNDS = 40
MOST_ITEMS = 60
MOST_COLUMNS = 4000
CONFLICTS_SHARE = 1 / 2
"""Of the time for rows, what looking for starts that exclude each other may take."""
FEW = 10
TIGHT = 1e-5
STAGE = "finding the best plan"


@dataclass(frozen=True)
class _Capacity:
    """The capacity of a team in a period; each bet with the columns it is at work in.

    ``columns`` has one array for each item of the knapsack.
    """

    sack: Knapsack
    columns: tuple[Ints, ...]

    def shares(self, x: Floats) -> Floats:
        return np.array([min(1.0, x[at].sum()) for at in self.columns])

    def row(self, values: Floats, most: float) -> tuple[Ints, Floats]:
        """Return the columns of a cut and their values, for a right side of 1."""
        used = np.flatnonzero(values)
        at = np.concatenate([self.columns[item] for item in used])
        sizes = [self.columns[item].size for item in used]
        return at, np.repeat(values[used] / most, sizes)


class Tightener:
    """Finds rows that every plan meets and shares break.

    ``never`` are the columns that no plan has. Which starts exclude each other is
    looked for until ``watch`` ends.
    """

    def __init__(self, model: PlanModel, watch: Watch | None = None) -> None:
        self.capacities = _capacities(model)
        self.never: Ints = np.zeros(0, dtype=np.int64)
        self.cliques: Cliques | None = None
        if model.gain.size <= MOST_COLUMNS:
            conflicts = conflicts_of(model, watch)
            self.cliques = Cliques(conflicts)
            self.never = np.flatnonzero(~conflicts.possible)

    def broken(self, x: Floats, watch: Watch) -> list[tuple[Ints, Floats]]:
        """Return columns and values of rows with at most 1 that these shares break.

        Cliques first; where there are few of them, what each team can hold too.
        """
        found: list[tuple[Ints, Floats]] = []
        if self.cliques is not None:
            found = [(at, np.ones(at.size)) for at in self.cliques.broken(x)]
        if len(found) < FEW:
            found += _cuts(self.capacities, x, watch)
        return found


def tightened(model: PlanModel, watch: Watch) -> PlanModel:
    """Return the model with rows added that no plan breaks.

    Starts of which every two exclude each other are a clique: a plan has at most one
    of them. Which sets of bets one team can hold in one period is a knapsack. Rows that
    say so are added where the program with shares of bets breaks them, until no clique
    is found and it is, for each team and period, a mixture of sets that fit. The plans
    stay the same; the bound comes nearer.

    Parameters
    ----------
    model : PlanModel
    watch : Watch
        Until when to go on; what was found by then holds.

    Returns
    -------
    PlanModel
        With more rows of tag ``STRUCTURE``.
    """
    if not watch.left:
        return model
    tightener = Tightener(model, watch.until(watch.left * CONFLICTS_SHARE))
    if not tightener.capacities:
        return model
    program = Shares(model.gain)
    program.add_all(model.matrix, model.low, model.high)
    never = tightener.never
    if never.size:
        program.add(never, np.ones(never.size), 0.0)
    rows: list[tuple[Ints, Floats]] = []
    x: Floats | None = None
    for _ in range(MOST_ROUNDS):
        program.limit(watch.left)
        solved = program.solve()
        if solved is None:
            break
        x = solved[0]
        found = tightener.broken(x, watch)
        for at, values in found:
            program.add(at, values, 1.0)
        rows += found
        if not found or not watch.left:
            break
    if x is not None:
        rows = [row for row in rows if row[1] @ x[row[0]] >= 1.0 - TIGHT]
    return _with_rows(model, rows, never)


def _cuts(
    capacities: list[_Capacity], x: Floats, watch: Watch
) -> list[tuple[Ints, Floats]]:
    found, told = [], -np.inf
    for capacity in capacities:
        if not watch.left:
            break
        if watch.clock() - told >= POLL_SECONDS:
            told = watch.clock()
            watch.report(STAGE, 0.0)
        cut = capacity.sack.cut(capacity.shares(x))
        if cut is not None:
            found.append(capacity.row(*cut))
    return found


def _capacities(model: PlanModel) -> list[_Capacity]:
    found = []
    matrix, owner = model.matrix, model.owner
    for row, tag in enumerate(model.tag):
        if tag == STRUCTURE or model.demands[tag].kind != "capacity":
            continue
        at = slice(matrix.indptr[row], matrix.indptr[row + 1])
        pairs = sorted(zip(matrix.indices[at], matrix.data[at], strict=True))
        items = [list(of) for _, of in groupby(pairs, lambda pair: owner[pair[0]][0])]
        if not 1 < len(items) <= MOST_ITEMS:
            continue
        weights = [item[0][1] for item in items]
        sack = Knapsack(*in_whole_units(weights, float(model.high[row])))
        columns = tuple(np.array([col for col, _ in item]) for item in items)
        found.append(_Capacity(sack, columns))
    return found


def _with_rows(
    model: PlanModel, rows: list[tuple[Ints, Floats]], never: Ints
) -> PlanModel:
    high = np.full(len(rows), 1.0 + 1e-9)
    if never.size:
        rows, high = [*rows, (never, np.ones(never.size))], np.append(high, 0.0)
    if not rows:
        return model
    at = np.concatenate([row[0] for row in rows])
    values = np.concatenate([row[1] for row in rows])
    start = np.cumsum([0, *(row[0].size for row in rows)])
    more = csr_array((values, at, start), shape=(len(rows), model.gain.size))
    more.sort_indices()
    count = len(rows)
    return replace(
        model,
        matrix=csr_array(vstack([model.matrix, more])),
        low=np.append(model.low, np.full(count, -np.inf)),
        high=np.append(model.high, high),
        tag=np.append(model.tag, np.full(count, STRUCTURE)),
        slack=np.append(model.slack, np.zeros(count)),
    )
