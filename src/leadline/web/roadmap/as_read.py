"""The ranges of a bet beside how they are read by the record of who leads it."""

from __future__ import annotations

from dataclasses import dataclass

from leadline.accounts.types import Actor
from leadline.decisions.queries import ranges_as_read
from leadline.decisions.types import plain_ends
from leadline.foundation.measures import measured
from leadline.foundation.ranges import Asked, SaidRange, written_range
from leadline.roadmap.types import BetRow, Range

WEEKS = "person-weeks"


@dataclass(frozen=True, slots=True)
class AsRead:
    """What a record says of somebody, and each range as said and as read."""

    name: str
    n: int
    held: int
    lines: tuple[tuple[str, str, str], ...]


def as_read(actor: Actor, bet: BetRow) -> AsRead | None:
    """Return a bet's ranges as they are read, where its leader's record is open."""
    spreads: list[tuple[str, Range, str]] = [
        ("Growth", bet.growth.said, bet.growth.said.currency),
        ("Profit", bet.profit.said, bet.profit.said.currency),
        *((effort.team, effort.weeks, WEEKS) for effort in bet.efforts),
    ]
    wide = [(name, one, unit) for name, one, unit in spreads if one.is_open]
    if not wide or bet.owner_id is None:
        return None
    said = [SaidRange(one.p10, one.p50, one.p90) for _, one, _ in wide]
    record, read = ranges_as_read(
        actor=actor, user_id=bet.owner_id, said=said, asked=Asked()
    )
    if record is None:
        return None
    pairs = zip(wide, said, read, strict=True)
    return AsRead(
        name="You" if bet.owner_id == actor.user_id else bet.owner,
        n=record.n,
        held=record.held,
        lines=tuple(
            (name, _said(one, unit), _read(wider, unit))
            for (name, _, unit), one, wider in pairs
        ),
    )


def _said(one: SaidRange, unit: str) -> str:
    if unit == WEEKS:
        return written_range(one)
    return f"{measured(one.low, unit)} to {measured(one.high, unit)}"


def _read(one: SaidRange, unit: str) -> str:
    if unit == WEEKS:
        return plain_ends(one)
    return f"{measured(one.low, unit)} to {measured(one.high, unit)}"
