"""Examples for documents: a record of each kind that has one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from leadline.overview.briefing import draft_briefing
from leadline.stakeholders.actions import create_briefing
from tests.contracts.areas.decisions import decided
from tests.contracts.areas.launches import launch_of
from tests.contracts.areas.promises import promise_of
from tests.contracts.areas.reviews import review_of
from tests.contracts.examples import Examples

ROUTE = "documents/<str:kind>/<int:pk>/<str:form>/"


def briefing_of(e: Examples) -> int:
    """A briefing from the record, with figures and the records they come from."""

    def make() -> int:
        now = datetime.now(UTC)
        assert all((promise_of(e), decided(e), e.plan, e.goal))
        draft = draft_briefing(actor=e.actor, audience="engineering", now=now)
        assert draft.figures
        made = create_briefing(
            actor=e.actor, audience="engineering", title=draft.title, body=draft.body,
            facts=draft.facts, now=now, parts=draft.parts,
        )  # fmt: skip
        return made.pk

    return e.once("briefing with parts", make)


OF_KIND: dict[str, Callable[[Examples], int]] = {
    "decision": lambda e: decided(e).pk,
    "card": lambda e: decided(e).pk,
    "briefing": lambda e: briefing_of(e),
    "review": review_of,
    "plan": lambda e: e.plan.pk,
    "need": lambda e: e.need.pk,
    "launch": lambda e: launch_of(e).pk,
    "growth": lambda e: e.actor.user_id,
}
THINGS: dict[str, Callable[[Examples], object]] = {
    f"{ROUTE}:kind": lambda e: "decision",
    f"{ROUTE}:pk": OF_KIND["decision"],
    f"{ROUTE}:form": lambda e: "md",
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {}
PUBLIC: set[str] = set()
READERS_OWN: set[str] = set()
