"""Examples for the addresses of growth."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from leadline.growth import actions
from leadline.growth.models import Cycle, Step
from leadline.growth.queries import framework_of, framework_text
from leadline.growth.types import StepIn
from tests.contracts.examples import Examples


def today(days: int = 0):
    return datetime.now(UTC).date() + timedelta(days=days)


def cycle_of(e: Examples) -> Cycle:
    """An assessment of the owner's that asks the owner for nothing."""
    return e.once(
        "cycle",
        lambda: Cycle.objects.get(
            pk=actions.open_cycle(actor=e.actor, name="Autumn", on=today()).pk
        ),
    )


def closed(e: Examples) -> Cycle:
    made = cycle_of(e)
    if made.closed_on is None:
        actions.close_cycle(actor=e.actor, cycle_id=made.pk, on=today())
        made.refresh_from_db()
    return made


def asked(e: Examples) -> int:
    """An assessment of a member who asks the owner for a view."""

    def make() -> int:
        other = e.member
        made = Cycle.objects.create(
            workspace_id=e.actor.workspace_id, user_id=other.user_id, name="Hers",
            text=framework_text(actor=e.actor), started_on=today(),
            manager_id=e.actor.user_id,
        )  # fmt: skip
        return made.pk

    return e.once("asked", make)


def token_of(e: Examples) -> str:
    return e.once(
        "peer_token",
        lambda: actions.peer_link_for(
            actor=e.actor, cycle_id=cycle_of(e).pk, on=today()
        ),
    )


def step_of(e: Examples) -> Step:
    said = StepIn("Ask finance first", "influence", today(30), "Petra", "contact")
    now = datetime.now(UTC)
    return e.once(
        "step",
        lambda: actions.add_step(actor=e.actor, step=said, on=today(), now=now),
    )


def levels(e: Examples, level: int = 3) -> dict[str, object]:
    plan = framework_of(actor=e.actor)
    return {f"level_{one.key}": level for one in plan.competencies}


def sharing(e: Examples) -> dict[str, object]:
    closed(e)
    return {"user_id": e.member.user_id}


THINGS: dict[str, Callable[[Examples], object]] = {
    "growth": lambda e: cycle_of(e).pk,
    "growth/<int:pk>/view/:pk": asked,
    "steps": lambda e: step_of(e).pk,
    "space": lambda e: e.actor.workspace_id,
    "peer/<int:space>": token_of,
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "growth:cycle_new": lambda e: {"name": "Spring"},
    "growth:rate": levels,
    "growth:manager": lambda e: {"user_id": e.member.user_id},
    "growth:share": sharing,
    "growth:step_add": lambda e: {
        "what": "Listen", "competency": "insight", "due_on": today(9).isoformat(),
    },
    "growth:step_end": lambda e: {"state": "done", "learned": "It helps"},
    "growth:explain": lambda e: {"measure": "market", "explanation": "Leave"},
    "growth:framework": lambda e: {"text": framework_text(actor=e.actor)},
    "peer_answer": levels,
}  # fmt: skip
PUBLIC: set[str] = {"peer_answer"}
# A reader's growth is the reader's own.
READERS_OWN: set[str] = {
    "growth:cycle_new", "growth:step_add", "growth:explain",
}  # fmt: skip
