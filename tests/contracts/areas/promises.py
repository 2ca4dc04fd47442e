"""Examples for the addresses of promises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from leadline.roadmap import actions as roadmap
from leadline.stakeholders import actions
from leadline.stakeholders.models import Briefing, Commitment
from leadline.stakeholders.types import PromiseIn
from tests.contracts.areas.stakeholders import person_of
from tests.contracts.examples import Examples
from tests.factories import as_row


def promise_of(e: Examples) -> Commitment:
    """A promise to Petra that a bet honours."""

    def make() -> Commitment:
        now = datetime.now(UTC)
        said = PromiseIn(
            person_of(e).pk, "Costs over three years", state="agreed",
            due_date=now.date() + timedelta(days=20),
        )  # fmt: skip
        made = actions.create_promise(actor=e.actor, promise=said, now=now)
        roadmap.honour_promise(actor=e.actor, promise_id=made.pk, bet_id=e.bet.pk)
        return as_row(Commitment, made)

    return e.once("promise", make)


def briefing_of(e: Examples) -> Briefing:
    return e.once(
        "briefing",
        lambda: actions.create_briefing(
            actor=e.actor, audience="sales", title="Sales", body="Words", facts={},
            now=datetime.now(UTC),
        ),
    )  # fmt: skip


THINGS: dict[str, Callable[[Examples], object]] = {
    "promises": lambda e: promise_of(e).pk,
    "briefings": lambda e: briefing_of(e).pk,
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "stakeholders:promise_new": lambda e: {
        "person_id": person_of(e).pk, "direction": "given", "what": "A call",
        "part": "other", "state": "offered",
    },
    "stakeholders:promise_value": lambda e: {"state": "kept"},
    "stakeholders:briefings": lambda e: {"audience": "sales"},
    "stakeholders:briefing": lambda e: {"title": "T", "body": "B"},
    "stakeholders:briefing_send": lambda e: {"to": "jonas@harbour.example"},
    "stakeholders:told": lambda e: {
        "person": person_of(e).pk, "subject": ["bet:1"], "how": "Called",
    },
}  # fmt: skip
PUBLIC: set[str] = set()
READERS_OWN: set[str] = set()
