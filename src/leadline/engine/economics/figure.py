"""The measures of a projection, from what is kept of each future."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.block import KEPT
from leadline.engine.economics.model import EconomicGoal, EconomicModel

Floats = npt.NDArray[np.float64]

REACHED = 1e-9
"""A goal is reached within this share of it: sums of decimals miss by less."""


def measured(kept: Floats, measure: str, at: int) -> Floats:
    """Return a measure of the period ``at`` in each future.

    ``kept`` has the shape (3, periods, futures), rows in the order of ``KEPT``.

    >>> kept = np.array([[[2.0]], [[10.0]], [[4.0]]])
    >>> measured(kept, "margin", 0), measured(kept, "cash", 0)
    (array([0.4]), array([4.]))
    """
    if measure == "margin":
        revenue, profit = (
            kept[KEPT.index("revenue"), at],
            kept[KEPT.index("profit"), at],
        )
        share: Floats = np.zeros(profit.shape)
        np.divide(profit, revenue, out=share, where=revenue != 0)
        return share
    if measure == "cash":
        return np.asarray(kept[KEPT.index("profit"), : at + 1].sum(axis=0))
    return np.asarray(kept[KEPT.index(measure), at])


def figure_asked(model: EconomicModel) -> tuple[str, str]:
    """Return the figure that drives are of: that of the first goal, else revenue."""
    if model.goals:
        return model.goals[0].measure, model.goals[0].period
    return "revenue", model.periods[-1]


def reaches(figure: Floats, goal: EconomicGoal) -> npt.NDArray[np.bool_]:
    """Return in which futures a goal's figure is at least what it asks for."""
    return np.asarray(figure >= goal.at_least - REACHED * abs(goal.at_least))
