"""Keys exchanged: the record goes on under a new one, and secrets are locked anew.

Nobody acts here: who runs the machine does, with a command.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction

from leadline.accounts.actions.audit import _seal
from leadline.accounts.models import ChainHead
from leadline.accounts.queries.chain import holds, verify_record
from leadline.accounts.queries.seals import sealed_models
from leadline.foundation.errors import Conflict
from leadline.foundation.lockbox import lock, unlock
from leadline.foundation.sealing import key_name, sealing_with

# As allauth names them: of one-time codes, and of recovery codes.
SECRETS_OF_STEPS = ("secret", "seed", "migrated_codes")


@transaction.atomic
def seal_with_new_key(*, ring: str) -> int:
    """Let every log go on under the key that ``ring`` begins with; return how many.

    Each log gets lines under the new key that vouch for every row there is, so that
    the key before it proves nothing of what comes. Raises ``Conflict`` for a record
    that does not hold: new lines would vouch for what was done to it.
    """
    before, heads = key_name(), ChainHead.objects.select_for_update()
    found = [head for head in heads.order_by("workspace_id") if head.sequence]
    for head in found:
        report = verify_record(workspace_id=head.workspace_id)
        if not (holds(head) and report.is_whole and not report.waiting):
            raise Conflict(
                f"The record of workspace {head.workspace_id} does not hold: leadline "
                "check says where. A new key would vouch for what was done to it."
            )
    with sealing_with(ring):
        for head in found:
            _seal(head, sealed_models(), key_before=before)
    return len(found)


@transaction.atomic
def lock_with_new_key(*, secret: str) -> int:
    """Lock every secret of others with another secret key; return how many.

    Raises ``Invalid`` for one that was locked by a key nobody has.
    """
    count = 0
    for model in _with_secrets():
        for pk, *locked in model._base_manager.values_list("pk", *model.LOCKED):
            anew = [lock(unlock(text), secret) for text in locked]
            changed = dict(zip(model.LOCKED, anew, strict=True))
            model._base_manager.filter(pk=pk).update(**changed)
            count += sum(bool(text) for text in locked)
    return count + _lock_second_steps(secret)


def _lock_second_steps(secret: str) -> int:
    """Lock what second steps are reckoned from; passkeys have no secret here."""
    count = 0
    for one in Authenticator.objects.all():
        locked = [name for name in SECRETS_OF_STEPS if name in one.data]
        for name in locked:
            held = one.data[name]
            is_list = isinstance(held, list)
            anew = [
                lock(unlock(text), secret) for text in (held if is_list else [held])
            ]
            one.data[name] = anew if is_list else anew[0]
        if locked:
            one.save(update_fields=["data"])
            count += 1
    return count


@transaction.atomic
def sign_everybody_out() -> int:
    """End every session of the installation; return how many browsers it ended."""
    count: int = UserSession.objects.count()
    UserSession.objects.all().delete()
    Session.objects.all().delete()
    return count


def _with_secrets() -> list[Any]:
    return [model for model in apps.get_models() if hasattr(model, "LOCKED")]
