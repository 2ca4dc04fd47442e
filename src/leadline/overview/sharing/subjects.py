"""The records that can be shared: whether they are there, and what they are called."""

from __future__ import annotations

from leadline.accounts.models import WorkspaceModel
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, SharedKind
from leadline.decisions.models import Decision
from leadline.evidence.models import Need
from leadline.foundation.errors import NotFound
from leadline.roadmap.models import Plan
from leadline.strategy.models import Goal

KINDS: dict[SharedKind, type[WorkspaceModel]] = {
    SharedKind.ROADMAP: Plan,
    SharedKind.NEED: Need,
    SharedKind.GOAL: Goal,
    SharedKind.DECISION: Decision,
}


def title_of(*, actor: Actor, kind: str, record_id: int) -> str:
    """Return what a record that can be shared is called, at most 200 letters.

    Raises ``NotFound`` for what the actor cannot read and for what is never shared.
    """
    actor.require("read")
    if kind not in SharedKind.values:
        raise NotFound("There is no such kind of record to share.")
    row = rows(KINDS[SharedKind(kind)], actor).filter(pk=record_id).first()
    if row is None:
        raise NotFound("There is no such record.")
    return " ".join(str(row).split())[:200]
