"""What a new plan may be called, and why it is made, from what is on record."""

from __future__ import annotations

from datetime import date

from leadline.accounts.types import Actor
from leadline.foundation.words import age, day
from leadline.roadmap import queries
from leadline.roadmap.types import PlanHead


def name_and_reason(
    actor: Actor, today: date, before: PlanHead | None = None
) -> dict[str, str]:
    """Return the first words of both fields, for who plans to read and to change.

    They say what is known and judge nothing; none of it is kept before it is sent.
    ``before`` is the plan that is planned again.
    """
    name = f"Plan of {today.day} {today:%B}"
    made = queries.list_plans(actor=actor, text=name, size=1).total
    return {
        "name": f"{name}, {made + 1}" if made else name,
        "reason": _reason(actor, today, before),
    }


def _reason(actor: Actor, today: date, before: PlanHead | None) -> str:
    if before is not None:
        return f"“{before.name}” of {day(before.made_at, today)} is planned again."
    newest = next(iter(queries.list_plans(actor=actor, size=1)), None)
    if newest is None:
        return "There is no plan yet."
    if newest.made_at.date() >= today:
        return f"Another look beside “{newest.name}”."
    return f"The newest plan, “{newest.name}”, is {age(newest.made_at, today)}."
