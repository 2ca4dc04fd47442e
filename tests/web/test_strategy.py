"""Pages of goals and metrics."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leadline.roadmap.actions import set_bet_goals
from leadline.strategy.models import Goal, GoalMeasure, Metric, Reading
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_goal, make_metric, make_reading

pytestmark = pytest.mark.django_db


def at(person: Person, path: str) -> str:
    return f"/w/{person.actor.workspace_id}/strategy/{path}"


def rows(page: Any, part: str) -> int:
    whole = page.content.decode()
    return whole.split(f'id="{part}"')[1].split("</table>")[0].count('scope="row"')


@pytest.mark.parametrize("n", [1, 3])
def test_lists_take_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries: Any
) -> None:
    for i in range(n):
        metric = make_metric(ana.actor, f"Metric {i}")
        for month in (1, 2):
            make_reading(ana.actor, metric, date(2026, month, 1), 5)
        make_goal(ana.actor, f"Goal {i}", metric_id=metric.pk, target=Decimal(9))
    browser = ana.browser

    with django_assert_num_queries(19):
        goals = browser.get(at(ana, "goals/"))
    with django_assert_num_queries(8):
        metrics = browser.get(at(ana, "metrics/"))

    assert goals.content.decode().count("<h3>") == n
    assert rows(metrics, "metrics") == n


def test_empty_lists_teach(ana: Person, ben: Person) -> None:
    assert b"Set the first goal" in ana.browser.get(at(ana, "goals/")).content
    assert b"Leads and owners set goals" in ben.browser.get(at(ben, "goals/")).content
    assert b"A goal needs a number" in ana.browser.get(at(ana, "metrics/")).content
    nothing = ana.browser.get(at(ana, "goals/?text=moon"))
    assert b"No goal matches" in nothing.content


def test_a_goal_is_set_changed_and_closed_in_the_browser(ana: Person) -> None:
    browser = ana.browser
    said = {
        "name": "Grow to 2.9m", "kind": "growth", "measure": "Yearly revenue",
        "currency": "eur", "baseline": "2.5m", "target": "2,900k",
        "target_date": "2027-12-31", "owner_id": ana.user.pk,
    }  # fmt: skip

    made = browser.post(at(ana, "goals/new/"), said, follow=True)
    goal, first = Goal.objects.get(), GoalMeasure.objects.get()
    measure = at(ana, f"measures/{first.pk}/values/target/")
    no_reason = browser.post(measure, said | {"target": "2.8m"})
    moved = browser.post(
        measure, said | {"target": "2.8m", "reason": "The market shrank"}, follow=True
    )
    closed = browser.post(
        at(ana, f"goals/{goal.pk}/state/"),
        {"state": "missed", "reason": "It is over"},
        follow=True,
    )

    assert "€2.90m" in made.content.decode()
    assert (first.baseline, first.target, first.currency) == (
        2_500_000, 2_900_000, "EUR",
    )  # fmt: skip
    assert no_reason.status_code == 422
    assert "€2.80m" in moved.content.decode()
    assert "Missed" in closed.content.decode()


def test_a_goal_form_keeps_what_was_typed_beside_its_error(ana: Person) -> None:
    make_goal(ana.actor, "Taken")

    for fields, words in (
        ({"name": "taken"}, "There is a goal “taken” already."),
        ({"measure": ""}, "Choose the metric"),
        ({"target": "lots"}, "“lots” is no number"),
        ({"currency": "kr"}, "Three letters"),
    ):
        said = {"name": "New one", "kind": "growth", "measure": "Revenue"} | fields
        page = ana.browser.post(at(ana, "goals/new/"), said)
        assert page.status_code == 422
        assert words in page.content.decode()
        assert str(said["name"]) in page.content.decode()


def test_a_goal_reads_money_with_the_sign_of_its_currency(ana: Person) -> None:
    said = {"name": "Grow", "kind": "growth", "measure": "ARR", "currency": "$",
            "baseline": "$2.3M", "target": "$2,800k"}  # fmt: skip
    made = ana.browser.post(at(ana, "goals/new/"), said)
    other = ana.browser.post(
        at(ana, "goals/new/"), said | {"name": "Other", "target": "€3m"}
    )

    goal = GoalMeasure.objects.get()
    assert made.status_code == 302
    assert (goal.baseline, goal.target, goal.currency) == (2_300_000, 2_800_000, "USD")
    assert other.status_code == 422
    assert "“€3m” names another currency than USD" in other.content.decode()


def test_the_page_of_a_goal_shows_readings_target_bets_and_parts(ana: Person) -> None:
    metric = make_metric(ana.actor)
    for month, value in ((1, 100), (2, 130), (3, 150)):
        make_reading(ana.actor, metric, date(2026, month, 1), value)
    goal = make_goal(
        ana.actor, "Grow", metric_id=metric.pk,
        baseline=Decimal(100), target=Decimal(200),
    )  # fmt: skip
    make_goal(ana.actor, "Part of it", parent_id=goal.pk)
    bet = make_bet(ana.actor)
    set_bet_goals(actor=ana.actor, bet_id=bet.pk, goal_ids=[goal.pk], now=NOW)

    text = ana.browser.get(at(ana, f"goals/{goal.pk}/")).content.decode()

    assert "Grow: €50 missing" in text
    assert "target €200" in text
    assert "Single sign-on" in text
    assert "Part of it" in text
    assert "Finance" in text


def test_a_metric_takes_readings_by_hand(ana: Person) -> None:
    browser = ana.browser
    browser.post(
        at(ana, "metrics/new/"), {"name": "Churn", "unit": "%", "direction": "down"}
    )
    metric = Metric.objects.get()
    page = browser.post(
        at(ana, f"metrics/{metric.pk}/readings/add/"),
        {"on_date": "2026-10-31", "value": "3.4", "source": "Billing"},
        follow=True,
    )
    bad = browser.post(
        at(ana, f"metrics/{metric.pk}/readings/add/"),
        {"on_date": "2026-10-31", "value": "few", "source": "Billing"},
    )
    reading = Reading.objects.get()
    browser.post(at(ana, f"readings/{reading.pk}/remove/"))

    assert "3.4%" in page.content.decode()
    assert bad.status_code == 422
    assert 'value="few"' in bad.content.decode()
    assert Reading.objects.count() == 0


def test_a_file_of_readings_is_looked_at_before_it_is_written(ana: Person) -> None:
    metric = make_metric(ana.actor)
    path = at(ana, f"metrics/{metric.pk}/readings/file/")
    text = "Date;Value;Source\n2026-01-31;1 200,5;CRM\n2026-02-28;1300;CRM\nsoon;1;x\n"
    upload = SimpleUploadedFile("m.csv", text.encode())

    look = ana.browser.post(path, {"file": upload})
    nothing_yet = Reading.objects.count()
    pasted = look.context["pasted"]
    sure = {"pasted": pasted, "file_name": "m.csv", "sure": "yes"}
    written = ana.browser.post(path, sure, follow=True)
    again = ana.browser.post(path, sure, follow=True)

    assert "would add 2 readings" in look.content.decode()
    assert "“soon” is not a date" in look.content.decode()
    assert nothing_yet == 0
    assert "2 readings are new" in written.content.decode()
    assert "0 readings are new, 0 changed, 2 as before" in again.content.decode()
    assert [r.value for r in Reading.objects.order_by("on_date")] == [
        Decimal("1200.5"),
        1300,
    ]


def test_a_file_without_the_columns_says_which_are_missing(ana: Person) -> None:
    metric = make_metric(ana.actor)
    path = at(ana, f"metrics/{metric.pk}/readings/file/")

    wrong = ana.browser.post(path, {"pasted": "when,much\n2026-01-01,5\n"})
    empty = ana.browser.post(path, {"pasted": " "})

    assert wrong.status_code == empty.status_code == 422
    assert "Name the columns" in wrong.content.decode()
    assert "Choose a file or paste rows." in empty.content.decode()


def test_exports_come_back_as_they_went_and_run_nothing(ana: Person) -> None:
    metric = make_metric(ana.actor, "=Revenue")
    make_reading(ana.actor, metric, date(2026, 1, 31), 1200, source="=HYPERLINK(1)")
    make_goal(ana.actor, "@Grow", metric_id=metric.pk)

    def text(path: str) -> str:
        return b"".join(ana.browser.get(at(ana, path)).streaming_content).decode()

    readings = text(f"metrics/{metric.pk}/readings.csv")
    back = ana.browser.post(
        at(ana, f"metrics/{metric.pk}/readings/file/"),
        {"pasted": readings.lstrip("\ufeff").replace("'=", "=")},
    )

    assert "2026-01-31,1200.0000,'=HYPERLINK(1),,EUR" in readings
    assert "1 are there as they are" in back.content.decode()
    assert "'@Grow" in text("goals.csv")
    assert "'=Revenue" in text("metrics.csv")


def test_a_metric_is_put_away_and_found_there(ana: Person) -> None:
    metric = make_metric(ana.actor)

    ana.browser.post(at(ana, f"metrics/{metric.pk}/archive/"))
    away = ana.browser.get(at(ana, "metrics/?put_away=yes")).content.decode()
    ana.browser.post(at(ana, f"metrics/{metric.pk}/archive/"), {"archived": "no"})

    assert "Revenue" in away
    assert "Revenue" in ana.browser.get(at(ana, "metrics/")).content.decode()


def test_readers_read_and_strangers_find_nothing(
    ana: Person, ben: Person, cleo: Person
) -> None:
    metric, goal = make_metric(ana.actor), make_goal(ana.actor)
    pages = [
        "goals/", f"goals/{goal.pk}/", "goals.csv",
        "metrics/", f"metrics/{metric.pk}/", f"metrics/{metric.pk}/readings.csv",
    ]  # fmt: skip
    forms = [
        "goals/new/", f"goals/{goal.pk}/values/name/", f"goals/{goal.pk}/state/",
        "metrics/new/", f"metrics/{metric.pk}/values/name/",
        f"metrics/{metric.pk}/archive/", f"metrics/{metric.pk}/readings/add/",
        f"metrics/{metric.pk}/readings/file/",
    ]  # fmt: skip
    for path in pages:
        assert ben.browser.get(at(ana, path)).status_code == 200
        assert cleo.browser.get(at(ana, path)).status_code == 404
    for path in forms:
        said = {"state": "missed", "reason": "y"}
        assert ben.browser.post(at(ana, path), said).status_code == 403
        assert cleo.browser.post(at(ana, path), said).status_code == 404
