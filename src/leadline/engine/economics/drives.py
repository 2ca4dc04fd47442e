"""Which driver accounts for which share of the doubt about a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.deck import WORK, Card, Deck
from leadline.engine.economics.done import Done

Floats = npt.NDArray[np.float64]

CUT = 1e-9
"""Below this share of the largest, a direction of the basis says nothing new."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over some futures: of the figure, and by source of its basis with it.

    Each basis has a first row of ones; ``inner`` is (k, k), ``outer`` (k,).
    """

    count: int
    total: float
    square: float
    inner: Mapping[str, Floats]
    outer: Mapping[str, Floats]


class Shares:
    """First-order Sobol shares of a figure, from the futures that are there anyway.

    The share of a driver is the variance of what is expected of a figure once the
    driver is known, divided by its variance. What is expected is found by regressing
    the figure on the driver's value, its square and its cube; for a bet, which is one
    source with all that is uncertain about it, on whether it has an effect, and on its
    changes and costs with their squares. How long all work takes is one source, on the
    period that each bet is finished in and its square.

    Parameters
    ----------
    deck : Deck

    References
    ----------
    Sobol (2001). Global sensitivity indices for nonlinear mathematical models.
    Mathematics and Computers in Simulation 55. Plischke, Borgonovo and Smith (2013).
    Global sensitivity measures from given data. European Journal of Operational
    Research 226, for taking them from a sample that is there.
    """

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self._taken: list[Moments] = []

    @cached_property
    def members(self) -> dict[str, list[int]]:
        """The rows of each source but the work."""
        found: dict[str, list[int]] = {}
        for row, card in enumerate(self.deck.cards):
            if card.source:
                found.setdefault(card.source, []).append(row)
        return found

    def take(
        self, values: Floats, figure: Floats, finishes: Sequence[Done | None] = ()
    ) -> None:
        """Count futures in: their values (cards, futures), a figure (futures), and
        when each bet is finished in them."""
        inner, outer = {}, {}
        for source, basis in self._bases(values, finishes):
            inner[source] = basis @ basis.T
            outer[source] = basis @ figure
        square = float(figure @ figure)
        total = float(figure.sum())
        self._taken.append(Moments(len(figure), total, square, inner, outer))

    def _bases(
        self, values: Floats, finishes: Sequence[Done | None]
    ) -> Iterator[tuple[str, Floats]]:
        for source, rows in self.members.items():
            yield source, _basis([self.deck.cards[row] for row in rows], values[rows])
        if self.deck.efforts:
            yield WORK, _basis_of_work(finishes, values.shape[1])

    def shares(self) -> dict[str, float]:
        """Return for each source its share of the figure's variance, 0 to 1."""
        count = sum(one.count for one in self._taken)
        if not count:
            return {}
        mean = sum(one.total for one in self._taken) / count
        variance = sum(one.square for one in self._taken) / count - mean**2
        found = {}
        for source in self._taken[0].inner:
            inner = np.sum([one.inner[source] for one in self._taken], axis=0) / count
            outer = np.sum([one.outer[source] for one in self._taken], axis=0) / count
            explained, used = _explained(inner, outer)
            share = explained / variance if variance > 1e-18 * mean**2 else 0.0
            # What a regression explains of nothing but noise is taken off.
            fair = 1 - (1 - share) * (count - 1) / max(count - used - 1, 1)
            found[source] = float(np.clip(fair, 0.0, 1.0))
        return found


def _basis(cards: list[Card], values: Floats) -> Floats:
    """Return functions of all that is uncertain about a source, ones first."""
    rows = [np.ones(values.shape[1])]
    happens: Floats | None = None
    for card, value in zip(cards, values, strict=True):
        if card.drawn_from is None:
            happens = value
            rows.append(value)
            continue
        mid, scale = card.middle_and_scale
        x = (value - mid) / scale
        if card.name == card.source:
            rows += [x, x * x, x * x * x]
        elif happens is not None and ":effect:" in card.name:
            rows += [x * happens, x * x * happens]
        else:
            rows += [x, x * x]
    return np.stack(rows)


def _basis_of_work(finishes: Sequence[Done | None], count: int) -> Floats:
    """Return functions of when bets are finished, ones first.

    A bet has its two rows whether its period differs in these futures or not, so that
    those of all of them can be added up.
    """
    rows = [np.ones(count)]
    for done in finishes:
        x = np.full(count, 0.0 if done is None else done.finish, dtype=np.float64)
        x /= 1 if done is None else done.periods
        rows += [x, x * x]
    return np.stack(rows)


def _explained(inner: Floats, outer: Floats) -> tuple[float, int]:
    """Return the variance that a basis explains, and how many directions it has."""
    mean = inner[0]
    inner = inner[1:, 1:] - np.outer(mean[1:], mean[1:])
    outer = outer[1:] - mean[1:] * outer[0]
    scale = np.sqrt(np.maximum(np.diag(inner), 0.0))
    scale[scale == 0] = 1.0
    values, vectors = np.linalg.eigh(inner / np.outer(scale, scale))
    kept = values > CUT * max(values.max(), 0.0)
    along = vectors[:, kept].T @ (outer / scale)
    return float((along**2 / values[kept]).sum()), int(kept.sum())
