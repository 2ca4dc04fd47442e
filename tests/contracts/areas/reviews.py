"""Examples for the addresses of business reviews."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from leadline.foundation.months import month_of, next_month
from leadline.overview.review import month_facts
from leadline.strategy import actions
from tests.contracts.examples import Examples


def review_of(e: Examples) -> int:
    """A draft of the month before last; the last one is made at the door."""

    def make() -> int:
        now = datetime.now(UTC)
        month = next_month(month_of(now.date()), -2)
        facts = month_facts(actor=e.actor, month=month, now=now)
        made = actions.make_review(
            actor=e.actor, month=month, facts=facts, today=now.date(), now=now
        )
        return made.id

    return e.once("review", make)


THINGS: dict[str, Callable[[Examples], object]] = {
    "strategy/reviews": review_of,
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "strategy:reviews": lambda e: {
        "month": next_month(month_of(datetime.now(UTC).date()), -1)
    },
    "strategy:review_edit": lambda e: {
        "section": "learned", "learned-words": "Wards swap more than ports.",
    },
}  # fmt: skip
PUBLIC: set[str] = set()
READERS_OWN: set[str] = set()
