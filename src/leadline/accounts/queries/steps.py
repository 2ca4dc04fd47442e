"""Second steps: which a person has, and how many of a workspace have one."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from leadline.accounts.models import Membership
from leadline.accounts.types import Actor, SecondSteps, StepKind, StepRow
from leadline.foundation.errors import NotFound

ASKED_FOR = (StepKind.APP.value, StepKind.PASSKEY.value)


def steps_of(user_id: int) -> list[Authenticator]:
    """Return the rows of what a sign-in asks for, first made first, for actions."""
    mine = Authenticator.objects.filter(user_id=user_id, type__in=ASKED_FOR)
    return list(mine.order_by("pk"))


def has_second_step(*, user_id: int) -> bool:
    """Return whether a person's sign-in asks for a second step."""
    return bool(steps_of(user_id))


def count_passkeys(*, user_id: int) -> int:
    """Return how many passkeys a person has."""
    return sum(step.type == StepKind.PASSKEY for step in steps_of(user_id))


def second_steps(*, actor: Actor) -> SecondSteps:
    """Return the actor's own second steps."""
    actor.require("read")
    rows = tuple(
        StepRow(
            id=step.pk,
            kind=StepKind(step.type),
            name=step.data.get("name", ""),
            since=step.created_at,
            used_at=step.last_used_at,
        )
        for step in steps_of(actor.user_id)
    )
    return SecondSteps(rows, len(recovery_codes(actor=actor)))


def own_step(*, actor: Actor, step_id: int) -> StepRow:
    """Return one of the actor's own second steps; raise ``NotFound`` for another's."""
    actor.require("read")
    for row in second_steps(actor=actor).rows:
        if row.id == step_id:
            return row
    raise NotFound("You have no such second step.")


def recovery_codes(*, actor: Actor) -> list[str]:
    """Return the actor's recovery codes that are not used yet."""
    actor.require("read")
    kept = Authenticator.objects.filter(user_id=actor.user_id, type=StepKind.CODES)
    row = kept.first()
    return list(row.wrap().get_unused_codes()) if row is not None else []


def members_with_step(*, actor: Actor) -> set[int]:
    """Return the ids of the members whose sign-in asks for a second step."""
    actor.require("administer")
    theirs = Authenticator.objects.filter(
        user_id=OuterRef("user_id"), type__in=ASKED_FOR
    )
    members = Membership.objects.filter(Exists(theirs), workspace_id=actor.workspace_id)
    return set(members.values_list("pk", flat=True))
