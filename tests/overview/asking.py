"""A day on which something of every kind asks for Ana."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from leadline.decisions.actions import create_prediction
from leadline.decisions.models import Decision
from leadline.decisions.types import PredictionIn
from leadline.stakeholders.actions import create_person, create_promise, move_promise
from leadline.stakeholders.types import PersonIn, PromiseIn
from leadline.strategy.models import Goal
from tests.conftest import Person
from tests.decisions.hearing import wait
from tests.decisions.making import make_decision
from tests.factories import make_goal
from tests.launches.launching import add, begin


class Day:
    """Makers of what asks for one person at one moment."""

    def __init__(self, who: Person, now: datetime) -> None:
        self.who, self.now, self.on = who, now, now.date()

    def day(self, days: int) -> date:
        return self.on + timedelta(days=days)

    def person(self, name: str = "Renata", owner: Person | None = None) -> int:
        said = PersonIn(name, "customer", owner_id=owner.user.pk if owner else None)
        return create_person(actor=self.who.actor, person=said).pk

    def promise(self, what: str, due: int, state: str = "agreed", **of: int) -> int:
        person_id = of.get("person_id") or self.person(f"Who waits for {what}")
        said = PromiseIn(person_id, what, due_date=self.day(due), state=state)
        return create_promise(
            actor=self.who.actor, promise=said, now=self.now
        ).pk  # fmt: skip

    def to_tell(self, name: str, what: str) -> tuple[int, int]:
        """Somebody whose promise of next month is at risk, and the promise."""
        person_id = self.person(name)
        promise_id = self.promise(what, 30, person_id=person_id)
        move_promise(
            actor=self.who.actor, promise_id=promise_id, state="at_risk", now=self.now,
            on=self.on, why="The supplier is late",
        )  # fmt: skip
        return person_id, promise_id

    def prediction(self, text: str, in_days: int, kind: str = "event") -> int:
        """A prediction settled so many days from now, asked a year before."""
        said = PredictionIn(text, kind=kind, resolve_on=self.day(in_days))
        asked = self.on - timedelta(days=365)
        return create_prediction(actor=self.who.actor, prediction=said, on=asked).pk

    def step(self, title: str, due: int) -> int:
        launch = begin(self.who, f"Launch of {title}", day=self.day(due))
        launch.steps.all().delete()
        return add(self.who, launch, title, owner_id=self.who.user.pk).pk

    def word(self, question: str, words: str) -> tuple[Decision, int]:
        """A decision of theirs with one word that waits."""
        made = make_decision(self.who, question=question, decider_id=self.who.user.pk)
        return made, wait(self.who, made, words).feedback_id

    def goal(self, name: str) -> int:
        goal = make_goal(self.who.actor, name, owner_id=self.who.user.pk)
        old = self.now - timedelta(days=100)
        Goal.objects.filter(pk=goal.pk).update(created_at=old)
        return goal.pk

    def full(self) -> None:
        """Ten things, of every kind but a decision that is due."""
        self.promise("The timeline", -2)
        self.promise("A price list", 3)
        self.promise("A visit", 5, state="offered")
        self.to_tell("Petra", "The app works in a tunnel")
        self.to_tell("Jonas", "Four offers")
        self.prediction("Thirty accounts sign in", 20)
        self.prediction("Forty ports sign", 25, kind="range")
        self.prediction("The prototype worked", -4)
        self.step("Write the guide", 2)
        self.word("Build or buy sign-on?", "Please buy it")
        self.goal("Grow in ports")
