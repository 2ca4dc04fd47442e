"""Who acts, and the one way to the rows of a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from leadline.accounts.models import (
    ChainHead,
    Event,
    Membership,
    Workspace,
    WorkspaceModel,
)
from leadline.accounts.queries.steps import has_second_step
from leadline.accounts.types import Actor, Role, WorkspaceCard, WorkspaceRow
from leadline.foundation.errors import NotFound, StepNeeded
from leadline.foundation.once import once
from leadline.foundation.paging import the_one
from leadline.foundation.plain import plain_of

M = TypeVar("M", bound=WorkspaceModel)


def rows(model: type[M], actor: Actor) -> QuerySet[M]:
    """Return the rows of ``model`` that the actor's workspace owns.

    The only way to a table: no code outside accounts writes ``.objects``.
    """
    return model._default_manager.filter(workspace_id=actor.workspace_id)


def actor_for(
    *,
    user_id: int | None,
    workspace_id: int,
    surface: str,
    asks_step: bool = False,
) -> Actor:
    """Return the actor for a signed-in user, or raise ``NotFound``.

    Where ``asks_step``, raises ``StepNeeded`` for somebody without a second step in a
    workspace that wants one.
    """
    membership = (
        the_one(
            Membership.objects.filter(
                user_id=user_id, workspace_id=workspace_id, user__is_active=True
            ).select_related("workspace")
        )
        if user_id
        else None
    )
    if membership is None:
        raise NotFound("There is no such workspace.")
    wants_step = asks_step and membership.workspace.requires_second_step
    if wants_step and not has_second_step(user_id=membership.user_id):
        raise StepNeeded(f"{membership.workspace} asks for a second step.")
    return Actor(
        workspace_id=workspace_id,
        user_id=membership.user_id,
        role=Role(membership.role),
        surface=surface,
    )


def workspace_row(actor: Actor) -> Workspace:
    """Return the row of the actor's workspace, for actions and the audit log."""
    return Workspace.objects.get(pk=actor.workspace_id)


def workspace_of(*, actor: Actor) -> WorkspaceCard:
    """Return the settings of the actor's workspace."""
    actor.require("read")

    def read() -> WorkspaceCard:
        return WorkspaceCard(**plain_of(workspace_row(actor), WorkspaceCard))

    return once(("workspace", actor.workspace_id), read)


def workspace_day(*, actor: Actor, now: datetime) -> date:
    """Return the day of a moment in the workspace's own time zone."""
    actor.require("read")
    return now.astimezone(ZoneInfo(workspace_of(actor=actor).timezone)).date()


def assistants_may_write(*, actor: Actor) -> bool:
    """Return whether an owner has let assistants write in the workspace."""
    actor.require("read")
    return workspace_row(actor).lets_assistants_write


def workspace_ids() -> list[int]:
    """Return the ids of all workspaces, oldest first: for who runs the machine."""
    return list(Workspace.objects.order_by("pk").values_list("pk", flat=True))


def logged_workspace_ids() -> list[int]:
    """Return the ids of all workspaces that are there or have a log, oldest first."""
    kept = ChainHead.objects.values_list("workspace_id", flat=True)
    said = Event.objects.values_list("workspace_id", flat=True).distinct()
    return sorted({*workspace_ids(), *kept, *said.order_by()})


def owner_of(*, workspace_id: int, surface: str) -> Actor:
    """Return the workspace's first owner as an actor, or raise ``NotFound``."""
    owner = (
        Membership.objects.filter(workspace_id=workspace_id, role=Role.OWNER)
        .order_by("pk")
        .first()
    )
    if owner is None:
        raise NotFound(f"There is no workspace {workspace_id} with an owner.")
    return Actor(workspace_id, owner.user_id, Role.OWNER, surface)


def owners(*, surface: str) -> Iterator[Actor]:
    """Yield the first owner of each workspace, but of those that nobody owns any more.

    Work that goes round all workspaces goes on for the others.
    """
    for workspace_id in workspace_ids():
        try:
            owner = owner_of(workspace_id=workspace_id, surface=surface)
        except NotFound:
            continue
        yield owner


def list_workspaces(*, user_id: int) -> list[WorkspaceRow]:
    """Return the workspaces that a person belongs to, by name."""
    memberships = (
        Membership.objects.filter(user_id=user_id)
        .select_related("workspace")
        .order_by("workspace__name", "workspace_id")
    )
    return [
        WorkspaceRow(m.workspace_id, m.workspace.name, Role(m.role))
        for m in memberships
    ]
