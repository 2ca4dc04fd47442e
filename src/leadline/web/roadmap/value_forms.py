"""The field of one value of a bet, and what keeps it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.roadmap import actions
from leadline.roadmap.types import BetRow, BetState
from leadline.strategy.queries import list_goal_names
from leadline.web.roadmap.forms import BetForm
from leadline.web.shell.forms import Ticks
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.values import leave_only

LABELS = {
    "title": "title", "state": "state", "owner_id": "owner", "product_id": "product",
    "earliest": "earliest quarter", "latest": "last quarter",
    "duration": "length", "confidence": "confidence", "summary": "summary",
    "growth": "growth", "profit": "profit", "goals": "goals",
}  # fmt: skip


class BetStateForm(SeenForm):
    """Where a bet stands, and why it stands there now."""

    state = forms.ChoiceField(label="State", choices=BetState.choices)
    reason = forms.CharField(label="Why", max_length=500)

    def __init__(self, data: Any, *, bet: BetRow) -> None:
        super().__init__(data, initial={"state": bet.state.value})
        self.watch(bet.version)


class BetGoalsForm(SeenForm):
    """The goals that a bet serves."""

    goals = forms.TypedMultipleChoiceField(
        label="Goals", required=False, coerce=int, widget=Ticks
    )

    def __init__(self, data: Any, *, actor: Actor, bet: BetRow) -> None:
        super().__init__(data, initial={"goals": [goal.id for goal in bet.goals]})
        own = [(goal.id, goal.name) for goal in bet.goals]
        names = dict([*list_goal_names(actor=actor), *own])
        self.fields["goals"].choices = list(names.items())  # type: ignore[attr-defined]
        self.watch(bet.version)


def label_of(bet: BetRow, name: str) -> str:
    """Return what a value is called; raise ``NotFound`` for one that no bet has."""
    teams = {f"team_{one.team_id}": f"effort of {one.team}" for one in bet.efforts}
    label = {**LABELS, **teams}.get(name)
    if label is None:
        raise NotFound("A bet has no such value.")
    return label


def value_form(
    actor: Actor, bet: BetRow, name: str, data: Any, now: datetime
) -> SeenForm:
    """Return the form of one value, filled with what stands."""
    if name == "state":
        form: SeenForm = BetStateForm(data, bet=bet)
    elif name == "goals":
        form = BetGoalsForm(data, actor=actor, bet=bet)
    else:
        form = BetForm(data, actor=actor, today=now.date(), bet=bet)
        leave_only(form, name)
    form.auto_id = "value-%s"
    return form


def keep_value(
    actor: Actor,
    bet: BetRow,
    name: str,
    form: SeenForm,
    seen: int | None,
    now: datetime,
) -> None:
    """Keep one value of a bet, said on top of the version ``seen``."""
    said = form.cleaned_data
    if name == "state":
        stood = None if seen is None else {bet.id: seen}
        actions.set_bet_state(
            actor=actor, bet_ids=[bet.id], state=said["state"], now=now,
            reason=said["reason"], seen=stood,
        )  # fmt: skip
    elif name == "goals":
        actions.set_bet_goals(
            actor=actor, bet_id=bet.id, goal_ids=said["goals"], now=now, seen=seen
        )
    else:
        value = _value(bet, name, form)
        actions.change_bet(actor=actor, bet_id=bet.id, now=now, seen=seen, **value)


def _value(bet: BetRow, name: str, form: SeenForm) -> dict[str, Any]:
    """Return what was said, by the name that ``BetIn`` has for it."""
    if not isinstance(form, BetForm) or name not in form.spreads:
        return {name: form.cleaned_data[name]}
    spread = form.ranges[name]
    if name in ("growth", "profit"):
        return {name: spread}
    weeks = {f"team_{one.team_id}": (one.team_id, one.weeks) for one in bet.efforts}
    efforts = dict(weeks.values())
    return {"effort": {**efforts, weeks[name][0]: spread}}
