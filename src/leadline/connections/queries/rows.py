"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.connections.models import Delivery, Endpoint
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import the_one


def get_endpoint(*, actor: Actor, endpoint_id: int, held: bool = False) -> Endpoint:
    """Return an address that is told, or raise ``NotFound``; for owners alone."""
    actor.require("administer")
    own = rows(Endpoint, actor).filter(pk=endpoint_id)
    found = the_one(own.select_for_update() if held else own)
    if found is None:
        raise NotFound("There is no such address.")
    return found


def get_delivery(*, actor: Actor, delivery_id: int) -> Delivery:
    """Return a message to an address, or raise ``NotFound``; for owners alone."""
    actor.require("administer")
    found = the_one(rows(Delivery, actor).filter(pk=delivery_id))
    if found is None:
        raise NotFound("There is no such message any more.")
    return found
