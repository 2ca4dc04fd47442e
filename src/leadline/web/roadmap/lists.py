"""Forms that say which bets a list shows, and by which ranking."""

from __future__ import annotations

from typing import Any

from django import forms

from leadline.accounts.types import Actor
from leadline.roadmap.queries import list_rankings, list_teams
from leadline.roadmap.types import BetFilter, BetState, Ranking, by_key
from leadline.strategy.queries import list_goal_names
from leadline.web.roadmap.forms import set_choices
from leadline.web.shell.columns import ColumnsMixin
from leadline.web.shell.fields import id_field, product_choices
from leadline.web.shell.seen import SeenForm

OPEN_STATES = [("", "Open"), ("all", "All"), *BetState.choices]


BET_COLUMNS = (
    ("state", "State"),
    ("owner", "Owner"),
    ("product", "Product"),
    ("goals", "Goals"),
    ("growth", "Growth a year, as said"),
    ("profit", "Profit a year, as said"),
    ("effort", "Person-weeks"),
    ("confidence", "Sure it works"),
    ("earliest", "Not before"),
    ("latest", "Finished by"),
    ("evidence", "Evidence"),
)


class BetFilterForm(ColumnsMixin):
    """Which bets the list shows, in which order, and what of each."""

    offered = BET_COLUMNS
    usual = ("state", "goals", "growth", "profit", "effort", "evidence")
    groups = (("state", "State"), ("owner", "Owner"), ("product", "Product"))
    is_filter = True
    text = forms.CharField(
        label="Words", required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    state = forms.ChoiceField(label="State", required=False, choices=OPEN_STATES)
    product = id_field("Product")
    team = id_field("Team")
    goal = id_field("Goal")
    rank = forms.ChoiceField(label="Rank by", required=False)
    need = forms.IntegerField(required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.offer_columns()
        teams = [(team.id, team.name) for team in list_teams(actor=actor)]
        self.goals = list_goal_names(actor=actor)
        products = product_choices(actor)[1:]
        self.rankings = list_rankings(actor=actor)
        set_choices(
            self,
            {
                "product": [("", "Any"), *products],
                "team": [("", "Any"), *teams],
                "goal": [("", "Any"), *self.goals],
                "rank": [("", "Nothing"), *((r.key, r.name) for r in self.rankings)],
            },
        )

    def only(self) -> BetFilter:
        """Return what was asked for."""
        apart = {"columns", "dense"}
        said = self.cleaned_data.items()
        asked = {name: value for name, value in said if value and name not in apart}
        return BetFilter(**asked)

    def ranking(self) -> Ranking | None:
        """Return the ranking that was chosen, if one was."""
        return by_key(self.rankings, self.cleaned_data["rank"])


class RankingForm(SeenForm):
    """A formula of one's own that bets are ranked by."""

    name = forms.CharField(label="Name", max_length=40)
    formula = forms.CharField(label="Formula", max_length=200)
    note = forms.CharField(label="What it means", max_length=200, required=False)

    def __init__(self, data: Any, *, ranking: Ranking | None = None) -> None:
        names = ("name", "formula", "note")
        initial = {name: getattr(ranking, name) for name in names} if ranking else {}
        super().__init__(data, initial=initial)
        self.watch(ranking.version if ranking else None)
