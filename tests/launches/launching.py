"""Launches for tests: short makers."""

from __future__ import annotations

from datetime import date
from typing import Any

from leadline.launches import actions
from leadline.launches.models import Launch, LaunchStep
from leadline.launches.types import LaunchIn, StepIn
from tests.conftest import Person
from tests.factories import as_row

TODAY = date(2026, 11, 23)
DAY = date(2027, 3, 2)


def begin(who: Person, title: str = "Rota", kind: str = "minor", **said: Any) -> Launch:
    said.setdefault("day", DAY)
    template_id = said.pop("template_id", None)
    made = actions.create_launch(
        actor=who.actor, launch=LaunchIn(title, kind, **said), template_id=template_id
    )
    return as_row(Launch, made)


def add(who: Person, launch: Launch, title: str = "Guide", **said: Any) -> LaunchStep:
    said.setdefault("part", "document")
    made = actions.add_step(
        actor=who.actor, launch_id=launch.pk, step=StepIn(title=title, **said),
        today=TODAY,
    )  # fmt: skip
    return as_row(LaunchStep, made)


def change(who: Person, step: LaunchStep, **said: Any) -> LaunchStep:
    said.setdefault("today", TODAY)
    actions.change_step(actor=who.actor, step_id=step.pk, **said)
    return LaunchStep.objects.get(pk=step.pk)


def done(who: Person, step: LaunchStep, **said: Any) -> LaunchStep:
    return change(who, step, state="done", proof="The page", **said)


def finish(who: Person, launch: Launch) -> None:
    for step in LaunchStep.objects.filter(launch=launch):
        done(who, step)
