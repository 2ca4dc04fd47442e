"""A workspace with a team and bets, and the addresses of its plan, for tests."""

from __future__ import annotations

from typing import Any

from leadline.accounts.jobs import Desk
from leadline.roadmap import actions
from leadline.roadmap.models import Bet, Team
from leadline.strategy.models import Goal
from tests.conftest import Person
from tests.factories import (
    NOW,
    make_bet,
    make_team,
)


def at(person: Person, path: str) -> str:
    return f"/w/{person.actor.workspace_id}/roadmap/{path}"


def text_of(person: Person, path: str) -> str:
    page = person.browser.get(at(person, path))
    assert page.status_code == 200
    return page.content.decode()


def make_web(person: Person) -> Team:
    return make_team(person.actor, "Web", Q2027Q1=10, Q2027Q2=10)


def make_bets(person: Person, web: Team) -> dict[str, Bet]:
    return {
        name: make_bet(person.actor, name, growth=value, effort={web: weeks})
        for name, value, weeks in (
            ("Big", 100_000, 10), ("Half", 60_000, 5),
            ("Other half", 50_000, 5), ("Least", 10_000, 5),
        )
    }  # fmt: skip


def set_goals(person: Person, bet: Bet, *goals: Goal) -> None:
    actions.set_bet_goals(
        actor=person.actor, bet_id=bet.pk, goal_ids=[g.pk for g in goals], now=NOW
    )


def ask(person: Person, **fields: Any) -> Any:
    said = {
        "name": "Balanced", "reason": "The year begins", "first_period": "2027Q1",
        "periods": 2, "growth": 1, "profit": 0, "worth": 0, "wait": 0, "seconds": 20,
    }  # fmt: skip
    return person.browser.post(at(person, "plans/new/"), said | fields)


def run_next() -> None:
    """Run the job that waits, as a worker does."""
    task = Desk().take()
    assert task is not None
    Desk().run(task)
