"""Tools over promises: what was promised to whom, by when."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.utils import timezone

from leadline.accounts.queries import workspace_day
from leadline.accounts.types import Area
from leadline.mcp.caller import actor_for
from leadline.mcp.shapes import PAGE, Shape, Text, next_of, page_of
from leadline.stakeholders.queries import list_promises as listed_promises

State = Literal[
    "", "open", "offered", "agreed", "at_risk", "kept", "broken", "released"
]
Direction = Literal["", "given", "received"]


class Promise(Shape):
    """A promise; ``days_late`` is 0 for what is in time or has no day."""

    id: int
    what: str
    person: str
    direction: str
    state: str
    due: date | None
    days_late: int
    proof: str


class Promises(Shape):
    """A page of promises; ``next`` is the cursor of the next one, "" at the end."""

    items: list[Promise]
    total: int
    next: str


def list_promises(
    text: Text = "", state: State = "", direction: Direction = "", cursor: Text = ""
) -> Promises:
    """List promises, open ones by their day first, 25 at a time.

    ``direction`` is given (by us) or received (by others); ``state`` open is every
    promise that is neither kept nor broken nor released.
    """
    actor = actor_for(Area.STAKEHOLDERS)
    found = listed_promises(
        actor=actor,
        on=workspace_day(actor=actor, now=timezone.now()),
        text=text,
        state=state,
        direction=direction,
        page=page_of(cursor),
        size=PAGE,
    )
    return Promises(
        items=[
            Promise(
                id=row.id,
                what=row.what,
                person=row.person,
                direction=row.direction,
                state=row.state,
                due=row.due_date,
                days_late=row.days_late,
                proof=row.proof,
            )
            for row in found
        ],
        total=found.total,
        next=next_of(found),
    )
