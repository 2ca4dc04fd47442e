"""Examples for the addresses of connections."""

from __future__ import annotations

from collections.abc import Callable

from leadline.connections import actions
from leadline.connections.types import EndpointIn
from tests.contracts.examples import NOW, Examples

HOOK = "https://hooks.example/in/key"


def endpoint_of(e: Examples) -> int:
    return e.once(
        "endpoint",
        lambda: actions.add_endpoint(
            actor=e.actor, endpoint=EndpointIn("Warehouse", HOOK, ("evidence",))
        ),
    )[0].id


def delivery_of(e: Examples) -> int:
    def make() -> int:
        pk = endpoint_of(e)
        return actions.try_endpoint(actor=e.actor, endpoint_id=pk, now=NOW).id

    return e.once("delivery", make)


NAMED = {"name": "Board", "address": HOOK, "areas": ["roadmap", "decisions"]}
THINGS: dict[str, Callable[[Examples], object]] = {
    "settings/webhooks": endpoint_of,
    "delivery_id": delivery_of,
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "connections:webhooks": lambda e: NAMED,
    "connections:webhook": lambda e: NAMED,
    "connections:webhook_switch": lambda e: {"on": "no"},
}
PUBLIC: set[str] = set()
READERS_OWN: set[str] = set()
