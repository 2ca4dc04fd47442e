"""A list of nothing says how it begins; one whose filter hides all says so."""

from __future__ import annotations

import re

import pytest

from leadline.evidence.models import Feedback, Need
from leadline.evidence.types import FeedbackState, NeedState
from leadline.roadmap.models import Bet
from leadline.roadmap.types import BetState
from leadline.stakeholders.models import Person as Somebody
from leadline.strategy.models import Goal, Metric
from leadline.strategy.types import GoalState
from tests.conftest import Person
from tests.factories import make_bet, make_customer, make_goal, make_voice

pytestmark = pytest.mark.django_db
LISTS = {
    "evidence/feedback/": "Nothing has been heard yet",
    "evidence/needs/": "No need has been found yet",
    "evidence/customers/": "No customer is known yet",
    "decisions/": "No decision is on record yet",
    "decisions/outcomes/": "Nothing was predicted yet",
    "stakeholders/": "Nobody has a say yet",
    "stakeholders/promises/": "Nothing was promised yet",
    "strategy/goals/": "No goal is set yet",
    "strategy/metrics/": "No number is followed yet",
    "roadmap/bets/": "No bet is written yet",
    "roadmap/plans/": "No plan was made yet",
    "launches/": "No launch is on record yet",
}


def text(who: Person, path: str) -> str:
    page = who.browser.get(f"/w/{who.actor.workspace_id}/{path}").content.decode()
    return " ".join(page.split())


def test_a_list_of_nothing_has_nothing_to_filter(ana: Person) -> None:
    wrong = []
    for path, title in LISTS.items():
        page = text(ana, path)
        if title not in page or 'class="filters"' in page:
            wrong.append(path)
        if 'class="filters"' not in text(ana, f"{path}?text=zebra"):
            wrong.append(f"{path}?text=zebra")
    assert not wrong


def test_what_the_first_filter_hides_is_not_called_nothing(ana: Person) -> None:
    here = ana.actor.workspace_id
    need = Need.objects.create(
        workspace_id=here, statement="Export", is_made_by_person=True,
        state=NeedState.DISMISSED,
    )  # fmt: skip
    make_voice(ana.actor, need, make_customer(ana.actor, "Port of Cork"))
    Feedback.objects.update(state=FeedbackState.ARCHIVED)
    make_bet(ana.actor)
    Bet.objects.update(state=BetState.DONE)
    make_goal(ana.actor)
    Goal.objects.update(state=GoalState.REACHED)
    Metric.objects.create(workspace_id=here, name="Calls", is_archived=True)
    Somebody.objects.create(
        workspace_id=here, name="Petra", function="sales", is_archived=True
    )
    wrong = []
    for path in (
        "evidence/feedback/", "evidence/needs/", "roadmap/bets/", "strategy/goals/",
        "strategy/metrics/", "stakeholders/",
    ):  # fmt: skip
        page = text(ana, path)
        if LISTS[path] in page or 'class="filters"' not in page:
            wrong.append(path)
    assert not wrong


def test_nobody_is_said_to_be_told_where_nobody_had_to_be(ana: Person) -> None:
    page = text(ana, "stakeholders/tell/")
    assert "was told" not in page
    assert "Nobody has to be told of anything now" in page


def test_two_plans_are_asked_for_before_they_are_compared(ana: Person) -> None:
    page = text(ana, "roadmap/plans/compare/")
    assert "There are no two plans to compare yet" in page
    assert "<select" not in page.partition("<main")[2]


def test_the_headline_goes_with_the_rows_it_speaks_of(ana: Person) -> None:
    make_bet(ana.actor)
    wrong = []
    for path in LISTS:
        address = f"/w/{ana.actor.workspace_id}/{path}?text=zebra"
        page = ana.browser.get(address).content.decode()
        rows = ana.browser.get(address, headers={"HX-Request": "true"}).content.decode()
        said = re.search(r'<h1 id="headline">(.*?)</h1>', page, re.DOTALL)
        sent = re.search(
            r'<h1 hx-swap-oob="innerHTML:#headline">(.*?)</h1>', rows, re.DOTALL
        )
        if not said or not sent or said[1] != sent[1]:
            wrong.append(path)
    assert not wrong
