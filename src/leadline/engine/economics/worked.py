"""When the work behind a model's bets is finished, in each future."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.deck import Deck, effort_of
from leadline.engine.economics.done import Finish, Ints
from leadline.engine.economics.doubts import Doubt, Reality
from leadline.engine.economics.planned import ends_as_planned
from leadline.engine.economics.work import Work

Floats = npt.NDArray[np.float64]


def finished_by_work(deck: Deck, values: Floats) -> Mapping[str, Finish]:
    """Carry the work of a model out as it was planned, with the weeks dealt.

    What takes longer runs on into the next period, what comes after it waits, and what
    is not finished in the last period of the work never is (``run_on``).

    Parameters
    ----------
    deck : Deck
    values : ndarray of float, shape (cards, futures)

    Returns
    -------
    mapping of bet to int or ndarray of int, shape (futures,)
        The period of the model that each bet of the work is finished in: one number
        where that is the same in all futures. Empty for a model without work.
    """
    work = deck.model.work
    if work is None:
        return {}
    doubts, rows = [], []
    for bet, team in sorted(work.efforts):
        row = deck.rows[effort_of(bet, team)]
        drawn_from = deck.cards[row].drawn_from
        assert drawn_from is not None
        doubts.append(Doubt(bet, "", team, drawn_from))
        rows.append(row)
    reality = Reality(work.problem, tuple(doubts), values[rows])
    places = places_among(work, deck.model.periods)
    found: dict[str, Finish] = {}
    for bet, ends in ends_as_planned(reality, work.begins).items():
        # NOT_IN is -1: the last place, that of what is never finished.
        end = places[ends]
        first = int(end[0])
        found[bet] = first if (end == first).all() else end
    return found


def places_among(work: Work, periods: Sequence[str]) -> Ints:
    """Return where the periods of the work lie among others, and what is never.

    -1 before all of them, their number after them; the last one is the place of what is
    never finished.

    >>> from leadline.engine.portfolio.problem import PlanProblem
    >>> work = Work(PlanProblem(("Q4", "Q1", "Q2"), {}, ()), {}, {})
    >>> places_among(work, ["Q1"]).tolist()
    [-1, 0, 1, 1]
    """
    known = {period: at for at, period in enumerate(periods)}
    found, last = [], -1
    for period in work.problem.periods:
        if period in known:
            last = known[period]
        elif last >= 0:
            last = len(periods)
        found.append(last)
    return np.array([*found, len(periods)], dtype=np.int64)
