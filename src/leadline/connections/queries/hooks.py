"""Addresses that are told what happens, and how it went: for owners."""

from __future__ import annotations

from typing import Any

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Area
from leadline.connections.models import Delivery, Endpoint
from leadline.connections.queries.rows import get_endpoint
from leadline.connections.types import DeliveryRow, DeliveryState, EndpointRow
from leadline.foundation.paging import Listed, Page, listed


def list_endpoints(*, actor: Actor) -> list[EndpointRow]:
    """Return the addresses that are told; raise ``NotAllowed`` for all but owners."""
    actor.require("administer")
    return [_row(one) for one in rows(Endpoint, actor).order_by("name", "pk")]


def endpoint_row(*, actor: Actor, endpoint_id: int) -> EndpointRow:
    """Return one of them; raise ``NotAllowed``, ``NotFound``."""
    actor.require("administer")
    return _row(get_endpoint(actor=actor, endpoint_id=endpoint_id))


def list_deliveries(
    *, actor: Actor, endpoint_id: int, page: Page = 1, size: int | None = 20
) -> Listed[DeliveryRow]:
    """Return what was handed to an address or waits, the latest first.

    Raises ``NotAllowed``, ``NotFound``.
    """
    actor.require("administer")
    endpoint = get_endpoint(actor=actor, endpoint_id=endpoint_id)
    found = rows(Delivery, actor).filter(endpoint=endpoint).order_by("-pk")
    return listed(found, _deliveries, page, size)


def _row(one: Endpoint) -> EndpointRow:
    return EndpointRow(
        id=one.pk,
        name=one.name,
        host=one.server_name,
        areas=tuple(area for area in Area if area.value in one.areas),
        is_on=one.is_on,
        fault=one.fault,
        failing_since=one.failing_since,
        sent_at=one.sent_at,
        old_until=one.old_until if one.old_secret else None,
        version=one.version,
    )


def _deliveries(found: Any) -> list[DeliveryRow]:
    return [
        DeliveryRow(
            id=one.pk,
            message=one.message,
            type=one.type,
            body=one.body,
            state=DeliveryState(one.state),
            attempts=one.attempts,
            at=one.created_at,
            tried_at=one.tried_at,
            due_at=one.due_at,
            status=one.status,
            fault=one.fault,
        )
        for one in found
    ]
