"""The measures of a model in the futures of one randomisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.deck import (
    Amount,
    Deck,
    chance_of,
    ordered_bets,
    ordered_effects,
)
from leadline.engine.economics.done import Done
from leadline.engine.economics.flow import Lane, Path, led
from leadline.engine.economics.model import (
    BEFORE,
    DRIVERS,
    EconomicBet,
    EconomicModel,
)
from leadline.engine.economics.push import Push, acts
from leadline.engine.economics.worked import finished_by_work

Floats = npt.NDArray[np.float64]

KEPT = ("customers", "revenue", "profit")
"""What is kept of each future; the other measures follow from these."""


@dataclass(frozen=True, slots=True)
class Futures:
    """What becomes of a model in some futures.

    ``with_bets`` and ``without`` have the shape (3, periods, futures), rows in the
    order of ``KEPT``; ``growth`` and ``profit`` (bets, futures) are what each bet adds
    to revenue and profit over all periods, beside the other bets; None: not asked for.
    """

    with_bets: Floats
    without: Floats
    growth: Floats | None = None
    profit: Floats | None = None


@dataclass(frozen=True)
class Course:
    """Takes values of the uncertain quantities through the periods of a model."""

    deck: Deck

    @property
    def model(self) -> EconomicModel:
        """The model."""
        return self.deck.model

    @cached_property
    def bets(self) -> list[EconomicBet]:
        """The bets by their ids: the order of the rows of ``growth``."""
        return ordered_bets(self.model)

    def finishes(self, values: Floats) -> list[Done | None]:
        """Return when each bet is finished; None: in no future."""
        periods = self.model.periods
        place = {period: at for at, period in enumerate(periods)}
        place = {BEFORE: -1} | place
        worked = finished_by_work(self.deck, values)
        found: list[Done | None] = []
        for bet in self.bets:
            end = worked.get(bet.id)
            if end is None and bet.finished is not None:
                end = place[bet.finished]
            found.append(None if end is None else Done(end, len(periods)))
        return found

    def run(
        self,
        values: Floats,
        out: Futures,
        finishes: Sequence[Done | None] | None = None,
    ) -> None:
        """Fill ``out`` with what the values dealt to each future come to.

        ``finishes`` are those of the values, where they are known already.
        """
        done = self.finishes(values) if finishes is None else finishes
        costs: Amount = 0.0
        for name in sorted(self.model.costs):
            costs = costs + self.deck.amount(f"costs:{name}", values)
        for part in (out.with_bets, out.without):
            part[:2] = 0.0
            part[2] = 0.0 - costs
        if out.growth is not None and out.profit is not None:
            out.growth[:] = 0.0
            out.profit[:] = 0.0
        self._charge(values, done, out)
        pushes = self._pushes(values, done)
        for segment in sorted(self.model.segments, key=lambda one: one.id):
            base = {
                driver: self.deck.amount(f"{driver}:{segment.id}", values)
                for driver in DRIVERS
            }
            if segment.lead:
                base = led(base, segment.lead)
            lane = Lane(base, pushes[segment.id], len(self.model.periods))
            _add(out.with_bets, lane.full, lane.gross())
            bare = lane.bare()
            _add(out.without, bare, lane.bare_gross(bare))
            if out.growth is None or out.profit is None:
                continue
            for bet in lane.bets:
                growth, profit = lane.added_by(bet)
                out.growth[bet] += growth
                out.profit[bet] += profit

    def _charge(
        self, values: Floats, finishes: Sequence[Done | None], out: Futures
    ) -> None:
        """Take off what the bets that are done cost."""
        for at, (bet, done) in enumerate(zip(self.bets, finishes, strict=True)):
            if done is None:
                continue
            once: Amount = self.deck.amount(f"bet:{bet.id}:cost_once", values)
            running = self.deck.amount(f"bet:{bet.id}:cost_per_period", values)
            if np.any(once) or np.any(running):
                for period in range(len(self.model.periods)):
                    _take_off(out.with_bets[2, period], done.at(period), once)
                    _take_off(out.with_bets[2, period], done.before(period), running)
                if out.profit is not None:
                    out.profit[at] -= done.is_paid * once + done.left * running
            if np.any(done.left) and bet.chance:
                self._add_lumps(at, bet, done, values, out)

    def _add_lumps(
        self, at: int, bet: EconomicBet, done: Done, values: Floats, out: Futures
    ) -> None:
        """Add what a bet brings of which nobody said how."""
        happens = values[self.deck.rows[chance_of(bet)]] if bet.chance < 1 else 1.0
        for row, name, yields in (
            (1, "revenue", out.growth),
            (2, "profit", out.profit),
        ):
            lump = self.deck.amount(f"bet:{bet.id}:{name}", values) * happens
            if not np.any(lump):
                continue
            for period in range(len(self.model.periods)):
                if acts(share := done.before(period)):
                    out.with_bets[row, period] += share * lump
            if yields is not None:
                yields[at] += done.left * lump

    def _pushes(
        self, values: Floats, finishes: Sequence[Done | None]
    ) -> Mapping[str, dict[str, list[Push]]]:
        """Return what pushes each driver of each segment."""
        found: dict[str, dict[str, list[Push]]] = {
            segment.id: {} for segment in self.model.segments
        }
        for at, (bet, done) in enumerate(zip(self.bets, finishes, strict=True)):
            if done is None or not np.any(done.left) or bet.chance == 0:
                continue
            happens = values[self.deck.rows[chance_of(bet)]] if bet.chance < 1 else None
            for name, effect in ordered_effects(bet):
                change = self.deck.amount(name, values)
                if happens is not None:
                    change = change * happens
                push = Push(at, change, effect.is_relative, done.shares(effect.ramp))
                for segment in found if effect.segment is None else [effect.segment]:
                    found[segment].setdefault(effect.driver, []).append(push)
        return found


def _take_off(line: Floats, share: Amount, cost: Amount) -> None:
    """Take so much of a cost off in a period, in place."""
    if not acts(share):
        return
    line -= cost if isinstance(share, float) and share == 1.0 else share * cost


def _add(totals: Floats, path: Path, gross: Sequence[Amount]) -> None:
    for at in range(totals.shape[1]):
        totals[0, at] += path.customers[at]
        totals[1, at] += path.revenue[at]
        totals[2, at] += gross[at]
