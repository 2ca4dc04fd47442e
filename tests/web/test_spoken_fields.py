"""A range said in one field: parted, kept, or refused with what to write."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import QueryDict

from leadline.web.decisions.prediction_forms import ForecastForm
from tests.conftest import Person
from tests.decisions.test_ranges_record import settled_range


def form(unit: str = "ports", **sent: str) -> ForecastForm:
    return ForecastForm(sent, kind="range", unit=unit)


def three(found: ForecastForm) -> tuple[Decimal | None, ...]:
    assert found.is_valid(), found.errors
    said = found.forecast()
    return said.p10, said.p50, said.p90


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("8 to 20", ("8", "12.65", "20")), ("8..12..20", ("8", "12", "20")),
        ("about 12", ("9.6", "12", "15")), ("8-20k", ("8000", "12650", "20000")),
        ("10 to 20 %", ("10", "14.14", "20")),
        ("1,5 bis 2,25", ("1.5", "1.837", "2.25")),
    ],
)  # fmt: skip
def test_a_range_in_the_middle_fills_all_three(
    text: str, wanted: tuple[str, ...]
) -> None:
    assert three(form(p50=text)) == tuple(map(Decimal, wanted))


def test_money_is_read_in_its_currency() -> None:
    assert three(form("EUR", p50="€80k to €200k"))[0] == 80_000
    assert "another currency" in str(form("EUR", p50="$80k to $200k").errors)


def test_a_sent_form_is_not_changed_itself() -> None:
    sent = QueryDict("p50=8+to+20")

    assert three(ForecastForm(sent, kind="range", unit="ports"))[0] == 8
    assert sent["p50"] == "8 to 20"


def test_three_figures_and_one_stay_as_they_are() -> None:
    assert three(form(p10="5", p50="6", p90="9")) == (5, 6, 9)
    assert three(form(p50="6")) == (None, 6, None)
    assert three(form()) == (None, None, None)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"p50": "8 to 20", "p10": "5"}, "says low and high too"),
        ({"p50": "30 % chance of nothing, else 5 to 9"}, "chance of nothing is not"),
        ({"p50": "lots"}, "no number"), ({"p50": "20 to 8"}, "runs down"),
        ({"p10": "8 to 20"}, "no number"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused(sent: dict[str, str], words: str) -> None:
    found = form(**sent)

    assert not found.is_valid()
    assert words in str(found.errors)


def told(person: Person, **asked: str) -> str:
    page = person.browser.get(f"/w/{person.actor.workspace_id}/decisions/range/", asked)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


@pytest.mark.django_db
def test_what_is_typed_is_said_back(ana: Person) -> None:
    assert told(ana, growth_p50="8 to 20", unit="EUR") == (
        "One time in ten below €8, half the time below €12.65, one time in ten above "
        "€20."
    )
    assert "runs down" in told(ana, p50="20 to 8")
    assert told(ana, p50=" ") == told(ana) == ""
    assert "<b>" not in told(ana, p50="<b>8")


@pytest.mark.django_db
def test_it_is_read_by_ones_own_record_alone(ana: Person, olu: Person) -> None:
    for number in range(20):
        settled_range(ana, number, "25" if number < 8 else "12")

    assert "8 to 20 is read as 6.4 to 25." in told(ana, p50="8 to 20")
    assert "is read as" not in told(ana, p50="12")
    assert "is read as" not in told(olu, p50="8 to 20")
