"""How well a share is known that was counted in a sample."""

from __future__ import annotations


def error_of_share(share: float, count: int) -> float:
    """Return the standard error of a share that was counted in so many futures.

    One future more with, and one without, are added to those counted (Laplace): what
    was seen in all of them, or in none, is not certain for that.

    >>> round(error_of_share(34 / 43, 43), 3), round(error_of_share(1.0, 43), 3)
    (0.062, 0.022)
    """
    near = (share * count + 1) / (count + 2)
    return float((near * (1 - near) / (count + 2)) ** 0.5)
