"""Second steps: an app that makes codes, passkeys, recovery codes, who needs one.

What an app or a passkey says is checked by the surface, which knows the browser; the
surface also asks who is there once more before it calls anything here.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from leadline.accounts.actions.audit import record, record_for_person
from leadline.accounts.models import User, Workspace
from leadline.accounts.queries import has_second_step
from leadline.accounts.queries.people import user_row
from leadline.accounts.queries.steps import steps_of
from leadline.accounts.types import Actor, StepKind
from leadline.foundation.errors import Conflict, Invalid, NotFound

MOST_PASSKEYS = 10
LONGEST_NAME = 60


@transaction.atomic
def add_app(*, actor: Actor, secret: str) -> None:
    """Ask the actor for codes of an app from now on, and make recovery codes.

    Raises ``Conflict`` where an app is there already.
    """
    actor.require("read")
    user = _locked(actor)
    if any(step.type == StepKind.APP for step in steps_of(user.pk)):
        raise Conflict("An app makes codes for you already. Take it away first.")
    row = TOTP.activate(user, secret).instance
    RecoveryCodes.activate(user)
    _note(actor, "accounts.add_second_step", row)


@transaction.atomic
def add_passkey(*, actor: Actor, name: str, credential: dict[str, Any]) -> None:
    """Keep a passkey that the surface has checked, and make recovery codes.

    Raises ``Conflict`` where there are ten, ``Invalid`` for a name too long.
    """
    actor.require("read")
    from allauth.mfa.webauthn.internal.auth import WebAuthn  # reads fido2

    called = name.strip()
    if not called or len(called) > LONGEST_NAME:
        raise Invalid(f"Give a name of at most {LONGEST_NAME} letters.", field="name")
    user = _locked(actor)
    keys = [step for step in steps_of(user.pk) if step.type == StepKind.PASSKEY]
    if len(keys) >= MOST_PASSKEYS:
        raise Conflict(f"There are {MOST_PASSKEYS} passkeys. Take one away first.")
    row = WebAuthn.add(user, called, credential).instance
    RecoveryCodes.activate(user)
    _note(actor, "accounts.add_second_step", row)


@transaction.atomic
def remove_step(*, actor: Actor, step_id: int) -> None:
    """Take a second step away; with the last one the recovery codes go.

    Raises ``NotFound`` for another's.
    """
    actor.require("read")
    user = _locked(actor)
    row = next((step for step in steps_of(user.pk) if step.pk == step_id), None)
    if row is None:
        raise NotFound("You have no such second step.")
    _note(actor, "accounts.remove_second_step", row)
    row.delete()
    if not has_second_step(user_id=user.pk):
        Authenticator.objects.filter(user_id=user.pk).delete()


@transaction.atomic
def renew_recovery_codes(*, actor: Actor) -> None:
    """Make new recovery codes; the old ones open nothing any more.

    Raises ``Conflict`` for somebody without a second step.
    """
    actor.require("read")
    user = _locked(actor)
    if not has_second_step(user_id=user.pk):
        raise Conflict("Recovery codes are for who has a second step.")
    Authenticator.objects.filter(user_id=user.pk, type=StepKind.CODES).delete()
    _note(actor, "accounts.renew_recovery_codes", RecoveryCodes.activate(user).instance)


@transaction.atomic
def require_second_step(*, actor: Actor, is_required: bool) -> None:
    """Say whether everybody needs a second step to open the workspace.

    Raises ``NotAllowed``, ``Conflict`` for an owner who has none: they would stand
    outside themselves.
    """
    actor.require("administer")
    if is_required and not has_second_step(user_id=actor.user_id):
        raise Conflict("Set up a second step of your own first.")
    workspace = Workspace.objects.select_for_update().get(pk=actor.workspace_id)
    if workspace.requires_second_step == is_required:
        return
    workspace.requires_second_step = is_required
    workspace.save(update_fields=["requires_second_step"])
    record(
        actor=actor,
        verb="accounts.require_second_step",
        subject=workspace,
        is_required=is_required,
    )


def _locked(actor: Actor) -> User:
    """Return the actor's row, locked, so that two pages do not make two of one."""
    user_row(actor.user_id)
    return User.objects.select_for_update().get(pk=actor.user_id)


def _note(actor: Actor, verb: str, row: Authenticator) -> None:
    record_for_person(
        user_id=actor.user_id,
        verb=verb,
        subject=user_row(actor.user_id),
        surface=actor.surface,
        kind=row.type,
        name=row.data.get("name", ""),
    )
