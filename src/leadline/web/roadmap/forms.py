"""Forms of the roadmap area."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from leadline.accounts.queries import list_people, workspace_of
from leadline.accounts.types import Actor
from leadline.foundation.periods import period_label, period_of, periods_from
from leadline.foundation.plain import names_of, plain_of
from leadline.foundation.ranges import Asked, SaidRange
from leadline.roadmap.queries import list_bet_names, list_teams
from leadline.roadmap.types import (
    IMPACTS,
    STEPS,
    BetRow,
    BetSaid,
    BetState,
    LinkKind,
    Range,
    TeamRow,
    range_of,
)
from leadline.stakeholders.queries import list_partners
from leadline.web.shell.fields import id_field, product_choices
from leadline.web.shell.forms import add_words
from leadline.web.shell.number_fields import AmountField, WholeField
from leadline.web.shell.range_field import RangeField, said_range, say_back
from leadline.web.shell.seen import SeenForm

QUARTERS_AHEAD = 16
NOTHING = Decimal(0)


def quarters(today: date, *also: str, back: int = 0) -> list[tuple[str, str]]:
    """Return the quarters from this one on as choices, and those named besides."""
    ahead = periods_from(period_of(today), QUARTERS_AHEAD)
    found = sorted({*ahead[back:], *(period for period in also if period)})
    return [(period, period_label(period)) for period in found]


def set_choices(form: forms.Form, choices: dict[str, Any]) -> None:
    """Offer options in some fields of a form, by their names."""
    for name, options in choices.items():
        form.fields[name].choices = options  # type: ignore[attr-defined]


def _steps(label: str, help_text: str) -> forms.TypedChoiceField:
    choices = [("", "Not said"), *((step, str(step)) for step in STEPS)]
    return forms.TypedChoiceField(
        label=label, required=False, coerce=int, empty_value=None, choices=choices,
        help_text=help_text,
    )  # fmt: skip


class BetForm(SeenForm):
    """Everything a person says about a bet."""

    title = forms.CharField(label="The bet, in one line", max_length=160)
    product_id = id_field("Product")
    owner_id = id_field("Who leads it")
    confidence = WholeField(
        is_percent=True,
        label="How sure it works, percent",
        required=False,
        min_value=0,
        max_value=100,
        help_text="Plans count what it brings by this share; empty counts it whole.",
    )
    earliest = forms.ChoiceField(label="Not before", required=False)
    latest = forms.ChoiceField(label="Finished by", required=False)
    duration = WholeField(label="Quarters", min_value=1, max_value=8)
    impact = forms.TypedChoiceField(
        label="Impact", required=False, coerce=Decimal, empty_value=None,
        choices=[("", "Not said"), *((step, f"{n}, {step}") for step, n in IMPACTS)],
        help_text="How much it changes for one customer.",
    )  # fmt: skip
    user_value = _steps("Value", "To customers and to the business.")
    urgency = _steps("Urgency", "What it loses by waiting.")
    risk_reduction = _steps("Risk reduction", "What it takes away, or opens.")
    currency = forms.ChoiceField(
        label="Its figures are in", required=False,
        help_text="They were written in another currency than the workspace's and are "
        "converted where they are shown. Change both or neither.",
    )  # fmt: skip

    def __init__(
        self, data: Any, *, actor: Actor, today: date, bet: BetRow | None
    ) -> None:
        super().__init__(data, initial=_initial(bet))
        self.words = add_words(self, BetSaid)
        self._offer_currencies(workspace_of(actor=actor).currency, bet)
        self.teams = list_teams(actor=actor)
        ends = (bet.earliest, bet.latest) if bet else ()
        ahead = quarters(today, *ends)
        set_choices(
            self,
            {
                "product_id": product_choices(actor),
                "owner_id": [("", "Nobody yet"), *list_people(actor=actor)],
                "earliest": [("", "At any time"), *ahead],
                "latest": [("", "No date"), *ahead],
            },
        )
        field = self.fields["currency"]
        money = str(self["currency"].value() or field.initial or "")
        asked = dict.fromkeys(("growth", "profit"), money)
        labels = {"growth": "Growth", "profit": "Profit"}
        labels |= {f"team_{team.id}": team.name for team in self.teams}
        for name, label in labels.items():
            unit = asked.get(name, "person-weeks")
            self.fields[name] = RangeField(
                label=label, required=False, asked=Asked(unit), help_text=""
            )
            say_back(self, actor.workspace_id, unit, name)
        self.spreads = tuple(labels)
        self.watch(bet.version if bet else None)

    def _offer_currencies(self, own: str, bet: BetRow | None) -> None:
        """Offer the workspace's currency, and the one the figures were written in."""
        spreads = (bet.growth, bet.profit) if bet else ()
        written = [spread.said.currency for spread in spreads if spread]
        codes = list(dict.fromkeys([*written, own]))
        field = self.fields["currency"]
        field.choices = [(code, code) for code in codes]  # type: ignore[attr-defined]
        field.initial = codes[0]
        self.asks_currency = len(codes) > 1
        if not self.asks_currency:
            field.widget = forms.HiddenInput()

    def is_scored(self) -> bool:
        """Whether a score for a ranking is said, or is said wrongly."""
        names = ("impact", "user_value", "urgency", "risk_reduction")
        return any(self[name].value() or self[name].errors for name in names)

    def said_in_words(self) -> list[BoundField]:
        """Return the fields of words that a bet declares."""
        return [self[name] for name in self.words]

    def values(self) -> list[BoundField]:
        """Return what the bet brings."""
        return [self["growth"], self["profit"]]

    def efforts(self) -> list[BoundField]:
        """Return what it takes of each team."""
        return [self[f"team_{team.id}"] for team in self.teams]

    def clean(self) -> dict[str, Any]:
        """Make ranges of what was said; one figure alone stands for all."""
        cleaned = super().clean() or {}
        self.ranges = {name: _range(cleaned.get(name)) for name in self.spreads}
        return cleaned

    def said(self) -> dict[str, Any]:
        """Return what was said, by the names of ``BetIn``."""
        return {
            "growth": self.ranges["growth"],
            "profit": self.ranges["profit"],
            "effort": {team.id: self.ranges[f"team_{team.id}"] for team in self.teams},
            "currency": self.cleaned_data["currency"],
            **{name: self.cleaned_data[name] for name in names_of(BetSaid)},
        }


def _range(said: SaidRange | None) -> Range:
    return range_of(said.low, said.mid, said.high) if said else Range()


def _initial(bet: BetRow | None) -> dict[str, Any]:
    if bet is None:
        return {"duration": 1}
    initial = plain_of(bet, BetSaid)
    ranges = {"growth": bet.growth.said, "profit": bet.profit.said}
    ranges |= {f"team_{effort.team_id}": effort.weeks for effort in bet.efforts}
    for name, spread in ranges.items():
        if spread:
            initial[name] = said_range(spread.p10, spread.p50, spread.p90)
    return initial


class LinkForm(forms.Form):
    """A dependency on another bet."""

    kind = forms.ChoiceField(label="This bet", choices=LinkKind.choices)
    other_id = forms.TypedChoiceField(label="Which bet", coerce=int)
    gap = WholeField(
        label="Quarters in between", required=False, min_value=0, max_value=8,
        help_text="Only for “comes after”.",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, bet_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = list_bet_names(actor=actor)
        others = [(bet.id, bet.title) for bet in names if bet.id != bet_id]
        set_choices(self, {"other_id": others})


class StateForm(forms.Form):
    """Moving bets to a state, with the reason."""

    state = forms.ChoiceField(label="They are", choices=BetState.choices)
    reason = forms.CharField(label="Why", max_length=500)


class ReleaseForm(forms.Form):
    """Which partner may hear of a bet, and by which name."""

    person = forms.ChoiceField(label="Partner")
    words = forms.CharField(
        label="What they call it", max_length=160, required=False,
        help_text="Leave it empty for the title of the bet.",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = list_partners(actor=actor)  # type: ignore[attr-defined]


class CapacityForm(forms.Form):
    """Person-weeks of each team in each quarter."""

    def __init__(
        self, *args: Any, cells: dict[tuple[int, str], Decimal | None], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cells = {f"t{team}_{at}": (team, at) for team, at in cells}
        for name, cell in self.cells.items():
            self.fields[name] = AmountField(
                label=period_label(cell[1]), required=False, min_value=0,
                max_digits=8, decimal_places=2, initial=cells[cell],
            )  # fmt: skip

    def lines(
        self, teams: Sequence[TeamRow], periods: Sequence[str]
    ) -> list[tuple[TeamRow, list[BoundField]]]:
        """Return each team with its fields in the order of the quarters."""
        return [(t, [self[f"t{t.id}_{at}"] for at in periods]) for t in teams]

    def weeks(self) -> dict[tuple[int, str], Decimal | None]:
        """Return what was written; a cell that the page did not show stays."""
        return {
            cell: self.cleaned_data[name]
            for name, cell in self.cells.items()
            if name in self.data
        }


class MoveForm(forms.Form):
    """Where a bet goes by hand, and why."""

    to = forms.CharField(max_length=6)
    reason = forms.CharField(label="Why the plan changes", max_length=500)
    seen = forms.DateTimeField(
        input_formats=["%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"]
    )


class ReasonForm(forms.Form):
    """A reason, and nothing else."""

    reason = forms.CharField(label="Why", max_length=500)
