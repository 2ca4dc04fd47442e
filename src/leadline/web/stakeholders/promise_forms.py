"""Forms of promises: which the list shows, a new one, one value of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.roadmap import actions as roadmap
from leadline.roadmap.queries import list_bet_names, unchecked_promises
from leadline.roadmap.types import BetName
from leadline.stakeholders import actions
from leadline.stakeholders.queries import person_choices
from leadline.stakeholders.types import (
    Direction,
    Part,
    PromiseIn,
    PromiseRow,
    PromiseState,
)
from leadline.web.shell.columns import ColumnsMixin
from leadline.web.shell.fields import day_field
from leadline.web.shell.forms import Ticks
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.values import leave_only

NO_BET = "none"
COLUMNS = (
    ("with", "With"),
    ("function", "Function"),
    ("direction", "Who promised"),
    ("part", "Part of the way"),
    ("state", "State"),
    ("by", "By"),
    ("bets", "Hangs on"),
    ("proof", "What shows it"),
)
LABELS = {
    "what": "words", "person_id": "person", "state": "state", "due_date": "day",
    "part": "part", "proof": "proof", "bets": "bets",
}  # fmt: skip
REASONED = ("state", "due_date")


class PromiseFilterForm(ColumnsMixin):
    """Which promises the list shows, and what of each."""

    offered = COLUMNS
    usual = ("with", "state", "by")
    groups = (
        ("state", "State"), ("person", "With"), ("direction", "Who promised"),
        ("part", "Part of the way"),
    )  # fmt: skip
    is_filter = True
    text = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(
        label="State", required=False,
        choices=[("", "Any"), ("open", "Open"), *PromiseState.choices],
    )  # fmt: skip
    direction = forms.ChoiceField(
        label="Who promised", required=False, choices=[("", "Both"), *Direction.choices]
    )
    bet = forms.ChoiceField(
        label="Hangs on", required=False,
        choices=[("", "Anything"), (NO_BET, "No bet, so no plan checks it")],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["text"].widget.input_type = "search"
        self.offer_columns()

    def only(self, actor: Actor) -> dict[str, Any]:
        """Return what was asked for, as the list of promises takes it."""
        said = self.cleaned_data
        only = {name: said[name] for name in ("text", "state", "direction")}
        if said["bet"] == NO_BET:
            only["ids"] = [one.id for one in unchecked_promises(actor=actor)]
        return {"on": timezone.localdate(), **only}

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves promises out."""
        names = ("text", "state", "direction", "bet")
        return any(self.cleaned_data[name] for name in names)


class PromiseForm(forms.Form):
    """A promise as it is said."""

    person_id = forms.TypedChoiceField(label="With whom", coerce=int)
    direction = forms.ChoiceField(label="Who promised", choices=Direction.choices)
    what = forms.CharField(label="What was promised", max_length=240)
    due_date = day_field("By")
    part = forms.ChoiceField(
        label="Part of the way to market", choices=Part.choices, initial=Part.OTHER
    )
    state = forms.ChoiceField(
        label="It is",
        choices=[("offered", "offered, not agreed yet"), ("agreed", "agreed")],
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = person_choices(actor=actor)
        self.fields["person_id"].choices = people  # type: ignore[attr-defined]

    def promise(self) -> PromiseIn:
        """Return what was said."""
        return PromiseIn(**self.cleaned_data)


class PromiseValueForm(SeenForm):
    """What is said of a promise in single values."""

    what = forms.CharField(label="What was promised", max_length=240)
    person_id = forms.TypedChoiceField(label="With whom", coerce=int)
    state = forms.ChoiceField(label="It is now")
    due_date = day_field("By")
    part = forms.ChoiceField(label="Part of the way to market", choices=Part.choices)
    proof = forms.CharField(
        label="What shows it", required=False, max_length=500,
        help_text="A link, or where it can be seen.",
    )  # fmt: skip
    bets = forms.TypedMultipleChoiceField(
        label="Bets", required=False, coerce=int, widget=Ticks
    )
    why = forms.CharField(label="Why", required=False, max_length=500)

    def __init__(
        self,
        data: Any,
        *,
        actor: Actor,
        promise: PromiseRow,
        bets: Sequence[BetName],
        name: str,
    ) -> None:
        stands = [name for name in LABELS if name != "bets"]
        initial = {each: getattr(promise, each) for each in stands}
        super().__init__(data, initial={**initial, "bets": [bet.id for bet in bets]})
        own = [(bet.id, bet.title) for bet in bets]
        others = [(bet.id, bet.title) for bet in list_bet_names(actor=actor)]
        states = [promise.state, *promise.moves]
        choices = {
            "person_id": person_choices(actor=actor),
            "state": [(state.value, state.label) for state in states],
            "bets": list(dict([*others, *own]).items()),
        }
        for each, offered in choices.items():
            self.fields[each].choices = offered  # type: ignore[attr-defined]
        leave_only(self, name, *(["why"] if name in REASONED else []))
        self.watch(promise.version)


def label_of(name: str) -> str:
    """Return what a value is called; raise ``NotFound`` for one no promise has."""
    if name not in LABELS:
        raise NotFound("A promise has no such value.")
    return LABELS[name]


def keep_value(
    actor: Actor,
    promise_id: int,
    name: str,
    form: PromiseValueForm,
    seen: int | None,
    *,
    now: datetime,
) -> None:
    """Keep one value of a promise, said on top of the version ``seen``."""
    said = form.cleaned_data
    if name == "state":
        actions.move_promise(
            actor=actor, promise_id=promise_id, now=now, on=timezone.localdate(),
            seen=seen, **said,
        )  # fmt: skip
    elif name == "due_date":
        actions.set_promise_date(
            actor=actor, promise_id=promise_id, now=now, seen=seen, **said
        )
    elif name == "bets":
        roadmap.set_bets_of_promise(
            actor=actor, promise_id=promise_id, bet_ids=said["bets"], seen=seen
        )
    else:
        actions.change_promise(actor=actor, promise_id=promise_id, seen=seen, **said)
