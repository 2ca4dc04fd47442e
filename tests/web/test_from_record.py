"""What the sheet of economics rests on: the record apart from what somebody said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from leadline.strategy import actions
from leadline.strategy.models import SheetCell, Yardstick
from leadline.strategy.queries import sheet
from leadline.strategy.types import CellSource, Driver, Figure
from leadline.web.strategy.from_record import OLD, FromRecord, from_record
from tests.conftest import Person
from tests.factories import make_metric, make_reading
from tests.web.test_economics import HTMX, at

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)


@pytest.fixture
def clinics(ana: Person) -> int:
    return actions.add_sheet_segment(actor=ana.actor, name="Clinics").id


def say(who: Person, segment: int, driver: Driver, text: str) -> SheetCell:
    actions.say_cell(
        actor=who.actor, segment_id=segment, driver=driver, text=text, today=TODAY
    )
    return SheetCell.objects.get(segment_id=segment, driver=driver)


def guess(who: Person, segment: int, driver: Driver, text: str, words: str) -> None:
    cell = say(who, segment, driver, text)
    SheetCell.objects.filter(pk=cell.pk).update(
        source=CellSource.GUESS, words=words, said_by=None
    )


def found(who: Person, today: date = TODAY) -> FromRecord:
    return from_record(actor=who.actor, written=sheet(actor=who.actor), today=today)


def test_an_empty_sheet_rests_on_nothing(ana: Person) -> None:
    assert found(ana) == FromRecord((), ())


def test_what_was_counted_stands_apart_from_what_somebody_said(
    ana: Person, clinics: int
) -> None:
    ports = actions.add_sheet_segment(actor=ana.actor, name="Ports").id
    guess(ana, clinics, Driver.CUSTOMERS, "120", "counted")
    guess(ana, ports, Driver.CUSTOMERS, "30", "counted")
    say(ana, clinics, Driver.CHURN, "5 to 9")

    rests = found(ana)

    assert [(one.name, one.words) for one in rests.known] == [
        ("Customers", "150 counted in 2 segments")
    ]
    assert [(one.name, one.words) for one in rests.said] == [
        ("Leave a year", "ana, for 1 of 2 segments")
    ]
    assert rests.known[0].on_date == TODAY


def test_a_metric_that_measures_a_figure_says_its_source_and_ages(
    ana: Person, clinics: int
) -> None:
    metric = make_metric(ana.actor, "Recurring revenue")
    make_metric(ana.actor, "Of no figure")
    make_reading(ana.actor, metric, TODAY, 108_000, source="arr.csv")
    assert found(ana).known == ()
    Yardstick.objects.create(
        workspace_id=ana.actor.workspace_id, metric=metric, figure=Figure.REVENUE_YEAR
    )

    [fresh] = found(ana, TODAY + OLD).known
    [old] = found(ana, TODAY + OLD + timedelta(days=1)).known

    assert fresh.name == "Recurring revenue"
    assert fresh.words.startswith("arr.csv, to ")
    assert (fresh.is_old, old.is_old) == (False, True)


def test_a_guess_that_somebody_overrules_becomes_an_opinion_on_the_page(
    ana: Person, clinics: int
) -> None:
    guess(ana, clinics, Driver.CUSTOMERS, "120", "counted")
    before = ana.browser.get(at(ana, "economics")).content.decode()
    cell = SheetCell.objects.get(segment_id=clinics, driver=Driver.CUSTOMERS)
    name = f"c-{clinics}-customers"
    answer = ana.browser.post(
        at(ana, "sheet_say"), {name: "130", f"v-{name}": cell.version}, **HTMX
    ).content.decode()

    assert "120 counted in 1 segment" in before
    assert 'id="from-record"' in answer
    assert "counted in" not in answer
    assert "What somebody said" in answer
