"""The field of one value of a decision, and what keeps it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from leadline.accounts.types import Actor
from leadline.decisions import actions
from leadline.decisions.types import DecisionPage
from leadline.foundation.errors import NotFound
from leadline.web.decisions.forms import DecisionForm, told
from leadline.web.shell.values import leave_only

LABELS = {
    "question": "question", "due_date": "day", "decider_id": "decider",
    "door": "door", "consulted": "people asked", "context": "context",
    "criteria": "criteria", "need_ids": "needs", "bet_ids": "bets",
    "goal_ids": "goals", "segments": "segments",
}  # fmt: skip
"""Without the options: who changes them takes words off the chair for good."""


def label_of(name: str) -> str:
    """Return what a value is called; raise ``NotFound`` for one no decision has."""
    if name not in LABELS:
        raise NotFound("A decision has no such value.")
    return LABELS[name]


def value_form(actor: Actor, page: DecisionPage, name: str, data: Any) -> DecisionForm:
    """Return the form of one value, filled with what stands."""
    form = DecisionForm(data, actor=actor, initial=told(page))
    for field in form.fields.keys() & {"need_ids", "bet_ids", "goal_ids"}:
        own = {one.id: one.title for one in page.linked if f"{one.kind}_ids" == field}
        offered = dict(form.fields[field].choices)  # type: ignore[attr-defined]
        form.fields[field].choices = list((own | offered).items())  # type: ignore[attr-defined]
    leave_only(form, name)
    form.watch(page.row.version)
    return form


def keep_value(
    actor: Actor,
    decision_id: int,
    form: DecisionForm,
    seen: int | None,
    *,
    now: datetime,
) -> None:
    """Keep one value of a decision, said on top of the version ``seen``."""
    actions.change_decision(
        actor=actor, decision_id=decision_id, now=now, seen=seen, **form.said()
    )
