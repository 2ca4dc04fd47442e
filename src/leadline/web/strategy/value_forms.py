"""The field of one value of a goal with the reason, and what keeps it."""

from __future__ import annotations

from typing import Any

from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.strategy import actions
from leadline.strategy.types import GoalRow
from leadline.web.shell.values import leave_only
from leadline.web.strategy.forms import GoalForm

LABELS = {
    "name": "name", "kind": "kind", "owner_id": "owner", "parent_id": "parent",
    "product_id": "product", "target_date": "day",
}  # fmt: skip


def label_of(name: str) -> str:
    """Return what a value is called; raise ``NotFound`` for one no goal has."""
    if name not in LABELS:
        raise NotFound("A goal has no such value.")
    return LABELS[name]


def value_form(actor: Actor, goal: GoalRow, name: str, data: Any) -> GoalForm:
    """Return the form of one value and of why it changes, filled with what stands."""
    form = GoalForm(data, actor=actor, goal=goal)
    leave_only(form, name, "reason")
    return form


def keep_value(actor: Actor, goal_id: int, form: GoalForm, seen: int | None) -> None:
    """Keep one value of a goal, said on top of the version ``seen``."""
    actions.change_goal(actor=actor, goal_id=goal_id, seen=seen, **form.cleaned_data)
