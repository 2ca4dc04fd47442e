"""A sheet of one segment, and a goal that its projection is asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from leadline.roadmap import actions
from leadline.roadmap.models import Bet
from leadline.roadmap.types import EffectIn
from leadline.strategy import actions as strategy
from leadline.strategy.types import Driver, Figure
from tests.conftest import Person
from tests.factories import NOW, make_goal, make_metric, make_reading

TODAY = NOW.date()
END = date(2027, 12, 31)
READ = date(2027, 1, 1)


def say(person: Person, segment_id: int, driver: Driver, text: str) -> None:
    """Say one cell of the sheet, on the day its projection begins: nothing comes and
    goes before."""
    strategy.say_cell(
        actor=person.actor, segment_id=segment_id, driver=driver, text=text, today=READ
    )


def clinics(person: Person, **said: str) -> int:
    """100 customers at 4,000 a year and 8 new a year, or as ``said`` of a driver."""
    here = strategy.add_sheet_segment(actor=person.actor, name="Clinics").id
    texts = {"customers": "100", "price": "4000", "new": "8", "margin": "80%"} | said
    for driver, text in texts.items():
        say(person, here, Driver(driver), text)
    say(person, 0, Driver.TEAMS, "100k")
    return here


def grow(person: Person, target: int = 440_000, **fields: Any) -> int:
    """Set a goal for yearly revenue, measured by a metric that is linked."""
    metric = make_metric(person.actor, "Yearly revenue")
    make_reading(person.actor, metric, TODAY, 400_000)
    strategy.set_yardstick(
        actor=person.actor, metric_id=metric.pk, figure=Figure.REVENUE_YEAR
    )
    said = {"target": Decimal(target), "target_date": END} | fields
    goal = make_goal(person.actor, metric_id=metric.pk, **said)
    return int(goal.pk)


def effect(person: Person, bet: Bet, **said: Any) -> None:
    """Say what a bet does to a driver: half more new customers, if not otherwise."""
    fields = {"driver": "new", "way": "more", "text": "50%"} | said
    actions.add_effect(
        actor=person.actor, bet_id=bet.pk, effect=EffectIn(**fields), now=NOW
    )
