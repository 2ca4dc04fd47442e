"""A briefing cites what was known on its day, and nothing that came after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from leadline.overview.briefing import draft_briefing
from leadline.overview.briefing.record import read_record
from leadline.roadmap import actions as roadmap
from tests import factories as make
from tests.conftest import Person
from tests.evidence.makers import account, say, want

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "value"), [(-1, "100"), (0, "120"), (6, "120"), (7, "140")]
)
def test_a_figure_is_the_newest_that_was_read_by_then(
    ana: Person, days: int, value: str
) -> None:
    metric = make.make_metric(ana.actor)
    for day, read in ((-40, 100), (0, 120), (7, 140)):
        on = NOW.date() + timedelta(days=day)
        make.make_reading(ana.actor, metric, on, read)
    make.make_goal(
        ana.actor, "Grow", metric_id=metric.pk, baseline=Decimal(90),
        target=Decimal(160), target_date=date(2027, 12, 31),
    )  # fmt: skip
    moment = NOW + timedelta(days=days)

    made = draft_briefing(actor=ana.actor, audience="executives", now=moment)

    figure = next(one for one in made.figures if "160" in one.unit)
    assert figure.value == f"€{value}"


@pytest.mark.parametrize(("days", "asked"), [(-1, 0), (0, 1), (4, 1), (5, 2)])
def test_who_asked_later_is_not_counted(ana: Person, days: int, asked: int) -> None:
    need = want(ana.actor)
    for day, name in ((0, "Port"), (5, "Clinic")):
        say(ana.actor, name, account(ana.actor, name), need,
            said_at=NOW + timedelta(days=day))  # fmt: skip
    team = make.make_team(ana.actor, Q2027Q1=40)
    bet = make.make_bet(ana.actor, "Single sign-on", growth=900, effort={team: 6})
    roadmap.set_bet_needs(actor=ana.actor, bet_id=bet.pk, need_ids=[need.pk], now=NOW)
    plan = make.make_plan(ana.actor)
    roadmap.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="Agreed", now=NOW)
    moment = NOW + timedelta(days=days)

    record = read_record(actor=ana.actor, now=moment, since=moment)

    assert record.coming[bet.pk].customers == asked
