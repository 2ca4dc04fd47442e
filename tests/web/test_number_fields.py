"""Every number of every form is read by the reader of files."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django import forms
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from leadline.evidence.models import Customer
from leadline.web.attention.forms import TargetForm
from leadline.web.decisions.forms import AgeingForm
from leadline.web.decisions.prediction_forms import ForecastForm
from leadline.web.evidence.forms import CustomerForm
from leadline.web.shell.number_fields import AmountField, CurrencyField, WholeField
from leadline.web.strategy.forms import ReadingForm
from tests.conftest import Person
from tests.factories import make_customer


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


@pytest.mark.parametrize(
    "form",
    [CustomerForm, TargetForm, ReadingForm, AgeingForm],
)
def test_no_form_has_another_reader_of_numbers(form: type[forms.Form]) -> None:
    for name, field in form().fields.items():
        if isinstance(field, (forms.DecimalField, forms.IntegerField)):
            assert isinstance(field, (AmountField, WholeField)), name
    chance = ForecastForm(kind="event").fields["probability"]
    assert chance.clean("30 %") == 30


def test_the_form_of_a_customer_shows_thousands_and_reads_them(ana: Person) -> None:
    customer = make_customer(ana.actor, "Acme", 14_000)
    place = [ana.actor.workspace_id, customer.pk]
    address = reverse("evidence:customer_edit", args=place)

    shown = ana.browser.get(address).content.decode()
    said = {"name": "Acme", "revenue_amount": "1,5m", "state": "active",
            "revenue_currency": "EUR"}  # fmt: skip
    ana.browser.post(address, said)

    assert 'value="14,000"' in shown
    assert Customer.objects.get(pk=customer.pk).revenue_amount == 1_500_000
