"""A team with weeks and bets that do not all fit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from leadline.roadmap.models import Bet, Team
from tests.conftest import Person
from tests.factories import (
    NOW,
    make_bet,
    make_team,
)

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def web(ana: Person) -> Team:
    return make_team(ana.actor, "Web", Q2027Q1=10, Q2027Q2=10)


@pytest.fixture
def bets(ana: Person, web: Team) -> dict[str, Bet]:
    """Four bets of which three fit: the last is worth least."""
    return {
        name: make_bet(ana.actor, name, growth=value, effort={web: weeks})
        for name, value, weeks in (
            ("Big", 100, 10), ("Half", 60, 5), ("Other half", 50, 5), ("Least", 10, 5),
        )
    }  # fmt: skip
