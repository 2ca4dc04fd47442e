"""Pages of business reviews: made, written into, taken in, finished, pasted."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from leadline.accounts.actions import add_product
from leadline.accounts.models import Workspace
from leadline.accounts.types import Kept
from leadline.decisions.types import ForecastIn, OutcomeIn
from leadline.foundation.months import month_label, month_of, next_month
from leadline.overview.review import month_facts
from leadline.strategy import actions, queries
from leadline.strategy.models import MonthReview
from leadline.strategy.types import ReviewState, Section
from tests.conftest import Person
from tests.factories import (
    make_customer,
    make_goal,
    make_known_need,
    make_metric,
    make_reading,
)
from tests.overview.month_world import MONTH, NOW, forecast, make_month, promise

pytestmark = pytest.mark.django_db
LAST = next_month(month_of(datetime.now(UTC).date()), -1)


def home(who: Person) -> str:
    return f"/w/{who.actor.workspace_id}/strategy/reviews/"


def make(who: Person, month: str = MONTH) -> Kept:
    facts = month_facts(actor=who.actor, month=month, now=NOW)
    return actions.make_review(
        actor=who.actor, month=month, facts=facts, today=NOW.date(), now=NOW
    )


def text(answer: object) -> str:
    shown = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(shown.split())


def test_a_review_is_made_of_the_month_that_is_over(ana: Person) -> None:
    form = ana.browser.get(home(ana)).content.decode()
    assert f'<option value="{LAST}" selected>' in form

    answer = ana.browser.post(home(ana), {"month": LAST}, follow=True)

    assert f"Acme, business review, {month_label(LAST)}, draft" in text(answer)
    again = ana.browser.post(home(ana), {"month": LAST})
    assert again.status_code == 422
    assert f"There is a review of {month_label(LAST)} already." in text(again)


def test_a_review_of_a_product_is_offered_where_there_is_one(
    ana: Person, olu: Person
) -> None:
    assert "product_id" not in ana.browser.get(home(ana)).content.decode()
    product = add_product(actor=olu.actor, name="Rota")

    said = {"month": LAST, "product_id": product.pk}
    answer = ana.browser.post(home(ana), said, follow=True)

    assert f"business review, {month_label(LAST)}, Rota" in text(answer)
    assert MonthReview.objects.get().product_id == product.id


def test_the_page_shows_all_sections_with_links_to_the_record(ana: Person) -> None:
    world = make_month(ana.actor)
    made = make(ana)

    answer = ana.browser.get(f"{home(ana)}{made.id}/")

    page = answer.content.decode()
    goal = f"/w/{ana.actor.workspace_id}/strategy/goals/{world.grow.pk}/"
    assert f'<a class="fact" href="{goal}">€7.00m</a>' in page
    shown = text(answer)
    for head in ("Goals, and what moved them", "Other figures", "Promises", "Decisions",
                 "Forecast against what happened", "Bets, against what was said",
                 "What we learned", "Before the next review"):  # fmt: skip
        assert head in shown, head
    assert "Odds" not in shown
    assert "Every sentence comes from the record." in shown


def test_words_of_people_are_escaped_and_named(ana: Person) -> None:
    make_month(ana.actor)
    made = make(ana)
    edit = f"{home(ana)}{made.id}/edit/"
    said = {"section": "learned", "learned-words": "Wards <b>swap</b>."}

    answer = ana.browser.post(edit, said)

    assert answer["Location"].endswith("/edit/#learned")
    page = ana.browser.get(f"{home(ana)}{made.id}/").content.decode()
    assert "Wards &lt;b&gt;swap&lt;/b&gt;." in page
    assert "Written by ana" in page
    versions = text(ana.browser.get(f"{home(ana)}{made.id}/versions/"))
    assert "Version 2 “What we learned” written ana" in versions
    assert "Beside what was computed Wards swap more." in versions


def test_too_many_words_are_refused_where_they_stand(ana: Person) -> None:
    made = make(ana)
    said = {"section": "learned", "learned-words": "a" * 401}

    answer = ana.browser.post(f"{home(ana)}{made.id}/edit/", said)

    assert answer.status_code == 422
    assert "These are 401 characters; 400 fit" in text(answer)
    assert "a" * 401 in answer.content.decode()
    assert queries.get_review(actor=ana.actor, review_id=made.id).number == 1


def test_two_people_in_one_section_are_told_of_each_other(
    ana: Person, olu: Person
) -> None:
    made = make(ana)
    edit = f"{home(ana)}{made.id}/edit/"
    seen = re.search(
        r'name="learned-seen" value="([^"]*)"', ana.browser.get(edit).content.decode()
    )[1]
    actions.write_section(
        actor=olu.actor, review_id=made.id, section="learned", words="Mine.", now=NOW
    )

    said = {"section": "learned", "learned-words": "Mine too.",
            "learned-seen": seen.replace("&quot;", '"')}  # fmt: skip
    answer = ana.browser.post(edit, said)

    assert answer.status_code == 422
    assert "olu" in text(answer)
    assert "Mine too." in answer.content.decode()


def test_what_changed_since_is_shown_and_taken_in(ana: Person) -> None:
    world = make_month(ana.actor)
    made = make(ana)
    address = f"{home(ana)}{made.id}/"
    assert "changed since" not in text(ana.browser.get(address))

    make_reading(ana.actor, world.revenue, date(2026, 10, 31), 7_200_000)
    shown = text(ana.browser.get(address))
    assert "1 fact has changed since this was made" in shown
    assert "€7.20m" in shown
    assert "€300k" not in shown

    done = ana.browser.post(f"{address}take-in/", {"seen": 1}, follow=True)
    assert "changed since" not in text(done)
    assert "€300k" in text(done)
    older = text(ana.browser.get(f"{address}?version=1"))
    assert "This is how it stood as version 1" in older
    assert "€300k" not in older


def test_a_finished_review_offers_nothing_to_change(ana: Person) -> None:
    made = make(ana)
    address = f"{home(ana)}{made.id}/"

    done = ana.browser.post(f"{address}finish/", {"seen": 1}, follow=True)

    assert "version 2, finished" in text(done)
    assert "edit/" not in done.content.decode()
    assert ana.browser.post(f"{address}finish/").status_code == 409
    assert MonthReview.objects.get().state == ReviewState.FINISHED
    assert "<textarea" not in ana.browser.get(f"{address}edit/").content.decode()


def test_a_reader_reads_and_is_offered_nothing_else(ana: Person, ben: Person) -> None:
    made = make(ana)
    page = ben.browser.get(f"{home(ben)}{made.id}/").content.decode()

    for door in ("edit/", "finish/", "take-in/"):
        assert door not in page
    assert "Make it from the record" not in ben.browser.get(home(ben)).content.decode()
    assert ben.browser.get(f"{home(ben)}{made.id}/edit/").status_code == 403


@pytest.mark.parametrize("version", ["0", "2", "x", "-1", "9" * 30])
def test_a_version_that_is_not_there_is_not_found(ana: Person, version: str) -> None:
    made = make(ana)

    answer = ana.browser.get(f"{home(ana)}{made.id}/?version={version}")

    assert answer.status_code == 404


def test_the_text_is_plain(ana: Person) -> None:
    make_month(ana.actor)
    made = make(ana)

    answer = ana.browser.get(f"{home(ana)}{made.id}/text/")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().startswith("Acme, business review, October 2026\n")
    assert "<" not in answer.content.decode()


def test_a_section_no_review_has_is_refused(ana: Person) -> None:
    made = make(ana)
    edit = f"{home(ana)}{made.id}/edit/"

    assert ana.browser.post(edit, {"section": "gossip"}).status_code == 422
    assert len(ana.browser.get(edit).context["forms"]) == len(Section)


def test_the_list_says_what_moved_from_month_to_month(ana: Person) -> None:
    make_month(ana.actor)
    make(ana, "2026-09")
    make(ana)

    shown = text(ana.browser.get(home(ana)))

    assert "2 months are reviewed" in shown
    assert "Grow to 7.9m €6.90m €7.00m" in shown
    assert "Our promises kept 1 of 3" in shown
    assert "Decisions with the chair taken 0 of 1" in shown


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries: object
) -> None:
    for back in range(n):
        make(ana, next_month(MONTH, -back))
    browser = ana.browser
    browser.get(home(ana))

    with django_assert_num_queries(10):
        page = browser.get(home(ana))

    assert page.content.count(b'class="review-row"') == n


@pytest.mark.parametrize("n", [1, 3])
def test_a_review_takes_the_same_queries_for_any_number_of_facts(
    ana: Person, n: int, django_assert_num_queries: object
) -> None:
    world = make_month(ana.actor)
    for number in range(n - 1):
        metric = make_metric(ana.actor, f"Metric {number}")
        make_reading(ana.actor, metric, date(2026, 10, 9), number)
        make_goal(ana.actor, f"Goal {number}", metric_id=metric.pk)
        promise(ana.actor, world.renata, f"Promise {number}", 9)
        came = OutcomeIn(happened=True, source="Contract")
        said = ForecastIn(probability=70)
        forecast(ana.actor, f"Forecast {number}", said, came)
    made = make(ana)
    browser = ana.browser
    browser.get(f"{home(ana)}{made.id}/")

    with django_assert_num_queries(43):
        browser.get(f"{home(ana)}{made.id}/")


def test_today_leads_to_the_month_without_a_review(ana: Person, ben: Person) -> None:
    make_goal(ana.actor)
    Workspace.objects.filter(pk=ana.actor.workspace_id).update(
        created_at=datetime(2020, 1, 1, tzinfo=UTC)
    )
    customer = make_customer(ana.actor, "Tide")
    make_known_need(ana.actor, "Swap", (customer,))
    today = f"/w/{ana.actor.workspace_id}/"

    shown = ana.browser.get(today).content.decode()
    assert f"{month_label(LAST)} has no business review yet" in shown
    assert f'href="{home(ana)}"' in shown

    made = actions.make_review(
        actor=ana.actor, month=LAST, now=NOW, today=datetime.now(UTC).date(),
        facts=month_facts(actor=ana.actor, month=LAST, now=datetime.now(UTC)),
    )  # fmt: skip
    shown = ana.browser.get(today).content.decode()
    assert f"The business review of {month_label(LAST)} is a draft" in shown
    actions.finish_review(actor=ana.actor, review_id=made.id, now=NOW)
    assert "business review" not in ana.browser.get(today).content.decode()
