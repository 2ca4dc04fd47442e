"""What is left of a minute, taken by several at once."""

from __future__ import annotations

from datetime import UTC, datetime

from leadline.foundation.allowance import Allowance

MINUTE = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)


class Overtaken:
    """A lock behind which somebody else is quicker, once."""

    def __init__(self, own: Allowance) -> None:
        self.own, self.is_due = own, True

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        if self.is_due:
            self.is_due = False
            self.own.take(7, MINUTE, lambda: (0, None))


def test_nobody_is_turned_away_because_another_was_quicker() -> None:
    own = Allowance()
    own.take(7, MINUTE, lambda: (2, None))
    own._lock = Overtaken(own)

    assert own.take(7, MINUTE, lambda: (0, None)) is not None


def test_nobody_is_turned_away_before_the_minute_is_used_up() -> None:
    own, lots = Allowance(), iter([(2, 2), (1, 3)])

    def refill() -> tuple[int, int | None]:
        return next(lots, (0, None))

    got = [own.take(7, MINUTE, refill) for _ in range(5)]
    assert [one is not None for one in got] == [True, True, True, False, False]
