"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import Conflict, NotFound
from leadline.foundation.paging import the_one
from leadline.launches.models import Launch, LaunchLetter, LaunchStep, LaunchTemplate
from leadline.launches.types import LaunchState


def get_launch(*, actor: Actor, launch_id: int) -> Launch:
    """Return one launch, or raise ``NotFound``."""
    actor.require("read")
    found = the_one(rows(Launch, actor).filter(pk=launch_id))
    if found is None:
        raise NotFound("There is no such launch.")
    return found


def launch_in_preparation(*, actor: Actor, launch_id: int) -> Launch:
    """Return a launch that is still in preparation.

    Raises ``NotFound``, and ``Conflict`` once it was launched or called off.
    """
    found = get_launch(actor=actor, launch_id=launch_id)
    if found.state != LaunchState.PREPARING:
        state = LaunchState(found.state).label.lower()
        raise Conflict(f"This launch is {state}; its steps stay as they are.")
    return found


def get_step(*, actor: Actor, step_id: int) -> LaunchStep:
    """Return one step with its launch, or raise ``NotFound``."""
    actor.require("read")
    steps = rows(LaunchStep, actor).select_related("launch", "owner", "promise")
    found = the_one(steps.filter(pk=step_id))
    if found is None:
        raise NotFound("There is no such step.")
    return found


def get_template(*, actor: Actor, template_id: int) -> LaunchTemplate:
    """Return one template of the workspace's own, or raise ``NotFound``."""
    actor.require("read")
    found = the_one(rows(LaunchTemplate, actor).filter(pk=template_id))
    if found is None:
        raise NotFound("There is no such template.")
    return found


def get_letter(*, actor: Actor, letter_id: int) -> LaunchLetter:
    """Return one letter with what stands beside it, or raise ``NotFound``."""
    actor.require("read")
    found = the_one(
        rows(LaunchLetter, actor)
        .filter(pk=letter_id)
        .select_related("launch", "customer", "person", "feedback__contact", "told_by")
    )
    if found is None:
        raise NotFound("There is no such letter.")
    return found
