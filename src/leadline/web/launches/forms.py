"""Forms of the launches area."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from leadline.accounts.queries import list_people
from leadline.accounts.types import Actor
from leadline.foundation.plain import names_of, plain_of
from leadline.launches.queries import list_templates
from leadline.launches.types import (
    PROOF,
    STILL_OPEN,
    SUMMARY,
    TITLE,
    WHY,
    LaunchFilter,
    LaunchIn,
    LaunchKind,
    LaunchPart,
    LaunchRow,
    LaunchState,
    LaunchStepRow,
    StepIn,
    StepState,
)
from leadline.roadmap.queries import list_bet_names
from leadline.stakeholders.queries import list_promises
from leadline.web.shell.fields import day_field, id_field
from leadline.web.shell.number_fields import WholeField
from leadline.web.shell.seen import SeenForm

ANSWERS = [
    (StepState.OPEN, "I do it, not done yet"),
    (StepState.DONE, "Done"),
    (StepState.BLOCKED, "Blocked"),
]


class LaunchFilterForm(forms.Form):
    """Which launches the list shows."""

    is_filter = True
    text = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(
        label="State", required=False,
        choices=[(STILL_OPEN, "In preparation"), ("all", "All"),
                 *list(LaunchState.choices)[1:]],
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "Any"), *LaunchKind.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["text"].widget.input_type = "search"

    def only(self) -> LaunchFilter:
        """Return what was asked for; those in preparation where nothing was."""
        said = dict(self.cleaned_data)
        state = said["state"] or STILL_OPEN
        return LaunchFilter(said["text"], "" if state == "all" else state, said["kind"])


def _choose(form: forms.Form, name: str, choices: Any) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


class LaunchForm(SeenForm):
    """What a person says about a launch; a new one chooses what it begins with."""

    title = forms.CharField(label="What goes to market", max_length=TITLE)
    kind = forms.ChoiceField(label="Kind", choices=LaunchKind.choices)
    template_id = id_field(
        "Begin with the steps of",
        help_text="You can add, change and take away steps afterwards.",
    )
    day = day_field(
        "Day", required=True, help_text="The days of all steps are counted from it."
    )
    owner_id = id_field("Who leads it")
    bet_id = id_field("The bet it brings to market")
    summary = forms.CharField(
        label="What it is, for whom, in a sentence", required=False, max_length=SUMMARY,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(
        self,
        data: Any,
        *,
        actor: Actor,
        launch: LaunchRow | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        stands = plain_of(launch, LaunchIn) if launch else dict(initial or {})
        super().__init__(data, initial=stands)
        _choose(self, "owner_id", [("", "Nobody yet"), *list_people(actor=actor)])
        bets = [(bet.id, bet.title) for bet in list_bet_names(actor=actor)]
        _choose(self, "bet_id", [("", "None"), *bets])
        if launch is not None:
            del self.fields["template_id"]
        else:
            own = [(one.id, one.name) for one in list_templates(actor=actor)]
            _choose(self, "template_id", [("", "The kind, as built in"), *own])
        self.watch(launch.version if launch else None)

    def said(self) -> dict[str, Any]:
        """Return what was said, by the names of ``LaunchIn``."""
        return {name: self.cleaned_data[name] for name in names_of(LaunchIn)}


class StepForm(SeenForm):
    """A step where it stands: what, who, when, how far."""

    state = forms.ChoiceField(label="State", choices=StepState.choices)
    proof = forms.CharField(
        label="What shows it", required=False, max_length=PROOF,
        help_text="A link, or where it can be seen.",
    )  # fmt: skip
    why = forms.CharField(
        label="Why it is blocked or not needed", required=False, max_length=WHY
    )
    title = forms.CharField(label="Step", max_length=TITLE)
    part = forms.ChoiceField(label="Function", choices=LaunchPart.choices)
    owner_id = id_field("Owner")
    days = WholeField(
        label="Days from the launch", min_value=-730, max_value=365,
        help_text="-14 is two weeks before.",
    )  # fmt: skip
    lead_days = WholeField(
        label="Days it takes", required=False, min_value=0, max_value=730,
        help_text="From order or beginning to done.",
    )  # fmt: skip
    promise_id = id_field("Waits for the promise")

    def __init__(
        self, data: Any, *, actor: Actor, on: date, step: LaunchStepRow
    ) -> None:
        stands = plain_of(step, StepIn)
        super().__init__(data, initial=stands, auto_id=f"step-{step.id}-%s")
        _choose(self, "owner_id", [("", "Nobody yet"), *list_people(actor=actor)])
        _choose(self, "promise_id", promise_choices(actor, on, step))
        self.watch(step.version)

    def said(self) -> dict[str, Any]:
        """Return what was said, by the names of ``StepIn``."""
        return {name: self.cleaned_data[name] for name in names_of(StepIn)}


class AnswerForm(SeenForm):
    """What somebody says of a step they own."""

    state = forms.ChoiceField(label="State", choices=ANSWERS)
    proof = forms.CharField(
        label="What shows it", required=False, max_length=PROOF,
        help_text="A link, or where it can be seen.",
    )  # fmt: skip
    why = forms.CharField(label="Why it is blocked", required=False, max_length=WHY)

    def __init__(self, data: Any, *, step: LaunchStepRow) -> None:
        stands = {name: getattr(step, name) for name in ("state", "proof", "why")}
        super().__init__(data, initial=stands, auto_id=f"step-{step.id}-%s")
        self.watch(step.version)


class NewStepForm(forms.Form):
    """A step that is added."""

    title = forms.CharField(label="Step", max_length=TITLE)
    part = forms.ChoiceField(label="Function", choices=LaunchPart.choices)
    owner_id = id_field("Owner")
    days = WholeField(label="Days from the launch", min_value=-730, max_value=365)

    def __init__(self, data: Any = None, *, actor: Actor) -> None:
        super().__init__(data, initial={"days": -7}, auto_id="new-step-%s")
        _choose(self, "owner_id", [("", "Nobody yet"), *list_people(actor=actor)])

    def step(self) -> StepIn:
        """Return what was said."""
        return StepIn(**self.cleaned_data)


class LaunchedForm(forms.Form):
    """That a launch went to market."""

    on = day_field("It went to market on", required=True, is_past=True, at_end=False)


class OffForm(forms.Form):
    """That a launch is called off."""

    why = forms.CharField(label="Why", max_length=WHY)


class TemplateForm(SeenForm):
    """A template as YAML."""

    text = forms.CharField(
        label="Name, kind and steps, as YAML",
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false"}),
    )

    def __init__(self, data: Any, *, text: str, version: int | None = None) -> None:
        super().__init__(data, initial={"text": text})
        self.watch(version)


def promise_choices(
    actor: Actor, on: date, step: LaunchStepRow
) -> list[tuple[int | str, str]]:
    """Return open promises to choose from, and the one that is chosen."""
    opened = list_promises(actor=actor, on=on, state=STILL_OPEN)
    found = {one.id: f"{one.what} ({one.person})" for one in opened}
    if step.promise_id is not None:
        found.setdefault(step.promise_id, step.promise)
    return [("", "None"), *found.items()]
