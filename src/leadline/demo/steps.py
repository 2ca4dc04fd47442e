"""What happened, in the order of its days: what came later was not known before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """Something that somebody did so many days ago."""

    ago: float
    run: Callable[[], object]


def take(steps: Iterable[Step]) -> None:
    """Do what happened, the oldest first; on one day, in the order told.

    >>> said = []
    >>> take([Step(2, lambda: said.append("then")), Step(9, lambda: said.append("at"))])
    >>> said
    ['at', 'then']
    """
    for step in sorted(steps, key=lambda one: -one.ago):
        step.run()
