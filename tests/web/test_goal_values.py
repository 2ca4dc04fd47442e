"""Values of a goal edited where they stand, each with its reason, and taken back."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from leadline.accounts.models import Event
from leadline.strategy.actions import change_goal
from leadline.strategy.models import Goal, GoalMeasure
from tests.conftest import Person
from tests.factories import make_goal
from tests.web.test_values import HTMX, keep, opened, undo

WHY = {"reason": "We know more"}
TYPED: dict[str, tuple[str, object]] = {
    "name": ("Grow with ports", "Grow with ports"),
    "kind": ("guardrail", "guardrail"),
}


@pytest.fixture
def goal(olu: Person) -> Goal:
    return make_goal(olu.actor)


def address(person: Person, goal: Goal, name: str) -> str:
    args = [person.actor.workspace_id, goal.pk, name]
    return reverse("strategy:goal_value", args=args)


@pytest.mark.parametrize("name", TYPED)
def test_a_value_is_kept_with_its_reason_and_taken_back(
    olu: Person, goal: Goal, name: str
) -> None:
    typed, value = TYPED[name]
    before, url = getattr(goal, name), address(olu, goal, name)

    kept = keep(olu, url, opened(olu, url), {name: typed, **WHY})

    goal.refresh_from_db()
    assert (kept.status_code, getattr(goal, name)) == (200, value)
    last = Event.objects.filter(verb="strategy.change_goal").latest("pk")
    assert last.detail["reason"] == "We know more"
    olu.browser.post(undo(kept))
    goal.refresh_from_db()
    assert getattr(goal, name) == before


def test_owner_parent_and_day_are_values_too(
    olu: Person, ben: Person, goal: Goal
) -> None:
    above = make_goal(olu.actor, "Above")
    said = {"owner_id": ben.user.pk, "parent_id": above.pk, "target_date": "Q2 2028"}

    for name, value in said.items():
        url = address(olu, goal, name)
        kept = keep(olu, url, opened(olu, url), {name: value, **WHY})
        assert kept.status_code == 200

    goal.refresh_from_db()
    assert (goal.owner_id, goal.parent_id) == (ben.user.pk, above.pk)
    assert str(GoalMeasure.objects.get(goal=goal).target_date) == "2028-06-30"


def test_anothers_words_stand_beside_mine_and_other_values_are_left(
    olu: Person, ana: Person, goal: Goal
) -> None:
    name, kind = (address(olu, goal, one) for one in ("name", "kind"))
    seen = opened(olu, name), opened(olu, kind)
    change_goal(actor=ana.actor, goal_id=goal.pk, reason="So", name="Theirs")

    met = keep(olu, name, seen[0], {"name": "Mine it is", **WHY})
    kept = keep(olu, kind, seen[1], {"kind": "guardrail", **WHY})

    goal.refresh_from_db()
    assert (met.status_code, kept.status_code) == (422, 200)
    assert "ana wrote “Theirs” meanwhile" in unescape(met.content.decode())
    assert (goal.name, goal.kind) == ("Theirs", "guardrail")


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("name", {"name": "", **WHY}, "needed"),
        ("name", {"name": "Better"}, "needed"),
        ("target_date", {"target_date": "soon", **WHY}, "is not a day"),
        ("parent_id", {"parent_id": "999999", **WHY}, "not one of"),
    ],
)
def test_a_refusal_stands_at_the_field(
    olu: Person, goal: Goal, name: str, typed: dict[str, Any], said: str
) -> None:
    url = address(olu, goal, name)

    refused = keep(olu, url, opened(olu, url), typed)

    assert refused.status_code == 422
    assert said in unescape(refused.content.decode())


def test_who_may_not_steer_opens_no_field(
    olu: Person, ben: Person, cleo: Person, client: Any, goal: Goal
) -> None:
    url = address(olu, goal, "name")

    seen = ben.browser.get(f"{url}?shown=yes", headers=HTMX)
    assert (seen.status_code, "value-name" in seen.content.decode()) == (200, False)
    assert ben.browser.get(url).status_code == 403
    assert keep(ben, url, "", {"name": "Mine", **WHY}).status_code == 403
    assert ben.browser.post(f"{url}back/?name=x&version=1").status_code == 403
    assert cleo.browser.get(url).status_code == 404
    assert client.get(url).status_code == 302
    assert olu.browser.get(address(olu, goal, "colour")).status_code == 404
