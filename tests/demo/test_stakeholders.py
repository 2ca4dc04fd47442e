"""The stakeholders of the example company."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadline.accounts.actions import set_up
from leadline.accounts.queries import actor_for, verify_chain
from leadline.accounts.types import Actor
from leadline.demo import fill_stakeholders
from leadline.stakeholders import queries
from leadline.stakeholders.types import PersonFilter

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> Actor:
    workspace, user = set_up(
        workspace_name="Harbour", owner_email="ines@harbour.example",
        owner_name="Ines Moreau", now=NOW,
    )  # fmt: skip
    actor = actor_for(user_id=user, workspace_id=workspace, surface="demo")
    fill_stakeholders.fill(actor, NOW, {"Ines Moreau": user})
    return actor


def test_thirty_people_have_a_say_inside_and_outside(ines: Actor) -> None:
    only = PersonFilter(by=ines.user_id)
    people = queries.list_people(actor=ines, only=only, on=NOW.date())

    outside = [p for p in people if p.is_outside]
    assert (len(people), len(outside)) == (30, 16)
    assert {p.judged.stance for p in people} == {"for", "open", "against"}
    assert any(p.is_overdue for p in people)
    assert len(queries.list_listening(actor=ines, author_id=ines.user_id)) == 30
    assert verify_chain(workspace_id=ines.workspace_id).is_whole


def test_petra_is_to_be_won_first(ines: Actor) -> None:
    only = PersonFilter(by=ines.user_id)
    people = queries.list_people(actor=ines, only=only, on=NOW.date())

    assert queries.headline(actor=ines, people=people) == (
        "Win Petra first: Jonas and Henrike listen, and no talk is noted for 34 days."
    )
