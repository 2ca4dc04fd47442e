"""Every number of every form is read by the reader of files."""

from __future__ import annotations

import importlib
import pkgutil
from decimal import Decimal

import pytest
from django import forms
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from leadline import web
from leadline.accounts.models import Workspace
from leadline.evidence.models import Customer
from leadline.strategy.models import Reading
from leadline.web.decisions.prediction_forms import ForecastForm, OutcomeForm
from leadline.web.evidence.forms import CustomerForm
from leadline.web.roadmap.plan_form import PlanForm
from leadline.web.shell.number_fields import AmountField, CurrencyField, WholeField
from leadline.web.strategy.forms import ReadingForm
from tests.conftest import Person
from tests.factories import make_customer, make_metric


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_field_shows_what_it_reads(number: Decimal) -> None:
    field = AmountField()

    assert field.clean(str(field.prepare_value(number))) == number


@given(st.integers(-(10**9), 10**9))
def test_a_whole_field_shows_what_it_reads(number: int) -> None:
    field = WholeField()

    assert field.clean(str(field.prepare_value(number))) == number


@pytest.mark.parametrize(
    ("text", "words"),
    [("2.5", "not whole"), ("lots", "no number"), ("(3)", "brackets"), ("12%", "no")],
)
def test_a_whole_field_says_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(forms.ValidationError, match=words):
        WholeField().clean(text)


@pytest.mark.parametrize(
    ("text", "own", "code"),
    [("$", "CAD", "CAD"), ("$", "EUR", "USD"), ("gbp", "", "GBP"), ("£", "", "GBP")],
)
def test_a_currency_may_be_written_as_its_sign(text: str, own: str, code: str) -> None:
    assert CurrencyField(own=own).clean(text) == code


@pytest.mark.parametrize("text", ["kr", "dollar", "$$", "1"])
def test_what_is_no_single_currency_is_refused(text: str) -> None:
    with pytest.raises(forms.ValidationError, match="Three letters"):
        CurrencyField(own="USD").clean(text)


def test_limits_hold_on_both_sides() -> None:
    field = AmountField(min_value=0, max_digits=8, decimal_places=2)

    assert field.clean("0") == 0
    assert field.clean("999,999.99") == Decimal("999999.99")
    for text in ("-0.01", "1m", "0.001"):
        with pytest.raises(forms.ValidationError):
            field.clean(text)


# These hold the number of a record or of a page, which nobody types.
NOT_TYPED = {"person", "page", "user_id", "feedback_id", "need", "customer",
             "based_on_id", "word"}  # fmt: skip


def every_form() -> list[type[forms.Form]]:
    """Return every form of the pages, with what they inherit from each other."""
    for found in pkgutil.walk_packages(web.__path__, "leadline.web."):
        if "forms" in found.name:
            importlib.import_module(found.name)
    kinds: list[type[forms.Form]] = [forms.Form]
    known = []
    while kinds:
        below = kinds.pop().__subclasses__()
        kinds += below
        known += [form for form in below if form.__module__.startswith("leadline.")]
    return known


def test_no_form_has_another_reader_of_numbers() -> None:
    found = [
        (form.__name__, name, type(field))
        for form in every_form()
        for name, field in form.base_fields.items()
        if isinstance(field, (forms.FloatField, forms.IntegerField))
        and name not in NOT_TYPED
    ]

    assert {CustomerForm, ReadingForm, PlanForm, OutcomeForm} <= set(every_form())
    assert len(found) > 20
    for form, name, kind in found:
        assert kind in (AmountField, WholeField), f"{form}.{name}"


def test_a_reading_may_name_the_currency_of_its_metric_and_no_other(
    ana: Person,
) -> None:
    metric = make_metric(ana.actor, currency="USD")
    place = [ana.actor.workspace_id, metric.pk]
    address = reverse("strategy:reading_add", args=place)
    said = {"on_date": "2026-11-02", "source": "Finance", "value": "$1.5m"}

    refused = ana.browser.post(address, said | {"value": "€1.5m"})
    kept = ana.browser.post(address, said)

    assert "names another currency than USD" in refused.content.decode()
    assert (refused.status_code, kept.status_code) == (422, 302)
    assert Reading.objects.get().value == 1_500_000


@pytest.mark.parametrize("unit", ["USD", "$"])
def test_forecast_and_outcome_read_the_sign_of_their_unit(unit: str) -> None:
    said = {"said": "$80k..90000 USD..0.1m"}
    answer = ForecastForm(said, kind="range", unit=unit)
    outcome = OutcomeForm({"value": "$85k"}, kind="range", can_be_read=False, unit=unit)
    other = OutcomeForm({"value": "£85k"}, kind="range", can_be_read=False, unit=unit)
    days = OutcomeForm({"value": "$85"}, kind="range", can_be_read=False, unit="days")

    assert answer.is_valid(), answer.errors
    assert answer.forecast().p10 == 80_000
    assert answer.forecast().p50 == 90_000
    assert outcome.is_valid()
    assert outcome.outcome().value == 85_000
    assert "names another currency than USD" in str(other.errors["value"])
    assert "names a currency" in str(days.errors["value"])


@pytest.mark.parametrize(
    ("own", "amount", "currency", "expected"),
    [
        ("EUR", "$80k", "", (80_000, "USD")),
        ("CAD", "$80k", "", (80_000, "CAD")),
        ("CAD", "US$80k", "", (80_000, "USD")),
        ("EUR", "£1,200", "gbp", (1_200, "GBP")),
        ("EUR", "80k", "$", (80_000, "USD")),
        ("EUR", "80k", "", (80_000, "")),
        ("EUR", "", "USD", (None, "USD")),
    ],
)
def test_a_customers_amount_may_say_its_currency(
    ana: Person, own: str, amount: str, currency: str, expected: tuple[int | None, str]
) -> None:
    Workspace.objects.filter(pk=ana.actor.workspace_id).update(currency=own)
    said = {"name": "Acme", "state": "active", "revenue_amount": amount,
            "revenue_currency": currency}  # fmt: skip
    form = CustomerForm(said, actor=ana.actor)

    assert form.is_valid(), form.errors
    read = form.cleaned_data["revenue_amount"], form.cleaned_data["revenue_currency"]
    assert read == expected


def test_an_amount_in_another_currency_than_the_one_beside_it_is_refused(
    ana: Person,
) -> None:
    said = {"name": "Acme", "state": "active", "revenue_amount": "$80k",
            "revenue_currency": "EUR"}  # fmt: skip

    form = CustomerForm(said, actor=ana.actor)

    assert "names another currency than EUR" in str(form.errors["revenue_amount"])


def test_the_form_of_a_customer_shows_thousands_and_reads_them(ana: Person) -> None:
    customer = make_customer(ana.actor, "Acme", 14_000)
    place = [ana.actor.workspace_id, customer.pk, "revenue"]
    address = reverse("evidence:customer_value", args=place)

    shown = ana.browser.get(address).content.decode()
    ana.browser.post(address, {"revenue_amount": "1,5m", "revenue_currency": "EUR"})

    assert 'value="14,000"' in shown
    assert Customer.objects.get(pk=customer.pk).revenue_amount == 1_500_000
