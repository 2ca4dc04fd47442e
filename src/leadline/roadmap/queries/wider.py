"""Ranges of bets, read by the record of who leads them, while a plan is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from leadline.roadmap.bridge import read_wider
from leadline.roadmap.models import Bet
from leadline.roadmap.types import Reader

Ends = tuple[Decimal, Decimal]


class Wider:
    """Reads the ends of ranges, and remembers whose it read."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        """Keep those by whose record ranges are read."""
        self._readers = {reader.user_id: reader for reader in readers}
        self._read: defaultdict[int, set[int]] = defaultdict(set)

    def ends(self, bet: Bet, low: Decimal, mid: Decimal, high: Decimal) -> Ends:
        """Return the ends of one of a bet's ranges as they are read."""
        reader = self._readers.get(bet.owner_id or 0)
        if reader is None or low == high:
            return low, high
        self._read[reader.user_id].add(bet.pk)
        return read_wider(low, mid, high, reader.factor)

    @property
    def readers(self) -> tuple[Reader, ...]:
        """Those by whose record a range was read, each with the bets."""
        return tuple(
            replace(reader, bets=tuple(sorted(self._read[pk])))
            for pk, reader in self._readers.items()
            if self._read[pk]
        )
