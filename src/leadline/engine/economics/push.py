"""How bets push a driver: what they multiply it by, and what they add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline.engine.economics.deck import Amount


@dataclass(frozen=True, slots=True)
class Push:
    """What one bet does to one driver in the futures at hand.

    ``change`` is 0 where the bet has no effect; ``shares`` says for each period how
    much of it is there, in all futures or in each.
    """

    bet: int
    change: Amount
    is_relative: bool
    shares: tuple[Amount, ...]

    @property
    def begins(self) -> int:
        """The first period in which it acts; the number of periods where in none."""
        return next(
            (at for at, s in enumerate(self.shares) if acts(s)), len(self.shares)
        )


def acts(share: Amount) -> bool:
    """Return whether there is anything of an effect, in any future."""
    return bool(share) if isinstance(share, float) else bool(np.any(share))


def is_same(one: Amount, other: Amount) -> bool:
    """Return whether two shares are the same number, or the same array."""
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return one is other
    return one == other


@dataclass(frozen=True, slots=True)
class Pushed:
    """What bets multiply a driver by, and what they add; None where nothing."""

    factor: Amount | None = None
    added: Amount | None = None

    def on(self, value: Amount) -> Amount:
        """Return a driver after the push.

        >>> Pushed(2.0, 1.0).on(5.0), Pushed().on(5.0)
        (11.0, 5.0)
        """
        value = value if self.factor is None else value * self.factor
        return value if self.added is None else value + self.added


def together(pushes: Sequence[Push], at: int) -> Pushed:
    """Return what several pushes come to in a period.

    >>> together([Push(0, 0.5, True, (1.0,)), Push(1, 3.0, False, (0.5,))], 0)
    Pushed(factor=1.5, added=1.5)
    """
    factor: Amount | None = None
    added: Amount | None = None
    for push in pushes:
        if not acts(push.shares[at]):
            continue
        part = push.shares[at] * push.change
        if push.is_relative:
            factor = 1.0 + part if factor is None else factor * (1.0 + part)
        else:
            added = part if added is None else added + part
    return Pushed(factor, added)


def all_but(bet: int, pushes: Sequence[Push], at: int, pushed: Pushed) -> Pushed:
    """Return what is left of the push of all when one bet is taken away.

    Its factor is divided out; where that is 0 in a future, the others are multiplied
    anew.

    >>> pushes = [Push(0, 0.5, True, (1.0,)), Push(1, 1.0, True, (1.0,))]
    >>> all_but(1, pushes, 0, together(pushes, 0))
    Pushed(factor=1.5, added=None)
    """
    others = [push for push in pushes if push.bet != bet and acts(push.shares[at])]
    own = [push for push in pushes if push.bet == bet and acts(push.shares[at])]
    if not own:
        return pushed
    if len(others) <= len(own) or not all(push.is_relative for push in own):
        return together(others, at)
    factor = pushed.factor
    for push in own:
        part = 1.0 + push.shares[at] * push.change
        if factor is None or not np.all(part):
            return together(others, at)
        factor = factor / part
    return Pushed(factor, pushed.added)
