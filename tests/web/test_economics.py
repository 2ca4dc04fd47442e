"""The page of economics: cells kept one by one, read back, and what comes of them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leadline.accounts.models import Job
from leadline.evidence.models import Customer
from leadline.roadmap import actions as roadmap
from leadline.strategy import actions, queries
from leadline.strategy.types import Driver, Figure, Lever
from leadline.web.strategy.tornado import Told, tornado
from tests.conftest import Person
from tests.factories import make_goal, make_metric, make_reading

HTMX = {"HTTP_HX_REQUEST": "true"}


def at(person: Person, name: str, *args: int) -> str:
    return reverse(f"strategy:{name}", args=[person.actor.workspace_id, *args])


@pytest.fixture
def clinics(ana: Person) -> int:
    return actions.add_sheet_segment(actor=ana.actor, name="Clinics").id


def post_cell(
    browser: Client, person: Person, name: str, text: str, seen: int | str = ""
) -> tuple[str, str]:
    """Say one cell as the page does; return the answer and what it triggers."""
    answer = browser.post(
        at(person, "sheet_say"), {name: text, f"v-{name}": seen}, **HTMX
    )
    assert answer.status_code == 200
    return answer.content.decode(), answer.headers.get("HX-Trigger", "")


def fill(person: Person, segment: int) -> None:
    for driver, text in ((Driver.CUSTOMERS, "100"), (Driver.PRICE, "4000")):
        actions.say_cell(
            actor=person.actor, segment_id=segment, driver=driver, text=text,
            today=timezone.localdate(),
        )  # fmt: skip


def test_an_empty_sheet_asks_and_an_added_segment_is_a_row(ana: Person) -> None:
    browser = ana.browser
    page = browser.get(at(ana, "economics")).content.decode()
    assert "What do you expect of the business?" in page
    assert "A segment of customers" in page
    answer = browser.post(at(ana, "sheet_segment_new"), {"name": "Ports"})
    assert answer.status_code == 302
    assert (
        'aria-label="New a year, Ports"'
        in browser.get(at(ana, "economics")).content.decode()
    )
    again = browser.post(at(ana, "sheet_segment_new"), {"name": "ports"})
    assert again.status_code == 422


def test_a_cell_is_kept_and_only_what_follows_from_it_comes_back(
    ana: Person, clinics: int
) -> None:
    name = f"c-{clinics}-customers"
    html, trigger = post_cell(ana.browser, ana, name, "1,200", 0)
    assert (trigger, 'value="1,200"' in html) == ("sheet-changed", True)
    assert "<table" not in html
    assert not Job.objects.exists(), "nothing can be projected without a price"
    post_cell(ana.browser, ana, f"c-{clinics}-price", "4k")
    post_cell(ana.browser, ana, f"c-{clinics}-price", "5k")
    assert Job.objects.get().kind == "roadmap.project", "one that waits is enough"


def test_what_cannot_be_read_stays_typed_with_the_reason(
    ana: Person, clinics: int
) -> None:
    html, trigger = post_cell(ana.browser, ana, f"c-{clinics}-churn", "a few")
    assert trigger == ""
    assert 'value="a few"' in html
    assert "cannot be read" in html
    assert 'aria-invalid="true"' in html


def test_who_comes_too_late_is_told_and_keeps_what_was_typed(
    ana: Person, olu: Person, clinics: int
) -> None:
    name = f"c-{clinics}-new"
    post_cell(olu.browser, olu, name, "8 to 20", 0)
    post_cell(olu.browser, olu, name, "9 to 20", 1)
    html, _ = post_cell(ana.browser, ana, name, "5", 1)
    assert "olu changed this" in html
    assert 'value="5"' in html
    row = queries.get_cell(actor=ana.actor, segment_id=clinics, driver="new")
    assert row.text == "9 to 20"


def test_without_a_script_the_whole_sheet_is_kept_at_once(
    ana: Person, clinics: int
) -> None:
    said = {
        f"c-{clinics}-customers": "40", f"c-{clinics}-price": "500",
        f"c-{clinics}-churn": "", "c-0-teams": "20k",
    }  # fmt: skip
    assert ana.browser.post(at(ana, "sheet_say"), said).status_code == 302
    found = queries.sheet(actor=ana.actor)
    assert (found.revenue, found.filled) == (20_000, 3)
    bad = ana.browser.post(at(ana, "sheet_say"), {f"c-{clinics}-churn": "many"})
    assert bad.status_code == 422
    assert "Leave a year, Clinics" in bad.content.decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("8 to 20", "One time in ten below 8"),
        ("all", "cannot be read"),
        ("", "as you would say it"),
    ],
)
def test_what_is_typed_is_read_back(
    ben: Person, clinics: int, text: str, words: str
) -> None:
    asked = {f"c-{clinics}-new": text}
    html = ben.browser.get(at(ben, "sheet_read"), asked).content.decode()
    assert words in html


@pytest.mark.parametrize("name", ["c-", "c-x-new", "c-1", "c-0-new"])
def test_a_cell_that_is_not_there_is_not_found(ana: Person, name: str) -> None:
    assert ana.browser.get(at(ana, "sheet_read"), {name: "3"}).status_code == 404


def test_the_record_starts_the_sheet_with_guesses(ana: Person) -> None:
    day = timezone.localdate() - timedelta(days=500)
    Customer.objects.bulk_create(
        Customer(
            workspace_id=ana.actor.workspace_id, name=f"N{n}", name_key=f"n{n}",
            segment="Ports", revenue_amount=Decimal(2000), revenue_currency="EUR",
            since_date=day,
        )
        for n in range(12)
    )  # fmt: skip
    metric = make_metric(ana.actor, "Run rate")
    make_reading(ana.actor, metric, day, 24_500)
    browser = ana.browser
    assert browser.post(at(ana, "sheet_start")).status_code == 302
    page = browser.get(at(ana, "economics")).content.decode()
    assert "record: what 12 pay" in page
    assert "few: 0 came in 12 months" in page
    known = queries.list_yardsticks(actor=ana.actor)
    assert [one.figure for one in known] == [Figure.REVENUE_YEAR]


def test_the_page_says_what_it_comes_to_and_what_drives_it(
    ana: Person, clinics: int
) -> None:
    fill(ana, clinics)
    today = timezone.localdate()
    actions.say_cell(
        actor=ana.actor, segment_id=clinics, driver="new", text="5 to 20", today=today
    )
    metric = make_metric(ana.actor, "Run rate")
    make_reading(ana.actor, metric, today, 400_000)
    make_goal(
        ana.actor, metric_id=metric.pk, target=Decimal(440_000),
        target_date=today + timedelta(days=400),
    )  # fmt: skip
    browser = ana.browser
    browser.post(at(ana, "yardsticks"), {f"y-{metric.pk}": Figure.REVENUE_YEAR})
    roadmap.project_plan(actor=ana.actor, today=today, now=timezone.now())
    page = " ".join(browser.get(at(ana, "economics")).content.decode().split())
    assert "If nothing is built" in page
    assert " a year in the middle, and the odds of “Grow” are " in page
    for head in ("Price a year, EUR", "A year, EUR"):
        assert page.count(f">{head}</th") == 1
        assert f'data-name="{head}"' in page
    assert "in ten" in page
    assert "What drives the odds of “Grow”" in page
    assert "New a year, Clinics" in page
    part = browser.get(at(ana, "economics"), **HTMX).content.decode()
    assert part.lstrip().startswith('<div id="outlook"')
    model = browser.get(at(ana, "sheet_model")).json()
    assert model["segments"][0]["new"]["p10"] == 1.25


def test_an_old_projection_says_so(ana: Person, clinics: int) -> None:
    fill(ana, clinics)
    today = timezone.localdate()
    roadmap.project_plan(actor=ana.actor, today=today, now=timezone.now())
    browser = ana.browser
    assert "Old figures" not in browser.get(at(ana, "economics")).content.decode()
    actions.say_cell(
        actor=ana.actor, segment_id=clinics, driver="price", text="9k", today=today
    )
    page = " ".join(browser.get(at(ana, "economics")).content.decode().split())
    assert "Old figures: since" in page
    browser.post(at(ana, "sheet_project"))
    assert Job.objects.filter(kind="roadmap.project").count() == 1
    assert "worked out anew" in browser.get(at(ana, "economics")).content.decode()


def test_a_reader_reads_and_writes_nothing(ben: Person, clinics: int) -> None:
    page = ben.browser.get(at(ben, "economics")).content.decode()
    assert "Start from what is there" not in page
    doors = "sheet_say sheet_start sheet_project sheet_segment_new yardsticks"
    for name in doors.split():
        assert ben.browser.post(at(ben, name), {"c-0-teams": "5"}).status_code == 403


def test_a_segment_is_taken_off(ana: Person, clinics: int) -> None:
    fill(ana, clinics)
    ana.browser.post(at(ana, "sheet_segment_remove", clinics))
    assert queries.sheet(actor=ana.actor).segments == ()


def test_bars_run_from_the_lower_to_the_higher_figure() -> None:
    levers = [
        Lever("churn:Ports", 0.5, 0.9, 0.3, 0.01, 0.05),
        Lever("bet:sign-on-7", 0.1, 0.5, 0.7),
    ]
    drawn = tornado(levers, 0.6, Told("EUR", is_odds=True, bets={7: "Sign-on"}))
    assert drawn is not None
    churn, bet = drawn.bars
    assert churn.left < churn.middle < churn.right
    assert (churn.low, churn.high) == ("30%", "90%")
    assert (churn.says_left, churn.says_right) == ("18.5%", "3.9%")
    assert (bet.name, bet.says_left, bet.says_right) == (
        "Sign-on",
        "it fails",
        "it works",
    )
    assert tornado([], 0.6, Told("EUR", is_odds=True, bets={})) is None
