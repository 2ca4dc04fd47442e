"""How likely a goal is, as whoever worked it out hands it to a review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Odds:
    """The chance of a goal with the committed plan, in percent, and what moved it.

    A review holds them against those that the review before kept.
    """

    percent: int
    because: str = ""


# By the goal's number. Without odds a review has no column for them.
NO_ODDS: Mapping[int, Odds] = MappingProxyType({})
