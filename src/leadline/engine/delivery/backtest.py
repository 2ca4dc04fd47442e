"""How forecasts of finishing would have held in a history's own past."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.delivery.throughput import (
    ENOUGH_WEEKS,
    Draws,
    checked,
    weeks_to_finish,
)
from leadline.engine.errors import EngineError

LIKELY = 0.8
RUNS = 1_000


@dataclass(frozen=True, slots=True)
class Backtest:
    """Forecasts made from earlier weeks that have come out since.

    ``held`` of ``n`` were finished by the week that 8 in 10 futures were; ``within``
    lay between the weeks one in ten is before and one in ten after.
    """

    n: int
    held: int
    within: int


def backtest(
    done: npt.ArrayLike, remaining: float, draws: Draws | None = None
) -> Backtest:
    """Return how forecasts of finishing so much held, made from rolling origins.

    From each week on that has ``ENOUGH_WEEKS`` before it, forecast as if nothing later
    were known. Origins whose work is not finished within the history are left out,
    so the origins end before so much was finished; neighbours share most weeks, so
    ``n`` counts for less than it says.

    Parameters
    ----------
    done : array_like of float, shape (n,)
        What was finished in each week, oldest first.
    remaining : float
        Work to finish from each origin, above 0.
    draws : Draws, optional
        ``RUNS`` futures each without.

    Returns
    -------
    Backtest
        Counts; ``n`` is 0 for a history too short.

    Raises
    ------
    EngineError
        As ``weeks_to_finish``, or for nothing to finish.

    Examples
    --------
    >>> backtest([2] * 20, 6)
    Backtest(n=10, held=10, within=10)
    """
    history = checked(done)
    if not remaining > 0:
        raise EngineError("There has to be something to finish.")
    how = draws or Draws(runs=RUNS)
    n = held = within = 0
    for origin in range(ENOUGH_WEEKS, history.size):
        came = np.cumsum(history[origin:])
        if came[-1] < remaining:
            break
        if not history[:origin].any():
            continue
        took = int(np.searchsorted(came, remaining)) + 1
        weeks = weeks_to_finish(history[:origin], remaining, how)
        early, likely, late = np.quantile(weeks, [0.1, LIKELY, 0.9], method="higher")
        n += 1
        held += took <= likely
        within += early <= took <= late
    return Backtest(n, int(held), int(within))
