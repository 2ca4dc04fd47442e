"""What assistants may do in a workspace, and what they did."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from leadline.accounts.actions.audit import record
from leadline.accounts.actions.token_use import note_token_use
from leadline.accounts.models import ApiToken, Workspace
from leadline.accounts.queries import assistants_may_write
from leadline.accounts.types import Actor, Bearer
from leadline.foundation.errors import NotAllowed

ONLY_READ = (
    "Assistants only read here. An owner lets them write, in the settings under "
    "service accounts."
)


@transaction.atomic
def let_assistants_write(*, actor: Actor, is_allowed: bool) -> None:
    """Say whether assistants may write what their token and role allow.

    Raises ``NotAllowed`` for everybody but owners.
    """
    actor.require("administer")
    workspace = Workspace.objects.select_for_update().get(pk=actor.workspace_id)
    if workspace.lets_assistants_write == is_allowed:
        return
    workspace.lets_assistants_write = is_allowed
    workspace.save(update_fields=["lets_assistants_write"])
    record(
        actor=actor,
        verb="accounts.let_assistants_write",
        subject=workspace,
        is_allowed=is_allowed,
    )


def note_tool_call(*, bearer: Bearer, tool: str, writes: bool, now: datetime) -> None:
    """Write into the log that an assistant called a tool, before it is done.

    Raises ``NotAllowed`` for one that writes where assistants only read.
    """
    actor = bearer.actor
    actor.require("read")
    if writes and not assistants_may_write(actor=actor):
        raise NotAllowed(ONLY_READ)
    note_token_use(bearer=bearer, now=now)
    record(
        actor=actor,
        verb="accounts.call_tool",
        subject=ApiToken(pk=bearer.token_id),
        tool=tool,
        name=bearer.name,
    )
