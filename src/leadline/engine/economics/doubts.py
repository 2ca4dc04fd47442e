"""What is uncertain about the bets of a plan, and how it turns out in each future."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.draws import even_points
from leadline.engine.economics.model import ModelMistake
from leadline.engine.economics.reading import Reading
from leadline.engine.portfolio.problem import PlanProblem
from leadline.engine.ranges.distribution import Distribution, fit
from leadline.engine.ranges.normal import normal_score

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value or an effort of a bet that was said as a range.

    ``measure`` is what the bet adds to; for an effort it is empty, and ``team`` says
    whose.
    """

    bet: str
    measure: str
    team: str
    drawn_from: Distribution

    @property
    def name(self) -> str:
        """How it is told: the measure, or effort:team."""
        return self.measure or f"effort:{self.team}"


def doubts_of(plan: Mapping[str, object]) -> tuple[Doubt, ...]:
    """Return the ranges among the values and efforts of a plan file's content.

    Parameters
    ----------
    plan : mapping
        The content of a plan file that ``parse_plan`` takes.

    Returns
    -------
    tuple of Doubt
        By bet and name, so that the order of the file changes nothing. Exact values
        are left out.

    Raises
    ------
    ModelMistake
        If a range lacks a point or is out of order, or an effort may be negative.

    Examples
    --------
    >>> found = doubts_of({"bets": [{"id": "sso", "effort": {"web": 3},
    ...     "value": {"growth": {"p10": 1, "p50": 2, "p90": 4}}}]})
    >>> [(doubt.bet, doubt.name) for doubt in found]
    [('sso', 'growth')]
    """
    read = Reading()
    found = []
    for at, bet in enumerate(read.rows(plan.get("bets", []), "bets")):
        if not isinstance(bet, Mapping):
            continue
        name = str(bet.get("id", ""))
        place = f"bets[{at}] ({name})"
        for measure, said in _amounts(bet.get("value")):
            amount = read.amount(said, f"{place}.value.{measure}")
            if not amount.is_certain:
                found.append(Doubt(name, measure, "", fit(amount)))
        for team, said in _amounts(bet.get("effort")):
            amount = read.amount(said, f"{place}.effort.{team}", 0.0)
            if not amount.is_certain:
                found.append(Doubt(name, "", team, fit(amount, lowest=0.0)))
    if read.mistakes:
        raise ModelMistake(tuple(read.mistakes))
    return tuple(sorted(found, key=lambda doubt: (doubt.bet, doubt.name)))


def _amounts(value: object) -> list[tuple[str, object]]:
    if not isinstance(value, Mapping):
        return []
    return [(str(k), v) for k, v in value.items() if isinstance(v, Mapping)]


def turn_out(
    doubts: Sequence[Doubt], count: int, *, seed: int, replicate: int
) -> Floats:
    """Return how each doubt turns out in ``count`` futures, one row a doubt."""
    values = even_points(len(doubts), count, seed=seed, replicate=replicate)
    for row, doubt in zip(values, doubts, strict=True):
        if doubt.drawn_from.spike:
            row[:] = doubt.drawn_from.quantile(row)
        else:
            row[:] = doubt.drawn_from.given_something(normal_score(row))
    return values


@dataclass(frozen=True)
class Reality:
    """Values and efforts of a plan's bets in some futures.

    ``values`` has one row a doubt. What is certain is one number.
    """

    problem: PlanProblem
    doubts: tuple[Doubt, ...]
    values: Floats

    @property
    def count(self) -> int:
        """How many futures there are."""
        return int(self.values.shape[1])

    @cached_property
    def rows(self) -> dict[tuple[str, str], int]:
        """The row of each doubt, by bet and name."""
        return {(d.bet, d.name): row for row, d in enumerate(self.doubts)}

    def worth(self, bet_id: str) -> float | Floats:
        """Return what a bet adds to the objective when it is finished at once."""
        rows, total = self.rows, 0.0
        bet = self.problem.bet[bet_id]
        found: float | Floats = total
        for measure, middle in bet.value.items():
            weight = self.problem.objective.get(measure, 0.0)
            row = rows.get((bet_id, measure))
            found = found + weight * (middle if row is None else self.values[row])
        return found

    def mean_worth(self, bet_id: str) -> float:
        """Return what a bet adds to the objective on average, finished at once."""
        means = {
            (d.bet, d.name): d.drawn_from.mean for d in self.doubts if d.bet == bet_id
        }
        weights = self.problem.objective
        return sum(
            weights.get(measure, 0.0) * means.get((bet_id, measure), middle)
            for measure, middle in self.problem.bet[bet_id].value.items()
        )

    def weeks(self, bet_id: str) -> dict[str, float | Floats]:
        """Return the person-weeks a bet takes of each team."""
        rows = self.rows
        return {
            team: self.values[row] if (row := rows.get((bet_id, f"effort:{team}")))
            is not None else middle
            for team, middle in self.problem.bet[bet_id].effort.items()
        }  # fmt: skip
