"""Puts two assessments and three next steps of the head of product in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from leadline.accounts.queries import actor_for
from leadline.accounts.types import Actor, Role
from leadline.demo.content_files import content
from leadline.growth import actions
from leadline.growth.types import StepIn


def fill(actor: Actor, now: datetime, staff: Mapping[str, int]) -> None:
    """Write two assessments with seven peers and a manager each, and the steps."""
    page = content("growth.toml")
    for told in page["cycle"]:
        _cycle(actor, now, staff, told)
    for told in page["step"]:
        due = (now + timedelta(days=told["due"])).date()
        step = actions.add_step(
            actor=actor,
            step=StepIn(
                told["what"], told["competency"], due, told["with_whom"],
                told["seen_by"], told.get("target", ""),
            ),
            on=now.date(),
            now=now,
        )  # fmt: skip
        if "learned" in told:
            actions.end_step(
                actor=actor, step_id=step.pk, state="done", learned=told["learned"]
            )


def _cycle(
    actor: Actor, now: datetime, staff: Mapping[str, int], told: Mapping[str, Any]
) -> None:
    began = (now - timedelta(days=told["days"])).date()
    views = told["views"]
    cycle = actions.open_cycle(
        actor=actor, name=f"{told['name']} {began.year}", on=began
    )
    actions.rate_oneself(
        actor=actor,
        cycle_id=cycle.pk,
        levels={key: levels[0] for key, levels in views.items()},
        notes={},
    )
    manager_id = staff[told["manager"]]
    actions.ask_manager(actor=actor, cycle_id=cycle.pk, user_id=manager_id)
    actions.rate_as_manager(
        actor=actor_for(
            user_id=manager_id,
            workspace_id=actor.workspace_id,
            surface=actor.surface,
        ),
        cycle_id=cycle.pk,
        levels={key: levels[1] for key, levels in views.items()},
    )
    peer = Actor(actor.workspace_id, 0, Role.READER, actor.surface)
    for n in range(7):
        token = actions.peer_link_for(actor=actor, cycle_id=cycle.pk, on=began)
        comments = told["comments"]
        actions.answer_as_peer(
            actor=peer,
            token=token,
            levels={key: levels[2 + n] for key, levels in views.items()},
            comment=comments[n] if n < len(comments) else "",
            on=began,
        )
    closed = (now - timedelta(days=told["closed"])).date()
    actions.close_cycle(actor=actor, cycle_id=cycle.pk, on=closed)
