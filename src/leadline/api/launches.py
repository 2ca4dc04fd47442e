"""Launches and their steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from leadline.api.operations import Ask, Op, Record, among, body, body_of, part_of
from leadline.api.shapes import build, said_in
from leadline.launches import actions, queries
from leadline.launches.types import (
    STILL_OPEN,
    LaunchFilter,
    LaunchIn,
    LaunchKind,
    LaunchRow,
    LaunchState,
    LaunchStepRow,
    StepIn,
)


@dataclass(frozen=True, slots=True)
class StepFilter:
    """Of which launch the steps are listed; of all where none is said."""

    launch_id: int | None = None


LAUNCHES = Record(
    "launch",
    "launches",
    "launches",
    LaunchRow,
    lambda ask, pk: queries.launch_row(actor=ask.actor, launch_id=pk),
    ("launches:launch_row",),
)
STEPS = Record(
    "launch_step",
    "launch_steps",
    "launches",
    LaunchStepRow,
    lambda ask, pk: queries.step_row(actor=ask.actor, step_id=pk),
    ("launches:step_row",),
)


def _on(ask: Ask) -> dict[str, Any]:
    return {"actor": ask.actor, "launch_id": ask.id, "seen": ask.seen}


OPS: list[Op] = [
    LAUNCHES.lists(
        lambda ask: queries.list_launches(
            actor=ask.actor, only=ask.wanted, page=ask.page, size=ask.size
        ),
        "launches:list_launches",
        query=LaunchFilter,
        words=among(state=(*LaunchState, STILL_OPEN), kind=LaunchKind),
    ),
    LAUNCHES.gets(),
    LAUNCHES.makes(
        lambda ask: actions.create_launch(
            actor=ask.actor, launch=build(LaunchIn, ask.body)
        ),
        "launches:create_launch",
        body=body_of(LaunchIn),
    ),
    LAUNCHES.changes(
        lambda ask: actions.change_launch(**_on(ask), **said_in(ask.body, LaunchIn)),
        "launches:change_launch",
        body=part_of(LaunchIn),
    ),
    LAUNCHES.acts(
        "mark_launched",
        lambda ask: actions.mark_launched(
            **_on(ask), today=ask.today, **said_in(ask.body)
        ),
        "launches:mark_launched",
        body=body("LaunchedIn", "The day it was launched.", on=date),
        summary="Say that it was launched",
    ),
    LAUNCHES.acts(
        "call_off",
        lambda ask: actions.call_off(**_on(ask), **said_in(ask.body)),
        "launches:call_off",
        body=body("CallOffIn", "Why it is called off.", why=str),
        summary="Call a launch off",
    ),
    LAUNCHES.acts(
        "take_up",
        lambda ask: actions.take_up(**_on(ask)),
        "launches:take_up",
        summary="Take a launch up again that was called off",
    ),
    STEPS.lists(
        lambda ask: queries.list_steps(
            actor=ask.actor,
            launch_id=ask.wanted.launch_id,
            page=ask.page,
            size=ask.size,
        ),
        "launches:list_steps",
        query=StepFilter,
    ),
    STEPS.gets(),
    STEPS.makes(
        lambda ask: actions.add_step(
            actor=ask.actor,
            launch_id=ask.id,
            step=build(StepIn, ask.body),
            today=ask.today,
        ),
        "launches:add_step",
        path="launches/{int:id}/steps",
        body=body_of(StepIn),
    ),
    STEPS.changes(
        lambda ask: actions.change_step(
            actor=ask.actor,
            step_id=ask.id,
            today=ask.today,
            seen=ask.seen,
            **said_in(ask.body, StepIn),
        ),
        "launches:change_step",
        body=part_of(StepIn),
    ),
    STEPS.removes(
        lambda ask: actions.remove_step(actor=ask.actor, step_id=ask.id),
        "launches:remove_step",
    ),
    STEPS.acts(
        "answer",
        lambda ask: actions.answer_step(
            actor=ask.actor,
            step_id=ask.id,
            today=ask.today,
            seen=ask.seen,
            **said_in(ask.body),
        ),
        "launches:answer_step",
        body=body(
            "StepAnswerIn",
            "Where a step stands, by who answers for it.",
            state=str,
            proof=(str, ""),
            why=(str, ""),
        ),
        summary="Answer for a step of one's own",
    ),
]
