"""By what a plan is chosen that turns out differently in each future."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from leadline.engine.errors import EngineError

Floats = npt.NDArray[np.float64]
Kind = Literal["expected", "cvar", "goal"]
KNOWN = "expected, cvar:0.1 (the mean of the worst tenth) or goal"


@dataclass(frozen=True)
class Risk:
    """``expected``: the mean. ``cvar``: the mean of the worst ``share``. ``goal``: the
    share of futures in which every goal is reached, the mean where that is equal."""

    kind: Kind = "expected"
    share: float = 1.0

    @classmethod
    def read(cls, text: str) -> Risk:
        """Read a measure of risk as it is written on the command line.

        Raises
        ------
        EngineError
            If it is not one of those known, or the share is not above 0 and at most 1.

        Examples
        --------
        >>> Risk.read("cvar:0.1")
        Risk(kind='cvar', share=0.1)
        """
        name, colon, share = text.strip().partition(":")
        if name in ("expected", "goal") and not colon:
            return cls("expected" if name == "expected" else "goal")
        try:
            part = float(share)
        except ValueError:
            part = np.nan
        if name != "cvar" or not 0 < part <= 1:
            raise EngineError(f'"{text}" is no measure of risk; give {KNOWN}.')
        return cls("cvar", part)

    def of(self, outcomes: Floats, reached: Floats) -> float:
        """Return how good outcomes are: more is better.

        Parameters
        ----------
        outcomes : ndarray of float, shape (futures,)
            The objective in each future.
        reached : ndarray of float, shape (futures,)
            1 where every goal is reached, else 0.

        Examples
        --------
        >>> Risk("cvar", 0.5).of(np.array([4.0, 1.0, 2.0, 9.0]), np.ones(4))
        1.5
        """
        if self.kind == "goal":
            return float(reached.mean())
        if self.kind == "expected":
            return float(outcomes.mean())
        return worst_mean(outcomes, self.share)


def worst_mean(outcomes: Floats, share: float) -> float:
    """Return the mean of the worst share of outcomes, the last of them in part.

    References
    ----------
    Rockafellar, R. T. and Uryasev, S. (2000). Optimization of conditional
    value-at-risk. *Journal of Risk* 2, 21-41.

    Examples
    --------
    >>> worst_mean(np.array([3.0, 1.0, 2.0]), 0.5)
    1.3333333333333333
    """
    ordered = np.sort(outcomes)
    weights = np.clip(share * ordered.size - np.arange(ordered.size), 0.0, 1.0)
    return float(weights @ ordered / weights.sum())
