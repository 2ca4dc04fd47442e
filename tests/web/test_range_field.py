"""A range said in one field: parted, kept, or refused with what to write."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from leadline.web.decisions.prediction_forms import ForecastForm
from leadline.web.shell.charts.density import density
from leadline.web.shell.range_field import RangeField, say_back
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
def test_a_range_is_read_as_three_figures(text: str, wanted: tuple[str, ...]) -> None:
    assert three(form(said=text)) == tuple(map(Decimal, wanted))


def test_money_is_read_in_its_currency() -> None:
    assert three(form("EUR", said="€80k to €200k"))[0] == 80_000
    assert "another currency" in str(form("EUR", said="$80k to $200k").errors)


def test_what_is_kept_is_shown_as_one_would_say_it() -> None:
    field = RangeField(places=2)

    for text in ("8 to 20", "8..12..20", "about 12", "6", "1.5 to 2.25"):
        kept = field.clean(text)
        assert field.prepare_value(kept) == text
    assert field.prepare_value("8 to") == "8 to"
    assert RangeField(required=False).clean(" ") is None


def test_a_chance_of_nothing_is_kept_where_it_can_be() -> None:
    field = RangeField(may_be_nothing=True)

    kept = field.clean("30 % chance of nothing, else 5 to 9")
    assert kept is not None
    assert kept.nothing == Decimal("0.3")
    assert field.prepare_value(kept) == "30% chance of nothing, else 5 to 9"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("30 % chance of nothing, else 5 to 9", "chance of nothing is not"),
        ("lots", "cannot be read"), ("20 to 8", "runs down"),
        ("6", "does not say how sure"), ("8 to", "cannot be read"),
        ("x" * 5000, "cannot be read"), ("\0", "cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused(text: str, words: str) -> None:
    found = form(said=text)

    assert not found.is_valid()
    assert words in str(found.errors)


def test_the_field_is_described_by_what_is_said_back(ana: Person) -> None:
    asked = form(said="8 to 20")
    say_back(asked, 7, "ports", "said")
    page = str(asked["said"])

    assert 'id="says_said"' in page
    assert 'role="status"' in page
    assert re.search(r'aria-describedby="[^"]*says_said', page)
    assert "/w/7/decisions/range/?unit=ports&amp;field=said" in page


def told(person: Person, said: str, unit: str = "") -> str:
    asked = {"growth": said, "unit": unit, "field": "growth"}
    page = person.browser.get(f"/w/{person.actor.workspace_id}/decisions/range/", asked)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def words_of(page: str) -> str:
    found = re.search(r'range-words">(.*?)</span>', page)
    return found[1] if found else ""


@pytest.mark.django_db
def test_what_is_typed_is_said_back_with_its_picture(ana: Person) -> None:
    page = told(ana, "8 to 20", "EUR")
    assert words_of(page) == (
        "One time in ten below €8, half the time below €12.65, one time in ten above "
        "€20."
    )
    assert page.count('class="dens"') == 1
    assert re.findall(r'y="91">([^<]+)', page) == ["€8", "€12.65", "€20"]
    assert "runs down" in told(ana, "20 to 8")
    assert "<svg" not in told(ana, "20 to 8")
    assert "<svg" not in told(ana, "12")
    assert told(ana, " ") == ""
    assert "<b>" not in told(ana, "<b>8")
    assert "dens-spike" in told(ana, "30 % chance of nothing, else 5 to 9")


@pytest.mark.django_db
def test_it_is_read_by_ones_own_record_alone(ana: Person, olu: Person) -> None:
    for number in range(20):
        settled_range(ana, number, "25" if number < 8 else "12")

    assert "8 to 20 is read as 6.4 to 25." in told(ana, "8 to 20")
    assert "dens-wide" in told(ana, "8 to 20")
    assert "is read as" not in told(ana, "12")
    assert "is read as" not in told(olu, "8 to 20")
    assert "dens-wide" not in told(olu, "8 to 20")


def test_the_curve_keeps_to_its_frame_and_labels_apart() -> None:
    said = [(float(x), 1.0 + x % 3) for x in range(20)]
    drawn = density(said, [(-5, 0.5), (30, 0.2)], [(1, "1"), (1.5, "2"), (2, "3")], 0.4)

    numbers = [float(n) for n in re.findall(r"[\d.]+", drawn.said + drawn.read)]
    assert max(numbers) <= 264
    assert min(numbers) >= 8
    assert [tick.text for tick in drawn.ticks] == ["2"]
    assert drawn.spike.endswith("V52.0")
