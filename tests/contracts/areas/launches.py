"""Examples for the addresses of launches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from leadline.launches import actions, queries
from leadline.launches.models import (
    Launch,
    LaunchLetter,
    LaunchStep,
    LaunchTemplate,
)
from leadline.launches.types import LaunchIn
from tests.contracts.areas.promises import promise_of
from tests.contracts.examples import Examples
from tests.factories import as_row

NOW = datetime.now(UTC)


def launch_of(e: Examples) -> Launch:
    """A launch of a bet, with the steps of its kind; one of them has an owner."""

    def make() -> Launch:
        said = LaunchIn(
            "Single sign-on for ports", "major", NOW.date() + timedelta(days=60),
            bet_id=e.bet.pk, owner_id=e.actor.user_id,
        )  # fmt: skip
        made = actions.create_launch(actor=e.actor, launch=said)
        step = LaunchStep.objects.filter(launch_id=made.pk).first()
        actions.change_step(
            actor=e.actor, step_id=step.pk, today=NOW.date(),
            owner_id=e.member.user_id,
        )  # fmt: skip
        return as_row(Launch, made)

    return e.once("launch", make)


def step_of(e: Examples) -> LaunchStep:
    return LaunchStep.objects.filter(launch=launch_of(e)).first()


def template_of(e: Examples) -> LaunchTemplate:
    def make() -> LaunchTemplate:
        text = queries.built_in_template(actor=e.actor, kind="minor").text
        return as_row(
            LaunchTemplate,
            actions.save_template(actor=e.actor, text=text, now=NOW),
        )

    return e.once("template", make)


def letter_of(e: Examples) -> int:
    """A letter to a person to whom the bet of the launch is promised."""
    launch, _ = launch_of(e), promise_of(e)
    actions.draft_letters(actor=e.actor, launch_id=launch.pk)
    return LaunchLetter.objects.filter(launch=launch).first().pk


def launched(e: Examples) -> dict[str, object]:
    """What came of a launch is asked a month after it."""
    launch = launch_of(e)
    if launch.state != "launched":
        on = NOW.date() - timedelta(days=40)
        actions.mark_launched(
            actor=e.actor, launch_id=launch.pk, on=on, today=NOW.date()
        )
        launch.refresh_from_db()
    return {}


SAID = {"title": "Badge", "kind": "minor", "day": "2037-03-02"}
THINGS: dict[str, Callable[[Examples], object]] = {
    "launches": lambda e: launch_of(e).pk,
    "letter_id": letter_of,
    "step_id": lambda e: step_of(e).pk,
    "launches/templates": lambda e: template_of(e).pk,
    "launches/<int:pk>/values/<str:name>/:name": lambda e: "kind",
    "launches/<int:pk>/values/<str:name>/back/:name": lambda e: "kind",
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "launches:launch_new": lambda e: SAID,
    "launches:launch_value": lambda e: {"kind": "minor"},
    "launches:launch_state": lambda e: {"do": "off", "why": "Nobody asked"},
    "launches:step": lambda e: {
        "title": "Guide", "part": "document", "days": "-3", "state": "open",
    },
    "launches:step_add": lambda e: {"title": "Guide", "part": "document", "days": "-3"},
    "launches:letter": lambda e: {"text": "It is here."},
    "launches:letter_told": lambda e: {"how": "By mail", **launched(e)},
    "launches:outcome": lambda e: {
        "after": "30", "result": "better", "words": "Nine ports", **launched(e)
    },
    "launches:ask": lambda e: {"owner": step_of(e).owner_id},
    "launches:step_tick": lambda e: _shown(e),
    "launches:template": lambda e: {"text": template_of(e).text},
    "launches:template_new": lambda e: {
        "text": template_of(e).text.replace("Minor change", "Our own")
    },
}  # fmt: skip
PUBLIC: set[str] = set()
READERS_OWN: set[str] = set()


def _shown(e: Examples) -> dict[str, object]:
    """A step can be ticked once something shows that it is done."""
    row = step_of(e)
    actions.change_step(
        actor=e.actor, step_id=row.pk, today=NOW.date(), proof="The guide"
    )
    return {}
