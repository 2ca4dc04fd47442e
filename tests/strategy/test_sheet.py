"""The sheet: cells as ranges, whose word they are, and who comes too late."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from leadline.accounts.actions import save_rates
from leadline.accounts.models import Event, Workspace
from leadline.foundation.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    Stale,
)
from leadline.foundation.money import Rate
from leadline.foundation.ranges import read_range
from leadline.strategy import actions, queries
from leadline.strategy.types import CellIn, CellRow, Driver, Figure
from tests.conftest import Person
from tests.factories import make_metric

TODAY = date(2026, 11, 23)


def segment(person: Person, name: str = "Clinics") -> int:
    return actions.add_sheet_segment(actor=person.actor, name=name).id


def say(
    person: Person,
    segment_id: int,
    driver: Driver,
    text: str,
    seen: int | None = None,
) -> None:
    actions.say_cell(
        actor=person.actor, segment_id=segment_id, driver=driver, text=text,
        today=TODAY, seen=seen,
    )  # fmt: skip


def cell(person: Person, segment_id: int, driver: Driver) -> CellRow:
    return queries.get_cell(actor=person.actor, segment_id=segment_id, driver=driver)


@pytest.mark.parametrize(
    ("driver", "text", "shown"),
    [
        (Driver.CUSTOMERS, "39", "39"),
        (Driver.PRICE, "27k €", "27,000"),
        (Driver.NEW, "8 to 20", "8 to 20"),
        (Driver.CHURN, "4 to 10 %", "4 to 10%"),
        (Driver.EXPANSION, "-1 to 3", "-1 to 3%"),
        (Driver.MARGIN, "82%", "82%"),
        (Driver.NEW, "30 % chance of nothing, else 5 to 9", "30% chance of nothing"),
    ],
)
def test_a_cell_shows_what_was_said_and_reads_it_back_as_just_that(
    ana: Person, driver: Driver, text: str, shown: str
) -> None:
    here = segment(ana)
    say(ana, here, driver, text)
    row = cell(ana, here, driver)
    assert row.text.startswith(shown)
    assert read_range(row.text, row.asked) == row.said
    assert (row.by, row.on_date, row.is_guess) == ("ana", TODAY, False)


@pytest.mark.parametrize(
    ("driver", "text"),
    [
        (Driver.CUSTOMERS, "-1"),
        (Driver.CHURN, "101"),
        (Driver.MARGIN, "120%"),
        (Driver.PRICE, "$80"),
        (Driver.NEW, "many"),
        (Driver.EXPANSION, "-100"),
    ],
)
def test_what_a_driver_cannot_be_is_refused(
    ana: Person, driver: Driver, text: str
) -> None:
    here = segment(ana)
    with pytest.raises(Invalid) as refused:
        say(ana, here, driver, text)
    assert refused.value.field == "text"
    assert cell(ana, here, driver).said is None


def test_two_people_in_one_cell_lose_nothing(ana: Person, olu: Person) -> None:
    here = segment(ana)
    say(ana, here, Driver.NEW, "8 to 20", seen=0)
    with pytest.raises(Stale):
        say(olu, here, Driver.NEW, "5", seen=2)
    say(olu, here, Driver.NEW, "9 to 12", seen=1)
    with pytest.raises(Stale, match="olu"):
        say(ana, here, Driver.NEW, "7", seen=1)
    assert cell(ana, here, Driver.NEW).text == "9 to 12"


def test_a_cell_is_emptied_by_saying_nothing_and_its_line_is_kept(ana: Person) -> None:
    here = segment(ana)
    say(ana, here, Driver.CHURN, " ")
    say(ana, here, Driver.CHURN, "5")
    say(ana, here, Driver.CHURN, "")
    assert cell(ana, here, Driver.CHURN).said is None
    verbs = Event.objects.filter(verb__contains="cell").values_list("verb", flat=True)
    assert list(verbs.order_by("sequence")) == [
        "strategy.say_cell",
        "strategy.empty_cell",
    ]


def test_a_guess_has_nobodys_name_and_gives_way_to_a_word(ana: Person) -> None:
    guess = CellIn(Driver.CHURN, read_range("3 to 8"), "2 left", "Ports", is_few=True)
    for _ in range(2):
        filled = actions.propose_cells(actor=ana.actor, cells=[guess], today=TODAY)
        assert filled == 1
    here = queries.list_sheet_segments(actor=ana.actor)[0][0]
    row = cell(ana, here, Driver.CHURN)
    assert (row.is_guess, row.by, row.words, row.is_few) == (True, "", "2 left", True)
    say(ana, here, Driver.CHURN, row.text)
    again = actions.propose_cells(actor=ana.actor, cells=[guess], today=TODAY)
    row = cell(ana, here, Driver.CHURN)
    assert (again, row.is_guess, row.by, row.is_few) == (0, False, "ana", False)


def test_money_follows_the_workspaces_currency(ana: Person, olu: Person) -> None:
    here = segment(ana)
    say(ana, here, Driver.PRICE, "1000 to 2000")
    Workspace.objects.update(currency="USD")
    assert cell(ana, here, Driver.PRICE).lacks == "EUR"
    assert "a rate from EUR to USD" in queries.sheet(actor=ana.actor).missing
    rate = Rate("EUR", "USD", Decimal("1.1"), TODAY, "Finance")
    save_rates(actor=olu.actor, rates=[rate], file_name="rates.csv", today=TODAY)
    row = cell(ana, here, Driver.PRICE)
    assert row.said is not None
    assert (row.lacks, row.said.low, row.said.high) == ("", 1100, 2200)


def test_a_segment_is_there_once_and_goes_with_its_cells(ana: Person) -> None:
    here = segment(ana)
    with pytest.raises(Conflict):
        segment(ana, "clinics")
    with pytest.raises(Invalid):
        segment(ana, " ")
    say(ana, here, Driver.NEW, "3")
    actions.remove_sheet_segment(actor=ana.actor, segment_id=here)
    assert queries.sheet(actor=ana.actor).segments == ()
    line = Event.objects.get(verb="strategy.remove_sheet_segment")
    assert line.detail["said"] == {"new": ["3.0000", "3.0000", "3.0000"]}


def test_the_sheet_adds_up_and_says_what_is_missing(ana: Person) -> None:
    assert queries.sheet(actor=ana.actor).missing == ("a segment of customers",)
    here = segment(ana)
    say(ana, here, Driver.CUSTOMERS, "40")
    found = queries.sheet(actor=ana.actor)
    assert found.missing == ("price a year of Clinics",)
    say(ana, here, Driver.PRICE, "500 to 2000")
    found = queries.sheet(actor=ana.actor)
    assert (found.revenue, found.customers, found.missing) == (40_000, 40, ())
    assert (found.filled, found.size) == (2, 8)
    assert "nobody leaves" in found.left_open


def test_readers_and_strangers_write_nothing(
    ana: Person, ben: Person, cleo: Person
) -> None:
    here = segment(ana)
    with pytest.raises(NotAllowed):
        say(ben, here, Driver.NEW, "3")
    with pytest.raises(NotAllowed):
        actions.propose_cells(actor=ben.actor, cells=[], today=TODAY)
    with pytest.raises(NotFound):
        say(cleo, here, Driver.NEW, "3")
    with pytest.raises(NotFound):
        actions.remove_sheet_segment(actor=cleo.actor, segment_id=here)
    with pytest.raises(NotFound):
        say(ana, here, Driver.TEAMS, "3")
    assert queries.sheet(actor=cleo.actor).segments == ()


def test_a_yardstick_fits_what_its_metric_counts(ana: Person, cleo: Person) -> None:
    money = make_metric(ana.actor)
    share = make_metric(ana.actor, "Margin", unit="%", currency="")
    with pytest.raises(Invalid, match="counted in %"):
        actions.set_yardstick(
            actor=ana.actor, metric_id=share.pk, figure=Figure.REVENUE_YEAR
        )
    with pytest.raises(NotFound):
        actions.set_yardstick(actor=cleo.actor, metric_id=money.pk, figure="")
    actions.set_yardstick(
        actor=ana.actor, metric_id=money.pk, figure=Figure.REVENUE_YEAR
    )
    known = {y.metric: y.figure for y in queries.list_yardsticks(actor=ana.actor)}
    assert known == {"Margin": None, "Revenue": Figure.REVENUE_YEAR}
    actions.set_yardstick(actor=ana.actor, metric_id=money.pk, figure="")
    assert {y.figure for y in queries.list_yardsticks(actor=ana.actor)} == {None}
