"""The uncertain quantities of a model, and their values in each future."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.correlate import Ties, tied
from leadline.engine.economics.draws import even_points
from leadline.engine.economics.model import (
    DRIVERS,
    EconomicBet,
    EconomicModel,
    Effect,
)
from leadline.engine.ranges.distribution import Distribution, fit
from leadline.engine.ranges.normal import normal_score
from leadline.engine.ranges.said import Range

Floats = npt.NDArray[np.float64]
WORK = "work"
"""The driver that is how long all work takes."""
Amount = float | Floats
"""One number for all futures, or one for each."""


@dataclass(frozen=True)
class Card:
    """An uncertain quantity: its name, and what it is drawn from.

    ``source`` is the driver or the bet whose doubt it is part of, empty for the weeks
    that work takes. A chance, which says whether a bet has any effect, has no
    distribution.
    """

    name: str
    source: str
    drawn_from: Distribution | None
    chance: float = 1.0

    @cached_property
    def middle_and_scale(self) -> tuple[float, float]:
        """A middle and a scale that bring its values to numbers around 0."""
        if self.drawn_from is None:
            return 0.0, 1.0
        low, mid, high = self.drawn_from.given_something([-1.0, 0.0, 1.0])
        return float(mid), float(high - low) / 2 or 1.0


@dataclass(frozen=True)
class Deck:
    """All uncertain quantities of a model, in an order that its files' does not touch.

    Drivers come first, for they lie best in the points; then bets, then the weeks that
    work takes. What cannot matter
    (the effects of a bet without a chance) is not drawn.
    """

    model: EconomicModel

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The uncertain quantities, in the order of the rows drawn."""
        said: list[Card] = []
        for name, amount in sorted(_drivers(self.model)):
            if not amount.is_certain:
                said.append(Card(name, name, fit(amount)))
        for bet in ordered_bets(self.model):
            source = f"bet:{bet.id}"
            if 0 < bet.chance < 1:
                said.append(Card(chance_of(bet), source, None, bet.chance))
            for name, amount in _amounts_of(bet):
                if not amount.is_certain:
                    said.append(Card(name, source, fit(amount)))
        for (bet_id, team), amount in sorted(self.efforts.items()):
            said.append(Card(effort_of(bet_id, team), "", fit(amount, lowest=0.0)))
        return tuple(said)

    @property
    def efforts(self) -> Mapping[tuple[str, str], Range]:
        """The weeks of the work that are ranges, by bet and team."""
        return {} if self.model.work is None else self.model.work.efforts

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each uncertain quantity, by its name."""
        return {card.name: row for row, card in enumerate(self.cards)}

    @cached_property
    def ties(self) -> Ties:
        """How the scores of drivers that go together are mixed."""
        drivers = [card.name for card in self.cards if card.name == card.source]
        return tied(self.model.links, drivers)

    @cached_property
    def certain(self) -> dict[str, float]:
        """The quantities that are the same in all futures, by name."""
        said = [*_drivers(self.model)]
        for bet in self.model.bets:
            said += _amounts_of(bet)
        return {name: amount.mid for name, amount in said if amount.is_certain}

    def deal(self, *counts: int, seed: int, replicate: int) -> Floats:
        """Return the values of each quantity in some futures, one row each.

        The futures are ``counts[0]`` of this replicate, then ``counts[1]`` of the next,
        and so on: long rows take numpy less time than short ones. A chance becomes 1
        where the bet has an effect, else 0.
        """
        points = [
            even_points(len(self.cards), count, seed=seed, replicate=replicate + at)
            for at, count in enumerate(counts)
        ]
        values = np.concatenate(points, axis=1)
        mixed = [self.rows[name] for name in self.ties.names]
        if mixed:
            # Slow to import, and only what goes together needs it.
            from scipy.special import ndtr

            scores = self.ties.mix @ normal_score(values[mixed])
            values[mixed] = np.clip(ndtr(scores), 2.0**-60, 1 - 2.0**-53)
        for row, card in zip(values, self.cards, strict=True):
            if card.drawn_from is None:
                row[:] = row < card.chance
            elif card.drawn_from.spike:
                row[:] = card.drawn_from.quantile(row)
            else:
                row[:] = card.drawn_from.given_something(normal_score(row))
        return values

    def amount(self, name: str, values: Floats) -> Amount:
        """Return a quantity in the futures dealt: one number where it is certain."""
        row = self.rows.get(name)
        return self.certain[name] if row is None else values[row]


def ordered_bets(model: EconomicModel) -> list[EconomicBet]:
    """Return the bets by their ids."""
    return sorted(model.bets, key=lambda bet: bet.id)


def chance_of(bet: EconomicBet) -> str:
    """Return the name of the chance of a bet."""
    return f"bet:{bet.id}:chance"


def effort_of(bet_id: str, team: str) -> str:
    """Return the name of the weeks that a bet takes of a team."""
    return f"effort:{bet_id}:{team}"


def ordered_effects(bet: EconomicBet) -> list[tuple[str, Effect]]:
    """Return what a bet does, each with a name, in an order that no file changes."""

    def order(effect: Effect) -> tuple[object, ...]:
        change = effect.change
        points = (change.low, change.mid, change.high, change.spike)
        where = (effect.driver, effect.segment or "", effect.is_relative)
        return (*where, points, effect.ramp)

    ranked = sorted(bet.effects, key=order)
    return [(f"bet:{bet.id}:effect:{at}", effect) for at, effect in enumerate(ranked)]


def _drivers(model: EconomicModel) -> Iterator[tuple[str, Range]]:
    for segment in model.segments:
        for driver in DRIVERS:
            yield f"{driver}:{segment.id}", segment.amount(driver)
    for name, amount in model.costs.items():
        yield f"costs:{name}", amount


def _amounts_of(bet: EconomicBet) -> Iterator[tuple[str, Range]]:
    yield f"bet:{bet.id}:cost_once", bet.cost_once
    yield f"bet:{bet.id}:cost_per_period", bet.cost_per_period
    if bet.chance > 0:
        yield f"bet:{bet.id}:revenue", bet.revenue
        yield f"bet:{bet.id}:profit", bet.profit
        for name, effect in ordered_effects(bet):
            yield name, effect.change
