"""Steps that the tests of webhooks share."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from leadline.connections import actions, jobs
from leadline.connections.models import Delivery, Endpoint
from leadline.connections.types import EndpointIn
from leadline.foundation.fetch import Sent
from tests.attention.test_subscriptions import Silent
from tests.conftest import Person

KEY = "zebra-key"
HOOK = f"https://hooks.example/in/{KEY}"
ALL = ("evidence", "strategy", "stakeholders", "roadmap", "decisions", "launches",
       "conversation")  # fmt: skip


def add(who: Person, **changed: Any) -> tuple[Endpoint, str]:
    """Name an address that is told of everything; return it and its secret."""
    said = {"name": "Warehouse", "address": HOOK, "areas": ALL, **changed}
    made, secret = actions.add_endpoint(actor=who.actor, endpoint=EndpointIn(**said))
    return Endpoint.objects.get(pk=made.id), secret


def write_down(who: Person, now: datetime) -> int:
    """Write the messages that tell of what happened."""
    return actions.note_lines(actor=who.actor, now=now, base="https://leadline.example")


def run(owner: Person, now: datetime) -> list[int]:
    """Do what a worker does in a minute."""
    write_down(owner, now)
    ids = actions.claim_deliveries(actor=owner.actor, now=now)
    jobs.deliver(actor=owner.actor, progress=Silent(), ids=ids)
    return ids


def said(sent: Sent) -> dict[str, Any]:
    """Return the body of a message."""
    return dict(json.loads(sent.content))


def only() -> Delivery:
    """Return the one message there is."""
    return Delivery.objects.get()
