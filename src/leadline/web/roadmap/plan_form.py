"""The form that asks the optimiser for a plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from leadline.foundation.words import money
from leadline.roadmap.types import BetGroup, Floor, PlanIn, Reader, Risk, Wish
from leadline.web.roadmap.forms import quarters, set_choices
from leadline.web.roadmap.limit_fields import LimitFields
from leadline.web.shell.number_fields import AmountField, WholeField


class PlanForm(LimitFields):
    """What the optimiser is asked."""

    name = forms.CharField(label="Name of the plan", max_length=120)
    reason = forms.CharField(
        label="Why you plan", max_length=500,
        help_text="The year begins; a port signed; two people left.",
    )  # fmt: skip
    first_period = forms.ChoiceField(label="From")
    periods = WholeField(
        label="For how many quarters", min_value=1, max_value=8, initial=4
    )
    growth = AmountField(label="Growth", min_value=0, initial=1)
    profit = AmountField(label="Profit", min_value=0, initial=1)
    worth = AmountField(
        label="Customers served whole", min_value=0, initial=0,
        help_text="Counts a customer's yearly revenue when every need it voiced and "
        "that a bet answers is in the plan.",
    )  # fmt: skip
    wait = AmountField(
        label="What a quarter's wait costs, percent", min_value=0, max_value=99,
        is_percent=True,
        initial=2,
        help_text="Above 0, what is worth more comes sooner.",
    )  # fmt: skip
    floors = forms.MultipleChoiceField(
        label="Goals the plan must reach", required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The target less what comes with nothing built, by the middle, where "
        "that is projected; else all that is missing.",
    )  # fmt: skip
    keep = forms.MultipleChoiceField(
        label="Keep what was moved by hand", required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each stays where somebody put it; untick one to let the search "
        "place it anew.",
    )  # fmt: skip
    seconds = WholeField(
        label="Search at most, seconds", min_value=1, max_value=600, initial=60
    )
    by_record = forms.BooleanField(
        label="Read ranges by the record of who leads the bet", required=False,
        initial=True,
    )  # fmt: skip
    futures = forms.TypedChoiceField(
        label="Futures to look at", coerce=int, initial=200, required=False,
        choices=[
            (0, "None: the middle of each range alone"), (100, "100"), (200, "200"),
            (500, "500"),
        ],
        help_text="Drawn from the ranges together. It takes as long again.",
    )  # fmt: skip
    risk = forms.TypedChoiceField(
        label="Choose by",
        coerce=Risk,
        choices=Risk.choices,
        initial=Risk.EXPECTED,
        required=False,
        empty_value=Risk.EXPECTED,
    )
    based_on_id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        today: date,
        floors: list[tuple[Floor, str]],
        currency: str,
        readers: Sequence[Reader] = (),
        wishes: Sequence[Wish] = (),
        groups: Sequence[BetGroup] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, currency=currency, groups=groups, **kwargs)
        self.readers = tuple(readers)
        self.wishes = {str(wish.bet_id): wish for wish in wishes}
        kept = [(key, wish.words) for key, wish in self.wishes.items()]
        self.known = {str(floor.goal_id): floor for floor, _ in floors}
        choices = [
            (
                str(floor.goal_id),
                f"{name}: bets have to bring {money(floor.at_least, currency)} a year",
            )
            for floor, name in floors
        ]
        first = (self.initial.get("first_period", ""),)
        listed = {"floors": choices, "first_period": quarters(today, *first)}
        set_choices(self, listed | {"keep": kept})

    def ask(self) -> PlanIn:
        """Return what is asked."""
        said = dict(self.cleaned_data)
        return PlanIn(
            name=said["name"],
            reason=said["reason"],
            first_period=said["first_period"],
            periods=said["periods"],
            growth=float(said["growth"]),
            profit=float(said["profit"]),
            worth=float(said["worth"]),
            discount=float(said["wait"]) / 100,
            floors=tuple(self.known[goal] for goal in said["floors"]),
            based_on_id=said["based_on_id"],
            time_limit=float(said["seconds"]),
            readers=self.readers if said["by_record"] else (),
            futures=int(said["futures"] or 0),
            risk=said["risk"],
            wishes=tuple(self.wishes[key] for key in said["keep"]),
            budget=self.budget(),
            budget_by_period=self.budgets(),
            shares=self.shares(),
        )
