"""Values of customers, contacts, launches, metrics and measures, edited in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from leadline.evidence.actions import save_contact, save_customer
from leadline.evidence.models import Contact, Customer
from leadline.launches.actions import call_off, change_launch
from leadline.launches.models import Launch
from leadline.strategy.actions import change_goal
from leadline.strategy.models import GoalMeasure
from tests.beside import a_launch
from tests.conftest import Person
from tests.evidence.makers import account
from tests.factories import NOW, make_bet, make_goal, make_metric
from tests.web.test_values import HTMX, keep, opened, undo

pytestmark = pytest.mark.django_db
# The value, what is typed, and what the record then says in which column.
CUSTOMER: dict[str, tuple[dict[str, str], str, Any]] = {
    "name": ({"name": "Port of Riga"}, "name", "Port of Riga"),
    "state": ({"state": "lost"}, "state", "lost"),
    "segment": ({"segment": "Ports"}, "segment", "Ports"),
    "plan": ({"plan": "Pro"}, "plan", "Pro"),
    "revenue": (
        {"revenue_amount": "80k", "revenue_currency": "EUR"}, "revenue_amount", 80_000
    ),
    "owner": ({"owner": "Kim"}, "owner", "Kim"),
    "since_date": ({"since_date": "2025-02-03"}, "since_date", date(2025, 2, 3)),
    "country": ({"country": "Latvia"}, "country", "Latvia"),
    "domain": ({"domain": "riga.example"}, "domain", "riga.example"),
    "external_id": ({"external_id": "77"}, "external_id", "77"),
    "is_archived": ({"is_archived": "on"}, "is_archived", True),
}  # fmt: skip
LAUNCH: dict[str, tuple[dict[str, str], str, Any]] = {
    "title": ({"title": "Badges"}, "title", "Badges"),
    "kind": ({"kind": "major"}, "kind", "major"),
    "day": ({"day": "2037-04-01"}, "day", date(2037, 4, 1)),
    "summary": ({"summary": "For ports"}, "summary", "For ports"),
}
METRIC: dict[str, tuple[dict[str, str], str, Any]] = {
    "name": ({"name": "Margin"}, "name", "Margin"),
    "unit": ({"unit": "days", "currency": ""}, "unit", "days"),
    "direction": ({"direction": "down"}, "direction", "down"),
}

CONTACT: dict[str, tuple[dict[str, str], str, Any]] = {
    "name": ({"name": "Kim Ito"}, "name", "Kim Ito"),
    "title": ({"title": "CFO"}, "title", "CFO"),
    "email": ({"email": "ito@acme.example"}, "email", "ito@acme.example"),
}
WHY = {"reason": "We know more"}
MEASURE: dict[str, tuple[dict[str, str], str, Any]] = {
    "measure": ({"measure": "Ports", "unit": "ports", **WHY}, "measure", "Ports"),
    "baseline": (
        {"baseline": "3", "baseline_date": "2026-01-05", **WHY},
        "baseline_date", date(2026, 1, 5),
    ),
    "target": (
        {"target": "99", "target_date": "2031-06-30", **WHY}, "target", 99
    ),
}  # fmt: skip


def of(url_name: str) -> Callable[[Person, int, str], str]:
    """Return what gives the address of a value of a record."""
    return lambda person, pk, name: reverse(
        url_name, args=[person.actor.workspace_id, pk, name]
    )


of_contact = of("evidence:contact_value")
of_measure = of("strategy:measure_value")
of_metric = of("strategy:metric_value")
of_customer = of("evidence:customer_value")
of_launch = of("launches:launch_value")


def someone(person: Person, customer_id: int) -> Contact:
    kept = save_contact(
        actor=person.actor, customer_id=customer_id, name="Kim", email="kim@a.example"
    )
    return Contact.objects.get(pk=kept.id)


def test_each_value_is_kept_shown_and_taken_back(ana: Person) -> None:
    customer = account(ana.actor, "Acme", revenue_amount=9)
    launch = Launch.objects.get(pk=a_launch(ana, "Badge"))
    measure = GoalMeasure.objects.get(goal=make_goal(ana.actor))
    wrong = []

    for row, said, address in (
        (customer, CUSTOMER, of_customer),
        (launch, LAUNCH, of_launch),
        (make_metric(ana.actor), METRIC, of_metric),
        (someone(ana, customer.pk), CONTACT, of_contact),
        (measure, MEASURE, of_measure),
    ):
        for name, (typed, column, value) in said.items():
            row.refresh_from_db()
            before, url = getattr(row, column), address(ana, row.pk, name)
            kept = keep(ana, url, opened(ana, url), typed)
            row.refresh_from_db()
            if (kept.status_code, getattr(row, column)) != (200, value):
                wrong.append((name, kept.status_code, getattr(row, column)))
            if f'id="value-{name}' not in kept.content.decode():
                wrong.append((name, "is not shown"))
            ana.browser.post(undo(kept))
            row.refresh_from_db()
            if getattr(row, column) != before:
                wrong.append((name, "is not taken back", getattr(row, column)))

    assert wrong == []


def test_owner_and_bet_of_a_launch_are_values_too(ana: Person, ben: Person) -> None:
    pk, bet = a_launch(ana, "Badge"), make_bet(ana.actor)

    for name, value in (("owner_id", ben.user.pk), ("bet_id", bet.pk)):
        url = of_launch(ana, pk, name)
        keep(ana, url, opened(ana, url), {name: value})

    row = Launch.objects.get(pk=pk)
    assert (row.owner_id, row.bet_id) == (ben.user.pk, bet.pk)


def test_what_somebody_else_changed_is_met_or_stays(ana: Person, olu: Person) -> None:
    pk, customer = a_launch(ana, "Badge"), account(ana.actor, "Acme")
    day, name = of_launch(ana, pk, "day"), of_customer(ana, customer.pk, "name")
    seen_day, seen_name = opened(ana, day), opened(ana, name)
    change_launch(actor=olu.actor, launch_id=pk, title="Gate badges")
    save_customer(
        actor=olu.actor, now=NOW, values={"name": "Acme AG"}, customer_id=customer.pk
    )

    beside = keep(ana, day, seen_day, {"day": "2037-05-01"})
    against = keep(ana, name, seen_name, {"name": "Acme SE"})

    row = Launch.objects.get(pk=pk)
    assert (beside.status_code, row.day) == (200, date(2037, 5, 1))
    assert row.title == "Gate badges"
    text = against.content.decode()
    assert (against.status_code, "Acme AG" in text, "Acme SE" in text) == (
        422, True, True,
    )  # fmt: skip
    assert Customer.objects.get(pk=customer.pk).name == "Acme AG"


def test_a_measure_meets_its_goals_changes_and_reads_its_page_again(
    ana: Person, olu: Person
) -> None:
    goal = make_goal(ana.actor)
    measure = GoalMeasure.objects.get(goal=goal)
    target, baseline = (of_measure(ana, measure.pk, n) for n in ("target", "baseline"))
    own_page = reverse("strategy:goal", args=[ana.actor.workspace_id, goal.pk])
    seen = opened(ana, target)
    change_goal(actor=olu.actor, goal_id=goal.pk, name="Other", reason="So")

    beside = keep(ana, target, seen, {"target": "99", **WHY})
    late = keep(ana, target, seen, {"target": "98", **WHY})
    nothing = keep(ana, baseline, opened(ana, baseline), {"baseline": "99", **WHY})
    on_page = ana.browser.post(
        target, {"target": "97", **WHY},
        headers={**HTMX, "HX-Current-URL": f"http://testserver{own_page}"},
    )  # fmt: skip
    changed = ana.browser.post(undo(beside))

    assert (beside.status_code, beside.headers.get("HX-Refresh")) == (200, None)
    assert (late.status_code, "Keep what stands" in late.content.decode()) == (
        422,
        True,
    )
    assert (nothing.status_code, "nothing to reach" in nothing.content.decode()) == (
        422, True,
    )  # fmt: skip
    assert on_page["HX-Refresh"] == "true"
    assert changed.status_code == 409
    measure.refresh_from_db()
    assert measure.target == 97


def test_a_reader_edits_none_and_a_stranger_and_nobody_learn_nothing(
    ana: Person, ben: Person, cleo: Person, client: Any
) -> None:
    pk, customer = a_launch(ana, "Badge"), account(ana.actor, "Acme")

    for url in (
        of_launch(ana, pk, "title"),
        of_customer(ana, customer.pk, "name"),
        of_metric(ana, make_metric(ana.actor).pk, "name"),
        of_contact(ana, someone(ana, customer.pk).pk, "name"),
        of_measure(
            ana, GoalMeasure.objects.get(goal=make_goal(ana.actor)).pk, "target"
        ),
    ):
        shown = ben.browser.get(url, {"shown": "yes"}, headers=HTMX)
        assert (shown.status_code, "hx-get" in shown.content.decode()) == (200, False)
        assert ben.browser.get(url).status_code == 403
        assert ben.browser.post(f"{url}back/?version=1").status_code == 403
        assert cleo.browser.get(url).status_code == 404
        assert cleo.browser.post(f"{url}back/?version=1").status_code == 404
        assert client.get(url).status_code == 302
    assert ana.browser.get(of_launch(ana, pk, "why")).status_code == 404
    assert ana.browser.get(of_customer(ana, customer.pk, "id")).status_code == 404


def test_a_launch_that_is_over_says_what_it_says(ana: Person) -> None:
    pk = a_launch(ana, "Badge")
    call_off(actor=ana.actor, launch_id=pk, why="Nobody asked")
    url = of_launch(ana, pk, "title")

    page = ana.browser.get(
        reverse("launches:launch", args=[ana.actor.workspace_id, pk])
    )
    kept = keep(ana, url, "", {"title": "Late"})

    assert 'id="value-title"' not in page.content.decode()
    assert kept.status_code == 422
    assert Launch.objects.get(pk=pk).title == "Badge"
