"""Lists that can grow are shown by fifties, and say how many there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import Value
from django.db.models.functions import Concat

from leadline.accounts.models import ExchangeRate, Membership, Product, User
from leadline.attention.models import CalendarSource, TitleWords
from leadline.decisions.models import Decision, DecisionPerson
from leadline.decisions.queries import decisions_of_person
from leadline.roadmap.models import Capacity, Plan, Team
from leadline.stakeholders.models import Briefing
from leadline.stakeholders.models import Person as Somebody
from leadline.strategy.models import Goal, GoalMeasure, Metric, Reading
from tests.conftest import Person
from tests.factories import (
    NOW,
    make_bet,
    make_goal,
    make_metric,
    make_plan,
    make_team,
)

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


def goals(ana: Person, n: int) -> str:
    top = make_goal(ana.actor, "Grow").pk
    parts = Goal.objects.bulk_create(
        Goal(
            workspace_id=ana.actor.workspace_id, name=f"Part {i:02}", parent_id=top,
            kind="growth", state="open",
        )
        for i in range(n - 1)
    )  # fmt: skip
    GoalMeasure.objects.bulk_create(
        GoalMeasure(workspace_id=ana.actor.workspace_id, goal=part, measure="Number")
        for part in parts
    )
    return "strategy/goals/"


def teams(ana: Person, n: int, *, is_archived: bool = False) -> str:
    here = ana.actor.workspace_id
    Team.objects.bulk_create(
        Team(workspace_id=here, name=f"Team {i:02}", is_archived=is_archived)
        for i in range(n)
    )
    return "roadmap/teams/"


def products(ana: Person, n: int) -> str:
    here = ana.actor.workspace_id
    Product.objects.bulk_create(
        Product(workspace_id=here, name=f"Product {i:02}", is_archived=i > 8)
        for i in range(n)
    )
    return "settings/products/"


def calendars(ana: Person, n: int) -> str:
    here = ana.actor.workspace_id
    CalendarSource.objects.bulk_create(
        CalendarSource(workspace_id=here, user=ana.user, name=f"Calendar {i:02}")
        for i in range(n)
    )
    return "attention/calendars/"


EVERY = [metrics, readings, briefings, plans, rates, members, goals, teams, products,
         calendars]  # fmt: skip


@pytest.mark.parametrize("make", EVERY)
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


def put_away(ana: Person, n: int) -> str:
    return teams(ana, n, is_archived=True)


def title_words(ana: Person, n: int) -> str:
    here = ana.actor.workspace_id
    TitleWords.objects.bulk_create(
        TitleWords(
            workspace_id=here, user=ana.user, words=f"Word {i:02}", kind="market"
        )
        for i in range(n)
    )
    return "attention/calendars/"


@pytest.mark.parametrize(
    ("make", "name", "first"),
    [(put_away, "away", teams), (title_words, "words", calendars)],
)
@pytest.mark.parametrize("n", [50, 51])
def test_a_second_list_of_a_page_turns_by_itself(
    ana: Person,
    make: Callable[[Person, int], str],
    name: str,
    first: Callable[[Person, int], str],
    n: int,
) -> None:
    address = f"/w/{ana.actor.workspace_id}/{make(ana, n)}"

    page = ana.browser.get(address, {name: 2}).content.decode()
    pager = re.findall(r"(\d+) to (\d+) of (\d+)", page)
    assert pager == ([("51", "51", "51")] if n == 51 else [])
    if n == 50:
        return
    Team.objects.update(name=Concat(Value("A"), "name"))
    first(ana, n)
    page = ana.browser.get(address, {name: 2, "page": 1}).content.decode()
    pager = re.findall(r"(\d+) to (\d+) of (\d+)", page)
    assert sorted(pager) == [("1", "50", "51"), ("51", "51", "51")]
    assert f"?{name}=2&amp;page=2" in page
    assert f"?{name}=1&amp;page=1" in page


def test_the_head_counts_all_pages(ana: Person) -> None:
    for make, said in (
        (teams, "The weeks of 51 teams"),
        (calendars, "51 calendars are in"),
        (products, "makes 9 products"),
        (goals, "51 goals have"),
    ):
        address = f"/w/{ana.actor.workspace_id}/{make(ana, 51)}"
        page = ana.browser.get(address, {"page": 2}).content.decode()
        assert said in " ".join(page.split())


def test_a_goal_whose_parent_is_on_the_page_before_names_it(ana: Person) -> None:
    address = f"/w/{ana.actor.workspace_id}/{goals(ana, 51)}"

    first = ana.browser.get(address).content.decode()
    second = ana.browser.get(address, {"page": 2}).content.decode()
    by_owner = ana.browser.get(address, {"page": 2, "order": "owner"}).content.decode()

    assert "Part of “" not in first
    assert second.count("Part of “Grow”") == 1
    assert second.count('class="goal-item deep-0"') == 1
    assert by_owner.count('class="goal-item') == 1


@pytest.mark.parametrize(("n", "is_folded"), [(4, False), (5, True)])
def test_goals_that_no_bet_serves_are_folded_after_four(
    ana: Person, n: int, is_folded: bool
) -> None:
    address = f"/w/{ana.actor.workspace_id}/{goals(ana, n)}"

    page = ana.browser.get(address).content.decode()

    assert page.count("Choose bets<") == n
    assert ("<summary>1 more</summary>" in page) is is_folded


def test_weeks_are_kept_page_by_page(ana: Person) -> None:
    address = f"/w/{ana.actor.workspace_id}/{teams(ana, 51)}"
    first, last = Team.objects.order_by("name")[0], Team.objects.order_by("name")[50]
    for team in (first, last):
        Capacity.objects.create(
            workspace_id=ana.actor.workspace_id, team=team, period="2027Q1",
            person_weeks=4,
        )  # fmt: skip

    said = ana.browser.post(
        f"{address}?from=2027Q1&page=2", {f"t{last.pk}_2027Q1": "7"}
    )

    assert said["Location"] == f"{address}?from=2027Q1&page=2"
    assert dict(Capacity.objects.values_list("team_id", "person_weeks")) == {
        first.pk: 4, last.pk: 7
    }  # fmt: skip


def test_weeks_count_though_their_team_has_moved_to_another_page(ana: Person) -> None:
    """Another team came meanwhile, and has weeks that this page did not show."""
    address = f"/w/{ana.actor.workspace_id}/{teams(ana, 50)}"
    last = Team.objects.order_by("name")[49]
    new = make_team(ana.actor, "A new one", Q2027Q1=6)

    ana.browser.post(f"{address}?from=2027Q1", {f"t{last.pk}_2027Q1": "7"})
    assert dict(Capacity.objects.values_list("team_id", "person_weeks")) == {
        new.pk: 6, last.pk: 7
    }  # fmt: skip
    ana.browser.post(f"{address}?from=2027Q1", {f"t{last.pk}_2027Q1": ""})
    assert Capacity.objects.get().team_id == new.pk
