"""Making a projection: the engine's answer, kept with what it was made from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import Invalid
from leadline.strategy.bridge import SEED, projected
from leadline.strategy.models import Projection
from leadline.strategy.types import FUTURES, ModelFile

Tell = Callable[[str, float], None]


def make_projection(
    *, actor: Actor, file: ModelFile, now: datetime, tell: Tell | None = None
) -> int:
    """Project a model and keep the result; return its number.

    Where the newest one was made from the same model, that one is returned: the same
    model gives the same figures. Raises ``NotAllowed`` for a reader, ``Invalid`` where
    the sheet lacks something, or the model cannot be projected.
    """
    actor.require("change")
    if file.missing:
        raise Invalid(f"Nothing can be projected without {', '.join(file.missing)}.")
    newest = rows(Projection, actor).filter(plan_id=file.plan_id).order_by("-made_at")
    known = newest.values_list("pk", "digest").first()
    if known and known[1] == file.digest:
        return int(known[0])
    result = projected(model=file.plain, futures=FUTURES, tell=tell)
    return _keep(actor, file, result, now)


@transaction.atomic
def _keep(actor: Actor, file: ModelFile, result: dict[str, Any], now: datetime) -> int:
    row = Projection(
        workspace_id=actor.workspace_id,
        plan_id=file.plan_id,
        digest=file.digest,
        seed=SEED,
        futures=FUTURES,
        model=file.plain,
        result={
            **result,
            "currency": file.plain.get("currency", ""),
            "work": "work" in file.plain,
            "asked": {
                g["id"]: [g["measure"], g["period"]] for g in file.plain["goals"]
            },
        },
        made_at=now,
        made_by_id=actor.user_id,
    )
    row.save()
    record(
        actor=actor,
        verb="strategy.make_projection",
        subject=row,
        plan=file.plan_id,
        digest=file.digest,
    )
    return int(row.pk)
