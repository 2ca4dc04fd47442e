"""Examples for the addresses of lines of Today, and of lists around somebody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from leadline.conversation.actions import put_to_sleep
from leadline.decisions.actions import create_prediction
from leadline.decisions.types import PredictionIn
from tests.contracts.examples import Examples


def line_of(e: Examples) -> str:
    """A prediction that nobody has answered; the owner has put it to sleep."""

    def make() -> str:
        on = datetime.now(UTC).date()
        asked = PredictionIn("Ports sign", resolve_on=on + timedelta(days=9))
        made = create_prediction(actor=e.actor, prediction=asked, on=on)
        key = f"answer-{made.pk}"
        put_to_sleep(actor=e.actor, key=key, until=on + timedelta(days=2), on=on)
        return key

    return e.once("line_of_today", make)


def _until(e: Examples) -> dict[str, object]:
    until = datetime.now(UTC).date() + timedelta(days=2)
    return {"act": "snooze", "until": f"{until:%Y-%m-%d}"}


THINGS: dict[str, Callable[[Examples], object]] = {
    "today": line_of,
    "act": lambda e: "snooze",
    "made": lambda e: 0,
    "around/<str:kind>/<int:pk>/<str:part>/:kind": lambda e: "customer",
    "around/<str:kind>/<int:pk>/<str:part>/:pk": lambda e: e.customer.pk,
    "around/<str:kind>/<int:pk>/<str:part>/:part": lambda e: "promises",
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {"overview:ask": _until}
PUBLIC: set[str] = set()
# What sleeps on Today sleeps for one person.
READERS_OWN: set[str] = {"overview:ask", "overview:ask_undo"}
