"""Lists that can grow are shown by fifties, and say how many there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from leadline.accounts.models import ExchangeRate, Membership, User
from leadline.decisions.models import Decision, DecisionPerson
from leadline.decisions.queries import decisions_of_person
from leadline.roadmap.models import Plan
from leadline.stakeholders.models import Briefing
from leadline.stakeholders.models import Person as Somebody
from leadline.strategy.models import Metric, Reading
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_metric, make_plan, make_team

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)


def metrics(ana: Person, n: int) -> str:
    here = ana.actor.workspace_id
    Metric.objects.bulk_create(
        Metric(workspace_id=here, name=f"Number {i:02}") for i in range(n)
    )
    return "strategy/metrics/"


def readings(ana: Person, n: int) -> str:
    metric = make_metric(ana.actor)
    Reading.objects.bulk_create(
        Reading(
            workspace_id=ana.actor.workspace_id, metric=metric, value=i,
            on_date=FIRST + timedelta(i), source="by hand",
        )
        for i in range(n)
    )  # fmt: skip
    return f"strategy/metrics/{metric.pk}/"


def briefings(ana: Person, n: int) -> str:
    Briefing.objects.bulk_create(
        Briefing(
            workspace_id=ana.actor.workspace_id, title=f"To all {i}", body="",
            audience="executives", state="draft", made_at=NOW,
        )
        for i in range(n)
    )  # fmt: skip
    return "stakeholders/briefings/"


def rates(ana: Person, n: int) -> str:
    ExchangeRate.objects.bulk_create(
        ExchangeRate(
            workspace_id=ana.actor.workspace_id, base="USD", quote="EUR",
            value=Decimal("0.9"), on_date=FIRST + timedelta(i), source="Bank",
            is_newest=i == n - 1,
        )
        for i in range(n)
    )  # fmt: skip
    return "settings/money/pairs/USD/EUR/"


def plans(ana: Person, n: int) -> str:
    make_bet(ana.actor, growth=9, effort={make_team(ana.actor, Q2027Q1=40): 5})
    make_plan(ana.actor)
    first = Plan.objects.values().get()
    del first["id"]
    Plan.objects.bulk_create(Plan(**first) for _ in range(n - 1))
    return "roadmap/plans/"


def members(ana: Person, n: int) -> str:
    missing = n - Membership.objects.filter(workspace=ana.actor.workspace_id).count()
    people = User.objects.bulk_create(
        User(email=f"m{i}@example.org", name=f"Member {i:02}") for i in range(missing)
    )
    Membership.objects.bulk_create(
        Membership(workspace_id=ana.actor.workspace_id, user=one, role="reader")
        for one in people
    )
    return "settings/members/"


@pytest.mark.parametrize("make", [metrics, readings, briefings, plans, rates, members])
@pytest.mark.parametrize("n", [50, 51])
def test_the_fifty_first_is_on_the_second_page(
    ana: Person, make: Callable[[Person, int], str], n: int
) -> None:
    address = f"/w/{ana.actor.workspace_id}/{make(ana, n)}"

    first = ana.browser.get(address)
    second = ana.browser.get(address, {"page": 2})

    assert (first.status_code, second.status_code) == (200, 200)
    pager = re.findall(r"(\d+) to (\d+) of (\d+)", first.content.decode())
    assert pager == ([("1", "50", "51")] if n == 51 else [])
    pager = re.findall(r"(\d+) to (\d+) of (\d+)", second.content.decode())
    assert pager == ([("51", "51", "51")] if n == 51 else [])


def test_a_person_shows_their_newest_decisions_and_how_many_there_are(
    ana: Person,
) -> None:
    here = ana.actor.workspace_id
    somebody = Somebody.objects.create(workspace_id=here, name="Noor", function="sales")
    for i in range(13):
        one = Decision.objects.create(
            workspace_id=here, question=f"Question {i}?", decider_id=ana.actor.user_id
        )
        DecisionPerson.objects.create(
            workspace_id=here, decision=one, person=somebody, part="asked"
        )

    page = ana.browser.get(f"/w/{here}/stakeholders/{somebody.pk}/").content.decode()
    found = decisions_of_person(actor=ana.actor, person_id=somebody.pk, size=12)

    assert (len(found), found.total) == (12, 13)
    assert page.count("Question ") == 12
    assert "Question 0?" not in page
