"""Background entry points of the evidence domain."""

from __future__ import annotations

from typing import Any

from leadline.accounts.types import Actor
from leadline.evidence import actions
from leadline.evidence.queries import not_grouped
from leadline.foundation.jobs import Progress, job


@job("evidence.group_feedback", title="Group feedback into needs")
def group_feedback(*, actor: Actor, progress: Progress) -> dict[str, Any]:
    """Group all feedback. Safe to run twice and to kill: it is written at the end.

    What came in while it ran is placed after it.
    """
    counts = actions.group_feedback(
        actor=actor, now=progress.started_at, report=progress.step
    )
    if not_grouped(actor=actor):
        actions.start_placing(actor=actor)
    return counts


@job(
    "evidence.place_feedback",
    title="Find the needs of new feedback",
    needs="add_words",
)
def place_feedback(*, actor: Actor, progress: Progress) -> dict[str, Any]:
    """Place new pieces. Safe to run twice and to kill: it is written at the end."""
    return actions.place_feedback(
        actor=actor, now=progress.started_at, report=progress.step
    )


@job("evidence.undo_import", title="Undo an import")
def undo_import(*, actor: Actor, progress: Progress, import_id: int) -> dict[str, Any]:
    """Take an import back, as one; killed half way, nothing has changed."""
    undone = actions.undo_import(
        actor=actor, import_id=import_id, now=progress.started_at
    )
    return dict(undone.counts)
