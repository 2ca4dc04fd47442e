"""Forms of the evidence area."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from leadline.accounts.queries import workspace_of
from leadline.accounts.types import Actor
from leadline.evidence import queries
from leadline.evidence.types import (
    CustomerFilter,
    CustomerState,
    FeedbackFilter,
    FeedbackKind,
    FeedbackSide,
    FeedbackState,
    NeedFilter,
    NeedState,
    SetAside,
)
from leadline.foundation.amounts import currency_named
from leadline.web.shell.columns import ColumnsMixin
from leadline.web.shell.fields import day_field
from leadline.web.shell.number_fields import AmountField, CurrencyField
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.suggest import Suggest

Choices = list[tuple[str, str]]
STATES: Choices = [
    ("", "Not archived"),
    ("waiting", "Waiting"),
    *FeedbackState.choices,
    ("all", "All of it"),
]
NEED_STATES: Choices = [
    ("", NeedState.OPEN.label),
    (NeedState.MET, NeedState.MET.label),
    (NeedState.DISMISSED, NeedState.DISMISSED.label),
    ("all", "All of them"),
]
FIRST = ("state", "source", "need")
MORE = (
    "kind", "area", "segment", "language", "side", "set_aside", "since", "until",
    "tag", "source_status", "rating_at_least", "rating_at_most", "nps", "own_name",
    "own_value",
)  # fmt: skip
PARTS = ("side", "set_aside")
OFFERED = ("tag", "source_status", "own_name")
NPS: Choices = [
    ("", "Any answer"),
    ("promoter", "Promoters, 9 and 10"),
    ("passive", "Passives, 7 and 8"),
    ("detractor", "Detractors, 0 to 6"),
]
SIDES: Choices = [("", "Customers"), (FeedbackSide.OURS.value, "Ours")]
ASIDE_REASONS: Choices = [
    *SetAside.choices,
    (FeedbackSide.OURS.value, "Words of ours"),
]
ASIDE: Choices = [("", "What counts"), ("any", "Set aside"), *SetAside.choices]
NAMED: Choices = [
    ("", "Any"),
    ("guess", "Not confirmed"),
    ("person", "Confirmed"),
]
NEED_COLUMNS: Choices = [
    ("customers", "Customers"),
    ("pieces", "Pieces"),
    ("revenue", "Revenue a year"),
    ("owner", "Owner"),
    ("product", "Product"),
    ("weeks", "16 weeks"),
    ("trend", "Trend"),
    ("first", "First heard"),
    ("last", "Last heard"),
]
APART = {"columns", "dense"}
TRENDS: Choices = [
    ("", "Any trend"),
    ("rising", "Rising"),
    ("asked", "Rising, after we asked"),
    ("falling", "Falling"),
    ("flat", "Steady"),
]


def _same(values: Iterable[str], first: str) -> Choices:
    return [("", first), *((value, value) for value in values)]


class FilterForm(forms.Form):
    """Base of the filters: nothing is needed, nothing unknown is refused."""

    is_filter = True
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def choose(self, name: str, choices: Choices) -> None:
        """Give a field a list to choose from; a value of old links stays there."""
        now = str(self.data.get(name, ""))
        if now and now not in {value for value, _ in choices}:
            choices = [*choices, (now, now)]
        self.fields[name].widget = forms.Select(choices=choices)

    def given(self) -> dict[str, Any]:
        """Return the values that could be read and say something."""
        self.is_valid()
        return {k: v for k, v in self.cleaned_data.items() if v not in ("", None)}


class FeedbackFilterForm(FilterForm):
    """Which pieces the inbox shows."""

    text = forms.CharField(
        label="Words", required=False, widget=forms.SearchInput(attrs={"data-key": "/"})
    )
    state = forms.CharField(label="State", required=False)
    source = forms.CharField(label="Source", required=False)
    kind = forms.CharField(label="Kind", required=False)
    area = forms.CharField(label="Area", required=False)
    segment = forms.CharField(label="Segment", required=False)
    need = forms.CharField(label="Need", required=False)
    language = forms.CharField(label="Language", required=False)
    tag = forms.CharField(label="Tag", required=False)
    source_status = forms.CharField(label="Status in the source", required=False)
    rating_at_least = AmountField(
        label="Rated at least, of 5", required=False, min_value=0, max_value=5
    )
    rating_at_most = AmountField(
        label="Rated at most, of 5", required=False, min_value=0, max_value=5
    )
    nps = forms.CharField(label="NPS", required=False)
    own_name = forms.CharField(label="Column of the source", required=False)
    own_value = forms.CharField(label="Says", required=False)
    side = forms.CharField(label="Whose words", required=False)
    set_aside = forms.CharField(label="Set aside", required=False)
    since = forms.DateField(
        label="From", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label="To", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    customer = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, actor: Actor, offers: bool = False) -> None:
        """With ``offers`` the values that sources gave are read, to choose from."""
        super().__init__(data)
        there = queries.feedback_choices(actor=actor)
        self.choose("source", _same(there["source"], "Any source"))
        self.choose("area", _same(there["area"], "Any area"))
        self.choose("language", _same(there["language"], "Any language"))
        segments = queries.list_segments(actor=actor)
        self.choose("segment", _same(segments, "Any segment"))
        self.choose("kind", [("", "Any kind"), *FeedbackKind.choices])
        self.choose("state", STATES)
        there = queries.own_field_choices(actor=actor) if offers else {}
        self.choose("tag", _same(there.get("tag", []), "Any tag"))
        self.choose("source_status", _same(there.get("source_status", []), "Any"))
        self.choose("own_name", _same(there.get("own_name", []), "Any column"))
        self.choose("nps", NPS)
        self.choose("side", SIDES)
        self.choose("set_aside", ASIDE)
        self.choose(
            "need",
            [("", "Any or none"), ("none", "Without a need"), ("any", "With one")],
        )

    @property
    def first_fields(self) -> list[BoundField]:
        """The filters that stand beside the words."""
        return [self[name] for name in FIRST]

    @property
    def more_fields(self) -> list[BoundField]:
        """The filters behind "More filters"; what no source has said is left out."""
        return [self[name] for name in MORE if self._is_of_use(name)]

    def _is_of_use(self, name: str) -> bool:
        """Whether there is anything to choose in a field, or it is used already."""
        asked = "own_name" if name == "own_value" else name
        widget = self.fields[asked].widget
        if asked not in OFFERED or not isinstance(widget, forms.Select):
            return True
        return len(list(widget.choices)) > 1

    @property
    def has_more(self) -> bool:
        """Whether one of the hidden filters is used that no part of the inbox shows."""
        return any(self.data.get(name) for name in MORE if name not in PARTS)

    def wanted(self) -> FeedbackFilter:
        """Return what the list is narrowed to."""
        given = self.given()
        if "customer" in given:
            given["customer_id"] = given.pop("customer")
        return FeedbackFilter(**given)


class NeedFilterForm(ColumnsMixin, FilterForm):
    """Which needs the list shows, and what of each."""

    offered = NEED_COLUMNS
    usual = ("customers", "pieces", "revenue", "weeks", "trend", "last")
    text = forms.CharField(label="Words", required=False, widget=forms.SearchInput)
    state = forms.CharField(label="State", required=False)
    trend = forms.CharField(label="Trend", required=False)
    named = forms.CharField(label="Name", required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.choose("state", NEED_STATES)
        self.choose("named", NAMED)
        self.choose("trend", TRENDS)
        self.offer_columns()

    def given(self) -> dict[str, Any]:
        """Return what narrows or sorts the list; columns do neither."""
        return {k: v for k, v in super().given().items() if k not in APART}

    def wanted(self) -> NeedFilter:
        """Return what the list is narrowed to."""
        return NeedFilter(**self.given())


CUSTOMER_COLUMNS = (
    ("segment", "Segment"),
    ("plan", "Plan"),
    ("revenue", "Revenue a year"),
    ("pieces", "Pieces"),
    ("last", "Last heard"),
    ("owner", "Owner"),
    ("state", "State"),
)


class CustomerFilterForm(ColumnsMixin, FilterForm):
    """Which customers the list shows, and what of each."""

    offered = CUSTOMER_COLUMNS
    usual = tuple(name for name, _ in CUSTOMER_COLUMNS)
    text = forms.CharField(label="Name", required=False, widget=forms.SearchInput)
    segment = forms.CharField(label="Segment", required=False)
    state = forms.CharField(label="State", required=False)
    heard = forms.CharField(label="Heard", required=False)

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        segments = queries.list_segments(actor=actor)
        self.choose("segment", _same(segments, "Any segment"))
        self.choose("state", [("", "Any state"), *CustomerState.choices])
        self.choose(
            "heard", [("", "Heard or not"), ("yes", "Heard"), ("no", "Never heard")]
        )
        self.offer_columns()

    def given(self) -> dict[str, Any]:
        """Return what narrows or sorts the list; columns do neither."""
        return {k: v for k, v in super().given().items() if k not in APART}

    def wanted(self) -> CustomerFilter:
        """Return what the list is narrowed to."""
        return CustomerFilter(**self.given())


class NeedForm(SeenForm):
    """What customers try to get done, in a sentence."""

    statement = forms.CharField(
        label="The need",
        help_text="As a customer would say it.",
        min_length=3,
        max_length=240,
    )


class CustomerForm(SeenForm):
    """An account."""

    name = forms.CharField(label="Name", max_length=200)
    domain = forms.CharField(
        label="Domain",
        help_text="Feedback from its addresses finds it.",
        max_length=253,
        required=False,
    )
    segment = forms.CharField(
        label="Segment", max_length=80, required=False, widget=Suggest("segment")
    )
    plan = forms.CharField(
        label="Plan", max_length=80, required=False, widget=Suggest("plan")
    )
    revenue_amount = AmountField(
        label="Revenue a year",
        min_value=0,
        max_digits=15,
        decimal_places=2,
        required=False,
    )
    revenue_currency = CurrencyField(
        label="Currency",
        help_text="Not needed where the amount says it, such as $80k.",
        required=False,
    )
    since_date = day_field("Customer since", is_past=True, at_end=False)
    owner = forms.CharField(
        label="Owner", max_length=120, required=False, widget=Suggest("owner")
    )
    country = forms.CharField(
        label="Country", max_length=80, required=False, widget=Suggest("country")
    )
    state = forms.ChoiceField(label="State", choices=CustomerState.choices)
    external_id = forms.CharField(
        label="Its number elsewhere", max_length=120, required=False
    )
    is_archived = forms.BooleanField(
        label="Archived: out of lists and shares; what it said stays", required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = workspace_of(actor=actor).currency
        amount, currency = (
            self.fields["revenue_amount"],
            self.fields["revenue_currency"],
        )
        assert isinstance(amount, AmountField)
        assert isinstance(currency, CurrencyField)
        currency.own = own
        said = currency.code(str(self["revenue_currency"].value() or ""))
        written = str(self["revenue_amount"].value() or "")
        amount.currency = said or currency_named(written, own)

    def clean(self) -> dict[str, Any]:
        """Take the currency from the amount where only that says it."""
        cleaned = super().clean() or {}
        if cleaned.get("revenue_amount") is not None:
            amount = self.fields["revenue_amount"]
            assert isinstance(amount, AmountField)
            cleaned["revenue_currency"] = (
                cleaned.get("revenue_currency") or amount.currency
            )
        return cleaned


class NewCustomerForm(CustomerForm):
    """An account that is added; whether it is another of a name is asked on a clash."""

    is_another = forms.BooleanField(
        label="It is another customer of the same name",
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_archived"]  # nobody adds one to put it away
        if self["is_another"].value():
            self.ask_whether_another()

    def ask_whether_another(self) -> None:
        """Let somebody say that it is not the one that is there."""
        self.fields["is_another"].widget = forms.CheckboxInput()


class ContactForm(SeenForm):
    """A person at a customer."""

    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="E-mail", required=False)
    title = forms.CharField(label="Position", max_length=120, required=False)


def needs_to_choose(actor: Actor) -> Choices:
    """Return the open needs that pieces may be put into, the most asked for first."""
    found = queries.find_needs(actor=actor, text="", limit=200)
    return [(str(pk), statement) for pk, statement in found]
