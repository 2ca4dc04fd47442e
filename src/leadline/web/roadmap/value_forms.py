"""The values of a bet, each edited where it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from leadline.accounts.types import Actor
from leadline.roadmap import actions, queries
from leadline.roadmap.types import BetRow, BetState
from leadline.strategy.queries import list_goal_names
from leadline.web.roadmap.forms import BetForm
from leadline.web.shell.forms import Ticks
from leadline.web.shell.requests import Request
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.values import Edit, Kind


class BetStateForm(SeenForm):
    """Where a bet stands, and why it stands there now."""

    state = forms.ChoiceField(label="State", choices=BetState.choices)
    reason = forms.CharField(label="Why", max_length=500)

    def __init__(self, data: Any, *, bet: BetRow) -> None:
        super().__init__(data, initial={"state": bet.state.value})


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


def _read(request: Request, pk: int) -> dict[str, Any]:
    bet = queries.bet_page(actor=request.actor, bet_id=pk).bet
    return {"row": bet, "bet": bet}


def _form(edit: Edit, data: Any) -> SeenForm:
    bet, actor = edit.row, edit.actor
    if edit.name == "state":
        return BetStateForm(data, bet=bet)
    if edit.name == "goals":
        return BetGoalsForm(data, actor=actor, bet=bet)
    return BetForm(data, actor=actor, today=timezone.now().date(), bet=bet)


def _keep(edit: Edit, form: SeenForm, seen: int | None) -> object:
    actor, bet, said, now = edit.actor, edit.row, form.cleaned_data, timezone.now()
    if edit.name == "state":
        stood = None if seen is None else {bet.id: seen}
        return actions.set_bet_state(
            actor=actor, bet_ids=[bet.id], state=said["state"], now=now,
            reason=said["reason"], seen=stood,
        )  # fmt: skip
    if edit.name == "goals":
        return actions.set_bet_goals(
            actor=actor, bet_id=bet.id, goal_ids=said["goals"], now=now, seen=seen
        )
    value = _value(bet, edit.name, form)
    return actions.change_bet(actor=actor, bet_id=bet.id, now=now, seen=seen, **value)


def _value(bet: BetRow, name: str, form: SeenForm) -> dict[str, Any]:
    """Return what was said, by the names that ``BetIn`` has for it."""
    if not isinstance(form, BetForm) or name not in ("growth", "profit", "effort"):
        return form.cleaned_data
    if name != "effort":
        return {name: form.ranges[name]}
    stands = {one.team_id: one.weeks for one in bet.efforts}
    said = {team.id: form.ranges[f"team_{team.id}"] for team in form.teams}
    return {"effort": {**stands, **said}}


BET = Kind(
    word="bet",
    labels={
        "title": "title", "state": "state", "owner_id": "owner",
        "product_id": "product", "earliest": "earliest quarter",
        "latest": "last quarter", "duration": "length", "confidence": "confidence",
        "summary": "summary", "growth": "growth", "profit": "profit",
        "effort": "effort of each team", "scores": "scores", "goals": "goals",
    },
    fields={
        "effort": ("team_*",),
        "scores": ("impact", "user_value", "urgency", "risk_reduction"),
    },
    why="reason",
    url_name="roadmap:bet_value", own="roadmap:bet",
    template="roadmap/_value.html", title="title",
    read=_read, form=_form, keep=_keep,
)  # fmt: skip
