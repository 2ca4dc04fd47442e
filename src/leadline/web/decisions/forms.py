"""Forms of the decisions area."""

from __future__ import annotations

from typing import Any

from django import forms

from leadline.accounts.queries import list_people
from leadline.accounts.types import Actor
from leadline.decisions.queries import open_decision_names
from leadline.decisions.types import (
    ChairVerdict,
    DecisionFilter,
    DecisionPage,
    DecisionState,
    Door,
    OptionIn,
    Side,
)
from leadline.evidence.queries import find_needs, list_segments
from leadline.roadmap.queries import list_bet_names
from leadline.strategy.queries import list_goal_names
from leadline.web.shell.columns import ColumnsMixin
from leadline.web.shell.fields import day_field, id_field
from leadline.web.shell.forms import Ticks
from leadline.web.shell.number_fields import WholeField
from leadline.web.shell.seen import SeenForm

STATES = [
    ("", "Any"), ("open", "Open"), ("draft", "Open, chair not heard"),
    ("heard", "Open, chair heard"), *DecisionState.choices[2:],
]  # fmt: skip
CHAIRS = [("", "Any"), *ChairVerdict.choices, ("override", "Closed around the chair")]
SORTS = [("due", "Due first"), ("newest", "Newest"), ("decided", "Last decided")]
NEEDS_OFFERED = 200


COLUMNS = (
    ("state", "State"),
    ("chair", "Chair"),
    ("decider", "Decider"),
    ("by", "By"),
    ("door", "Door"),
    ("choice", "Choice"),
    ("review", "Looked at again"),
)


class DecisionFilterForm(ColumnsMixin):
    """Which decisions the list shows, and what of each."""

    offered = COLUMNS
    usual = ("state", "chair", "decider", "by")
    groups = (("state", "State"), ("decider", "Decider"))
    is_filter = True
    text = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(label="State", required=False, choices=STATES)
    chair = forms.ChoiceField(label="Chair", required=False, choices=CHAIRS)
    decider = id_field("Decider")
    sort = forms.ChoiceField(label="Order", required=False, choices=SORTS)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["text"].widget.input_type = "search"
        people = list_people(actor=actor)
        self.fields["decider"].choices = [("", "Anybody"), *people]  # type: ignore[attr-defined]
        self.offer_columns()

    def only(self) -> DecisionFilter:
        """Return what was asked for."""
        return DecisionFilter(**self._narrowing())

    @property
    def is_narrowed(self) -> bool:
        """Whether it asks for anything but the usual list."""
        return any(v for k, v in self._narrowing().items() if k != "group")

    def _narrowing(self) -> dict[str, Any]:
        apart = ("columns", "dense")
        return {k: v for k, v in self.cleaned_data.items() if k not in apart}


def _ids(values: list[str]) -> tuple[int, ...]:
    return tuple(int(value) for value in values)


class DecisionForm(SeenForm):
    """Everything a person says about a decision before it is taken."""

    question = forms.CharField(
        label="The question, so that it can be answered", max_length=240,
        help_text="“Build sign-on ourselves, or buy it from an identity provider?”",
    )  # fmt: skip
    context = forms.CharField(
        label="What one has to know", required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    options = forms.CharField(
        label="Options, one on each line", required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A title, and after a colon what it means: “Buy: sign in through the "
        "hospital's identity provider”. Two at least; doing nothing is one.",
    )  # fmt: skip
    criteria = forms.CharField(
        label="What a good answer does", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    door = forms.ChoiceField(label="Door", choices=Door.choices)
    decider_id = id_field("Who decides")
    consulted = forms.CharField(
        label="Who is asked before", required=False, max_length=500
    )
    due_date = day_field("Decided by")
    need_ids = forms.MultipleChoiceField(
        label="Needs it touches", required=False, widget=Ticks
    )
    bet_ids = forms.MultipleChoiceField(
        label="Bets it touches", required=False, widget=Ticks
    )
    goal_ids = forms.MultipleChoiceField(
        label="Goals it touches", required=False, widget=Ticks
    )
    segments = forms.MultipleChoiceField(
        label="Only customers of these segments", required=False, widget=Ticks,
        help_text="Whom it concerns, whether they asked or not: who pays the price, "
        "say. Without a tick it is whoever asks for its needs and bets.",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list_people(actor=actor)
        needs = find_needs(actor=actor, text="", limit=NEEDS_OFFERED)
        chosen: dict[str, list[Any]] = {
            "decider_id": [("", "Nobody yet"), *people],
            "need_ids": list(needs),
            "bet_ids": [(b.id, b.title) for b in list_bet_names(actor=actor)],
            "goal_ids": list_goal_names(actor=actor),
            "segments": [(name, name) for name in list_segments(actor=actor)],
        }
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """Return what was said, by the names of ``DecisionIn``, of the fields left."""
        said = dict(self.cleaned_data)
        for name in said.keys() & {"need_ids", "bet_ids", "goal_ids"}:
            said[name] = _ids(said[name])
        if "segments" in said:
            said["segments"] = tuple(said["segments"])
        if "options" in said:
            lines = [line for line in said["options"].splitlines() if line.strip()]
            said["options"] = tuple(_option(line) for line in lines)
        return said


def _option(line: str) -> OptionIn:
    title, _, note = line.partition(":")
    return OptionIn(title.strip(" -•*\t"), note.strip())


def told(page: DecisionPage) -> dict[str, Any]:
    """Return a decision as the form shows it."""
    lines = [f"{o.title}: {o.note}" if o.note else o.title for o in page.options]
    chosen = {
        f"{kind}_ids": [one.id for one in page.linked if one.kind == kind]
        for kind in ("need", "bet", "goal")
    }
    return {
        "question": page.row.question,
        "context": page.context,
        "options": "\n".join(lines),
        "criteria": page.criteria,
        "door": page.row.door,
        "decider_id": page.row.decider_id,
        "consulted": page.consulted,
        "due_date": page.row.due_date,
        "segments": page.segments,
        **chosen,
    }


class WordForm(forms.Form):
    """A piece of feedback put on the chair by hand."""

    feedback_id = forms.IntegerField(widget=forms.HiddenInput)
    option_id = forms.TypedChoiceField(label="It speaks about", coerce=int)
    side = forms.ChoiceField(label="And stands", choices=Side.choices)

    def __init__(self, *args: Any, page: DecisionPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(o.id, o.title) for o in page.options]
        self.fields["option_id"].choices = options  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """Finishing the sentence."""

    option_id = forms.TypedChoiceField(
        label="We choose", coerce=int, widget=forms.RadioSelect
    )
    because = forms.CharField(
        label="because", max_length=400, widget=forms.TextInput,
        help_text="The reason to go on all the same, in one line.",
    )  # fmt: skip
    premortem = forms.CharField(
        label="Imagine it went badly: the likeliest reason?", required=False,
        max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It stands with the decision, and is read when you look back.",
    )  # fmt: skip
    wording = forms.CharField(
        label="How the choice reads in the sentence", required=False, max_length=160,
        help_text="Its title is used as it is written. “We choose” goes before it.",
    )  # fmt: skip
    reasons = forms.CharField(
        label="More reasons, for who reads it later", required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    confidence = WholeField(
        label="How sure are you that it is right, in percent", required=False,
        min_value=1, max_value=99, is_percent=True,
    )  # fmt: skip
    review_date = day_field("Look at it again on")
    override = forms.CharField(
        label="Why decide without the customer", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The chair is weak or empty. What you write stays on this decision "
        "and is counted.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, page: DecisionPage, is_weak: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        options = [(o.id, o.title) for o in page.options]
        self.fields["option_id"].choices = options  # type: ignore[attr-defined]
        if is_weak:
            # The action asks for it, and says what the chair lacks.
            self.fields["override"].is_needed = True  # type: ignore[attr-defined]
        else:
            del self.fields["override"]


class MoveReviewForm(forms.Form):
    """Another day to look at a decision again."""

    review_date = day_field("Look at it again on", required=True)
    why = forms.CharField(label="Why the day moves", max_length=1000)


class ReverseForm(forms.Form):
    """Taking a decision back."""

    reason = forms.CharField(label="Why it is taken back", max_length=1000)
    superseded_by = id_field("The decision that follows it")

    def __init__(
        self, *args: Any, actor: Actor, decision_id: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = [
            one for one in open_decision_names(actor=actor) if one[0] != decision_id
        ]
        self.fields["superseded_by"].choices = [("", "None yet"), *others]  # type: ignore[attr-defined]


class AgeingForm(forms.Form):
    """How fast words age."""

    days = WholeField(
        label="After so many days a word is worth half", min_value=7, max_value=1825,
        help_text="180 is half a year. Fast markets forget in 60.",
    )  # fmt: skip
