"""Addresses that are told what happens to records; for owners.

An address and its secrets stand in no log and on no page: whoever has the address of
many a service may write there, and whoever has the secret may sign as Leadline.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models.functions import Now

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import last_line, rows
from leadline.accounts.types import Actor, Kept
from leadline.connections.models import Delivery, Endpoint
from leadline.connections.queries.rows import get_endpoint
from leadline.connections.types import (
    AREAS,
    BOTH_FOR,
    MOST_ENDPOINTS,
    DeliveryState,
    EndpointIn,
)
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.fetch import plain_address
from leadline.foundation.lockbox import lock
from leadline.foundation.webhooks import new_secret

WAS_OFF = "The address was switched off before it was told."


@transaction.atomic
def add_endpoint(*, actor: Actor, endpoint: EndpointIn) -> tuple[Kept, str]:
    """Name an address that is told from now on; return it and its secret, once.

    Raises ``NotAllowed``, ``Invalid`` for an address that is not encrypted or areas
    that are none, ``Conflict`` for a name in use or too many.
    """
    actor.require("administer")
    own = rows(Endpoint, actor)
    if own.count() >= MOST_ENDPOINTS:
        raise Conflict(
            f"{MOST_ENDPOINTS} addresses are enough; take one out first.", field="name"
        )
    secret, address = new_secret(), _address(endpoint.address)
    made = Endpoint(
        workspace_id=actor.workspace_id,
        name=_name(actor, endpoint.name),
        areas=_areas(endpoint.areas),
        secret=lock(secret),
        told_to=last_line(actor=actor),
        address=lock(address),
        server_name=_host(address),
    )
    made.save()
    record(
        actor=actor, verb="connections.add_endpoint", subject=made, name=made.name,
        server=made.server_name, areas=made.areas, version=made.version,
    )  # fmt: skip
    return result_of(made), secret


@transaction.atomic
def change_endpoint(
    *, actor: Actor, endpoint_id: int, endpoint: EndpointIn, seen: int | None = None
) -> Kept:
    """Change name, areas and, where one is given, the address.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid``, ``Conflict``, ``Stale``.
    """
    actor.require("administer")
    row = get_endpoint(actor=actor, endpoint_id=endpoint_id)
    take_version(actor=actor, row=row, seen=seen)
    row.name = _name(actor, endpoint.name, besides=row.pk)
    row.areas = _areas(endpoint.areas)
    if endpoint.address:
        address = _address(endpoint.address)
        row.address, row.server_name = lock(address), _host(address)
        row.rest_until, row.failing_since, row.fault = None, None, ""
    row.save()
    record(
        actor=actor, verb="connections.change_endpoint", subject=row, name=row.name,
        server=row.server_name, areas=row.areas, version=row.version,
    )  # fmt: skip
    return result_of(row)


@transaction.atomic
def switch_endpoint(
    *, actor: Actor, endpoint_id: int, is_on: bool, seen: int | None = None
) -> Kept:
    """Tell an address from now on, or no more: what waits for it is given up.

    What happened while it was off is not told. Raises ``NotAllowed``, ``NotFound``,
    ``Stale``.
    """
    actor.require("administer")
    row = get_endpoint(actor=actor, endpoint_id=endpoint_id, held=True)
    take_version(actor=actor, row=row, seen=seen)
    if is_on and not row.is_on:
        row.told_to = last_line(actor=actor)
    row.is_on, row.fault, row.off_told = is_on, "", True
    row.failing_since = row.rest_until = None
    row.save()
    if not is_on:
        give_up_waiting(actor=actor, endpoint=row)
    record(
        actor=actor, verb="connections.switch_endpoint", subject=row, on=is_on,
        version=row.version,
    )  # fmt: skip
    return result_of(row)


@transaction.atomic
def give_up_waiting(*, actor: Actor, endpoint: Endpoint) -> None:
    """Give up what waits for an address; by hand each may be sent again later."""
    actor.require("administer")
    waiting = rows(Delivery, actor).filter(
        endpoint=endpoint, state=DeliveryState.WAITING
    )
    waiting.update(state=DeliveryState.FAILED, fault=WAS_OFF, ended_at=Now())


@transaction.atomic
def rotate_secret(
    *, actor: Actor, endpoint_id: int, now: datetime, seen: int | None = None
) -> tuple[Kept, str]:
    """Put another secret in place; return it, once.

    Both sign for a day, so that the other side changes when it can. Raises
    ``NotAllowed``, ``NotFound``, ``Stale``.
    """
    actor.require("administer")
    row = get_endpoint(actor=actor, endpoint_id=endpoint_id, held=True)
    take_version(actor=actor, row=row, seen=seen)
    secret = new_secret()
    row.old_secret, row.old_until = row.secret, now + BOTH_FOR
    row.secret = lock(secret)
    row.save(update_fields=["secret", "old_secret", "old_until"])
    record(
        actor=actor, verb="connections.rotate_secret", subject=row,
        version=row.version,
    )  # fmt: skip
    return result_of(row), secret


@transaction.atomic
def remove_endpoint(*, actor: Actor, endpoint_id: int) -> None:
    """Forget an address with its secret and its messages.

    Raises ``NotAllowed``, ``NotFound``.
    """
    actor.require("administer")
    row = get_endpoint(actor=actor, endpoint_id=endpoint_id)
    record(actor=actor, verb="connections.remove_endpoint", subject=row, name=row.name)
    row.delete()


def _name(actor: Actor, said: str, besides: int = 0) -> str:
    name = " ".join(said.split())[:80]
    if not name:
        raise Invalid("Say what program it is.", field="name")
    if rows(Endpoint, actor).filter(name=name).exclude(pk=besides).exists():
        raise Conflict("There is an address of that name.", field="name")
    return name


def _areas(said: Iterable[str]) -> list[str]:
    wanted = set(said)
    if not wanted:
        raise Invalid("Choose what it is told of.", field="areas")
    if unknown := wanted - {area.value for area in AREAS}:
        raise Invalid(f"Nothing is told of {min(unknown)!r}.", field="areas")
    return [area.value for area in AREAS if area.value in wanted]


def _address(said: str) -> str:
    said = said.strip()
    if not said.lower().startswith("https://"):
        raise Invalid("The address begins with https://.", field="address")
    try:
        return plain_address(said)
    except Invalid as error:
        raise Invalid(str(error), field="address") from None


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "")[:253]
