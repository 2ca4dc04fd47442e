"""Ways in: as owners see them, and as programs that send do."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Q

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.connections.models import Arrived, Intake
from leadline.connections.types import (
    IntakeKind,
    IntakeRow,
    IntakeWay,
    OpenIntake,
)
from leadline.foundation.errors import Invalid, NotFound
from leadline.foundation.lockbox import unlock
from leadline.foundation.webhooks import check_signed

NOTHING = "There is no such address."
BEARER = "bearer "


def list_intakes(*, actor: Actor) -> list[IntakeRow]:
    """Return the ways in; raise ``NotAllowed`` for all but owners."""
    actor.require("administer")
    each = rows(Arrived, actor).filter(taken_at=None).order_by().values("intake_id")
    aside = Count("pk", filter=Q(is_aside=True))
    counts = {
        pk: (n - put, put)
        for pk, n, put in each.annotate(n=Count("pk"), put=aside).values_list(
            "intake_id", "n", "put"
        )
    }
    return [
        IntakeRow(
            id=one.pk,
            name=one.name,
            kind=IntakeKind(one.kind),
            way=IntakeWay(one.way),
            key=one.key,
            host=one.server_name,
            every_hours=one.every_hours,
            is_on=one.is_on,
            fault=one.fault,
            came_at=one.came_at,
            waiting=counts.get(one.pk, (0, 0))[0],
            aside=counts.get(one.pk, (0, 0))[1],
            version=one.version,
        )
        for one in rows(Intake, actor).order_by("name", "pk")
    ]


def open_intake(
    *,
    actor: Actor | None,
    key: str,
    given: Mapping[str, str],
    content: bytes,
    now: datetime,
) -> OpenIntake:
    """Return where a message belongs, once its sender is proven.

    ``given`` holds its headers by small letters: a Standard Webhooks signature, or the
    secret itself as a bearer, for programs that cannot sign; their messages are known
    again by what they say. Nobody is signed in here: ``actor`` is nobody. Raises
    ``NotFound`` for an address that is none or closed, ``Invalid`` for who is not
    proven.
    """
    row = None
    if len(key) >= 32:
        open_ones = Q(key=key, is_on=True, way=IntakeWay.SENT)
        row = Intake._default_manager.filter(open_ones).order_by("pk").first()
    if row is None:
        raise NotFound(NOTHING)
    secret = unlock(row.secret)
    if not secret:  # a workspace that was brought here leaves it behind
        raise Invalid("This way in has no secret; an owner makes another.")
    said = given.get("authorization", "")
    if said.lower().startswith(BEARER):
        if not hmac.compare_digest(
            said[len(BEARER) :].strip().encode(), secret.encode()
        ):
            raise Invalid("This is another secret.")
        message = (
            given.get("webhook-id", "")[:200] or hashlib.sha256(content).hexdigest()
        )
    else:
        message = check_signed([secret], given, content, now)
    return OpenIntake(row.workspace_id, row.pk, message)
